import type { Mechanism } from '../../src/model/mechanism.ts';
import { burnIn, liveWeek } from '../../src/model/run.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import { fork } from '../../src/model/world.ts';
import type { Figures } from '../measure.ts';
import { spreadOf } from '../measure.ts';
import { perPersonWeek, timed } from './clock.ts';
import { setupsAt } from './place.ts';
import { WARM, type WeeksInput } from './weeks.ts';

type Times = Map<string, number[]>;

/** The mechanism with a clock around its step. */
function clocked(mechanism: Mechanism, times: Times): Mechanism {
  const taken: number[] = [];
  times.set(mechanism.name, taken);
  return {
    ...mechanism,
    step(world) {
      taken.push(timed(() => mechanism.step(world)).milliseconds);
    },
  };
}

/** What each mechanism of the schedule takes of a week with a campaign: the median over weeks. */
export function mechanisms({ people, burnIn: before, weeks }: WeeksInput): Figures {
  const setups = setupsAt({ people, burnIn: before });
  const times: Times = new Map();
  const clockedWeek = schedule.map((mechanism) => clocked(mechanism, times));
  const world = fork(burnIn(setups.without), setups.with);
  for (let k = 0; k < WARM; k++) liveWeek(world, clockedWeek);
  for (const taken of times.values()) taken.length = 0;
  for (let k = 0; k < weeks; k++) liveWeek(world, clockedWeek);
  return Object.fromEntries([...times].map(([name, taken]) => [name, perPersonWeek(spreadOf(taken).median, people)]));
}
