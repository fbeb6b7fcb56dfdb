import type { ArmResult } from '../experiment/comparison.ts';

/** Notes of runs begin with the id of the part that they are about. */
const pattern = /^([\w-]+): (.+)$/;

/**
 * What a reader must know about the scale of the simulated campaigns, each fact once with the designs and parts that it holds for:
 * "the money buys less than one contact per simulated community: Mix as funded (parents, teachers)".
 */
export function worthKnowing(designs: readonly ArmResult[]): readonly string[] {
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
  return [...facts].map(([fact, holds]) => {
    const whom = [...holds].map(([title, parts]) => (parts.length === 0 ? title : `${title} (${parts.join(', ')})`));
    return `${fact.charAt(0).toUpperCase()}${fact.slice(1)}: ${whom.join('; ')}.`;
  });
}
