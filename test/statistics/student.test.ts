import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { studentQuantile } from '../../src/statistics/student.ts';

describe('studentQuantile', () => {
  it.each([
    // From the incomplete beta function by mpmath 1.4 with 40 digits.
    [0.95, 1, 6.3137515146750374],
    [0.95, 7, 1.89457860509000679],
    [0.975, 5, 2.57058183563631478],
    [0.6, 3, 0.276670662332689847],
    [1e-10, 30, -9.37748978040714318],
    [0.999, 2.5, 13.8221931108659597],
    [0.975, 200, 1.971896223633909],
    [0.995, 63, 2.65614502509986136],
    [0.975, 999_999, 1.95996635681647893],
    [1e-10, 2e6, -6.36137387549398412],
  ])('p = %d with %d degrees of freedom', (p, df, known) => {
    expect(Math.abs(studentQuantile(p, df) / known - 1)).toBeLessThan(1e-11);
  });

  it.each([
    // As R prints them: qt(.95, 1), qt(.95, 7), qt(.975, 5).
    [0.95, 1, 6.313752],
    [0.95, 7, 1.894579],
    [0.975, 5, 2.570582],
  ])('agrees with R at p = %d with %d degrees of freedom', (p, df, printed) => {
    expect(studentQuantile(p, df)).toBeCloseTo(printed, 6);
  });

  it('has closed forms at one and two degrees of freedom', () => {
    for (let n = 501; n < 1000; n++) {
      const p = n / 1000;
      expect(studentQuantile(p, 1) / Math.tan(Math.PI * (p - 0.5))).toBeCloseTo(1, 11);
      expect(studentQuantile(p, 2) / ((2 * p - 1) * Math.sqrt(2 / (4 * p * (1 - p))))).toBeCloseTo(1, 11);
    }
  });

  it('changes its method at 100,000 degrees of freedom without a step', () => {
    for (const p of [0.6, 0.95, 0.999, 1e-6])
      expect(Math.abs(studentQuantile(p, 100_000) / studentQuantile(p, 100_001) - 1)).toBeLessThan(1e-9);
  });

  it('mirrors, rises with p and falls towards the normal with more degrees of freedom', () => {
    const above = fc.integer({ min: 501, max: 998 });
    const freedom = fc.integer({ min: 1, max: 500 });
    fc.assert(
      fc.property(above, freedom, (n, df) => {
        const t = studentQuantile(n / 1000, df);
        expect(studentQuantile((1000 - n) / 1000, df)).toBeCloseTo(-t, 9);
        expect(studentQuantile((n + 1) / 1000, df)).toBeGreaterThan(t);
        expect(studentQuantile(n / 1000, df + 1)).toBeLessThan(t);
        expect(studentQuantile(n / 1000, Number.POSITIVE_INFINITY)).toBeLessThan(t);
      }),
    );
  });

  it('is nothing at one half', () => expect(studentQuantile(0.5, 3)).toBe(0));

  it.each([
    [0, 3],
    [1, 3],
    [Number.NaN, 3],
    [0.5, 0.5],
    [0.5, Number.NaN],
  ])('refuses p = %d with %d degrees of freedom', (p, df) => {
    expect(() => studentQuantile(p, df)).toThrow(RangeError);
  });
});
