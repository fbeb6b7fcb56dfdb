import { bits, uniform } from '../../random/draw.ts';
import type { Key } from '../../random/key.ts';
import { atHome, homeStages, type LiveComponent, splitOverCommunities, weekShare } from '../campaign.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { ID_STRIDE } from '../population/population.ts';
import { drawn, keepAmong, keepDrawn } from '../vector.ts';
import { NONE, RETURNED } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

export const exposureParameters = {
  walkInBase: assumed(
    0.4,
    [0.2, 0.8],
    'factor',
    'weekly chance of walking in, for somebody without any intention, relative to reach',
  ),
  walkInIntention: assumed(0.9, [0.45, 1.8], 'factor', 'how much intention adds: those who think about leaving come'),
  walkInAvoidance: assumed(0.5, [0.25, 1], 'share', 'how much of that avoidance takes away'),
  searchBase: assumed(
    0.15,
    [0.075, 0.3],
    'factor',
    'weekly chance of looking for advice online, without any intention, relative to reach',
  ),
  searchIntention: assumed(1.2, [0.6, 2.4], 'factor', 'how much intention adds'),
  searchAvoidance: assumed(0.6, [0.3, 1], 'share', 'how much of that avoidance takes away'),
  searchLeak: assumed(
    0.05,
    [0.02, 0.1],
    'factor',
    'search by people who do not consider leaving, against those who do',
  ),
  disclosureFrom: assumed(0.4, [0.3, 0.5], 'intention', 'intention from which there is something to disclose'),
  disclosure: assumed(
    0.5,
    [0.25, 1],
    'probability per week',
    'chance that an adviser learns of it and passes somebody on',
  ),
  groupSize: assumed(8, [4, 16], 'people', 'people a returnee talks to in a week'),
  visitors: assumed(1, [0, 3], 'returnees', 'returnees from elsewhere that a programme brings to a community'),
} as const satisfies Parameters;

const exposureState = {} as const satisfies State;

type World = WorldOf<'exposure'>;

/** How likely somebody comes by themselves, relative to the reach of the component. */
export function selection(
  mode: 'walk-in' | 'search',
  intention: number,
  avoidance: number,
  stage: number,
  online: number,
  given: { readonly [P in keyof typeof exposureParameters]: number },
): number {
  if (mode === 'walk-in')
    return given.walkInBase + given.walkInIntention * intention * (1 - given.walkInAvoidance * avoidance);
  const looks = given.searchBase + given.searchIntention * intention * (1 - given.searchAvoidance * avoidance);
  return looks * online * (stage === NONE || stage === RETURNED ? given.searchLeak : 1);
}

/** No chance of a contact is larger: whoever draws above it need not be looked at. */
function mostLikely(live: LiveComponent, given: { readonly [P in keyof typeof exposureParameters]: number }): number {
  const { plan, invitation } = live;
  const invited = invitation === null ? 1 : invitation.reduce((most, times) => Math.max(most, times), 1);
  if (plan.mode === 'event') return Math.min(1, plan.following * invited);
  const reach = Math.min(1, plan.reach * invited);
  if (plan.mode === 'walk-in') return reach * (given.walkInBase + given.walkInIntention);
  if (plan.mode === 'search') return reach * (given.searchBase + given.searchIntention);
  return reach;
}

/** Candidates that there may be at once: all people of a community. */
const MOST = ID_STRIDE;

/** Rows of the candidates with the smallest draws under `key`, at most `room` of them. */
function scarce(candidates: number[], room: number, key: Key, id: { readonly [row: number]: number }): number[] {
  if (candidates.length <= room) return candidates;
  if (room === 1) return [luckiest(candidates, key, id)];
  // No two people draw the same. The place of each stands behind its draw, in digits that a double still has.
  const lots = new Float64Array(candidates.length);
  for (let k = 0; k < lots.length; k++) lots[k] = bits(key, id[candidates[k]]) * MOST + k;
  lots.sort();
  const chosen: number[] = [];
  for (let k = 0; k < room; k++) chosen.push(candidates[lots[k] % MOST]);
  return chosen;
}

function luckiest(candidates: readonly number[], key: Key, id: { readonly [row: number]: number }): number {
  let [chosen] = candidates;
  let smallest = bits(key, id[chosen]);
  for (const row of candidates) {
    const lot = bits(key, id[row]);
    if (lot >= smallest) continue;
    chosen = row;
    smallest = lot;
  }
  return chosen;
}

