import { type Batch, batchJobs } from '../experiment/batch.ts';
import { memoryNeeded } from '../experiment/memory-needed.ts';
import type { PairedJob } from '../experiment/pair.ts';
import { type BatchFolder, finishedIn } from '../runtime/batch-folder.ts';
import { inGigabytes, tooLarge } from '../runtime/enough-memory.ts';
import type { Hire } from '../runtime/hire.ts';
import { Mistake } from '../runtime/mistake.ts';
import { teamsFor } from '../runtime/team.ts';
import { threads } from '../runtime/thread-pool.ts';
import { remark } from './streams.ts';

/** Memory from which on it is said what a batch needs. */
const MUCH = 2e9;

/**
 * The workers that do what is left of a batch, or of one part of it: one job each, or, where there are more workers than jobs and
 * people are many, several together. Says beforehand what memory that takes where it is much.
 *
 * @throws Mistake when it is more than there is
 */
export function crewFor(
  work: BatchFolder,
  workers: number,
  memory: number | undefined,
  part: number | null = null,
): { readonly hire: Hire; readonly workers: number } {
  const jobs = batchJobs(work.batch, undefined, part);
  const finished = finishedIn(work);
  const open = [...jobs.ids()].filter((id) => !finished.has(id));
  const crew = teamsFor(threads({ memory }), workers, open.length, work.batch.main.people);
  const [next] = open;
  if (next !== undefined) checkMemory(jobs.at(next), Math.min(open.length, crew.workers), crew.workers < workers);
  return crew;
}

/** What is wrong with a batch of which nothing is done yet, when it takes more memory than there is here; else null. */
export function tooLargeHere(batch: Batch, workers: number): string | null {
  const jobs = batchJobs(batch);
  const crew = teamsFor(threads(), workers, jobs.count, batch.main.people);
  return tooLarge(jobs.at(0), Math.min(jobs.count, crew.workers), PLACE);
}

const PLACE = '--people';

function checkMemory(job: PairedJob, atOnce: number, isShared: boolean): void {
  const wrong = tooLarge(job, atOnce, PLACE);
  if (wrong !== null) throw new Mistake(wrong);
  const bytes = memoryNeeded(job) * atOnce;
  const who = isShared ? 'workers share each world' : `${atOnce} ${atOnce === 1 ? 'job' : 'jobs'} at a time`;
  if (bytes > MUCH) remark(`Memory: about ${inGigabytes(bytes)} (${who}).`);
}
