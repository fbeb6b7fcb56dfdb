import type { Fit } from '../../statistics/least-squares.ts';
import { type Cases, type Finding, noFinding, numbered } from './cases.ts';

/** Below this many clusters the usual correction promises too much. @source Cameron and Miller (2015), VI.A: below 20 to 50 */
const FEW_CLUSTERS = 50;

type Groups = {
  readonly estimate: number;
  /** What each person moves the estimate by: deviation from their group's mean, weighted; the treated up, the others down. */
  readonly pull: Float64Array;
  /** Weights of those not treated and of the treated. */
  readonly mass: readonly [number, number];
};

/** The difference of two weighted means and what everybody contributes to its uncertainty. */
function groupsOf({ y, treated, weight }: Cases): Groups {
  const mass: [number, number] = [0, 0];
  const total = [0, 0];
  for (let i = 0; i < y.length; i++) {
    mass[treated[i]] += weight[i];
    total[treated[i]] += weight[i] * y[i];
  }
  const means = [total[0] / mass[0], total[1] / mass[1]];
  const pull = new Float64Array(y.length);
  for (let i = 0; i < y.length; i++) {
    const t = treated[i];
    pull[i] = ((t === 1 ? weight[i] : -weight[i]) * (y[i] - means[t])) / mass[t];
  }
  return { estimate: means[1] - means[0], pull, mass };
}

/**
 * A difference of two means with a variance that lets people of one cluster resemble each other in any way.
 *
 * The usual variance of clusters (CR1: factor G/(G-1) (N-1)/(N-2)), taken with Student's t of G - 1 degrees of freedom. With few
 * clusters, all wholly in one group and weighted alike, the one that corrects for them (CR2) with its own degrees of freedom.
 *
 * @returns no finding unless each group has at least two clusters
 * @source Liang and Zeger (1986); Cameron and Miller (2015), A practitioner's guide to cluster-robust inference
 */
export function clusterRobust(cases: Cases): Finding {
  return crTwo(cases, FEW_CLUSTERS) ?? crOne(cases);
}

/** The difference of means with CR1 and G - 1 degrees of freedom; the same as R's `sandwich::vcovCL` of a weighted `lm`. */
export function crOne(cases: Cases): Finding {
  const { estimate, pull } = groupsOf(cases);
  const clusters = numbered(cases.cluster);
  if (!inBoth(cases, clusters.of)) return noFinding;
  return { estimate, ...crOneOf(pull, clusters, 2) };
}

/** Sums the pulls by cluster and squares them. */
function crOneOf(
  pull: Float64Array,
  { of, count }: { readonly of: Int32Array; readonly count: number },
  rank: number,
): Omit<Finding, 'estimate'> {
  const n = pull.length;
  const sums = new Float64Array(count);
  for (let i = 0; i < n; i++) sums[of[i]] += pull[i];
  const squares = sums.reduce((total, sum) => total + sum * sum, 0);
  const factor = (count / (count - 1)) * ((n - 1) / (n - rank));
  return { standardError: Math.sqrt(factor * squares), df: count - 1 };
}

/** Whether each group has people in at least two clusters; with one, deviations from the group's mean cancel out. */
function inBoth({ treated }: Cases, of: Int32Array): boolean {
  const first = [-1, -1];
  const second = [false, false];
  for (let i = 0; i < of.length; i++) {
    const t = treated[i];
    if (first[t] < 0) first[t] = of[i];
    else if (first[t] !== of[i]) second[t] = true;
  }
  return second[0] && second[1];
}

/**
 * The difference of means with CR2 and Bell and McCaffrey's degrees of freedom, in closed form: for a group of size N the matrix
 * that corrects a cluster of size n multiplies the sum of its deviations by 1 / sqrt(1 - n/N). The same as R's
 * `estimatr::lm_robust(se_type = "CR2")`.
 *
 * @param below  number of clusters from which the correction is not needed
 * @returns      null where it does not apply: more clusters, clusters in both groups, unequal weights
 * @source Bell and McCaffrey (2002), Bias reduction in standard errors for linear regression with multi-stage samples;
 *         Pustejovsky and Tipton (2018)
 */
