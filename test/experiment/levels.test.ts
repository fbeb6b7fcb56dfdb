import { describe, expect, it } from 'vitest';
import { jackknifed, type Part, ratio } from '../../src/experiment/jackknife.ts';
import {
  elasticityOf,
  slopeOf,
  standing,
  verdictOf,
  whenMoved,
  withoutDissonance,
} from '../../src/experiment/levels.ts';
import { atHome } from '../../src/model/campaign.ts';
import { beliefOf } from '../../src/model/observe.ts';
import { PREPARING } from '../../src/model/vocabulary.ts';
import { uniform } from '../../src/random/draw.ts';
import { normalQuantile } from '../../src/random/exact-math.ts';
import { keyOf } from '../../src/random/key.ts';
import { studentQuantile } from '../../src/statistics/student.ts';
import { begin } from '../model/support/live.ts';
import { fingerprint } from '../model/support/same.ts';
import { village } from '../model/support/village.ts';

describe('ratio', () => {
  it('divides sums, so that small runs do not rule', () => {
    expect(
      ratio([
        [1, 2],
        [1, 98],
      ]),
    ).toBe(0.02);
    expect(ratio([[0, 0]])).toBeNaN();
  });
});

describe('jackknifed', () => {
  it('of a mean is the interval of the textbook', () => {
    const numbers = [3, 1, 4, 1, 5, 9, 2, 6];
    const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
    const middle = average(numbers);
    const error = Math.sqrt(numbers.reduce((sum, x) => sum + (x - middle) ** 2, 0) / 7 / 8);
    const { value, low, high, runs } = jackknifed(numbers, average);
    expect([value, runs]).toEqual([middle, 8]);
    expect(high - value).toBeCloseTo(studentQuantile(0.95, 7) * error, 10);
    expect(value - low).toBeCloseTo(high - value, 10);
  });

  it('of one run has no width', () => {
    expect(jackknifed([7], ([x]) => x)).toEqual({ value: 7, low: 7, high: 7, runs: 1 });
  });

  // 2,000 trials: the standard error of a coverage of 0.9 is 0.0067; a right rule leaves 0.87 to 0.93 less than once in 10,000.
  it('of a ratio holds the true one nine times in ten', () => {
    let inside = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const key = keyOf('jackknife', trial);
      const runs = Array.from({ length: 8 }, (_, r): Part => {
        const of = 100 + 10 * normalQuantile(uniform(key, r));
        return [0.3 * of + 3 * normalQuantile(uniform(key, r + 100)), of];
      });
      const { low, high } = jackknifed(runs, ratio);
      if (low <= 0.3 && 0.3 <= high) inside++;
    }
    expect(inside / 2000).toBeGreaterThan(0.87);
    expect(inside / 2000).toBeLessThan(0.93);
  });
});

describe('verdictOf', () => {
  it.each([
    [0.2, 0.3, 'inside'],
    [0.1, 0.4, 'inside'],
    [0.05, 0.2, 'undecided'],
    [0.3, 0.5, 'undecided'],
    [0.0, 0.9, 'undecided'],
    [0.41, 0.5, 'outside'],
    [0.0, 0.09, 'outside'],
  ])('of %f to %f against 0.1 to 0.4 is %s', (low, high, verdict) => {
    expect(verdictOf({ low, high }, [0.1, 0.4])).toBe(verdict);
  });

  it('says so where there is no range', () => expect(verdictOf({ low: 0, high: 1 }, null)).toBe('no range'));
});

describe('slopeOf', () => {
  it('finds a straight line, and the middle of a crooked one', () => {
    expect(slopeOf([1, 3, 5, 7])).toBeCloseTo(2, 12);
    expect(slopeOf([0, 1, 0])).toBe(0);
    expect(slopeOf([5])).toBeNaN();
  });
});

