import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { below, bits, uniform } from '../../src/random/draw.ts';
import { keyOf, weekly } from '../../src/random/key.ts';
import { chiSquareSurprise, FALSE_ALARM } from '../support/surprise.ts';
import { KNOWN_BITS, KNOWN_KEY, KNOWN_UNIFORM, KNOWN_WEEK } from './draw.known.ts';

const word = fc.integer({ min: -2147483648, max: 2147483647 });
const key = fc.tuple(word, word);

describe('known answers', () => {
  const stream = keyOf('forewarned', 1, 0, 'exposure');

  it('of keys', () => {
    expect(stream).toEqual(KNOWN_KEY);
    expect(weekly(stream, 17, 2)).toEqual(KNOWN_WEEK);
  });

  it('of draws', () => {
    expect([0, 1, 2, 1_999_999, -1].map((id) => bits(weekly(stream, 17, 2), id))).toEqual(KNOWN_BITS);
    expect(uniform(weekly(stream, 17, 2), 1)).toBe(KNOWN_UNIFORM);
  });

  it('of the hash, worked out in whole numbers of any size', () => {
    const slow = (k1: number, k2: number, id: number): number => {
      const low = (x: bigint): bigint => x & 0xffffffffn;
      let x = low(BigInt(id)) ^ low(BigInt(k1));
      x = low((x ^ (x >> 16n)) * 0x7feb352dn);
      x = low((x ^ (x >> 15n)) + BigInt(k2));
      x = low((x ^ (x >> 13n)) * 0x846ca68bn);
      return Number(x ^ (x >> 16n));
    };
    fc.assert(
      fc.property(key, word, ([k1, k2], id) => {
        expect(bits([k1, k2], id)).toBe(slow(k1, k2, id));
      }),
    );
  });
});

describe('a key', () => {
  it('tells its words apart: by value, by kind, by order and by border', () => {
    const keys = [
      keyOf(1),
      keyOf('1'),
      keyOf(1, 2),
      keyOf(2, 1),
      keyOf(12),
      keyOf('a', 'b'),
      keyOf('ab'),
      keyOf('a,b'),
    ];
    expect(new Set(keys.map(String)).size).toBe(keys.length);
  });

  it('refuses what JSON cannot say', () => {
    expect(() => keyOf()).toThrow(/at least one word/);
    expect(() => keyOf(1, Number.NaN)).toThrow(/finite/);
  });
});

describe('a uniform draw', () => {
  it('lies strictly between 0 and 1, and is the same number in f32', () => {
    fc.assert(
      fc.property(key, word, (k, id) => {
        const u = uniform(k, id);
        expect(u).toBeGreaterThan(0);
        expect(u).toBeLessThan(1);
        expect(Math.fround(u)).toBe(u);
      }),
    );
  });

  it('keeps to that at both ends', () => {
    const least = (0 + 0.5) / 8388608;
    const most = (8388607 + 0.5) / 8388608;
    expect([Math.fround(least), Math.fround(most)]).toEqual([least, most]);
    // One bit more would not: this is why a draw has 23 bits and not 24.
    expect(Math.fround((16777215 + 0.5) / 16777216)).toBe(1);
  });
});

describe('an integer draw', () => {
  const small = fc.integer({ min: 1, max: 2 ** 22 });
  it('is the upper word of draw times bound', () => {
    fc.assert(
      fc.property(key, word, fc.oneof(small, fc.integer({ min: 1, max: 4294967296 })), (k, id, bound) => {
        expect(below(k, id, bound)).toBe(Number((BigInt(bits(k, id)) * BigInt(bound)) >> 32n));
      }),
    );
  });

  it('falls on each value alike', () => {
    const k = keyOf('test', 'below');
    const counts = [0, 0, 0, 0, 0, 0, 0];
    for (let i = 0; i < 70_000; i++) counts[below(k, i, 7)]++;
    const chance = (found: readonly number[]): number =>
      chiSquareSurprise(
        found.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0),
        6,
      );
    expect(chance(counts)).toBeGreaterThan(FALSE_ALARM);
    // Planted: one value in fifty goes to its neighbour.
    expect(chance(counts.map((n, v) => (v === 0 ? n * 0.94 : v === 1 ? n + counts[0] * 0.06 : n)))).toBeLessThan(
      FALSE_ALARM,
    );
  });

  it.each([0, -1, 1.5, 4294967297, Number.NaN])('refuses the bound %d', (bound) =>
    expect(() => below([1, 2], 3, bound)).toThrow(RangeError),
  );
});
