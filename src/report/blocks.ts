import type { ArmResult, GroupEffect, Spread } from '../experiment/comparison.ts';
import { groups, type OutcomeName, outcomes } from '../model/outcomes.ts';
import { differenceOf } from './arms.ts';
import { changeFigure, euros, type Figure, level, levelFigure, scaleOf } from './words.ts';

/** A column of the tables: an outcome, or the group that comes off worst. */
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
      difference('error_death', 'error: dying on the way'),
      difference('error_mistreatment', 'error: mistreatment'),
      difference('error_asylum_in_need', 'error: asylum, if in need'),
    ],
  },
  {
    id: 'harm',
    title: 'What people do, and harm: always together',
    columns: [
      difference('unmet_protection_need'),
      asItIs('harmed', 'worse off for it'),
      { name: 'worst-off', label: 'group worst off', unit: 'per 1,000 of the group', asLevel: true },
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
      difference('changed_mind', 'changed mind (true)'),
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
  if (isOpenEnded(arm, name, spread))
    return { size: level(name, spread.mean), interval: `${euros(spread.low)} or more` };
  return asLevel ? levelFigure(name, spread) : changeFigure(name, spread);
}

/** What stands in a cell for the world without campaign: its level. */
export function baselineCell(arm: ArmResult, { name }: Column): Figure {
  const found = name === 'worst-off' || outcomes[name].kind === 'paired' ? undefined : arm.outcomes[name];
  return found && name !== 'worst-off' ? { size: level(name, found.mean), interval: '' } : NOTHING;
}

/** The group that comes off worst, and its people helped and harmed. */
export function worstOff({ worstOff, groups }: ArmResult): GroupEffect | null {
  return groups.find(({ group }) => group === worstOff) ?? null;
}

function worstOffFigure(arm: ArmResult): Figure {
  const found = worstOff(arm);
  if (!found) return NOTHING;
  const [helped, harmed] = [levelFigure('helped', found.helped), levelFigure('harmed', found.harmed)];
  return { size: groups[found.group], interval: `${helped.size} helped, ${harmed.size} harmed` };
}
