import { totalmem } from 'node:os';
import { memoryNeeded } from '../experiment/memory-needed.ts';
import type { PairedJob } from '../experiment/pair.ts';

/** Bytes that there are for this process: those of the machine, or fewer where a container or a queue holds it to fewer. */
export function memoryThere(): number {
  const held = process.constrainedMemory?.() ?? 0;
  return held > 0 ? Math.min(held, totalmem()) : totalmem();
}

export function inGigabytes(bytes: number): string {
  const amount = bytes / 1e9;
  return `${amount < 10 ? amount.toFixed(1) : Math.round(amount).toLocaleString('en')} GB`;
}

/**
 * What the system would kill in the middle, and whatever else is under way in the process with it, is said beforehand.
 *
 * @param atOnce  such jobs at a time
 * @param place   how the caller names the number of people
 * @returns what is wrong and what to do; null when so many of these jobs fit into memory
 */
export function tooLarge(
  job: Pick<PairedJob, 'arms' | 'record'>,
  atOnce: number,
  place: string,
  there = memoryThere(),
): string | null {
  const bytes = memoryNeeded(job) * atOnce;
  if (bytes <= there) return null;
  const people = job.arms[0]?.setup.people ?? 0;
  const jobs = `${atOnce} ${atOnce === 1 ? 'job' : 'jobs'} at a time`;
  const most = Math.floor((people * there) / bytes / 100) * 100;
  const workers = atOnce > 1 ? ', or fewer workers' : '';
  return `${place}: expected people who fit into memory (${inGigabytes(there)} here), found ${people.toLocaleString('en')}, who take about ${inGigabytes(bytes)} (${jobs}). Take at most about ${most.toLocaleString('en')}${workers}.`;
}
