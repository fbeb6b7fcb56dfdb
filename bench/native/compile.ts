import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lastLine, run } from '../child.ts';
import type { Figures } from '../measure.ts';

/** The first C compiler there is, with the first line it says about itself; null where there is none. */
export function compiler(): { readonly program: string; readonly about: string } | null {
  for (const program of ['gcc', 'cc', 'clang']) {
    const { status, stdout } = spawnSync(program, ['--version'], { encoding: 'utf8' });
    if (status === 0) return { program, about: stdout.split('\n')[0] };
  }
  return null;
}

/** What sections say that leave the C part out. */
export const noCompiler = 'there is no C compiler (gcc, cc or clang)';

/** Compiles a program of this folder for this processor, runs it once and returns the JSON it prints. */
export async function runNative(name: string, args: readonly string[]): Promise<Figures> {
  const found = compiler();
  if (found === null) throw new Error(noCompiler);
  const folder = mkdtempSync(join(tmpdir(), 'forewarned-bench-'));
  try {
    const source = fileURLToPath(new URL(`./${name}.c`, import.meta.url));
    const made = join(folder, name);
    await ended(found.program, ['-O3', '-march=native', source, '-o', made, '-lm']);
    return JSON.parse(lastLine(await ended(made, args)));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function ended(program: string, args: readonly string[]): Promise<string> {
  const { out, err, code } = await run(program, args);
  if (code !== 0) throw new Error(`${program} ended with ${code}: ${err.slice(0, 300)}`);
  return out;
}
