// Nulls for tests of chance. A tail is doubled where both sides count, and never above 1.

/** The rate at which one such test may trip over an innocent change: a thousand tests cry wolf once in a thousand suites. */
export const FALSE_ALARM = 1e-6;

/** log Gamma(x) for x above 0. @source Stirling's series, after shifting x above 10 */
function logGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 10; at++) shift -= Math.log(at);
  const v = 1 / at;
  return (
    shift +
    (at - 0.5) * Math.log(at) -
    at +
    0.5 * Math.log(2 * Math.PI) +
    v * (1 / 12 - v * v * (1 / 360 - (v * v) / 1260))
  );
}

/** Chance, two-sided and exact, of a count as far out as `hits` in `trials` independent trials of chance `p` each. */
export function surprise(hits: number, trials: number, p: number): number {
  const logMass = (k: number): number =>
    logGamma(trials + 1) - logGamma(k + 1) - logGamma(trials - k + 1) + k * Math.log(p) + (trials - k) * Math.log1p(-p);
  const outward = hits < trials * p ? -1 : 1;
  let tail = 0;
  for (let k = hits; k >= 0 && k <= trials; k += outward) {
    const mass = Math.exp(logMass(k));
    tail += mass;
    if (mass < tail * 1e-12) break;
  }
  return Math.min(1, 2 * tail);
}

/** Chance, two-sided, of a normal variable as far out as `z`. @source Press et al. (2007), Numerical Recipes, erfc by Chebyshev fit */
export function normalSurprise(z: number): number {
  const x = Math.abs(z) / Math.SQRT2;
  const t = 1 / (1 + 0.5 * x);
  const series = [
    -1.26551223, 1.00002368, 0.37409196, 0.09678418, -0.18628806, 0.27886807, -1.13520398, 1.48851587, -0.82215223,
    0.17087277,
  ];
  return Math.min(1, t * Math.exp(-x * x + series.reduceRight((sum, coefficient) => sum * t + coefficient, 0)));
}

/** Chance, two-sided, of a chi-square as far out as `value`. @source Wilson and Hilferty (1931): its cube root is almost normal */
export function chiSquareSurprise(value: number, df: number): number {
  const spread = 2 / (9 * df);
  return normalSurprise(((value / df) ** (1 / 3) - (1 - spread)) / Math.sqrt(spread));
}
