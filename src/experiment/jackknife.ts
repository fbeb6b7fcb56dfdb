import { mean } from '../statistics/mean.ts';
import { studentQuantile } from '../statistics/student.ts';

const COVERED = 0.9;

/** A numerator and what it is a share of; sums over people of one world. */
export type Part = readonly [sum: number, of: number];

/** An estimate with the interval in which its expectation lies with 90 % confidence. */
export type Estimate = { readonly value: number; readonly low: number; readonly high: number; readonly runs: number };

/** The sum of numerators over the sum of denominators: no run with a handful of people rules. NaN when there is nothing to divide by. */
export function ratio(parts: readonly Part[]): number {
  const whole = parts.reduce((total, [, of]) => total + of, 0);
  return whole === 0 ? Number.NaN : parts.reduce((total, [sum]) => total + sum, 0) / whole;
}

/**
 * A statistic of independent runs with its 90 % confidence interval, by leaving out one run at a time.
 *
 * @param runs      at least two; with one the interval has no width
 * @param statistic of any number of runs, smooth in sums over them
 * @source Efron and Tibshirani (1993), An Introduction to the Bootstrap, ch. 11; Student's t with one degree of freedom fewer than runs
 */
export function jackknifed<Run>(runs: readonly Run[], statistic: (runs: readonly Run[]) => number): Estimate {
  const n = runs.length;
  const value = statistic(runs);
  if (n < 2) return { value, low: value, high: value, runs: n };
  const without = runs.map((_, left) => statistic(runs.filter((_, at) => at !== left)));
  const middle = mean(without);
  const squares = without.reduce((sum, each) => sum + (each - middle) * (each - middle), 0);
  const half = studentQuantile((1 + COVERED) / 2, n - 1) * Math.sqrt(((n - 1) / n) * squares);
  return { value, low: value - half, high: value + half, runs: n };
}
