import { normal } from '../../random/distributions.ts';
import { below, uniform } from '../../random/draw.ts';
import { exp } from '../../random/exact-math.ts';
import { type Key, keyOf, weekly } from '../../random/key.ts';
import type { State } from '../column.ts';
import { type District, isWhole } from '../district.ts';
import type { Outsiders } from '../outsiders.ts';
import { assumed, cited, type Parameters, type Values } from '../parameter.ts';
import type { ContextNumbers, Setup } from '../setup.ts';
import { drawNormal, everybody } from '../vector.ts';

/**
 * The synthetic people: who they are, with whom they live, learn and talk. Nobody here stands for a real person.
 *
 * Everything is drawn at addresses made of ids, and ties reach only to people with lower ids: one more person at the end of a
 * community changes nobody but those tied to the newcomer.
 */
export const populationParameters = {
  householdOfOne: assumed(0.25, [0.1, 0.4], 'share', 'share of households with one young person'),
  householdOfTwo: assumed(0.5, [0.3, 0.7], 'share', 'share of households with two; the rest have three'),
  classSize: assumed(30, [20, 60], 'pupils', 'pupils of a school class'),
  nearTies: assumed(3, [2, 6], 'people', 'neighbours on either side with whom somebody talks'),
  farTies: assumed(1, [0, 3], 'people', 'acquaintances further off in the same community that somebody names'),
  outsideTies: assumed(0.2, [0, 0.5], 'people', 'acquaintances in other communities that somebody names'),
  tasteSpread: assumed(1.2, [0.8, 2], 'utility', 'spread of personal taste for leaving (sdE)'),
  sensitivitySpread: assumed(0.3, [0.05, 0.6], 'log units', 'spread of sensitivity to risk'),
  familyWeightSpread: assumed(0.15, [0.05, 0.3], 'share', 'spread of the weight given to family'),
  efficacy: assumed(
    0.7,
    [0.4, 0.95],
    'share',
    'mean self-efficacy: how far a believed alternative counts as one for me',
  ),
  efficacySpread: assumed(0.15, [0.05, 0.3], 'share', 'spread of self-efficacy'),
  trustSpread: assumed(0.12, [0.05, 0.25], 'share', 'spread of trust in a source between people (sdT)'),
  beliefSpread: assumed(
    0.8,
    [0.4, 1.2],
    'logit',
    'spread of beliefs between people (sdB); measured spreads of 28-32 points would ask for more',
  ),
  livelihoodSpread: assumed(
    0.12,
    [0.05, 0.25],
    'share',
    'spread of satisfaction with the livelihood at equal household wealth',
  ),
  livelihoodFromWealth: assumed(
    0.8,
    [0.4, 1],
    'share',
    'satisfaction with the livelihood per unit of household wealth',
  ),
  savingsFromWealth: assumed(0.3, [0.1, 0.6], 'journey costs', 'own savings at the start per unit of household wealth'),
  optimism: assumed(
    0.03,
    [0, 0.1],
    'probability',
    'how much rosier the news in circulation is than the prior beliefs at the start: successes show',
  ),
  dangerSpread: assumed(0.2, [0, 0.4], 'share', 'spread of the danger among those for whom staying is dangerous'),
  riteFrom: cited(
    17,
    [15, 18],
    'years',
    'age from which leaving can be part of becoming a man',
    'source-document',
    'B, assumption 4 (rite of passage); the age is assumed',
    'A',
  ),
  riteTo: assumed(24, [22, 28], 'years', 'age until which it can'),
  riteMen: assumed(2, [1, 4], 'factor', 'weight of the culture of migration for men where it is a rite of passage'),
  riteWomen: assumed(0.5, [0.25, 1], 'factor', 'the same for women'),
} as const satisfies Parameters;

const person = { of: 'people', owner: 'population', initial: 0 } as const;

