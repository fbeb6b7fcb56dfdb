import type { Setup } from '../../src/model/setup.ts';
import { sources, topics } from '../../src/model/vocabulary.ts';
import { clippedNormal, normal } from '../../src/random/distributions.ts';
import { below, uniform } from '../../src/random/draw.ts';
import { exp, logit } from '../../src/random/exact-math.ts';
import { keyOf, weekly } from '../../src/random/key.ts';
import type { Community, Household, Mind, Person, SchoolClass } from './beings.ts';
import { fate, type Luck } from './luck.ts';
import { f } from './numbers.ts';

type Start = { readonly setup: Setup; readonly luck: Luck };

export type Population = {
  readonly people: Person[];
  readonly households: Household[];
  readonly communities: Community[];
  readonly classes: SchoolClass[];
};

/** People of a community have ids from 65,536 times its number on. */
const STRIDE = 65536;

/** Draws who lives where, goes to school with whom, and talks to whom. */
export function populationOf(setup: Setup, luck: Luck): Population {
  const start = { setup, luck };
  const { context, given } = setup;
  const numbers = given.population;
  const population: Population = { people: [], households: [], communities: [], classes: [] };
  const drawn = (purpose: string, id: number): number =>
    uniform(keyOf(setup.seed, setup.replicate, 'population', purpose), id);

  for (const size of communitySizes(setup)) {
    const community = newCommunity(setup, population.communities.length);
    population.communities.push(community);
    let home: Household | null = null;
    let free = 0;
    let pupils = 0;
    for (let k = 0; k < size; k++) {
      const id = community.row * STRIDE + k;
      if (home === null || free === 0) {
        home = newHousehold(start, population.households.length, id, community);
        population.households.push(home);
        community.households.push(home);
        const u = drawn('household', id);
        if (u < numbers.householdOfOne) free = 1;
        else free = u < numbers.householdOfOne + numbers.householdOfTwo ? 2 : 3;
      }
      free--;
      const years = context.oldest - context.youngest + 1;
      const age = context.youngest + below(keyOf(setup.seed, setup.replicate, 'population', 'age'), id, years);
      const male = drawn('sex', id) < context.male ? 1 : 0;
      let schoolClass: SchoolClass | null = null;
      if (age < 19 && drawn('school', id) < context.schooling) {
        if (pupils % Math.round(numbers.classSize) === 0)
          population.classes.push({ row: population.classes.length, community, pupils: [] });
        pupils++;
        schoolClass = population.classes[population.classes.length - 1];
      }
      const person = newPerson(start, population.people.length, id, home, schoolClass, age, male);
      population.people.push(person);
      home.members.push(person);
      community.members.push(person);
      schoolClass?.pupils.push(person);
    }
  }
  makeTies(setup, population.communities);
  return population;
}

/** Whole communities, and a smaller one at the end for those left over. */
function communitySizes({ people, context }: Setup): number[] {
  const size = Math.round(context.communitySize);
  const sizes: number[] = [];
  for (let left = people; left > 0; left -= size) sizes.push(Math.min(size, left));
  return sizes;
}

/** Ties hold both ways. Each newcomer names those next to them, some further off, and some in communities before theirs. */
function makeTies({ seed, replicate, given }: Setup, communities: readonly Community[]): void {
  const numbers = given.population;
  const far = keyOf(seed, replicate, 'population', 'far ties');
  const outside = keyOf(seed, replicate, 'population', 'outside ties');
  const near = Math.round(numbers.nearTies);
  const tie = (one: Person, other: Person): void => {
    if (one === other || one.ties.includes(other)) return;
    one.ties.push(other);
    other.ties.push(one);
  };
  for (const { row, members } of communities)
    members.forEach((person, k) => {
      for (let step = 1; step <= near && step <= k; step++) tie(person, members[k - step]);
      if (k > near)
        for (let n = 0; n < 3; n++)
          if (uniform(weekly(far, 1, n), person.id) < numbers.farTies - n)
            tie(person, members[below(weekly(far, 0, n), person.id, k)]);
      if (row > 0 && uniform(weekly(outside, 1), person.id) < numbers.outsideTies) {
        const there = communities[below(weekly(outside, 2), person.id, row)].members;
        tie(person, there[below(weekly(outside, 3), person.id, there.length)]);
      }
    });
}

function newCommunity({ context, given }: Setup, row: number): Community {
  const { priors } = context;
  // Successes show: the news begins rosier than what people believe.
  const { optimism } = given.population;
  const begin = (prior: number): number => f(Math.min(0.99, Math.max(0.01, prior)));
  return {
    row,
    id: row,
    members: [],
    households: [],
    shock: 0,
    places: 0,
    lawfulPlaces: 0,
    news: [
      begin(priors.death - optimism),
      begin(priors.mistreatment - optimism),
      begin(priors.earnings + optimism),
      begin(priors.stay + optimism),
    ],
    routeName: [0, 1, 2, 3].map((r) => {
      const route = context.routes.at(r);
      return route === undefined ? 0 : f(route.dead + route.stranded + route.turnedBack);
    }),
    culture: f(context.culture),
  };
}

