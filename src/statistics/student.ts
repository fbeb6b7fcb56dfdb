// Student's t, which simple-statistics lacks. Through exact-math, so that intervals are the same in every engine.
import { exp, log, normalQuantile } from '../random/exact-math.ts';

const PI = Math.PI;
const ENOUGH = 1e-16;
const MOST_TERMS = 100_000;
const MOST_STEPS = 10_000;
/** From here on an expansion around the normal quantile is closer than the fraction, which needs ever more terms. */
const NEARLY_NORMAL = 1e5;

/** log(1 + x) without the loss of digits for small x. @source Goldberg (1991), What every computer scientist should know, theorem 4 */
function logOnePlus(x: number): number {
  const u = 1 + x;
  return u === 1 ? x : (log(u) * x) / (u - 1);
}

/**
 * Gamma(a + 1/2) / Gamma(a), for a above 0.
 *
 * As one ratio: the difference of two logarithms of Gamma would lose nine digits at a million degrees of freedom.
 *
 * @source series in 1/a of Tricomi and Erdelyi (1951), The asymptotic expansion of a ratio of gamma functions
 */
function gammaRatio(a: number): number {
  let below = 1;
  let at = a;
  for (; at < 60; at++) below *= at / (at + 0.5);
  const v = 1 / at;
  const series =
    1 + v * (-1 / 8 + v * (1 / 128 + v * (5 / 1024 + v * (-21 / 32768 + v * (-399 / 262144 + v * (869 / 4194304))))));
  return below * Math.sqrt(at) * series;
}

/** The continued fraction of the incomplete beta function. @source Lentz's method; Press et al. (2007), Numerical Recipes, 6.4 */
function betaFraction(a: number, b: number, x: number): number {
  const tiny = 1e-300;
  const away = (v: number) => (v < tiny && v > -tiny ? tiny : v);
  let c = 1;
  let d = 1 / away(1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m < MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / away(1 + even * d);
    c = away(1 + even / c);
    value *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / away(1 + odd * d);
    c = away(1 + odd / c);
    const change = d * c;
    value *= change;
    if (change - 1 < ENOUGH && 1 - change < ENOUGH) break;
  }
  return value;
}

/** Chance that a t variable exceeds `t`, which is at least 0. */
function upperTail(t: number, df: number, ratio: number): number {
  if (t === 0) return 0.5;
  const a = df / 2;
  const square = (t / df) * t;
  const x = 1 / (1 + square);
  const y = square / (1 + square);
  const factor = (exp(-a * logOnePlus(square)) * Math.sqrt(y) * ratio) / Math.sqrt(PI);
  return x < (a + 1) / (a + 2.5)
    ? (factor * betaFraction(a, 0.5, x)) / (2 * a)
    : 0.5 - factor * betaFraction(0.5, a, y);
}

/**
 * The value below which a Student's t variable falls with probability p.
 *
 * @param p   strictly between 0 and 1
 * @param df  degrees of freedom, at least 1, not necessarily whole; Infinity gives the normal quantile
 * @returns   within 1e-11 relative of the true value at the values tested
 * @throws RangeError when `p` or `df` is outside its range
 * @source incomplete beta function by continued fraction, and Newton's method: the tail is convex above 0, so steps from 0
 *         never pass the root. Above 100,000 degrees of freedom Abramowitz and Stegun (1964), 26.7.5
 */
export function studentQuantile(p: number, df: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`studentQuantile: expected a share between 0 and 1, found ${p}.`);
  if (!(df >= 1)) throw new RangeError(`studentQuantile: expected at least 1 degree of freedom, found ${df}.`);
  if (df > NEARLY_NORMAL) {
    const z = normalQuantile(p);
    const zz = z * z;
    const first = (z * (1 + zz)) / 4;
    const second = (z * (3 + zz * (16 + zz * 5))) / 96;
    const third = (z * (-15 + zz * (17 + zz * (19 + zz * 3)))) / 384;
    return z + (first + (second + third / df) / df) / df;
  }
  const tail = p < 0.5 ? p : 1 - p;
  const ratio = gammaRatio(df / 2);
  const peak = ratio / Math.sqrt(df * PI);
  let t = 0;
  for (let step = 0; step < MOST_STEPS; step++) {
    const density = peak * exp((-(df + 1) / 2) * logOnePlus((t / df) * t));
    const next = t + (upperTail(t, df, ratio) - tail) / density;
    // At the root rounding makes the steps small or turns them round; both mean that nothing is left to gain.
    if (!(next > t * (1 + 1e-15))) break;
    t = next;
  }
  return p < 0.5 ? -t : t;
}

/**
 * The chance that a Student's t variable lies at least as far from 0 as `t`, on either side: the p value of a test.
 *
 * @param df  degrees of freedom, above 0 and finite, not necessarily whole
 * @returns   0 to 1; within 1e-10 relative of the true value at the values tested
 * @throws RangeError when `t` is not a number, or `df` is outside its range
 * @source incomplete beta function by continued fraction
 */
export function studentTails(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('studentTails: expected a number, found NaN.');
  if (!(df > 0 && df < Number.POSITIVE_INFINITY))
    throw new RangeError(`studentTails: expected finite degrees of freedom above 0, found ${df}.`);
  const size = Math.abs(t);
  if (size === Number.POSITIVE_INFINITY) return 0;
  return Math.min(1, 2 * upperTail(size, df, gammaRatio(df / 2)));
}
