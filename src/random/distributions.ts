// Each by inversion from one uniform draw, so that one address gives one value, and a higher draw never a lower value.
import { log, normalQuantile } from './exact-math.ts';

/**
 * A normal draw.
 *
 * @param u   uniform draw, strictly between 0 and 1
 * @param sd  standard deviation, at least 0, in the unit of `mean`
 */
export function normal(u: number, mean: number, sd: number): number {
  return mean + sd * normalQuantile(u);
}

/**
 * A normal draw of which whatever lies outside low ... high is put on the nearer end: the ends hold a lump of people.
 *
 * It is not the truncated distribution, whose mean and spread are others.
 */
export function clippedNormal(u: number, mean: number, sd: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, normal(u, mean, sd)));
}

/**
 * The place of the share in which a draw falls: 0 with chance shares[0], and so on.
 *
 * @param shares  none below 0; they may sum to anything above 0 and are taken relative to their sum
 * @throws RangeError when their sum is not above 0
 */
export function categorical(u: number, shares: ArrayLike<number>): number {
  let sum = 0;
  for (let k = 0; k < shares.length; k++) sum += shares[k];
  if (!(sum > 0)) throw new RangeError(`categorical: expected shares with a sum above 0, found a sum of ${sum}.`);
  const place = u * sum;
  let reached = 0;
  let last = 0;
  for (let k = 0; k < shares.length; k++) {
    if (shares[k] === 0) continue; // never chosen, not even where rounding leaves a gap at the end
    reached += shares[k];
    last = k;
    if (place < reached) return k;
  }
  return last;
}

/** A standard Gumbel draw: added to utilities, the largest is chosen with the shares of a logit model. */
export function gumbel(u: number): number {
  return -log(-log(u));
}

/** An exponential draw with mean 1: the cumulative hazard at which an event happens. */
export function exponential(u: number): number {
  return -log(1 - u);
}
