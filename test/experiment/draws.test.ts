import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnValues } from '../../src/experiment/draws.ts';
import { surprise } from '../support/surprise.ts';

const RANGE = [0, 10] as const;
/** One in a million: the seeds are fixed, so this says how often an innocent change would trip a test. */
const FALSE_ALARM = 1e-6;

const all = (seed: string, draws: number, name: string, value = 4, range: readonly [number, number] = RANGE) =>
  drawnValues(seed, draws, name, value, range);

/** Place of a drawn number in its distribution, 0 to 1. */
const place = (drawn: number, value: number, [low, high]: readonly [number, number]) =>
  drawn < value ? (drawn - low) / (value - low) / 2 : (1 + (drawn - value) / (high - value)) / 2;

describe('the numbers of parameter draws', () => {
  it('are the default when there is one draw only', () => {
    expect(all('s', 1, 'a')).toEqual([4]);
  });

  it('meet every stratum of the distribution exactly once (Latin hypercube)', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 60 }),
        fc.string(),
        fc.integer({ min: 1, max: 9 }),
        (draws, name, value) => {
          const strata = all('s', draws, name, value).map((drawn) => Math.floor(place(drawn, value, RANGE) * draws));
          expect(strata.sort((a, b) => a - b)).toEqual(Array.from({ length: draws }, (_, k) => k));
        },
      ),
    );
  });

  it('have the default as their median: half of them on either side, within the range', () => {
    for (const draws of [2, 8, 50]) {
      const numbers = all('s', draws, 'skewed', 1, [0.5, 20]);
      expect(numbers.filter((number) => number < 1)).toHaveLength(draws / 2);
      expect(Math.min(...numbers)).toBeGreaterThanOrEqual(0.5);
      expect(Math.max(...numbers)).toBeLessThanOrEqual(20);
    }
  });

  it('belong to the name: others have no part in them', () => {
    // No state: asking for another name, in any order, moves nobody.
    const before = all('s', 16, 'a');
    all('s', 16, 'newcomer');
    expect(all('s', 16, 'a')).toEqual(before);
    expect(all('s', 16, 'b')).not.toEqual(before);
    expect(all('t', 16, 'a')).not.toEqual(before);
  });

  it('share the luck of the name between conditions', () => {
    expect(all('s', 16, 'a@condition')).toEqual(all('s', 16, 'a'));
  });

  it('are independent between names, and a shared permutation would be seen', () => {
    /** How often two names are on the same side of their medians in draw 0, over many pairs. */
    const together = (pairOf: (k: number) => readonly [string, string]) => {
      let hits = 0;
      for (let k = 0; k < 2000; k++) {
        const [one, other] = pairOf(k).map((name) => Number(drawnValues(`seed ${k}`, 8, name, 5, RANGE)[0]) < 5);
        if (one === other) hits++;
      }
      return surprise(hits, 2000, 0.5);
    };
    expect(together(() => ['a', 'b'])).toBeGreaterThan(FALSE_ALARM);
    expect(together((k) => (k % 5 === 0 ? ['a', 'a'] : ['a', 'b']))).toBeLessThan(FALSE_ALARM);
  });

  it('refuse plans without draws and ranges without the default', () => {
    expect(() => drawnValues('s', 0, 'a', 4, RANGE)).toThrow('expected at least 1 draw, found 0');
    expect(() => drawnValues('s', 1.5, 'a', 4, RANGE)).toThrow('found 1.5');
    expect(() => drawnValues('s', 8, 'a', 11, RANGE)).toThrow('expected a range around 11 for a, found 0 to 10');
  });

  it('stay what they were', () => {
    // Changes only together with a line under "Results change" in CHANGELOG.md.
    expect(all('forewarned', 3, 'appraisal.risk', 1.4, [0.7, 2.4])).toEqual([
      1.4077394247055053, 0.7445108930269877, 1.781130814552307,
    ]);
  });
});
