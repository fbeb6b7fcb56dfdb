import { describe, expect, it } from 'vitest';
import type { Spread } from '../../src/experiment/comparison.ts';
import {
  changeFigure,
  changeInWords,
  euros,
  intervalInWords,
  joined,
  levelFigure,
  number,
  people,
  signed,
  toldApart,
} from '../../src/report/words.ts';

const spread = (mean: number, low: number, high: number, replicates = 16): Spread => ({
  ...{ mean, low, high, replicates },
  luck: { low, high },
  parameters: { low, high },
  monteCarloError: 0,
  draws: 8,
});

describe('numbers', () => {
  it.each([
    [number(1234567), '1,234,567'],
    [number(-1.24, 1), '\u22121.2'],
    [number(-0.04, 1), '0.0'],
    [signed(0.04, 1), '0.0'],
    [signed(12), '+12'],
    [euros(3700), '€\u00a03,700'],
    [euros(3724.4), '€\u00a03,720'],
    [euros(4.2), '€\u00a04.20'],
    [euros(87.3), '€\u00a087'],
    [euros(0), '€\u00a00'],
    [euros(500_000), '€\u00a0500,000'],
    [euros(1_240_000), '€\u00a01.24\u00a0million'],
    [euros(25_000_000), '€\u00a025\u00a0million'],
    [people(28_412), '28,000'],
    [people(7.4), '7'],
  ])('reads %s', (found, expected) => expect(found).toBe(expected));
});

describe('outcomes in words', () => {
  it('says shares as people per 1,000', () => {
    const found = spread(0.012, 0.003, 0.021);
    expect(changeInWords('decision_quality', found)).toBe('about 12 more per 1,000 people');
    expect(intervalInWords('decision_quality', found)).toBe('between 3 and 21 more');
    expect(joined(changeFigure('decision_quality', found))).toBe('+12 (3 to 21)');
  });

  it('says beliefs as percentage points, with a true minus', () => {
    const found = spread(-0.012, -0.02, -0.004);
    expect(changeInWords('error_death', found)).toBe('about 1.2 percentage points lower');
    expect(intervalInWords('error_death', found)).toBe('between 0.4 and 2.0 lower');
    expect(changeFigure('error_death', found)).toEqual({ size: '\u22121.2', interval: '\u22122.0 to \u22120.4' });
  });

  it('names both sides of an interval that holds zero', () => {
    expect(intervalInWords('irregular_departures', spread(0.002, -0.005, 0.009))).toBe(
      'between 5.0 fewer and 9.0 more',
    );
  });

  it('shows money with its interval, and levels without sign', () => {
    expect(joined(levelFigure('cost_per_better_choice', spread(3700, 2100, 9000)))).toBe(
      '€\u00a03,700 (€\u00a02,100 to €\u00a09,000)',
    );
    expect(levelFigure('harmed', spread(0.0081, 0.006, 0.0102)).size).toBe('8.1');
  });

  it('claims no interval for one run', () => {
    const one = spread(0.01, 0.01, 0.01, 1);
    expect(joined(changeFigure('decision_quality', one))).toBe('+10.0 (one run)');
    expect(intervalInWords('decision_quality', one)).toBe('one run: no interval');
    expect(toldApart(one)).toBe(false);
  });

  it('tells apart from none only what leaves out zero in enough runs', () => {
    expect(toldApart(spread(1, 0.1, 2))).toBe(true);
    expect(toldApart(spread(-1, -2, -0.1))).toBe(true);
    expect(toldApart(spread(1, 0, 2))).toBe(false);
    expect(toldApart(spread(1, -0.1, 2))).toBe(false);
    expect(toldApart(spread(1, 0.9, 1.1, 4))).toBe(false);
    expect(toldApart(spread(1, 0.9, 1.1, 5))).toBe(true);
  });
});
