import { sampleVariance } from 'simple-statistics';

/**
 * The variance of the population from which `xs` is a sample: squared deviations over n - 1, in the unit of `xs` squared.
 *
 * @param xs  at least two numbers
 * @throws RangeError when there are fewer than two
 */
export function variance(xs: ArrayLike<number>): number {
  if (xs.length < 2) throw new RangeError(`variance: expected at least two numbers, found ${xs.length}.`);
  return sampleVariance(Array.from(xs));
}

/**
 * The standard error of the mean of independent numbers, in the unit of `xs`.
 *
 * @param xs  at least two numbers
 * @throws RangeError when there are fewer than two
 */
export function standardError(xs: ArrayLike<number>): number {
  return Math.sqrt(variance(xs) / xs.length);
}
