import type { Expectation } from '../../scenario/seeds/finding.ts';
import type { Estimate } from '../jackknife.ts';

export type Verdict = 'reproduced' | 'not reproduced' | 'undecided' | 'not testable';

/** More runs than this are not worth naming. */
const MANY = 100_000;

/** The interval that counts as reproduced. The end of `above` and `below` does not belong to it: nothing is not above nothing. */
export function regionOf(expect: Expectation): readonly [low: number, high: number] {
  if ('above' in expect) return [expect.above, Number.POSITIVE_INFINITY];
  if ('below' in expect) return [Number.NEGATIVE_INFINITY, expect.below];
  return expect.between;
}

/** Whether a value lies where it must. */
export function holds(value: number, expect: Expectation): boolean {
  if ('above' in expect) return value > expect.above;
  if ('below' in expect) return value < expect.below;
  const [low, high] = expect.between;
  return low <= value && value <= high;
}

/**
 * Where the interval of an estimate lies against the region: within it, apart from it, or across one of its ends.
 *
 * @returns undecided, too, where there is no number (nobody qualified in any run) or no interval (a single run)
 */
export function verdictOn({ low, high, runs }: Estimate, expect: Expectation): Exclude<Verdict, 'not testable'> {
  if (runs < 2 || Number.isNaN(low) || Number.isNaN(high)) return 'undecided';
  const [lowHolds, highHolds] = [holds(low, expect), holds(high, expect)];
  if (lowHolds && highHolds) return 'reproduced';
  const [from, to] = regionOf(expect);
  return !lowHolds && !highHolds && (high <= from || low >= to) ? 'not reproduced' : 'undecided';
}

/** All parts must hold: one that does not is enough against it, one that is open leaves it open. */
export function joint(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes('not reproduced')) return 'not reproduced';
  return verdicts.every((verdict) => verdict === 'reproduced') ? 'reproduced' : 'undecided';
}

/**
 * Runs after which an estimate that stays where it is would be decided: its half-width shrinks with the root of their number.
 *
 * @returns null where it is decided; `too many` above 100,000 runs, or where it lies on the very end of the region
 */
export function runsToDecide(estimate: Estimate, expect: Expectation): number | 'too many' | null {
  if (verdictOn(estimate, expect) !== 'undecided') return null;
  const { value, low, high, runs } = estimate;
  const half = (high - low) / 2;
  const distance = Math.min(...regionOf(expect).map((end) => Math.abs(value - end)));
  const needed = Math.ceil(runs * (half / distance) * (half / distance));
  return needed <= MANY ? Math.max(needed, runs + 1) : 'too many';
}
