import { mean } from '../statistics/mean.ts';
import { variance } from '../statistics/spread.ts';
import { studentQuantile } from '../statistics/student.ts';
import { type Estimate, jackknifed } from './jackknife.ts';

const COVERED = 0.9;

/** How much less a difference between two worlds varies when they share their luck. */
export type PairedVariance = {
  readonly runs: number;
  /** Of the design against none with the same luck, in the unit of the outcome; 90 % confidence. */
  readonly difference: Estimate;
  /** Variance of differences between worlds with the same luck. */
  readonly paired: number;
  /** Variance of differences between worlds with different luck. */
  readonly unpaired: number;
  /** Unpaired over paired, with a 90 % confidence interval. */
  readonly ratio: Estimate;
};

/**
 * The value below which an F variable with the same degrees of freedom above and below falls with probability p.
 *
 * @param p   strictly between 0 and 1
 * @param df  at least 1
 * @source Cacoullos (1965), A relation between t and F-distributions, JASA 60: sqrt(df) (sqrt(F) - 1 / sqrt(F)) / 2 is Student's t
 */
export function equalF(p: number, df: number): number {
  const t = studentQuantile(p, df) / Math.sqrt(df);
  const root = t + Math.sqrt(t * t + 1);
  return root * root;
}

/**
 * Compares the variance of paired differences with that of differences between worlds that share no luck, such as the design in
 * replicate r and none in another replicate.
 *
 * With Y the outcome with the design and Z without, and both of about the same variance, the sum S = Y + Z and the difference
 * D = Y - Z are uncorrelated and the ratio (var Y + var Z) / var D equals (1 + var S / var D) / 2. The quotient of the sample
 * variances of S and D follows the true one times F, which gives the interval.
 *
 * @param here   outcome with the design, one per replicate; at least three, close to normal
 * @param there  the same replicates without it
 * @throws RangeError where the lists do not belong together, or all differences are equal
 */
export function pairedVariance(here: readonly number[], there: readonly number[]): PairedVariance {
  const n = here.length;
  if (n < 3 || there.length !== n)
    throw new RangeError(`pairedVariance: expected two lists of at least 3, found ${n} and ${there.length}.`);
  const differences = here.map((value, r) => value - there[r]);
  const paired = variance(differences);
  if (paired === 0) throw new RangeError('pairedVariance: expected differences that vary, found all equal.');
  const unpaired = variance(here) + variance(there);
  const quotient = variance(here.map((value, r) => value + there[r])) / paired;
  const tail = (1 - COVERED) / 2;
  const at = (p: number): number => (1 + quotient / equalF(p, n - 1)) / 2;
  return {
    runs: n,
    difference: jackknifed(differences, mean),
    paired,
    unpaired,
    ratio: { value: unpaired / paired, low: at(1 - tail), high: at(tail), runs: n },
  };
}
