import { uniform } from '../random/draw.ts';
import { keyOf } from '../random/key.ts';
import { assigned, NEVER } from './assignment.ts';
import type { MessageKind } from './message.ts';
import type { Roster } from './population/population.ts';
import type { Component, Setup } from './setup.ts';
import { setOf } from './vector.ts';
import { sources, stages, topics } from './vocabulary.ts';
import type { World } from './world.ts';

/** A component at work in one world: whom it may meet, whom it met, what that cost. Columns here belong to the campaign. */
export type LiveComponent = {
  readonly plan: Component;
  /** Place in the canonical order (ids sorted), which is the order of contacts within a week. */
  readonly index: number;
  readonly kind: number;
  readonly source: number;
  /** Logit of what it says; only topics with their bit in `speaks`. */
  readonly says: Float64Array;
  readonly speaks: number;
  /** Week from which it may meet each person and household head; `NEVER` for those outside its audience. */
  readonly audience: Int16Array;
  readonly headAudience: Int16Array;
  /** How much likelier a contact is for each person than by reach alone: invited people come sooner. */
  readonly invitation: Float32Array | null;
  /** Contacts offered and contacts taken in, per person and per household head. */
  readonly offered: Uint16Array;
  readonly contacts: Uint16Array;
  readonly headOffered: Uint16Array;
  readonly headContacts: Uint16Array;
  /** Contacts that the budget buys over the window at the simulated size; a whole number. */
  readonly affordable: number;
  /** Livelihood places over the window at the simulated size; a whole number. */
  readonly places: number;
  /** Contacts that may still be offered in each community. */
  readonly room: Int32Array;
  readonly account: { offered: number; taken: number; slots: number };
  /** Component whose contacts it takes over, or -1. */
  readonly via: number;
  readonly against: number;
};

/** Whether a person or household head stands at home, by stage. */
export const atHome: Uint8Array = Uint8Array.from(stages, (stage) =>
  ['none', 'considering', 'planning', 'preparing', 'returned'].includes(stage) ? 1 : 0,
);

/** The same stages as a set, for `keepAmong`. */
export const homeStages = setOf(...[...atHome.keys()].filter((stage) => atHome[stage] === 1));

