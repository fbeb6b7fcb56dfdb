import type { ArmResult, Comparison, Spread } from '../experiment/comparison.ts';
import { type OutcomeName, outcomeNames, outcomes } from '../model/outcomes.ts';
import { commonDigits, type Worded } from './words.ts';

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

/** The same designs with the numbers of each outcome said with the same digits wherever they stand in a document. */
function inOnePrecision(designs: readonly ArmResult[]): readonly ArmResult[] {
  const digits = (of: 'outcomes' | 'differences', isBaseline: boolean) =>
    new Map(
      outcomeNames.map((name) => [
        name,
        commonDigits(
          name,
          designs.filter((arm) => arm.isBaseline === isBaseline).flatMap((arm) => arm[of][name] ?? []),
        ),
      ]),
    );
  const common = {
    levels: digits('outcomes', false),
    differences: digits('differences', false),
    without: digits('outcomes', true),
  };
  const worded = (spreads: ArmResult['outcomes'], by: ReadonlyMap<OutcomeName, number | undefined>) => {
    const found: { [O in OutcomeName]?: Worded } = {};
    for (const name of outcomeNames) {
      const [spread, digits] = [spreads[name], by.get(name)];
      if (spread) found[name] = digits === undefined ? spread : { ...spread, digits };
    }
    return found;
  };
  return designs.map((arm) => ({
    ...arm,
    outcomes: worded(arm.outcomes, arm.isBaseline ? common.without : common.levels),
    differences: worded(arm.differences, common.differences),
  }));
}

/** The parts of a comparison: one per condition. A single condition has no title of its own. */
export function sections({ conditions, designs: given }: Comparison): Section[] {
  const designs = inOnePrecision(given);
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
