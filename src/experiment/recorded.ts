import { observe } from '../model/observe.ts';
import { DEAD, stages } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
import { balances, balancesOf } from './balance.ts';
import type { Finished } from './finished.ts';

/**
 * What a run can write down about its synthetic people, on request: `person` who they are and where they end, `effect` what a
 * design does to each of them beside the world without it, `event` every change of stage. Writing down changes no run.
 */
export const recordLevels = ['person', 'effect', 'event'] as const;
export type RecordLevel = (typeof recordLevels)[number];

/** All that can be had besides outcomes and effects of runs; `series` is the weekly course of a run, which every run has. */
export const levels = ['series', ...recordLevels] as const;
export type Level = (typeof levels)[number];

/** The levels that have to be written down while a run goes on. */
export function isRecorded(level: Level): level is RecordLevel {
  return level !== 'series';
}

/** The columns of each level, in order; words are places in `stages` or `balances`. */
export const recordColumns = {
  person: [
    ...(['person_id', 'community_id', 'age', 'male', 'in_school', 'protection_need', 'household_wealth'] as const),
    ...(['family_abroad', 'stage_at_start', 'error_at_start', 'contacts', 'stage', 'error', 'right_choice'] as const),
    ...(['intention', 'departure_week', 'harm', 'unmet_need'] as const),
  ],
  effect: ['person_id', 'class', 'error', 'right_choice', 'departed', 'harm', 'unmet_need'],
  event: ['person_id', 'week', 'from', 'to'],
} as const satisfies { readonly [L in RecordLevel]: readonly string[] };

/** Columns of equal length, name by name. */
export type Columns = { readonly [column: string]: readonly number[] };
export type Recorded = { readonly [L in RecordLevel]?: Columns };

/** Numbers are kept to six digits after the point: state is held in single precision. */
const rounded = (value: number): number => Math.round(value * 1e6) / 1e6;

/** Who everybody is, and where they end. */
export function personsOf({ world, people: end }: Finished, start: World): Columns {
  const { people, households, communities, sizes } = start;
  const rows = Array.from({ length: sizes.people }, (_, row) => row);
  const before = observe(start);
  return {
    person_id: rows.map((i) => people.id[i]),
    community_id: rows.map((i) => communities.communityId[people.community[i]]),
    age: rows.map((i) => people.age[i]),
    male: rows.map((i) => people.male[i]),
    in_school: rows.map((i) => Number(people.schoolClass[i] >= 0)),
    protection_need: rows.map((i) => Number(people.danger[i] > 0)),
    household_wealth: rows.map((i) => rounded(households.usualWealth[people.household[i]])),
    family_abroad: rows.map((i) => Number(households.abroad[people.household[i]] > 0)),
    stage_at_start: rows.map((i) => before.stage[i]),
    error_at_start: rows.map((i) => rounded(before.error[i])),
    contacts: rows.map((i) => world.components.reduce((sum, { contacts }) => sum + contacts[i], 0)),
    stage: rows.map((i) => end.stage[i]),
    error: rows.map((i) => rounded(end.error[i])),
    right_choice: rows.map((i) => end.rightChoice[i]),
    intention: rows.map((i) => (end.stage[i] === DEAD ? 0 : rounded(end.intention[i]))),
    departure_week: rows.map((i) => end.departureWeek[i]),
    harm: rows.map((i) => end.harm[i]),
    unmet_need: rows.map((i) => end.unmetNeed[i]),
  };
}

/** What a design does to everybody, against the same person without it. */
export function effectsOn(with_: Finished, without: Finished): Columns {
  const { world, people } = with_;
  const twin = without.people;
  const balance = balancesOf(with_, without);
  const rows = Array.from({ length: world.sizes.people }, (_, row) => row);
  return {
    person_id: rows.map((i) => world.people.id[i]),
    class: rows.map((i) => balance[i]),
    error: rows.map((i) => rounded(people.error[i] - twin.error[i])),
    right_choice: rows.map((i) => people.rightChoice[i] - twin.rightChoice[i]),
    departed: rows.map((i) => Number(people.departureWeek[i] >= 0) - Number(twin.departureWeek[i] >= 0)),
    harm: rows.map((i) => people.harm[i] - twin.harm[i]),
    unmet_need: rows.map((i) => people.unmetNeed[i] - twin.unmetNeed[i]),
  };
}

/** Watches a world for changes of stage, week by week. */
export function watched(start: World): { readonly look: (world: World) => void; readonly events: () => Columns } {
  let before = start.people.stage.slice();
  const events = { person_id: [] as number[], week: [] as number[], from: [] as number[], to: [] as number[] };
  return {
    look: ({ people, week }) => {
      for (let i = 0; i < before.length; i++) {
        if (people.stage[i] === before[i]) continue;
        events.person_id.push(people.id[i]);
        // Called at the end of a week, when the clock shows the next one already.
        events.week.push(week - 1);
        events.from.push(before[i]);
        events.to.push(people.stage[i]);
      }
      before = people.stage.slice();
    },
    events: () => events,
  };
}

/** The words behind the numbers of a column; null where it holds plain numbers. */
export function wordsOf(column: string): readonly string[] | null {
  if (column === 'class') return balances;
  return ['stage', 'stage_at_start', 'from', 'to'].includes(column) ? stages : null;
}
