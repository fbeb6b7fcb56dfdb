import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leastSquares } from '../../src/statistics/least-squares.ts';

const column = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 8, maxLength: 8 });
const positive = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 8, maxLength: 8 });
const ones = new Float64Array(8).fill(1);

describe('leastSquares', () => {
  it('leaves residuals that are orthogonal to every column, by weight', () => {
    fc.assert(
      fc.property(column, column, column, positive, (a, b, y, weights) => {
        const columns = [ones, Float64Array.from(a), Float64Array.from(b)];
        const w = Float64Array.from(weights);
        const { residuals } = leastSquares(columns, Float64Array.from(y), w);
        for (const each of columns)
          expect(Math.abs(each.reduce((sum, x, i) => sum + x * w[i] * residuals[i], 0))).toBeLessThan(1e-6);
      }),
    );
  });

  it('finds the line that is there', () => {
    const x = Float64Array.from([1, 2, 3, 5, 8, 13, 21, 34]);
    const { coefficients, rank } = leastSquares(
      [ones, x],
      x.map((value) => 3 - 2 * value),
      ones,
    );
    expect(coefficients[0]).toBeCloseTo(3, 9);
    expect(coefficients[1]).toBeCloseTo(-2, 9);
    expect(rank).toBe(2);
  });

  it('leaves out what earlier columns have said', () => {
    const x = Float64Array.from([1, 2, 3, 5, 8, 13, 21, 34]);
    const twice = x.map((value) => 2 * value + 1);
    const y = Float64Array.from([4, 1, 3, 2, 8, 1, 2, 5]);
    const without = leastSquares([ones, x], y, ones);
    const { coefficients, kept, rank, inverse } = leastSquares([ones, x, twice], y, ones);
    expect(kept).toEqual([true, true, false]);
    expect(rank).toBe(2);
    expect(coefficients[2]).toBe(0);
    expect(coefficients[1]).toBeCloseTo(without.coefficients[1], 12);
    expect(inverse[1][1]).toBeCloseTo(without.inverse[1][1], 12);
    expect([...inverse[2]]).toEqual([0, 0, 0]);
  });

  it('refuses columns of other lengths', () => {
    expect(() => leastSquares([ones, new Float64Array(7)], ones, ones)).toThrow(RangeError);
  });
});
