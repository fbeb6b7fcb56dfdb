import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { small } from '../cli/small.ts';

const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));

export type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

/** A process of the command line that is under way. */
export type Running = {
  readonly pid: number;
  readonly kill: (signal: NodeJS.Signals) => void;
  readonly isOver: () => boolean;
  readonly ended: Promise<Ended>;
};

/**
 * Starts the command line as a user does, without a terminal.
 *
 * @param preload  scripts that are loaded before it
 */
export function start(args: readonly string[], folder: string, preload: readonly string[] = [], env = {}): Running {
  const imports = preload.flatMap((script) => ['--import', script]);
  const child = spawn(process.execPath, [...imports, bin, ...args], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let out = '';
  let err = '';
  let isOver = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      isOver = true;
      resolve({ code, out, err });
    });
  });
  return { pid: child.pid ?? 0, kill: (signal) => void child.kill(signal), isOver: () => isOver, ended };
}

/** Runs the command line to its end. */
export const call = (args: readonly string[], folder: string, preload: readonly string[] = []): Promise<Ended> =>
  start(args, folder, preload).ended;

/** The same, where anything but success is a fault of the test. */
export async function must(args: readonly string[], folder: string, code = 0): Promise<string> {
  const ended = await call(args, folder);
  if (ended.code !== code)
    throw new Error(`${args.join(' ')}: expected exit code ${code}, found ${ended.code}\n${ended.err}${ended.out}`);
  return ended.out;
}

/** A folder to work in, with a small scenario in it; `gone` removes it. */
export function workshop(name: string): { readonly place: string; readonly gone: () => void } {
  const place = mkdtempSync(join(tmpdir(), `forewarned-${name}-`));
  writeFileSync(join(place, 'small.yaml'), small);
  return { place, gone: () => rmSync(place, { recursive: true, force: true }) };
}

/** How large a batch of `small` is, as options. */
export const size = (replicates: number, people = 200, weeks = 6): readonly string[] => [
  ...['--people', String(people), '--weeks', String(weeks), '--replicates', String(replicates)],
];

export const fingerprintIn = (json: string): string => (JSON.parse(json) as { fingerprint: string }).fingerprint;

/** The ids of the jobs in the journals of a batch, as often as they stand there. Lines that are not whole are left out. */
export function journalled(folder: string): number[] {
  if (!existsSync(folder)) return [];
  const parts = readdirSync(folder).filter((name) => name.startsWith('part-'));
  return parts.flatMap((part) => journalledIn(join(folder, part, 'journal.jsonl')));
}

/** The same for one journal. */
export function journalledIn(file: string): number[] {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(1, -1) : [];
  return lines.map((line) => (JSON.parse(line) as { job: number }).job);
}

/** How many jobs are in the journal of a batch of one part, without reading what it says of them. */
export function countJournalled(folder: string): number {
  const file = join(folder, 'part-000', 'journal.jsonl');
  if (!existsSync(file)) return 0;
  const bytes = readFileSync(file);
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++;
  return Math.max(0, lines - 1);
}

/** Everything below a folder that is there for a while only, by name: hidden, a draft, or a lock. */
export function leftovers(folder: string): string[] {
  const there = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return there.filter((path) => /^\.|\.draft$|\.tmp$|^lock-|earlier-|unfinished/.test(basename(path))).sort();
}

/** Looks again and again until something is so, every few milliseconds. */
export async function until(isSo: () => boolean, every = 5): Promise<void> {
  while (!isSo()) await wait(every);
}

export const wait = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Numbers from 0 to 1 that a seed decides, so that a failure can be looked at again. */
export function luckOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}
