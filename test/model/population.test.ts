// The synthetic people: households, classes, communities and ties hold together, and shares are those asked for.
import { describe, expect, it } from 'vitest';
import { communitySizes, ID_STRIDE, type Lists } from '../../src/model/population/population.ts';
import { sources } from '../../src/model/vocabulary.ts';
import { trustTowards, type World } from '../../src/model/world.ts';
import { FALSE_ALARM, normalSurprise, surprise } from '../support/surprise.ts';
import { fresh } from './support/live.ts';
import { village, withContext, withGiven } from './support/village.ts';

const many = withContext({ ...village, people: 6300 }, { communitySize: 500 });
const world = fresh(many);
const { people, households, places, sizes } = world;
const rows = Array.from({ length: sizes.people }, (_, row) => row);
const inList = ({ start, member }: Lists, group: number): number[] => [
  ...member.subarray(start[group], start[group + 1]),
];

/** Whether a share of people is as likely as said, and a share a fifth larger would be noticed. */
function expectShare(count: number, of: number, share: number): void {
  expect(surprise(count, of, share)).toBeGreaterThan(FALSE_ALARM);
  expect(surprise(count, of, share * 1.2)).toBeLessThan(FALSE_ALARM);
}

describe('communities', () => {
  it('are whole, and the last takes what is left over', () => {
    expect(communitySizes(1250, 500)).toEqual([500, 500, 250]);
    expect(communitySizes(1000, 500)).toEqual([500, 500]);
    expect(communitySizes(30, 500)).toEqual([30]);
    const counted = Array.from({ length: sizes.communities }, (_, c) => inList(places.ofCommunity, c).length);
    expect(counted).toEqual(communitySizes(6300, 500));
    expect(counted).toEqual(Array.from({ length: sizes.communities }, (_, c) => world.communitySize(c)));
  });

  it('give everybody an id of their own, from which the community can be read', () => {
    expect(new Set(people.id).size).toBe(sizes.people);
    for (const row of rows) expect(Math.floor(people.id[row] / ID_STRIDE)).toBe(people.community[row]);
  });
});

describe('lists of members', () => {
  it.each<readonly [string, Lists, (row: number) => number, number]>([
    ['households', places.ofHousehold, (row) => people.household[row], sizes.households],
    ['communities', places.ofCommunity, (row) => people.community[row], sizes.communities],
    ['classes', places.ofClass, (row) => people.schoolClass[row], places.classCommunity.length],
  ])('of %s name everybody once, in the order of ids', (_, lists, groupOf, groups) => {
    const belonging = rows.filter((row) => groupOf(row) >= 0);
    expect([...lists.member].sort((a, b) => a - b)).toEqual(belonging);
    for (let group = 0; group < groups; group++) {
      const members = inList(lists, group);
      expect(members.length).toBeGreaterThan(0);
      for (const row of members) expect(groupOf(row)).toBe(group);
      expect(members.map((row) => people.id[row])).toEqual(members.map((row) => people.id[row]).sort((a, b) => a - b));
    }
  });
});

describe('households', () => {
  it('lie in one community and hold one to three young people', () => {
    const counts = [0, 0, 0, 0];
    for (let h = 0; h < sizes.households; h++) {
      const members = inList(places.ofHousehold, h);
      counts[members.length]++;
      for (const row of members) expect(people.community[row]).toBe(households.householdCommunity[h]);
      expect(households.householdId[h]).toBe(people.id[members[0]]);
    }
    const { householdOfOne, householdOfTwo } = many.given.population;
    expect(counts[0]).toBe(0);
    expectShare(counts[2], sizes.households, householdOfTwo);
    expect(counts[1] / sizes.households).toBeCloseTo(householdOfOne, 1);
  });
});

describe('classes', () => {
  it('are of one community, no larger than a class, and of those who go to school', () => {
    const { classSize } = many.given.population;
    places.classCommunity.forEach((community, k) => {
      const pupils = inList(places.ofClass, k);
      expect(pupils.length).toBeLessThanOrEqual(classSize);
      for (const row of pupils) {
        expect(people.community[row]).toBe(community);
        expect(people.age[row]).toBeLessThan(19);
      }
    });
    const young = rows.filter((row) => people.age[row] < 19);
    expectShare(young.filter((row) => people.schoolClass[row] >= 0).length, young.length, many.context.schooling);
  });
});

