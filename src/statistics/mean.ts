import { mean as meanOfArray } from 'simple-statistics';

/**
 * The arithmetic mean, in the unit of `xs`; summed with compensation, so that many small values are not lost.
 *
 * @param xs  at least one number
 * @throws RangeError when `xs` is empty
 */
export function mean(xs: ArrayLike<number>): number {
  if (xs.length === 0) throw new RangeError('mean: expected at least one number, found none.');
  return meanOfArray(Array.from(xs));
}
