// Luck belongs to people: somebody more, or a campaign elsewhere, reaches nobody but through ties, households and scarce places.
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/model/assignment.ts';
import { mechanism } from '../../src/model/mechanism.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import type { Setup } from '../../src/model/setup.ts';
import type { World } from '../../src/model/world.ts';
import { uniform } from '../../src/random/draw.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { differing, differingById } from './support/same.ts';
import { everyWay, unlimited, village, withCampaign, withContext, withGiven } from './support/village.ts';

/** Villages that know nothing of each other, and a campaign that runs out of nothing. */
const apart: Setup = withContext(
  withGiven(withCampaign(village, unlimited(everyWay)), {
    population: { outsideTies: 0 },
    // Small groups have room for as many as want to come.
    exposure: { groupSize: 1000 },
  }),
  { lawfulQuota: 0 },
);
const usualSizes = [150, 150, 150, 150];
/** Ids of the people of village c start here. */
const STRIDE = 65536;

const personOf = (who: string): number => Number(who.replace(/^\D+/, ''));
const communityOf = (who: string): number =>
  who.startsWith('communities') ? personOf(who) : Math.floor(personOf(who) / STRIDE);

describe.each([0, 1, 3])('one more person in village %i', (place) => {
  const sizes = usualSizes.map((size, c) => size + Number(c === place));

  it('changes nobody in another village, however long', () => {
    const usual = live(fresh(apart), 48);
    const other = live(fresh(apart, undefined, sizes), 48);
    expect(other.sizes.people).toBe(usual.sizes.people + 1);
    for (const count of [usual.log.departures, usual.log.deaths]) expect(count).toBeGreaterThan(0);
    const met = differingById(usual, other);
    expect(met.size).toBeGreaterThan(20);
    expect(new Set([...met.keys()].map(communityOf))).toEqual(new Set([place]));
  });

  it('changes in each week only those one tie or household further away', () => {
    const usual = fresh(apart);
    const other = fresh(apart, undefined, sizes);
    const newcomer = other.people.id.indexOf(place * STRIDE + 150);
    expect([...differingById(usual, other).keys()]).toEqual([]);
    let within = new Set([newcomer]);
    let outermost = 0;
    for (let week = 0; week < 6; week++) {
      live(usual, 1);
      live(other, 1);
      within = oneStepFurther(other, within);
      const reach = new Set(
        [...within].flatMap((row) => [
          `people ${other.people.id[row]}`,
          `households ${other.households.householdId[other.people.household[row]]}`,
        ]),
      );
      const met = [...differingById(usual, other).keys()];
      expect(met.filter((who) => !reach.has(who))).toEqual([]);
      outermost = Math.max(outermost, met.length);
      expect(within.size).toBeLessThan(150);
      if (within.size > 75) break;
    }
    expect(outermost).toBeGreaterThan(0);
  });

  it('would be caught if luck came from a sequence of draws', () => {
    const sequence = mechanism({
      ...{ name: 'planted', because: 'a fault', source: 'test', equations: [], parameters: {}, off: {}, state: {} },
      step: (world) => {
        const all = world as unknown as World;
        const key = all.luck('planted');
        let drawn = 0;
        for (let i = 0; i < all.sizes.people; i++) if (uniform(key, drawn++) < 0.05) all.people.alarm[i] = 1;
      },
    });
    const usual = live(fresh(apart), 3, [...schedule, sequence]);
    const other = live(fresh(apart, undefined, sizes), 3, [...schedule, sequence]);
    const elsewhere = [...differingById(usual, other).keys()].filter((who) => communityOf(who) !== place);
    expect(elsewhere.length > 0).toBe(place < 3);
  });
});

/** People with whom any of these is tied or lives, and themselves. */
function oneStepFurther(world: World, rows: ReadonlySet<number>): Set<number> {
  const { ties, ofHousehold } = world.places;
  const next = new Set(rows);
  for (const row of rows) {
    for (let t = ties.start[row]; t < ties.start[row + 1]; t++) next.add(ties.member[t]);
    const home = world.people.household[row];
    for (let k = ofHousehold.start[home]; k < ofHousehold.start[home + 1]; k++) next.add(ofHousehold.member[k]);
  }
  return next;
}

describe('a component aimed at some villages', () => {
  const villages = withGiven({ ...village, people: 900 }, { population: { outsideTies: 0 } });
  const some = everyWay.map((each) => ({ ...each, audience: { ...each.audience, communities: 0.5 } }));

  it.each(some.map((each) => [each.id, each] as const))('%s leaves the others alone, bit for bit', (_, each) => {
    // The one who passes people on and the one to whom they are passed go to the same villages only by luck: let both come.
    const components = each.via === null ? [each] : [each, ...some.filter(({ id }) => id === each.via)];
    const setup = withCampaign(villages, components);
    const world = finish(setup);
    const visited = new Set<number>();
    for (const { audience, headAudience } of world.components) {
      audience.forEach((from, row) => void (from < NEVER && visited.add(world.people.community[row])));
      headAudience.forEach((from, row) => void (from < NEVER && visited.add(world.households.householdCommunity[row])));
    }
    expect(visited.size).toBeLessThan(world.sizes.communities);
    const met = differingById(world, finish(villages));
    if (visited.size > 0) expect(met.size).toBeGreaterThan(0);
    for (const who of met.keys()) expect(visited).toContain(communityOf(who));
  });

  it('reaches further where villages know each other', () => {
    const tied = withGiven(villages, { population: { outsideTies: 0.5 } });
    const [one] = some.filter(({ id }) => id === 'warning');
    const world = finish(withCampaign(tied, [one]));
    const met = differingById(world, finish(tied));
    expect(new Set([...met.keys()].map(communityOf)).size).toBe(world.sizes.communities);
  });

  it('leaves the luck of another component alone where they meet nobody in common', () => {
    const [feed, theatre] = ['feed', 'theatre'].map((id) => everyWay.filter((each) => each.id === id)[0]);
    const women = { ...feed, audience: { ...feed.audience, sex: 'female' as const } };
    const alone = live(begin(withCampaign(villages, [women])), 4);
    const both = live(begin(withCampaign(villages, [women, theatre])), 4);
    expect(both.components.find(({ plan }) => plan.id === 'feed')?.offered).toEqual(alone.components[0].offered);
    expect(differing(alone, both)).toEqual([]); // the theatre comes in week 5
  });
});
