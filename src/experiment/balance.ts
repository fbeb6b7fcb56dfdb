import { atHome } from '../model/campaign.ts';
import { alone, joined, type Life, swap } from '../model/district.ts';
import { type PersonOutcomes, plansToLeave } from '../model/observe.ts';
import { type GroupName, groupNames } from '../model/outcomes.ts';
import { DEAD } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
import type { RunRow } from './comparison.ts';
import type { Finished } from './finished.ts';

/**
 * Whether leaving turned out worse than staying: against the twin who stayed, or, without such a twin, against what staying would
 * have been worth to the same person.
 */
export function regrets(people: PersonOutcomes, row: number, twin: PersonOutcomes | null): boolean {
  if (people.departureWeek[row] < 0) return false;
  if (people.stage[row] === DEAD) return true;
  const stayed = twin !== null && twin.departureWeek[row] < 0 && atHome[twin.stage[row]] === 1;
  return people.leaveWorth[row] < (stayed ? twin.stayWorth[row] : people.stayWorth[row]);
}

type Balance = 'helped' | 'harmed' | 'mixed' | 'same';

/** Better off in one respect and worse in none: helped; the reverse: harmed; both: mixed. */
export function balanceOf(people: PersonOutcomes, twin: PersonOutcomes, row: number, material: number): Balance {
  const change = people.error[row] - twin.error[row];
  const better =
    change < -material ||
    people.rightChoice[row] > twin.rightChoice[row] ||
    twin.harm[row] > people.harm[row] ||
    twin.unmetNeed[row] > people.unmetNeed[row] ||
    (regrets(twin, row, people) && !regrets(people, row, twin));
  const worse =
    change > material ||
    people.rightChoice[row] < twin.rightChoice[row] ||
    twin.harm[row] < people.harm[row] ||
    twin.unmetNeed[row] < people.unmetNeed[row] ||
    (regrets(people, row, twin) && !regrets(twin, row, people));
  if (better) return worse ? 'mixed' : 'helped';
  return worse ? 'harmed' : 'same';
}

/** The wealth up to which households of the whole world count as poor: the poorest third. */
export function* poorBound({ district, households }: World): Life<number> {
  const letters = yield* swap(district, () => [households.usualWealth.slice()]);
  const sorted = joined(
    Float32Array,
    letters.map(([wealth]) => wealth),
  ).sort();
  return sorted[Math.floor(sorted.length / 3)];
}

/** Whether a person belongs to a group. Made once: engines let go of what they compiled for functions that each run makes anew. */
const belongings: { readonly [G in GroupName]: (start: World, row: number, poor: number) => boolean } = {
  'girls-and-women': ({ people }, i) => people.male[i] === 0,
  'boys-and-men': ({ people }, i) => people.male[i] === 1,
  minors: ({ people }, i) => people.age[i] < 18,
  adults: ({ people }, i) => people.age[i] >= 18,
  'in-school': ({ people }, i) => people.schoolClass[i] >= 0,
  'out-of-school': ({ people }, i) => people.schoolClass[i] < 0,
  'poor-households': ({ people, households }, i, poor) => households.usualWealth[people.household[i]] <= poor,
  'protection-need': ({ people }, i) => people.danger[i] > 0,
  'plans-at-start': ({ people }, i) => plansToLeave(people.stage[i]),
  'diaspora-family': ({ people, households }, i) => households.abroad[people.household[i]] > 0,
};

/** Whether a person belongs to each group, as of week 0. `poor` is the `poorBound` of the whole world. */
export function membersOf(
  start: World,
  poor = alone(poorBound(start)),
): { readonly [G in GroupName]: (row: number) => boolean } {
  return Object.fromEntries(
    groupNames.map((group) => [group, (row: number) => belongings[group](start, row, poor)]),
  ) as { readonly [G in GroupName]: (row: number) => boolean };
}

type GroupSum = { readonly members: number; readonly helped: number; readonly harmed: number; readonly mixed: number };
export type GroupSums = { readonly [G in GroupName]: GroupSum };

/** Counts who was helped and harmed, group by group. */
export function groupSums({ people }: Finished, { people: twin }: Finished, start: World, poor: number): GroupSums {
  const n = start.sizes.people;
  const balance: Balance[] = [];
  for (let row = 0; row < n; row++) balance.push(balanceOf(people, twin, row, start.given.outcomes.materialError));
  return Object.fromEntries(groupNames.map((group) => [group, sumsOf(group, balance, start, poor)])) as GroupSums;
}

function sumsOf(group: GroupName, balance: readonly Balance[], start: World, poor: number): GroupSum {
  const counts = { members: 0, helped: 0, harmed: 0, mixed: 0, same: 0 };
  const belongs = belongings[group];
  for (let i = 0; i < balance.length; i++) {
    if (!belongs(start, i, poor)) continue;
    counts.members++;
    counts[balance[i]]++;
  }
  const { same: _same, ...sums } = counts;
  return sums;
}

/** Who was helped and harmed among the people of a whole world, group by group; groups without anybody are left out. */
export function groupsFrom(sums: GroupSums, people: number): RunRow['groups'] {
  return Object.fromEntries(
    Object.entries(sums).flatMap(([group, { members, helped, harmed, mixed }]) =>
      members === 0
        ? []
        : [
            [
              group,
              { people: members / people, helped: helped / members, harmed: harmed / members, mixed: mixed / members },
            ],
          ],
    ),
  );
}
