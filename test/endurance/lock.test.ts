// Who works in a folder: one process at a time, whatever became of those before.
import { type ChildProcess, spawn } from 'node:child_process';
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { takeLock, thisProcess } from '../../src/runtime/lock.ts';
import { until } from './support.ts';

const CONTENDERS = 20;
const ROUNDS = 12;
/** Tries of each contender in the last round, in which locks are let go again and again. */
const TRIES = 200;

const place = mkdtempSync(join(tmpdir(), 'forewarned-lock-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

/** A folder of its own. */
const fresh = (name: string): string => {
  const folder = join(place, name);
  mkdirSync(folder);
  return folder;
};
const locksIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.includes('lock'));

const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const run = (name: string, args: readonly string[], env = {}): ChildProcess =>
  spawn(process.execPath, ['--import', 'tsx', script(name), ...args], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
const ended = (child: ChildProcess): Promise<unknown> => new Promise((resolve) => child.once('exit', resolve));

type Step = (...args: unknown[]) => unknown;
/** A step of the file system that is refused for some paths. */
const refuse =
  (beginning: string, code: string) =>
  (step: Step): Step =>
  (...args) => {
    if (!String(args[0]).startsWith(beginning)) return step(...args);
    throw Object.assign(new Error('planted'), { code, syscall: 'planted' });
  };
function withPatched(name: 'readFileSync' | 'linkSync', patch: (step: Step) => Step, work: () => void): void {
  const step = fs[name];
  Object.assign(fs, { [name]: patch(step as Step) });
  syncBuiltinESMExports();
  try {
    work();
  } finally {
    Object.assign(fs, { [name]: step });
    syncBuiltinESMExports();
  }
}

/** What a lock looks like whose process was killed. */
let dead = '';
beforeAll(async () => {
  const folder = fresh('of-the-dead');
  const holder = run('./lock-holder.ts', [folder]);
  const gone = ended(holder);
  await until(() => existsSync(join(folder, 'lock-1')));
  holder.kill('SIGKILL');
  await gone;
  dead = readFileSync(join(folder, 'lock-1'), 'utf8');
}, 120_000);

describe('the lock of a folder', { timeout: 240_000 }, () => {
  it('is taken over from a dead process, and nothing of it stays', () => {
    const folder = fresh('taken-over');
    writeFileSync(join(folder, 'lock-7'), dead);
    const release = takeLock(folder, 'the batch');
    expect(locksIn(folder)).toEqual(['lock-8']);
    release();
    expect(locksIn(folder)).toEqual([]);
  });

  it('is not given to the same process twice', () => {
    const folder = fresh('twice');
    const release = takeLock(folder, 'the batch');
    expect(() => takeLock(folder, 'the batch')).toThrow(`found process ${process.pid} at work on it`);
    release();
    takeLock(folder, 'the batch')();
    expect(locksIn(folder)).toEqual([]);
  });

  it('is void when its process number was given to another process since', () => {
    const folder = fresh('number-again');
    const now = { ...JSON.parse(dead), pid: process.ppid };
    writeFileSync(join(folder, 'lock-1'), JSON.stringify(now));
    takeLock(folder, 'the batch')();
    expect(locksIn(folder)).toEqual([]);
  });

  it('is void when its number was given to a process of somebody else since', () => {
    const folder = fresh('of-somebody-else');
    writeFileSync(join(folder, 'lock-1'), JSON.stringify({ ...JSON.parse(dead), pid: process.ppid }));
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not yours'), { code: 'EPERM' });
    });
    try {
      takeLock(folder, 'the batch')();
    } finally {
      kill.mockRestore();
    }
    expect(locksIn(folder)).toEqual([]);
  });

  it('names its file where nobody can tell whether its process is another one by now', () => {
    const folder = fresh('in-doubt');
    const file = join(folder, 'lock-1');
    withPatched('readFileSync', refuse('/proc/', 'ENOENT'), () => {
      writeFileSync(file, JSON.stringify({ ...thisProcess(), pid: process.ppid }));
      expect(() => takeLock(folder, 'the batch')).toThrow(`If that is another program by now, delete ${file}.`);
    });
  });

  it('is taken where files have no links', () => {
    const folder = fresh('no-links');
    withPatched('linkSync', refuse('', 'ENOSYS'), () => {
      const release = takeLock(folder, 'the batch');
      expect(locksIn(folder)).toEqual(['lock-1']);
      expect(() => takeLock(folder, 'the batch')).toThrow(`found process ${process.pid} at work on it`);
      release();
      expect(locksIn(folder)).toEqual([]);
    });
  });

  it('is kept by a process on another machine, of which nobody can tell here', () => {
    const folder = fresh('elsewhere');
    const other = JSON.stringify({ ...JSON.parse(dead), machine: '0123456789abcdef' });
    writeFileSync(join(folder, 'lock-1'), other);
    expect(() => takeLock(folder, 'the batch')).toThrow(
      /^the batch: expected a batch that nobody works on, found .* another machine\. .*delete/,
    );
    expect(locksIn(folder)).toEqual(['lock-1']);
  });

  it('is void when the machine was started anew since', () => {
    const folder = fresh('started-anew');
    const before = { ...JSON.parse(dead), ...thisProcess(), boot: '0123456789abcdef' };
    writeFileSync(join(folder, 'lock-1'), JSON.stringify(before));
    takeLock(folder, 'the batch')();
    expect(locksIn(folder)).toEqual([]);
  });

  it('is void when it was cut off in the middle of writing', () => {
    const folder = fresh('cut-off');
    writeFileSync(join(folder, 'lock-1'), dead.slice(0, 12));
    takeLock(folder, 'the batch')();
    expect(locksIn(folder)).toEqual([]);
  });

  it.skipIf(process.platform !== 'linux')('is void when its process is dead and nobody has buried it', async () => {
    const folder = fresh('unburied');
    // The shell becomes a process that never asks what became of its child.
    const command = `"$0" --import tsx "$1" "$2" & exec sleep 60`;
    const parent = spawn('sh', ['-c', command, process.execPath, script('./lock-holder.ts'), folder], {
      stdio: 'ignore',
    });
    // Its draft is cleared away by then.
    await until(() => locksIn(folder).join() === 'lock-1');
    const { pid } = JSON.parse(readFileSync(join(folder, 'lock-1'), 'utf8')) as { pid: number };
    process.kill(pid, 'SIGKILL');
    await until(() => /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')));
    takeLock(folder, 'the batch')();
    const gone = ended(parent);
    parent.kill('SIGKILL');
    await gone;
    expect(locksIn(folder)).toEqual([]);
  });

  it.each([
    ['', {}],
    [' without links', { NO_LINKS: '1' }],
  ])(`goes to one of ${CONTENDERS} processes that want it at once, each time%s`, async (how, env) => {
    const gate = fresh(`gate${how}`);
    const part = fresh(`contended${how}`);
    const logged = (round: number): string[] => {
      const file = join(gate, `log-${round}`);
      return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : [];
    };
    const args = [part, gate, String(ROUNDS), String(TRIES)];
    const contenders = Array.from({ length: CONTENDERS }, () => run('./lock-contender.ts', args, env));
    const allGone = Promise.all(contenders.map(ended));
    const kinds = (round: number): string[] => logged(round).map((line) => line.replace(/ \d+$/, ''));
    for (let round = 1; round <= ROUNDS; round++) {
      // Every other round begins with the lock of a dead process, or with several.
      for (let k = 1; k <= round % 4; k++) writeFileSync(join(part, `lock-${k * 3}`), dead);
      writeFileSync(join(gate, `go-${round}`), '');
      await until(() => logged(round).length >= CONTENDERS);
      const counts = kinds(round).sort();
      expect(counts).toEqual(['in', ...Array.from({ length: CONTENDERS - 1 }, () => 'refused')]);
      writeFileSync(join(gate, `stop-${round}`), '');
      await until(() => kinds(round).includes('out') && locksIn(part).length === 0);
    }
    writeFileSync(join(part, 'lock-1'), dead);
    writeFileSync(join(gate, 'go-0'), '');
    await allGone;
    // Whoever is in is alone until he is out.
    let inside = 0;
    let entries = 0;
    for (const kind of kinds(0)) {
      if (kind === 'in') entries++;
      inside += kind === 'in' ? 1 : kind === 'out' ? -1 : 0;
      expect([0, 1]).toContain(inside);
    }
    expect(kinds(0).filter((kind) => kind.startsWith('fault'))).toEqual([]);
    expect(kinds(0).filter((kind) => kind !== 'out')).toHaveLength(CONTENDERS * TRIES);
    expect(entries).toBeGreaterThan(5);
    expect(locksIn(part)).toEqual([]);
    process.stdout.write(
      `lock: ${ROUNDS} rounds of ${CONTENDERS} processes, one winner each; then ${entries} entries in ${CONTENDERS * TRIES} tries, never two at once\n`,
    );
  });
});