function offerPeople(world: World, live: LiveComponent, rows: readonly number[], community: number): void {
  for (const row of rows) {
    live.offered[row]++;
    world.offers.push({ component: live.index, row });
  }
  live.account.offered += rows.length;
  live.room[community] -= rows.length;
}

function offerHeads(world: World, live: LiveComponent, rows: readonly number[], community: number): void {
  for (const row of rows) {
    live.headOffered[row]++;
    world.headOffers.push({ component: live.index, row });
  }
  live.account.offered += rows.length;
  live.room[community] -= rows.length;
}

/** Communities in which there is money for somebody, and an event where it takes one. */
function openIn(world: World, { plan, room }: LiveComponent): Uint8Array {
  const open = new Uint8Array(room.length);
  for (let c = 0; c < open.length; c++) if (room[c] > 0) open[c] = 1;
  if (plan.mode !== 'event') return open;
  const happens = world.luck(`event ${plan.id}`);
  for (let c = 0; c < open.length; c++)
    if (uniform(happens, world.communities.communityId[c]) >= plan.reach) open[c] = 0;
  return open;
}

/** Whether the person in a row, who drew below `mostLikely`, is met; null where all of them are. */
function meeting(world: World, live: LiveComponent, chance: Key, attends: Key): ((row: number) => boolean) | null {
  const { plan, invitation } = live;
  const { stage, intention, avoidance, online, id } = world.people;
  const given = world.given.exposure;
  const invited = (row: number): number => (invitation === null ? 1 : invitation[row]);
  const reached = (row: number): number => Math.min(1, plan.reach * invited(row));
  switch (plan.mode) {
    case 'escalation': {
      const before = live.via < 0 ? null : world.components[live.via];
      const discloses = world.luck(`disclosure ${plan.id}`);
      return (row) =>
        before !== null &&
        before.contacts[row] > 0 &&
        intention[row] > given.disclosureFrom &&
        uniform(discloses, id[row]) < given.disclosure &&
        uniform(chance, id[row]) < reached(row);
    }
    case 'walk-in':
    case 'search': {
      const { mode } = plan;
      return (row) => {
        const times = selection(mode, intention[row], avoidance[row], stage[row], online[row], given);
        return uniform(chance, id[row]) < reached(row) * times;
      };
    }
    case 'event':
      if (invitation === null) return null;
      return (row) => uniform(attends, id[row]) < Math.min(1, plan.following * invited(row));
    default:
      if (invitation === null) return null;
      return (row) => uniform(chance, id[row]) < reached(row);
  }
}

/** Rows of those who are met if there is money for them, by community. */
function candidatesIn(world: World, live: LiveComponent, open: Uint8Array): Map<number, number[]> {
  const { plan, audience, offered } = live;
  const { week } = world;
  const { community } = world.people;
  const chance = world.luck(`exposure ${plan.id}`);
  const attends = world.luck(`attendance ${plan.id}`);
  const follows = world.fate(`following ${plan.id}`);
  const isMet = meeting(world, live, chance, attends);
  const likely = mostLikely(live, world.given.exposure);
  const candidates = new Map<number, number[]>();
  for (const { first, rows, id, stage } of world.tiles) {
    let found = drawn(rows, plan.mode === 'event' ? attends : chance, id, likely);
    // All have the same chance to be followers; the column that could tell them apart does not matter.
    if (plan.mode === 'followers')
      found = keepDrawn(rows, found, follows, id, null, stage, plan.following, plan.following);
    found = keepAmong(rows, found, stage, homeStages);
    for (let k = 0; k < found; k++) {
      const row = first + rows[k];
      const c = community[row];
      if (open[c] === 0 || audience[row] > week || offered[row] >= plan.most) continue;
      if (isMet !== null && !isMet(row)) continue;
      const here = candidates.get(c);
      if (here === undefined) candidates.set(c, [row]);
      else here.push(row);
    }
  }
  return candidates;
}

/** Rows of the heads of a community who are met if there is money for them. */
function headsIn(world: World, live: LiveComponent, community: number, willing: Key): number[] {
  const { plan } = live;
  const { start, member } = world.places.householdsOfCommunity;
  const share = plan.mode === 'event' ? plan.following : plan.reach;
  const heads: number[] = [];
  for (let k = start[community]; k < start[community + 1]; k++) {
    const row = member[k];
    if (live.headAudience[row] > world.week || live.headOffered[row] >= plan.most) continue;
    if (uniform(willing, world.households.householdId[row]) < share) heads.push(row);
  }
  return heads;
}

