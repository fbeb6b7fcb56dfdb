import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import { burnIn } from '../../src/model/run.ts';
import type { Figures } from '../measure.ts';
import { timed } from './clock.ts';
import { jobsAt, later } from './place.ts';

type Input = {
  readonly people: number;
  readonly weeks: number;
  /** Designs beside the world without campaign. */
  readonly designs: number;
  /** Week in which the campaigns begin. */
  readonly from: number;
};

/** One job: the burn-in, the world without campaign, and as many worlds with one. */
export function pair({ people, weeks, designs, from }: Input): Figures {
  const [job] = jobsAt({ people, weeks });
  const asked: PairedJob = {
    ...job,
    arms: job.arms.slice(0, designs + 1).map(({ id, setup }) => ({ id, setup: later(setup, from) })),
  };
  if (asked.arms.length !== designs + 1) throw new Error(`pair: expected ${designs} designs in the scenario.`);
  // Once before, so that the code is warm; what it takes is taken off below.
  const before = timed(() => void burnIn(job.arms[0].setup));
  const again = timed(() => void burnIn(job.arms[0].setup));
  const all = timed(() => {
    const { failures } = runPaired(asked);
    if (failures.length > 0) throw new Error(`pair: ${failures[0].message}`);
  });
  return { 'first burn-in': before, all, 'after the burn-in': all - again };
}
