import type { Mechanism } from '../../../src/model/mechanism.ts';
import { burnIn, liveWeek } from '../../../src/model/run.ts';
import { week as schedule } from '../../../src/model/schedule.ts';
import type { Setup } from '../../../src/model/setup.ts';
import { fork, openWorld, type World } from '../../../src/model/world.ts';

/** Lives `weeks` weeks, with the mechanisms of the schedule or others. */
export function live(world: World, weeks: number, mechanisms: readonly Mechanism[] = schedule): World {
  for (let k = 0; k < weeks; k++) liveWeek(world, mechanisms);
  return world;
}

const starts = new Map<string, World>();

/** A world at week 0, from a burn-in that is lived once for all arms of the same setup. */
export function begin(setup: Setup): World {
  const { arm: _arm, weeks: _weeks, ...shared } = setup;
  const name = JSON.stringify(shared);
  const known = starts.get(name) ?? burnIn(setup);
  starts.set(name, known);
  return fork(known, setup);
}

const ends = new Map<string, World>();

/** The world at the horizon of its setup; lived once, so look but do not touch. */
export function finish(setup: Setup): World {
  const name = JSON.stringify(setup);
  const known = ends.get(name);
  if (known !== undefined) return known;
  const world = live(begin(setup), setup.weeks);
  ends.set(name, world);
  return world;
}

/** A world before its first week, without burn-in: everybody at home. */
export function fresh(setup: Setup, arrangement?: Int32Array, sizes?: readonly number[]): World {
  return openWorld({ ...setup, burnIn: 0 }, arrangement, sizes);
}
