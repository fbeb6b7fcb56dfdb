// Keeping books on a world week by week: whatever does not add up is said in a sentence.
import { atHome, type LiveComponent } from '../../../src/model/campaign.ts';
import { RETURNEE_TALK, TALK } from '../../../src/model/kinds.ts';
import { stages } from '../../../src/model/vocabulary.ts';
import type { World } from '../../../src/model/world.ts';
import { outOfRange } from './ranges.ts';

/** Stages to which each stage can lead within one week. Several steps of a week may follow each other. */
const leads: { readonly [S in (typeof stages)[number]]: readonly (typeof stages)[number][] } = {
  none: ['none', 'considering', 'left-lawfully'],
  considering: ['none', 'considering', 'planning', 'left-lawfully'],
  planning: ['none', 'considering', 'planning', 'preparing', 'left-lawfully'],
  preparing: ['none', 'planning', 'preparing', 'en-route', 'left-lawfully'],
  'en-route': ['en-route', 'at-destination', 'stranded', 'returned', 'dead'],
  'at-destination': ['at-destination', 'returned'],
  stranded: ['stranded', 'en-route', 'returned'],
  returned: ['returned', 'considering', 'left-lawfully'],
  dead: ['dead'],
  'left-lawfully': ['left-lawfully'],
};

export type Books = {
  /** Call after each week. Faults found so far, in sentences. */
  readonly close: (world: World) => readonly string[];
};

/** Opens books at the first week on which they shall be kept. */
export function keepBooks(start: World): Books {
  let before = start.people.stage.slice();
  let intention = start.people.intention.slice();
  let beliefs = start.people.durable.map((column) => column.slice());
  let departures = start.people.departures.reduce((sum, each) => sum + each, 0) - start.log.departures;
  let deaths = 0;
  let lawfully = 0;
  const faults: string[] = [];
  const tell = (world: World, fault: string): void => {
    faults.push(`week ${world.week - 1}: ${fault}`);
  };

  return {
    close(world) {
      const { stage, id } = world.people;
      for (let row = 0; row < stage.length; row++) {
        const from = stages[before[row]];
        const to = stages[stage[row]];
        if (!leads[from].includes(to)) tell(world, `person ${id[row]} went from ${from} to ${to}`);
        if (from !== 'dead' && to === 'dead') deaths++;
        if (atHome[before[row]] === 0 && world.people.intention[row] !== intention[row])
          tell(world, `person ${id[row]}, who is away, changed the intention to leave`);
        if (from !== 'left-lawfully' && to === 'left-lawfully') lawfully++;
      }
      if (deaths !== world.log.deaths) tell(world, `${deaths} died, ${world.log.deaths} are counted`);
      if (lawfully !== world.log.lawfulDepartures)
        tell(world, `${lawfully} left lawfully, ${world.log.lawfulDepartures} are counted`);
      const begun = world.people.departures.reduce((sum, each) => sum + each, 0);
      if (begun - departures !== world.log.departures)
        tell(world, `${begun - departures} departures of people, ${world.log.departures} counted`);
      checkWhereabouts(world, (fault) => tell(world, fault));
      checkListeners(world, before, beliefs, (fault) => tell(world, fault));
      for (const live of world.components) checkMoney(world, live, (fault) => tell(world, fault));
      checkPlaces(world, (fault) => tell(world, fault));
      faults.push(...outOfRange(world));
      before = stage.slice();
      intention = world.people.intention.slice();
      beliefs = world.people.durable.map((column) => column.slice());
      departures = begun - world.log.departures;
      return faults;
    },
  };
}

/** Whoever left since week 0 and is not back is on the way, there, stranded or dead; nobody else is, but those gone before week 0. */
function checkWhereabouts({ people, week }: World, tell: (fault: string) => void): void {
  for (let row = 0; row < people.stage.length; row++) {
    const left = people.departureWeek[row] >= 0;
    if (left !== people.departures[row] > 0)
      tell(`person ${people.id[row]} left in week ${people.departureWeek[row]} and ${people.departures[row]} times`);
    const stage = stages[people.stage[row]];
    const away = ['en-route', 'at-destination', 'stranded', 'dead'].includes(stage);
    if (left && people.returnWeek[row] < people.departureWeek[row] && !away)
      tell(`person ${people.id[row]} left and never came back, but is ${stage}`);
    if (away && people.route[row] === 255) tell(`person ${people.id[row]} is ${stage} but took no route`);
    if (away && people.destination[row] === 255) tell(`person ${people.id[row]} is ${stage} but goes nowhere`);
    if (people.stageWeek[row] >= week) tell(`person ${people.id[row]} changed stage in a week to come`);
  }
}

