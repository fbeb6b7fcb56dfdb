import { type Cases, type Finding, noFinding, numbered } from './cases.ts';

/**
 * The effect of exposure on those whom an invitation brings to it: difference of answers by invitation over difference of
 * exposure by invitation (Wald), which is two-stage least squares with one instrument.
 *
 * The variance is the cluster-robust one of two-stage least squares (CR1), with G - 1 degrees of freedom; it is too small where
 * the invitation hardly matters.
 *
 * @param cases   `treated` is the invitation, by lot
 * @param exposed 0 or 1 for each case
 * @returns       no finding where the invitation changes nobody's exposure, or there are fewer than two clusters
 * @source Wald (1940); Angrist, Imbens and Rubin (1996); Wooldridge (2010), Econometric Analysis of Cross Section and Panel Data, 8.3
 */
export function instrument({ y, treated, weight, cluster }: Cases, exposed: ArrayLike<number>): Finding {
  const n = y.length;
  let mass = 0;
  let meanY = 0;
  let meanD = 0;
  let meanZ = 0;
  for (let i = 0; i < n; i++) {
    mass += weight[i];
    meanY += weight[i] * y[i];
    meanD += weight[i] * exposed[i];
    meanZ += weight[i] * treated[i];
  }
  meanY /= mass;
  meanD /= mass;
  meanZ /= mass;
  let withY = 0;
  let withD = 0;
  for (let i = 0; i < n; i++) {
    const z = weight[i] * (treated[i] - meanZ);
    withY += z * (y[i] - meanY);
    withD += z * (exposed[i] - meanD);
  }
  const { of, count } = numbered(cluster);
  // What is left of differences that cancel out is rounding.
  if (!(Math.abs(withD) > 1e-12 * mass) || count < 2 || n < 3) return noFinding;
  const estimate = withY / withD;
  const sums = new Float64Array(count);
  for (let i = 0; i < n; i++) {
    const residual = y[i] - meanY - estimate * (exposed[i] - meanD);
    sums[of[i]] += weight[i] * (treated[i] - meanZ) * residual;
  }
  const squares = sums.reduce((total, sum) => total + sum * sum, 0);
  const factor = (count / (count - 1)) * ((n - 1) / (n - 2));
  return { estimate, standardError: Math.sqrt(factor * squares) / Math.abs(withD), df: count - 1 };
}
