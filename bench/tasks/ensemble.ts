import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import { reusing } from '../../src/runtime/reuse.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { threads } from '../../src/runtime/thread-pool.ts';
import type { Figures } from '../measure.ts';
import { perPersonWeek } from './clock.ts';
import { jobsAt, type PlaceSize } from './place.ts';

type Input = {
  /** 0: a plain loop over the jobs in this thread. */
  readonly workers: number;
  readonly people: number;
  readonly jobs: number;
  readonly weeks: number;
  readonly burnIn: number;
};

/** Many pairs of small worlds, as every comparison runs them, and once more. Start: until all workers have done one small job. */
export async function ensemble({ workers, people, jobs, weeks, burnIn }: Input): Promise<Figures> {
  const work = pairsAt({ people, weeks, burnIn }, jobs);
  const before = performance.now();
  const { perform, close } = workers === 0 ? alone() : hired(workers);
  await perform(pairsAt({ people: 200, weeks, burnIn }, 2 * Math.max(1, workers)));
  const started = performance.now();
  await perform(work);
  const once = performance.now();
  await perform(work);
  const twice = performance.now();
  close();
  const each = (milliseconds: number): number => perPersonWeek(milliseconds, people, jobs * (burnIn + 2 * weeks));
  return { start: started - before, time: each(twice - once), 'time, engines new': each(once - started) };
}

/** The world without campaign and one with, of every job. */
function pairsAt(size: PlaceSize, jobs: number): PairedJob[] {
  return jobsAt(size, jobs).map((job) => ({ ...job, arms: job.arms.slice(0, 2) }));
}

type Crew = { readonly perform: (jobs: readonly PairedJob[]) => Promise<void>; readonly close: () => void };

function alone(): Crew {
  return {
    perform: async (jobs) => {
      for (const job of jobs) runPaired(job);
    },
    close: () => {},
  };
}

function hired(workers: number): Crew {
  const crew = reusing(threads());
  return {
    perform: async (jobs) => {
      const { outcomes } = await runJobs(jobs, { hire: crew.hire, workers });
      const failed = outcomes.flatMap(({ failures }) => failures);
      if (failed.length > 0) throw new Error(`ensemble: ${failed[0].message}`);
    },
    close: crew.close,
  };
}
