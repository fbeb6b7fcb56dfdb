// The battery: can the draws be told from independent ones, along each coordinate of an address? Every check has an exact
// or a stated approximate null, a false-alarm rate of 1e-6, and planted faults which it must catch.
import { describe, expect, it } from 'vitest';
import { bits } from '../../src/random/draw.ts';
import { type Key, keyOf, weekly } from '../../src/random/key.ts';
import { chiSquareSurprise, FALSE_ALARM, normalSurprise, surprise } from '../support/surprise.ts';
import { cheapRows, DEFAULT_STREAM, keyRows, type Row } from './luck.ts';

const MANY = 1 << 18;
const FEW = 1 << 15;

/** 256 cells from 8 of the bits; null: chi-square with 255 degrees of freedom. */
function cells(row: Row, n: number, shift: number): number {
  const counts = new Float64Array(256);
  for (let i = 0; i < n; i++) counts[(row(i) >>> shift) & 255] = (counts[(row(i) >>> shift) & 255] ?? 0) + 1;
  let sum = 0;
  for (const count of counts) sum += (count - n / 256) ** 2 / (n / 256);
  return chiSquareSurprise(sum, 255);
}

/** Correlation of two rows at a lag; null: normal with sd 1/sqrt(n), as the products have mean 0 and are uncorrelated. */
function correlation(a: Row, b: Row, n: number, lag: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += (a(i) / 4294967296 - 0.5) * (b(i + lag) / 4294967296 - 0.5);
  return normalSurprise((sum * 12) / Math.sqrt(n));
}