export function crTwo(cases: Cases, below = Number.POSITIVE_INFINITY): Finding | null {
  const { treated, weight } = cases;
  const n = weight.length;
  const { of, count } = numbered(cases.cluster);
  if (count >= below) return null;
  const group = new Int8Array(count).fill(-1);
  const sizes = new Float64Array(count);
  const whole: [number, number] = [0, 0];
  for (let i = 0; i < n; i++) {
    if (weight[i] !== weight[0]) return null;
    const g = of[i];
    if (group[g] >= 0 && group[g] !== treated[i]) return null;
    group[g] = treated[i];
    sizes[g]++;
    whole[treated[i]]++;
  }
  if (!inBoth(cases, of)) return noFinding;
  const { estimate, pull } = groupsOf(cases);
  const sums = new Float64Array(count);
  for (let i = 0; i < n; i++) sums[of[i]] += pull[i];
  let variance = 0;
  let diagonal = 0;
  const beside = [0, 0];
  for (let g = 0; g < count; g++) {
    const people = whole[group[g]];
    const rest = 1 - sizes[g] / people;
    variance += (sums[g] * sums[g]) / rest;
    const own = sizes[g] / (people * people);
    const cross = (sizes[g] * own) / (people * rest);
    diagonal += own * own - cross * cross;
    beside[group[g]] += cross;
  }
  const trace = 1 / whole[0] + 1 / whole[1];
  const df = (trace * trace) / (diagonal + beside[0] * beside[0] + beside[1] * beside[1]);
  return { estimate, standardError: Math.sqrt(variance), df };
}

/**
 * The coefficient of one column of a least-squares fit with CR1 and G - 1 degrees of freedom.
 *
 * @param rank  columns counted in (N-1)/(N-K); those kept in the fit unless more are known to stand behind it
 * @returns     no finding where the column was left out of the fit or there are fewer than two clusters
 */
export function coefficientOf(
  fit: Fit,
  columns: readonly Float64Array[],
  weight: Float64Array,
  cluster: Int32Array,
  which: number,
  rank: number = fit.rank,
): Finding {
  const clusters = numbered(cluster);
  if (!fit.kept[which] || clusters.count < 2 || weight.length <= rank) return noFinding;
  const row = fit.inverse[which];
  const pull = new Float64Array(weight.length);
  for (let a = 0; a < columns.length; a++)
    if (row[a] !== 0) for (let i = 0; i < pull.length; i++) pull[i] += row[a] * columns[a][i];
  for (let i = 0; i < pull.length; i++) pull[i] *= weight[i] * fit.residuals[i];
  return { estimate: fit.coefficients[which], ...crOneOf(pull, clusters, rank) };
}

/**
 * The difference of means of cluster means, each cluster counting once, by the t test with a pooled variance.
 *
 * People of one cluster who are in different groups count as two clusters. With weights, a cluster's mean is weighted.
 *
 * @returns no finding unless each group has a cluster and one of them has two
 * @source Donner and Klar (2000), Design and Analysis of Cluster Randomization Trials, ch. 7
 */
export function clusterMeans({ y, treated, weight, cluster }: Cases): Finding {
  const { of, count } = numbered(cluster);
  const mass = new Float64Array(2 * count);
  const total = new Float64Array(2 * count);
  for (let i = 0; i < y.length; i++) {
    mass[2 * of[i] + treated[i]] += weight[i];
    total[2 * of[i] + treated[i]] += weight[i] * y[i];
  }
  const means: [number[], number[]] = [[], []];
  for (let cell = 0; cell < mass.length; cell++) if (mass[cell] > 0) means[cell % 2].push(total[cell] / mass[cell]);
  const [without, with_] = means.map((values) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return { n: values.length, mean, squares: values.reduce((sum, value) => sum + (value - mean) * (value - mean), 0) };
  });
  const df = without.n + with_.n - 2;
  if (without.n === 0 || with_.n === 0 || df < 1) return noFinding;
  const pooled = (without.squares + with_.squares) / df;
  return {
    estimate: with_.mean - without.mean,
    standardError: Math.sqrt(pooled * (1 / without.n + 1 / with_.n)),
    df,
  };
}
