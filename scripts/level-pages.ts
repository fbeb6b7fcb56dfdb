// What the level checks share: places made of a context and some designs, and pages of which a part is written by a script.
import { readFileSync, writeFileSync } from 'node:fs';
import { readLibrary } from '../src/runtime/library-node.ts';
import { readScenario } from '../src/scenario/read.ts';
import { settle } from '../src/scenario/settle.ts';
import type { Settled } from '../src/scenario/settled.ts';

/** A context at its defaults with designs of EUR 500,000 over half a year. */
export function placeOf(context: string, designs: readonly string[]): Settled {
  const text = `schema: forewarned/scenario@1
id: levels
title: Level checks
question: Are the levels those that were published?
about: A context at its defaults.
source: "choice: level checks"
shows: levels
context: ${context}
budget: { value: 500000, source: "choice: level checks" }
campaign: { from: 0, weeks: 26 }
designs: [${designs.join(', ')}]
`;
  const read = readScenario(text, 'levels.yaml', readLibrary());
  if (!read.ok) throw new Error(`${context} has problems: run \`npm run -s forewarned -- validate scenarios\` first.`);
  return settle(read.scenario);
}

const markers = (name: string): [string, string] => [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];

/** The part of a page between its markers, or nothing where it has none. */
export function partOf(page: string, name: string): string {
  const [begin, end] = markers(name);
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  return from < 0 || to < from ? '' : page.slice(from + begin.length, to).trim();
}

/** A part with its markers around it. */
export function marked(name: string, part: string): string {
  const [begin, end] = markers(name);
  return `${begin}\n\n${part.trim()}\n\n${end}`;
}

/** Writes the part of a page between its markers; the rest stays as it is. @throws Error when the page has no such part */
export function writePart(file: string, name: string, part: string): void {
  const page = readFileSync(file, 'utf8');
  const [begin, end] = markers(name);
  const [from, to] = [page.indexOf(begin), page.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file}: expected a part between "${begin}" and "${end}", found none.`);
  writeFileSync(file, `${page.slice(0, from)}${marked(name, part)}${page.slice(to + end.length)}`);
}

export function tableOf(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n');
}

/** Four digits behind the point for what is small, else three. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return 'none';
  if (value === 0) return '0';
  const text = Math.abs(value) < 0.1 ? value.toFixed(4) : Math.abs(value) < 100 ? value.toFixed(3) : value.toFixed(0);
  return Number(text) === 0 ? text.replace('-', '') : text.replace('-', '−');
}

export const between = ({ low, high }: { low: number; high: number }): string => `${shown(low)} to ${shown(high)}`;
