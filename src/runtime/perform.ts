import { runPaired } from '../experiment/pair.ts';
import type { Job, Outcome, Reply, Tell } from './protocol.ts';
import { described, withoutFolders } from './trace.ts';

/** Runs all arms of a job, telling after each week how many are finished. */
export type Performer = (job: Job, onProgress: (armsDone: number) => void) => Outcome;

/** Milliseconds between two messages about the progress of one job. */
const pause = 100;

/** Does a job here and now; what is thrown on the way comes back as a failure. */
export function performWith(run: Performer, job: Job, tell: Tell): Reply {
  let told = Number.NEGATIVE_INFINITY;
  let last = 0;
  const onProgress = (armsDone: number) => {
    if (armsDone === last || performance.now() - told < pause) return;
    told = performance.now();
    last = armsDone;
    tell(armsDone);
  };
  try {
    const { rows, failures } = run(job, onProgress);
    const clean = failures.map((failure) => ({ ...failure, trace: withoutFolders(failure.trace) }));
    return { kind: 'done', id: job.id, outcome: { id: job.id, rows, failures: clean } };
  } catch (fault) {
    return { kind: 'failed', id: job.id, ...described(fault) };
  }
}

/** What a worker does: one job of the engine. */
export const perform = (job: Job, tell: Tell): Reply => performWith(runPaired, job, tell);
