import { describe, expect, it } from 'vitest';
import { holds, joint, runsToDecide, verdictOn } from '../../../src/experiment/findings/verdict.ts';
import { wilson } from '../../../src/statistics/wilson.ts';

const estimate = (low: number, high: number, runs = 16) => ({ value: (low + high) / 2, low, high, runs });

describe('a verdict', () => {
  it.each([
    [estimate(0.02, 0.04), { above: 0.01 }, 'reproduced'],
    [estimate(0.01, 0.04), { above: 0.01 }, 'undecided'],
    [estimate(0, 0), { above: 0 }, 'not reproduced'],
    [estimate(0.005, 0.04), { above: 0.01 }, 'undecided'],
    [estimate(-0.02, 0.009), { above: 0.01 }, 'not reproduced'],
    [estimate(-0.04, -0.02), { below: -0.01 }, 'reproduced'],
    [estimate(0, 0), { below: -0.01 }, 'not reproduced'],
    [estimate(-0.01, 0.01), { between: [-0.02, 0.02] as [number, number] }, 'reproduced'],
    [estimate(0.01, 0.03), { between: [-0.02, 0.02] as [number, number] }, 'undecided'],
    [estimate(0.03, 0.04), { between: [-0.02, 0.02] as [number, number] }, 'not reproduced'],
    [estimate(0.5, 0.5, 1), { above: 0.01 }, 'undecided'],
    [estimate(Number.NaN, Number.NaN), { above: 0.01 }, 'undecided'],
  ])('%j against %j: %s', (found, region, verdict) => expect(verdictOn(found, region)).toBe(verdict));

  it('of several parts is reproduced only where all are, and not where one is not', () => {
    expect(joint(['reproduced', 'reproduced'])).toBe('reproduced');
    expect(joint(['reproduced', 'undecided'])).toBe('undecided');
    expect(joint(['not reproduced', 'undecided'])).toBe('not reproduced');
  });

  it('says how many runs would decide it', () => {
    expect(runsToDecide(estimate(0.02, 0.04), { above: 0.01 })).toBeNull();
    // A half-width of 0.02 at a distance of 0.01: four times as many runs halve it.
    expect(runsToDecide({ value: 0.02, low: 0, high: 0.04, runs: 16 }, { above: 0.01 })).toBe(64);
    expect(runsToDecide({ value: 0.01, low: 0, high: 0.02, runs: 16 }, { above: 0.01 })).toBe('too many');
  });

  it('does not take nothing for more than nothing, and holds the ends of an interval', () => {
    expect(holds(0.01, { above: 0.01 })).toBe(false);
    expect(holds(0.0101, { above: 0.01 })).toBe(true);
    expect(holds(-0.02, { between: [-0.02, 0.02] })).toBe(true);
  });
});

// R: for (h in c(0, 7, 32)) prop.test(h, 32, conf.level = 0.9, correct = FALSE)$conf.int
it.each([
  [0, 0, 0.07795709805],
  [7, 0.1231872604, 0.3581636073],
  [32, 0.9220429019, 1],
])('Wilson interval of %d in 32', (hits, low, high) => {
  expect(wilson(hits, 32).low).toBeCloseTo(low, 9);
  expect(wilson(hits, 32).high).toBeCloseTo(high, 9);
});
