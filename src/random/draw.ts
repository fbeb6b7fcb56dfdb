import type { Key } from './key.ts';

/**
 * 32 random bits at an address: a pure function of the key and the id, with no state and no order.
 *
 * For one key this is a bijection of the ids: two people never draw the same 32 bits.
 *
 * @param key  made by `keyOf` or `weekly`, never by hand: its second word meets one multiplication only, and a counter put
 *             there unstirred would show in the draws
 * @param id   of a person, tie or place; an integer, of which the lowest 32 bits count
 * @returns    an integer from 0 to 2^32 - 1
 * @source     Wellons (2018), Hash function prospector (lowbias32); the second key word between its two rounds is ours
 */
export function bits(key: Key, id: number): number {
  let x = id ^ key[0];
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = (x + key[1]) | 0;
  x ^= x >>> 13;
  x = Math.imul(x, 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

const STEP = 1 / 8388608;

/**
 * A uniform draw at an address, strictly between 0 and 1.
 *
 * One of the 2^23 values (n + 1/2) / 2^23. Each needs 24 bits and is thus the same number in f32 and in f64; with one bit
 * more, rounding to f32 would make some draws exactly 1. The smallest is 6e-8: no event is rarer than that in one draw.
 */
export function uniform(key: Key, id: number): number {
  return ((bits(key, id) >>> 9) + 0.5) * STEP;
}

/**
 * How many of the 2^23 values of `uniform` lie below a chance: a draw does so where its upper 23 bits are a smaller number.
 *
 * @returns an integer from 0 to 2^23
 */
export function drawsBelow(chance: number): number {
  // Exact: the scale is a power of two, and the half lies on the grid of whatever is at least as large.
  return Math.min(1 / STEP, Math.max(0, Math.ceil(chance / STEP - 0.5)));
}

/**
 * An integer draw from 0 to bound - 1, by multiply and shift in whole numbers.
 *
 * @param bound  an integer from 1 to 2^32; each value's chance differs from 1 / bound by less than 2^-32
 * @throws RangeError when `bound` is not such an integer
 */
export function below(key: Key, id: number, bound: number): number {
  if (!Number.isInteger(bound) || bound < 1 || bound > 4294967296)
    throw new RangeError(`below: expected an integer bound from 1 to 2^32, found ${bound}.`);
  const draw = bits(key, id);
  if (bound <= 2097152) return Math.floor((draw * bound) / 4294967296); // such a product is exact
  // The upper word of a 32 x 32 bit product, from halves: a double holds 53 bits, the product has 64.
  const low = (draw & 0xffff) * bound;
  const high = (draw >>> 16) * bound;
  return Math.floor((high + Math.floor(low / 65536)) / 65536);
}
