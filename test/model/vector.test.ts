// Every primitive is a plain formula, rounded to 32 bits after each operation: a faster twin must give the same bits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as vector from '../../src/model/vector.ts';
import { uniform } from '../../src/random/draw.ts';
import { logistic as exactLogistic } from '../../src/random/exact-math.ts';
import { keyOf } from '../../src/random/key.ts';

const f = Math.fround;

/** Numbers of the model's size, and all that 32 bits can hold: halves, edges, tiny, huge, none. */
const edges = [0, -0, 1, -1, 0.5, 1e-12, -1e-12, 2 ** -126, 2 ** -149, 3.4e38, -3.4e38, Infinity, -Infinity, NaN].map(
  f,
);
const thousandth = fc.integer({ min: -8000, max: 8000 }).map((n) => f(n / 1000));
const any = fc.oneof(thousandth, fc.constantFrom(...edges), fc.float());
const threeAlike = fc
  .array(fc.tuple(any, any, any), { minLength: 1, maxLength: 40 })
  .map((rows) => [0, 1, 2].map((k) => Float32Array.from(rows, (row) => row[k])));

type Formula = (out: number, a: number, b: number, k: number, l: number) => number;
type Pass = (out: Float32Array, a: Float32Array, b: Float32Array, k: number, l: number) => void;

/** Each primitive beside its formula. `k` and `l` are whatever doubles a caller hands in. */
const primitives: readonly (readonly [string, Pass, Formula])[] = [
  ['fill', (out, _a, _b, k) => vector.fill(out, k), (_out, _a, _b, k) => f(k)],
  ['copy', (out, a) => vector.copy(out, a), (_, a) => a],
  ['add', (out, a, b) => vector.add(out, a, b), (_, a, b) => f(a + b)],
  ['subtract', (out, a, b) => vector.subtract(out, a, b), (_, a, b) => f(a - b)],
  ['multiply', (out, a, b) => vector.multiply(out, a, b), (_, a, b) => f(a * b)],
  ['divide', (out, a, b) => vector.divide(out, a, b), (_, a, b) => f(a / b)],
  ['scale', (out, a, _b, k) => vector.scale(out, a, k), (_, a, _b, k) => f(a * f(k))],
  ['shift', (out, a, _b, k) => vector.shift(out, a, k), (_, a, _b, k) => f(a + f(k))],
  ['from', (out, a, _b, k) => vector.from(out, k, a), (_, a, _b, k) => f(f(k) - a)],
  ['addScaled', (out, a, _b, k) => vector.addScaled(out, k, a), (out, a, _b, k) => f(out + f(f(k) * a))],
  ['addProduct', (out, a, b) => vector.addProduct(out, a, b), (out, a, b) => f(out + f(a * b))],
  ['subtractProduct', (out, a, b) => vector.subtractProduct(out, a, b), (out, a, b) => f(out - f(a * b))],
  ['relax', (out, _a, _b, k, l) => vector.relax(out, k, l), (out, _a, _b, k, l) => f(out + f(f(l) * f(f(k) - out)))],
  ['relaxTo', (out, a, _b, _k, l) => vector.relaxTo(out, a, l), (out, a, _b, _k, l) => f(out + f(f(l) * f(a - out)))],
  [
    'fade',
    (out, _a, _b, k) => vector.fade(out, k),
    (out, _a, _b, k) => (Math.abs(f(out * f(k))) < f(1e-12) ? 0 : f(out * f(k))),
  ],
  [
    'clamp',
    (out, a, _b, k, l) => vector.clamp(out, a, k, l),
    (_, a, _b, k, l) => (a < f(k) ? f(k) : a > f(l) ? f(l) : a),
  ],
  ['larger', (out, a, b) => vector.larger(out, a, b), (_, a, b) => (a > b ? a : b)],
  ['smaller', (out, a, b) => vector.smaller(out, a, b), (_, a, b) => (a < b ? a : b)],
  ['squareRoot', (out, a) => vector.squareRoot(out, a), (_, a) => f(Math.sqrt(a))],
  ['above', (out, a, _b, k) => vector.above(out, a, k), (_, a, _b, k) => (a > f(k) ? 1 : 0)],
  ['logistic', (out, a) => vector.logistic(out, a), (_, a) => f(vector.curve(a))],
];

/** Rows in which the pass and the formula differ in any bit; NaN is one number here. */
function unlike(pass: Pass, formula: Formula, [out, a, b]: readonly Float32Array[], k: number, l: number): number[] {
  const result = out.slice();
  pass(result, a, b, k, l);
  return Array.from(result.keys()).filter((i) => !Object.is(result[i], formula(out[i], a[i], b[i], k, l)));
}