function meet(world: World, live: LiveComponent): void {
  const { plan } = live;
  const open = openIn(world, live);
  if (!open.includes(1)) return;
  const lots = world.luck(`places ${plan.id}`);
  const willing = world.luck(`heads ${plan.id}`);
  const candidates = plan.mode === 'household-heads' ? null : candidatesIn(world, live, open);
  for (let c = 0; c < world.sizes.communities; c++) {
    if (open[c] === 0) continue;
    if (candidates !== null) {
      let room = live.room[c];
      if (plan.mode === 'small-groups') {
        const { groupSize, visitors } = world.given.exposure;
        room = Math.min(room, Math.floor((returnees(world, c) + visitors) * groupSize));
      }
      offerPeople(world, live, scarce(candidates.get(c) ?? [], room, lots, world.people.id), c);
    }
    if (live.room[c] > 0 && (candidates === null || plan.audience.heads === 1))
      offerHeads(
        world,
        live,
        scarce(headsIn(world, live, c, willing), live.room[c], lots, world.households.householdId),
        c,
      );
  }
}

/** Returnees at home in a community. */
function returnees(world: World, community: number): number {
  const { start, member } = world.places.ofCommunity;
  let found = 0;
  for (let k = start[community]; k < start[community + 1]; k++) if (world.people.stage[member[k]] === RETURNED) found++;
  return found;
}

type SchoolClass = {
  readonly room: number;
  readonly lot: number;
  readonly first: number;
  readonly pupils: number[];
};

function byLot(a: SchoolClass, b: SchoolClass): number {
  return a.lot - b.lot || a.first - b.first;
}

/** Teaches whole classes: every pupil of a chosen class, as far as the money goes. */
function teach(world: World, live: LiveComponent): void {
  const { plan } = live;
  const { ofClass, classCommunity } = world.places;
  const { stage, id } = world.people;
  const lots = world.luck(`places ${plan.id}`);
  const chance = world.luck(`exposure ${plan.id}`);
  const classes: SchoolClass[] = [];
  for (let k = 0; k < classCommunity.length; k++) {
    const first = id[ofClass.member[ofClass.start[k]]];
    if (live.room[classCommunity[k]] <= 0 || uniform(chance, first) >= plan.reach) continue;
    const pupils: number[] = [];
    for (let m = ofClass.start[k]; m < ofClass.start[k + 1]; m++) {
      const row = ofClass.member[m];
      if (live.audience[row] <= world.week && atHome[stage[row]] === 1 && live.offered[row] < plan.most)
        pupils.push(row);
    }
    if (pupils.length > 0) classes.push({ room: classCommunity[k], lot: bits(lots, first), first, pupils });
  }
  classes.sort(byLot);
  // Where the money of a simulated community pays for less than a class, part of one stands for the classes it pays for.
  for (const { room, pupils } of classes)
    if (live.room[room] > 0) offerPeople(world, live, scarce(pupils, live.room[room], lots, id), room);
}

export const exposure = mechanism({
  name: 'exposure',
  because: 'A campaign meets those who can be met its way: by a feed, at a desk, in class, at an event, at home.',
  source: 'model specification 4.1',
  equations: [
    'contacts a week = what the money buys, evenly over the window, split over communities in proportion to their audience; what is left stays there',
    'chance of a contact = reach x selection; walk-in: walkInBase + walkInIntention I (1 - walkInAvoidance V); search: (searchBase + searchIntention I (1 - searchAvoidance V)) online, x searchLeak below considering',
    'followers: the same people each week; school: whole classes, one after the other; event: who attends; escalation: who disclosed an intention before; small groups: as many as returnees can talk to',
    'scarce places go to the smallest draws',
  ],
  parameters: exposureParameters,
  off: {},
  state: exposureState,
  step(world) {
    world.offers.length = 0;
    world.headOffers.length = 0;
    for (const live of world.components) {
      const { plan } = live;
      if (plan.mode === 'programme' || world.week < plan.from || world.week > plan.to) continue;
      const weeks = plan.to - plan.from + 1;
      const start = uniform(world.luck(`split ${plan.id}`), 0);
      const whole = weekShare(live.affordable, world.week - plan.from, weeks);
      splitOverCommunities(world, live, whole, start, (c, part) => {
        live.room[c] += part;
      });
      if (plan.mode === 'school') teach(world, live);
      else meet(world, live);
    }
  },
});