/** Order of components in a week: by id, so that the order in a file cannot matter. */
export function inOrder(components: readonly Component[]): Component[] {
  return [...components].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

export function kindOf(component: Component, index: number): MessageKind {
  const { attributes } = component;
  return {
    name: component.id,
    source: sources.indexOf(component.source),
    elaboration: attributes.elaboration,
    control: attributes.control,
    narrative: attributes.narrative,
    advocacy: attributes.advocacy,
    relation: attributes.relation,
    threat: attributes.threat,
    vividness: attributes.vividness,
    encoding: attributes.encoding,
    safety: attributes.safety,
    component: index,
  };
}

/** Contacts and places that money buys, scaled from the real population to the simulated one. Whole numbers. */
export function affordableOf(
  component: Component,
  people: number,
  population: number,
): { contacts: number; places: number } {
  const ratio = people / population;
  const money = Math.max(0, component.budget - component.fixedCost);
  const places = component.slotCost > 0 ? Math.min(component.slots, money / component.slotCost) : component.slots;
  const left = Math.max(0, money - places * component.slotCost);
  const contacts = component.unitCost > 0 ? left / component.unitCost : Number.POSITIVE_INFINITY;
  // Nobody is met more than once a week: a person and a household head for each person is more than there can be.
  const most = 2 * people * (component.to - component.from + 1);
  // A place or contact short by rounding error of a product is still one.
  return { contacts: Math.floor(Math.min(most, contacts * ratio) + 1e-9), places: Math.floor(places * ratio + 1e-9) };
}

/** The contacts a whole campaign may make in its k-th week so that all weeks together make `total`. */
export function weekShare(total: number, k: number, weeks: number): number {
  return Math.floor((total * (k + 1)) / weeks) - Math.floor((total * k) / weeks);
}

/**
 * Splits a whole number over groups in proportion to their sizes: systematic rounding from one random start, so that the parts
 * sum to the whole and each has its due on average.
 *
 * @param start uniform draw that shifts the rounding
 */
export function split(
  whole: number,
  sizes: ArrayLike<number>,
  start: number,
  give: (group: number, part: number) => void,
): void {
  let all = 0;
  for (let g = 0; g < sizes.length; g++) all += sizes[g];
  if (all === 0 || whole === 0) return;
  let before = Math.floor(start);
  let sum = 0;
  for (let g = 0; g < sizes.length; g++) {
    sum += sizes[g];
    const after = g === sizes.length - 1 ? Math.floor(whole + start) : Math.floor((whole * sum) / all + start);
    if (after > before) give(g, after - before);
    before = Math.max(before, after);
  }
}

/** The same over all communities by their audience; `give` is told what falls to those of this district, by row. */
export function splitOverCommunities(
  world: Pick<World, 'district' | 'sizes' | 'audienceSizes'>,
  live: LiveComponent,
  whole: number,
  start: number,
  give: (community: number, part: number) => void,
): void {
  const first = world.district.bounds[world.district.number];
  split(whole, world.audienceSizes(live), start, (community, part) => {
    const row = community - first;
    if (row >= 0 && row < world.sizes.communities) give(row, part);
  });
}

/** What an assignment by lot means for whom components may meet; without one, everybody from the first week on. */
function lotOf(setup: Setup, roster: Roster, units?: Int32Array) {
  const { assignment } = setup.arm;
  const open = { from: new Int16Array(roster.people), headFrom: new Int16Array(roster.households), invitation: null };
  if (assignment === undefined) return open;
  const { from } = assigned(assignment, setup, roster, units);
  if (assignment.encouragement > 1)
    return { ...open, invitation: Float32Array.from(from, (week) => (week === NEVER ? 1 : assignment.encouragement)) };
  // A household head belongs to the study as soon as one of the household does.
  const headFrom = new Int16Array(roster.households).fill(NEVER);
  for (let row = 0; row < roster.people; row++)
    headFrom[roster.household[row]] = Math.min(headFrom[roster.household[row]], from[row]);
  return { from, headFrom, invitation: null };
}

/** Week from which a component may meet each person, by the communities that take part and the lot. */
function peopleFor(
  { audience }: Component,
  roster: Roster,
  online: Uint8Array,
  takers: Uint8Array,
  from: Int16Array,
): Int16Array {
  const fits = new Int16Array(roster.people).fill(NEVER);
  for (let i = 0; i < fits.length; i++) {
    if (roster.age[i] < audience.youngest || roster.age[i] > audience.oldest) continue;
    if (audience.sex !== 'all' && (audience.sex === 'male') !== (roster.male[i] === 1)) continue;
    if (audience.school === 'in' && roster.schoolClass[i] < 0) continue;
    if (audience.school === 'out' && roster.schoolClass[i] >= 0) continue;
    if (audience.online === 1 && online[i] === 0) continue;
    if (takers[roster.community[i]] === 1) fits[i] = from[i];
  }
  return fits;
}

/** The same for each household head. */
function headsFor({ mode, audience }: Component, roster: Roster, takers: Uint8Array, from: Int16Array): Int16Array {
  const fits = new Int16Array(roster.households).fill(NEVER);
  if (mode === 'household-heads' || audience.heads === 1)
    for (let h = 0; h < fits.length; h++) if (takers[roster.householdCommunity[h]] === 1) fits[h] = from[h];
  return fits;
}

/**
 * Sets up the components of an arm for one world.
 *
 * @param firstCommunity  number of its first community in the whole world
 * @param units           names of the units of a lot in the whole world; left out where this is all of it
 */
export function campaignOf(
  setup: Setup,
  roster: Roster,
  online: Uint8Array,
  firstKind: number,
  logit: (probability: number) => number,
  firstCommunity: number,
  units?: Int32Array,
): LiveComponent[] {
  const plans = inOrder(setup.arm.components);
  const lot = lotOf(setup, roster, units);
  return plans.map((plan, index) => {
    const taking = keyOf(setup.seed, setup.replicate, 'communities', plan.id);
    const takers = new Uint8Array(roster.communities);
    for (let c = 0; c < takers.length; c++)
      takers[c] = uniform(taking, firstCommunity + c) < plan.audience.communities ? 1 : 0;
    const { contacts, places } = affordableOf(plan, setup.people, setup.context.population);
    let speaks = 0;
    const says = Float64Array.from(topics, (topic, t) => {
      const value = plan.says[topic];
      if (value === undefined) return 0;
      speaks |= 1 << t;
      return logit(value);
    });
    return {
      plan,
      index,
      kind: firstKind + index,
      source: sources.indexOf(plan.source),
      says,
      speaks,
      audience: peopleFor(plan, roster, online, takers, lot.from),
      invitation: lot.invitation,
      headAudience: headsFor(plan, roster, takers, lot.headFrom),
      offered: new Uint16Array(roster.people),
      contacts: new Uint16Array(roster.people),
      headOffered: new Uint16Array(roster.households),
      headContacts: new Uint16Array(roster.households),
      affordable: contacts,
      places,
      room: new Int32Array(roster.communities),
      account: { offered: 0, taken: 0, slots: 0 },
      via: plan.via === null ? -1 : plans.findIndex(({ id }) => id === plan.via),
      against: plan.against === null ? -1 : setup.context.destinations.findIndex(({ id }) => id === plan.against),
    };
  });
}
