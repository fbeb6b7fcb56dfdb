// A world in districts is the same world: who is simulated beside whom decides nothing.
import { describe, expect, it } from 'vitest';
import { boundsOf } from '../../src/model/district.ts';
import { communitiesOf } from '../../src/model/population/population.ts';
import { armOf, burnIn, burnInOf, runArm } from '../../src/model/run.ts';
import type { Assignment, Setup } from '../../src/model/setup.ts';
import { TILE } from '../../src/model/world.ts';
import { everyReachMode, everything, hurried, setupOf } from '../reference/setups.ts';
import { anySetup } from './support/any-setup.ts';
import { countsOf, differingInDistricts, districtsOf, together } from './support/districts.ts';
import { everyWay, village, withCampaign, withGiven } from './support/village.ts';

const plain = (setup: Setup): Setup => ({ ...setup, arm: { components: [], policies: [] } });

/** The worlds of an arm at its horizon: whole, and in districts. */
function both(setup: Setup, bounds: number | readonly number[]) {
  const whole = runArm(burnIn(setup), setup);
  const starts = together(districtsOf(plain(setup), bounds).map((district) => burnInOf(setup, district)));
  let sent = 0;
  let heard = 0;
  const districts = together(
    starts.map((start) => armOf(start, setup)),
    (letters) => {
      sent += letters.length;
      // News of places is the only letter of one array.
      for (const letter of letters.flat()) if (letter.length === 1) heard += letter[0].length;
    },
  );
  return { whole, districts, sent, heard };
}

/** Few weeks, in which everybody hurries and has the money. */
const lively = everything({
  ...{ people: 1300, burnIn: 26, weeks: 60, context: { communitySize: 90 } },
  given: {
    ...hurried,
    ...{ 'stages.planning': 0.3, 'stages.preparing': 0.3, 'stages.departing': 0.3, 'returns.fromStranded': 0.05 },
    ...{ 'population.savingsFromWealth': 1, 'population.outsideTies': 0.5 },
  },
});

