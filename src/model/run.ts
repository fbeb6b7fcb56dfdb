import { unitNames } from './assignment.ts';
import { alone, isWhole, joined, type Life, swap } from './district.ts';
import type { Mechanism } from './mechanism.ts';
import { lookAround } from './outsiders.ts';
import { week as schedule } from './schedule.ts';
import { settingsOf } from './settings.ts';
import type { Policy, Setup } from './setup.ts';
import { audienceHere, fork, openWorld, rosterIn, type World } from './world.ts';

/** Lives one week: what was learnt last week is heard first, then every mechanism in the order of the schedule. */
function* weekOf(world: World, mechanisms: readonly Mechanism[] = schedule): Life<void> {
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
    if (mechanism.tell !== undefined) yield* mechanism.tell(world);
  }
  world.trace?.close(world);
  world.week++;
  yield* lookAround(world);
}

/** One week of a whole world. */
export function liveWeek(world: World, mechanisms: readonly Mechanism[] = schedule): void {
  alone(weekOf(world, mechanisms));
}

/** A setup without campaign or policy: the same where it has none, so that engines need not learn how a copy is laid out. */
export function plainOf(setup: Setup): Setup {
  const { components, policies, assignment } = setup.arm;
  const isPlain = components.length === 0 && policies.length === 0 && assignment === undefined;
  return isPlain ? setup : { ...setup, arm: { components: [], policies: [] } };
}

/** The district, or the whole world, at week 0, as `burnIn`. */
export function* burnInOf(
  setup: Setup,
  world: World = openWorld(plainOf(setup)),
  eachWeek?: (world: World) => void,
): Life<World> {
  yield* lookAround(world);
  while (world.week < 0) {
    yield* weekOf(world);
    eachWeek?.(world);
  }
  // Counting begins here: what happened before week 0 is nobody's doing.
  world.people.departureWeek.fill(-1);
  world.people.departures.fill(0);
  world.people.harmed.fill(0);
  Object.assign(world.log, { departures: 0, lawfulDepartures: 0, deaths: 0, placesUsed: 0 });
  return world;
}

/**
 * The world at week 0, after its burn-in without campaign or policy. It depends on nothing but context, parameters, people, seed
 * and replicate, so every arm of a comparison starts from a copy of it.
 */
export function burnIn(setup: Setup, world?: World): World {
  return alone(burnInOf(setup, world));
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

/** A copy for another arm, as `fork`; districts tell each other on whom a lot may fall and whom a campaign can meet where. */
function* forkOf(start: World, setup: Setup): Life<World> {
  const { district } = start;
  if (isWhole(district)) return fork(start, setup);
  const { assignment } = setup.arm;
  let units: Int32Array | undefined;
  if (assignment !== undefined) {
    const own = unitNames(assignment, rosterIn(start));
    const letters = yield* swap(district, () => [own.slice()]);
    units = joined(
      Int32Array,
      letters.map(([names]) => names),
    );
  }
  const world = fork(start, setup, units);
  const own = world.components.map((live) => audienceHere(world, live));
  const letters = yield* swap(district, () => own.map((counted) => counted.slice()));
  for (const [k, live] of world.components.entries())
    world.audiences.set(
      live,
      joined(
        Int32Array,
        letters.map((letter) => letter[k]),
      ),
    );
  return world;
}

/** Lives the weeks that an arm still has. */
function* onward(world: World, weeks: number, eachWeek?: (world: World) => void): Life<World> {
  while (world.week < weeks) {
    yield* weekOf(world);
    eachWeek?.(world);
  }
  return world;
}

/** Lives all weeks of an arm from a copy of a district, or a whole world, at week 0. */
export function* armOf(start: World, setup: Setup, eachWeek?: (world: World) => void): Life<World> {
  return yield* onward(yield* forkOf(start, setup), setup.weeks, eachWeek);
}

/** Whether a world after its burn-in can go on as the baseline: nothing is done in that, and no other arm parts from it there. */
export function canGoOn({ arm }: Setup, partings: readonly number[]): boolean {
  return arm.components.length === 0 && arm.policies.length === 0 && !partings.includes(0);
}

/** Lives all weeks of an arm in which nothing is done, as `armOf` without a copy: the world at week 0 is no more. */
export function* plainArmOf(start: World, setup: Setup, eachWeek?: (world: World) => void): Life<World> {
  return yield* onward(start, setup.weeks, eachWeek);
}

/** Lives all weeks of an arm from a copy of the world at week 0. */
export function runArm(start: World, setup: Setup, eachWeek?: (world: World) => void): World {
  return alone(armOf(start, setup, eachWeek));
}
