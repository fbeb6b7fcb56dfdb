import { runStudyJob } from '../experiment/evaluation/conduct.ts';
import { runFindingJob } from '../experiment/findings/finding-job.ts';
import { runPaired } from '../experiment/pair.ts';
import { isFinding, isStudy, type Job, type Outcome, type Reply, type Tell } from './protocol.ts';
import { armsLived } from './take-part.ts';
import { WORTH_SHARING } from './team.ts';
import { described, withoutFolders } from './trace.ts';

/** Does a job, telling now and then how many steps are finished. */
export type Performer = (job: Job, onProgress: (stepsDone: number) => void) => Outcome;

/** Milliseconds between two messages about the progress of one job. */
const pause = 100;

/** Does a job here and now; what is thrown on the way comes back as a failure. */
export function performWith(run: Performer, job: Job, tell: Tell): Reply {
  let told = Number.NEGATIVE_INFINITY;
  let last = 0;
  const onProgress = (stepsDone: number) => {
    if (stepsDone === last || performance.now() - told < pause) return;
    told = performance.now();
    last = stepsDone;
    tell(stepsDone);
  };
  try {
    const outcome = run(job, onProgress);
    const clean = outcome.failures.map((failure) => ({ ...failure, trace: withoutFolders(failure.trace) }));
    return { kind: 'done', id: job.id, outcome: { ...outcome, failures: clean } };
  } catch (fault) {
    return { kind: 'failed', id: job.id, ...described(fault) };
  }
}

/** What a worker does: one job of the engine. */
export const perform = (job: Job, tell: Tell): Reply => performWith(engine, job, tell);

function engine(job: Job, onProgress: (stepsDone: number) => void): Outcome {
  if (isFinding(job)) return { id: job.id, finding: runFindingJob(job, onProgress), failures: [] };
  if (isStudy(job)) return { id: job.id, study: runStudyJob(job, onProgress), failures: [] };
  // An arm of a large world takes long: its weeks are told, by one worker as by several that share it.
  const isLarge = job.arms.some(({ setup }) => setup.people >= WORTH_SHARING);
  return runPaired(job, isLarge ? (done, week) => onProgress(armsLived(job, done, week)) : onProgress);
}
