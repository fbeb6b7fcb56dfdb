import { observe } from '../../src/model/observe.ts';
import { burnIn, runArm } from '../../src/model/run.ts';
import { NONE } from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { mean } from '../../src/statistics/mean.ts';
import { variance } from '../../src/statistics/spread.ts';
import type { Figures } from '../measure.ts';
import { timed } from './clock.ts';
import { jobsAt, thinCampaign } from './place.ts';

type Input = {
  readonly people: number;
  readonly weeks: number;
  readonly pairs: number;
  /** Share of people the campaign meets in a week. */
  readonly reach: number;
};

/** The standard error that is asked for, as a share of the effect. */
const ASKED = 0.1;

/** What is asked of a world at its end. */
const outcomes: { readonly [name: string]: (world: World) => number } = {
  'error of beliefs': (world) => mean(observe(world).error),
  'share considering or further': ({ people, sizes }) =>
    people.stage.reduce((count, stage) => count + Number(stage !== NONE), 0) / sizes.people,
  'mean intention': ({ people }) => mean(people.intention),
};

/** Outcomes of one world with the campaign and one without, by name. */
type Both = { readonly [name: string]: { readonly here: number; readonly there: number } };

/**
 * How many pairs of worlds an answer takes: those with the same luck, and those of which each has its own. Both follow from the
 * variances that the pairs lived here have; the effect is the same.
 */
export function answer({ people, weeks, pairs, reach }: Input): Figures {
  const jobs = jobsAt({ people, weeks }, pairs);
  const seconds = { burnIn: 0, arms: 0 };
  const lived = jobs.map(({ arms: [{ setup }] }): Both => {
    const before = timed(() => burnIn(setup));
    const start = before.result;
    const after = timed(() => bothOf(runArm(start, thinCampaign(setup, reach)), runArm(start, setup)));
    seconds.burnIn += before.milliseconds / 1000 / pairs;
    seconds.arms += after.milliseconds / 1000 / pairs;
    return after.result;
  });
  const figures: Record<string, number> = {
    'seconds a pair': seconds.burnIn + seconds.arms,
    'seconds an unpaired pair': 2 * seconds.burnIn + seconds.arms,
  };
  for (const name of Object.keys(outcomes)) {
    const there = lived.map((both) => both[name].there);
    const here = lived.map((both) => both[name].here);
    const needs = pairsNeeded(here, there);
    figures[`${name}: effect`] = needs.effect;
    figures[`${name}: pairs`] = needs.paired;
    figures[`${name}: unpaired pairs`] = needs.unpaired;
  }
  return figures;
}

function bothOf(here: World, there: World): Both {
  return Object.fromEntries(
    Object.entries(outcomes).map(([name, outcome]) => [name, { here: outcome(here), there: outcome(there) }]),
  );
}

/** Pairs for a standard error of the share asked for, not rounded; with the same luck and with different luck. */
export function pairsNeeded(
  here: readonly number[],
  there: readonly number[],
): { readonly effect: number; readonly paired: number; readonly unpaired: number } {
  const differences = here.map((value, pair) => value - there[pair]);
  const effect = mean(differences);
  const allowed = (ASKED * effect) ** 2;
  return {
    effect,
    paired: variance(differences) / allowed,
    unpaired: (variance(here) + variance(there)) / allowed,
  };
}
