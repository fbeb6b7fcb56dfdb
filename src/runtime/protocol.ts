import type { PairedJob, PairedResult } from '../experiment/pair.ts';

/** One draw of the parameters and one luck: all arms of a condition, the baseline first. Ids are unique in a batch. */
export type Job = PairedJob;

/** What a job came to: a row for every arm that ran, a failure for every arm that did not. */
export type Outcome = PairedResult;

/** What crosses the boundary. Data only: a function would not survive, an Error would lose its fields. */
export type Reply =
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Outcome }
  /** The job itself cannot be done; a second try would end the same way. */
  | { readonly kind: 'failed'; readonly id: number; readonly message: string; readonly trace: string }
  /** Whoever did it is gone; somebody else may do better. */
  | { readonly kind: 'lost'; readonly id: number; readonly message: string };

/** Told how many arms of the job are finished; never a smaller number than before. */
export type Tell = (armsDone: number) => void;

/** Does a job and always replies. It may take its time, but it does not reject because of what is in the job. */
export type Worksite = { readonly perform: (job: Job, tell: Tell) => Promise<Reply> };
