import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/**
 * Runs the command line as a user does, without a terminal.
 *
 * @param watch   called with all it has said on standard error so far, at every new piece, and a way to end it
 * @param reader  `closed`: nobody reads what it prints
 */
export function forewarned(
  args: readonly string[],
  folder: string,
  watch: (err: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
  reader: 'open' | 'closed' = 'open',
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [bin, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    if (reader === 'closed') child.stdout.destroy();
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      err += text;
      watch(err, (signal) => child.kill(signal));
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, out, err }));
  });
}