describe('people', () => {
  it.each([
    ['boys and men', (row: number) => people.male[row] === 1, many.context.male],
    ['online', (row: number) => people.online[row] === 1, many.context.online],
    ['in need of protection', (row: number) => people.danger[row] > 0, many.context.protectionNeed],
  ])('are %s as often as the context says', (_, is, share) => {
    expectShare(rows.filter(is).length, sizes.people, share);
  });

  it('have any age of the range, each as often', () => {
    const { youngest, oldest } = many.context;
    const span = oldest - youngest + 1;
    expect([...new Set(people.age)].sort((a, b) => a - b)).toEqual(
      Array.from({ length: span }, (_, k) => youngest + k),
    );
    for (const age of [youngest, oldest])
      expect(surprise(rows.filter((row) => people.age[row] === age).length, sizes.people, 1 / span)).toBeGreaterThan(
        FALSE_ALARM,
      );
  });

  it.each([
    ['taste', people.taste, 0, 1.2],
    ['trust in teachers', Float32Array.from(trustTowards(world, sources.indexOf('teacher'))), 0.55, 0.12],
    ['belief about dying', people.durable[0], Math.log(0.43 / 0.57), 0.8],
  ])('differ in %s around the mean and with the spread asked for', (_, column, mean, spread) => {
    const average = column.reduce((sum, value) => sum + value, 0) / column.length;
    const variance = column.reduce((sum, value) => sum + (value - average) ** 2, 0) / column.length;
    expect(normalSurprise(((average - mean) / spread) * Math.sqrt(column.length))).toBeGreaterThan(FALSE_ALARM);
    expect(Math.sqrt(variance) / spread).toBeGreaterThan(0.94);
    expect(Math.sqrt(variance) / spread).toBeLessThan(1.06);
  });

  it('have traits that do not go together by a fault of luck', () => {
    const { taste, sensitivity, familyWeight, efficacy, tolerance } = people;
    const columns = [taste, sensitivity, familyWeight, efficacy, tolerance, people.durable[2], people.usualTrust[5]];
    columns.forEach((a, j) => {
      for (const b of columns.slice(j + 1)) {
        const z = correlation(a, b) * Math.sqrt(sizes.people);
        expect(normalSurprise(z)).toBeGreaterThan(FALSE_ALARM);
      }
    });
    // Planted: one person in twelve has one trait for the other.
    const mixed = familyWeight.map((value, row) => (row % 12 === 0 ? 0.5 + taste[row] / 8 : value));
    expect(normalSurprise(correlation(taste, mixed) * Math.sqrt(sizes.people))).toBeLessThan(FALSE_ALARM);
  });
});

function correlation(a: Float32Array, b: Float32Array): number {
  const mean = (column: Float32Array): number => column.reduce((sum, value) => sum + value, 0) / column.length;
  const [left, right] = [mean(a), mean(b)];
  let [both, one, other] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    both += (a[row] - left) * (b[row] - right);
    one += (a[row] - left) ** 2;
    other += (b[row] - right) ** 2;
  }
  return both / Math.sqrt(one * other);
}

describe('ties', () => {
  const tiesOf = (of: World, row: number): number[] => inList(of.places.ties, row);

  it('go both ways, once, and never to oneself', () => {
    const friends = rows.map((row) => new Set(tiesOf(world, row)));
    for (const row of rows) {
      expect(tiesOf(world, row)).toHaveLength(friends[row].size);
      expect(friends[row].has(row)).toBe(false);
      for (const friend of friends[row]) expect(friends[friend].has(row)).toBe(true);
    }
  });

  it('are as many as asked for: neighbours on either side, some far off, a few outside', () => {
    const { nearTies, farTies, outsideTies } = many.given.population;
    const degree = places.ties.member.length / sizes.people;
    const due = 2 * (nearTies + farTies + outsideTies);
    expect(degree).toBeGreaterThan(0.93 * due);
    expect(degree).toBeLessThan(due);
    const outside = rows.flatMap((row) =>
      tiesOf(world, row).filter((friend) => people.community[friend] !== people.community[row]),
    ).length;
    // Nobody of the first community names somebody outside; those who name are named.
    const naming = rows.filter((row) => people.community[row] > 0).length;
    expectShare(outside / 2, naming, outsideTies);
  });

  it('stay inside where nobody knows anybody outside', () => {
    const apart = fresh(withGiven(many, { population: { outsideTies: 0 } }));
    for (const row of rows)
      for (const friend of tiesOf(apart, row)) expect(apart.people.community[friend]).toBe(apart.people.community[row]);
  });

  it('reach the right community where sizes differ', () => {
    const uneven = fresh(withGiven(many, { population: { outsideTies: 1 } }), undefined, [40, 300, 90, 500]);
    const reached = new Set<string>();
    for (let row = 0; row < uneven.sizes.people; row++)
      for (const friend of tiesOf(uneven, row))
        reached.add(`${uneven.people.community[row]}-${uneven.people.community[friend]}`);
    for (let a = 0; a < 4; a++) for (let b = 0; b < 4; b++) expect(reached).toContain(`${a}-${b}`);
  });
});
