import { csvFormatRows } from 'd3-dsv';
import { ledgerCsv } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { FindingRow, PartResult, Scoreboard } from '../experiment/findings/scoreboard.ts';
import { type Cited, findingsHtml } from './findings-html.ts';
import { countsOf, findingsCaption, regionOf, sourcesOf } from './findings-words.ts';
import { outOfScope, purpose } from './notices.ts';
import { markdownText } from './readme.ts';
import { ROOT, sealed, withoutPlaces } from './result-files.ts';
import type { ResultFile } from './shelf.ts';

type Column = {
  readonly name: string;
  readonly meaning: string;
  readonly of: (row: FindingRow, part: PartResult | null) => string | number | null | undefined;
};

/** One row a part; a finding that is not testable has one row without numbers. */
const columnsFor = ({ citations }: Cited): readonly Column[] => [
  { name: 'finding', meaning: 'id of the finding', of: ({ id }) => id },
  { name: 'title', meaning: 'in a few words', of: ({ title }) => title },
  { name: 'source', meaning: 'documents and studies it rests on', of: (row) => sourcesOf(row, citations) },
  { name: 'verdict', meaning: 'of the finding: all parts must hold', of: ({ verdict }) => verdict },
  { name: 'status', meaning: 'where it comes from, by computation', of: ({ status }) => status },
  { name: 'declared', meaning: 'where its file says it should come from', of: ({ declared }) => declared },
  { name: 'part', meaning: 'id of the part', of: (_, part) => part?.id },
  { name: 'says', meaning: 'what must hold', of: (row, part) => part?.says ?? row.notTestable },
  { name: 'unit', meaning: 'unit of the value', of: (_, part) => part?.unit },
  { name: 'value', meaning: 'mean over runs at the default parameters', of: (_, part) => part?.estimate.value },
  { name: 'low', meaning: 'lower end of its 90 % interval over luck', of: (_, part) => part?.estimate.low },
  { name: 'high', meaning: 'upper end of it', of: (_, part) => part?.estimate.high },
  { name: 'runs', meaning: 'runs it comes from', of: (_, part) => part?.estimate.runs },
  { name: 'must_be', meaning: 'where the value must lie', of: (_, part) => part && regionOf(part) },
  { name: 'part_verdict', meaning: 'of this part', of: (_, part) => part?.verdict },
  { name: 'runs_to_decide', meaning: 'where it is undecided', of: (_, part) => part?.runsToDecide },
  { name: 'draws', meaning: 'draws of the parameters', of: (_, part) => part?.draws?.of },
  { name: 'draws_held', meaning: 'draws in which this part holds', of: (_, part) => part?.draws?.held },
  { name: 'draws_low', meaning: '5th percentile over draws', of: (_, part) => part?.draws?.low },
  { name: 'draws_high', meaning: '95th percentile over draws', of: (_, part) => part?.draws?.high },
  {
    name: 'ablation',
    meaning: 'removed, kept or undecided, for the part that the ablation is about',
    of: ({ ablation }, part) => (ablation?.part === part?.id ? ablation?.verdict : null),
  },
  {
    name: 'ablation_left',
    meaning: 'share of the distance from nothing that the ablation leaves',
    of: ({ ablation }, part) => (ablation?.part === part?.id ? ablation?.left?.value : null),
  },
];

function cell(value: string | number | null | undefined): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  return value ?? '';
}

function csv(columns: readonly Column[], { findings }: Scoreboard): string {
  const rows = findings.flatMap((row) =>
    (row.parts.length === 0 ? [null] : row.parts).map((part) => columns.map(({ of }) => cell(of(row, part)))),
  );
  return `${csvFormatRows([columns.map(({ name }) => name), ...rows])}\n`;
}

function failuresCsv({ failures }: Scoreboard): string {
  const rows = failures.map(({ runId, arm, replicate, stage, message, trace }) => [
    ...[runId, arm, String(replicate), stage, withoutPlaces(message), withoutPlaces(trace)],
  ]);
  return `${csvFormatRows([['run_id', 'design', 'replicate', 'stage', 'message', 'trace'], ...rows])}\n`;
}

function readme(board: Scoreboard, columns: readonly Column[]): string {
  return `# What the field found, and whether the model finds it too

${countsOf(board.findings)}; every one of them is in \`findings.csv\` and \`report.html\`.

${markdownText(findingsCaption(board))}

${purpose}

${outOfScope}

## Files

- \`report.html\`: everything, with pictures and the sources traced to their places.
- \`findings.json\`: all numbers.
- \`findings.csv\`: one row for each part of a finding:
${columns.map(({ name, meaning }) => `  - \`${name}\`: ${meaning}`).join('\n')}
- \`failures.csv\`: runs that failed. \`ledger.csv\`: every number of the model with its source and range.
- \`environment.json\`: what it ran on. \`checksums.sha256\`: check with \`sha256sum --check checksums.sha256\`.

An empty cell is a missing value. Fingerprint \`${board.fingerprint}\`; hash of all default parameters \`${board.defaults}\`.
`;
}

/**
 * The results folder of the findings; `checksums.sha256` comes last. No folder, user or machine is named inside.
 *
 * @param document draws the pictures
 */
export function findingsFiles(
  board: Scoreboard,
  cited: Cited,
  ledger: readonly LedgerRow[],
  environment: object,
  document: Document,
): readonly ResultFile[] {
  const columns = columnsFor(cited);
  const files: ResultFile[] = [
    { path: 'README.md', content: readme(board, columns) },
    { path: 'report.html', content: findingsHtml(board, cited, document, ROOT) },
    { path: 'findings.json', content: `${JSON.stringify(board, null, 1)}\n` },
    { path: 'findings.csv', content: csv(columns, board) },
    { path: 'failures.csv', content: failuresCsv(board) },
    { path: 'ledger.csv', content: ledgerCsv(ledger) },
    { path: 'environment.json', content: `${JSON.stringify(environment, null, 2)}\n` },
  ];
  return sealed(files);
}
