import type { Mechanism } from './mechanism.ts';
import { week as schedule } from './schedule.ts';
import { settingsOf } from './settings.ts';
import type { Policy, Setup } from './setup.ts';
import { fork, openWorld, type World } from './world.ts';

/** Lives one week: what was learnt last week is heard first, then every mechanism in the order of the schedule. */
export function liveWeek(world: World, mechanisms: readonly Mechanism[] = schedule): void {
  world.settings = settingsOf(world.setup, world.week);
  world.inbox.empty();
  world.inbox.copy(world.lessons);
  world.lessons.empty();
  world.headInbox.empty();
  world.headInbox.copy(world.headLessons);
  world.headLessons.empty();
  world.taken.length = 0;
  world.trace?.open(world);
  for (const mechanism of mechanisms) {
    if (world.setup.off.includes(mechanism.name) && mechanism.runsWhenOff !== true) continue;
    mechanism.step(world);
  }
  world.trace?.close(world);
  world.week++;
}

/**
 * The world at week 0, after its burn-in without campaign or policy. It depends on nothing but context, parameters, people, seed
 * and replicate, so every arm of a comparison starts from a copy of it.
 */
export function burnIn(
  setup: Setup,
  world: World = openWorld({ ...setup, arm: { components: [], policies: [] } }),
): World {
  while (world.week < 0) liveWeek(world);
  // Counting begins here: what happened before week 0 is nobody's doing.
  world.people.departureWeek.fill(-1);
  world.people.departures.fill(0);
  world.people.harmed.fill(0);
  Object.assign(world.log, { departures: 0, lawfulDepartures: 0, deaths: 0, placesUsed: 0 });
  return world;
}

/**
 * The first week in which an arm differs from another that has no campaign: until then both are one world.
 *
 * @returns 0 where the other has a campaign of its own; the horizon where they never differ
 */
export function parting(setup: Setup, other: Setup): number {
  if (other.arm.components.length > 0) return 0;
  const known = (policy: Policy, policies: readonly Policy[]): boolean =>
    policies.some((one) => JSON.stringify(one) === JSON.stringify(policy));
  const own = [
    ...setup.arm.components,
    ...setup.arm.policies.filter((policy) => !known(policy, other.arm.policies)),
    ...other.arm.policies.filter((policy) => !known(policy, setup.arm.policies)),
  ];
  return own.reduce((first, { from }) => Math.max(0, Math.min(first, from)), setup.weeks);
}

/** Lives all weeks of an arm from a copy of the world at week 0. */
export function runArm(start: World, setup: Setup, eachWeek?: (world: World) => void): World {
  const world = fork(start, setup);
  while (world.week < setup.weeks) {
    liveWeek(world);
    eachWeek?.(world);
  }
  return world;
}
