import { clippedNormal, normal } from '../random/distributions.ts';
import { uniform } from '../random/draw.ts';
import { logit } from '../random/exact-math.ts';
import { type Key, keyOf, weekly } from '../random/key.ts';
import { compiledMemory } from './arena.ts';
import { NEVER } from './assignment.ts';
import { campaignOf, kindOf, type LiveComponent } from './campaign.ts';
import { type Columns, columnsOf, type Has, mapColumns, roomFor, type View } from './column.ts';
import { type AllColumns, allColumns } from './columns.ts';
import { curve } from './curve.ts';
import { type District, wholeOf } from './district.ts';
import type { Trace } from './follow.ts';
import type { Given } from './given.ts';
import { ambientKinds, COMPONENTS } from './kinds.ts';
import { gainOf, riskOf } from './mechanisms/appraisal.ts';
import { resistanceOf } from './mechanisms/dissonance.ts';
import { newsAbout } from './mechanisms/news.ts';
import { type ArrayOf, bytesOf, type Kind, kindIn, type Memory } from './memory.ts';
import { bytesOfInbox, Inbox, type MessageKind } from './message.ts';
import { neededIn } from './needed.ts';
import { outsidersIn } from './outsiders.ts';
import {
  communitiesOf,
  communitySizes,
  drawTraits,
  type Places,
  type Roster,
  rosterOf,
  type Sizes,
} from './population/population.ts';
import { type Settings, settingsOf } from './settings.ts';
import type { Setup } from './setup.ts';
import { type Bytes, drawNormal, type Reals, type Wholes } from './vector.ts';
import { DEATH, EARNINGS, MISTREATMENT, STAY, sources, topics } from './vocabulary.ts';

/** Something that happened to a traveller and is told at home. */
export type Tale = {
  readonly row: number;
  readonly id: number;
  readonly event: 'death' | 'harm' | 'stranding' | 'arrival' | 'success' | 'failure' | 'return';
};

type Offer = { readonly component: number; readonly row: number };

/** Counts since week 0, for conservation checks and tables. */
type Log = { departures: number; lawfulDepartures: number; deaths: number; placesUsed: number };

/** People a tile holds at the most: few enough for what messages ask of their hearers to stay at hand, many enough for calls to cost little. */
export const TILE = 5120;
/** Columns of room that a kernel asks for at the most. */
const SCRATCH = 1;

/** A run of people as views into the columns, with room for intermediate results. */
export type TileOf<Name extends string> = View<AllColumns, 'people', Name> & {
  readonly first: number;
  readonly scratch: readonly Float32Array[];
  /** Room for places of this tile. */
  readonly rows: Int32Array;
  /** Room for one row with each of these. */
  readonly others: Int32Array;
};

/** A run of `outsiders`, in whom only the norm of their friends here takes an interest. */
type OutsiderTileOf<Name extends string> = Pick<TileOf<Name>, 'first' | 'rows' | 'stage' | 'seenLeaving'>;

/** A run of households, as far as the few among them are looked for. */
type HouseholdTile = {
  readonly first: number;
  readonly rows: Int32Array;
  readonly householdId: Wholes;
  readonly abroad: Bytes;
};

/** The world as mechanism `Name` sees it. */
export type WorldOf<Name extends string> = Omit<
  World,
  'people' | 'households' | 'communities' | 'tiles' | 'outsiderTiles'
> & {
  readonly people: View<AllColumns, 'people', Name>;
  readonly households: View<AllColumns, 'households', Name>;
  readonly communities: View<AllColumns, 'communities', Name>;
  readonly tiles: readonly TileOf<Name>[];
  readonly outsiderTiles: readonly OutsiderTileOf<Name>[];
};

/** What luck depends on, beside the address. */
type Lucky = Pick<World, 'setup' | 'week' | 'streams'>;

