import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawsOf, type Sampling, type Varied } from '../../../src/experiment/sampling/design-of-draws.ts';
import { latinHypercube } from '../../../src/experiment/sampling/latin-hypercube.ts';
import { MOST_DIMENSIONS, shifted } from '../../../src/experiment/sampling/sobol.ts';
import { MOST_BY_SOBOL } from '../../../src/scenario/batch-file.ts';

const vary: readonly Varied[] = [
  { name: 'a', low: -2, high: 4 },
  { name: 'b', low: 0.1, high: 0.3 },
];
const valuesOf = (sampling: Sampling, seed = 's') => Object.fromEntries(drawsOf(sampling, seed).values);

describe('the draws of a batch', () => {
  it('are a list, row by row, in which the seed has no part', () => {
    const rows = [
      [1, 10],
      [2, 20],
      [1, 10],
    ];
    const list = { method: 'list', names: ['a', 'b'], rows } as const;
    expect(drawsOf(list, 's').draws).toBe(3);
    expect(valuesOf(list)).toEqual({ a: [1, 2, 1], b: [10, 20, 10] });
    expect(valuesOf(list, 't')).toEqual(valuesOf(list));
  });

  it('are all combinations of levels: values, steps, or the two bounds', () => {
    const levels: readonly Varied[] = [
      { name: 'a', low: 0, high: 9, values: [7, 1] },
      { name: 'b', low: 1, high: 2, steps: 3 },
      { name: 'c', low: -1, high: 1 },
    ];
    const { a, b, c } = valuesOf({ method: 'factorial', vary: levels });
    expect(a).toEqual([7, 7, 7, 7, 7, 7, 1, 1, 1, 1, 1, 1]);
    expect(b).toEqual([1, 1, 1.5, 1.5, 2, 2, 1, 1, 1.5, 1.5, 2, 2]);
    expect(c).toEqual([-1, 1, -1, 1, -1, 1, -1, 1, -1, 1, -1, 1]);
  });

  it('end exactly at their bounds, however these round', () => {
    fc.assert(
      fc.property(
        // Minus nought is nought: sums give the latter.
        fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((low) => low + 0),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        fc.integer({ min: 2, max: 40 }),
        (low, width, steps) => {
          const high = low + width;
          const { a } = valuesOf({ method: 'factorial', vary: [{ name: 'a', low, high, steps }] });
          expect([a[0], a[steps - 1], a.length]).toEqual([low, high, steps]);
          expect(a.every((value, k) => k === 0 || value > a[k - 1])).toBe(true);
          for (const method of ['latin-hypercube', 'sobol'] as const) {
            const drawn = valuesOf({ method, vary: [{ name: 'a', low, high }], points: 16 }).a;
            expect(Math.min(...drawn)).toBeGreaterThanOrEqual(low);
            expect(Math.max(...drawn)).toBeLessThanOrEqual(high);
          }
        },
      ),
    );
  });

  it('are uniform from low to high, with the places of the method', () => {
    const names = ['a', 'b'];
    for (const [method, places] of [
      ['latin-hypercube', latinHypercube(32, names, 's')],
      ['sobol', shifted(32, 's', names)],
    ] as const) {
      const { a, b } = valuesOf({ method, vary, points: 32 });
      expect(a).toEqual(places.map(([x]) => -2 + 6 * x));
      expect(b).toEqual(places.map(([, y]) => 0.1 + (0.3 - 0.1) * y));
      // A quarter of the draws in each quarter of the range.
      for (let quarter = 0; quarter < 4; quarter++)
        expect(a.filter((value) => Math.floor((value + 2) / 1.5) === quarter)).toHaveLength(8);
      expect(valuesOf({ method, vary, points: 32 }, 't').a).not.toEqual(a);
    }
  });

  it('move nobody when a number is added', () => {
    const more = [...vary, { name: 'c', low: 0, high: 1 }];
    for (const method of ['latin-hypercube', 'sobol'] as const)
      expect(valuesOf({ method, vary: more, points: 24 })).toMatchObject(valuesOf({ method, vary, points: 24 }));
  });

  it('are refused when they are none', () => {
    const refused = (sampling: Sampling) => expect(() => drawsOf(sampling, 's'));
    refused({ method: 'sobol', vary: [], points: 4 }).toThrow('expected at least one name that varies, found none');
    refused({ method: 'factorial', vary: [vary[0], vary[0]] }).toThrow('expected every name once, found a twice');
    refused({ method: 'list', names: ['a'], rows: [] }).toThrow('expected at least one draw, found none');
    refused({ method: 'list', names: ['a'], rows: [[1], [1, 2]] }).toThrow('expected 1 numbers in draw 1, found 1, 2');
    refused({ method: 'list', names: ['a'], rows: [[Number.NaN]] }).toThrow('found NaN');
    refused({ method: 'factorial', vary: [{ name: 'a', low: 2, high: 1 }] }).toThrow('range for a, found 2 to 1');
    refused({ method: 'factorial', vary: [{ name: 'a', low: 1, high: 2, steps: 1 }] }).toThrow(
      '2 steps for a, found 1',
    );
    refused({ method: 'factorial', vary: [{ name: 'a', low: 1, high: 2, values: [] }] }).toThrow('found none');
    refused({ method: 'latin-hypercube', vary: [{ name: 'a', low: 0, high: Number.NaN }], points: 2 }).toThrow('range');
    refused({ method: 'latin-hypercube', vary, points: 0 }).toThrow('found 0');
  });

  it('by Sobol may vary as many numbers as the reader of files says', () => {
    expect(MOST_BY_SOBOL).toBe(MOST_DIMENSIONS);
  });
});
