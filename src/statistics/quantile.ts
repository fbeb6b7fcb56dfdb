import { quantileSorted } from 'simple-statistics';

/**
 * The value below which a share p of the numbers lies, interpolated; in the unit of `xs`, whose order is left alone.
 *
 * @param xs  at least one number, none of them NaN
 * @param p   0 (the smallest) to 1 (the largest)
 * @throws RangeError when `xs` is empty or holds NaN, or `p` is outside 0 to 1
 * @source type 7 of Hyndman and Fan (1996), Sample quantiles in statistical packages; the default of R
 */
export function quantile(xs: ArrayLike<number>, p: number): number {
  return quantiles(xs, [p])[0];
}

/**
 * Several quantiles of the same numbers, sorted only once.
 *
 * @param ps  shares, each 0 to 1
 * @returns   one value per share, in their order
 * @throws RangeError as `quantile`
 */
export function quantiles(xs: ArrayLike<number>, ps: readonly number[]): number[] {
  if (xs.length === 0) throw new RangeError('quantile: expected at least one number, found none.');
  const sorted = Array.from(Float64Array.from(xs).sort());
  // Sorted, NaN stands last.
  if (Number.isNaN(sorted[sorted.length - 1])) throw new RangeError('quantile: expected numbers, found NaN.');
  return ps.map((p) => {
    if (!(p >= 0 && p <= 1)) throw new RangeError(`quantile: expected a share from 0 to 1, found ${p}.`);
    return quantileSorted(sorted, p);
  });
}
