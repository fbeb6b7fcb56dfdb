import { leastSquares } from '../../statistics/least-squares.ts';
import { type Cases, casesAt, type Finding, noFinding, peopleWho } from './cases.ts';
import { clusterRobust, coefficientOf } from './cluster-robust.ts';
import type { Responses } from './responses.ts';

/**
 * The difference of two means of people taken one by one, with unequal variances: Welch's test. With weights, people count by
 * them and the variance is the robust one.
 *
 * @returns no finding unless each group has at least two people
 * @source Welch (1947), The generalization of Student's problem when several different population variances are involved
 */
export function welch({ y, treated, weight }: Pick<Cases, 'y' | 'treated' | 'weight'>): Finding {
  const groups = [0, 1].map((group) => {
    let n = 0;
    let mass = 0;
    let total = 0;
    for (let i = 0; i < y.length; i++) {
      if (treated[i] !== group) continue;
      n++;
      mass += weight[i];
      total += weight[i] * y[i];
    }
    const mean = total / mass;
    let squares = 0;
    for (let i = 0; i < y.length; i++)
      if (treated[i] === group) {
        const pull = weight[i] * (y[i] - mean);
        squares += pull * pull;
      }
    return { n, mean, variance: ((squares / mass / mass) * n) / (n - 1) };
  });
  const [without, with_] = groups;
  if (without.n < 2 || with_.n < 2) return noFinding;
  const variance = without.variance + with_.variance;
  const uneven =
    (without.variance * without.variance) / (without.n - 1) + (with_.variance * with_.variance) / (with_.n - 1);
  return {
    estimate: with_.mean - without.mean,
    standardError: Math.sqrt(variance),
    df: uneven > 0 ? (variance * variance) / uneven : without.n + with_.n - 2,
  };
}

/** The mean of people taken one by one. No finding with fewer than two. */
export function meanOf({ y, weight }: Pick<Cases, 'y' | 'weight'>): Finding {
  const n = y.length;
  let mass = 0;
  let total = 0;
  for (let i = 0; i < n; i++) {
    mass += weight[i];
    total += weight[i] * y[i];
  }
  const estimate = total / mass;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const pull = weight[i] * (y[i] - estimate);
    squares += pull * pull;
  }
  if (n < 2) return noFinding;
  return { estimate, standardError: Math.sqrt(((squares / mass / mass) * n) / (n - 1)), df: n - 1 };
}

/** Answer at the last wave minus answer at the first; NaN for people not found at both. */
export function changes({ reports }: Responses): Float64Array {
  const last = reports[reports.length - 1];
  return reports[0].map((first, at) => last[at] - first);
}

/** Change among the treated minus change among the others, over people found at the first and at the last wave. */
export function differenceInDifferences(responses: Responses): Finding {
  const change = changes(responses);
  const places = peopleWho(responses, (at) => !Number.isNaN(change[at]));
  return clusterRobust(casesAt(responses, places, change, responses.treated));
}

/**
 * The effect of being treated by then, where units enter at different waves (stepped wedge): least squares with a constant of
 * each person and of each wave, over all answers of all waves.
 *
 * Constants of people are taken out beforehand, by deviations from each person's own mean; they lie within clusters and do not
 * count in the correction for columns.
 *
 * @returns no finding where at each wave all or none are treated: then the effect cannot be told from the wave
 * @source Hussey and Hughes (2007), Design and analysis of stepped wedge cluster randomized trials; Frisch and Waugh (1933)
 */
export function steppedWedge(responses: Responses): Finding {
  const { reports, treatedAt, weight, cluster, row } = responses;
  const waves = reports.length;
  const answered = row.length === 0 ? [] : reports.map((wave) => wave.map((value) => Number(!Number.isNaN(value))));
  const times = Int32Array.from(row, (_, at) => answered.reduce((sum, wave) => sum + wave[at], 0));
  let n = 0;
  for (const count of times) if (count > 1) n += count;
  // Column 0 is being treated by then only after the waves, so that it is what is left out where the two cannot be told apart.
  const columns = Array.from({ length: waves }, () => new Float64Array(n));
  const treated = columns[waves - 1];
  const y = new Float64Array(n);
  const weights = new Float64Array(n);
  const clusters = new Int32Array(n);
  let i = 0;
  for (let at = 0; at < row.length; at++) {
    const count = times[at];
    if (count < 2) continue;
    let meanY = 0;
    let meanTreated = 0;
    for (let wave = 0; wave < waves; wave++) {
      if (answered[wave][at] === 0) continue;
      meanY += reports[wave][at] / count;
      meanTreated += treatedAt[wave][at] / count;
    }
    for (let wave = 0; wave < waves; wave++) {
      if (answered[wave][at] === 0) continue;
      y[i] = reports[wave][at] - meanY;
      treated[i] = treatedAt[wave][at] - meanTreated;
      for (let other = 1; other < waves; other++)
        columns[other - 1][i] = Number(other === wave) - answered[other][at] / count;
      weights[i] = weight[at];
      clusters[i] = cluster[at];
      i++;
    }
  }
  const fit = leastSquares(columns, y, weights);
  // The constant of all is among those of the people; it counts as the one column that R's `lm` would have besides.
  return coefficientOf(fit, columns, weights, clusters, waves - 1, fit.rank + 1);
}
