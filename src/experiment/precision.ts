import { type OutcomeName, outcomes } from '../model/outcomes.ts';
import type { ArmResult, Spread } from './comparison.ts';

/** When there are enough runs: the mean difference of every design is known to within a half-width, or the most runs are done. */
export type Precision = {
  readonly outcome: OutcomeName;
  /** Half of the width of the 90 % confidence interval of the mean paired difference, in the outcome's unit; above 0. */
  readonly halfWidth: number;
  /** Paired runs of each design at the most. */
  readonly most: number;
};

/** Runs before which equal differences are no knowledge: what is rare has not shown itself yet. */
const TELLING = 16;

/**
 * Half of the width of the 90 % confidence interval of a mean difference over the parameter draws of the plan: what luck leaves
 * open, and more runs make narrower. What is open because nobody knows the parameters is another matter: it stays, and
 * `Spread.parameters` says how much it is.
 *
 * @returns in the unit of the number; infinite where there are too few runs to tell: one, or fewer than 16 without any difference
 *          between them
 */
export function halfWidthOf({ luck, replicates }: Spread): number {
  const width = (luck.high - luck.low) / 2 / Math.sqrt(replicates);
  return replicates < 2 || (width === 0 && replicates < TELLING) ? Number.POSITIVE_INFINITY : width;
}

/**
 * Paired runs of a design after which the mean difference would be known to within a half-width, as far as luck goes, if luck is as
 * wide as in these runs.
 *
 * @param halfWidth  in the outcome's unit, above 0
 * @returns          a whole number, at least 2; null where there are too few runs to tell
 */
export function runsNeeded(spread: Spread, halfWidth: number): number | null {
  const times = halfWidthOf(spread) / halfWidth;
  if (times === Number.POSITIVE_INFINITY) return null;
  return Math.max(2, Math.ceil(spread.replicates * times * times));
}

/**
 * What the result says about the aim: the widest half-width over all designs, and the runs that would do. A design without a single
 * number is not known at all.
 */
export type Reached = { readonly halfWidth: number; readonly isEnough: boolean; readonly needed: number | null };

export function reached(
  designs: readonly Pick<ArmResult, 'isBaseline' | 'differences'>[],
  { outcome, halfWidth }: Precision,
): Reached {
  const spreads = designs.flatMap(({ isBaseline, differences }) => (isBaseline ? [] : [differences[outcome]]));
  const widest = spreads.reduce(
    (most, spread) => Math.max(most, spread === undefined ? Number.POSITIVE_INFINITY : halfWidthOf(spread)),
    0,
  );
  const needs = spreads.map((spread) => (spread === undefined ? null : runsNeeded(spread, halfWidth)));
  return {
    halfWidth: widest,
    isEnough: widest <= halfWidth,
    needed: needs.reduce<number | null>((most, one) => (one === null ? most : Math.max(most ?? 0, one)), null),
  };
}

/**
 * How many replicates to have next: those that the variance so far asks for, at least a quarter more and at most four times as many,
 * in whole rounds over the draws, never above the most that is a whole round, too. It depends on finished runs only, so that everybody adds the same.
 *
 * @param now    replicates so far
 * @param round  replicates are a multiple of it: the draws
 * @returns      `now` when there is nothing to add
 */
export function nextReplicates(now: number, round: number, { needed, isEnough }: Reached, most: number): number {
  const last = Math.floor(most / round) * round;
  if (isEnough || now >= last) return now;
  const wanted = Math.min(4 * now, Math.max(Math.ceil(1.25 * now), needed ?? 4 * now));
  return Math.min(last, Math.ceil(wanted / round) * round);
}

/** Outcomes that an aim can be set for: those with a difference. */
export function hasDifference(name: OutcomeName): boolean {
  return (
    !name.startsWith('cost') && outcomes[name].kind !== 'paired' && !['contacts', 'reached', 'recall'].includes(name)
  );
}
