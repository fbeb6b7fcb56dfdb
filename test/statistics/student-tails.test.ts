import { describe, expect, it } from 'vitest';
import { studentQuantile, studentTails } from '../../src/statistics/student.ts';
import { reference } from '../experiment/evaluation/reference/known.ts';

describe('studentTails', () => {
  const { t, df, p } = reference.tails;
  it.each(t.map((value, k) => [value, df[k], p[k]] as const))(
    't = %d with %d degrees of freedom, as R',
    (value, freedom, known) => {
      expect(Math.abs(studentTails(value, freedom) - known)).toBeLessThanOrEqual(1e-10 * known);
    },
  );

  it('is the quantile turned round', () => {
    for (const share of [0.5001, 0.6, 0.9, 0.975, 0.99999])
      for (const freedom of [1, 3.7, 24, 998]) {
        const tails = studentTails(studentQuantile(share, freedom), freedom);
        expect(tails / (2 * (1 - share))).toBeCloseTo(1, 9);
      }
  });

  it('is 1 at nothing, the same on both sides and 0 at infinity', () => {
    expect(studentTails(0, 5)).toBe(1);
    expect(studentTails(-2, 5)).toBe(studentTails(2, 5));
    expect(studentTails(Number.POSITIVE_INFINITY, 5)).toBe(0);
  });

  it.each([
    [Number.NaN, 5],
    [1, 0],
    [1, Number.NaN],
    [1, Number.POSITIVE_INFINITY],
  ])('refuses t = %d with %d degrees of freedom', (value, freedom) => {
    expect(() => studentTails(value, freedom)).toThrow(RangeError);
  });
});