describe('a world in districts', { timeout: 180_000 }, () => {
  it.each([
    ['one', 1],
    ['two', 2],
    ['three', 3],
    ['four', 4],
    ['uneven ones', [0, 1, 9, 10, 15]],
    ['one for each community', 15],
  ] as const)('is the world in one piece, bit for bit: %s', (_, bounds) => {
    const { whole, districts, heard } = both(lively, bounds);
    expect(differingInDistricts(districts, whole)).toEqual([]);
    expect(countsOf(districts)).toEqual(countsOf([whole]));
    expect(whole.log.departures).toBeGreaterThan(20);
    expect(whole.log.placesUsed).toBeGreaterThan(20);
    if (bounds !== 1) expect(heard).toBeGreaterThan(5);
  });

  it('is so where people fill more than one tile', () => {
    const large = everything({ people: TILE + 3000, burnIn: 4, weeks: 12 });
    const { whole, districts } = both(large, [0, 3, communitiesOf(large)]);
    expect(districts[1].tiles.length).toBeGreaterThan(1);
    expect(differingInDistricts(districts, whole)).toEqual([]);
  });

  it('is so where many get places in the week in which their friends elsewhere do', () => {
    const components = everyReachMode
      .filter(({ mode }) => mode === 'broadcast' || mode === 'programme')
      .map((one) => ({
        ...{ ...one, from: 0, to: 8, reach: 1, unitCost: 0, fixedCost: 0, slotCost: 0, most: 20 },
        ...{ budget: 1e9, referral: 'open' as const, slots: one.slots > 0 ? 500_000 : 60_000 },
      }));
    const setup = withGiven(lively, { population: { outsideTies: 1 }, livelihood: { poor: 1 } });
    const { whole, districts, heard } = both({ ...setup, weeks: 12, arm: { components, policies: [] } }, 3);
    expect(heard).toBeGreaterThan(100);
    expect(differingInDistricts(districts, whole)).toEqual([]);
    expect(countsOf(districts)).toEqual(countsOf([whole]));
  });

  it.each([400, 401, 402, 403, 404, 405])('is so in any setup: number %i', (which) => {
    const { whole, districts } = both(anySetup(which, { people: 1100, weeks: 30, burnIn: 6 }), 2);
    expect(differingInDistricts(districts, whole)).toEqual([]);
    expect(countsOf(districts)).toEqual(countsOf([whole]));
  });

  it.each<Partial<Assignment>>([
    { unit: 'person', share: 0.5, saturation: 0.7 },
    { unit: 'household', steps: 4, stepWeeks: 8 },
    { unit: 'class', share: 0.6 },
    { unit: 'village', share: 0.5, draw: 7 },
    { unit: 'person', encouragement: 3, saturation: 0.8 },
  ])('is so where a lot decides whom a study reaches: %o', (parts) => {
    const usual = { unit: 'person', share: 0.5, saturation: 1, steps: 1, stepWeeks: 0, encouragement: 1, draw: 0 };
    const assignment = { ...usual, ...parts } as Assignment;
    const { whole, districts } = both({ ...lively, arm: { ...lively.arm, assignment } }, 3);
    expect(differingInDistricts(districts, whole)).toEqual([]);
    expect(countsOf(districts)).toEqual(countsOf([whole]));
  });

  it('is so without a campaign, and where friends are nowhere near', () => {
    const { whole, districts } = both(
      setupOf({ people: 900, burnIn: 20, weeks: 30, context: { communitySize: 60 } }),
      2,
    );
    expect(differingInDistricts(districts, whole)).toEqual([]);
    const lonely = withGiven(lively, { population: { outsideTies: 0 } });
    const apart = both(lonely, 2);
    expect(apart.districts.every(({ outsiderTiles }) => outsiderTiles.length === 0)).toBe(true);
    expect(differingInDistricts(apart.districts, apart.whole)).toEqual([]);
  });

  it('writes a letter a week to each district, and two where places may open', () => {
    const arm = { components: everyReachMode, policies: [] };
    const still = setupOf({ people: 500, burnIn: 0, weeks: 12, context: { communitySize: 100 } });
    // One more at the beginning of an arm: whom its campaign can meet.
    expect(both(still, 2).sent).toBe(2 * (12 + 1));
    const { sent, whole } = both({ ...still, arm }, 2);
    const first = Math.min(...whole.components.filter(({ places }) => places > 0).map(({ plan }) => plan.from));
    expect(sent).toBe(2 * (12 + 1 + (12 - first)));
  });
});

describe('a fault between districts', () => {
  const setup = { ...withCampaign(village, everyWay), burnIn: 0, people: 900 };
  const whole = runArm(burnIn(setup), setup);
  const withFault = (fault: (district: ReturnType<typeof districtsOf>[number]) => void) => {
    const starts = together(districtsOf(plain(setup), 2).map((district) => burnInOf(setup, district)));
    for (const start of starts) fault(start);
    return together(starts.map((start) => armOf(start, setup)));
  };

  it('is not seen where there is none', () => {
    expect(
      differingInDistricts(
        withFault(() => {}),
        whole,
      ),
    ).toEqual([]);
  });

  it.each([
    ['somebody else is shown', ({ places }) => void places.outsiders.shown.map((rows) => rows.reverse())],
    [
      'an outsider is taken for another',
      ({ places: { ties }, sizes }) => {
        for (let t = 0; t < ties.member.length; t++) if (ties.member[t] === sizes.people + 1) ties.member[t]--;
      },
    ],
    ['communities have the luck of others', ({ communities }) => communities.communityId.reverse()],
  ] as const satisfies readonly (readonly [string, (district: ReturnType<typeof districtsOf>[number]) => void])[])(
    'is seen: %s',
    (_, fault) => {
      expect(differingInDistricts(withFault(fault), whole)).not.toEqual([]);
    },
  );
});

describe('bounds of districts', () => {
  it('share communities out evenly, none of them empty', () => {
    expect(boundsOf(10, 2)).toEqual([0, 5, 10]);
    expect(boundsOf(7, 3)).toEqual([0, 2, 5, 7]);
    expect(boundsOf(2, 5)).toEqual([0, 1, 2]);
    expect(boundsOf(4, 1)).toEqual([0, 4]);
  });
});