function popcount(word: number): number {
  let x = word - ((word >>> 1) & 0x55555555);
  x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
  return Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits in which two rows differ; null: binomial, one half each. */
function differences(a: Row, b: Row, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += popcount(a(i) ^ b(i));
  return surprise(sum, 32 * n, 0.5);
}

/** Draws below one in a thousand, and neighbours that both are below one in 32; null: binomial (of disjoint pairs). */
function tails(row: Row, n: number): number {
  let single = 0;
  let joint = 0;
  for (let i = 0; i < n; i++) if (row(i) < 4294967.296) single++;
  for (let i = 0; i < n; i += 2) if (row(i) >>> 27 === 0 && row(i + 1) >>> 27 === 0) joint++;
  return Math.min(surprise(single, n, 0.001), surprise(joint, n / 2, 1 / 1024));
}

/** The least p-value of everything that is asked of one coordinate. */
function worst(rows: (variant: number) => Row, n: number): Record<string, number> {
  const row = rows(0);
  const next = rows(1);
  const lags = [1, 2, 3, 4, 5, 6, 7, 8, 16, 64, 256, 1024];
  return {
    'high bits': cells(row, n, 24),
    'bits that a uniform draw ends with': cells(row, n, 9),
    'low bits': cells(row, n, 0),
    'serial correlation': Math.min(...lags.map((lag) => correlation(row, row, n, lag))),
    'correlation with the neighbouring row': Math.min(...[0, 1, 2].map((lag) => correlation(row, next, n, lag))),
    'difference from the neighbouring row': differences(row, next, n),
    'difference from the neighbour in the row': differences(row, (i) => row(i + 1), n),
    tails: tails(row, n),
  };
}

function leastOf(found: Record<string, number>): number {
  return Math.min(...Object.values(found));
}

const coordinates: [string, (variant: number) => Row, number][] = [
  ...Object.entries(cheapRows()).map(([name, rows]): [string, (variant: number) => Row, number] => [name, rows, MANY]),
  ...Object.entries(keyRows).map(([name, rows]): [string, (variant: number) => Row, number] => [
    name,
    (variant) => {
      // A key costs microseconds and each draw is asked for often: remember them.
      const row = rows(variant);
      const known = Uint32Array.from({ length: FEW + 1024 }, (_, i) => row(i));
      return (i) => known[i] ?? Number.NaN;
    },
    FEW,
  ]),
];

describe('luck along one coordinate', () => {
  it.each(coordinates)('%s', (_, rows, n) => {
    const found = worst(rows, n);
    for (const [name, chance] of Object.entries(found)) expect(chance, name).toBeGreaterThan(FALSE_ALARM);
  });
});

describe('the battery catches', () => {
  const seedOnly = (key: Key, week: number, counter = 0): Key => [key[0] ^ week, key[1] ^ counter];

  it('a row of which one draw in twenty repeats its neighbour', () => {
    const rows = (variant: number): Row => {
      const row = cheapRows().id?.(variant) ?? Number;
      return (i) => row(i % 20 === 0 ? i + 1 : i);
    };
    expect(worst(rows, MANY)['serial correlation']).toBeLessThan(FALSE_ALARM);
    expect(worst(rows, MANY)['difference from the neighbour in the row']).toBeLessThan(FALSE_ALARM);
  });

  it('two rows that share one draw in fifty', () => {
    const rows = (variant: number): Row => {
      const first = cheapRows().id?.(0) ?? Number;
      const row = cheapRows().id?.(variant) ?? Number;
      return (i) => (i % 50 === 0 ? first(i) : row(i));
    };
    expect(worst(rows, MANY)['difference from the neighbouring row']).toBeLessThan(FALSE_ALARM);
  });

  it('a highest bit, and a lowest bit, that is set in 515 of 1,000 draws', () => {
    const lean =
      (bit: number) =>
      (variant: number): Row => {
        const row = cheapRows().id?.(variant) ?? Number;
        return (i) => (i % 33 === 0 ? row(i) | bit : row(i)) >>> 0;
      };
    expect(worst(lean(0x80000000), MANY)['high bits']).toBeLessThan(FALSE_ALARM);
    expect(worst(lean(1), MANY)['low bits']).toBeLessThan(FALSE_ALARM);
  });

  it('a tail that is a third too heavy', () => {
    const rows = (variant: number): Row => {
      const row = cheapRows().id?.(variant) ?? Number;
      return (i) => (i % 2500 === 0 ? 1000 : row(i));
    };
    expect(worst(rows, MANY).tails).toBeLessThan(FALSE_ALARM);
  });

  it('a draw without its last stirring', () => {
    const weak = (key: Key, id: number): number => {
      let x = id ^ key[0];
      x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
      return (x + key[1]) >>> 0;
    };
    expect(leastOf(worst(cheapRows(weak).id ?? fail, MANY))).toBeLessThan(FALSE_ALARM);
  });

  it('weeks that are mixed in by XOR alone', () => {
    // Each week is then the same row in another order: the two-multiply hash hides it from most checks, not from all.
    expect(weeksThatPermuteEachOther(seedOnly)).toBeGreaterThan(0);
  });
});

function fail(): never {
  throw new Error('luck.ts has no such row');
}

/**
 * Pairs of weeks or counters of one stream whose rows are permutations of each other by XOR on the id: equal second words.
 * With two independent words 624 keys have one such pair by chance once in 22,000 streams.
 */
function weeksThatPermuteEachOther(mix: typeof weekly): number {
  const seen = new Map<number, number>();
  let pairs = 0;
  for (let week = 0; week < 104; week++)
    for (let counter = 0; counter < 6; counter++) {
      const [, second] = mix(DEFAULT_STREAM, week, counter);
      pairs += seen.get(second) ?? 0;
      seen.set(second, (seen.get(second) ?? 0) + 1);
    }
  return pairs;
}

describe('weeks and counters of a stream', () => {
  it('never repeat one another in another order', () => {
    expect(weeksThatPermuteEachOther(weekly)).toBe(0);
  });

  it('have no key twice', () => {
    const keys = new Set<string>();
    for (let week = 0; week < 5000; week++)
      for (let counter = 0; counter < 20; counter++) keys.add(weekly(DEFAULT_STREAM, week, counter).join());
    expect(keys.size).toBe(100_000);
  });
});

// One step of a part of the address must change each bit of the draw with chance one half: 0.5 +- 0.02 per output bit.
describe('avalanche', () => {
  type Draw = (step: number, sample: number) => number;
  const samples = 16_384;

  /** Share of samples in which a bit changes, farthest from one half over the 32 bits. sd of one: 0.0039, so 0.02 is 5.1 sd. */
  function farthest(draw: Draw): number {
    const changed = new Float64Array(32);
    for (let s = 0; s < samples; s++) {
      const difference = draw(0, s) ^ draw(1, s);
      for (let b = 0; b < 32; b++) changed[b] = (changed[b] ?? 0) + ((difference >>> b) & 1);
    }
    return Math.max(...Array.from(changed, (count) => Math.abs(count / samples - 0.5)));
  }

  const key = (s: number): Key => weekly([s, 99], 3);
  const draws: [string, Draw][] = [
    ['id', (step, s) => bits(key(s), 2 * s + step)],
    ['top bit of the id', (step, s) => bits(key(s), s ^ (step << 31))],
    ['week', (step, s) => bits(weekly(DEFAULT_STREAM, 2 * s + step), 7)],
    ['counter', (step, s) => bits(weekly(DEFAULT_STREAM, 5, 2 * s + step), 7)],
    ['first word of the stream', (step, s) => bits(weekly([2 * s + step, 12345], 5), 7)],
    ['second word of the stream', (step, s) => bits(weekly([12345, 2 * s + step], 5), 7)],
    ['first word of the week', (step, s) => bits([key(s)[0] ^ step, key(s)[1]], 7)],
    ['seed', (step, s) => bits(weekly(keyOf(2 * s + step, 1, 'a'), 5), 7)],
    ['replicate', (step, s) => bits(weekly(keyOf(1, 2 * s + step, 'a'), 5), 7)],
    ['words of the stream, first, in the words of the week', (step, s) => weekly([2 * s + step, 5], 5)[0]],
    ['words of the stream, first, in the second word of the week', (step, s) => weekly([2 * s + step, 5], 5)[1]],
    ['words of the stream, second, in the first word of the week', (step, s) => weekly([5, 2 * s + step], 5)[0]],
    ['words of the stream, second, in the words of the week', (step, s) => weekly([5, 2 * s + step], 5)[1]],
  ];

  it.each(draws)('%s', (_, draw) => expect(farthest(draw)).toBeLessThan(0.02));

  it('would see a second word of the week that skips the first word of the stream', () => {
    expect(farthest((step, s) => weekly([(2 * s + step) * 0, 5], s)[1])).toBeGreaterThan(0.02);
  });

  it('sees that the second word of a week must come stirred: a raw counter there moves too few bits', () => {
    // One multiplication comes after it. weekly and keyOf stir it beforehand; nobody else may make keys.
    expect(farthest((step, s) => bits([key(s)[0], key(s)[1] ^ step], 7))).toBeGreaterThan(0.02);
  });

  it('would see a hash with one multiplication', () => {
    const weak = (k: Key, id: number): number => Math.imul(id ^ k[0], 0x7feb352d) + k[1];
    expect(farthest((step, s) => weak(key(s), 2 * s + step))).toBeGreaterThan(0.02);
  });
});
