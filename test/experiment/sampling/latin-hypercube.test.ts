import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnValues } from '../../../src/experiment/draws.ts';
import { latinHypercube } from '../../../src/experiment/sampling/latin-hypercube.ts';

const column = (rows: readonly (readonly number[])[], k: number) => rows.map((row) => row[k]);

describe('a Latin hypercube', () => {
  it('meets every stratum of every name once, strictly within 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 80 }),
        fc.uniqueArray(fc.string(), { minLength: 1, maxLength: 5 }),
        fc.string(),
        (points, names, seed) => {
          const rows = latinHypercube(points, names, seed);
          expect(rows).toHaveLength(points);
          for (const k of names.keys()) {
            const places = column(rows, k);
            const strata = places.map((place) => Math.floor(place * points));
            expect(strata.sort((a, b) => a - b)).toEqual(Array.from({ length: points }, (_, stratum) => stratum));
            expect(Math.min(...places)).toBeGreaterThan(0);
            expect(Math.max(...places)).toBeLessThan(1);
          }
        },
      ),
    );
  });

  it('moves nobody when a name is added, wherever in the list', () => {
    const alone = column(latinHypercube(40, ['a'], 's'), 0);
    expect(column(latinHypercube(40, ['newcomer', 'a', 'b'], 's'), 1)).toEqual(alone);
    expect(column(latinHypercube(40, ['a', 'b'], 's'), 1)).not.toEqual(alone);
    expect(column(latinHypercube(40, ['a'], 't'), 0)).not.toEqual(alone);
  });

  it('has the luck of the draws that a scenario makes by itself', () => {
    // With the default in the middle their distribution is uniform, too.
    expect(column(latinHypercube(40, ['a'], 's'), 0)).toEqual(drawnValues('s', 40, 'a', 0.5, [0, 1]));
  });

  it('pairs names at random: their ranks are hardly correlated, where shared ones would be altogether', () => {
    const correlation = (one: readonly number[], other: readonly number[]) => {
      const products = one.reduce((sum, x, k) => sum + (x - 0.5) * (other[k] - 0.5), 0);
      return (12 * products) / one.length;
    };
    const names = ['a', 'b', 'c', 'a@low'];
    const rows = latinHypercube(1000, names, 's');
    for (const k of names.keys())
      for (let other = 0; other < k; other++)
        // Six standard errors of 1 / sqrt(1000).
        expect(Math.abs(correlation(column(rows, k), column(rows, other)))).toBeLessThan(0.19);
    expect(correlation(column(rows, 0), column(rows, 0))).toBeGreaterThan(0.99);
  });

  it('refuses what is no number of points', () => {
    for (const points of [0, -1, 2.5, Number.NaN])
      expect(() => latinHypercube(points, ['a'], 's')).toThrow('whole number of at least 1 point');
  });
});
