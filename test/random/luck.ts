// The coordinates of an address, each as a row of draws in which only that coordinate moves.
import { bits } from '../../src/random/draw.ts';
import { type Key, keyOf, weekly } from '../../src/random/key.ts';

/** Draw number `i` of a row, as 32 bits. */
export type Row = (i: number) => number;
export type Hash = (key: Key, id: number) => number;
export type Mix = (key: Key, week: number, counter?: number) => Key;

const stream = keyOf('test', 1, 2, 'exposure');

/** Rows that go along the cheap coordinates. Different `variant`s are rows beside each other: the neighbouring stream. */
export function cheapRows(hash: Hash = bits, mix: Mix = weekly): Record<string, (variant: number) => Row> {
  return {
    id: (variant) => {
      const key = mix(stream, 17 + variant);
      return (i) => hash(key, i);
    },
    week: (variant) => (i) => hash(mix(stream, i), 4321 + variant),
    counter: (variant) => (i) => hash(mix(stream, 17, i), 4321 + variant),
    'first word of the key': (variant) => (i) => hash(mix([i, stream[1]], 17), 4321 + variant),
    'second word of the key': (variant) => (i) => hash(mix([stream[0], i], 17), 4321 + variant),
    'week, then id': (variant) => (i) => hash(mix(stream, i >>> 6), (i & 63) + 64 * variant),
  };
}

/** Rows along the words that seedrandom takes in: shorter in the tests, because a key costs microseconds. */
export const keyRows: Record<string, (variant: number) => Row> = {
  seed: (variant) => (i) => bits(weekly(keyOf(i, 2, 'exposure'), 17), 4321 + variant),
  replicate: (variant) => (i) => bits(weekly(keyOf(1, i, 'exposure'), 17), 4321 + variant),
  purpose: (variant) => (i) => bits(weekly(keyOf(1, 2, `purpose ${i}`), 17), 4321 + variant),
  'seed, without the week': (variant) => (i) => bits(keyOf(i, 2, 'exposure'), 4321 + variant),
};

export const DEFAULT_STREAM = stream;
