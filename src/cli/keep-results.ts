import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Mistake } from '../runtime/mistake.ts';
import { type ResultFile, writeFolder } from '../runtime/write-folder.ts';
import type { RunOptions } from './options.ts';

/**
 * Writes the files where they were asked for, else to a folder named after scenario and fingerprint.
 *
 * The same name means the same runs, so that earlier files there may be replaced. Should something else be in the way by now,
 * the next free name is taken: what was computed is not thrown away.
 *
 * @returns the folder
 */
export function keepResults(
  { scenario, fingerprint }: { readonly scenario: { readonly id: string }; readonly fingerprint: string },
  files: readonly ResultFile[],
  { out, force }: RunOptions,
  isPartial: boolean,
): string {
  if (out !== undefined) {
    writeFolder(out, files, force === true);
    return out;
  }
  const name = join('results', `${scenario.id}-${fingerprint.slice(0, 8)}${isPartial ? '-partial' : ''}`);
  for (let attempt = 1; ; attempt++) {
    const folder = attempt === 1 ? name : `${name}-${attempt}`;
    try {
      writeFolder(folder, files, true);
      return folder;
    } catch (fault) {
      if (!(fault instanceof Mistake) || !existsSync(folder)) throw fault;
    }
  }
}