/** Only those at home meet the campaign, hear anything, or are heard. */
function checkListeners(
  world: World,
  before: Uint8Array,
  beliefs: readonly Float32Array[],
  tell: (fault: string) => void,
): void {
  const { inbox, people } = world;
  const { ties } = world.places;
  for (const { row, component } of world.offers)
    if (atHome[before[row]] === 0)
      tell(`${world.components[component].plan.id} met person ${people.id[row]}, who is away`);
  for (let at = 0; at < inbox.count; at++) {
    const row = inbox.row[at];
    if (atHome[before[row]] === 0)
      tell(`person ${people.id[row]}, who is away, heard ${world.kinds[inbox.kind[at]].name}`);
    const talk = inbox.kind[at] === TALK || inbox.kind[at] === RETURNEE_TALK;
    if (!talk) continue;
    const topic = Math.log2(inbox.speaks[at]);
    let heard = false;
    for (let t = ties.start[row]; t < ties.start[row + 1]; t++) {
      const friend = ties.member[t];
      if (atHome[before[friend]] === 1 && beliefs[topic][friend] === inbox.says[topic][at]) heard = true;
    }
    if (!heard) tell(`person ${people.id[row]} heard what no friend at home believes`);
  }
}

function checkMoney(world: World, live: LiveComponent, tell: (fault: string) => void): void {
  const { plan, account } = live;
  const sum = (column: Uint16Array): number => column.reduce((all, each) => all + each, 0);
  const paid = plan.paidWhenOffered === 1 ? account.offered : account.taken;
  const k = Math.min(world.week - 1, plan.to) - plan.from + 1;
  const due = k <= 0 ? 0 : Math.floor((live.affordable * k) / (plan.to - plan.from + 1));
  if (paid > due) tell(`${plan.id} pays for ${paid} contacts, ${due} were affordable so far`);
  if (account.taken > account.offered) tell(`${plan.id} was taken in more often than offered`);
  if (account.offered !== sum(live.offered) + sum(live.headOffered)) tell(`${plan.id} offered what nobody was offered`);
  if (account.taken !== sum(live.contacts) + sum(live.headContacts)) tell(`${plan.id} counts contacts nobody had`);
  for (const [offered, taken] of [
    [live.offered, live.contacts],
    [live.headOffered, live.headContacts],
  ]) {
    if (offered.some((times) => times > plan.most)) tell(`${plan.id} met somebody more than ${plan.most} times`);
    if (offered.some((times, row) => taken[row] > times)) tell(`${plan.id} was taken in more often than offered`);
  }
  if (live.offered.some((times, row) => times > 0 && live.audience[row] >= world.week))
    tell(`${plan.id} met somebody outside its audience`);
  if (live.headOffered.some((times, row) => times > 0 && live.headAudience[row] >= world.week))
    tell(`${plan.id} met parents outside its audience`);
  if (live.room.some((left) => left < 0)) tell(`${plan.id} has less than no room`);
  if (account.slots > live.places) tell(`${plan.id} opened ${account.slots} places of ${live.places}`);
  const real = world.setup.context.population / world.sizes.people;
  const spent = real * (paid * plan.unitCost + account.slots * plan.slotCost);
  const money = Math.max(0, plan.budget - plan.fixedCost);
  if (spent > money * (1 + 1e-9)) tell(`${plan.id} spent ${spent} of ${money} euros`);
}

function checkPlaces(world: World, tell: (fault: string) => void): void {
  const opened = world.components.reduce((sum, { account }) => sum + account.slots, 0);
  const free = world.communities.places.reduce((sum, each) => sum + each, 0);
  const linked = world.people.linked.reduce((sum, each) => sum + each, 0);
  const used = world.log.placesUsed;
  if (used + free !== opened) tell(`${opened} places opened, ${used} used and ${free} free`);
  if (linked !== used) tell(`${linked} people have one of ${used} places used`);
}
