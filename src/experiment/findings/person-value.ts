import { goneIrregularly, plansToLeave } from '../../model/observe.ts';
import { PREPARING } from '../../model/vocabulary.ts';
import type { FindingMeasure } from '../../scenario/seeds/finding.ts';
import { type Side, valuesOf } from '../evaluation/inquiry.ts';
import type { StudyWorld } from '../evaluation/snapshot.ts';

/** What is true of each person in one world at one week: what studies ask about, and what nobody could ask. */
export function personValue(
  measure: FindingMeasure,
  world: StudyWorld,
  side: Side,
  wave: number,
): (row: number) => number {
  const { stage, minimisation, contacts } = world[side][wave];
  switch (measure) {
    case 'planning':
      return (row) => Number(plansToLeave(stage[row]));
    case 'preparing':
      return (row) => Number(stage[row] === PREPARING);
    case 'away':
      return (row) => Number(goneIrregularly(stage[row]));
    case 'minimisation':
      return (row) => minimisation[row];
    case 'met':
      return (row) => Number(contacts[row] > 0);
    default:
      return valuesOf(measure, world, side, wave);
  }
}
