import { allFailed } from './failed-runs.ts';
import { assign, type Hand, type Hire } from './hire.ts';
import type { JobCache } from './job-cache.ts';
import { Interruption } from './mistake.ts';
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
  readonly onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the batch at once: workers are dismissed in the middle of their jobs, finished jobs are kept. */
  readonly signal?: AbortSignal | undefined;
  /** Jobs done before are not done again; each new outcome is kept as soon as it is there. */
  readonly cache?: JobCache | undefined;
};

/** What was done before, and what becomes of each outcome. */
type Stream<J extends Job> = {
  /** Units of all jobs, those done before included. */
  readonly total: number;
  /** Units done before, and those of them that failed. */
  readonly before?: { readonly done: number; readonly failed: number };
  /** Takes an outcome and keeps it; what it throws ends the batch. */
  readonly take: (outcome: OutcomeOf<J>, job: J) => void;
};

const cancelled = Symbol('cancelled');
/** Jobs that are lost one after the other, each twice: the fault is not in the jobs. */
const PATIENCE = 4;

/**
 * Hands jobs to workers, the next job to whoever is free. A worker that dies is replaced and its job tried once more; after
 * that each of the job's runs is a failure like any other. Who did which job leaves no trace in the outcomes. Nothing is held
 * back: jobs are made when somebody is free, and outcomes are handed on.
 *
 * @param jobs ids unique
 * @returns    whether the signal ended the batch before all jobs were done
 * @throws Interruption when job after job is lost because workers die
 */
export async function doJobs<J extends Job>(
  jobs: Iterable<J>,
  { total, before, take }: Stream<J>,
  { hire, workers, onProgress, signal, cache }: Options,
): Promise<{ readonly cancelled: boolean }> {
  const count = tally(total, onProgress ?? (() => {}), before);
  const ending: Ending = { isCome: signal?.aborted === true, hearers: new Set() };
  const end = (): void => {
    ending.isCome = true;
    for (const hear of ending.hearers) hear();
  };
  signal?.addEventListener('abort', end, { once: true });
  const queue = jobs[Symbol.iterator]();
  let isCut = false;
  let lost = 0;
  const finish = (job: J, reply: Reply): void => {
    const outcome = outcomeOf(job, reply, count);
    // A job of one kind comes back as an outcome of that kind.
    take(outcome as OutcomeOf<J>, job);
    if (reply.kind === 'done') cache?.put(job, outcome);
    lost = reply.kind === 'lost' ? lost + 1 : 0;
    if (reply.kind === 'lost' && lost >= PATIENCE)
      throw new Interruption(
        `workers: expected them to live, found ${lost} jobs in a row lost with them. The last: ${reply.message}. Use fewer --workers or fewer --people, or give the machine more memory.`,
      );
  };

  const work = async () => {
    let hand: Hand | undefined;
    try {
      for (;;) {
        if (ending.isCome) {
          isCut = true;
          return;
        }
        const { value: job, done } = queue.next();
        if (done === true) return;
        const known = cache?.get(job);
        if (known !== undefined) {
          finish(job, { kind: 'done', id: job.id, outcome: known });
          continue;
        }
        for (const lastTry of [false, true]) {
          hand ??= hire();
          const reply = await unlessCut(
            assign(job, hand, (arms) => count.underway(job.id, arms)),
            ending,
          );
          if (reply === cancelled) {
            isCut = true;
            return;
          }
          if (reply.kind === 'lost') {
            hand.dismiss();
            hand = undefined;
          }
          if (reply.kind !== 'lost' || lastTry) {
            finish(job, reply);
            break;
          }
        }
      }
    } finally {
      hand?.dismiss();
    }
  };

  try {
    await Promise.all(Array.from({ length: Math.max(1, workers) }, work));
  } finally {
    signal?.removeEventListener('abort', end);
    end();
    count.close();
  }
  return { cancelled: isCut };
}

/** Whether the end of a batch has come, and who wants to hear of it. No AbortSignal: Node takes more than ten listeners for a leak. */
type Ending = { isCome: boolean; readonly hearers: Set<() => void> };

/**
 * What comes first: the reply, or the end. `Promise.race` would hold on to every reply until the end comes, because the promise of
 * the end outlives them all.
 */
function unlessCut<T>(reply: Promise<T>, ending: Ending): Promise<T | typeof cancelled> {
  return new Promise((resolve, reject) => {
    const cut = () => resolve(cancelled);
    if (ending.isCome) cut();
    ending.hearers.add(cut);
    reply.then(resolve, reject).finally(() => ending.hearers.delete(cut));
  });
}

/** The same for jobs whose outcomes fit into memory. */
export async function runJobs<J extends Job>(jobs: readonly J[], options: Options): Promise<Batch<OutcomeOf<J>>> {
  const outcomes = new Map<number, OutcomeOf<J>>();
  const total = jobs.reduce((sum, job) => sum + unitsOf(job), 0);
  const take = (outcome: OutcomeOf<J>) => void outcomes.set(outcome.id, outcome);
  await doJobs(jobs, { total, take }, { ...options, workers: Math.min(options.workers, jobs.length) });
  return { outcomes: jobs.flatMap(({ id }) => outcomes.get(id) ?? []), cancelled: outcomes.size < jobs.length };
}

function outcomeOf(job: Job, reply: Reply, count: Tally): Outcome {
  const outcome = reply.kind === 'done' ? reply.outcome : allFailed(job, reply);
  const units = unitsOf(job);
  count.done(job.id, units, outcome.failures.length === 0 ? 0 : 'arms' in job ? outcome.failures.length : units);
  return outcome;
}
