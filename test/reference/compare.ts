// The engine and the reference side by side, week by week, number by number.
import { allColumns } from '../../src/model/columns.ts';
import { burnIn, liveWeek as liveEngineWeek } from '../../src/model/run.ts';
import type { Setup } from '../../src/model/setup.ts';
import { type World as Engine, fork, openWorld as openEngine } from '../../src/model/world.ts';
import { columnsOf } from '../model/support/same.ts';
import type { Community, Household, Person, World } from './beings.ts';
import { beginArm, beginCounting, liveWeek, openWorld, type Step, week } from './week.ts';

/** Readers by the name of a column; what is not here is read from the field of the same name. */
const fields = {
  people: {
    household: ({ home }: Person) => home.row,
    community: ({ community }: Person) => community.row,
    schoolClass: ({ schoolClass }: Person) => schoolClass?.row ?? -1,
    trust: ({ mind }: Person) => mind.trust,
    usualTrust: ({ mind }: Person) => mind.usualTrust,
    durable: ({ mind }: Person) => mind.durable,
    fading: ({ mind }: Person) => mind.fading,
    precision: ({ mind }: Person) => mind.precision,
  },
  households: {
    householdId: ({ id }: Household) => id,
    householdCommunity: ({ community }: Household) => community.row,
    chosen: ({ chosen }: Household) => chosen?.row ?? -1,
    headTrust: ({ head }: Household) => head.trust,
    usualHeadTrust: ({ head }: Household) => head.usualTrust,
    headDurable: ({ head }: Household) => head.durable,
    headFading: ({ head }: Household) => head.fading,
    headPrecision: ({ head }: Household) => head.precision,
  },
  communities: {
    communityId: ({ id }: Community) => id,
  },
};

type Kind = keyof typeof fields;

type Difference = {
  /** Weeks lived, below 0 in the burn-in. */
  readonly week: number;
  readonly of: Kind;
  readonly column: string;
  readonly row: number;
  readonly engine: unknown;
  readonly reference: unknown;
};

/** The first number in which the two differ; null when every number of every column has the same bits. */
function firstDifference(engine: Engine, reference: World): Difference | null {
  const columns = columnsOf(engine);
  for (const [column, { of, ...spec }] of Object.entries(allColumns)) {
    const read: (being: never) => unknown =
      (fields[of] as Readonly<Record<string, (being: never) => unknown>>)[column] ?? ((being) => being[column]);
    const names = 'width' in spec ? Array.from({ length: spec.width }, (_, k) => `${column}[${k}]`) : [column];
    const parts = names.map((name) => columns.get(`${of}.${name}`) ?? []);
    const beings = reference[of] as readonly never[];
    const rows = Math.max(beings.length, parts[0].length);
    for (let row = 0; row < rows; row++) {
      const field = row < beings.length ? read(beings[row]) : undefined;
      for (let part = 0; part < parts.length; part++) {
        const ours = 'width' in spec && Array.isArray(field) ? field[part] : field;
        const theirs = parts[part][row];
        if (typeof ours === 'number' && Object.is(theirs, ours)) continue;
        return { week: engine.week, of, column: names[part], row, engine: theirs, reference: ours };
      }
    }
  }
  return campaignDifference(engine, reference);
}

/** What the campaign did counts too, though it belongs to nobody. */
function campaignDifference(engine: Engine, reference: World): Difference | null {
  for (const { plan, offered, contacts, headOffered, headContacts, room } of engine.components) {
    const component = reference.components.find((other) => other.plan.id === plan.id);
    const checks: readonly [Kind, string, ArrayLike<number>, (row: number) => number | undefined][] = [
      ['people', 'offered', offered, (row) => component?.offered.get(reference.people[row]) ?? 0],
      ['people', 'contacts', contacts, (row) => component?.contacts.get(reference.people[row]) ?? 0],
      ['households', 'headOffered', headOffered, (row) => component?.offered.get(reference.households[row]) ?? 0],
      ['households', 'headContacts', headContacts, (row) => component?.contacts.get(reference.households[row]) ?? 0],
      ['communities', 'room', room, (row) => component?.room[row]],
    ];
    for (const [of, column, values, ours] of checks)
      for (let row = 0; row < values.length; row++)
        if (values[row] !== ours(row))
          return {
            ...{ week: engine.week, of, column: `${plan.id}: ${column}`, row },
            ...{ engine: values[row], reference: ours(row) },
          };
  }
  return null;
}

export type Comparison = { readonly difference: Difference | null; readonly engine: Engine; readonly reference: World };

/**
 * Lives all weeks of a setup in both, and stops at the first difference.
 *
 * @param planted setup of the reference, for tests of this test
 * @param steps   week of the reference, likewise
 */
export function compare(setup: Setup, planted: Setup = setup, steps: readonly Step[] = week): Comparison {
  let engine = openEngine({ ...setup, arm: { components: [], policies: [] } });
  let reference = openWorld(planted);
  let difference = firstDifference(engine, reference);
  while (difference === null && engine.week < setup.weeks) {
    if (engine.week === 0) {
      // With its weeks over, a burn-in only begins the count.
      engine = fork(burnIn(setup, engine), setup);
      beginCounting(reference);
      reference = beginArm(reference, planted);
      difference = firstDifference(engine, reference);
      if (difference !== null) break;
    }
    liveEngineWeek(engine);
    liveWeek(reference, steps);
    difference = firstDifference(engine, reference);
  }
  return { difference, engine, reference };
}
