import { allFailed } from './failed-runs.ts';
import { assign, type Hand, type Hire } from './hire.ts';
import type { JobCache } from './job-cache.ts';
import { type Progress, type Tally, tally } from './progress.ts';
import { type Job, type Outcome, type OutcomeOf, type Reply, unitsOf } from './protocol.ts';

export type Batch<O extends Outcome = Outcome> = {
  /** Whole jobs only, in the order of the jobs. */
  readonly outcomes: readonly O[];
  /** True when the signal ended the batch before all jobs were done. */
  readonly cancelled: boolean;
};

type Options = {
  readonly hire: Hire;
  /** Workers at the most, >= 1. */
  readonly workers: number;
  /** At most ten times a second, counts never fall. */
  readonly onProgress?: (progress: Progress) => void;
  /** Ends the batch at once: workers are dismissed in the middle of their jobs, finished jobs are kept. */
  readonly signal?: AbortSignal;
  /** Jobs done before are not done again; each new outcome is kept as soon as it is there. */
  readonly cache?: JobCache | undefined;
};

const cancelled = Symbol('cancelled');

/**
 * Hands jobs to workers, the next job to whoever is free. A worker that dies is replaced and its job tried once more; after
 * that each of the job's runs is a failure like any other. Who did which job leaves no trace in the outcomes.
 *
 * @param jobs ids unique
 */
export async function runJobs<J extends Job>(
  jobs: readonly J[],
  { hire, workers, onProgress, signal, cache }: Options,
): Promise<Batch<OutcomeOf<J>>> {
  const total = jobs.reduce((sum, job) => sum + unitsOf(job), 0);
  const count = tally(total, onProgress ?? (() => {}));
  const outcomes = new Map<number, Outcome>();
  const stop = new AbortController();
  const ends = AbortSignal.any(signal ? [signal, stop.signal] : [stop.signal]);
  const stopped = new Promise<typeof cancelled>((resolve) => {
    if (ends.aborted) resolve(cancelled);
    ends.addEventListener('abort', () => resolve(cancelled), { once: true });
  });
  const queue = jobs.values();

  const work = async () => {
    let hand: Hand | undefined;
    try {
      for (const job of queue) {
        if (ends.aborted) return;
        const before = cache?.get(job);
        if (before !== undefined) {
          keep(job, { kind: 'done', id: job.id, outcome: before }, outcomes, count);
          continue;
        }
        for (const lastTry of [false, true]) {
          hand ??= hire();
          const reply = await Promise.race([assign(job, hand, (arms) => count.underway(job.id, arms)), stopped]);
          if (reply === cancelled) return;
          if (reply.kind === 'lost') {
            hand.dismiss();
            hand = undefined;
          }
          if (reply.kind !== 'lost' || lastTry) {
            const outcome = keep(job, reply, outcomes, count);
            if (reply.kind === 'done') cache?.put(job, outcome);
            break;
          }
        }
      }
    } finally {
      hand?.dismiss();
    }
  };

  try {
    await Promise.all(Array.from({ length: Math.min(Math.max(1, workers), jobs.length) }, work));
  } finally {
    stop.abort();
    count.close();
  }
  return {
    // A job of one kind comes back as an outcome of that kind.
    outcomes: jobs.flatMap(({ id }) => outcomes.get(id) ?? []) as OutcomeOf<J>[],
    cancelled: outcomes.size < jobs.length,
  };
}

function keep(job: Job, reply: Reply, outcomes: Map<number, Outcome>, count: Tally): Outcome {
  const outcome = reply.kind === 'done' ? reply.outcome : allFailed(job, reply);
  outcomes.set(job.id, outcome);
  const units = unitsOf(job);
  count.done(job.id, units, outcome.failures.length === 0 ? 0 : 'arms' in job ? outcome.failures.length : units);
  return outcome;
}
