import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import { burnIn } from '../../src/model/run.ts';
import { type Figures, spreadOf } from '../measure.ts';
import { timed } from './clock.ts';
import { jobsAt, later } from './place.ts';

type Input = {
  readonly people: number;
  readonly weeks: number;
  readonly burnIn: number;
  readonly repeats: number;
  readonly variants: readonly Variant[];
};

type Variant = {
  readonly name: string;
  /** Designs beside the world without campaign. */
  readonly designs: number;
  /** Share of the weeks that are over when their campaigns begin. */
  readonly from: number;
  /** Each design by itself, no world without campaign beside it; the time is the mean of them. */
  readonly each?: true;
};

/**
 * Jobs of one burn-in, a world without campaign and some with one, as comparisons have them; and a burn-in alone. They take turns in
 * one process, so that all of them find it equally warm and the machine equally busy.
 */
export function arms({ people, weeks, burnIn: before, repeats, variants }: Input): Figures {
  const [job] = jobsAt({ people, weeks, burnIn: before });
  const alone = { name: 'burn-in alone', live: () => void burnIn(job.arms[0].setup) };
  const all = [
    { ...alone, worlds: 1 },
    ...variants.map((variant) => {
      const jobs = jobsOf(job, variant);
      return { name: variant.name, live: () => jobs.forEach(perform), worlds: jobs.length };
    }),
  ];
  const times = new Map(all.map(({ name }) => [name, [] as number[]]));
  // The first turn warms the code and does not count, unless there is only one.
  for (let turn = repeats > 1 ? 0 : 1; turn <= repeats; turn++)
    for (const { name, live, worlds } of all) {
      const { milliseconds } = timed(live);
      if (turn > 0) times.get(name)?.push(milliseconds / worlds);
    }
  return Object.fromEntries([...times].map(([name, taken]) => [name, spreadOf(taken).median]));
}

function jobsOf(job: PairedJob, { designs, from, each }: Variant): PairedJob[] {
  const arms = job.arms
    .slice(0, designs + 1)
    .map(({ id, setup }) => ({ id, setup: later(setup, Math.round(from * setup.weeks)) }));
  if (arms.length !== designs + 1) throw new Error(`arms: expected ${designs} designs in the scenario.`);
  return each === true ? arms.slice(1).map((arm) => ({ ...job, arms: [arm] })) : [{ ...job, arms }];
}

function perform(job: PairedJob): void {
  const { failures } = runPaired(job);
  if (failures.length > 0) throw new Error(`arms: ${failures[0].message}`);
}
