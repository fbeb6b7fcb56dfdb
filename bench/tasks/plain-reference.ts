import { burnIn, liveWeek as liveEngineWeek } from '../../src/model/run.ts';
import { fork } from '../../src/model/world.ts';
import { beginArm, beginCounting, liveWeek, openWorld } from '../../test/reference/week.ts';
import type { Figures } from '../measure.ts';
import { medianTime, perPersonWeek } from './clock.ts';
import { setupsAt } from './place.ts';
import { WARM } from './weeks.ts';

type Input = { readonly by: 'engine' | 'reference'; readonly people: number; readonly weeks: number };

/** A whole burn-in and some weeks with a campaign, by the engine or by the plain reference of the tests. */
export function plainReference({ by, people, weeks }: Input): Figures {
  const setups = setupsAt({ people });
  const week = by === 'engine' ? engine(setups) : reference(setups);
  for (let k = 0; k < WARM; k++) week();
  return { week: perPersonWeek(medianTime(weeks, week), people) };
}

type Setups = ReturnType<typeof setupsAt>;

function engine(setups: Setups): () => void {
  const world = fork(burnIn(setups.without), setups.with);
  return () => liveEngineWeek(world);
}

function reference(setups: Setups): () => void {
  const before = openWorld(setups.without);
  while (before.week < 0) liveWeek(before);
  beginCounting(before);
  const world = beginArm(before, setups.with);
  return () => liveWeek(world);
}
