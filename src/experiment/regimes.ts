import { studentQuantile } from '../statistics/student.ts';
import type { Comparison, RegimeAnswer, RegimeDesign, RunRow } from './comparison.ts';
import { spread } from './spread.ts';

/** Designs of the first condition by decision quality, those with false messages last. */
function ranked(comparison: Comparison): readonly RegimeDesign[] {
  const [{ id: condition }] = comparison.conditions;
  return comparison.designs
    .filter((arm) => arm.condition === condition && !arm.isBaseline)
    .flatMap((arm) => {
      const quality = arm.differences.decision_quality;
      if (quality === undefined) return [];
      const { unmet_protection_need: unmetNeed = null, harmed_on_journey: harmedOnJourney = null } = arm.differences;
      const harmed = arm.differences.harmed ?? arm.outcomes.harmed ?? null;
      return [{ arm, design: { id: arm.id, title: arm.title, quality, unmetNeed, harmed, harmedOnJourney } }];
    })
    .sort(
      (a, b) =>
        Number(a.arm.truthfulness === 'false') - Number(b.arm.truthfulness === 'false') ||
        b.design.quality.mean - a.design.quality.mean,
    )
    .map(({ design }) => design);
}

/**
 * Whether another reading of the evidence would put another design first.
 *
 * @param usual      the main comparison
 * @param comparison the same scenario under the reading, in fewer and smaller runs
 * @param rows       of the latter
 */
export function regimeAnswer(
  regime: { readonly id: string; readonly title: string; readonly about: string },
  usual: Comparison,
  comparison: Comparison,
  rows: readonly RunRow[],
): RegimeAnswer | null {
  const designs = ranked(comparison);
  const [first] = designs;
  const [before] = ranked(usual);
  if (first === undefined || before === undefined) return null;
  const { replicates, people } = comparison;
  const { id, title, about } = regime;
  const base = { id, title, about, replicates, people, designs, leads: first.id };
  if (first.id === before.id) return { ...base, ahead: null, verdict: 'same' };
  const own = (arm: string) => arm.slice(arm.lastIndexOf('/') + 1);
  const [condition] = comparison.conditions;
  const qualityOf = (arm: string, replicate: number): number | null | undefined =>
    rows.find((row) => row.condition === condition.id && row.arm === own(arm) && row.replicate === replicate)
      ?.differences.decision_quality;
  const ahead = spread(
    rows
      .filter((row) => row.condition === condition.id && row.arm === own(first.id))
      .flatMap(({ replicate, draw }) => {
        const [a, b] = [qualityOf(first.id, replicate), qualityOf(before.id, replicate)];
        return typeof a === 'number' && typeof b === 'number' ? [{ draw, value: a - b }] : [];
      }),
  );
  const beyond =
    ahead !== null &&
    ahead.replicates > 1 &&
    ahead.mean > studentQuantile(0.95, ahead.replicates - 1) * ahead.monteCarloError;
  return { ...base, ahead, verdict: beyond ? 'differs' : 'open' };
}
