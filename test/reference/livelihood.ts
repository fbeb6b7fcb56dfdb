import {
  ALTERNATIVE,
  AT_DESTINATION,
  EN_ROUTE,
  PEER,
  PLANNING,
  PREPARING,
  STRANDED,
} from '../../src/model/vocabulary.ts';
import { normal } from '../../src/random/distributions.ts';
import { type Community, type Component, isHome, type Person, type World } from './beings.ts';
import { dueNow, splitOver } from './campaign.ts';
import { draw, lot } from './luck.ts';
import { hearsay, message, ownExperience, saying } from './messages.ts';
import { f, held } from './numbers.ts';

/** Good or bad times in each community. */
export function shocks(world: World): void {
  const { persistence, size } = world.setup.given.shocks;
  for (const community of world.communities)
    community.shock = f(persistence * community.shock + normal(draw(world, 'shocks', community.id), 0, size));
}

type Request = { readonly person: Person; readonly component: Component | null };

/** Who looks for work, who is sent on to a programme, who finds a place? */
export function livelihood(world: World): void {
  const given = world.setup.given.livelihood;
  openPlaces(world);

  const lacks = (person: Person): boolean => person.livelihood < given.poor && person.linked === 0;
  const sentOn: Request[] = world.taken
    .filter(({ component, to }) => component.plan.referral !== 'none' && lacks(to))
    .map(({ component, to }) => ({ person: to, component }));

  const found: Request[] = [];
  for (const person of world.people) {
    if (!isHome(person)) continue;
    if (draw(world, 'search', person.id) < given.search) {
      const works = draw(world, 'search success', person.id) < world.settings.opportunities;
      const says = saying([ALTERNATIVE, works ? given.success : given.failure]);
      world.inbox.push(message(person, ownExperience, null, given.experience, says));
    }
    const aMonthHas = 52 / 12;
    if (person.community.places > 0 && lacks(person) && draw(world, 'organic', person.id) < given.organic / aMonthHas)
      found.push({ person, component: null });
  }
  for (const community of world.communities) {
    givePlaces(world, community, sentOn, 'places');
    givePlaces(world, community, found, 'discovered places');
  }
}

function openPlaces(world: World): void {
  for (const component of world.components) {
    if (component.places === 0) continue;
    const due = dueNow(component, world, component.places);
    if (due === null) continue;
    const parts = splitOver(due, component, draw(world, `places split ${component.plan.id}`, 0));
    for (const community of world.communities) community.places += parts[community.row];
  }
}

/** The smallest lots get the free places; those sent on in vain by an open referral learn it. */
function givePlaces(world: World, community: Community, requests: readonly Request[], stream: string): void {
  const given = world.setup.given.livelihood;
  const lotOf = ({ person }: Request): number => lot(world, stream, person.id);
  const queue = requests
    .filter(({ person }) => person.community === community)
    .sort((a, b) => lotOf(a) - lotOf(b) || (a.component?.index ?? -1) - (b.component?.index ?? -1));
  for (const { person, component } of queue) {
    if (person.linked === 1) continue;
    if (community.places > 0) {
      community.places--;
      welcome(world, person, component);
    } else if (component?.plan.referral === 'open') {
      person.refused = 1;
      const says = saying([ALTERNATIVE, given.refusalSays]);
      world.inbox.push(message(person, ownExperience, component.source, given.refusalPrecision, says, 'broken'));
    }
  }
}

/** A place: more to live on, a promise kept, and news for friends. */
function welcome(world: World, person: Person, component: Component | null): void {
  const given = world.setup.given.livelihood;
  person.livelihood = f(Math.min(1, person.livelihood + given.place));
  person.linked = 1;
  const says = saying([ALTERNATIVE, given.placeSays]);
  world.inbox.push(message(person, ownExperience, component?.source ?? null, given.placePrecision, says, 'kept'));
  for (const friend of person.ties) {
    if (!isHome(friend)) continue;
    const precision = given.heardPrecision * friend.mind.trust[PEER];
    const kind = hearsay(world.setup.given.talk.elaboration);
    world.inbox.push(message(friend, kind, PEER, precision, saying([ALTERNATIVE, given.heardSays])));
  }
}

/** Who can afford what? */
export function savings(world: World): void {
  const { rate, needs, whenPlanning, otherwise, most } = world.setup.given.savings;
  for (const person of world.people) {
    const spare = f(person.present + f(-needs));
    const plans = person.stage === PLANNING || person.stage === PREPARING;
    const pace = isHome(person) ? f(rate * (plans ? whenPlanning : otherwise)) : 0;
    person.savings = held(f(person.savings + f(spare * pace)), 0, most);
  }
}

/** What becomes normal over the years? */
export function culture(world: World): void {
  const { pace } = world.setup.given.culture;
  for (const community of world.communities) {
    const away = community.members.filter(({ stage }) => [EN_ROUTE, STRANDED, AT_DESTINATION].includes(stage));
    const well = away.filter(({ stage, working }) => stage === AT_DESTINATION && working === 1);
    if (away.length > 0)
      community.culture = f(community.culture + pace * (well.length / away.length - community.culture));
  }
}
