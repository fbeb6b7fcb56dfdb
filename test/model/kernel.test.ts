// Kernels: the compiled loops have the bits of the loops in TypeScript, and nobody writes what is not theirs.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64 } from '../../bench/peers/module.ts';
import * as reduced from '../../bench/peers/reduced-kernel.ts';
import { compiled } from '../../scripts/compile.ts';
import { compiledMemory } from '../../src/model/arena.ts';
import { curve } from '../../src/model/curve.ts';
import {
  chance,
  faded,
  type Inputs,
  isAbove,
  isAtLeast,
  type Kernel,
  kernel,
  largest,
  minus,
  over,
  plus,
  root,
  smallest,
  type Term,
  times,
  within,
} from '../../src/model/kernel.ts';
import * as week from '../../src/model/kernels.ts';
import { type ArrayOf, bytesOf, type Kind, type Memory, plainMemory } from '../../src/model/memory.ts';
import { bind, TABLE_ROOM } from '../../src/model/run-kernel.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';

const f = Math.fround;
const ROWS = 10;
/** Numbers at which arithmetic in 32 bits is worth a look. */
const edges = [0, -0, 1, -1, 0.5, 1e-12, -1e-12, 1e-38, 1e-45, 8, -8, 7.999, 300, -300, 3e38, 0.15, 1 / 3];
/** ... and those that no column holds. */
const more = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

type Made = { readonly name: string; readonly place: number | null; readonly column: ArrayOf[Kind] };

/** Every kernel with the kinds of its columns and the module in which it is compiled. */
const all = [
  ...week.kernels.map((one) => ({ one, kindOf: week.kindOf, text: undefined })),
  ...reduced.kernels.map((one) => ({ one, kindOf: reduced.kindOf, text: base64 })),
];

/** A tile with all columns of a kernel, filled by lot. */
function tileOf(which: Kernel, kindOf: (name: string) => Kind, people: number, seed: number, memory: Memory) {
  const key = (...words: readonly (string | number)[]) => keyOf(seed, ...words);
  const drawnFrom = (low: number, high: number, name: string, i: number): number =>
    low + (high - low) * uniform(key(name), i);
  const real = (name: string, i: number): number =>
    uniform(key(name, 'edge'), i) < 0.3
      ? edges[Math.floor(uniform(key(name, 'which'), i) * edges.length)]
      : drawnFrom(-1.5, 1.5, name, i);
  const made: Made[] = which.steps
    .filter(({ op }) => op === 'column')
    .map(({ name, place }) => {
      const kind = kindOf(name);
      const column = memory.take(kind, people);
      const most = kind === 'u8' ? 8 : ROWS - 1;
      for (let i = 0; i < people; i++)
        column[i] = kind === 'f32' ? real(`${name} ${place}`, i) : Math.round(drawnFrom(0, most, name, i));
      return { name, place, column };
    });
  const tile: { [name: string]: unknown } = { first: 0, rows: memory.take('i32', people) };
  for (const { name, place, column } of made) {
    if (place === null) tile[name] = column;
    else tile[name] = Object.assign((tile[name] as ArrayOf[Kind][] | undefined) ?? [], { [place]: column });
  }
  const inputs: Inputs<string, string, string, string> = {
    keys: Object.fromEntries(which.keys.map((name) => [name, key(name)])),
    numbers: Object.fromEntries(which.numbers.map((name, k) => [name, drawnFrom(0.01, 2, 'number', k)])),
    tables: Object.fromEntries(
      which.tables.map((name) => [name, Float32Array.from({ length: 9 }, (_, k) => real(name, k))]),
    ),
    columns: Object.fromEntries(
      which.columns.map((name) => {
        // Lists of rows are looked up from where a person's own begin.
        const column = memory.take(name === 'member' ? 'i32' : 'f32', 3 * ROWS);
        for (let i = 0; i < column.length; i++)
          column[i] = name === 'member' ? Math.round(drawnFrom(0, ROWS, name, i)) : real(name, i);
        return [name, column];
      }),
    ),
  };
  return { tile: tile as { first: number; rows: Int32Array }, made, inputs };
}

