import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { meanSplit, type StudySplit, splitError } from '../../../src/experiment/evaluation/bias-split.ts';
import { type Cause, causes, type Spared } from '../../../src/experiment/evaluation/study.ts';

const place = { replicate: 3, lot: 1 };
const bitsOf = (spared: Spared): number => causes.reduce((sum, cause, c) => sum + (spared[cause] ? 0 : 1 << c), 0);
const game = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 });

function splitOf(errors: readonly number[]): StudySplit {
  const split = splitError((spared) => errors[bitsOf(spared)], place);
  if (split === null) throw new Error('expected a split');
  return split;
}

function orders(names: readonly Cause[]): Cause[][] {
  if (names.length === 0) return [[]];
  return names.flatMap((first) => orders(names.filter((other) => other !== first)).map((rest) => [first, ...rest]));
}

describe('the split of a bias', () => {
  it('sums to the error, whatever the causes do to each other', () => {
    fc.assert(
      fc.property(game, (errors) => {
        const { error, parts, remainder } = splitOf(errors);
        expect(error).toBe(errors[63]);
        expect(remainder).toBe(errors[0]);
        expect(causes.reduce((sum, cause) => sum + parts[cause], remainder)).toBeCloseTo(error, 12);
      }),
    );
  });

  it('is the mean over all 720 orders in which causes can be let in', () => {
    const all = orders(causes);
    expect(all).toHaveLength(720);
    fc.assert(
      fc.property(game, (errors) => {
        const { parts } = splitOf(errors);
        const sums = new Map<Cause, number>(causes.map((cause) => [cause, 0]));
        for (const order of all) {
          let subset = 0;
          for (const cause of order) {
            const next = subset | (1 << causes.indexOf(cause));
            sums.set(cause, (sums.get(cause) ?? 0) + errors[next] - errors[subset]);
            subset = next;
          }
        }
        for (const cause of causes) expect(parts[cause]).toBeCloseTo((sums.get(cause) ?? 0) / 720, 12);
      }),
      { numRuns: 20 },
    );
  });

  it('gives exactly nothing to a cause that changes nothing', () => {
    fc.assert(
      fc.property(game, fc.constantFrom(...causes), (errors, idle) => {
        const without = 63 - (1 << causes.indexOf(idle));
        expect(splitOf(errors.map((_, subset) => errors[subset & without])).parts[idle]).toBe(0);
      }),
    );
  });

  it('treats causes alike that do the same, and shares what two do together', () => {
    const both = (spared: Spared): number => (spared.attrition || spared.selection ? 0 : 0.3);
    const split = splitError(both, place);
    expect(split?.parts.attrition).toBeCloseTo(0.15, 12);
    expect(split?.parts.selection).toBeCloseTo(0.15, 12);
    expect(split?.parts.recall).toBe(0);
  });

  it('asks for each subset once', () => {
    const seen: number[] = [];
    splitError((spared) => seen.push(bitsOf(spared)), place);
    expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 64 }, (_, k) => k));
  });

  it('is unknown where one of the studies has no answer', () => {
    expect(splitError((spared) => (spared.recall ? Number.NaN : 1), place)).toBeNull();
  });

  it('is averaged with Monte Carlo errors between worlds', () => {
    const splits = [0.1, 0.3].map((size, replicate) => {
      const split = splitError((spared) => (spared.recall ? 0.01 : size), { replicate, lot: 0 });
      if (split === null) throw new Error('expected a split');
      return split;
    });
    const mean = meanSplit(splits);
    expect(mean?.studies).toBe(2);
    expect(mean?.bias.value).toBeCloseTo(0.2, 12);
    expect(mean?.parts.recall.value).toBeCloseTo(0.19, 12);
    expect(mean?.parts.recall.error).toBeCloseTo(0.1, 12);
    expect(mean?.parts.attrition).toEqual({ value: 0, error: 0 });
    expect(mean?.remainder).toEqual({ value: 0.01, error: 0 });
    expect(meanSplit([])).toBeNull();
  });
});
