import { createHash, randomUUID } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Mistake } from './mistake.ts';

/** Who holds a lock. `machine` is a hash: no name of a machine is written down. */
type Holder = { readonly pid: number; readonly started: string; readonly machine: string };

const pattern = /^lock-(\d+)$/;

/**
 * Makes this process the only one that works in a folder, until it lets go or dies. No clock is asked: a lock is void when its
 * process is gone.
 *
 * Locks are numbered. Taking over from a dead holder means making the next number, which only one can do; and whoever then sees
 * somebody else alive steps back.
 *
 * @returns lets go
 * @throws Mistake when a living process holds it, or one on another machine, of which nobody can tell here
 */
export function takeLock(folder: string, name: string): () => void {
  const own: Holder = { pid: process.pid, started: startOf(process.pid), machine: machineMark() };
  for (;;) {
    const before = locksIn(folder);
    refuseIfHeld(folder, before, own, name);
    const mine = `lock-${Math.max(0, ...before) + 1}`;
    const draft = join(folder, `.lock-${randomUUID()}`);
    writeFileSync(draft, JSON.stringify(own));
    try {
      // A link appears whole, or not at all when somebody was faster.
      linkSync(draft, join(folder, mine));
    } catch (fault) {
      if (fault instanceof Error && 'code' in fault && fault.code === 'EEXIST') continue;
      throw fault;
    } finally {
      rmSync(draft, { force: true });
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

function locksIn(folder: string): number[] {
  return readdirSync(folder).flatMap((file) => {
    const number = pattern.exec(file)?.[1];
    return number === undefined ? [] : [Number(number)];
  });
}

function refuseIfHeld(folder: string, locks: readonly number[], own: Holder, name: string): void {
  for (const number of locks) {
    const holder = holderOf(join(folder, `lock-${number}`));
    if (holder === null) continue;
    if (holder.machine !== own.machine)
      throw new Mistake(
        `${name}: expected a batch that nobody works on, found the lock of a process on another machine. Wait until it has ended; if it is sure to have ended, delete the files lock-* in that folder.`,
      );
    if (isAlive(holder))
      throw new Mistake(
        `${name}: expected a batch that nobody works on, found process ${holder.pid} at work on it. Wait until it has ended, or stop it; nothing was changed.`,
      );
  }
}

function holderOf(file: string): Holder | null {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Holder) : null;
  } catch {
    return null;
  }
}

function isAlive({ pid, started }: Holder): boolean {
  // Two folders of one process are two locks of it; the same lock twice is a fault of ours that must not pass.
  if (pid === process.pid && started === startOf(pid)) return true;
  try {
    process.kill(pid, 0);
  } catch (fault) {
    // Somebody else's process exists, too.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM';
  }
  // The number may have been given to another process by now.
  return startOf(pid) === started;
}

/** When a process started, in ticks since the machine did; empty where the system does not tell. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

/** Tells machines apart, and containers on one machine, in which process numbers mean different things. */
function machineMark(): string {
  const read = (work: () => string): string => {
    try {
      return work();
    } catch {
      return '';
    }
  };
  const parts = [
    hostname(),
    read(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    read(() => readlinkSync('/proc/self/ns/pid')),
  ];
  return createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);
}
