import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { categorical, clippedNormal, exponential, gumbel, normal } from '../../src/random/distributions.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { FALSE_ALARM, normalSurprise, surprise } from '../support/surprise.ts';

const N = 100_000;
const key = keyOf('test', 'distributions');
const draws = Array.from({ length: N }, (_, i) => uniform(key, i));
const thousandth = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);

/** Chance of a mean as far from `mean` as this one, by the central limit theorem. */
function meanSurprise(values: readonly number[], mean: number, sd: number): number {
  return normalSurprise(
    ((values.reduce((sum, x) => sum + x, 0) / values.length - mean) / sd) * Math.sqrt(values.length),
  );
}

describe('each by inversion', () => {
  it.each([
    ['normal', (u: number) => normal(u, 3, 2), 3, 2],
    ['gumbel', gumbel, 0.5772156649015329, Math.PI / Math.sqrt(6)],
    ['exponential', exponential, 1, 1],
  ])('%s has its mean, and a mean 3 % of a standard deviation away would show', (_, draw, mean, sd) => {
    const values = draws.map(draw);
    expect(meanSurprise(values, mean, sd)).toBeGreaterThan(FALSE_ALARM);
    expect(
      meanSurprise(
        values.map((x) => x + 0.03 * sd),
        mean,
        sd,
      ),
    ).toBeLessThan(FALSE_ALARM);
  });

  it.each([
    ['normal', (u: number) => normal(u, 3, 2)],
    ['gumbel', gumbel],
    ['exponential', exponential],
    ['categorical', (u: number) => categorical(u, [0.2, 0, 0.5, 0.3])],
  ])('%s never falls when the draw rises', (_, draw) => {
    fc.assert(
      fc.property(thousandth, thousandth, (a, b) => {
        expect(draw(Math.max(a, b))).toBeGreaterThanOrEqual(draw(Math.min(a, b)));
      }),
    );
  });
});

describe('a clipped normal draw', () => {
  it('puts what lies outside on the ends', () => {
    const values = draws.map((u) => clippedNormal(u, 0, 1, -1, 2));
    expect(surprise(values.filter((x) => x === -1).length, N, 0.15865525393145707)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(values.filter((x) => x === 2).length, N, 0.022750131948179195)).toBeGreaterThan(FALSE_ALARM);
    // Planted: ends as of another spread.
    expect(
      surprise(draws.filter((u) => clippedNormal(u, 0, 1.1, -1, 2) === 2).length, N, 0.022750131948179195),
    ).toBeLessThan(FALSE_ALARM);
  });
});

describe('a categorical draw', () => {
  it('takes shares relative to their sum', () => {
    expect([0.05, 0.15, 0.5, 0.95].map((u) => categorical(u, [1, 1, 8]))).toEqual([0, 1, 2, 2]);
    expect([0.05, 0.15, 0.5, 0.95].map((u) => categorical(u, Float32Array.of(0.1, 0.1, 0.8)))).toEqual([0, 1, 2, 2]);
  });

  it('never gives a share of nothing', () => {
    const most = 1 - 2 ** -24;
    expect([categorical(2 ** -24, [0, 1]), categorical(most, [1, 0]), categorical(1, [0.1, 0.2, 0])]).toEqual([
      1, 0, 1,
    ]);
  });

  it('refuses shares that are all nothing', () => expect(() => categorical(0.5, [0, 0])).toThrow(/sum above 0/));
});