/** Numbers as they are, but one NaN for all. */
const bitsIn = (column: ArrayOf[Kind]): number[] =>
  column instanceof Float32Array
    ? Array.from(new Int32Array(Float32Array.from(column, (x) => (Number.isNaN(x) ? Number.NaN : x)).buffer))
    : Array.from(column);

describe.each(all.map(({ one, ...how }) => [one.name, one, how] as const))(
  'the kernel %s',
  (_, which, { kindOf, text }) => {
    const filled = (people: number, seed: number, memory: Memory) => tileOf(which, kindOf, people, seed, memory);
    it.each([1, 2, 3, 4, 5, 63, 64, 301])('has the same bits compiled and by loops: %i people', (people) => {
      for (let seed = 0; seed < 6; seed++) {
        const room = 80 * bytesOf('f32', Math.max(people, ROWS));
        const [ours, plain] = [compiledMemory(room, text), plainMemory()].map((memory) => filled(people, seed, memory));
        const before = ours.made.map(({ column }) => bitsIn(column));
        bind(which, ours.inputs)(ours.tile);
        bind(which, plain.inputs)(plain.tile);
        expect(which.laid.get(ours.tile)).toBeInstanceOf(Int32Array);
        expect(which.laid.get(plain.tile)).toBeNull();
        const after = ours.made.map(({ column }) => bitsIn(column));
        expect(after).toEqual(plain.made.map(({ column }) => bitsIn(column)));
        expect(after).not.toEqual(before);
      }
    });

    it('does the same when somebody looks', () => {
      const [ours, looked] = [0, 1].map(() => filled(77, 3, compiledMemory(80 * bytesOf('f32', 77), text)));
      bind(which, ours.inputs)(ours.tile);
      const noted = bind(which, looked.inputs).noting(looked.tile);
      expect(Object.keys(noted)).toEqual(Object.keys(which.noted));
      expect(looked.made.map(({ column }) => bitsIn(column))).toEqual(ours.made.map(({ column }) => bitsIn(column)));
    });

    it('leaves the people behind its tile alone', () => {
      const memory = compiledMemory(80 * bytesOf('f32', 64), text);
      const { tile, made, inputs } = filled(64, 1, memory);
      const behind = () => made.map(({ column }) => bitsIn(column.slice(13) as ArrayOf[Kind]));
      const before = behind();
      const short: { [name: string]: unknown } = { first: 0, rows: memory.part(tile.rows, 0, 13) };
      for (const { name, place, column } of made) {
        const part = memory.part(column, 0, 13);
        if (place === null) short[name] = part;
        else short[name] = Object.assign((short[name] as ArrayOf[Kind][] | undefined) ?? [], { [place]: part });
      }
      bind(which, inputs)(short as unknown as { first: number; rows: Int32Array });
      expect(which.laid.get(short)).toBeInstanceOf(Int32Array);
      expect(behind()).toEqual(before);
    });
  },
);

/** Each operation beside its formula, of two columns and a third. */
const operations: readonly (readonly [
  string,
  (a: Term, b: Term, c: Term) => Term,
  (a: number, b: number, c: number) => number,
])[] = [
  ['plus', plus, (a, b, c) => f(f(a + b) + c)],
  ['minus', minus, (a, b, c) => f(f(a - b) - c)],
  ['times', times, (a, b, c) => f(f(a * b) * c)],
  ['over', over, (a, b, c) => f(f(a / b) / c)],
  ['largest', (a, b) => largest(a, b), (a, b) => (a > b ? a : b)],
  ['smallest', (a, b) => smallest(a, b), (a, b) => (a < b ? a : b)],
  ['isAbove', (a, b) => isAbove(a, b), (a, b) => (a > b ? 1 : 0)],
  ['isAtLeast', (a, b) => isAtLeast(a, b), (a, b) => (a >= b ? 1 : 0)],
  ['root', (a) => root(a), (a) => f(Math.sqrt(a))],
  ['within', (a) => within(a, -0.5, 1.25), (a) => (a < -0.5 ? -0.5 : a > 1.25 ? 1.25 : a)],
  ['faded', (a, b) => faded(a, b), (a, b) => (Math.abs(f(a * b)) < f(1e-12) ? 0 : f(a * b))],
  ['chance', (a) => chance(a), (a) => curve(a)],
];

