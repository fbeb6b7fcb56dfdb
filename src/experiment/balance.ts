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

export const balances = ['helped', 'harmed', 'mixed', 'same'] as const;
type Balance = (typeof balances)[number];

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

/** The same of everybody, as places in `balances`. */
export function balancesOf({ world, people }: Finished, { people: twin }: Finished): Uint8Array {
  const material = world.given.outcomes.materialError;
  const found = new Uint8Array(world.sizes.people);
  for (let row = 0; row < found.length; row++) found[row] = balances.indexOf(balanceOf(people, twin, row, material));
  return found;
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

/** Of everybody, the groups to which they belong as of week 0: a bit for each of `groupNames`. */
export function groupsOf(start: World, poor: number): Uint16Array {
  const groups = new Uint16Array(start.sizes.people);
  for (const [g, name] of groupNames.entries()) note(groups, 1 << g, belongings[name], start, poor);
  return groups;
}

/** A function of its own: engines compile a loop for the one rule that it is about. */
function note(
  groups: Uint16Array,
  bit: number,
  belongs: (start: World, row: number, poor: number) => boolean,
  start: World,
  poor: number,
): void {
  for (let i = 0; i < groups.length; i++) if (belongs(start, i, poor)) groups[i] |= bit;
}

type GroupSum = { readonly members: number; readonly helped: number; readonly harmed: number; readonly mixed: number };
export type GroupSums = { readonly [G in GroupName]: GroupSum };

/**
 * Counts who was helped and harmed, group by group.
 *
 * @param balance of everybody, from `balancesOf`
 * @param groups  of everybody, from `groupsOf`
 */
export function groupSums(balance: Uint8Array, groups: Uint16Array): GroupSums {
  const counts = new Uint32Array(groupNames.length * balances.length);
  for (let i = 0; i < balance.length; i++)
    for (let left = groups[i]; left !== 0; left &= left - 1)
      counts[(31 - Math.clz32(left & -left)) * balances.length + balance[i]]++;
  return Object.fromEntries(
    groupNames.map((group, g) => {
      const [helped, harmed, mixed, same] = counts.subarray(g * balances.length);
      return [group, { members: helped + harmed + mixed + same, helped, harmed, mixed }];
    }),
  ) as GroupSums;
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
