import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean } from '../../src/statistics/mean.ts';
import { quantile, quantiles } from '../../src/statistics/quantile.ts';
import { standardError, variance } from '../../src/statistics/spread.ts';

// Thousandths, not fc.double: most doubles between 0 and 1 are too small to be a share of anything.
const share = fc.integer({ min: 0, max: 1000 }).map((n) => n / 1000);
const shares = fc.array(share, { minLength: 2, maxLength: 40 });

describe('mean, variance and standard error', () => {
  it('are those of the schoolbook', () => {
    expect(mean([1, 2, 3, 6])).toBe(3);
    expect(variance([1, 2, 3, 6])).toBeCloseTo(14 / 3, 14);
    expect(standardError([1, 2, 3, 6])).toBeCloseTo(Math.sqrt(14 / 12), 14);
    expect(mean(Float32Array.of(0.5, 1.5))).toBe(1);
    expect(variance(Int32Array.of(2, 4))).toBe(2);
  });

  it('move with the numbers: a shift moves the mean and leaves the variance, a doubling doubles and quadruples', () => {
    fc.assert(
      fc.property(shares, share, (xs, by) => {
        expect(mean(xs.map((x) => x + by))).toBeCloseTo(mean(xs) + by, 12);
        expect(variance(xs.map((x) => x + by))).toBeCloseTo(variance(xs), 12);
        expect(mean(xs.map((x) => 2 * x))).toBeCloseTo(2 * mean(xs), 12);
        expect(variance(xs.map((x) => 2 * x))).toBeCloseTo(4 * variance(xs), 12);
      }),
    );
  });

  it('refuse too few numbers', () => {
    expect(() => mean([])).toThrow(/mean: expected at least one/);
    expect(() => variance([1])).toThrow(/variance: expected at least two/);
    expect(() => standardError([1])).toThrow(RangeError);
  });
});

describe('a quantile', () => {
  it('is of type 7: R, quantile(c(1, 2, 4, 8, 16), c(0, .1, .25, .5, .9, 1))', () => {
    const found = quantiles([16, 1, 8, 2, 4], [0, 0.1, 0.25, 0.5, 0.9, 1]);
    for (const [k, known] of [1, 1.4, 2, 4, 12.8, 16].entries()) expect(found[k]).toBeCloseTo(known, 12);
  });

  it('interpolates between the ranks (n - 1) p, rises with p and is one of several', () => {
    fc.assert(
      fc.property(shares, share, share, (xs, a, b) => {
        const sorted = [...xs].sort((x, y) => x - y);
        const rank = (xs.length - 1) * a;
        const low = sorted[Math.floor(rank)];
        const high = sorted[Math.ceil(rank)];
        expect(quantile(xs, a)).toBeCloseTo(low + (rank - Math.floor(rank)) * (high - low), 9);
        expect(quantile(xs, Math.max(a, b))).toBeGreaterThanOrEqual(quantile(xs, Math.min(a, b)) - 1e-12);
        expect(quantiles(xs, [a, b])).toEqual([quantile(xs, a), quantile(xs, b)]);
      }),
    );
  });

  it('leaves the order of its numbers alone', () => {
    const xs = Float32Array.of(3, 1, 2);
    expect(quantile(xs, 0.5)).toBe(2);
    expect([...xs]).toEqual([3, 1, 2]);
  });

  it('orders numbers as numbers', () => expect(quantile([10, 9, 100, -1], 1)).toBe(100));

  it('refuses nothing, NaN and shares out of range', () => {
    expect(() => quantile([], 0.5)).toThrow(/at least one/);
    expect(() => quantile([1, Number.NaN, 2], 0.5)).toThrow(/NaN/);
    expect(() => quantile([1, 2], 1.01)).toThrow(/from 0 to 1/);
    expect(() => quantile([1, 2], -0.01)).toThrow(/from 0 to 1/);
  });
});