export type World = {
  readonly setup: Setup;
  readonly given: Given;
  readonly sizes: Sizes;
  readonly places: Places;
  /** The part of the whole world that this is; its rows are those of the part alone. */
  readonly district: District;
  readonly people: Columns<AllColumns, 'people'>;
  readonly households: Columns<AllColumns, 'households'>;
  readonly communities: Columns<AllColumns, 'communities'>;
  readonly tiles: readonly TileOf<WriterOfAll>[];
  readonly outsiderTiles: readonly OutsiderTileOf<WriterOfAll>[];
  readonly householdTiles: readonly HouseholdTile[];
  /** Where its columns lie. */
  readonly memory: Memory;
  /** Gives a copy of this world a memory of its own. */
  readonly memoryOf: (bytes: number) => Memory;
  readonly kinds: readonly MessageKind[];
  readonly components: readonly LiveComponent[];
  /** People and heads whom a component can meet in each community of the whole world. */
  readonly audienceSizes: (live: LiveComponent) => Int32Array;
  /** The same, for components of which it is known; in a district of all from the start. */
  readonly audiences: Map<LiveComponent, Int32Array>;
  readonly communitySize: (community: number) => number;
  /** Week of the campaign's clock: below 0 during the burn-in. */
  week: number;
  settings: Settings;
  /** Keys of streams, made once each. */
  readonly streams: Map<string, Key>;
  /** Key of a stream for this week. */
  readonly luck: typeof luck;
  /** Key of a stream that does not depend on the week. */
  readonly fate: typeof fate;
  readonly inbox: Inbox;
  readonly headInbox: Inbox;
  /** What was learnt after this week's hearing; heard first thing next week. */
  readonly lessons: Inbox;
  readonly headLessons: Inbox;
  /** Messages of this week when its campaign had spoken: none of those behind is the campaign's. */
  spoken: number;
  readonly offers: Offer[];
  readonly headOffers: Offer[];
  readonly taken: Offer[];
  readonly dialogues: Offer[];
  /** Rows of outsiders who hear this week that a friend got a place, and the messages posted before anybody here hears of one. */
  readonly told: number[];
  beforePlaces: number;
  readonly departing: number[];
  readonly leavers: number[];
  readonly tales: Tale[];
  readonly log: Log;
  /**
   * Sources, a bit each, in whom trust may have left its usual level: of people, and of heads. Whoever writes trust notes it here.
   * -1, all of them, until the trust mechanism has looked.
   */
  trustMoved: number;
  headTrustMoved: number;
  /** Resistance of the person who hears message `at`, from the beliefs before it. */
  readonly resistanceTo: (at: number, kind: MessageKind) => number;
  trace: Trace | null;
};

type WriterOfAll = AllColumns[keyof AllColumns]['owner'] | 'opening';

/** Messages a week for which there is room: usually about one for every second hearer. Room that is not used costs no memory. */
const roomOfInbox = (hearers: number): number => 1024 + 2 * hearers;

/** Bytes of memory that a world of these sizes takes at the most: worlds that need fewer columns leave the rest of it untouched. */
function bytesFor(sizes: Sizes, { outsiders }: Places): number {
  return (
    roomFor(allColumns, 'people', sizes.people, outsidersIn(outsiders)) +
    roomFor(allColumns, 'households', sizes.households) +
    roomFor(allColumns, 'communities', sizes.communities) +
    (2 * (SCRATCH + 2) + 2) * bytesOf('f32', TILE) +
    bytesOfInbox(roomOfInbox(sizes.people)) +
    bytesOfInbox(roomOfInbox(sizes.households))
  );
}

type Part = { readonly memory: Memory; readonly first: number; readonly last: number };

function partOf(column: ArrayOf[Kind], { memory, first, last }: Part): ArrayOf[Kind] {
  return memory.part(column, first, last);
}

