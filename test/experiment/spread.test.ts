import { describe, expect, it } from 'vitest';
import type { Spread } from '../../src/experiment/comparison.ts';
import { type Observation, spread, unitCost } from '../../src/experiment/spread.ts';
import { uniform } from '../../src/random/draw.ts';
import { normalQuantile } from '../../src/random/exact-math.ts';
import { keyOf } from '../../src/random/key.ts';
import { studentQuantile } from '../../src/statistics/student.ts';

const found = (result: Spread | null): Spread => {
  if (result === null) throw new Error('expected a spread');
  return result;
};

/** Results with known standard deviations between and within draws. */
function results(trial: number, draws: number, each: number, between: number, within: number): Observation[] {
  const [ofDraw, ofRun] = [keyOf('spread', trial, 'draw'), keyOf('spread', trial, 'run')];
  return Array.from({ length: draws * each }, (_, i) => {
    const draw = i % draws;
    return {
      draw,
      value: 10 + between * normalQuantile(uniform(ofDraw, draw)) + within * normalQuantile(uniform(ofRun, i)),
    };
  });
}

const widths = (trials: number, draws: number, each: number, between: number, within: number) =>
  Array.from({ length: trials }, (_, trial) => found(spread(results(trial, draws, each, between, within))));
const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;

describe('spread', () => {
  it('splits a hand-made table as analysis of variance does', () => {
    // Draw means 2, 6, 10: mean square between draws 32, within draws 2, so variance between draws (32 - 2) / 2 = 15.
    const table = [1, 3, 5, 7, 9, 11].map((value, i) => ({ draw: Math.floor(i / 2), value }));
    const { mean, luck, parameters, monteCarloError } = found(spread(table));
    expect(mean).toBe(6);
    expect(luck.high - mean).toBeCloseTo(studentQuantile(0.95, 3) * Math.sqrt(2), 10);
    expect(parameters.high - mean).toBeCloseTo(studentQuantile(0.95, 2) * Math.sqrt(15), 10);
    expect(monteCarloError).toBeCloseTo(Math.sqrt(32 / 6), 10);
  });

  it('finds variances that are known', () => {
    const many = found(spread(results(0, 400, 5, 3, 2)));
    const t = normalQuantile(0.95);
    expect((many.luck.high - many.mean) / t).toBeCloseTo(2, 0);
    expect((many.parameters.high - many.mean) / t).toBeGreaterThan(2.7);
    expect((many.parameters.high - many.mean) / t).toBeLessThan(3.3);
    expect((many.high - many.mean) / t).toBeGreaterThan(Math.sqrt(13) * 0.93);
    expect((many.high - many.mean) / t).toBeLessThan(Math.sqrt(13) * 1.07);
  });

  // 2,000 trials: the standard error of a coverage of 0.9 is 0.0067, so a right rule leaves 0.87 to 0.94 less than once in 10,000.
  it.each([
    ['both spreads', 8, 2, 1, 1],
    ['mostly luck', 8, 2, 0.2, 1],
    ['luck alone', 1, 16, 0, 1],
    ['many runs', 20, 10, 1, 2],
  ])('holds nine of ten further results: %s', (_, draws, each, between, within) => {
    let inside = 0;
    for (const [trial, { low, high }] of widths(2000, draws, each, between, within).entries()) {
      const key = keyOf('further', trial);
      const further = 10 + between * normalQuantile(uniform(key, 0)) + within * normalQuantile(uniform(key, 1));
      if (low <= further && further <= high) inside++;
    }
    expect(inside / 2000).toBeGreaterThan(0.87);
    expect(inside / 2000).toBeLessThan(0.94);
  });

  it('does not take luck for ignorance of parameters', () => {
    const none = widths(400, 8, 4, 0, 1).map(({ mean, parameters }) => parameters.high - mean);
    const some = widths(400, 8, 4, 1, 1).map(({ mean, parameters }) => parameters.high - mean);
    expect(average(some)).toBeGreaterThan(3 * average(none));
    expect(Math.min(...none)).toBe(0);
  });

  it('states the error of its mean', () => {
    const trials = widths(2000, 8, 2, 1, 1);
    const actual = Math.sqrt(average(trials.map(({ mean }) => (mean - 10) ** 2)));
    const stated = Math.sqrt(average(trials.map(({ monteCarloError }) => monteCarloError ** 2)));
    expect(stated / actual).toBeGreaterThan(0.93);
    expect(stated / actual).toBeLessThan(1.12);
  });

  it('is never narrower than one of its parts, and holds the mean', () => {
    for (const { mean, low, high, luck, parameters } of widths(300, 4, 2, 0.5, 1)) {
      expect(low).toBeLessThanOrEqual(Math.min(luck.low, parameters.low));
      expect(high).toBeGreaterThanOrEqual(Math.max(luck.high, parameters.high));
      expect(low).toBeLessThan(mean);
      expect(high).toBeGreaterThan(mean);
    }
  });

  it('does not depend on the order of runs', () => {
    const runs = results(1, 8, 2, 1, 1);
    const turned = found(spread([...runs].reverse()));
    const straight = found(spread(runs));
    expect(turned.high).toBeCloseTo(straight.high, 12);
    expect(turned.luck.low).toBeCloseTo(straight.luck.low, 12);
  });

  it('has no interval with one run, and nothing without a run', () => {
    const one = found(spread([{ draw: 0, value: 3 }]));
    expect(one).toMatchObject({ mean: 3, low: 3, high: 3, monteCarloError: 0, replicates: 1, draws: 1 });
    expect(spread([])).toBeNull();
  });

  it('gives parameters no width when they were held', () => {
    const { mean, low, luck, parameters } = found(spread([1, 2, 4].map((value) => ({ draw: 0, value }))));
    expect(parameters).toEqual({ low: mean, high: mean });
    expect(luck.low).toBe(low);
    expect(low).toBeLessThan(mean);
  });

  it('gives both parts as the whole when one run a draw cannot tell them apart', () => {
    const { low, high, luck, parameters } = found(spread([1, 2, 4].map((value, draw) => ({ draw, value }))));
    expect(luck).toEqual({ low, high });
    expect(parameters).toEqual({ low, high });
  });

  it('bears draws of unequal size and values that do not differ', () => {
    const uneven = found(spread([0, 0, 0, 1, 1, 2].map((draw, i) => ({ draw, value: i * i }))));
    expect(Number.isFinite(uneven.low) && Number.isFinite(uneven.high)).toBe(true);
    const same = found(spread([0, 0, 1, 1].map((draw) => ({ draw, value: 0.25 }))));
    expect(same).toMatchObject({ low: 0.25, high: 0.25, monteCarloError: 0 });
  });

  it('stays within what the number can be', () => {
    const { low, high } = found(
      spread(
        [0.001, 0, 0.004, 0].map((value) => ({ draw: 0, value })),
        [0, 1],
      ),
    );
    expect(low).toBe(0);
    expect(high).toBeGreaterThan(0.004);
  });

  it('refuses a number that is none', () => {
    expect(() => spread([{ draw: 0, value: Number.NaN }])).toThrow('expected finite numbers, found NaN');
  });
});

describe('unitCost', () => {
  const run = (units: number, draw = 0) => ({ draw, cost: 1000, units });

  it('is total cost over total units, whatever a run with hardly any unit says', () => {
    expect(unitCost([run(10), run(10), run(0.001)])?.mean).toBeCloseTo(3000 / 20.001, 10);
  });

  it('ends at the whole cost when the number of units may be nothing', () => {
    const { low, mean, high } = found(unitCost([run(5), run(-1), run(9)]));
    expect(high).toBe(1000);
    expect(low).toBeLessThan(mean);
    expect(low).toBeGreaterThan(0);
  });

  it('does not exist when nothing is gained', () => {
    expect(unitCost([run(-2), run(1)])).toBeNull();
    expect(unitCost([run(0)])).toBeNull();
  });

  it('is surer when runs agree', () => {
    const { low, high } = found(unitCost([run(9), run(10), run(11)]));
    const wide = found(unitCost([run(2), run(10), run(18)]));
    expect(low).toBeGreaterThan(wide.low);
    expect(high).toBeLessThan(wide.high);
  });
});
