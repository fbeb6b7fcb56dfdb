import type { ArmResult, GroupEffect } from '../experiment/comparison.ts';
import { groups, type OutcomeName, outcomes } from '../model/outcomes.ts';
import { differenceOf } from './arms.ts';
import {
  changeFigure,
  euros,
  type Figure,
  isNothing,
  level,
  levelFigure,
  scaleOf,
  toldApart,
  tooFew,
} from './words.ts';

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
        unit: 'harm taken off',
        asLevel: true,
      },
      difference('harmed_on_journey'),
      difference('deaths'),
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

/** Euros per better choice: no more is said than that of the least, where there may be no gain at all. */
export type Price = { readonly least: number; readonly known: { readonly mean: number; readonly most: number } | null };

/**
 * What a better choice costs, as the interval of decision quality has it; null where that holds no gain. A design that does worse on
 * average has one, too: the least it may cost is what its best runs say.
 *
 * @param population  real people of its condition
 */
export function priceOf(arm: ArmResult, population: number): Price | null {
  const quality = differenceOf(arm, 'decision_quality');
  if (quality === null || quality.replicates < 2 || !(quality.high > 0) || !(arm.cost > 0)) return null;
  const each = (gain: number): number => arm.cost / (gain * population);
  const known = toldApart(quality) ? { mean: each(quality.mean), most: each(quality.low) } : null;
  return { least: each(quality.high), known };
}

/** The same as it stands in tables. */
export function priceFigure(arm: ArmResult, population: number): Figure {
  const price = priceOf(arm, population);
  if (price === null) return NOTHING;
  // A mean would be a price for a gain that there may not be.
  if (price.known === null) return { size: '—', interval: `at least ${euros(price.least)}` };
  return { size: euros(price.known.mean), interval: `${euros(price.least)} to ${euros(price.known.most)}` };
}

/** What stands in a cell for a design. */
export function cell(arm: ArmResult, { name, asLevel }: Column, population: number): Figure {
  if (name === 'worst-off') return worstOffFigure(arm);
  if (name === 'cost_per_better_choice') return priceFigure(arm, population);
  const spread = (asLevel ? arm.outcomes[name] : null) ?? differenceOf(arm, name);
  if (!spread) return NOTHING;
  if (name === 'cost') return { size: level(name, spread.mean), interval: '' };
  return asLevel ? levelFigure(name, spread) : changeFigure(name, spread);
}

/** What stands in a cell for the world without campaign: its level, with the interval of it. */
export function baselineCell(arm: ArmResult, { name }: Column): Figure {
  const found = name === 'worst-off' || outcomes[name].kind === 'paired' ? undefined : arm.outcomes[name];
  if (!found || name === 'worst-off') return NOTHING;
  return name === 'cost' ? { size: level(name, found.mean), interval: '' } : levelFigure(name, found);
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
  return { size: groups[found.group], interval: `${helped.size} helped, ${harmed.size} harmed per 1,000 of it` };
}