function tilesOf(people: World['people'], size: number, memory: Memory): TileOf<WriterOfAll>[] {
  const tiles: TileOf<WriterOfAll>[] = [];
  const rooms = new Map<number, { scratch: Float32Array[]; rows: Int32Array; others: Int32Array }>();
  for (let first = 0; first < size; first += TILE) {
    const last = Math.min(size, first + TILE);
    const length = last - first;
    const room = rooms.get(length) ?? {
      scratch: Array.from({ length: SCRATCH }, () => memory.takeAsIs('f32', length)),
      rows: memory.takeAsIs('i32', length),
      others: memory.takeAsIs('i32', length),
    };
    rooms.set(length, room);
    tiles.push(Object.assign(mapColumns(people, partOf, { memory, first, last }), { first }, room));
  }
  return tiles;
}

function outsiderTilesOf(people: World['people'], { outsiders }: Places, memory: Memory): World['outsiderTiles'] {
  const { start } = outsiders;
  const last = start[start.length - 1];
  const rows = memory.takeAsIs('i32', TILE);
  const tiles: World['outsiderTiles'][number][] = [];
  for (let first = start[0]; first < last; first += TILE) {
    const part = (column: Uint8Array) => memory.part(column, first, Math.min(last, first + TILE));
    tiles.push({ first, rows, stage: part(people.stage), seenLeaving: part(people.seenLeaving) });
  }
  return tiles;
}

function householdTilesOf({ householdId, abroad }: World['households'], memory: Memory): HouseholdTile[] {
  const rows = memory.takeAsIs('i32', TILE);
  return Array.from({ length: Math.ceil(householdId.length / TILE) }, (_, tile) => {
    const [first, last] = [tile * TILE, Math.min(householdId.length, (tile + 1) * TILE)];
    return {
      first,
      rows,
      householdId: memory.part(householdId, first, last),
      abroad: memory.part(abroad, first, last),
    };
  });
}

/** The key of a stream, made once. */
function streamOf({ setup, streams }: Lucky, name: string): Key {
  const known = streams.get(name);
  if (known !== undefined) return known;
  const made = keyOf(setup.seed, setup.replicate, name);
  streams.set(name, made);
  return made;
}

function luck(this: Lucky, stream: string, counter = 0): Key {
  return weekly(streamOf(this, stream), this.week + this.setup.burnIn + 1, counter);
}

function fate(this: Lucky, stream: string, counter = 0): Key {
  return weekly(streamOf(this, stream), 0, counter);
}

/**
 * Opens a world at the first week of its burn-in.
 *
 * @param arrangement which row each person stands in, for the test that it does not matter
 * @param sizes       people per community, for the test of one more person; absent: from the setup
 * @param memoryOf    where the columns are to lie; absent: where the compiled passes work
 * @param district    the part of the world that is to be opened; absent: all of it
 */
export function openWorld(
  setup: Setup,
  arrangement?: Int32Array,
  sizes?: readonly number[],
  memoryOf: (bytes: number) => Memory = compiledMemory,
  district: District = wholeOf(sizes?.length ?? communitiesOf(setup)),
): World {
  const given = setup.given as Given;
  const { context, seed, replicate } = setup;
  const roster = rosterOf(
    seed,
    replicate,
    sizes ?? communitySizes(setup.people, Math.round(context.communitySize)),
    context,
    given.population,
    district,
    arrangement,
  );
  const memory = memoryOf(bytesFor(roster, roster.places));
  const more = outsidersIn(roster.places.outsiders);
  const has = neededIn(setup);
  const people = columnsOf<AllColumns, 'people'>(allColumns, 'people', has, roster.people, memory, more);
  const households = columnsOf<AllColumns, 'households'>(allColumns, 'households', has, roster.households, memory);
  const communities = columnsOf<AllColumns, 'communities'>(allColumns, 'communities', has, roster.communities, memory);

  for (const name of ['id', 'household', 'community', 'schoolClass', 'age', 'male'] as const)
    people[name].set(roster[name]);
  households.householdId.set(roster.householdId);
  households.householdCommunity.set(roster.householdCommunity);
  const firstCommunity = district.bounds[district.number];
  for (let c = 0; c < roster.communities; c++) communities.communityId[c] = firstCommunity + c;
  drawTraits(people, seed, replicate, context, given.population, given.dissonance);

  const world = assemble(
    setup,
    given,
    roster,
    roster.places,
    district,
    people,
    households,
    communities,
    memory,
    memoryOf,
  );
  settle(world);
  return world;
}

