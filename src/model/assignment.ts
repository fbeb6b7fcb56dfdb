import { bits, uniform } from '../random/draw.ts';
import { type Key, keyOf } from '../random/key.ts';
import type { Roster } from './population/population.ts';
import type { Assignment, Setup } from './setup.ts';

/** Week from which nobody is reached: not part of the audience. */
export const NEVER = 32767;

export type Assigned = {
  /** Week from which each person is assigned, `NEVER` for those who are not. */
  readonly from: Int16Array;
  /** The unit of each person, -1 for none; the cluster of an analysis. */
  readonly unit: Int32Array;
};

/** Rows of the units a person can belong to. */
export function unitsOf(roster: Roster, unit: Assignment['unit']): Int32Array {
  switch (unit) {
    case 'person':
      return Int32Array.from({ length: roster.people }, (_, row) => row);
    case 'household':
      return roster.household;
    case 'class':
      return roster.schoolClass;
    case 'village':
      return roster.community;
  }
}

/** Draws the assignment of a study. Luck is addressed by the smallest person id of each unit. */
export function assigned(assignment: Assignment, setup: Pick<Setup, 'seed' | 'replicate'>, roster: Roster): Assigned {
  const luck = (purpose: string): Key => keyOf(setup.seed, setup.replicate, 'assignment', assignment.draw, purpose);
  const unit = unitsOf(roster, assignment.unit);
  const first = new Map<number, number>();
  for (let row = 0; row < roster.people; row++)
    if (unit[row] >= 0) first.set(unit[row], Math.min(first.get(unit[row]) ?? roster.id[row], roster.id[row]));
  const lots = luck('lot');
  const order = [...first].sort(([, a], [, b]) => bits(lots, a) - bits(lots, b) || a - b);
  const taken = Math.round(assignment.share * order.length);
  const starts = new Map<number, number>();
  for (let rank = 0; rank < taken; rank++)
    starts.set(order[rank][0], Math.floor((rank * assignment.steps) / taken) * assignment.stepWeeks);
  const saturates = luck('saturation');
  const from = Int16Array.from({ length: roster.people }, (_, row) => {
    const start = starts.get(unit[row]);
    if (start === undefined) return NEVER;
    return assignment.saturation < 1 && uniform(saturates, roster.id[row]) >= assignment.saturation ? NEVER : start;
  });
  return { from, unit };
}
