import type { Component as Plan, Setup } from '../../src/model/setup.ts';
import { CONSIDERING, RETURNED, sources, topics } from '../../src/model/vocabulary.ts';
import { uniform } from '../../src/random/draw.ts';
import { logit } from '../../src/random/exact-math.ts';
import { keyOf } from '../../src/random/key.ts';
import { lotOf } from './assignment.ts';
import {
  type Community,
  type Component,
  type Contact,
  type Household,
  isHome,
  type Kind,
  type Message,
  type Mind,
  type Person,
  type World,
} from './beings.ts';
import { draw, fate, lot } from './luck.ts';
import { message } from './messages.ts';

/** The components of an arm in the order of their ids, before their first contact. */
export function campaignOf(setup: Setup, world: Omit<World, 'components'>): Component[] {
  const study = lotOf(setup, world.people);
  const plans = [...setup.arm.components].sort((a, b) => (a.id < b.id ? -1 : 1));
  return plans.map((plan, index) => {
    const takesPart = ({ id }: Community): boolean =>
      uniform(keyOf(setup.seed, setup.replicate, 'communities', plan.id), id) < plan.audience.communities;
    const source = sources.indexOf(plan.source);
    const against = setup.context.destinations.findIndex(({ id }) => id === plan.against);
    // Kind and component know each other.
    const kind: Kind & { component: Component | null } = { ...plan.attributes, hearsay: true, component: null };
    const audience = new Map<Person | Household, number>();
    for (const community of world.communities.filter(takesPart)) {
      if (plan.mode !== 'household-heads')
        for (const person of community.members) if (fits(person, plan)) admit(audience, person, study.from(person));
      if (plan.mode === 'household-heads' || plan.audience.heads === 1)
        for (const home of community.households) admit(audience, home, study.headFrom(home));
    }
    const component: Component = {
      plan,
      index,
      kind,
      source,
      says: topics.map((topic) => {
        const value = plan.says[topic];
        return value === undefined ? null : logit(value);
      }),
      audience,
      audienceSizes: world.communities.map(
        ({ members, households }) => [...members, ...households].filter((one) => audience.has(one)).length,
      ),
      invitation: study.invitation,
      offered: new Map(),
      contacts: new Map(),
      ...bought(plan, setup),
      room: world.communities.map(() => 0),
      against: plan.against === null || against < 0 ? null : against,
    };
    kind.component = component;
    return component;
  });
}

function admit(audience: Map<Person | Household, number>, one: Person | Household, from: number | null): void {
  if (from !== null) audience.set(one, from);
}

function fits(person: Person, { audience }: Plan): boolean {
  return (
    person.age >= audience.youngest &&
    person.age <= audience.oldest &&
    (audience.sex === 'all' || (audience.sex === 'male') === (person.male === 1)) &&
    (audience.school === 'any' || (audience.school === 'in') === (person.schoolClass !== null)) &&
    (audience.online === 0 || person.online === 1)
  );
}

/** What the money buys for the simulated people: places first, contacts with what is left. */
function bought(plan: Plan, { people, context }: Setup): { affordable: number; places: number } {
  const money = Math.max(0, plan.budget - plan.fixedCost);
  const places = plan.slotCost > 0 ? Math.min(plan.slots, money / plan.slotCost) : plan.slots;
  const left = Math.max(0, money - places * plan.slotCost);
  const contacts = plan.unitCost > 0 ? left / plan.unitCost : Number.POSITIVE_INFINITY;
  // Nobody is met twice in a week, and there are not more heads than people.
  const most = 2 * people * (plan.to - plan.from + 1);
  const ratio = people / context.population;
  const whole = (scaled: number): number => Math.floor(scaled + 1e-9);
  return { affordable: whole(Math.min(most, contacts * ratio)), places: whole(places * ratio) };
}

/** Whether this is a week of the component, and what of a total falls on it when it is spread evenly. */
export function dueNow({ plan }: Component, world: World, total: number): number | null {
  if (world.week < plan.from || world.week > plan.to) return null;
  const weeks = plan.to - plan.from + 1;
  const upTo = (k: number): number => Math.floor((total * k) / weeks);
  return upTo(world.week - plan.from + 1) - upTo(world.week - plan.from);
}