/** Who the people of a world are, from its columns. */
export function rosterIn({
  sizes,
  places,
  people,
  households,
}: Pick<World, 'sizes' | 'places' | 'people' | 'households'>): Roster {
  const { id, household, community, schoolClass, age, male } = people;
  const { householdId, householdCommunity } = households;
  return { ...sizes, places, id, household, community, schoolClass, age, male, householdId, householdCommunity };
}

function assemble(
  setup: Setup,
  given: Given,
  sizes: Sizes,
  places: Places,
  district: District,
  people: World['people'],
  households: World['households'],
  communities: World['communities'],
  memory: Memory,
  memoryOf: World['memoryOf'],
  streams: World['streams'] = new Map(),
  units?: Int32Array,
): World {
  const roster = rosterIn({ sizes, places, people, households });
  const firstCommunity = district.bounds[district.number];
  const components = campaignOf(setup, roster, people.online, COMPONENTS, logit, firstCommunity, units);
  const world: World = {
    setup,
    given,
    sizes: { people: sizes.people, households: sizes.households, communities: sizes.communities },
    places,
    district,
    people,
    households,
    communities,
    tiles: tilesOf(people, sizes.people, memory),
    outsiderTiles: outsiderTilesOf(people, places, memory),
    householdTiles: householdTilesOf(households, memory),
    memory,
    memoryOf,
    kinds: [
      ...ambientKinds(given.talk.elaboration, given.smugglers.elaboration, given.smugglers.advocacy),
      ...components.map(({ plan }, index) => kindOf(plan, index)),
    ],
    components,
    audiences: new Map(),
    audienceSizes: (live) => {
      const known = world.audiences.get(live) ?? audienceHere(world, live);
      world.audiences.set(live, known);
      return known;
    },
    communitySize: (c) => places.ofCommunity.start[c + 1] - places.ofCommunity.start[c],
    week: -setup.burnIn,
    settings: settingsOf(setup, -setup.burnIn),
    streams,
    luck,
    fate,
    inbox: new Inbox(roomOfInbox(sizes.people), memory),
    headInbox: new Inbox(roomOfInbox(sizes.households), memory),
    lessons: new Inbox(),
    headLessons: new Inbox(),
    spoken: 0,
    offers: [],
    headOffers: [],
    taken: [],
    dialogues: [],
    told: [],
    beforePlaces: 0,
    departing: [],
    leavers: [],
    tales: [],
    log: { departures: 0, lawfulDepartures: 0, deaths: 0, placesUsed: 0 },
    trustMoved: -1,
    headTrustMoved: -1,
    resistanceTo: (at, kind) => resistanceTo(world, at, kind),
    trace: null,
  };
  return world;
}

/** People and heads whom a component can meet in each community of this world. */
export function audienceHere({ sizes, people, households }: World, live: LiveComponent): Int32Array {
  const counted = new Int32Array(sizes.communities);
  if (live.plan.mode !== 'household-heads')
    for (let i = 0; i < sizes.people; i++) if (live.audience[i] !== NEVER) counted[people.community[i]]++;
  for (let h = 0; h < sizes.households; h++)
    if (live.headAudience[h] !== NEVER) counted[households.householdCommunity[h]]++;
  return counted;
}

