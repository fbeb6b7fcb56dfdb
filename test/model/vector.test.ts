// Every primitive is a plain formula, rounded to 32 bits after each operation: a faster twin must give the same bits.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledMemory } from '../../src/model/arena.ts';
import { curve } from '../../src/model/curve.ts';
import { bytesOf } from '../../src/model/memory.ts';
import * as vector from '../../src/model/vector.ts';
import { clippedNormal } from '../../src/random/distributions.ts';
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
  ['relax', (out, _a, _b, k, l) => vector.relax(out, k, l), (out, _a, _b, k, l) => f(out + f(f(l) * f(f(k) - out)))],
  ['relaxTo', (out, a, _b, _k, l) => vector.relaxTo(out, a, l), (out, a, _b, _k, l) => f(out + f(f(l) * f(a - out)))],
  [
    'fade',
    (out, _a, _b, k) => vector.fade(out, k),
    (out, _a, _b, k) => (Math.abs(f(out * f(k))) < f(1e-12) ? 0 : f(out * f(k))),
  ],
];

/** Copies an array to where passes are to find it; `slot` keeps the arrays of one call apart. */
type Lay = <A extends Float32Array | Int32Array | Int16Array | Uint8Array>(array: A, slot?: number) => A;

const alone: Lay = (array) => array.slice() as typeof array;

const SLOT = 4096;
const memory = compiledMemory(4 * 8 * bytesOf('u8', SLOT));
const slots = Array.from({ length: 8 }, () => ({
  f32: memory.take('f32', SLOT / 4),
  i32: memory.take('i32', SLOT / 4),
  i16: memory.take('i16', SLOT / 2),
  u8: memory.take('u8', SLOT),
}));
/** In the memory of the compiled passes, not at the start of a cache line, with something else right behind it. */
const together: Lay = (array, slot = 0) => {
  const kind =
    array instanceof Float32Array
      ? 'f32'
      : array instanceof Int32Array
        ? 'i32'
        : array instanceof Int16Array
          ? 'i16'
          : 'u8';
  const room = slots[slot][kind];
  new Uint8Array(room.buffer, room.byteOffset, SLOT).fill(7);
  const laid = memory.part(room, 1, 1 + array.length);
  laid.set(array);
  return laid as typeof array;
};
const whatLiesBehind = (laid: Float32Array | Int32Array | Uint8Array): Uint8Array =>
  new Uint8Array(laid.buffer, laid.byteOffset + laid.byteLength, 64);

/** Rows in which the pass and the formula differ in any bit; NaN is one number here. */
function unlike(
  pass: Pass,
  formula: Formula,
  [out, a, b]: readonly Float32Array[],
  k: number,
  l: number,
  lay: Lay = alone,
): number[] {
  const result = lay(out, 0);
  pass(result, lay(a, 1), lay(b, 2), k, l);
  return Array.from(result.keys()).filter((i) => !Object.is(result[i], formula(out[i], a[i], b[i], k, l)));
}

describe('the memory of the compiled passes', () => {
  it('is there, in this engine', () => {
    expect(together(new Float32Array(4))).toHaveProperty('twin');
    expect(alone(new Float32Array(4))).not.toHaveProperty('twin');
  });
});

describe.each(primitives)('%s', (_, pass, formula) => {
  it.each([
    ['in TypeScript', alone],
    ['compiled', together],
  ])('equals its formula on all numbers, %s', (_where, lay) => {
    fc.assert(
      fc.property(threeAlike, fc.oneof(thousandth, fc.double()), thousandth, (columns, k, l) => {
        expect(unlike(pass, formula, columns, k, l, lay)).toEqual([]);
      }),
    );
  });

  it('touches nothing behind its column', () => {
    for (let length = 1; length < 12; length++) {
      const [out, a, b] = [0, 1, 2].map((slot) => together(new Float32Array(length).fill(0.25), slot));
      pass(out, a, b, 0.5, 0.75);
      expect(whatLiesBehind(out).every((byte) => byte === 7)).toBe(true);
    }
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

describe('drawNormal', () => {
  const lengths = [1, 2, 3, 4, 5, 1023, 1024, 1025, 5000];
  const room = compiledMemory(2 * bytesOf('f32', 8192));
  const [columns, ids] = [room.take('f32', 8192), room.take('i32', 8192)];
  const some = fc.double({ noNaN: true, min: -1e3, max: 1e3 });
  const limit = fc.oneof(some, fc.constantFrom(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));

  it.each([
    ['in TypeScript', (length: number) => [new Float32Array(length + 8).fill(7), new Int32Array(length)] as const],
    [
      'compiled',
      (length: number) => [room.part(columns.fill(7), 1, 9 + length), room.part(ids, 3, 3 + length)] as const,
    ],
  ])('gives the clipped normal of every draw, %s', (_where, take) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...lengths),
        fc.string(),
        fc.integer(),
        some,
        fc.double({ noNaN: true, min: 0, max: 1e3 }),
        limit,
        limit,
        (length, name, firstId, mean, sd, low, high) => {
          const [out, id] = take(length);
          for (let i = 0; i < length; i++) id[i] = firstId + 977 * i;
          const key = keyOf('test', 'normal', name);
          vector.drawNormal(out, key, id, mean, sd, low, high);
          const unlike = Array.from(id.keys()).filter(
            (i) => !Object.is(out[i], f(clippedNormal(uniform(key, id[i]), mean, sd, low, high))),
          );
          expect(unlike).toEqual([]);
          expect([...out.subarray(length)]).toEqual(Array(8).fill(7));
        },
      ),
    );
  });
});

