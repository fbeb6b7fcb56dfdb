import { burnIn, liveWeek } from '../../src/model/run.ts';
import { fork } from '../../src/model/world.ts';
import type { Figures } from '../measure.ts';
import { medianTime, perPersonWeek } from './clock.ts';
import { setupsAt } from './place.ts';

export type WeeksInput = { readonly people: number; readonly burnIn: number; readonly weeks: number };

/** Weeks before those that count: the code is compiled and memory in use then, and the campaign has begun. */
export const WARM = 10;
const COPIES = 3;

/** The median of whole weeks with a campaign, after a burn-in in the same process. */
export function weeks({ people, burnIn: before, weeks: many }: WeeksInput): Figures {
  const setups = setupsAt({ people, burnIn: before });
  const start = burnIn(setups.without);
  let world = fork(start, setups.with);
  const copy = medianTime(COPIES, () => {
    world = fork(start, setups.with);
  });
  for (let k = 0; k < WARM; k++) liveWeek(world);
  const week = medianTime(many, () => liveWeek(world));
  return { week: perPersonWeek(week, people), copy: perPersonWeek(copy, people) };
}
