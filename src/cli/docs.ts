import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { modelDescription } from '../report/odd.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { remark, tell } from './streams.ts';

const folder = new URL('../../docs/', import.meta.url);
const name = 'docs/model-description.md';

/** Writes the model description from the source, or says whether the one in the folder is up to date. */
export function docs({ check }: { readonly check?: true }): ExitCode {
  const file = fileURLToPath(new URL('model-description.md', folder));
  const text = modelDescription();
  const found = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  if (check && found !== text) {
    remark(
      `${name}: expected the description of the model as it is, found ${found === undefined ? 'no file' : 'an older one'}. Run \`forewarned docs\`.`,
    );
    return exitCode.refused;
  }
  if (!check && found !== text) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, text);
  }
  tell(`${name} ${check || found === text ? 'is up to date' : 'written'}`);
  return exitCode.ok;
}
