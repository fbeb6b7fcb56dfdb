import {
  AT_DESTINATION,
  DEAD,
  DEATH,
  DIASPORA,
  EARNINGS,
  EN_ROUTE,
  LAWFUL,
  LEFT_LAWFULLY,
  MISTREATMENT,
  RETURNED,
  STAY,
  STRANDED,
} from '../../src/model/vocabulary.ts';
import { gumbel } from '../../src/random/distributions.ts';
import { exp, log } from '../../src/random/exact-math.ts';
import { isHome, type Person, type Tale, type World } from './beings.ts';
import { draw, fate, lot } from './luck.ts';
import { hearsay, message, ownExperience, saying } from './messages.ts';
import { f, faded } from './numbers.ts';

/** How well somebody travels. */
function readiness(world: World, { preparation, rights }: Person): number {
  const { readyByPreparing, readyByKnowing } = world.setup.given.stages;
  return readyByPreparing * preparation + readyByKnowing * rights;
}

/** Place of the largest value; -1 where there is none. The first of equals. */
function best(values: readonly (number | null)[]): number {
  let place = -1;
  let most = Number.NEGATIVE_INFINITY;
  values.forEach((value, k) => {
    if (value === null || value <= most) return;
    most = value;
    place = k;
  });
  return place;
}

/** Which way do they take? */
export function routes(world: World): void {
  const given = world.setup.given.routes;
  const { enforcement, routeCost, routeOpen, wealth } = world.settings;
  world.leavers = [];
  for (const person of world.departing) {
    const chosen = given.householdMoney * Math.max(0, person.home.wealth + wealth) * person.mandate;
    const worths = world.setup.context.routes.map(({ cost }, r) => {
      const price = cost * routeCost[r] * (1 + given.enforcementCost * enforcement[r]);
      if (routeOpen[r] === 0 || person.savings + chosen <= price) return null;
      const danger = person.community.routeName[r];
      return -given.costWeight * price - given.riskWeight * danger + gumbel(fate(world, 'route', person.id, r));
    });
    const taken = best(worths);
    if (taken < 0) continue;
    person.route = taken;
    person.stage = EN_ROUTE;
    person.stageWeek = world.week;
    person.leg = Math.min(255, person.leg + 1);
    person.departures = Math.min(255, person.departures + 1);
    if (person.departureWeek < 0) {
      person.departureWeek = world.week;
      person.readyAtDeparture = f(readiness(world, person));
    }
    world.leavers.push(person);
  }
  world.departing = [];
}

/** Where to? */
export function destinations(world: World): void {
  const given = world.setup.given.destinations;
  const there = world.setup.context.destinations;
  const worthOf = (person: Person): number[] => there.map(({ attraction }, d) => attraction - person.penalty[d]);

  if (world.components.some(({ against }) => against !== null)) {
    for (const person of world.people) person.penalty = person.penalty.map((taken) => faded(taken, given.fading));
    for (const { to, kind, precision, credibility } of world.inbox) {
      const d = kind.component?.against ?? null;
      if (d === null || precision === 0) continue;
      to.penalty[d] = f(to.penalty[d] + credibility * (given.penalty - to.penalty[d]));
    }
    const usual = inclusiveValue(
      there.map(({ attraction }) => attraction),
      given.nest,
    );
    for (const person of world.people) {
      const any = person.penalty.some((taken) => taken > 0);
      person.destinationWorth = any ? f(inclusiveValue(worthOf(person), given.nest) - usual) : 0;
    }
  }
  for (const person of world.leavers) {
    const worths = worthOf(person).map((u, d) => u / given.nest + gumbel(fate(world, 'destination', person.id, d)));
    person.destination = best(worths);
  }
}

/** nest ln sum exp(u / nest), around the largest u */
function inclusiveValue(worths: readonly number[], nest: number): number {
  const top = Math.max(...worths);
  let sum = 0;
  for (const u of worths) sum += exp((u - top) / nest);
  return top + nest * log(sum);
}

