import type { Comparison, FailedRun, RunRow } from '../experiment/comparison.ts';
import { drawnNumbers, type FrozenPlan } from '../experiment/plan.ts';
import { type Columns, type Level, type Recorded, recordColumns, wordsOf } from '../experiment/recorded.ts';
import { groupNames, outcomeNames, outcomes, seriesNames } from '../model/outcomes.ts';
import { codebook, codebookColumns, type DescribedTable, type TableKind, tables } from './codebook.ts';
import type { FileMark } from './file-mark.ts';
import { whatIf } from './notices.ts';
import type { WrittenRow } from './read-tables.ts';
import type { Shelf } from './shelf.ts';
import { type Cell, csv, type TableWriter, tableWriter, written } from './table-writer.ts';

type Keyed = Pick<RunRow, 'runId' | 'condition' | 'arm' | 'draw' | 'replicate'>;

/** A finished run with its hash, and what was written down about its people. */
export type FinishedRun = { readonly row: RunRow; readonly hash: string; readonly recorded: Recorded | null };

const keys = ({ runId, condition, arm, draw, replicate }: Keyed): Cell[] => [runId, condition, arm, draw, replicate];
const levels = outcomeNames.filter((name) => outcomes[name].kind === 'level');

/** The rows that a run adds to each table. */
const rowsOf: { readonly [table: string]: (run: FinishedRun) => Iterable<readonly Cell[]> } = {
  runs: ({ row, hash }) => [[...keys(row), ...levels.map((name) => row.levels[name]), hash]],
  effects: ({ row }) =>
    outcomeNames
      .filter((name) => row.differences[name] !== undefined)
      .map((name) => [...keys(row), name, row.differences[name]]),
  groups: ({ row }) =>
    groupNames.flatMap((group) => {
      const found = row.groups[group];
      return found ? [[...keys(row), group, found.people, found.helped, found.harmed, found.mixed]] : [];
    }),
  series: function* ({ row }) {
    for (const name of seriesNames)
      for (const [week, value] of row.series[name].entries()) yield [...keys(row), week, name, value];
  },
  persons: ({ row, recorded }) => recordRows(row, recordColumns.person, recorded?.person),
  person_effects: ({ row, recorded }) => recordRows(row, recordColumns.effect, recorded?.effect),
  events: ({ row, recorded }) => recordRows(row, recordColumns.event, recorded?.event),
};

function* recordRows(row: RunRow, names: readonly string[], columns: Columns | undefined): Iterable<readonly Cell[]> {
  if (columns === undefined) return;
  const own = names.map((name) => ({ values: columns[name] ?? [], words: wordsOf(name) }));
  const count = own[0]?.values.length ?? 0;
  for (let at = 0; at < count; at++)
    yield [...keys(row), ...own.map(({ values, words }) => (words ? words[values[at]] : values[at]))];
}

/** Tables that say what a run gave, and nothing of single people: in any results as CSV they can be compared with a run. */
export const runTables = ['runs', 'effects', 'groups', 'series'] as const;
export type RunTable = (typeof runTables)[number];

/** Names of the columns of a table, in its order. */
export function columnsOf(name: RunTable): readonly string[] {
  return tables.find((table) => table.name === name)?.columns.map(({ column }) => column) ?? [];
}

/** The rows that a run adds to a table, as they are written: cells by column. */
export function* writtenRows(name: RunTable, run: FinishedRun): Generator<WrittenRow> {
  const columns = columnsOf(name);
  for (const cells of rowsOf[name]?.(run) ?? [])
    yield Object.fromEntries(columns.map((column, at) => [column, written(cells[at])]));
}

/** `usual`: each table in its own kind. */
export const tableChoices = ['usual', 'csv', 'parquet', 'both'] as const;
export type TableChoice = (typeof tableChoices)[number];

/** The tables that grow with the runs, all written in one pass. */
export type ResultTables = {
  readonly add: (run: FinishedRun) => void;
  readonly close: (comparison: Comparison) => readonly FileMark[];
};

/**
 * @param asked  levels that were asked for
 * @param as     the kinds of files
 */
export function resultTables(shelf: Shelf, asked: readonly Level[], as: TableChoice = 'usual'): ResultTables {
  const open = tables.flatMap((table): { table: DescribedTable; kind: TableKind; writer: TableWriter }[] => {
    if (rowsOf[table.name] === undefined) return [];
    if (table.onRequest !== undefined && !asked.includes(table.onRequest)) return [];
    return kindsOf(table, as).map((kind) => ({ table, kind, writer: tableWriter(shelf, table, kind) }));
  });
  return {
    add: (run) => {
      for (const { table, writer } of open) for (const cells of rowsOf[table.name]?.(run) ?? []) writer.add(cells);
    },
    close: ({ version, fingerprint, seed }) =>
      open.map(({ table, writer }) =>
        writer.close({
          ...{ forewarned: version, fingerprint, seed, note: whatIf },
          codebook: JSON.stringify(table.columns),
        }),
      ),
  };
}

/** Runs are there as CSV whatever is asked: verify and replay read them, and so does whoever has no reader of Parquet. */
function kindsOf({ name, kind }: DescribedTable, as: TableChoice): readonly TableKind[] {
  if (as === 'usual') return [kind];
  return as === 'both' || (as === 'parquet' && name === 'runs') ? ['csv', 'parquet'] : [as];
}

function wholeTable(name: string, rows: readonly (readonly Cell[])[]): string {
  const table = tables.find((one) => one.name === name);
  return csv(
    (table?.columns ?? []).map(({ column }) => column),
    rows,
  );
}

export function failuresCsv(failures: readonly FailedRun[]): string {
  return wholeTable(
    'failures',
    failures.map((run) => [...keys(run), run.stage, run.message, run.trace]),
  );
}

/** What each draw puts in the place of each number that is varied. */
export function drawsCsv(plan: FrozenPlan): string {
  const drawn = [...drawnNumbers(plan)].sort(([a], [b]) => (a < b ? -1 : 1));
  return wholeTable(
    'draws',
    Array.from({ length: plan.draws }, (_, draw) => drawn.map(([name, values]) => [draw, name, values[draw]])).flat(),
  );
}

/** Which row of a sheet became which draw; no rows where there was no sheet. */
export function casesCsv({ cases = [] }: FrozenPlan): string {
  return wholeTable(
    'cases',
    cases.map(({ draw, row, label, design }) => [row, draw, label, design]),
  );
}

export function codebookCsv(): string {
  return csv(codebookColumns, codebook());
}
