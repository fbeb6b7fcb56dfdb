import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { lastLine, run } from '../child.ts';
import type { Figures } from '../measure.ts';

const PYTHON = 'python3';
export const noNumpy = 'there is no python3 with NumPy';

/** The version of NumPy; null where there is none. */
export function numpyVersion(): string | null {
  const { status, stdout } = spawnSync(PYTHON, ['-c', 'import numpy; print(numpy.__version__)'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

/** The reduced model in NumPy. */
export async function runNumpy(people: number, weeks: number): Promise<Figures> {
  const script = fileURLToPath(new URL('./vectorised.py', import.meta.url));
  const { out, err, code } = await run(PYTHON, [script, String(people), String(weeks)]);
  if (code !== 0) throw new Error(`${PYTHON} ended with ${code}: ${lastLine(err)}`);
  return JSON.parse(lastLine(out));
}
