import type { Setup } from '../../src/model/setup.ts';
import { bits, uniform } from '../../src/random/draw.ts';
import { type Key, keyOf } from '../../src/random/key.ts';
import type { Household, Person } from './beings.ts';
import { f } from './numbers.ts';

/** From which week people and heads may be met, and how much likelier a contact is for those invited. */
export type Lot = {
  /** Null for those who are left out. */
  readonly from: (person: Person) => number | null;
  readonly headFrom: (home: Household) => number | null;
  readonly invitation: (person: Person) => number;
};

/** Draws who is offered the campaign where a study decides it by lot; otherwise everybody is, from the first week on. */
export function lotOf({ seed, replicate, arm }: Setup, people: readonly Person[]): Lot {
  const { assignment } = arm;
  const everybody: Lot = { from: () => 0, headFrom: () => 0, invitation: () => 1 };
  if (assignment === undefined) return everybody;

  const luck = (purpose: string): Key => keyOf(seed, replicate, 'assignment', assignment.draw, purpose);
  const unitOf = (person: Person): object | null =>
    ({ person, household: person.home, class: person.schoolClass, village: person.community })[assignment.unit];
  // A unit draws by its first person.
  const units = new Map<object, number>();
  for (const person of people) {
    const unit = unitOf(person);
    if (unit !== null && !units.has(unit)) units.set(unit, person.id);
  }
  const inOrder = [...units].sort(([, one], [, other]) => bits(luck('lot'), one) - bits(luck('lot'), other));
  const many = Math.round(assignment.share * inOrder.length);
  const starts = new Map<object | null, number>();
  inOrder.slice(0, many).forEach(([unit], rank) => {
    starts.set(unit, Math.floor((rank * assignment.steps) / many) * assignment.stepWeeks);
  });
  const from = (person: Person): number | null => {
    const start = starts.get(unitOf(person)) ?? null;
    return uniform(luck('saturation'), person.id) < assignment.saturation ? start : null;
  };

  if (assignment.encouragement > 1)
    return { ...everybody, invitation: (person) => (from(person) === null ? 1 : f(assignment.encouragement)) };
  const headFrom = ({ members }: Household): number | null => {
    const weeks = members.map(from).filter((week) => week !== null);
    return weeks.length > 0 ? Math.min(...weeks) : null;
  };
  return { ...everybody, from, headFrom };
}
