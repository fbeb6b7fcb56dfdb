import { createHash, randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Mistake } from './mistake.ts';
import { isSystemFault } from './system-fault.ts';

/** A process, wherever it runs. `machine` and `boot` are hashes: no name of a machine is written down. */
export type Holder = {
  readonly pid: number;
  readonly started: string;
  readonly machine: string;
  /** Tells a start of the machine from the one before; empty where that is part of `machine`. */
  readonly boot: string;
};

const pattern = /^lock-(\d+)$/;

/**
 * Makes this process the only one that works in a folder, until it lets go or dies. No clock is asked: a lock is void when its
 * process is gone.
 *
 * Locks are numbered. Taking over from a dead holder means making the next number, which only one can do; and whoever then sees
 * somebody else alive steps back.
 *
 * @returns lets go
 * @throws Mistake when a living process holds it, or one on another machine, of which nobody can tell here; the system's fault
 *   when the folder cannot be written
 */
export function takeLock(folder: string, name: string): () => void {
  const own = thisProcess();
  for (;;) {
    const before = locksIn(folder);
    refuseIfHeld(folder, before, own, name);
    const mine = `lock-${Math.max(0, ...before) + 1}`;
    try {
      make(folder, mine, JSON.stringify(own));
    } catch (fault) {
      // Somebody has the number, or has the lock and cleared our draft away: both are seen when we look again.
      if (isSystemFault(fault) && (fault.code === 'EEXIST' || fault.code === 'ENOENT')) continue;
      throw fault;
    }
    const release = () => rmSync(join(folder, mine), { force: true });
    const others = locksIn(folder).filter((number) => `lock-${number}` !== mine);
    try {
      refuseIfHeld(folder, others, own, name);
    } catch (fault) {
      release();
      throw fault;
    }
    for (const number of others) rmSync(join(folder, `lock-${number}`), { force: true });
    return release;
  }
}

/** What systems answer that have no links: FAT, some network and shared folders. */
const noLinks: readonly string[] = ['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'];

/** Makes a file that only one can make. @throws the system's fault; EEXIST when somebody was faster */
function make(folder: string, name: string, text: string): void {
  const draft = join(folder, `.lock-${randomUUID()}`);
  try {
    writeFileSync(draft, text);
    // A link appears whole, or not at all when somebody was faster.
    linkSync(draft, join(folder, name));
  } catch (fault) {
    if (!isSystemFault(fault) || !noLinks.includes(fault.code)) throw fault;
    // This one appears empty. Whoever takes it for void all the same has made a lock by then, which we see when we look again.
    writeFileSync(join(folder, name), text, { flag: 'wx', flush: true });
  } finally {
    rmSync(draft, { force: true });
  }
}

function locksIn(folder: string): number[] {
  return readdirSync(folder).flatMap((file) => {
    const number = pattern.exec(file)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

function refuseIfHeld(folder: string, locks: readonly number[], own: Holder, name: string): void {
  for (const number of locks) {
    const file = join(folder, `lock-${number}`);
    const holder = holderOf(file);
    if (holder === null) continue;
    const fate = fateOf(holder, own);
    if (fate === 'unknown')
      throw new Mistake(
        `${name}: expected a batch that nobody works on, found the lock of a process on another machine. Wait until it has ended; if it is sure to have ended, delete the files lock-* in ${folder}.`,
      );
    // Where the system does not tell when a process started, another program may have its number by now.
    const doubt = startOf(holder.pid) === '' ? ` If that is another program by now, delete ${file}.` : '';
    if (fate === 'alive')
      throw new Mistake(
        `${name}: expected a batch that nobody works on, found process ${holder.pid} at work on it. Wait until it has ended, or stop it; nothing was changed.${doubt}`,
      );
  }
}

/** Looks at a lock that says nothing, and milliseconds between them: where there are no links, it may be in the making. */
const LOOKS = 10;
const PAUSE = 2;

/** Who made a lock; null where it is gone by now, or was cut off when the machine stopped. */
function holderOf(file: string): Holder | null {
  for (let look = 1; ; look++)
    try {
      return JSON.parse(readFileSync(file, 'utf8')) as Holder | null;
    } catch (fault) {
      if (isSystemFault(fault) && fault.code === 'ENOENT') return null;
      if (!(fault instanceof SyntaxError)) throw fault;
      if (look === LOOKS) return null;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
    }
}

/** What became of a process, as far as it can be told here. */
export function fateOf({ pid, started, machine, boot }: Holder, own = thisProcess()): 'alive' | 'gone' | 'unknown' {
  if (machine !== own.machine) return 'unknown';
  if (boot !== own.boot) return 'gone';
  try {
    process.kill(pid, 0);
  } catch (fault) {
    // Somebody else's process exists, too.
    if (!(fault instanceof Error && 'code' in fault && fault.code === 'EPERM')) return 'gone';
  }
  // The number may have been given to another process by now, or its process be dead and not buried.
  const now = startOf(pid);
  return now === '' || now === started ? 'alive' : 'gone';
}

export function thisProcess(): Holder {
  return { pid: process.pid, started: startOf(process.pid), ...thisMachine() };
}

/** When a process started, in ticks since the machine did; empty where the system does not tell. */
function startOf(pid: number): string {
  const stat = textOf(() => readFileSync(`/proc/${pid}/stat`, 'utf8'));
  const [state = '', ...numbers] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return isDead(state) ? 'dead' : (numbers[18] ?? '');
}

/** A zombie works no more, however long its parent does not ask for it. */
const isDead = (state: string): boolean => state === 'Z' || state === 'X';

/** The first namespace of process numbers of a machine has the same name everywhere. */
const FIRST = 'pid:[4026531836]';

/** Tells machines apart, and containers on one machine, in which process numbers mean different things. */
function thisMachine(): Pick<Holder, 'machine' | 'boot'> {
  const numbers = textOf(() => readlinkSync('/proc/self/ns/pid'));
  const boot = textOf(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8'));
  const id = textOf(() => readFileSync('/etc/machine-id', 'utf8')).trim();
  // Only outside containers do name and id belong to one machine alone, so that another start of it can be told from another one.
  const isItself = numbers === FIRST && id.length === 32;
  return isItself
    ? { machine: marked([hostname(), id]), boot: marked([boot]) }
    : { machine: marked([hostname(), boot, numbers]), boot: '' };
}

const marked = (parts: readonly string[]): string =>
  createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

function textOf(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
