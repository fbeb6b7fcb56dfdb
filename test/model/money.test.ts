// What money buys, and how it is split over weeks and communities.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affordableOf, inOrder, split, weekShare } from '../../src/model/campaign.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { FALSE_ALARM, normalSurprise } from '../support/surprise.ts';
import { finish } from './support/live.ts';
import { component, everyWay, village, withCampaign, withContext } from './support/village.ts';

const whole = (max: number) => fc.integer({ min: 0, max });
const sizes = fc.array(whole(300), { minLength: 1, maxLength: 30 });
const start = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);

function parts(total: number, groups: readonly number[], from: number): number[] {
  const given = groups.map(() => 0);
  split(total, groups, from, (group, part) => {
    given[group] += part;
  });
  return given;
}

describe('a split over communities', () => {
  it('hands out all of it, whole, and to each within one of its due', () => {
    fc.assert(
      fc.property(whole(5000), sizes, start, (total, groups, from) => {
        const all = groups.reduce((sum, size) => sum + size, 0);
        const given = parts(total, groups, from);
        expect(given.reduce((sum, part) => sum + part, 0)).toBe(all === 0 ? 0 : total);
        given.forEach((part, g) => {
          expect(Number.isInteger(part) && part >= 0).toBe(true);
          if (all > 0) expect(Math.abs(part - (total * groups[g]) / all)).toBeLessThan(1 + 1e-6);
          if (groups[g] === 0) expect(part).toBe(0);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('gives each its due on average: a contact among three communities does not always go to the same', () => {
    const key = keyOf('test', 'split');
    const groups = [10, 20, 70];
    const draws = 3000;
    const sums = [0, 0, 0];
    for (let i = 0; i < draws; i++)
      parts(1, groups, uniform(key, i)).forEach((part, g) => {
        sums[g] += part;
      });
    sums.forEach((sum, g) => {
      const p = groups[g] / 100;
      const z = (sum - draws * p) / Math.sqrt(draws * p * (1 - p));
      expect(normalSurprise(z)).toBeGreaterThan(FALSE_ALARM);
    });
    // Planted: always the same start.
    expect(Array.from({ length: 3 }, () => parts(1, groups, 0.5))).toEqual(Array(3).fill([0, 0, 1]));
  });
});

describe('a share of weeks', () => {
  it('adds up to the whole, never below nothing, and evenly to within one', () => {
    fc.assert(
      fc.property(whole(100_000), fc.integer({ min: 1, max: 520 }), (total, weeks) => {
        let sum = 0;
        for (let k = 0; k < weeks; k++) {
          const share = weekShare(total, k, weeks);
          expect(share).toBeGreaterThanOrEqual(Math.floor(total / weeks));
          expect(share).toBeLessThanOrEqual(Math.floor(total / weeks) + 1);
          sum += share;
        }
        expect(sum).toBe(total);
      }),
    );
  });
});

describe('what money buys', () => {
  const plan = fc.record({
    budget: whole(1_000_000),
    fixedCost: whole(50_000),
    unitCost: fc.integer({ min: 0, max: 4000 }).map((cents) => cents / 100),
    slots: whole(500),
    slotCost: whole(2000),
  });
  const people = fc.integer({ min: 100, max: 20_000 });
  const population = fc.integer({ min: 100, max: 3_000_000 });

  it('is never more than it costs, in whole contacts and whole places', () => {
    fc.assert(
      fc.property(plan, people, population, (money, n, real) => {
        const bought = affordableOf(component('a', 'broadcast', money), n, real);
        expect([bought.contacts, bought.places].every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
        const spent = (real / n) * (bought.contacts * money.unitCost + bought.places * money.slotCost);
        expect(spent).toBeLessThanOrEqual(Math.max(0, money.budget - money.fixedCost) * (1 + 1e-9) + 1e-3);
      }),
      { numRuns: 1000 },
    );
  });

  it('never falls with more money', () => {
    fc.assert(
      fc.property(plan, whole(100_000), people, population, (money, more, n, real) => {
        const buys = (budget: number) => affordableOf(component('a', 'broadcast', { ...money, budget }), n, real);
        expect(buys(money.budget + more).places).toBeGreaterThanOrEqual(buys(money.budget).places);
        if (money.slots === 0)
          expect(buys(money.budget + more).contacts).toBeGreaterThanOrEqual(buys(money.budget).contacts);
      }),
    );
    const few = affordableOf(component('a', 'broadcast', { budget: 50_000 }), 600, 60_000).contacts;
    expect(affordableOf(component('a', 'broadcast', { budget: 80_000 }), 600, 60_000).contacts).toBeGreaterThan(few);
  });

  it('costs more the more people are met', () => {
    const met = (reach: number): number => {
      const [{ account }] = finish(withCampaign(village, [component('a', 'broadcast', { reach })])).components;
      return account.taken;
    };
    const [none, few, many] = [0, 0.05, 0.3].map(met);
    expect(none).toBe(0);
    expect(few).toBeGreaterThan(none);
    expect(many).toBeGreaterThan(2 * few);
  });

  it('is the same for each real person, however many people are simulated', () => {
    const scarce = everyWay.map((each) => ({ ...each, budget: each.budget / 20 }));
    const bought = (people: number): { contacts: number; places: number } => {
      const world = finish(
        withCampaign(withContext({ ...village, people, weeks: 26 }, { communitySize: 300 }), scarce),
      );
      const real = world.setup.context.population / people;
      return {
        contacts: real * world.components.reduce((sum, { account }) => sum + account.taken, 0),
        places: real * world.components.reduce((sum, { account }) => sum + account.slots, 0),
      };
    };
    const [few, many] = [600, 2400].map(bought);
    expect(few.contacts / many.contacts).toBeGreaterThan(0.93);
    expect(few.contacts / many.contacts).toBeLessThan(1.07);
    expect(few.places / many.places).toBeGreaterThan(0.93);
    expect(few.places / many.places).toBeLessThan(1.07);
  });
});

describe('the order of components', () => {
  it('is that of their ids, whatever the order of the list', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...everyWay]), (list) => {
        const ids = inOrder(list).map(({ id }) => id);
        expect(ids).toEqual(list.map(({ id }) => id).sort());
      }),
    );
  });
});
