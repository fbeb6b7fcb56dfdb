import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from '../child.ts';
import type { Figures } from '../measure.ts';

type Input = {
  /** Arguments of Node; `forewarned` stands for the program as it is shipped. */
  readonly args: readonly string[];
};

/** The program as it is shipped. */
export const shipped = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));

/** A whole process from its start to its end, in an empty folder. */
export async function command({ args }: Input): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'forewarned-bench-'));
  try {
    const before = performance.now();
    const whole = args.map((arg) => (arg === 'forewarned' ? shipped : arg));
    const { code, err } = await run(process.execPath, whole, folder);
    const time = performance.now() - before;
    if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}: ${err.slice(-300)}`);
    return { time };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