/** Draws what people start with: beliefs, trust, livelihood, savings; the burn-in then lets it settle. */
function settle(world: World): void {
  const { setup, given, people, households, communities } = world;
  const { context } = setup;
  const start = (purpose: string, counter = 0): Key => world.fate(`start ${purpose}`, counter);
  const { beliefSpread, optimism } = given.population;

  const { bound, priorPrecision } = given.belief;
  topics.forEach((topic, t) => {
    const prior = logit(context.priors[topic]);
    drawNormal(people.durable[t], start('belief', t), people.id, prior, beliefSpread, -bound, bound);
    const key = start('belief of heads', t);
    drawNormal(households.headDurable[t], key, households.householdId, prior, beliefSpread, -bound, bound);
    people.precision[t].fill(priorPrecision);
    households.headPrecision[t].fill(priorPrecision);
  });
  for (let s = 0; s < sources.length; s++) {
    if (people.trust[s].length > 0) settleTrust(world, s);
    if (households.headTrust[s].length > 0) settleHeadTrust(world, s);
  }
  settleHouseholds(world, start('wealth'), start('relatives'));
  settleLivelihoods(world, start('livelihood'));
  people.rights.fill(given.memory.rightsAtStart);
  communities.culture.fill(context.culture);
  const rosier = [-optimism, -optimism, optimism, optimism];
  newsAbout.forEach((topic, t) => {
    communities.news[topic].fill(Math.min(0.99, Math.max(0.01, context.priors[topics[topic]] + rosier[t])));
  });
  context.routes.forEach(({ dead, stranded, turnedBack }, r) => {
    communities.routeName[r].fill(dead + stranded + turnedBack);
  });
}

/** What households own, and who of them has relatives abroad. */
function settleHouseholds({ setup, households }: World, wealths: Key, relatives: Key): void {
  const { wealth: mean, wealthSpread, diasporaTie } = setup.context;
  const { householdId, usualWealth, wealth, relatives: hasRelatives, abroad } = households;
  for (let h = 0; h < householdId.length; h++) {
    const who = householdId[h];
    usualWealth[h] = clippedNormal(uniform(wealths, who), mean, wealthSpread, 0, 1);
    wealth[h] = usualWealth[h];
    hasRelatives[h] = uniform(relatives, who) < diasporaTie ? 1 : 0;
    abroad[h] = hasRelatives[h];
  }
}

function settleLivelihoods({ given, sizes, people, households }: World, livelihoods: Key): void {
  const { livelihoodFromWealth, livelihoodSpread, savingsFromWealth } = given.population;
  const { id, household, livelihood, savings } = people;
  for (let i = 0; i < sizes.people; i++) {
    const wealth = households.wealth[household[i]];
    const luck = normal(uniform(livelihoods, id[i]), 0, livelihoodSpread);
    livelihood[i] = Math.min(1, Math.max(0, livelihoodFromWealth * wealth + luck));
    savings[i] = savingsFromWealth * wealth;
  }
}

/** Trust towards a source from whom nobody has heard. */
function settleTrust(world: World, source: number): void {
  const { id, trust, usualTrust } = world.people;
  drawTrust(world, 'trust', source, id, usualTrust[source]);
  trust[source].set(usualTrust[source]);
}

/** The same of heads of households. */
function settleHeadTrust(world: World, source: number): void {
  const { householdId, headTrust, usualHeadTrust } = world.households;
  drawTrust(world, 'trust of heads', source, householdId, usualHeadTrust[source]);
  headTrust[source].set(usualHeadTrust[source]);
}

function drawTrust(world: World, whose: string, source: number, id: Int32Array, out: Float32Array): void {
  const usual = world.setup.context.trust[sources[source]];
  const key = world.fate(`start ${whose}`, source);
  drawNormal(out, key, id, usual, world.given.population.trustSpread, 0.01, 0.99);
}

/** Everybody's trust towards a source; where nobody can hear from it, what it would begin with. */
export function trustTowards(world: World, source: number): Reals {
  const { trust, id } = world.people;
  if (trust[source].length > 0) return trust[source];
  const drawn = new Float32Array(id.length);
  drawTrust(world, 'trust', source, id, drawn);
  return drawn;
}

