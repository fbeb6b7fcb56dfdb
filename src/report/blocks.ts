import type { ArmResult, GroupEffect, Spread } from '../experiment/comparison.ts';
import { groups, type OutcomeName, outcomes } from '../model/outcomes.ts';
import { differenceOf } from './arms.ts';
import { changeFigure, euros, type Figure, isNothing, level, levelFigure, scaleOf, tooFew } from './words.ts';

/** A column of the tables: an outcome, or the group that gains least. */
export type Column = {
  readonly name: OutcomeName | 'worst-off';
  readonly label: string;
  readonly unit: string;
  /** Shown as it is, not as a difference to the world without campaign. */
  readonly asLevel: boolean;
};

export type Block = {
  readonly id: 'choice' | 'harm' | 'trust';
  readonly title: string;
  readonly columns: readonly Column[];
};

const unitOf = (name: OutcomeName): string => (outcomes[name].unit === 'euro' ? '€' : scaleOf(name).unit);
const difference = (name: OutcomeName, label: string = outcomes[name].label): Column => ({
  name,
  label,
  unit: unitOf(name),
  asLevel: false,
});
const asItIs = (name: OutcomeName, label: string = outcomes[name].label): Column => ({
  name,
  label,
  unit: unitOf(name),
  asLevel: true,
});

/** The blocks of every table. Departures stand in the block of harm and nowhere else; no block can be left out. */
export const blocks: readonly Block[] = [
  {
    id: 'choice',
    title: 'Informed choice',
    columns: [
      difference('decision_quality'),
      difference('knows_lawful'),
      difference('error_death', 'how far off about dying on the way'),
      difference('error_mistreatment', 'how far off about mistreatment'),
      difference('error_asylum_in_need', 'how far off people in need are about asylum'),
    ],
  },
  {
    id: 'harm',
    title: 'What people do, and harm: always together',
    columns: [
      difference('unmet_protection_need'),
      asItIs('harmed', 'worse off for it'),
      {
        name: 'worst-off',
        label: 'group that gains least',
        unit: 'harm taken off; per 1,000 of the group',
        asLevel: true,
      },
      difference('harmed_on_journey'),
      difference('intention', 'intention to leave'),
      difference('irregular_departures'),
    ],
  },
  {
    id: 'trust',
    title: 'Trust, memory and money',
    columns: [
      difference('trust_in_sender'),
      asItIs('recall'),
      difference('changed_mind', 'changed mind, net (true)'),
      asItIs('changed_mind_reported', 'say they changed mind'),
      asItIs('cost'),
      asItIs('cost_per_better_choice'),
    ],
  },
];

/** The number does not exist: nobody was reached, nothing was gained. */
const NOTHING: Figure = { size: '—', interval: '' };

/** Whether a cost per gain has no upper end, because nothing may be gained (`unitCost` ends there at the whole cost). */
export function isOpenEnded({ cost }: ArmResult, name: OutcomeName, { mean, high }: Spread): boolean {
  return name.startsWith('cost_per_') && high >= Math.max(mean, cost * (1 - 1e-9));
}

/** What stands in a cell for a design. */
export function cell(arm: ArmResult, { name, asLevel }: Column): Figure {
  if (name === 'worst-off') return worstOffFigure(arm);
  const spread = (asLevel ? arm.outcomes[name] : null) ?? differenceOf(arm, name);
  if (!spread) return NOTHING;
  if (name === 'cost') return { size: level(name, spread.mean), interval: '' };
  // A mean would be a price for a gain that there may not be.
  if (isOpenEnded(arm, name, spread)) return { size: '—', interval: `at least ${euros(spread.low)}` };
  return asLevel ? levelFigure(name, spread) : changeFigure(name, spread);
}

/** What stands in a cell for the world without campaign: its level. */
export function baselineCell(arm: ArmResult, { name }: Column): Figure {
  const found = name === 'worst-off' || outcomes[name].kind === 'paired' ? undefined : arm.outcomes[name];
  return found && name !== 'worst-off' ? { size: level(name, found.mean), interval: '' } : NOTHING;
}

/** The group with the smallest surplus of helped over harmed, and whether that can be told. */
export type LeastGain = GroupEffect & {
  /** Its surplus, at the best, lies below that of every other group at the worst. */
  readonly standsOut: boolean;
};

/** The group that gains least once harm is taken off; null where nobody is helped or harmed in any run. */
export function worstOff({ worstOff, groups }: ArmResult): LeastGain | null {
  const found = groups.find(({ group }) => group === worstOff);
  if (!found || groups.every(({ helped, harmed }) => isNothing(helped) && isNothing(harmed))) return null;
  const standsOut =
    !tooFew(found.harmed) &&
    groups.every(
      ({ group, helped, harmed }) =>
        group === found.group || found.helped.high - found.harmed.low < helped.low - harmed.high,
    );
  return { ...found, standsOut };
}

function worstOffFigure(arm: ArmResult): Figure {
  const found = worstOff(arm);
  if (!found) return { size: 'no group stands out', interval: '' };
  if (!found.standsOut) return { size: 'no group stands out', interval: `lowest: ${groups[found.group]}` };
  const [helped, harmed] = [levelFigure('helped', found.helped), levelFigure('harmed', found.harmed)];
  return { size: groups[found.group], interval: `${helped.size} helped, ${harmed.size} harmed` };
}