export const populationState = {
  id: { ...person, kind: 'i32', unit: 'id', meaning: 'who it is; luck is addressed by it' },
  household: { ...person, kind: 'i32', unit: 'row', meaning: 'household they live in' },
  community: { ...person, kind: 'i32', unit: 'row', meaning: 'village or neighbourhood' },
  schoolClass: { ...person, kind: 'i32', unit: 'row', meaning: 'school class, -1 for none' },
  age: { ...person, kind: 'u8', unit: 'years', meaning: 'age at week 0' },
  male: { ...person, kind: 'u8', unit: '0 or 1', meaning: 'boy or man' },
  online: { ...person, kind: 'u8', unit: '0 or 1', meaning: 'can be met online' },
  danger: { ...person, kind: 'f32', unit: 'share', meaning: 'danger of staying; above 0 there is a protection need' },
  taste: { ...person, kind: 'f32', unit: 'utility', meaning: 'personal taste for leaving' },
  familyWeight: { ...person, kind: 'f32', unit: 'share', meaning: 'weight of the family in the decision' },
  efficacy: { ...person, kind: 'f32', unit: 'share', meaning: 'self-efficacy' },
  tolerance: { ...person, kind: 'f32', unit: 'share', meaning: 'dissonance borne without doing anything about it' },
  sensitivity: { ...person, kind: 'f32', unit: 'factor', meaning: 'sensitivity to risk, mean about 1' },
  riteWeight: {
    ...person,
    kind: 'f32',
    unit: 'factor',
    meaning: 'how much the culture of migration speaks to this person',
  },
  householdId: {
    of: 'households',
    kind: 'i32',
    initial: 0,
    unit: 'id',
    meaning: 'which household',
    owner: 'population',
  },
  householdCommunity: {
    of: 'households',
    kind: 'i32',
    initial: 0,
    unit: 'row',
    meaning: 'where the household lives',
    owner: 'population',
  },
  communityId: {
    of: 'communities',
    kind: 'i32',
    initial: 0,
    unit: 'id',
    meaning: 'which community',
    owner: 'population',
  },
} as const satisfies State;

/** Who belongs to what, as lists of rows in the order of ids: members of `x` are `member[start[x]] ... member[start[x + 1] - 1]`. */
export type Lists = { readonly start: Int32Array; readonly member: Int32Array };

export type Places = {
  readonly ofHousehold: Lists;
  readonly ofCommunity: Lists;
  readonly householdsOfCommunity: Lists;
  readonly ofClass: Lists;
  readonly classCommunity: Int32Array;
  readonly ties: Lists;
  readonly outsiders: Outsiders;
};

/** People of one community get ids from `community * ID_STRIDE` on. */
export const ID_STRIDE = 65536;

export type Sizes = { readonly people: number; readonly households: number; readonly communities: number };

/** What is drawn about people before any column exists; index is the row. */
export type Roster = Sizes & {
  readonly id: Int32Array;
  readonly household: Int32Array;
  readonly community: Int32Array;
  readonly schoolClass: Int32Array;
  readonly age: Uint8Array;
  readonly male: Uint8Array;
  readonly householdId: Int32Array;
  readonly householdCommunity: Int32Array;
  readonly places: Places;
};

type PopulationNumbers = Values<typeof populationParameters>;

// What follows is done once in a world, in long loops. Each is a function of its own: engines compile such a loop while it runs, and throw
// that away where it is followed by something that they have not met.

/** Counts who belongs to each group, one place behind the group's. */
function count(start: Int32Array, group: Int32Array): void {
  for (let i = 0; i < group.length; i++) if (group[i] >= 0) start[group[i] + 1]++;
}

/** Makes counts the places where groups begin. */
function sumUp(start: Int32Array): void {
  for (let g = 1; g < start.length; g++) start[g] += start[g - 1];
}

/** Writes down the members of each group from the place `next` on. */
function list(member: Int32Array, next: Int32Array, group: Int32Array, order: Int32Array): void {
  for (let k = 0; k < order.length; k++) {
    const row = order[k];
    if (group[row] >= 0) member[next[group[row]]++] = row;
  }
}

/** Lists of rows per group, members in the order of their ids. */
function listsOf(group: Int32Array, groups: number, order: Int32Array): Lists {
  const start = new Int32Array(groups + 1);
  count(start, group);
  sumUp(start);
  const member = new Int32Array(start[groups]);
  list(member, start.slice(), group, order);
  return { start, member };
}

/** Community sizes: whole communities, and one smaller at the end for what is left over. */
export function communitySizes(people: number, size: number): number[] {
  const sizes = Array.from({ length: Math.floor(people / size) }, () => size);
  const rest = people - sizes.length * size;
  if (rest > 0) sizes.push(rest);
  return sizes;
}

/** How many communities a setup has. */
export function communitiesOf({ people, context }: Pick<Setup, 'people' | 'context'>): number {
  return Math.ceil(people / Math.round(context.communitySize));
}

/** A roster that is being drawn. */
const draft = (people: number) => ({
  id: new Int32Array(people),
  community: new Int32Array(people),
  household: new Int32Array(people),
  schoolClass: new Int32Array(people).fill(-1),
  age: new Uint8Array(people),
  male: new Uint8Array(people),
  householdId: [] as number[],
  householdCommunity: [] as number[],
  classCommunity: [] as number[],
});

