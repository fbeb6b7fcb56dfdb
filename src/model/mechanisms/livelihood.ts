import { bits, uniform } from '../../random/draw.ts';
import { logit } from '../../random/exact-math.ts';
import { atHome, homeStages, splitOverCommunities, weekShare } from '../campaign.ts';
import type { State } from '../column.ts';
import { isWhole, type Life, swap } from '../district.ts';
import { PLACE_BROKEN, PLACE_HEARD, PLACE_KEPT, SEARCH } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { drawn, keepAmong } from '../vector.ts';
import { ALTERNATIVE, PEER } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

export const livelihoodParameters = {
  search: assumed(0.05, [0.025, 0.1], 'probability per week', 'chance that somebody tries for other work'),
  success: assumed(0.6, [0.4, 0.9], 'probability', 'what a success makes people think about a livelihood here'),
  failure: assumed(0.12, [0.05, 0.25], 'probability', 'what a failure makes them think'),
  experience: assumed(0.5, [0.25, 1], '1/logit^2', 'precision of that experience'),
  poor: assumed(0.6, [0.3, 0.9], 'livelihood units', 'livelihood below which somebody is pointed to a programme'),
  place: assumed(0.35, [0.175, 0.7], 'livelihood units', 'what a place in a programme adds'),
  placeSays: assumed(0.7, [0.5, 0.95], 'probability', 'what a place makes people think about a livelihood here'),
  placePrecision: assumed(3, [1.5, 6], '1/logit^2', 'precision of that experience'),
  heardSays: assumed(0.5, [0.3, 0.8], 'probability', 'what friends think who hear of the place'),
  heardPrecision: assumed(0.4, [0.2, 0.8], '1/logit^2', 'precision of hearing of it'),
  refusalSays: assumed(0.08, [0.02, 0.2], 'probability', 'what being sent on in vain makes people think'),
  refusalPrecision: assumed(1, [0.5, 2], '1/logit^2', 'precision of that experience'),
  organic: assumed(
    0.005,
    [0, 0.1],
    'probability per month',
    'unaided discovery of a programme nobody points to; decisive for linked campaigns',
  ),
} as const satisfies Parameters;

const WEEKS_PER_MONTH = 52 / 12;

export const livelihoodState = {
  livelihood: {
    of: 'people',
    kind: 'f32',
    initial: 0.5,
    unit: 'livelihood units',
    meaning: 'satisfaction with the livelihood, 0 to 1',
    owner: 'livelihood',
  },
  linked: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'has a place in a livelihood programme',
    owner: 'livelihood',
  },
  refused: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'was sent on to a programme in vain',
    owner: 'livelihood',
  },
  places: {
    of: 'communities',
    kind: 'i32',
    initial: 0,
    unit: 'places',
    meaning: 'free places in livelihood programmes',
    owner: 'livelihood',
  },
} as const satisfies State;

type World = WorldOf<'livelihood'>;
type Request = { readonly row: number; readonly component: number };

/** Opens the places of this week and splits them over communities. */
function open(world: World): void {
  for (const live of world.components) {
    const { plan } = live;
    if (live.places === 0 || world.week < plan.from || world.week > plan.to) continue;
    const now = weekShare(live.places, world.week - plan.from, plan.to - plan.from + 1);
    const start = uniform(world.luck(`places split ${plan.id}`), 0);
    splitOverCommunities(world, live, now, start, (c, part) => {
      world.communities.places[c] += part;
      live.account.slots += part;
    });
  }
}

function welcome(world: World, row: number, component: number): void {
  const given = world.given.livelihood;
  const { livelihood, linked } = world.people;
  livelihood[row] = Math.min(1, livelihood[row] + given.place);
  linked[row] = 1;
  world.log.placesUsed++;
  const source = component < 0 ? -1 : world.components[component].source;
  const at = world.inbox.post(row, PLACE_KEPT, source, given.placePrecision);
  world.inbox.say(at, ALTERNATIVE, logit(given.placeSays));
  world.inbox.promise[at] = 1;
  const { start, member } = world.places.ties;
  for (let t = start[row]; t < start[row + 1]; t++) {
    const friend = member[t];
    if (friend < world.sizes.people) hear(world, friend);
    else world.told.push(friend);
  }
}

/** Somebody hears that a friend got a place. */
function hear(world: World, row: number): void {
  const given = world.given.livelihood;
  const { trust, stage } = world.people;
  if (atHome[stage[row]] === 0) return;
  const heard = world.inbox.post(row, PLACE_HEARD, PEER, given.heardPrecision * trust[PEER][row]);
  world.inbox.say(heard, ALTERNATIVE, logit(given.heardSays));
}