/** Splits a whole number over communities by their audience; `start` shifts the rounding. */
export function splitOver(whole: number, component: Component, start: number): number[] {
  const sizes = component.audienceSizes;
  const all = sizes.reduce((sum, size) => sum + size, 0);
  if (all === 0 || whole === 0) return sizes.map(() => 0);
  let reached = 0;
  let given = 0;
  return sizes.map((size, c) => {
    reached += size;
    const due = c === sizes.length - 1 ? Math.floor(whole + start) : Math.floor((whole * reached) / all + start);
    const part = Math.max(0, due - given);
    given += part;
    return part;
  });
}

/** Whom does the campaign meet? */
export function exposure(world: World): void {
  world.offers = [];
  world.headOffers = [];
  for (const component of world.components) {
    const { plan, room } = component;
    if (plan.mode === 'programme') continue;
    const due = dueNow(component, world, component.affordable);
    if (due === null) continue;
    const parts = splitOver(due, component, draw(world, `split ${plan.id}`, 0));
    for (const { row } of world.communities) room[row] += parts[row];
    if (plan.mode === 'school') teachClasses(world, component);
    else
      for (const community of world.communities) {
        if (room[community.row] <= 0) continue;
        if (plan.mode === 'event' && draw(world, `event ${plan.id}`, community.id) >= plan.reach) continue;
        if (plan.mode !== 'household-heads') meetPeople(world, component, community);
        if (plan.mode === 'household-heads' || plan.audience.heads === 1) meetHeads(world, component, community);
      }
  }
}

function timesOffered(component: Component, to: Person | Household): number {
  return component.offered.get(to) ?? 0;
}

/** Whether somebody belongs to the audience by now and has not had all contacts there are for one. */
function canBeOffered(world: World, component: Component, to: Person | Household): boolean {
  const from = component.audience.get(to);
  return from !== undefined && from <= world.week && timesOffered(component, to) < component.plan.most;
}

/** Offers contacts to the candidates; where places are scarce, to those with the smallest lots. */
function offer<Listener extends Person | Household>(
  world: World,
  component: Component,
  community: Community,
  candidates: readonly Listener[],
  places: number,
  offers: Contact<Listener>[],
): void {
  const lotOf = ({ id }: Listener): number => lot(world, `places ${component.plan.id}`, id);
  const met =
    candidates.length <= places ? candidates : [...candidates].sort((a, b) => lotOf(a) - lotOf(b)).slice(0, places);
  for (const to of met) {
    component.offered.set(to, timesOffered(component, to) + 1);
    component.room[community.row]--;
    offers.push({ component, to });
  }
}

function meetPeople(world: World, component: Component, community: Community): void {
  const wanting = community.members.filter(
    (person) => isHome(person) && canBeOffered(world, component, person) && comes(world, component, person),
  );
  let places = component.room[community.row];
  if (component.plan.mode === 'small-groups') {
    const { visitors, groupSize } = world.setup.given.exposure;
    const returnees = community.members.filter(({ stage }) => stage === RETURNED).length;
    places = Math.min(places, Math.floor((returnees + visitors) * groupSize));
  }
  offer(world, component, community, wanting, places, world.offers);
}

/** Whether a person would be met this week if there were room for everybody. */
function comes(world: World, { plan, invitation }: Component, person: Person): boolean {
  const given = world.setup.given.exposure;
  const { intention, avoidance, id } = person;
  const reach = Math.min(1, plan.reach * invitation(person));
  const chance = draw(world, `exposure ${plan.id}`, id);
  switch (plan.mode) {
    case 'walk-in':
      return (
        chance <
        reach * (given.walkInBase + given.walkInIntention * intention * (1 - given.walkInAvoidance * avoidance))
      );
    case 'search': {
      const looks = given.searchBase + given.searchIntention * intention * (1 - given.searchAvoidance * avoidance);
      const decides = person.stage >= CONSIDERING && person.stage !== RETURNED;
      return chance < reach * (looks * person.online * (decides ? 1 : given.searchLeak));
    }
    case 'followers':
      return fate(world, `following ${plan.id}`, id) < plan.following && chance < reach;
    case 'escalation': {
      const before = world.components.find((other) => other.plan.id === plan.via);
      return (
        (before?.contacts.get(person) ?? 0) > 0 &&
        intention > given.disclosureFrom &&
        draw(world, `disclosure ${plan.id}`, id) < given.disclosure &&
        chance < reach
      );
    }
    case 'event':
      return draw(world, `attendance ${plan.id}`, id) < Math.min(1, plan.following * invitation(person));
    default:
      return chance < reach;
  }
}

