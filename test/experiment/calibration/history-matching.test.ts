import { describe, expect, it } from 'vitest';
import { implausibilityOf, matched, type Observed } from '../../../src/experiment/calibration/history-matching.ts';

const target = (id: string, low: number, high: number, changes: Partial<Observed> = {}): Observed => ({
  ...{ id, low, high, discrepancy: 0.3, luck: 0.4, ...changes },
});

describe('implausibility', () => {
  it('is the distance from the published interval in standard deviations of discrepancy and luck together', () => {
    const one = target('a', 1, 2);
    expect(implausibilityOf(1.5, one)).toBe(0);
    expect(implausibilityOf(1, one)).toBe(0);
    expect(implausibilityOf(3, one)).toBeCloseTo(2, 12);
    expect(implausibilityOf(0, one)).toBeCloseTo(2, 12);
    expect(implausibilityOf(Number.NaN, one)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('history matching', () => {
  const observed = [target('a', 0, 1), target('b', 0, 1), target('c', 0, 1)];

  it('keeps draws whose second largest implausibility is below three', () => {
    const values = [
      [0.5, 0.5, 0.5],
      [9, 0.5, 0.5],
      [9, 9, 0.5],
      [2.4, 2.4, 2.4],
      [2.6, 2.6, 0.5],
    ];
    expect(matched(values, observed)).toMatchObject({ kept: [0, 1, 3], unmet: [], opposed: [] });
  });

  it('sets aside what no draw meets, and says so', () => {
    const values = [
      [9, 0.5, 0.5],
      [9, 9, 9],
    ];
    expect(matched(values, observed)).toMatchObject({ kept: [0], unmet: ['a'] });
  });

  it('names pairs that no draw meets together', () => {
    const values = [
      [0.5, 9, 0.5],
      [9, 0.5, 0.5],
    ];
    expect(matched(values, observed)).toMatchObject({ opposed: [['a', 'b']], kept: [0, 1] });
  });

  it('counts a draw without a number as one that does not meet the target', () => {
    expect(
      matched(
        [
          [Number.NaN, Number.NaN, 0.5],
          [0.5, 0.5, 0.5],
        ],
        observed,
      ).kept,
    ).toEqual([1]);
  });
});
