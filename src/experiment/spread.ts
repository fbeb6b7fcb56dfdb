import { studentQuantile } from '../statistics/student.ts';
import type { Spread } from './comparison.ts';

/** One number of one run, and the parameter draw it belongs to. */
export type Observation = { readonly draw: number; readonly value: number };

/** What a number cannot leave, for instance 0 to 1 for a share. */
export type Bounds = readonly [low: number, high: number];

const COVERED = 0.9;
const UPPER = (1 + COVERED) / 2;

type Variances = {
  /** Mean square between draws and its degrees of freedom; 0 and 0 with one draw. */
  readonly between: number;
  readonly betweenDf: number;
  /** Mean square within draws and its degrees of freedom; 0 and 0 with one run a draw. */
  readonly within: number;
  readonly withinDf: number;
  /** All squares around the mean over n - 1. */
  readonly total: number;
  /** Runs a draw; for unequal numbers the size that makes the estimate of the variance between draws unbiased. */
  readonly size: number;
};

function byDraw(observations: readonly Observation[]): number[][] {
  const draws = new Map<number, number[]>();
  for (const { draw, value } of observations) {
    const values = draws.get(draw);
    if (values) values.push(value);
    else draws.set(draw, [value]);
  }
  return [...draws.entries()].sort(([a], [b]) => a - b).map(([, values]) => values);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function variances(draws: readonly (readonly number[])[], mean: number): Variances {
  const n = sum(draws.map((values) => values.length));
  let squaresWithin = 0;
  let squaresBetween = 0;
  for (const values of draws) {
    const own = sum(values) / values.length;
    squaresBetween += values.length * (own - mean) * (own - mean);
    for (const value of values) squaresWithin += (value - own) * (value - own);
  }
  const betweenDf = draws.length - 1;
  const withinDf = n - draws.length;
  const squaredSizes = sum(draws.map((values) => values.length * values.length));
  return {
    between: betweenDf > 0 ? squaresBetween / betweenDf : 0,
    betweenDf,
    within: withinDf > 0 ? squaresWithin / withinDf : 0,
    withinDf,
    total: (squaresWithin + squaresBetween) / (n - 1),
    size: betweenDf > 0 ? (n - squaredSizes / n) / betweenDf : n,
  };
}

/** The half-width of an interval for a further result: its own variance and that of the mean it is centred on. */
function halfWidth(variance: number, df: number): number {
  return variance > 0 ? studentQuantile(UPPER, Math.max(1, df)) * Math.sqrt(variance) : 0;
}

/**
 * The mean of a number over runs, and how far further results would lie from it.
 *
 * Runs come in parameter draws. Their variance is split by a one-way random-effects analysis: *luck* is the pooled variance
 * within draws; *parameters* is the variance between draws minus the part that luck explains, never below 0.
 *
 * - `low` to `high`: 90 % prediction interval for one further run with a new draw and new luck. Its variance is the sum of both
 *   parts and of the uncertainty of the mean; its degrees of freedom are Satterthwaite's. It is a statement about results, not
 *   about the mean: more runs make it surer, not ever narrower. It is never narrower than either of the next two.
 * - `luck`: mean plus and minus t times the standard deviation within draws.
 * - `parameters`: mean plus and minus t times the standard deviation between draws, luck removed.
 * - `monteCarloError`: standard error of the mean, draws taken as a sample.
 *
 * With one draw parameters were held: `parameters` has no width and `luck` is all. With one run a draw the two cannot be told
 * apart, and both are given as the whole. With one run there is no interval: everything equals the mean.
 *
 * @param observations  in the outcome's unit, finite; in any order
 * @param bounds        what the number cannot leave; intervals end there
 * @returns             null when there is no observation
 * @throws RangeError   when a value is not finite
 * @source Searle, Casella and McCulloch (1992), Variance Components, ch. 3; Satterthwaite (1946)
 */
export function spread(observations: readonly Observation[], bounds?: Bounds): Spread | null {
  for (const { value } of observations)
    if (!Number.isFinite(value)) throw new RangeError(`spread: expected finite numbers, found ${value}.`);
  const n = observations.length;
  if (n === 0) return null;
  const draws = byDraw(observations);
  const mean = sum(observations.map(({ value }) => value)) / n;
  const within = (half: number) => ({
    low: bounds ? Math.max(mean - half, Math.min(mean, bounds[0])) : mean - half,
    high: bounds ? Math.min(mean + half, Math.max(mean, bounds[1])) : mean + half,
  });
  const shape = (both: number, luck: number, parameters: number, monteCarloError: number): Spread => ({
    mean,
    ...within(Math.max(both, luck, parameters)),
    luck: within(luck),
    parameters: within(parameters),
    monteCarloError,
    replicates: n,
    draws: draws.length,
  });
  if (n === 1) return shape(0, 0, 0, 0);

  const v = variances(draws, mean);
  const whole = halfWidth(v.total * (1 + 1 / n), n - 1);
  const pooledError = Math.sqrt(v.total / n);
  if (draws.length === 1) return shape(whole, whole, 0, pooledError);
  if (v.withinDf === 0) return shape(whole, whole, whole, pooledError);

  const luck = halfWidth(v.within, v.withinDf);
  const betweenDraws = (v.between - v.within) / v.size;
  if (betweenDraws <= 0) return shape(whole, luck, 0, pooledError);
  const fromBetween = v.between * (1 / v.size + 1 / n);
  const fromWithin = v.within * (1 - 1 / v.size);
  const variance = fromBetween + fromWithin;
  const df = (variance * variance) / (fromBetween ** 2 / v.betweenDf + fromWithin ** 2 / v.withinDf);
  return shape(halfWidth(variance, df), luck, halfWidth(betweenDraws, v.betweenDf), Math.sqrt(v.between / n));
}

/**
 * What one unit costs (a person reached, a choice improved): total cost over total units, not the mean of the runs' ratios,
 * which one run with a handful of units would rule.
 *
 * The intervals are those of the number of units, turned over. Where they reach down to less than one unit, the cost of the
 * whole is the upper end: it then bought one unit at most.
 *
 * @param runs  cost in euros (above 0) and units gained for it, per run; units may be 0 or negative
 * @returns     euros per unit; null when nothing is gained on average, because there is then no such cost
 */
export function unitCost(
  runs: readonly { readonly draw: number; readonly cost: number; readonly units: number }[],
): Spread | null {
  const units = spread(runs.map(({ draw, units }) => ({ draw, value: units })));
  const cost = sum(runs.map((run) => run.cost)) / runs.length;
  if (units === null || !(units.mean > 0) || !(cost > 0)) return null;
  const each = cost / units.mean;
  const turned = ({ low, high }: { low: number; high: number }) => ({
    low: cost / high,
    high: Math.max(each, low >= 1 ? cost / low : cost),
  });
  return {
    mean: each,
    ...turned(units),
    luck: turned(units.luck),
    parameters: turned(units.parameters),
    monteCarloError: (each * units.monteCarloError) / units.mean,
    replicates: units.replicates,
    draws: units.draws,
  };
}
