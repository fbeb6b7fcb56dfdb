import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { type Section, sections, titleOf } from './arms.ts';
import { type Block, baselineCell, blocks, type Column, cell } from './blocks.ts';
import { caption, choiceFirst, ratio, whatIf } from './notices.ts';

const WIDEST = 138;
const TITLE = 30;
const GAP = '  ';

/** A cell of the terminal: lines of text, right-aligned under their heading. */
type Cell = readonly string[];

/** Breaks a text at spaces into lines of at most `width` characters; a longer word stays whole. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The text, or as much of it as fits with a sign that some is missing. */
function fitted(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}

export function laidOut(cells: readonly Cell[], widths: readonly number[]): string[] {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, row) =>
    cells
      .map((lines, column) => {
        const text = fitted(lines[row] ?? '', widths[column] ?? 0);
        return column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
      })
      .join(GAP)
      .trimEnd(),
  );
}

function titleCell(title: string): Cell {
  return wrapped(title, TITLE).map((line) => fitted(line, TITLE));
}

/** Lines of at most `width` characters, broken at commas first. */
function narrow(text: string, width: number): string[] {
  const parts = text.length > width ? text.split(/(?<=,) /) : [text];
  return parts.flatMap((part) => wrapped(part, width));
}

function rowOf(arm: ArmResult, { population }: Section, columns: readonly Column[], width: number): Cell[] {
  const cells = columns.map((column) => {
    const { size, interval } = arm.isBaseline ? baselineCell(arm, column) : cell(arm, column, population);
    return interval ? [...narrow(size, width), ...narrow(interval, width)] : narrow(size, width);
  });
  return [titleCell(arm.isBaseline ? `${arm.title} (level)` : titleOf(arm)), ...cells];
}

function blockLines({ title, columns }: Block, section: Section): string[] {
  const { baseline, designs } = section;
  const share = Math.floor((WIDEST - TITLE) / columns.length) - GAP.length;
  const head: Cell[] = [
    ['design'],
    ...columns.map(({ label, unit }) => [...wrapped(label, share), ...wrapped(unit, share)]),
  ];
  const rows = [...designs, ...(baseline ? [baseline] : [])].map((arm) => rowOf(arm, section, columns, share));
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].flatMap((cells) => (cells[column] ?? []).map((line) => line.length))),
  );
  const shown = widths.map((width, column) => Math.min(width, column === 0 ? TITLE : share));
  const rule = '─'.repeat(shown.reduce((sum, width) => sum + width, GAP.length * (shown.length - 1)));
  return [title.toUpperCase(), ...laidOut(head, shown), rule, ...rows.flatMap((row) => laidOut(row, shown)), ''];
}

/**
 * The comparison as text for a terminal, at most 138 characters wide: for each condition three blocks of outcomes, designs in the
 * order of decision quality. Sizes are differences to the world without campaign with their 90 % interval below them, except for
 * columns that are levels by nature (cost, recall, people worse off). The block with departures is the block of harm.
 */
export function table(comparison: Comparison): string {
  const { scenario, failures } = comparison;
  const lines = [scenario.title, ...wrapped(scenario.question, WIDEST), whatIf, ''];
  for (const section of sections(comparison)) {
    if (section.title) lines.push(`== ${section.title} ==`, ...wrapped(section.about, WIDEST), '');
    for (const block of blocks) lines.push(...blockLines(block, section));
  }
  lines.push(
    ...wrapped(
      'Differences to the world without campaign, 90 % interval below; recall, people worse off and money as they are. Where an interval holds 0, the difference cannot be told apart from none.',
      WIDEST,
    ),
    ...wrapped(choiceFirst, WIDEST),
    ...wrapped(ratio(comparison), WIDEST),
    ...wrapped(caption(comparison), WIDEST),
  );
  if (failures.length > 0) lines.push(`${failures.length} runs failed and are not in these numbers.`);
  return `${lines.join('\n')}\n`;
}
