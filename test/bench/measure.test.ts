import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../bench/measure.ts';
import { pairsNeeded } from '../../bench/tasks/answer.ts';

describe('a spread', () => {
  it('has median, quartiles and range, in whatever order the repeats came', () => {
    expect(spreadOf([9, 1, 3, 5, 7])).toEqual({ least: 1, lower: 3, median: 5, upper: 7, most: 9 });
    expect(spreadOf([4, 2])).toMatchObject({ least: 2, median: 3, most: 4 });
    expect(spreadOf([6])).toEqual({ least: 6, lower: 6, median: 6, upper: 6, most: 6 });
  });

  it('takes nothing that is not a number', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
    expect(() => spreadOf([1, Number.NaN])).toThrow(RangeError);
  });
});

describe('pairs that an answer takes', () => {
  it('follow from the variance of differences, or of worlds that share nothing', () => {
    const { effect, paired, unpaired } = pairsNeeded([11, 23, 32], [10, 20, 30]);
    expect(effect).toBeCloseTo(2);
    // Differences 1, 3, 2: variance 1; allowed is a tenth of the effect, squared.
    expect(paired).toBeCloseTo(1 / 0.04);
    expect(unpaired).toBeCloseTo((111 + 100) / 0.04);
  });
});
