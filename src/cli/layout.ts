import type { Comparison } from '../experiment/comparison.ts';
import { wrapped } from '../report/table.ts';
import { worthKnowingOfAll } from '../report/worth-knowing.ts';

/** Characters in a line of text that is to be read. */
const width = 100;

export function paragraph(sentences: readonly string[]): string {
  return wrapped(sentences.join(' ').replaceAll(/\s+/g, ' '), width).join('\n');
}

/** One entry after the other, each with a dash. */
export function list(entries: readonly string[]): string {
  return entries
    .map((entry) => `- ${wrapped(entry.replaceAll(/\s+/g, ' ').trim(), width - 2).join('\n  ')}`)
    .join('\n');
}

/** What is worth knowing of the designs; nothing where there is nothing to know. */
export function worthText(comparison: Comparison): readonly string[] {
  const known = worthKnowingOfAll(comparison);
  return known.length === 0 ? [] : [`Worth knowing\n${list(known)}`];
}