/** Friends in other districts hear of places too, in the order in which they would in one: by the community of who got it. */
function* tellOutsiders(world: World): Life<void> {
  const { district, inbox, places, told } = world;
  if (isWhole(district) || !mayOpen(world)) return;
  const { start, shown } = places.outsiders;
  const letters = yield* swap(district, (d) => [
    Int32Array.from(told.filter((row) => row >= start[d] && row < start[d + 1])).map((row) => row - start[d]),
  ]);
  const hearFrom = (d: number): void => {
    for (const k of letters[d][0]) hear(world, shown[d][k]);
  };
  const own = inbox.takeFrom(world.beforePlaces);
  for (let d = 0; d < district.number; d++) hearFrom(d);
  inbox.copy(own);
  for (let d = district.number + 1; d < letters.length; d++) hearFrom(d);
}

/** Whether anybody anywhere may have got a place by this week. */
function mayOpen(world: World): boolean {
  return world.components.some(({ places, plan }) => places > 0 && world.week >= plan.from);
}

/** Puts a request behind those of the same community. */
function join(queues: (Request[] | undefined)[], community: number, request: Request): void {
  const queue = queues[community];
  if (queue === undefined) queues[community] = [request];
  else queue.push(request);
}

function anyFree(places: Int32Array): boolean {
  for (let c = 0; c < places.length; c++) if (places[c] > 0) return true;
  return false;
}

/** Gives the free places of a community to requests, smallest draws first; with `mourned`, the others are told there is none. */
function resolve(
  world: World,
  community: number,
  requests: readonly Request[] | undefined,
  stream: string,
  mourned: boolean,
): void {
  if (requests === undefined) return;
  const { places } = world.communities;
  const { id, refused } = world.people;
  const given = world.given.livelihood;
  const key = world.luck(stream);
  const queue = requests
    .map((request) => ({ ...request, lot: bits(key, id[request.row]) }))
    .sort((a, b) => a.lot - b.lot || id[a.row] - id[b.row] || a.component - b.component);
  for (const { row, component } of queue) {
    if (world.people.linked[row] === 1) continue;
    if (places[community] > 0) {
      places[community]--;
      welcome(world, row, component);
    } else if (mourned && world.components[component].plan.referral === 'open') {
      refused[row] = 1;
      const at = world.inbox.post(row, PLACE_BROKEN, world.components[component].source, given.refusalPrecision);
      world.inbox.say(at, ALTERNATIVE, logit(given.refusalSays));
      world.inbox.promise[at] = -1;
    }
  }
}

export const livelihood = mechanism({
  name: 'livelihood',
  because:
    'Beliefs about a livelihood here are anchored in what people find when they look; a place is worth more than a promise, and a promise without a place is worth less than silence.',
  source: 'model specification 4.12; A, conclusion 2; E, awareness: alternatives are not known well enough',
  equations: [
    'with chance search per week: message on a livelihood here = success with the true chance, else failure',
    'those taken in by a component with referral whose livelihood is below poor are sent on; free places go to the smallest draws',
    'a place: livelihood += place; messages to the person and their ties; promise kept. No place: message, promise broken (managed referral sends nobody in vain)',
    'unaided: chance organic per month, while places are free',
  ],
  parameters: livelihoodParameters,
  off: { search: 0, organic: 0 },
  state: livelihoodState,
  step(world) {
    const given = world.given.livelihood;
    const { stage, id, community } = world.people;
    const { livelihood: level, linked } = world.people;
    open(world);
    const waiting: (Request[] | undefined)[] = [];
    for (const { component, row } of world.taken) {
      if (world.components[component].plan.referral === 'none') continue;
      if (level[row] < given.poor && linked[row] === 0) join(waiting, community[row], { row, component });
    }
    const finds = world.luck('organic');
    const discovered: (Request[] | undefined)[] = [];
    const organic = given.organic / WEEKS_PER_MONTH;
    const seeks = world.luck('search');
    const succeeds = world.luck('search success');
    const chance = world.settings.opportunities;
    const [success, failure] = [logit(given.success), logit(given.failure)];
    for (const tile of world.tiles) {
      const { first, rows } = tile;
      const found = keepAmong(rows, drawn(rows, seeks, tile.id, given.search), tile.stage, homeStages);
      const at = world.inbox.postAll(first, rows, found, SEARCH, -1, given.experience, 1 << ALTERNATIVE);
      const says = world.inbox.says[ALTERNATIVE];
      for (let k = 0; k < found; k++)
        says[at + k] = uniform(succeeds, id[first + rows[k]]) < chance ? success : failure;
    }
    if (anyFree(world.communities.places))
      for (const { first, rows, id: who } of world.tiles) {
        const found = drawn(rows, finds, who, organic);
        for (let k = 0; k < found; k++) {
          const i = first + rows[k];
          const c = community[i];
          if (atHome[stage[i]] === 1 && world.communities.places[c] > 0 && linked[i] === 0 && level[i] < given.poor)
            join(discovered, c, { row: i, component: -1 });
        }
      }
    world.told.length = 0;
    world.beforePlaces = world.inbox.count;
    for (let c = 0; c < world.sizes.communities; c++) {
      resolve(world, c, waiting[c], 'places', true);
      resolve(world, c, discovered[c], 'discovered places', false);
    }
  },
  tell: tellOutsiders,
});