describe('standing', () => {
  it('counts people at home, and no others', () => {
    const world = begin(village);
    const found = standing(world);
    const stages = Array.from(world.people.stage);
    const home = stages.filter((stage) => atHome[stage] === 1).length;
    expect(home).toBeLessThan(village.people);
    expect(found.considering).toEqual([stages.filter((stage) => stage >= 1 && stage <= 3).length, home]);
    expect(found.preparing).toEqual([stages.filter((stage) => stage === PREPARING).length, home]);
    expect(found.preparingIfPlanning).toEqual([found.preparing[0], found.planning[0]]);
    expect(found.planningIfConsidering).toEqual([found.planning[0], found.considering[0]]);
    expect(found.discount[0]).toBeCloseTo(found.generalRisk[0] - found.ownRisk[0], 9);
    expect(found.ownRisk[0]).toBeLessThan(found.generalRisk[0]);
  });

  it('sees no discount where nobody minimises', () => {
    const world = begin(village);
    world.people.minimisation.fill(0);
    expect(standing(world).discount[0]).toBe(0);
    expect(ratio([standing(world).minimisation])).toBe(0);
  });
});

describe('whenMoved', () => {
  const start = begin(village);
  const before = fingerprint(start);
  const home = Array.from(start.people.stage).filter((stage) => atHome[stage] === 1).length;

  it('leaves the world it starts from alone', () => {
    whenMoved(start, { ...village, weeks: 13 }, 'risk', { size: 0.5 });
    expect(fingerprint(start)).toBe(before);
  });

  it('by nothing changes nothing: everybody stands once on each side', () => {
    const { people, left, atOnce, held } = whenMoved(start, village, 'prospects', { size: 0 });
    expect(people).toBe(home);
    expect(left[0]).toBe(left[1]);
    expect(left[0]).toBeGreaterThan(0);
    expect(atOnce[0]).toBeCloseTo(atOnce[1], 9);
    expect(held[0]).toBeCloseTo(held[1], 6);
  });

  it.each(['risk', 'prospects'] as const)('moves %s of the same people up and down, and the move fades', (aspect) => {
    const { atOnce, held } = whenMoved(start, village, aspect, { size: 0.4 });
    const [first, later] = [atOnce, held].map(([down, up]) => up / down);
    expect(first).toBeGreaterThan(1.1);
    expect(later).toBeGreaterThan(1);
    expect(later).toBeLessThan(first);
  });

  it('of a share moves that share, other people with another lot', () => {
    const few = [0, 1].map((lot) => whenMoved(start, { ...village, weeks: 1 }, 'risk', { size: 0.4, share: 0.1, lot }));
    // Binomial with 1 in 10: further than 4.5 standard deviations less than once in 100,000.
    for (const { people } of few) expect(Math.abs(people - home / 10)).toBeLessThan(4.5 * Math.sqrt(home * 0.09));
    expect(few[0].atOnce).not.toEqual(few[1].atOnce);
  });

  it('keeps beliefs within their bound', () => {
    const { atOnce, people } = whenMoved(start, { ...village, weeks: 1 }, 'risk', { size: 100 });
    expect(atOnce[1]).toBeLessThan(people);
    expect(atOnce.every(Number.isFinite)).toBe(true);
    expect(beliefOf(start, 0, 0)).toBeLessThan(1);
  });
});

describe('elasticityOf', () => {
  it('divides the change of departures by that of the belief, over all runs together', () => {
    const run = { people: 100, left: [60, 50] as const, atOnce: [20, 22] as const, held: [100, 105] as const };
    const other = { people: 100, left: [40, 40] as const, atOnce: [20, 22] as const, held: [100, 105] as const };
    expect(elasticityOf([run, other], 'atOnce')).toBeCloseTo(-10 / 95 / (4 / 42), 12);
    expect(elasticityOf([run, other], 'held')).toBeCloseTo(-10 / 95 / (10 / 205), 12);
  });
});

describe('withoutDissonance', () => {
  it('takes away what drives it and names it as off', () => {
    const off = withoutDissonance(village);
    expect(off.off).toEqual(['dissonance']);
    expect([off.given.dissonance.standing, off.given.dissonance.aroused]).toEqual([0, 0]);
    expect(off.given.dissonance.tolerance).toBe(village.given.dissonance.tolerance);
  });
});
