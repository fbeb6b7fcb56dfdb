import { outcomeNames } from '../../model/outcomes.ts';
import type { World } from '../../model/world.ts';
import { canonical } from '../../scenario/canonical.ts';
import type { Expression, Leaf, OutcomeLeaf, PersonLeaf, StudyLeaf } from '../../scenario/seeds/finding.ts';
import type { RunRow } from '../comparison.ts';
import type { Side } from '../evaluation/inquiry.ts';
import type { StudyWorld } from '../evaluation/snapshot.ts';
import type { Part } from '../jackknife.ts';
import { groupOf } from './group.ts';
import { personValue } from './person-value.ts';

/** The leaves of an expression, from left to right. */
export function leavesOf(expression: Expression): readonly Leaf[] {
  if ('sum' in expression) return expression.sum.flatMap(leavesOf);
  if ('minus' in expression) return expression.minus.flatMap(leavesOf);
  if ('ratio' in expression) return expression.ratio.flatMap(leavesOf);
  if ('range' in expression) return expression.range.flatMap(leavesOf);
  if ('least' in expression) return expression.least.flatMap(leavesOf);
  if ('greatest' in expression) return expression.greatest.flatMap(leavesOf);
  if ('size' in expression) return leavesOf(expression.size);
  if ('scaled' in expression) return leavesOf(expression.scaled.value);
  if ('agreement' in expression) return expression.agreement.flat().flatMap(leavesOf);
  return [expression];
}

/** The same reading has the same key, whichever finding asks for it. */
export function keyOfLeaf(leaf: Leaf): string {
  return canonical(leaf);
}

export const isStudyLeaf = (leaf: Leaf): leaf is StudyLeaf => 'study' in leaf;
export const isOutcomeLeaf = (leaf: Leaf): leaf is OutcomeLeaf => 'difference' in leaf || 'level' in leaf;

/** The week that a leaf looks at; the last of the run where it names none. */
export function weekOf(leaf: PersonLeaf, weeks: number): number {
  return leaf.week ?? weeks - 1;
}

/**
 * What a leaf reads from one pair of worlds: a sum over people and their number.
 *
 * @param start on the eve of week 0
 * @param wave  row of the snapshot of the leaf's week
 * @throws RangeError for a route or a destination that the context does not have
 */
export function personPart(leaf: PersonLeaf, start: World, world: StudyWorld, wave: number): Part {
  const measure = 'effect' in leaf ? leaf.effect : 'with' in leaf ? leaf.with : leaf.without;
  const reader = (side: Side) => {
    const value = personValue(measure, world, side, wave);
    const counts = travels(leaf, start, world, side, wave);
    const groups = leaf.among.map((group) => groupOf(group, start, world, side, wave));
    return {
      value: (row: number) => (counts(row) ? value(row) : 0),
      belongs: (row: number) => groups.every((is) => is(row)),
    };
  };
  const on = audience(leaf, start, world, wave);
  const here = reader('without' in leaf ? 'without' : 'with');
  const there = 'effect' in leaf ? reader('without') : undefined;
  let sum = 0;
  let people = 0;
  for (let row = 0; row < start.sizes.people; row++) {
    if (!on(row) || !here.belongs(row)) continue;
    const value = here.value(row) - (there?.value(row) ?? 0);
    if (Number.isNaN(value)) continue;
    sum += value;
    people++;
  }
  return [sum, people];
}

/** Whom the leaf is about: those met, everybody, or those not met where others were. */
function audience({ on }: PersonLeaf, start: World, world: StudyWorld, wave: number): (row: number) => boolean {
  const { contacts } = world.with[wave];
  if (on === 'everybody') return () => true;
  if (on === 'met') return (row) => contacts[row] > 0;
  const { community } = start.people;
  const reached = new Set<number>();
  contacts.forEach((count, row) => {
    if (count > 0) reached.add(community[row]);
  });
  return (row) => contacts[row] === 0 && reached.has(community[row]);
}

/** Whether somebody left by the route, and for the destination, that the leaf is about. */
function travels(
  leaf: PersonLeaf,
  start: World,
  world: StudyWorld,
  side: Side,
  wave: number,
): (row: number) => boolean {
  const { routes, destinations } = start.setup.context;
  const { route, destination } = world[side][wave];
  const place = (what: string, wanted: string | undefined, known: readonly { readonly id: string }[]): number => {
    if (wanted === undefined) return -1;
    const at = known.findIndex(({ id }) => id === wanted);
    if (at >= 0) return at;
    throw new RangeError(
      `a finding expects one of the ${what}s ${known.map(({ id }) => id).join(', ')}, found "${wanted}".`,
    );
  };
  const way = place('route', leaf.route, routes);
  const to = place('destination', leaf.destination, destinations);
  return (row) => (way < 0 || route[row] === way) && (to < 0 || destination[row] === to);
}

/** An outcome of the results of a comparison, of one run. Every run weighs the same; a run that has no such number is left out. */
export function outcomePart(leaf: OutcomeLeaf, row: Pick<RunRow, 'levels' | 'differences'>): Part {
  const wanted = 'level' in leaf ? leaf.level : leaf.difference;
  const name = outcomeNames.find((known) => known === wanted);
  if (name === undefined) throw new RangeError(`a finding expects an outcome of the results, found "${wanted}".`);
  const value = ('level' in leaf ? row.levels : row.differences)[name];
  return value === null || value === undefined ? [0, 0] : [value, 1];
}
