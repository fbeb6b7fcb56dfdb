import { readFileSync } from 'node:fs';
import { type Ratio, ratioNames } from './ratios.ts';

/** What a ratio was when somebody looked, and from where on it counts as a regression. */
type Limit = {
  readonly expected: number;
  readonly limit: number;
  /** True where nothing can be said on a machine that was busy before. */
  readonly idle?: true;
};
export type Budget = { readonly [ratio: string]: Limit };

export type Verdict = Limit & { readonly ratio: Ratio; readonly isRegression: boolean };

/** @throws Error when a ratio of the budget does not exist, or its limit is no limit */
export function readBudget(file: URL = new URL('./budget.json', import.meta.url)): Budget {
  const { ratios }: { readonly ratios: Budget } = JSON.parse(readFileSync(file, 'utf8'));
  for (const [name, { expected, limit }] of Object.entries(ratios)) {
    if (!ratioNames.includes(name))
      throw new Error(`bench/budget.json: expected the name of a ratio of bench/ratios.ts, found "${name}".`);
    if (!(expected > 0 && limit > 0))
      throw new Error(`bench/budget.json, "${name}": expected numbers above 0, found ${expected} and ${limit}.`);
  }
  return ratios;
}

/**
 * Holds ratios against the budget. A regression is clear when every round, not only the median, is beyond the limit: a machine that was
 * busy for a while makes none.
 *
 * @param wasBusy  whether other programs took the cores already before the bench
 */
export function judge(ratios: readonly Ratio[], budget: Budget, wasBusy = false): Verdict[] {
  return ratios.flatMap((ratio) => {
    const limits = budget[ratio.name];
    if (limits === undefined || (limits.idle === true && wasBusy)) return [];
    const { least, most } = ratio.spread;
    const isRegression = ratio.better === 'lower' ? least > limits.limit : most < limits.limit;
    return [{ ...limits, ratio, isRegression }];
  });
}

/** One line for each regression: the measure, expected, found. */
export function complaintsOf(verdicts: readonly Verdict[]): string[] {
  return verdicts
    .filter(({ isRegression }) => isRegression)
    .map(({ ratio, expected, limit }) => {
      const bound = ratio.better === 'lower' ? 'at most' : 'at least';
      const { median, least, most } = ratio.spread;
      return `${ratio.name}: expected about ${shown(expected)} and ${bound} ${shown(limit)}, found ${shown(median)} (${shown(least)} to ${shown(most)}).`;
    });
}

const shown = (value: number): string => String(Number(value.toPrecision(3)));
