// What every number of a world must keep to, whatever happens.
import type { allColumns } from '../../../src/model/columns.ts';
import type { World } from '../../../src/model/world.ts';
import { columnsOf } from './same.ts';

type Range = readonly [low: number, high: number];
const any: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const share: Range = [0, 1];
const count: Range = [0, Number.POSITIVE_INFINITY];
/** Room for numbers that 32 bits cannot hold exactly, such as 0.99. */
const ROUNDING = 2 ** -23;

/** The range of every column; a column without one does not compile. */
function rangesOf({ setup, given, sizes, week }: World): { readonly [C in keyof typeof allColumns]: Range } {
  const { bound, mostSure } = given.belief;
  const belief: Range = [-bound, bound];
  const sure: Range = [Number.MIN_VALUE, mostSure];
  const trust: Range = [0.01, 0.99];
  const since: Range = [-9999, week];
  const orNone: Range = [0, 255];
  return {
    id: count,
    household: [0, sizes.households - 1],
    community: [0, sizes.communities - 1],
    schoolClass: [-1, sizes.people],
    age: [setup.context.youngest, setup.context.oldest],
    male: share,
    online: share,
    danger: share,
    taste: any,
    familyWeight: share,
    efficacy: [0.05, 1],
    tolerance: [0.02, 0.9],
    sensitivity: [Number.MIN_VALUE, Number.POSITIVE_INFINITY],
    riteWeight: count,
    householdId: count,
    householdCommunity: [0, sizes.communities - 1],
    communityId: [0, sizes.communities - 1],
    shock: any,
    livelihood: share,
    linked: share,
    refused: share,
    places: count,
    support: [-1, 1],
    chosen: [-1, sizes.people - 1],
    dialogueWeek: [-9999, week + 2],
    mandate: share,
    trust,
    usualTrust: trust,
    headTrust: trust,
    usualHeadTrust: trust,
    durable: belief,
    fading: belief,
    precision: sure,
    headDurable: belief,
    headFading: belief,
    headPrecision: sure,
    passingTrace: count,
    lastingTrace: count,
    vivid: share,
    rights: share,
    alarm: share,
    threatWeek: since,
    threatSource: [0, 11],
    norm: share,
    seenLeaving: share,
    leavingTies: [0, Number.POSITIVE_INFINITY],
    intention: share,
    pull: any,
    kin: [-2, 2],
    present: share,
    ownRisk: share,
    lawfulHope: share,
    alternativeHope: share,
    lawfulFirst: share,
    minimisation: [0, Math.max(0.15, given.dissonance.mostMinimised)],
    avoidance: share,
    commitment: share,
    savings: [0, given.savings.most],
    stage: [0, 9],
    stageWeek: [-9999, week],
    preparation: share,
    paid: share,
    route: orNone,
    departureWeek: [-setup.burnIn - 1, week],
    readyAtDeparture: share,
    departures: [0, 255],
    penalty: [0, given.destinations.penalty],
    destinationWorth: [-given.destinations.penalty, 0],
    destination: orNone,
    lawfulPlaces: count,
    leg: count,
    harmed: share,
    turnedBack: [0, 0],
    working: share,
    permit: [0, 2],
    arrivalWeek: since,
    abroad: [0, 255],
    wealth: share,
    usualWealth: share,
    relatives: share,
    news: [0.01, 0.99],
    routeName: share,
    stigma: [0, given.returns.stigma],
    returnWeek: since,
    culture: share,
  };
}

/** Every number of a world that is none, or lies outside its range, as a sentence; at most one per column. */
export function outOfRange(world: World): string[] {
  const ranges = rangesOf(world);
  return [...columnsOf(world)].flatMap(([name, column]) => {
    const [low, high] = ranges[name.replace(/^\w+\.|\[\d+\]$/g, '') as keyof typeof ranges];
    const least = low - ROUNDING * Math.abs(low);
    const most = high + ROUNDING * Math.max(1, Math.abs(high));
    const row = column.findIndex((value) => !(Number.isFinite(value) && value >= least && value <= most));
    return row < 0 ? [] : [`week ${world.week}: ${name}[${row}] is ${column[row]}, outside ${low} to ${high}`];
  });
}