/** Draws the people of communities, one after the other; the person in place p stands in row `order[p]`. */
function drawPeople(
  {
    id,
    community,
    household,
    schoolClass,
    age,
    male,
    householdId,
    householdCommunity,
    classCommunity,
  }: ReturnType<typeof draft>,
  sizes: readonly number[],
  firstCommunity: number,
  order: Int32Array,
  luck: (purpose: string) => Key,
  context: ContextNumbers,
  given: PopulationNumbers,
): void {
  const [members, ages, sex, school] = [luck('household'), luck('age'), luck('sex'), luck('school')];
  const span = context.oldest - context.youngest + 1;
  const classSize = Math.round(given.classSize);
  let place = 0;
  for (let c = 0; c < sizes.length; c++) {
    let room = 0;
    let pupils = 0;
    let home = -1;
    for (let k = 0; k < sizes[c]; k++, place++) {
      const row = order[place];
      const who = (firstCommunity + c) * ID_STRIDE + k;
      if (room === 0) {
        home = householdId.length;
        householdId.push(who);
        householdCommunity.push(c);
        const u = uniform(members, who);
        room = u < given.householdOfOne ? 1 : u < given.householdOfOne + given.householdOfTwo ? 2 : 3;
      }
      room--;
      id[row] = who;
      community[row] = c;
      household[row] = home;
      age[row] = context.youngest + below(ages, who, span);
      male[row] = uniform(sex, who) < context.male ? 1 : 0;
      if (age[row] < 19 && uniform(school, who) < context.schooling) {
        if (pupils % classSize === 0) classCommunity.push(c);
        pupils++;
        schoolClass[row] = classCommunity.length - 1;
      }
    }
  }
}

/**
 * Draws the roster of a district.
 *
 * @param sizes       of all communities of the world
 * @param arrangement the row of the person who would stand in row i; absent: rows in the order of ids. The world does not depend
 *                    on it (a test permutes it)
 */
export function rosterOf(
  seed: string,
  replicate: number,
  sizes: readonly number[],
  context: ContextNumbers,
  given: PopulationNumbers,
  district: District,
  arrangement?: Int32Array,
): Roster {
  const firstCommunity = district.bounds[district.number];
  const ownSizes = sizes.slice(firstCommunity, district.bounds[district.number + 1]);
  const people = ownSizes.reduce((sum, size) => sum + size, 0);
  const luck = (purpose: string): Key => keyOf(seed, replicate, 'population', purpose);
  const order = new Int32Array(people);
  if (arrangement === undefined) everybody(order, people);
  else order.set(arrangement.subarray(0, people));
  const drawn = draft(people);
  drawPeople(drawn, ownSizes, firstCommunity, order, luck, context, given);
  const { id, community, household, schoolClass, age, male, classCommunity } = drawn;
  const communities = ownSizes.length;
  const householdId = Int32Array.from(drawn.householdId);
  const householdCommunity = Int32Array.from(drawn.householdCommunity);
  const households = householdId.length;
  const homes = new Int32Array(households);
  everybody(homes, households);
  return {
    people,
    households,
    communities,
    id,
    household,
    community,
    schoolClass,
    age,
    male,
    householdId,
    householdCommunity,
    places: {
      ofHousehold: listsOf(household, households, order),
      ofCommunity: listsOf(community, communities, order),
      householdsOfCommunity: listsOf(householdCommunity, communities, homes),
      ofClass: listsOf(schoolClass, classCommunity.length, order),
      classCommunity: Int32Array.from(classCommunity),
      ...tiesOf(sizes, order, luck, given, district),
    },
  };
}

function longer(rows: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const twice = new Int32Array(2 * rows.length);
  twice.set(rows);
  return twice;
}

/** A tie between the person in an own row and somebody of another district. */
type Across = { readonly row: number; readonly id: number };

/** Gives rows to those of other districts, and notes whom those districts see of the own people. */
function outsidersOf(
  across: readonly Across[],
  people: number,
  bounds: readonly number[],
): { readonly outsiders: Outsiders; readonly rowOf: (id: number) => number } {
  const rising = (values: Iterable<number>): Int32Array => Int32Array.from(new Set(values)).sort();
  const ids = rising(across.map(({ id }) => id));
  const rows = new Map(Array.from(ids, (id, k) => [id, people + k]));
  const before = bounds.map((community) => ids.findIndex((id) => id >= community * ID_STRIDE));
  const start = Int32Array.from(before, (k) => people + (k < 0 ? ids.length : k));
  const shown = bounds.slice(1).map((last, d) => {
    const theirs = across.filter(({ id }) => id >= bounds[d] * ID_STRIDE && id < last * ID_STRIDE);
    return rising(theirs.map(({ row }) => row));
  });
  return { outsiders: { start, shown }, rowOf: (id) => rows.get(id) ?? -1 };
}