/** Beliefs and trust at the start; people and heads have streams of their own. */
function newMind(start: Start, id: number, beliefs: string, trusts: string): Mind {
  const { context, given } = start.setup;
  const { beliefSpread, trustSpread } = given.population;
  const { bound, priorPrecision } = given.belief;
  const usualTrust = sources.map((source, s) =>
    f(clippedNormal(fate(start, trusts, id, s), context.trust[source], trustSpread, 0.01, 0.99)),
  );
  return {
    durable: topics.map((topic, t) =>
      f(clippedNormal(fate(start, beliefs, id, t), logit(context.priors[topic]), beliefSpread, -bound, bound)),
    ),
    fading: topics.map(() => 0),
    precision: topics.map(() => f(priorPrecision)),
    trust: [...usualTrust],
    usualTrust,
  };
}

function newHousehold(start: Start, row: number, id: number, community: Community): Household {
  const { wealth, wealthSpread, diasporaTie } = start.setup.context;
  const usualWealth = f(clippedNormal(fate(start, 'start wealth', id), wealth, wealthSpread, 0, 1));
  const relatives = fate(start, 'start relatives', id) < diasporaTie ? 1 : 0;
  return {
    row,
    id,
    community,
    members: [],
    head: newMind(start, id, 'start belief of heads', 'start trust of heads'),
    support: 0,
    chosen: null,
    dialogueWeek: -9999,
    abroad: relatives,
    wealth: usualWealth,
    usualWealth,
    relatives,
  };
}

function newPerson(
  start: Start,
  row: number,
  id: number,
  home: Household,
  schoolClass: SchoolClass | null,
  age: number,
  male: number,
): Person {
  const { seed, replicate, context, given } = start.setup;
  const numbers = given.population;
  const drawn = (purpose: string): number => uniform(keyOf(seed, replicate, 'trait', purpose), id);
  const inNeed = drawn('need') < context.protectionNeed;
  const familyWeightSpread = context.familyWeight === 0 ? 0 : numbers.familyWeightSpread;
  const { tolerance, toleranceSpread } = given.dissonance;
  const living = numbers.livelihoodFromWealth * home.wealth;
  return {
    row,
    id,
    home,
    community: home.community,
    schoolClass,
    age,
    male,
    online: drawn('online') < context.online ? 1 : 0,
    danger: inNeed ? f(clippedNormal(drawn('danger'), context.danger, numbers.dangerSpread, 0.05, 1)) : 0,
    taste: f(normal(drawn('taste'), 0, numbers.tasteSpread)),
    familyWeight: f(clippedNormal(drawn('family weight'), context.familyWeight, familyWeightSpread, 0, 1)),
    efficacy: f(clippedNormal(drawn('efficacy'), numbers.efficacy, numbers.efficacySpread, 0.05, 1)),
    tolerance: f(clippedNormal(drawn('tolerance'), tolerance, toleranceSpread, 0.02, 0.9)),
    sensitivity: f(exp(normal(drawn('sensitivity'), 0, numbers.sensitivitySpread))),
    riteWeight: f(riteWeight(start.setup, age, male)),
    ties: [],
    mind: newMind(start, id, 'start belief', 'start trust'),

    livelihood: f(
      Math.min(1, Math.max(0, living + normal(fate(start, 'start livelihood', id), 0, numbers.livelihoodSpread))),
    ),
    linked: 0,
    refused: 0,
    mandate: 0,
    passingTrace: 0,
    lastingTrace: 0,
    vivid: 0,
    rights: f(given.memory.rightsAtStart),
    alarm: 0,
    threatWeek: -9999,
    threatSource: 0,
    norm: 0,
    seenLeaving: 0,
    leavingTies: 0,
    intention: f(0.3),
    pull: 0,
    kin: 0,
    present: 0,
    ownRisk: 0,
    lawfulHope: 0,
    alternativeHope: 0,
    lawfulFirst: 0,
    minimisation: f(0.15),
    avoidance: 0,
    commitment: f(0.05),
    savings: f(numbers.savingsFromWealth * home.wealth),
    stage: 0,
    stageWeek: 0,
    preparation: 0,
    paid: 0,
    route: 255,
    departureWeek: -1,
    readyAtDeparture: 0,
    departures: 0,
    leg: 0,
    penalty: [0, 0, 0, 0, 0, 0],
    destinationWorth: 0,
    destination: 255,
    harmed: 0,
    turnedBack: 0,
    working: 0,
    permit: 0,
    arrivalWeek: -9999,
    stigma: 0,
    returnWeek: -9999,
  };
}

/** Where leaving is part of becoming a man, the culture of migration speaks to young men more and to women less. */
function riteWeight({ context, given }: Setup, age: number, male: number): number {
  const { riteFrom, riteTo, riteMen, riteWomen } = given.population;
  if (context.riteOfPassage === 0) return 1;
  if (male === 0) return riteWomen;
  return age >= riteFrom && age <= riteTo ? riteMen : 1;
}
