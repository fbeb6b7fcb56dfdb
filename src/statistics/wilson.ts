import { normalQuantile } from '../random/exact-math.ts';

const COVERED = 0.9;

/**
 * 90 % interval of a share.
 *
 * @param hits whole number from 0 to `of`
 * @param of   at least 1
 * @returns    low and high, 0 to 1
 * @source Wilson (1927), Probable inference, the law of succession, and statistical inference
 */
export function wilson(hits: number, of: number): { readonly low: number; readonly high: number } {
  const z = normalQuantile((1 + COVERED) / 2);
  const share = hits / of;
  const middle = share + (z * z) / (2 * of);
  const half = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  const whole = 1 + (z * z) / of;
  return { low: Math.max(0, (middle - half) / whole), high: Math.min(1, (middle + half) / whole) };
}