describe.each(primitives)('%s', (_, pass, formula) => {
  it('equals its formula on all numbers', () => {
    fc.assert(
      fc.property(threeAlike, fc.oneof(thousandth, fc.double()), thousandth, (columns, k, l) => {
        expect(unlike(pass, formula, columns, k, l)).toEqual([]);
      }),
    );
  });

  it('may write over what it reads', () => {
    fc.assert(
      fc.property(threeAlike, thousandth, thousandth, ([out, a, b], k, l) => {
        const apart = a.slice();
        pass(apart, a, b, k, l);
        const onto = a.slice();
        pass(onto, onto, b, k, l);
        const expected = Array.from(a, (value, i) => formula(value, value, b[i], k, l));
        expect(Array.from(onto)).toEqual(expected.map((value) => (Object.is(value, -0) ? -0 : value)));
        expect(out).toHaveLength(a.length);
      }),
    );
  });
});

describe('the comparison with a formula', () => {
  const columns = [0, 1, 2].map((k) =>
    Float32Array.from({ length: 400 }, (_, i) => 4 * uniform(keyOf('test', 'columns', k), i) - 2),
  );
  it.each<readonly [string, Formula]>([
    ['rounds only at the end', (out, a, b) => f(out + a * b)],
    ['rounds twice', (out, a, b) => f(f(out + f(a * b)) * f(1 + 2 ** -23))],
  ])('would catch an addProduct that %s', (_, formula) => {
    expect(unlike((out, a, b) => vector.addProduct(out, a, b), formula, columns, 0, 0).length).toBeGreaterThan(10);
  });

  it('would catch a lost sign of nothing', () => {
    const zeros = [Float32Array.of(0), Float32Array.of(-0), Float32Array.of(0)];
    expect(
      unlike(
        (out, a) => vector.copy(out, a),
        (_, a) => a + 0,
        zeros,
        0,
        0,
      ),
    ).toEqual([0]);
  });
});

describe('the curve', () => {
  const grid = Array.from({ length: 40_001 }, (_, i) => f(i / 2000 - 10));

  it('is the logistic function to within a millionth, and flat beyond 8', () => {
    for (const x of grid) {
      const held = Math.min(8, Math.max(-8, x));
      expect(Math.abs(vector.curve(x) - exactLogistic(held))).toBeLessThan(1e-6);
    }
    expect(vector.curve(9)).toBe(vector.curve(8));
    expect(vector.curve(-Infinity)).toBe(vector.curve(-8));
    expect(vector.curve(0)).toBe(0.5);
    expect(vector.curve(Number.NaN)).toBeNaN();
  });

  it('never falls, and stays between 0 and 1', () => {
    for (let i = 1; i < grid.length; i++)
      expect(vector.curve(grid[i])).toBeGreaterThanOrEqual(vector.curve(grid[i - 1]));
    expect(vector.curve(-100)).toBeGreaterThan(0);
    expect(vector.curve(100)).toBeLessThan(1);
  });

  it('is its own 32-bit formula: a cell and a straight line in it', () => {
    const cells = Array.from({ length: 4098 }, (_, cell) => f(exactLogistic(cell / 256 - 8)));
    fc.assert(
      fc.property(any, (x) => {
        fc.pre(!Number.isNaN(x));
        const place = f(f(Math.min(8, Math.max(-8, x)) + 8) * 256);
        const cell = Math.floor(place);
        expect(vector.curve(x)).toBe(f(cells[cell] + f(f(place - cell) * f(cells[cell + 1] - cells[cell]))));
      }),
    );
  });
});

describe('tables and draws', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
  const table = Float32Array.from({ length: 10 }, (_, k) => f(Math.sqrt(k) - 1));

  it('lookup and gather hand out what stands in the table', () => {
    fc.assert(
      fc.property(rows, (index) => {
        for (const kind of [Uint8Array, Int32Array, Float32Array]) {
          const [looked, gathered] = [new Float32Array(index.length), new Float32Array(index.length)];
          vector.lookup(looked, kind.from(index), table);
          vector.gather(gathered, table, kind.from(index));
          expect(Array.from(looked)).toEqual(index.map((k) => table[k]));
          expect(gathered).toEqual(looked);
        }
      }),
    );
  });

  it('happens is 1 exactly where the draw of the person lies below the chance', () => {
    const key = keyOf('test', 'happens');
    const ids = Int32Array.from({ length: 2000 }, (_, i) => 7 * i);
    const chance = Float32Array.from(ids, (id) => uniform(keyOf('test', 'chance'), id));
    const out = new Float32Array(ids.length);
    vector.happens(out, key, ids, chance);
    expect(Array.from(out)).toEqual(Array.from(ids, (id, i) => (uniform(key, id) < chance[i] ? 1 : 0)));
    // At exactly the draw it does not happen; never at 0, always at 1.
    vector.happens(
      out,
      key,
      ids,
      Float32Array.from(ids, (id) => uniform(key, id)),
    );
    expect(out.every((value) => value === 0)).toBe(true);
    vector.happens(out, key, ids, new Float32Array(ids.length));
    expect(out.every((value) => value === 0)).toBe(true);
    vector.happens(out, key, ids, new Float32Array(ids.length).fill(1));
    expect(out.every((value) => value === 1)).toBe(true);
  });

  it('every function of the vector file is tested here', () => {
    const known = [...primitives.map(([name]) => name), 'curve', 'lookup', 'gather', 'happens'];
    expect(Object.keys(vector).sort()).toEqual(known.sort());
  });
});
