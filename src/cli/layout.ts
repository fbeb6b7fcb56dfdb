import { wrapped } from '../report/table.ts';

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
