import type { FindingRow, Scoreboard } from '../experiment/findings/scoreboard.ts';
import {
  countsOf,
  decidingPart,
  drawsOf,
  figureOf,
  findingsCaption,
  inFullOf,
  luckOf,
  regionOf,
  verdictMark,
} from './findings-words.ts';
import { whatIf } from './notices.ts';
import { laidOut, wrapped } from './table.ts';

const WIDTHS = [44, 16, 20, 18, 4, 9, 12] as const;
const HEAD = [
  'finding',
  'verdict at the defaults',
  'value, 90 % of mean',
  'must be',
  'runs',
  'holds in',
  'status',
] as const;

function cellsOf(row: FindingRow): readonly (readonly string[])[] {
  const part = decidingPart(row);
  const name = wrapped(`${row.id}  ${row.title}`, WIDTHS[0]);
  const verdict = [`${verdictMark[row.verdict]} ${row.verdict}`, ...wrapped(inFullOf(row) ?? '', WIDTHS[1])];
  if (part === undefined) return [name, verdict, [], [], [], [], []];
  return [
    name,
    verdict,
    [figureOf(part.estimate.value), luckOf(part.estimate)],
    wrapped(regionOf(part), WIDTHS[3]),
    [String(part.estimate.runs)],
    row.draws === null ? ['—'] : [drawsOf(row), 'draws'],
    [row.status ?? '', ...(row.ablation?.verdict === 'kept' ? ['(ablation', 'leaves it)'] : [])],
  ];
}

/** The scoreboard as text for a terminal: one finding a row, the part that decides it; the counts stand above the list, never alone. */
export function findingsTable(board: Scoreboard): string {
  const rule = '─'.repeat(WIDTHS.reduce((sum, width) => sum + width + 2, -2));
  const lines = [
    'What the field found, and whether the model finds it too',
    whatIf,
    '',
    countsOf(board.findings),
    '',
    ...laidOut(
      HEAD.map((head, k) => wrapped(head, WIDTHS[k])),
      WIDTHS,
    ),
    rule,
    ...board.findings.flatMap((row) => laidOut(cellsOf(row), WIDTHS)),
    rule,
    ...wrapped(findingsCaption(board), 136),
    `Hash of all default parameters: ${board.defaults}`,
  ];
  if (board.failures.length > 0)
    lines.push(`${board.failures.length} runs failed and are left out; failures.csv says which.`);
  return `${lines.join('\n')}\n`;
}

/** Which verdicts differ between two boards of the same findings, a line each. */
export function changesBetween(before: Scoreboard, after: Scoreboard): readonly string[] {
  return after.findings.flatMap((row) => {
    const was = before.findings.find(({ id }) => id === row.id);
    if (was === undefined || was.verdict === row.verdict) return [];
    const part = decidingPart(row);
    const shown =
      part === undefined
        ? ''
        : `; ${part.says}: ${figureOf(part.estimate.value)} (${luckOf(part.estimate)}, ${part.estimate.runs} runs)`;
    return [`${row.id} ${row.title}: ${was.verdict} → ${row.verdict}${shown}`];
  });
}