describe('the operations of kernels', async () => {
  const trying = operations.map(([name, operation]) =>
    kernel(`try_${name}`, 'savings', {}, ({ person, becomes }) => ({
      changes: [becomes(person.savings, operation(person.alarm, person.vivid, person.rights))],
    })),
  );
  const text = /`([^`]*)`;\n$/.exec(await compiled({ kernels: trying, kindOf: () => 'f32' }))?.[1] ?? '';
  const any = fc.oneof(
    fc.constantFrom(...edges, ...more),
    fc.float(),
    fc.integer({ min: -9000, max: 9000 }).map((n) => f(n / 1000)),
  );

  it.each(operations.map(([name, , formula], k) => [name, trying[k], formula] as const))(
    '%s is its formula on all numbers',
    (_, one, formula) => {
      fc.assert(
        fc.property(fc.array(fc.tuple(any, any, any), { minLength: 1, maxLength: 40 }), (people) => {
          const expected = people.map(([a, b, c]) => formula(f(a), f(b), f(c)));
          for (const where of [compiledMemory(8 * bytesOf('f32', 64), text), plainMemory()]) {
            const column = (k: number) => {
              const taken = where.take('f32', people.length);
              taken.set(people.map((numbers) => numbers[k]));
              return taken;
            };
            const tile = {
              ...{ first: 0, rows: where.take('i32', people.length), savings: where.take('f32', people.length) },
              ...{ alarm: column(0), vivid: column(1), rights: column(2) },
            };
            bind(one, {})(tile);
            expect(Array.from(tile.savings)).toEqual(expected);
          }
        }),
        { numRuns: 60 },
      );
    },
  );
});

describe('a kernel', () => {
  it('works out once what stands in it twice', () => {
    const { steps } = kernel('sample', 'savings', {}, ({ person, becomes }) => ({
      changes: [becomes(person.savings, plus(times(person.present, 2), times(person.present, 2)))],
    }));
    expect(steps.map(({ op }) => op)).toEqual(['column', 'constant', 'multiply', 'add', 'column']);
  });

  it('may write only what its mechanism may', () => {
    kernel('sample', 'savings', {}, ({ person, becomes }) => ({
      // @ts-expect-error the stage is not for savings to change
      changes: [becomes(person.stage, plus(person.present, 1))],
    }));
    kernel('sample', 'savings', {}, ({ person, becomes }) => ({
      // @ts-expect-error nor are beliefs
      changes: [becomes(person.fading[2], plus(person.present, 1))],
    }));
  });

  it('must work something out', () => {
    const copying = () =>
      kernel('sample', 'savings', {}, ({ person, becomes }) => ({
        changes: [becomes(person.savings, person.present)],
      }));
    expect(copying).toThrow(new RangeError('sample: expected something worked out, found the column present.'));
  });

  it('has room for small tables only', () => {
    const sample = kernel('sample', 'savings', { tables: ['pace'] }, ({ person, by, becomes }) => ({
      changes: [becomes(person.savings, plus(by.pace(person.stage), 1))],
    }));
    expect(() => bind(sample, { tables: { pace: new Float32Array(TABLE_ROOM + 1) } })).toThrow(
      new RangeError('sample: expected at most 16 numbers in table pace, found 17.'),
    );
  });
});
