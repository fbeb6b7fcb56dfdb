import { exp } from '../random/exact-math.ts';
import { curve } from './curve.ts';
import type { Given } from './given.ts';
import { DEATH, EARNINGS, MISTREATMENT, STAY, topics } from './vocabulary.ts';

/** Draws of the sensitivity to risk lie within so many spreads: the outermost of 2^23 draws lies at 5.3. */
const SPREADS = 6;
/** Many times what rounding can add to, or take from, the worth of leaving: 22 halves of a unit in the last place. */
const ROUNDING = 1 / 0x400000000000;

/**
 * A message that speaks of one topic alone is unwelcome when it says more of what makes leaving look worse, or less of what makes
 * it look better: the worth of leaving is linear in each belief. As that worth is computed, rounding may swallow the change. Of a
 * change larger than `decisive` it cannot: each of the two worths is off by at most 11 x 2^-53 x (prospects + weight of the risk),
 * and the change comes with at least the slope below, which holds for the least sensitive and those who most play risk down.
 *
 * @returns for each topic the direction that is unwelcome (0: none, the topic has no part in it), and the change of the share
 *          from which on the direction decides; Infinity where it never does
 */
export function unwelcomeDirections(given: Given): { direction: number[]; decisive: number[] } {
  const { appraisal, dissonance, population } = given;
  const { prospects, severity, worthWithoutPapers: papers } = appraisal;
  const risk = appraisal.lossAversion * appraisal.risk;
  const reach = SPREADS * population.sensitivitySpread;
  const most = risk * exp(reach) * (1 + appraisal.alarm);
  const least = risk * exp(-reach) * (1 - Math.max(0.15, dissonance.mostMinimised));
  const [low, high] = [curve(-Infinity), curve(Infinity)];
  const slopes = new Map([
    [DEATH, least * (1 - severity * high)],
    [MISTREATMENT, least * severity * (1 - high)],
    [EARNINGS, prospects * (papers + (1 - papers) * low)],
    [STAY, prospects * low * (1 - papers)],
  ]);
  const usual = [prospects, risk, reach, appraisal.alarm, severity, 1 - severity, papers, 1 - papers].every(
    (number) => number >= 0,
  );
  const direction = topics.map((_, t) => (slopes.has(t) ? (t === DEATH || t === MISTREATMENT ? 1 : -1) : 0));
  const decisive = topics.map((_, t) => {
    const slope = slopes.get(t);
    if (slope === undefined) return 0;
    return usual && slope > 0 ? (ROUNDING * (prospects + most)) / slope : Number.POSITIVE_INFINITY;
  });
  return { direction, decisive };
}
