import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factorial } from '../../../src/experiment/sampling/factorial.ts';

describe('a full factorial', () => {
  it('has every combination, the last factor fastest', () => {
    expect(factorial([[1, 2], [5], [7, 8, 9]])).toEqual([
      [1, 5, 7],
      [1, 5, 8],
      [1, 5, 9],
      [2, 5, 7],
      [2, 5, 8],
      [2, 5, 9],
    ]);
    expect(factorial([])).toEqual([[]]);
  });

  it('has each combination once, as many as the product of the levels', () => {
    const factor = fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.array(factor, { maxLength: 4 }), (levels) => {
        const rows = factorial(levels);
        expect(rows).toHaveLength(levels.reduce((product, { length }) => product * length, 1));
        expect(new Set(rows.map(String)).size).toBe(rows.length);
        for (const row of rows) for (const [k, level] of row.entries()) expect(levels[k]).toContain(level);
      }),
    );
  });

  it('names the product where there are too many, and the factor that has no level', () => {
    const hundred = Array.from({ length: 100 }, (_, k) => k);
    expect(factorial([hundred, hundred, hundred])).toHaveLength(1_000_000);
    expect(() => factorial([hundred, hundred, [1, 2], hundred])).toThrow(
      new RangeError(
        'factorial: expected at most 1000000 combinations, found 100 x 100 x 2 x 100 = 2000000. Take fewer levels, or a Latin hypercube.',
      ),
    );
    // So many that counting them must come before making them.
    expect(() => factorial(Array.from({ length: 60 }, () => hundred))).toThrow(RangeError);
    expect(() => factorial([[1], []])).toThrow('found none for factor 2');
  });
});
