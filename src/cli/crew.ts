import { totalmem } from 'node:os';
import { batchJobs } from '../experiment/batch.ts';
import { memoryNeeded } from '../experiment/memory-needed.ts';
import { type BatchFolder, finishedIn } from '../runtime/batch-folder.ts';
import type { Hire } from '../runtime/hire.ts';
import { teamsFor } from '../runtime/team.ts';
import { threads } from '../runtime/thread-pool.ts';
import { remark } from './streams.ts';

/** Memory from which on it is said what a batch needs. */
const MUCH = 2e9;

/**
 * The workers that do what is left of a batch, or of one part of it: one job each, or, where there are more workers than jobs and
 * people are many, several together. Says beforehand what memory that takes where it is much.
 */
export function crewFor(
  work: BatchFolder,
  workers: number,
  memory: number | undefined,
  part: number | null = null,
): { readonly hire: Hire; readonly workers: number } {
  const { batch } = work;
  const jobs = batchJobs(batch, undefined, part);
  const finished = finishedIn(work);
  const open = [...jobs.ids()].filter((id) => !finished.has(id));
  const [next] = open;
  const crew = teamsFor(threads({ memory }), workers, open.length, batch.main.people);
  if (next !== undefined) {
    const atOnce = Math.min(open.length, crew.workers);
    const bytes = memoryNeeded(jobs.at(next)) * atOnce;
    if (bytes > MUCH) remark(inWords(bytes, atOnce, crew.workers < workers, totalmem()));
  }
  return crew;
}

function inWords(bytes: number, atOnce: number, isShared: boolean, there: number): string {
  const size = (amount: number): string => `${(amount / 1e9).toFixed(amount < 1e10 ? 1 : 0)} GB`;
  const who = isShared ? 'workers share each world' : `${atOnce} ${atOnce === 1 ? 'job' : 'jobs'} at a time`;
  const remedy = isShared ? 'Fewer --people need less.' : 'Fewer --workers or fewer --people need less.';
  return `Memory: about ${size(bytes)} (${who}).${bytes > there ? ` This machine has ${size(there)}. ${remedy}` : ''}`;
}
