// What does nothing must change nothing, bit for bit, in every column of every person, household and community.
import { describe, expect, it } from 'vitest';
import { liveWeek } from '../../src/model/run.ts';
import { type ReachMode, reachModes } from '../../src/model/vocabulary.ts';
import { begin, finish } from './support/live.ts';
import { differing, seenOf } from './support/same.ts';
import { component, everyWay, nothing, village, withCampaign } from './support/village.ts';

const without = finish(village);

describe('the village', () => {
  it('is no sleeping place: all that can happen happens in it', () => {
    const world = finish(withCampaign(village, everyWay));
    const { stage, linked, refused, mandate, harmed, vivid, stigma, alarm, penalty } = world.people;
    const some = (column: ArrayLike<number>): boolean => Array.from(column).some((value) => value > 0);
    expect(new Set(stage).size).toBe(10);
    for (const column of [linked, refused, mandate, harmed, vivid, stigma, alarm, penalty[0]])
      expect(some(column)).toBe(true);
    const { departures, lawfulDepartures, deaths, placesUsed } = world.log;
    for (const count of [departures, lawfulDepartures, deaths, placesUsed]) expect(count).toBeGreaterThan(0);
    for (const { plan, offered, headOffered, account } of world.components) {
      if (plan.mode === 'programme') expect(account.slots).toBeGreaterThan(0);
      else expect(some(offered) || some(headOffered)).toBe(true);
    }
    expect(differing(world, without).length).toBeGreaterThan(80);
  });
});

/** Campaigns that do nothing, each for a reason of its own. */
const nulls: readonly (readonly [string, typeof everyWay])[] = [
  ['of nobody', []],
  ['that reaches nobody', everyWay.filter(({ mode }) => mode !== 'programme').map((each) => ({ ...each, reach: 0 }))],
  ['without money', everyWay.map((each) => ({ ...each, budget: 0, slots: 0 }))],
  ['for no community', everyWay.map((each) => ({ ...each, audience: { ...each.audience, communities: 0 } }))],
  ['after the end', everyWay.map((each) => ({ ...each, from: village.weeks, to: village.weeks + 20 }))],
  [
    'without content',
    everyWay.map((each) => ({
      ...each,
      attributes: { ...each.attributes, ...nothing },
      ...{ referral: 'none' as const, slots: 0, homeDialogue: 0 },
    })),
  ],
  [
    'that speaks of nothing and is nothing',
    everyWay.map((each) => ({
      ...each,
      says: {},
      attributes: { ...each.attributes, ...nothing },
      ...{ referral: 'none' as const, slots: 0, homeDialogue: 0, against: null },
    })),
  ],
];

describe('a campaign', () => {
  it.each(nulls)('%s changes no bit of anybody', (_, components) => {
    const world = finish(withCampaign(village, components));
    expect(differing(world, without)).toEqual([]);
    expect(seenOf(world)).toEqual(seenOf(without));
  });

  it('without content still meets people: the test above does not rest on an empty street', () => {
    const [, components] = nulls[5];
    const world = finish(withCampaign(village, components));
    for (const { plan, account } of world.components)
      if (plan.mode !== 'programme') expect(account.taken).toBeGreaterThan(0);
  });

  it.each(reachModes.filter((mode) => mode !== 'programme'))('by %s with any content changes something', (mode) => {
    const via = mode === 'escalation' ? 'desk' : null;
    const desk = component('desk', 'walk-in', { attributes: nothing });
    const world = finish(withCampaign(village, [component('a', mode as ReachMode, { via }), ...(via ? [desk] : [])]));
    expect(differing(world, without).length).toBeGreaterThan(0);
  });

  it.each([
    ['precision', 0.01],
    ['threat', 0.001],
    ['relation', 0.001],
    ['vividness', 0.001],
    ['encoding', 0.001],
    ['safety', 0.001],
  ])('of which only the %s is %f is seen: nothing so small escapes the comparison', (attribute, value) => {
    const one = component('a', 'broadcast', { attributes: { ...nothing, [attribute]: value } });
    expect(differing(finish(withCampaign(village, [one])), without).length).toBeGreaterThan(0);
  });
});

describe('before its first week', () => {
  it('a campaign has changed nothing, and in that week it does', () => {
    const late = everyWay.map((each) => ({ ...each, from: 12, to: 30 }));
    const here = begin(withCampaign(village, late));
    const there = begin(village);
    for (let week = 0; week < 12; week++) {
      liveWeek(here);
      liveWeek(there);
      expect([week, ...differing(here, there)]).toEqual([week]);
    }
    liveWeek(here);
    liveWeek(there);
    expect(differing(here, there).length).toBeGreaterThan(0);
  });

  it('a policy has changed nothing, and afterwards it has', () => {
    const policies = [
      {
        id: 'pressure',
        from: 8,
        to: 20,
        changes: [
          { setting: 'enforcement' as const, route: 'cheap', value: 1 },
          { setting: 'wealth' as const, route: null, value: 0.2 },
        ],
      },
    ];
    const here = begin({ ...village, arm: { components: [], policies } });
    const there = begin(village);
    for (let week = 0; week < 8; week++) {
      liveWeek(here);
      liveWeek(there);
      expect([week, ...differing(here, there)]).toEqual([week]);
    }
    for (let week = 8; week < 12; week++) {
      liveWeek(here);
      liveWeek(there);
    }
    expect(differing(here, there).length).toBeGreaterThan(0);
  });
});