function meetHeads(world: World, component: Component, community: Community): void {
  const { plan, room } = component;
  if (room[community.row] <= 0) return;
  const willing = plan.mode === 'event' ? plan.following : plan.reach;
  const heads = community.households.filter(
    (home) => canBeOffered(world, component, home) && draw(world, `heads ${plan.id}`, home.id) < willing,
  );
  offer(world, component, community, heads, room[community.row], world.headOffers);
}

/** Whole classes, those with the smallest lots first, as far as the money goes. A class is known by its first pupil. */
function teachClasses(world: World, component: Component): void {
  const { plan, room } = component;
  const classes = world.classes
    .map(({ community, pupils }) => ({
      community,
      first: pupils[0].id,
      here: pupils.filter((pupil) => isHome(pupil) && canBeOffered(world, component, pupil)),
    }))
    .filter(({ first, here }) => here.length > 0 && draw(world, `exposure ${plan.id}`, first) < plan.reach)
    .sort((a, b) => lot(world, `places ${plan.id}`, a.first) - lot(world, `places ${plan.id}`, b.first));
  for (const { community, here } of classes)
    if (room[community.row] > 0) offer(world, component, community, here, room[community.row], world.offers);
}

/** Who takes it in? */
export function attention(world: World): void {
  const { turningAway } = world.setup.given.dissonance;
  const { consider } = world.setup.given.stages;
  for (const { component, to } of world.offers) {
    const { attributes, id } = component.plan;
    const { avoidability, threat, narrative, privacy } = attributes;
    const turned = turningAway * avoidability * threat * to.commitment * (1 - narrative);
    const seen = to.intention > consider ? privacy : 1;
    const chance = attributes.attention * (1 - avoidability * to.avoidance) * (1 - turned) * seen;
    if (draw(world, `attention ${id}`, to.id) >= chance) {
      giveBack(component, to.community);
      continue;
    }
    world.taken.push({ component, to });
    world.inbox.push(contact(world, component, to, to.mind));
  }
  for (const { component, to } of world.headOffers) {
    const { attributes, id, homeDialogue } = component.plan;
    if (draw(world, `attention of heads ${id}`, to.id) >= attributes.attention) {
      giveBack(component, to.community);
      continue;
    }
    if (homeDialogue === 1) world.dialogues.push(to);
    world.headInbox.push(contact(world, component, to, to.head));
  }
}

/** Where only attendance is paid, a contact that was not taken in leaves its money to others of the community. */
function giveBack({ plan, room }: Component, community: Community): void {
  if (plan.paidWhenOffered !== 1) room[community.row]++;
}

/** What is said in a contact. Tailored talk dwells on the topic on which the listener is furthest off. */
function contact<Listener extends Person | Household>(
  world: World,
  component: Component,
  to: Listener,
  mind: Mind,
): Message<Listener> {
  const { attributes, id } = component.plan;
  const { repetition } = world.setup.given.belief;
  const { otherTopics } = world.setup.given.attention;
  const n = (component.contacts.get(to) ?? 0) + 1;
  component.contacts.set(to, n);

  // G(n) = n / (1 + (n - 1) repetition): the same again is worth less.
  const worth = (times: number): number => (times === 0 ? 0 : times / (1 + (times - 1) * repetition));
  let precision = attributes.precision * (worth(n) - worth(n - 1));
  const said = new Map<number, number>();
  component.says.forEach((value, t) => {
    if (value !== null) said.set(t, value);
  });
  if (attributes.tailoring > 1) {
    precision *= attributes.tailoring;
    const gaps = [...said].map(([t, value]) => ({ t, gap: Math.abs(value - mind.durable[t] - mind.fading[t]) }));
    const widest = gaps.reduce((most, next) => (next.gap > most.gap ? next : most), { t: -1, gap: -1 }).t;
    for (const t of [...said.keys()])
      if (t !== widest && draw(world, `tailoring ${id}`, to.id, t) >= otherTopics) said.delete(t);
  }
  return message(to, component.kind, component.source, precision, said);
}
