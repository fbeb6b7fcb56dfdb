// Nobody and nothing is lost or made up: people, departures, contacts, places and money add up in every week.
import { describe, expect, it } from 'vitest';
import { mechanism } from '../../src/model/mechanism.ts';
import { liveWeek } from '../../src/model/run.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import type { Setup } from '../../src/model/setup.ts';
import { DEAD, EN_ROUTE } from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { anySetup } from './support/any-setup.ts';
import { keepBooks } from './support/books.ts';
import { begin } from './support/live.ts';
import { everyWay, village, withCampaign, withContext } from './support/village.ts';

/** Lives the weeks of a setup with books kept, and gives the first few faults. */
function faultsOf(setup: Setup, planted: (world: World) => void = () => {}): readonly string[] {
  const world = begin(setup);
  const books = keepBooks(world);
  const fault = mechanism({
    ...{ name: 'planted', because: 'a fault', source: 'test', equations: [], parameters: {}, off: {}, state: {} },
    step: (seen) => planted(seen as unknown as World),
  });
  let faults: readonly string[] = [];
  while (world.week < setup.weeks && faults.length === 0) {
    liveWeek(world, [...schedule, fault]);
    faults = books.close(world);
  }
  return faults.slice(0, 3);
}

const setup = withCampaign(village, everyWay);

/** Somebody who has been in a stage since before this week; -1 for nobody. */
const gone = ({ stage, stageWeek }: World['people'], wanted: number, week: number): number =>
  stage.findIndex((now, row) => now === wanted && stageWeek[row] < week);

function put(column: { [row: number]: number }, row: number, value: number): void {
  if (row >= 0) column[row] = value;
}

function add<K extends string>(account: { [N in K]: number }, name: K, more: number): void {
  account[name] += more;
}

describe('the books', () => {
  it.each([
    ['with every way of reaching people', setup],
    ['without a campaign', village],
    [
      'with hardly any money',
      withCampaign(
        village,
        everyWay.map((each) => ({ ...each, budget: 30_000 })),
      ),
    ],
    ['in one village of an uneven number of people', withContext({ ...setup, people: 251 }, { communitySize: 251 })],
    ['with a small village at the end', withContext({ ...setup, people: 407 }, { communitySize: 100 })],
  ])('balance %s', (_, of) => {
    expect(faultsOf(of)).toEqual([]);
  });

  it.each(Array.from({ length: 12 }, (_, which) => which))('balance in any setup: number %i', (which) => {
    expect(faultsOf(anySetup(which, { people: 300, weeks: 26, burnIn: 20 }))).toEqual([]);
  });

  it.each<readonly [string, (world: World) => void, RegExp]>([
    [
      'rises from the dead',
      ({ people, week }) => put(people.stage, gone(people, DEAD, week), 0),
      /went from dead to none/,
    ],
    [
      'is forgotten on the way',
      ({ people, week }) => put(people.stage, gone(people, EN_ROUTE, week), 1),
      /went from en-route/,
    ],
    ['leaves twice in the books', (world) => void world.log.departures++, /departures of people/],
    ['gets a place that was never opened', (world) => void world.log.placesUsed++, /places opened/],
    ['is met beyond the money', ({ components }) => add(components[0].account, 'taken', 1e4), /affordable/],
    ['is met more often than at the most', ({ components }) => put(components[4].offered, 3, 99), /more than/],
    ['believes beyond the bound', ({ people }) => put(people.durable[2], 5, 6.01), /outside -6 to 6/],
    ['believes nothing', ({ people }) => put(people.fading[2], 5, Number.NaN), /is NaN/],
    ['trusts too much', ({ people }) => put(people.trust[7], 5, 0.9901), /outside 0.01 to 0.99/],
    [
      'hears messages while away',
      ({ people, week, lessons }) => {
        const row = gone(people, EN_ROUTE, week);
        if (row >= 0) lessons.say(lessons.post(row, 1, 5, 1), 2, 1);
      },
      /who is away, heard talk with a returnee/,
    ],
    [
      'is contacted while away',
      ({ people, week, offers }) => {
        const row = gone(people, DEAD, week);
        if (row >= 0) offers.push({ component: 0, row });
      },
      /met person \d+, who is away/,
    ],
    [
      'talks from abroad',
      ({ people, lessons }) => lessons.say(lessons.post(people.stage.indexOf(0), 0, 5, 1), 2, 1.2345),
      /no friend at home believes/,
    ],
  ])('would show it if somebody %s', (_, planted, sentence) => {
    expect(faultsOf(setup, planted).join('\n')).toMatch(sentence);
  });
});