/** Who applies, who is let in? */
export function lawful(world: World): void {
  const given = world.setup.given.lawful;
  for (const community of world.communities) {
    if (world.week % 52 === 0) community.lawfulPlaces = 0;
    const due = (world.settings.lawfulQuota * community.members.length) / (1000 * 52);
    const whole = Math.floor(due);
    community.lawfulPlaces += whole + (draw(world, 'lawful places', community.id) < due - whole ? 1 : 0);
  }
  const lotOf = ({ id }: Person): number => lot(world, 'lawful lots', id);
  const applicants = world.people
    .filter((person) => isHome(person) && person.lawfulFirst === 1 && person.lawfulHope > given.hopeFrom)
    .filter(({ id }) => draw(world, 'applying', id) < given.applying)
    .sort((a, b) => lotOf(a) - lotOf(b));
  for (const person of applicants) {
    if (person.community.lawfulPlaces > 0) {
      person.community.lawfulPlaces--;
      person.stage = LEFT_LAWFULLY;
      person.stageWeek = world.week;
    } else {
      const says = saying([LAWFUL, given.refusalSays]);
      world.lessons.push(message(person, ownExperience, null, given.refusalPrecision, says));
    }
  }
}

/** What happens on the way? */
export function journey(world: World): void {
  for (const person of world.people) {
    if (person.stage === STRANDED && draw(world, 'resuming', person.id) < world.setup.given.journey.resuming) {
      person.stage = EN_ROUTE;
      person.stageWeek = world.week;
      person.leg = Math.min(255, person.leg + 1);
    } else if (person.stage === EN_ROUTE && person.stageWeek < world.week) travel(world, person);
  }
}

/** A week on the way. Its luck belongs to the leg and to the week of that leg, not to the week in which they left. */
function travel(world: World, person: Person): void {
  const given = world.setup.given.journey;
  const { enforcementDanger } = world.setup.given.routes;
  const way = world.setup.context.routes[person.route];
  const k = 1024 * person.leg + world.week - person.stageWeek;
  const known = draw(world, 'journey told', person.id);
  const tell = (event: Tale['event'], chance: number): void => {
    if (known < chance) world.tales.push({ about: person, event });
  };
  const danger = 1 + enforcementDanger * world.settings.enforcement[person.route];
  const times = (1 - given.protection * readiness(world, person)) * danger;
  const weekly = (share: number): number => (share * times) / way.weeks;
  const arriving = Math.max(0, 1 - way.dead - way.stranded - way.turnedBack) / way.weeks;

  if (person.harmed === 0 && fate(world, 'journey harm', person.id, k) < weekly(way.harmed)) {
    if (person.departureWeek >= 0 || world.week < 0) person.harmed = 1;
    tell('harm', given.strandingTold);
  }
  const u = fate(world, 'journey', person.id, k);
  const dies = arriving + weekly(way.dead);
  const strands = dies + weekly(way.stranded);
  const turns = strands + weekly(way.turnedBack);
  if (u >= turns) return;
  person.stageWeek = world.week;
  if (u < arriving) {
    person.stage = AT_DESTINATION;
    tell('arrival', 1);
  } else if (u < dies) {
    person.stage = DEAD;
    tell('death', given.deathTold);
  } else if (u < strands) {
    person.stage = STRANDED;
    tell('stranding', given.strandingTold);
  } else person.turnedBack = 1;
}

/** Who finds work, who may stay, what is sent home? */
export function abroad(world: World): void {
  const given = world.setup.given.abroad;
  for (const home of world.households) {
    home.wealth = f(home.wealth + given.spending * (home.usualWealth - home.wealth));
    home.abroad = home.relatives;
  }
  for (const person of world.people) {
    const { home, stage } = person;
    if (stage !== LEFT_LAWFULLY && stage !== AT_DESTINATION) continue;
    home.abroad = Math.min(255, home.abroad + 1);
    if (stage === AT_DESTINATION) liveAbroad(world, person);
    if (stage === LEFT_LAWFULLY || person.working === 1)
      home.wealth = f(Math.min(1, home.wealth + given.remittance * (1 - world.settings.remittanceCost)));
  }
}

