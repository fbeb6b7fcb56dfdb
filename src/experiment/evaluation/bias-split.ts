import { type Diagnosand, grouped, meanOver, type Place } from './many.ts';
import { type Cause, causes, type Spared } from './study.ts';

/** The error of one imaginary study, split over what bends it. In the unit of the estimate. */
export type StudySplit = Place & {
  /** Reported minus true with every cause at work: the parts and the remainder together. */
  readonly error: number;
  readonly parts: { readonly [C in Cause]: number };
  /** What is left with every cause spared: the luck of the draw, and whatever the estimator gets wrong by itself. */
  readonly remainder: number;
};

export type BiasSplit = {
  readonly studies: number;
  /** Groups between which the errors were found. */
  readonly groups: number;
  /** Of the studies that were split: parts and remainder together. */
  readonly bias: Diagnosand;
  readonly parts: { readonly [C in Cause]: Diagnosand };
  readonly remainder: Diagnosand;
};

const SUBSETS = 2 ** causes.length;

/** What is spared when the causes of a subset are at work; bit c stands for cause c. */
function sparedIn(subset: number): Spared {
  const spared = Object.fromEntries(causes.map((cause, c) => [cause, ((subset >> c) & 1) === 0]));
  return spared as { [C in Cause]: boolean };
}

/** Weight of the step that adds one cause to `others` at work, over all orders: |S|! (k - |S| - 1)! / k!. */
function stepWeights(): readonly number[] {
  const k = causes.length;
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return causes.map((_, others) => (factorial(others) * factorial(k - others - 1)) / factorial(k));
}

const atWork = (subset: number): number => causes.reduce((sum, _, c) => sum + ((subset >> c) & 1), 0);

/**
 * Splits the error of one imaginary study over its causes: the same study is held with every subset of them spared, with the same
 * luck, and each cause gets the mean of what it adds over all orders of adding (Shapley). No order is preferred; a cause that
 * changes nothing gets exactly 0; parts and remainder sum to the error.
 *
 * @param errorOf reported minus true with these causes spared; called once for each of the 64 subsets
 * @returns       null when one of the 64 studies comes to no answer
 * @source Shapley (1953), A value for n-person games
 */
export function splitError(errorOf: (spared: Spared) => number, place: Place): StudySplit | null {
  const errors = new Float64Array(SUBSETS);
  for (let subset = 0; subset < SUBSETS; subset++) {
    errors[subset] = errorOf(sparedIn(subset));
    if (!Number.isFinite(errors[subset])) return null;
  }
  const weights = stepWeights();
  const part = (c: number): number => {
    let sum = 0;
    for (let subset = 0; subset < SUBSETS; subset++)
      if (((subset >> c) & 1) === 0) sum += weights[atWork(subset)] * (errors[subset | (1 << c)] - errors[subset]);
    return sum;
  };
  const parts = Object.fromEntries(causes.map((cause, c) => [cause, part(c)])) as { [C in Cause]: number };
  return {
    replicate: place.replicate,
    lot: place.lot,
    error: errors[SUBSETS - 1],
    parts,
    remainder: errors[0],
  };
}

/** The mean split over many studies, with Monte Carlo errors; null when there is no study. */
export function meanSplit(splits: readonly StudySplit[]): BiasSplit | null {
  const groups = grouped(splits);
  const mean = (numberOf: (split: StudySplit) => number): Diagnosand =>
    meanOver(splits.map(numberOf), groups) ?? { value: Number.NaN, error: Number.NaN };
  if (splits.length === 0) return null;
  const parts = Object.fromEntries(causes.map((cause) => [cause, mean((split) => split.parts[cause])]));
  return {
    studies: splits.length,
    groups: groups.count,
    bias: mean(({ error }) => error),
    parts: parts as { [C in Cause]: Diagnosand },
    remainder: mean(({ remainder }) => remainder),
  };
}
