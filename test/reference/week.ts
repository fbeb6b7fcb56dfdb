import type { Setup } from '../../src/model/setup.ts';
import type { World } from './beings.ts';
import { attention, campaignOf, exposure } from './campaign.ts';
import { appraisal, commitment, dissonance, norms, stages } from './deciding.ts';
import { arousal, belief, memory, trust } from './hearing.ts';
import { household } from './household.ts';
import { abroad, destinations, journey, lawful, news, returns, routes } from './journey.ts';
import { culture, livelihood, savings, shocks } from './livelihood.ts';
import { Luck } from './luck.ts';
import { settingsOf } from './policies.ts';
import { populationOf } from './population.ts';
import { diaspora, smugglers, talk } from './talk.ts';

export type Step = readonly [name: string, step: (world: World) => void];

/** The order of the week. */
export const week: readonly Step[] = [
  ['shocks', shocks],
  ['exposure', exposure],
  ['attention', attention],
  ['livelihood', livelihood],
  ['household', household],
  ['talk', talk],
  ['diaspora', diaspora],
  ['smugglers', smugglers],
  ['trust', trust],
  ['belief', belief],
  ['memory', memory],
  ['arousal', arousal],
  ['norms', norms],
  ['appraisal', appraisal],
  ['dissonance', dissonance],
  ['commitment', commitment],
  ['savings', savings],
  ['stages', stages],
  ['routes', routes],
  ['destinations', destinations],
  ['lawful', lawful],
  ['journey', journey],
  ['abroad', abroad],
  ['returns', returns],
  ['news', news],
  ['culture', culture],
];

/** Switched off, these go on under values that make them harmless: time passes, and some way is taken. */
const everRunning = ['dissonance', 'routes'];

/** A world in the first week of its burn-in, without campaign or policy. */
export function openWorld(setup: Setup): World {
  const plain: Setup = { ...setup, arm: { components: [], policies: [] } };
  const luck = new Luck(setup.seed, setup.replicate);
  return {
    setup: plain,
    luck,
    ...populationOf(plain, luck),
    components: [],
    week: -setup.burnIn,
    settings: settingsOf(plain, -setup.burnIn),
    inbox: [],
    headInbox: [],
    lessons: [],
    headLessons: [],
    offers: [],
    headOffers: [],
    taken: [],
    dialogues: [],
    departing: [],
    leavers: [],
    tales: [],
  };
}

/** Ends the burn-in: counting begins anew. */
export function beginCounting(world: World): void {
  for (const person of world.people) {
    person.departureWeek = -1;
    person.departures = 0;
    person.harmed = 0;
  }
}

/** Puts an arm to work in a world at week 0. */
export function beginArm(world: World, setup: Setup): World {
  return { ...world, setup, components: campaignOf(setup, world) };
}

/** Lives one week: what was learnt last week is heard first. */
export function liveWeek(world: World, steps: readonly Step[] = week): void {
  world.settings = settingsOf(world.setup, world.week);
  world.inbox = world.lessons;
  world.headInbox = world.headLessons;
  world.lessons = [];
  world.headLessons = [];
  world.taken = [];
  for (const [name, step] of steps) if (!world.setup.off.includes(name) || everRunning.includes(name)) step(world);
  world.week++;
}