/** Ties as they are named: each once, however often somebody names it. */
class NamedTies {
  private one: Int32Array<ArrayBuffer>;
  private other: Int32Array<ArrayBuffer>;
  private count = 0;
  private firstOwn = 0;

  constructor(people: number) {
    this.one = new Int32Array(8 * people);
    this.other = new Int32Array(8 * people);
  }

  /** The next person names theirs. Everybody names people with lower ids only, so only among these a tie can stand twice. */
  next(): void {
    this.firstOwn = this.count;
  }

  add(from: number, to: number): void {
    const { other, count } = this;
    for (let t = this.firstOwn; t < count; t++) if (other[t] === to) return;
    if (count === other.length) {
      this.one = longer(this.one);
      this.other = longer(other);
    }
    this.one[count] = from;
    this.other[count] = to;
    this.count++;
  }

  /** Both ways, for so many rows. */
  lists(rows: number): Lists {
    const [one, other] = [this.one.subarray(0, this.count), this.other.subarray(0, this.count)];
    const start = new Int32Array(rows + 1);
    count(start, one);
    count(start, other);
    sumUp(start);
    const member = new Int32Array(2 * this.count);
    listBoth(member, start.slice(), one, other);
    return { start, member };
  }
}

/** Writes down, from the place `next` on, with whom each one has a tie. */
function listBoth(member: Int32Array, next: Int32Array, one: Int32Array, other: Int32Array): void {
  for (let t = 0; t < one.length; t++) {
    member[next[one[t]]++] = other[t];
    member[next[other[t]]++] = one[t];
  }
}

/** Who names somebody in another community, and whom. */
type Outside = { readonly keys: readonly Key[]; readonly share: number; readonly sizes: readonly number[] };

/** The id of whom person `who` of community `c` names there, or -1. */
function namedOutside({ keys, share, sizes }: Outside, c: number, who: number): number {
  const [whether, where, whom] = keys;
  if (c === 0 || uniform(whether, who) >= share) return -1;
  const there = below(where, who, c);
  return there * ID_STRIDE + below(whom, who, sizes[there]);
}

/** The communities of a district, and before how many of its people each begins. */
type Own = { readonly first: number; readonly last: number; readonly starts: readonly number[] };

function isOwn({ first, last }: Own, id: number): boolean {
  return id >= first * ID_STRIDE && id < last * ID_STRIDE;
}

function placeOf({ first, starts }: Own, id: number): number {
  return starts[Math.floor(id / ID_STRIDE) - first] + (id % ID_STRIDE);
}

/** Ties across the bounds of a district: who is named, and by whom. */
function acrossOf(outside: Outside, own: Own): Across[] {
  const { sizes } = outside;
  const across: Across[] = [];
  for (let c = own.first; c < sizes.length; c++)
    for (let k = 0; k < sizes[c]; k++) {
      const who = c * ID_STRIDE + k;
      const named = namedOutside(outside, c, who);
      if (named < 0 || isOwn(own, named) === c < own.last) continue;
      across.push(isOwn(own, named) ? { row: placeOf(own, named), id: who } : { row: placeOf(own, who), id: named });
    }
  return across;
}

/** Whom people name as their friends: the nearest, some further off, a few outside. */
type Naming = {
  readonly own: Own;
  readonly outside: Outside;
  readonly near: number;
  readonly farTies: number;
  readonly further: readonly { readonly whom: Key; readonly whether: Key }[];
  /** The row of somebody of another district. */
  readonly rowOf: (id: number) => number;
};

/** Everybody of a district names people with lower ids. */
function nameAll(ties: NamedTies, order: Int32Array, { own, outside, near, farTies, further, rowOf }: Naming): void {
  const { sizes } = outside;
  for (let c = own.first; c < own.last; c++) {
    const place = own.starts[c - own.first];
    for (let k = 0; k < sizes[c]; k++) {
      const who = c * ID_STRIDE + k;
      const row = order[place + k];
      ties.next();
      for (let step = 1; step <= near && step <= k; step++) ties.add(row, order[place + k - step]);
      for (let n = 0; k > near && n < 3; n++)
        if (uniform(further[n].whether, who) < farTies - n)
          ties.add(row, order[place + below(further[n].whom, who, k)]);
      const named = namedOutside(outside, c, who);
      if (named < 0) continue;
      if (isOwn(own, named)) ties.add(row, order[placeOf(own, named)]);
      else ties.add(place + k, rowOf(named));
    }
  }
}

