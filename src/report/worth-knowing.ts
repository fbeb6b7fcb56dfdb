import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { sections } from './arms.ts';
import { listOf } from './sentences.ts';
import { capitalised, counted } from './words.ts';

/** Notes of runs begin with the id of the part that they are about. */
const pattern = /^([\w-]+): (.+)$/;

/**
 * What a reader must know about the scale of the simulated campaigns, each fact once with the designs and parts that it holds for:
 * "the money buys less than one contact per simulated community: Mix as funded (parents, teachers)".
 */
export function worthKnowing(designs: readonly ArmResult[]): readonly string[] {
  return factsIn(designs).map(({ fact, holds }) => {
    const whom = [...holds].map(([title, parts]) => (parts.length === 0 ? title : `${title} (${parts.join(', ')})`));
    return `${fact}: ${whom.join('; ')}.`;
  });
}

/** The same for a sheet with little room: how many designs, where they are more than two. */
export function worthKnowingInShort(designs: readonly ArmResult[]): readonly string[] {
  return factsIn(designs).map(
    ({ fact, holds }) =>
      `${fact}: ${holds.size > 2 ? `parts of ${counted(holds.size, 'design')}` : listOf([...holds.keys()])}.`,
  );
}

type Fact = { readonly fact: string; readonly holds: ReadonlyMap<string, readonly string[]> };

function factsIn(designs: readonly ArmResult[]): readonly Fact[] {
  const facts = new Map<string, Map<string, string[]>>();
  for (const { title, notes } of designs)
    for (const note of notes) {
      const [, part = '', fact = note] = pattern.exec(note) ?? [];
      const holds = facts.get(fact) ?? new Map<string, string[]>();
      facts.set(
        fact,
        holds.set(title, [...(holds.get(title) ?? []), ...(part === '' ? [] : [part.replaceAll('-', ' ')])]),
      );
    }
  return [...facts].map(([fact, holds]) => ({ fact: capitalised(fact), holds }));
}

/** The same over all conditions, each fact once: for what has no part of its own for every condition. */
export function worthKnowingOfAll(comparison: Comparison): readonly string[] {
  const parts = sections(comparison);
  const where = new Map<string, string[]>();
  for (const { title, designs } of parts)
    for (const line of worthKnowing(designs)) where.set(line, [...(where.get(line) ?? []), title]);
  return [...where].map(([line, titles]) => (titles.length === parts.length ? line : `${listOf(titles)}: ${line}`));
}
