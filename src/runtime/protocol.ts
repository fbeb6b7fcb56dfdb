import type { FailedRun } from '../experiment/comparison.ts';
import type { StudyJob } from '../experiment/evaluation/conduct.ts';
import { stepsOf } from '../experiment/evaluation/conduct.ts';
import type { StudyOutcome } from '../experiment/evaluation/gather-studies.ts';
import type { FindingJob, FindingResult } from '../experiment/findings/finding-job.ts';
import type { PairedJob, PairedResult } from '../experiment/pair.ts';
import type { Part, PartReply } from './take-part.ts';

/**
 * What a worker is asked to do: all arms of one draw of the parameters and one luck, the baseline first; or imaginary studies of
 * one design (`kind: 'study'`), or readings for findings (`kind: 'finding'`). Ids are unique in a batch.
 */
export type Job = PairedJob | StudyJob | FindingJob;

/** What findings wanted to read, or nothing and the reasons. */
type FindingReply = {
  readonly id: number;
  readonly finding: FindingResult | null;
  readonly failures: readonly FailedRun[];
};

/** What a job came to: results, and a failure for everything that did not run. */
export type Outcome = PairedResult | StudyOutcome | FindingReply;
export type OutcomeOf<J extends Job> = J extends StudyJob
  ? StudyOutcome
  : J extends FindingJob
    ? FindingReply
    : PairedResult;

export function isStudy(job: Job): job is StudyJob {
  return 'kind' in job && job.kind === 'study';
}

export function isFinding(job: Job): job is FindingJob {
  return 'kind' in job && job.kind === 'finding';
}

/** Steps in which the progress of a job is told: its arms, or its surveys. */
export function unitsOf(job: Job): number {
  return isStudy(job) ? stepsOf(job) : job.arms.length;
}

/** What crosses the boundary. Data only: a function would not survive, an Error would lose its fields. */
export type Reply =
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome }
  /** The job itself cannot be done; a second try would end the same way. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly trace: string }
  /** Whoever did it is gone; somebody else may do better. */
  | { readonly kind: 'lost'; readonly id: number; readonly message: string };

/** Told how many steps of the job are finished, a part of one where its weeks are told; never a smaller number than before. */
export type Tell = (stepsDone: number) => void;

/** Does a job and always replies. It may take its time, but it does not reject because of what is in the job. */
export type Worksite = {
  readonly perform: (job: Job, tell: Tell) => Promise<Reply>;
  /** Does a district of a job that several share, and takes its ports along, if it has any. Left out where there is nobody to share with. */
  readonly takePart?: (part: Part, tell: Tell) => Promise<PartReply>;
};