describe('the comparison with a formula', () => {
  const columns = [0, 1, 2].map((k) =>
    Float32Array.from({ length: 400 }, (_, i) => 4 * uniform(keyOf('test', 'columns', k), i) - 2),
  );
  it.each<readonly [string, Formula]>([
    ['rounds only at the end', (out, a, _b, _k, l) => f(out + l * (a - out))],
    ['rounds once more', (out, a, _b, _k, l) => f(f(out + f(f(l) * f(a - out))) * f(1 + 2 ** -23))],
  ])('would catch a drift that %s', (_, formula) => {
    expect(unlike((out, a, _b, _k, l) => vector.relaxTo(out, a, l), formula, columns, 0, 0.3).length).toBeGreaterThan(
      10,
    );
  });

  it('would catch a lost sign of nothing', () => {
    const zeros = [Float32Array.of(0), Float32Array.of(-0), Float32Array.of(0)];
    expect(
      unlike(
        (out, a) => out.set(a),
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
      expect(Math.abs(curve(x) - exactLogistic(held))).toBeLessThan(1e-6);
    }
    expect(curve(9)).toBe(curve(8));
    expect(curve(-Infinity)).toBe(curve(-8));
    expect(curve(0)).toBe(0.5);
    expect(curve(Number.NaN)).toBeNaN();
  });

  it('never falls, and stays between 0 and 1', () => {
    for (let i = 1; i < grid.length; i++) expect(curve(grid[i])).toBeGreaterThanOrEqual(curve(grid[i - 1]));
    expect(curve(-100)).toBeGreaterThan(0);
    expect(curve(100)).toBeLessThan(1);
  });

  it('is its own 32-bit formula: a cell and a straight line in it', () => {
    const cells = Array.from({ length: 4098 }, (_, cell) => f(exactLogistic(cell / 256 - 8)));
    fc.assert(
      fc.property(any, (x) => {
        fc.pre(!Number.isNaN(x));
        const place = f(f(Math.min(8, Math.max(-8, x)) + 8) * 256);
        const cell = Math.floor(place);
        expect(curve(x)).toBe(f(cells[cell] + f(f(place - cell) * f(cells[cell + 1] - cells[cell]))));
      }),
    );
  });
});

describe('searches', () => {
  const rows = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });

  const places = [
    ['in TypeScript', alone],
    ['compiled', together],
  ] as const;

  it.each(places)('among and turned find the values of a set, %s', (_, lay) => {
    fc.assert(
      fc.property(
        rows,
        fc.uniqueArray(fc.integer({ min: 0, max: 15 })),
        fc.infiniteStream(fc.nat(1)),
        (list, of, old) => {
          const values = lay(Uint8Array.from(list), 0);
          const found = lay(new Int32Array(list.length).fill(-1), 1);
          const was = lay(
            Uint8Array.from(list, () => old.next().value),
            2,
          );
          const before = Array.from(was);
          const set = vector.setOf(...of);
          const inSet = list.flatMap((value, i) => (of.includes(value) ? [i] : []));
          expect(Array.from(found.slice(0, vector.among(found, values, set)))).toEqual(inSet);
          if (lay === together) expect(whatLiesBehind(found).every((byte) => byte === 7)).toBe(true);
          const is = list.map((value) => (of.includes(value) ? 1 : 0));
          const changed = is.flatMap((value, i) => (value === before[i] ? [] : [i]));
          expect(Array.from(found.slice(0, vector.turned(found, was, values, set)))).toEqual(changed);
          expect(Array.from(was)).toEqual(is);
        },
      ),
    );
  });

  it.each(places)('since finds weeks from one on, %s', (_, lay) => {
    const week = fc.integer({ min: -9999, max: 300 });
    fc.assert(
      fc.property(fc.array(week, { minLength: 1, maxLength: 40 }), week, (list, from) => {
        const found = lay(new Int32Array(list.length), 0);
        const count = vector.since(found, lay(Int16Array.from(list), 1), from);
        expect(Array.from(found.slice(0, count))).toEqual(list.flatMap((value, i) => (value >= from ? [i] : [])));
        expect(Array.from(found.slice(0, vector.since(found, lay(Int16Array.from(list), 1), -32767)))).toEqual(
          Array.from(list.keys()),
        );
      }),
    );
  });

  it.each(places)('exceeding finds what is larger, %s', (_, lay) => {
    fc.assert(
      fc.property(fc.array(any, { minLength: 1, maxLength: 40 }), any, (list, limit) => {
        const found = lay(new Int32Array(list.length), 0);
        const count = vector.exceeding(found, lay(Float32Array.from(list), 1), limit);
        expect(Array.from(found.slice(0, count))).toEqual(list.flatMap((value, i) => (value > limit ? [i] : [])));
        if (lay === together) expect(whatLiesBehind(found).every((byte) => byte === 7)).toBe(true);
      }),
    );
  });

  it.each(places)('drawn finds whose draw lies below a chance, whatever number that is, %s', (_, lay) => {
    const chances = fc.oneof(
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1, -1, 2, 2 ** -24, 2 ** -23, 3 * 2 ** -24),
    );
    fc.assert(
      fc.property(chances, fc.integer(), fc.integer({ min: 1, max: 300 }), (chance, start, length) => {
        const key = keyOf('test', 'drawn');
        const ids = Int32Array.from({ length }, (_, i) => start + i);
        // A draw itself as the chance, and the next double on either side: the edges of what must be told apart.
        const edge = uniform(key, ids[0]);
        for (const limit of [chance, edge, edge * (1 + 2 ** -52), edge * (1 - 2 ** -52)]) {
          const found = lay(new Int32Array(length), 0);
          const count = vector.drawn(found, key, lay(ids, 1), limit);
          const expected = Array.from(ids.keys()).filter((i) => uniform(key, ids[i]) < limit);
          expect(Array.from(found.slice(0, count))).toEqual(expected);
          if (lay === together) expect(whatLiesBehind(found).every((byte) => byte === 7)).toBe(true);
        }
      }),
    );
  });

  it.each(places)(
    'keepAmong and keepDrawn keep who is in a set, and who is drawn by the chance of the group, %s',
    (_, lay) => {
      const key = keyOf('test', 'keep');
      const person = fc.record({ noted: fc.boolean(), value: fc.nat(15), id: fc.integer(), group: fc.nat(3) });
      const chance = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 2, 2 ** -24));
      fc.assert(
        fc.property(
          fc.array(person, { minLength: 1, maxLength: 40 }),
          fc.uniqueArray(fc.nat(15)),
          fc.array(fc.nat(255), { minLength: 40, maxLength: 40 }),
          chance,
          (list, among, counted, other) => {
            const rows = lay(new Int32Array(list.length), 0);
            const noted = list.flatMap((one, i) => (one.noted ? [i] : []));
            const keep = (pass: () => number): number[] => {
              rows.set(noted);
              return Array.from(rows.slice(0, pass()));
            };
            const values = lay(
              Uint8Array.from(list, ({ value }) => value),
              1,
            );
            expect(keep(() => vector.keepAmong(rows, noted.length, values, vector.setOf(...among)))).toEqual(
              noted.filter((i) => among.includes(list[i].value)),
            );
            const ids = lay(
              Int32Array.from(list, ({ id }) => id),
              2,
            );
            const groups = lay(
              Int32Array.from(list, ({ group }) => group),
              3,
            );
            const counts = lay(
              Uint8Array.from(counted, (count) => (count < 100 ? 0 : count)),
              4,
            );
            // The draw of somebody as the chance, and the next doubles: as for `drawn`.
            const edge = uniform(key, list[0].id);
            for (const some of [edge, edge * (1 + 2 ** -52), edge * (1 - 2 ** -52)])
              for (const of of [groups, null]) {
                const chanceOf = (i: number): number => (counts[of === null ? i : of[i]] > 0 ? some : other);
                expect(keep(() => vector.keepDrawn(rows, noted.length, key, ids, of, counts, some, other))).toEqual(
                  noted.filter((i) => uniform(key, list[i].id) < chanceOf(i)),
                );
              }
            if (lay === together) expect(whatLiesBehind(rows).every((byte) => byte === 7)).toBe(true);
          },
        ),
      );
    },
  );

  it('reads ahead, and changes nothing', () => {
    fc.assert(
      fc.property(threeAlike, (columns) => {
        const laid = columns.map((column, slot) => together(column, slot));
        vector.readAhead({ isLarge: true }, [...columns, ...laid]);
        expect(laid.map((column) => [...column])).toEqual(columns.map((column) => [...column]));
      }),
    );
  });

  it('notes everybody where no pass can find the few', () => {
    const rows = Int32Array.of(9, 9, 9, 9);
    expect(vector.everybody(rows, 3)).toBe(3);
    expect([...rows]).toEqual([0, 1, 2, 9]);
  });

  it('every function of the vector file is tested here', () => {
    const known = primitives.map(([name]) => name);
    known.push(
      'since',
      'among',
      'turned',
      'exceeding',
      'drawn',
      'setOf',
      'keepAmong',
      'keepDrawn',
      'everybody',
      'drawNormal',
      'readAhead',
    );
    expect(Object.keys(vector).sort()).toEqual(known.sort());
  });
});
