import { spawn } from 'node:child_process';
import { totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Figures } from './measure.ts';
import type { Call } from './tasks.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const childMain = fileURLToPath(new URL('./child-main.ts', import.meta.url));
/** Frameworks with an object for every friendship need far more than Node gives by itself. */
const heap = `--max-old-space-size=${Math.floor((0.7 * totalmem()) / 1048576)}`;

/**
 * Measures one trial in a process of its own, so that no trial finds code that another one warmed up, or its garbage.
 *
 * @throws Error with the last words of the process when it fails
 */
export async function measureInChild(call: Call, flags: readonly string[] = []): Promise<Figures> {
  const node = ['--expose-gc', heap, ...flags, '--import', 'tsx', childMain, JSON.stringify(call)];
  const { out, err, code } = await run(process.execPath, node);
  if (code !== 0) throw new Error(lastWords(err) || `it ended with ${code}`);
  return JSON.parse(lastLine(out));
}

type Ended = { readonly out: string; readonly err: string; readonly code: number | string };

/** Runs a program to its end, in the folder of the project. */
export function run(program: string, args: readonly string[], cwd = root): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      err += text;
    });
    child.on('error', (fault) => resolve({ out, err: fault.message, code: 'an error' }));
    child.on('close', (code, signal) => resolve({ out, err, code: code ?? signal ?? 'an unknown end' }));
  });
}

export function lastLine(text: string): string {
  return text.trimEnd().split('\n').at(-1) ?? '';
}

/** The line of an uncaught error, or else the last one; without folders. */
function lastWords(err: string): string {
  const line = err.split('\n').find((one) => /^(\w*Error|<--- |FATAL ERROR)\b/.test(one)) ?? lastLine(err);
  return line.replaceAll(root, '').slice(0, 300);
}
