import type { ArmResult, Comparison, Spread } from '../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../model/outcomes.ts';

export type Section = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  /** Real people that its simulated ones stand for. */
  readonly population: number;
  readonly baseline: ArmResult | null;
  /** Without the baseline, best decision quality first; designs with false messages last. */
  readonly designs: readonly ArmResult[];
};

/**
 * The order in which designs are listed: by decision quality, never by departures. A design that says false things stands last
 * and is never called best.
 */
function ranked(designs: readonly ArmResult[]): ArmResult[] {
  const quality = (arm: ArmResult) => arm.differences.decision_quality?.mean ?? Number.NEGATIVE_INFINITY;
  return designs
    .filter((arm) => !arm.isBaseline)
    .sort((a, b) => {
      const honesty = Number(a.truthfulness === 'false') - Number(b.truthfulness === 'false');
      return honesty || (quality(a) === quality(b) ? 0 : quality(b) - quality(a));
    });
}

/** The parts of a comparison: one per condition. A single condition has no title of its own. */
export function sections({ conditions, designs }: Comparison): Section[] {
  return conditions.map(({ id, title, about, population }) => {
    const own = designs.filter((arm) => arm.condition === id);
    return {
      ...{ id, population },
      title: conditions.length > 1 ? title : '',
      about: conditions.length > 1 ? about : '',
      baseline: own.find((arm) => arm.isBaseline) ?? null,
      designs: ranked(own),
    };
  });
}

/** The difference an arm makes; for outcomes that exist only in pairs, the outcome itself. */
export function differenceOf(arm: ArmResult, name: OutcomeName): Spread | null {
  return arm.differences[name] ?? (outcomes[name].kind === 'paired' ? (arm.outcomes[name] ?? null) : null);
}

/** The design's title with a warning where its message is not the whole truth. */
export function titleOf(arm: ArmResult): string {
  return `${arm.title}${warningOf(arm)}`;
}

function warningOf({ truthfulness }: ArmResult): string {
  if (truthfulness === 'false') return ' (false message)';
  return truthfulness === 'one-sided' ? ' (one-sided)' : '';
}

/** `titleOf` in at most so many letters; what is cut is the title, never the warning. */
export function shortTitleOf(arm: ArmResult, letters: number): string {
  const warning = warningOf(arm);
  const room = Math.max(4, Math.floor(letters) - warning.length);
  return arm.title.length <= room ? titleOf(arm) : `${arm.title.slice(0, room - 1)}…${warning}`;
}