function liveAbroad(world: World, person: Person): void {
  const given = world.setup.given.abroad;
  const { truths } = world.setup.context;
  const { id } = person;
  const tell = (event: Tale['event'], chance: number): void => {
    if (draw(world, 'abroad told', id) < chance) world.tales.push({ about: person, event });
  };
  if (person.stageWeek === world.week) {
    person.arrivalWeek = world.week;
    person.working = 0;
    person.permit = 0;
  }
  if (person.permit === 0 && draw(world, 'deciding', id) < given.deciding)
    person.permit = fate(world, 'right to stay', id) < truthAboutStay(world, person) ? 1 : 2;
  if (person.working === 1) return;
  if (fate(world, 'work', id) < truths.earnings && draw(world, 'finding work', id) < given.findingWork) {
    person.working = 1;
    tell('success', given.successTold);
  } else if (world.week - person.arrivalWeek === Math.round(given.failureAfter)) tell('failure', given.failureTold);
}

function truthAboutStay(world: World, { danger }: Person): number {
  const { truths } = world.setup.context;
  return danger > 0 ? truths.stayInNeed : truths.stay;
}

/** Who comes back? */
export function returns(world: World): void {
  const given = world.setup.given.returns;
  const { truths } = world.setup.context;
  for (const person of world.people) {
    if (person.stigma > 0 && world.week - person.returnWeek >= given.stigmaWeeks) person.stigma = 0;
    const back = comesBack(world, person);
    person.turnedBack = 0;
    if (!back) continue;
    person.stage = RETURNED;
    person.stageWeek = world.week;
    person.returnWeek = world.week;
    person.stigma = f(given.stigma);
    world.tales.push({ about: person, event: 'return' });
    const says = saying(
      [DEATH, truths.death],
      [MISTREATMENT, truths.mistreatment],
      [EARNINGS, truths.earnings],
      [STAY, truthAboutStay(world, person)],
    );
    world.lessons.push(message(person, ownExperience, null, given.experience, says));
  }
}

function comesBack(world: World, person: Person): boolean {
  const { fromStranded, fromAbroad } = world.setup.given.returns;
  const { assistedReturn, forcedReturn } = world.settings;
  const { stage, id } = person;
  const assisted = draw(world, 'assisted return', id) < assistedReturn;
  if (stage === STRANDED) return draw(world, 'return', id) < fromStranded || assisted;
  if (stage === AT_DESTINATION && person.stageWeek < world.week) {
    const gaveUp = person.working === 0 && (draw(world, 'return', id) < fromAbroad || assisted);
    return gaveUp || (person.permit === 2 && draw(world, 'forced return', id) < forcedReturn);
  }
  return person.turnedBack === 1;
}

/** What each event says: probability 1 or 0 for topics, and whether it gives a route a bad name. */
const meanings: { readonly [E in Tale['event']]: { says: readonly (readonly [number, 0 | 1])[]; danger?: 0 | 1 } } = {
  death: { says: [[DEATH, 1]], danger: 1 },
  harm: { says: [[MISTREATMENT, 1]], danger: 1 },
  stranding: { says: [[MISTREATMENT, 1]], danger: 1 },
  arrival: { says: [[DEATH, 0]], danger: 0 },
  success: {
    says: [
      [EARNINGS, 1],
      [STAY, 1],
    ],
  },
  failure: {
    says: [
      [EARNINGS, 0],
      [STAY, 0],
    ],
  },
  return: {
    says: [
      [EARNINGS, 0],
      [STAY, 0],
    ],
    danger: 1,
  },
};

/** What is told of it at home? */
export function news(world: World): void {
  const given = world.setup.given.news;
  const kind = hearsay(world.setup.given.talk.elaboration);
  for (const { about, event } of [...world.tales].sort((a, b) => a.about.id - b.about.id)) {
    const { community, route, home } = about;
    const weight = ((event === 'death' ? given.deathWeight : 1) * 500) / community.members.length;
    const moved = (name: number, goal: number, gain: number): number =>
      name + Math.min(1, gain * weight) * (goal - name);
    const { says, danger } = meanings[event];
    for (const [topic, value] of says)
      community.news[topic] = f(Math.min(0.99, Math.max(0.01, moved(community.news[topic], value, given.gain))));
    const letter = saying(
      ...says.map(([topic, value]) => [topic, value === 1 ? given.letterSays : 1 - given.letterSays] as const),
    );
    world.headLessons.push(message(home, kind, DIASPORA, given.letter, letter));
    if (danger !== undefined && route < 4)
      community.routeName[route] = f(moved(community.routeName[route], danger, given.routeGain));
  }
  world.tales = [];
}
