import { quantiles } from '../src/statistics/quantile.ts';

/** What one trial measured: name -> value. */
export type Figures = { readonly [name: string]: number };

/** One number that was measured several times, each time in a process of its own. */
export type Measure = {
  readonly section: string;
  /** What was measured: a size, a variant, a peer. */
  readonly of: string;
  /** Which of its numbers. */
  readonly figure: string;
  readonly unit: string;
  /** In the order of the rounds. */
  readonly samples: readonly number[];
  readonly spread: Spread;
};

/** Median, quartiles and range of repeats. */
export type Spread = {
  readonly median: number;
  readonly lower: number;
  readonly upper: number;
  readonly least: number;
  readonly most: number;
};

/** @throws RangeError when there is nothing to spread, or something is not a number */
export function spreadOf(samples: readonly number[]): Spread {
  const [least, lower, median, upper, most] = quantiles(samples, [0, 0.25, 0.5, 0.75, 1]);
  return { median, lower, upper, least, most };
}
