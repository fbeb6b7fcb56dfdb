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

/** The smallest person id of each unit, by which it is known everywhere. */
function namesOf(unit: Int32Array, { people, id }: Roster): Map<number, number> {
  const names = new Map<number, number>();
  for (let row = 0; row < people; row++)
    if (unit[row] >= 0) names.set(unit[row], Math.min(names.get(unit[row]) ?? id[row], id[row]));
  return names;
}

/** The units of these people by the smallest person id of each. */
export function unitNames(assignment: Assignment, roster: Roster): Int32Array {
  return Int32Array.from(namesOf(unitsOf(roster, assignment.unit), roster).values());
}

/**
 * Draws the assignment of a study. Luck is addressed by the smallest person id of each unit.
 *
 * @param everywhere  `unitNames` of all districts; left out where these people are everybody
 */
export function assigned(
  assignment: Assignment,
  setup: Pick<Setup, 'seed' | 'replicate'>,
  roster: Roster,
  everywhere?: Int32Array,
): Assigned {
  const luck = (purpose: string): Key => keyOf(setup.seed, setup.replicate, 'assignment', assignment.draw, purpose);
  const unit = unitsOf(roster, assignment.unit);
  const names = namesOf(unit, roster);
  const lots = luck('lot');
  const order = [...(everywhere ?? names.values())].sort((a, b) => bits(lots, a) - bits(lots, b) || a - b);
  const taken = Math.round(assignment.share * order.length);
  const starts = new Map<number, number>();
  for (let rank = 0; rank < taken; rank++)
    starts.set(order[rank], Math.floor((rank * assignment.steps) / taken) * assignment.stepWeeks);
  const saturates = luck('saturation');
  const from = Int16Array.from({ length: roster.people }, (_, row) => {
    const start = starts.get(names.get(unit[row]) ?? -1);
    if (start === undefined) return NEVER;
    return assignment.saturation < 1 && uniform(saturates, roster.id[row]) >= assignment.saturation ? NEVER : start;
  });
  return { from, unit };
}
