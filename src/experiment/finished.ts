import { alone, type Life } from '../model/district.ts';
import { figuresOf, observe, type PersonOutcomes, type WeekSums, weekSums } from '../model/observe.ts';
import { type OutcomeName, type SeriesName, seriesNames } from '../model/outcomes.ts';
import { armOf } from '../model/run.ts';
import type { Setup } from '../model/setup.ts';
import type { World } from '../model/world.ts';
import type { RunRow } from './comparison.ts';

/** Outcomes by name; null where a run has none (nobody reached, nobody left). */
export type Numbers = { [O in OutcomeName]?: number | null };

/** A world at its horizon, with what was followed on the way. */
export type Finished = { readonly world: World; readonly people: PersonOutcomes; readonly weeks: readonly WeekSums[] };

/**
 * Lives an arm to its horizon.
 *
 * @param before the weeks of a world with which this one shares those before `start`; not needed where that is week 0
 * @param live   `armOf`, or `plainArmOf` where nobody needs the world at the start any more
 * @throws Error when somebody ends with a state that is not a number
 */
export function* finishOf(
  start: World,
  setup: Setup,
  eachWeek: (world: World) => void,
  before: readonly WeekSums[] = [],
  live: typeof armOf = armOf,
): Life<Finished> {
  const weeks = before.slice(0, start.week);
  const world = yield* live(start, setup, (now) => {
    weeks.push(weekSums(now));
    eachWeek(now);
  });
  const people = observe(world);
  refuseUnknown(people, world);
  return { world, people, weeks };
}

function refuseUnknown({ error, intention }: PersonOutcomes, { people }: World): void {
  for (let row = 0; row < error.length; row++)
    if (!Number.isFinite(error[row]) || !Number.isFinite(intention[row]))
      throw new Error(`person ${people.id[row]} ended with a state that is not a number`);
}

/** The same in a whole world. */
export function finish(start: World, setup: Setup, eachWeek: (world: World) => void): Finished {
  return alone(finishOf(start, setup, eachWeek));
}

/** The weekly figures of a whole world. */
export function seriesOf(weeks: readonly WeekSums[]): RunRow['series'] {
  const series = Object.fromEntries(seriesNames.map((name) => [name, [] as number[]])) as {
    [S in SeriesName]: number[];
  };
  for (const week of weeks) {
    const figures = figuresOf(week);
    for (const name of seriesNames) series[name].push(figures[name]);
  }
  return series;
}

/** Which people took in at least one contact, themselves or, in sessions with parents, through their household head. */
export function reachedIn(world: World): Uint8Array {
  const reached = new Uint8Array(world.sizes.people);
  for (const { contacts, headContacts } of world.components)
    for (let i = 0; i < reached.length; i++)
      if (contacts[i] > 0 || headContacts[world.people.household[i]] > 0) reached[i] = 1;
  return reached;
}