/** Topics on which the worth of leaving rests: the first four. */
const AFFECTING = 0b1111;
const now = new Float64Array(4);
const then = new Float64Array(4);

/** The part of the worth of leaving that beliefs decide. */
function worthOfLeaving(world: World, row: number, beliefs: Float64Array): number {
  const { people } = world;
  const given = world.given.appraisal;
  const gain = gainOf(beliefs[EARNINGS], beliefs[STAY], given.worthWithoutPapers);
  const risk = riskOf(beliefs[DEATH], beliefs[MISTREATMENT], people.minimisation[row], given.severity);
  const weight = given.lossAversion * given.risk * people.sensitivity[row] * (1 + given.alarm * people.alarm[row]);
  return given.prospects * gain - weight * risk;
}

/** Whether accepting message `at` whole would lower the worth of leaving. */
function unwelcome(world: World, at: number): boolean {
  const { inbox, people } = world;
  const speaks = inbox.speaks[at];
  if ((speaks & AFFECTING) === 0) return false;
  const row = inbox.row[at];
  for (let t = 0; t < now.length; t++) {
    now[t] = curve(people.durable[t][row] + people.fading[t][row]);
    then[t] = (speaks & (1 << t)) === 0 ? now[t] : curve(inbox.says[t][at]);
  }
  return worthOfLeaving(world, row, then) < worthOfLeaving(world, row, now);
}

/** Resistance to a message: by commitment, against controlling words and against what would make leaving look worse. */
function resistanceTo(world: World, at: number, kind: MessageKind): number {
  const given = world.given.dissonance;
  const unwanted = given.motivated > 0 && unwelcome(world, at);
  return resistanceOf(kind.control, unwanted, world.people.commitment[world.inbox.row[at]], kind.narrative, given);
}

/** Whether streams of the same name have the same keys. */
function isSameLuck(one: Setup, other: Setup): boolean {
  return one.seed === other.seed && one.replicate === other.replicate;
}

type Copying = { readonly memory: Memory; readonly has: Has; readonly rows: number };

/** A column in another memory; without rows where neither world has use for it. */
function copyOf(column: ArrayOf[Kind], { memory, has, rows }: Copying, name: string, place: number): ArrayOf[Kind] {
  if (column.length === 0) return memory.take(kindIn(column), has(name, place) ? rows : 0);
  const copy = memory.takeAsIs(kindIn(column), column.length);
  copy.set(column);
  return copy;
}

/**
 * The same world for another arm: columns copied, the campaign set up anew. Only before the first contact, in any week.
 *
 * @param units  names of the units of a lot in the whole world; left out where this is all of it
 */
export function fork(world: World, setup: Setup, units?: Int32Array): World {
  const { sizes, places } = world;
  const memory = world.memoryOf(bytesFor(sizes, places));
  const has = neededIn(setup);
  const copied = assemble(
    setup,
    setup.given as Given,
    sizes,
    places,
    world.district,
    mapColumns(world.people, copyOf, { memory, has, rows: sizes.people }),
    mapColumns(world.households, copyOf, { memory, has, rows: sizes.households }),
    mapColumns(world.communities, copyOf, { memory, has, rows: sizes.communities }),
    memory,
    world.memoryOf,
    isSameLuck(world.setup, setup) ? world.streams : new Map(),
    units,
  );
  for (let s = 0; s < sources.length; s++) {
    if (copied.people.trust[s].length > world.people.trust[s].length) settleTrust(copied, s);
    if (copied.households.headTrust[s].length > world.households.headTrust[s].length) settleHeadTrust(copied, s);
  }
  copied.week = world.week;
  copied.settings = settingsOf(setup, world.week);
  copied.lessons.copy(world.lessons);
  copied.headLessons.copy(world.headLessons);
  Object.assign(copied.log, world.log);
  copied.tales.push(...world.tales);
  copied.dialogues.push(...world.dialogues);
  return copied;
}
