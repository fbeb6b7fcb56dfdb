// A world in districts, lived in one process, beside the same world in one piece.

import { compiledMemory } from '../../../src/model/arena.ts';
import { boundsOf, type Letter, type Life } from '../../../src/model/district.ts';
import { communitiesOf } from '../../../src/model/population/population.ts';
import type { Setup } from '../../../src/model/setup.ts';
import { openWorld, type World } from '../../../src/model/world.ts';
import { columnsOf } from './same.ts';

/** Lives the lives of all districts side by side. @throws Error when one ends before the others */
export function together<T>(lives: readonly Life<T>[], seen?: (letters: readonly (readonly Letter[])[]) => void): T[] {
  let steps = lives.map((life) => life.next());
  for (;;) {
    if (steps.every(({ done }) => done)) return steps.map(({ value }) => value as T);
    if (steps.some(({ done }) => done)) throw new Error('together: a district ended while others wait for it.');
    const letters = steps.map(({ value }) => structuredClone(value) as readonly Letter[]);
    seen?.(letters);
    steps = lives.map((life, d) => life.next(letters.map((each) => each[d])));
  }
}

/** Districts of a setup before their first week; `bounds` are communities, or a number of districts. */
export function districtsOf(setup: Setup, bounds: number | readonly number[]): World[] {
  const edges = typeof bounds === 'number' ? boundsOf(communitiesOf(setup), bounds) : bounds;
  return edges
    .slice(1)
    .map((_, number) => openWorld(setup, undefined, undefined, compiledMemory, { number, bounds: edges }));
}

/** Columns that hold a row, and of what; in districts it is counted from the first own one. */
const rows: { readonly [column: string]: 'people' | 'households' | 'communities' | 'classes' } = {
  'people.household': 'households',
  'people.community': 'communities',
  'people.schoolClass': 'classes',
  'households.householdCommunity': 'communities',
  'households.chosen': 'people',
};

const sizesOf = ({ sizes, places }: World) => ({ ...sizes, classes: places.classCommunity.length });

/** Names of the columns of which the districts together hold other bits than the whole. */
export function differingInDistricts(districts: readonly World[], whole: World): string[] {
  const found = new Set<string>();
  const before = { people: 0, households: 0, communities: 0, classes: 0 };
  for (const district of districts) {
    const own = columnsOf(district);
    for (const [name, column] of columnsOf(whole)) {
      const kind = name.split('.')[0] as 'people' | 'households' | 'communities';
      const mine = own.get(name);
      if (mine === undefined) throw new Error(`A district has no ${name}.`);
      const shift = rows[name] === undefined ? 0 : before[rows[name]];
      for (let row = 0; row < district.sizes[kind]; row++) {
        const [here, there] = [mine[row], column[before[kind] + row]];
        if (!Object.is(here < 0 ? here : here + shift, there)) found.add(name);
      }
    }
    const sizes = sizesOf(district);
    for (const kind of ['people', 'households', 'communities', 'classes'] as const) before[kind] += sizes[kind];
  }
  const { people } = whole.sizes;
  if (before.people !== people) found.add(`people: ${before.people} of ${people}`);
  return [...found];
}

/** What is counted about a whole world, summed over its districts. */
export function countsOf(worlds: readonly World[]): unknown {
  const [{ log, components }] = worlds;
  const sum = (value: (world: World) => number): number => worlds.reduce((all, world) => all + value(world), 0);
  return {
    log: Object.fromEntries(
      (Object.keys(log) as (keyof typeof log)[]).map((name) => [name, sum((world) => world.log[name])]),
    ),
    accounts: components.map(({ account }, k) =>
      Object.fromEntries(
        (Object.keys(account) as (keyof typeof account)[]).map((name) => [
          name,
          sum((world) => world.components[k].account[name]),
        ]),
      ),
    ),
    contacts: components.map((_, k) => worlds.flatMap((world) => Array.from(world.components[k].contacts))),
    headContacts: components.map((_, k) => worlds.flatMap((world) => Array.from(world.components[k].headContacts))),
    inbox: worlds.reduce((all, world) => all + world.inbox.count, 0),
  };
}