/** Ties, both ways: the nearest on either side, some further off, a few outside. Those of other districts stand behind the own. */
function tiesOf(
  sizes: readonly number[],
  order: Int32Array,
  luck: (purpose: string) => Key,
  given: PopulationNumbers,
  district: District,
): { readonly ties: Lists; readonly outsiders: Outsiders } {
  const { number, bounds } = district;
  const far = luck('far ties');
  const further = [0, 1, 2].map((n) => ({ whom: weekly(far, 0, n), whether: weekly(far, 1, n) }));
  const outsideLuck = luck('outside ties');
  const outside = { keys: [1, 2, 3].map((k) => weekly(outsideLuck, k)), share: given.outsideTies, sizes };
  const starts: number[] = [];
  let start = 0;
  for (let c = bounds[number]; c < bounds[number + 1]; c++) {
    starts.push(start);
    start += sizes[c];
  }
  const own = { first: bounds[number], last: bounds[number + 1], starts };
  const across = isWhole(district) ? [] : acrossOf(outside, own);
  const { outsiders, rowOf } = outsidersOf(across, order.length, bounds);

  const ties = new NamedTies(order.length);
  nameAll(ties, order, { own, outside, near: Math.round(given.nearTies), farTies: given.farTies, further, rowOf });
  // Who is named by people of later districts: in the order of their ids, behind everybody else, as in one world.
  for (const { row, id } of across) {
    ties.next();
    if (id >= own.last * ID_STRIDE) ties.add(rowOf(id), row);
  }
  return { ties: ties.lists(outsiders.start[outsiders.start.length - 1]), outsiders };
}

/** Who people are, and the columns that say how they differ. */
type Traits = Pick<Roster, 'id' | 'age' | 'male'> & {
  readonly online: Uint8Array;
  readonly danger: Float32Array;
  readonly taste: Float32Array;
  readonly familyWeight: Float32Array;
  readonly efficacy: Float32Array;
  readonly tolerance: Float32Array;
  readonly sensitivity: Float32Array;
  readonly riteWeight: Float32Array;
};

/** Draws what differs between people; every draw is addressed by the id. */
export function drawTraits(
  people: Traits,
  seed: string,
  replicate: number,
  context: ContextNumbers,
  given: PopulationNumbers,
  { tolerance, toleranceSpread }: { readonly tolerance: number; readonly toleranceSpread: number },
): void {
  const key = (purpose: string): Key => keyOf(seed, replicate, 'trait', purpose);
  const { id } = people;
  const familySpread = context.familyWeight === 0 ? 0 : given.familyWeightSpread;
  drawNormal(people.taste, key('taste'), id, 0, given.tasteSpread, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
  drawNormal(people.familyWeight, key('family weight'), id, context.familyWeight, familySpread, 0, 1);
  drawNormal(people.efficacy, key('efficacy'), id, given.efficacy, given.efficacySpread, 0.05, 1);
  drawNormal(people.tolerance, key('tolerance'), id, tolerance, toleranceSpread, 0.02, 0.9);
  drawNormal(people.danger, key('danger'), id, context.danger, given.dangerSpread, 0.05, 1);
  drawEach(people, key('need'), key('online'), key('sensitivity'), context, given);
}

/** Traits that not everybody has, or that are not drawn from a normal distribution. */
function drawEach(
  { id, age, male, danger, online, sensitivity, riteWeight }: Traits,
  need: Key,
  isOnline: Key,
  sensitive: Key,
  context: ContextNumbers,
  given: PopulationNumbers,
): void {
  for (let row = 0; row < id.length; row++) {
    if (uniform(need, id[row]) >= context.protectionNeed) danger[row] = 0;
    online[row] = uniform(isOnline, id[row]) < context.online ? 1 : 0;
    sensitivity[row] = exp(normal(uniform(sensitive, id[row]), 0, given.sensitivitySpread));
    riteWeight[row] = riteWeightOf(age[row], male[row] === 1, context, given);
  }
}

function riteWeightOf(age: number, male: boolean, context: ContextNumbers, given: PopulationNumbers): number {
  if (context.riteOfPassage === 0) return 1;
  if (!male) return given.riteWomen;
  return age >= given.riteFrom && age <= given.riteTo ? given.riteMen : 1;
}
