import type { Job, Reply, Tell, Worksite } from './protocol.ts';

/** A worker in our pay. */
export type Hand = {
  readonly worksite: Worksite;
  /** Settles when the worker is gone, with the reason. comlink alone would leave its caller waiting for ever. */
  readonly gone: Promise<string>;
  /** Ends the worker at once, whatever it is doing. */
  readonly dismiss: () => void;
};

/** Takes on one more worker. */
export type Hire = () => Hand;

/** Runs a job on a worker and always comes back: with a result, with a failure, or with news of its death. */
export async function assign(job: Job, { worksite, gone }: Hand, tell: Tell): Promise<Reply> {
  const lost = (reason: string): Reply => ({
    kind: 'lost',
    id: job.id,
    message: `the worker stopped before job ${job.id} was done: ${reason}`,
  });
  return Promise.race([
    worksite.perform(job, tell).catch((fault) => lost(fault instanceof Error ? fault.message : String(fault))),
    gone.then(lost),
  ]);
}
