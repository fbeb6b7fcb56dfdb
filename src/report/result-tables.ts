import { csvFormatRows } from 'd3-dsv';
import { parquetWriteBuffer } from 'hyparquet-writer';
import type { Comparison, FailedRun, RunRow } from '../experiment/comparison.ts';
import { groupNames, outcomeNames, outcomes, seriesNames } from '../model/outcomes.ts';
import { codebook, codebookColumns, type Described, tables } from './codebook.ts';
import { whatIf } from './notices.ts';

type Cell = string | number | null | undefined;
type Keyed = Pick<RunRow, 'runId' | 'condition' | 'arm' | 'draw' | 'replicate'>;

/** Numbers in their shortest form that reads back to the same bits; empty where there is none. */
function written(cell: Cell): string {
  return cell === null || cell === undefined ? '' : String(cell);
}

/** Comma-separated text with a line feed after every row (RFC 4180 but for the line ends). */
function csv(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return `${csvFormatRows([[...head], ...rows.map((row) => row.map(written))])}\n`;
}

function columnsOf(table: string): readonly Described[] {
  const found = tables.find(({ name }) => name === table);
  if (!found) throw new Error(`codebook: expected a table "${table}", found none.`);
  return found.columns;
}

const headOf = (table: string): string[] => columnsOf(table).map(({ column }) => column);
const keys = ({ runId, condition, arm, draw, replicate }: Keyed): Cell[] => [runId, condition, arm, draw, replicate];

/** Rows by condition, design (as in the scenario) and replicate. */
export function sorted<R extends Keyed>({ conditions, designs }: Comparison, rows: readonly R[]): R[] {
  const condition = new Map(conditions.map(({ id }, i) => [id, i]));
  const arm = new Map(designs.map(({ id }, i) => [id.slice(id.lastIndexOf('/') + 1), i] as const).reverse());
  return [...rows].sort(
    (a, b) =>
      (condition.get(a.condition) ?? 0) - (condition.get(b.condition) ?? 0) ||
      (arm.get(a.arm) ?? designs.length) - (arm.get(b.arm) ?? designs.length) ||
      a.replicate - b.replicate,
  );
}

export function runsCsv(rows: readonly RunRow[]): string {
  const levels = outcomeNames.filter((name) => outcomes[name].kind === 'level');
  return csv(
    headOf('runs'),
    rows.map((row) => [...keys(row), ...levels.map((name) => row.levels[name])]),
  );
}

export function effectsCsv(rows: readonly RunRow[]): string {
  return csv(
    headOf('effects'),
    rows.flatMap((row) =>
      outcomeNames
        .filter((name) => row.differences[name] !== undefined)
        .map((name) => [...keys(row), name, row.differences[name]]),
    ),
  );
}

export function groupsCsv(rows: readonly RunRow[]): string {
  return csv(
    headOf('groups'),
    rows.flatMap((row) =>
      groupNames.flatMap((group) => {
        const found = row.groups[group];
        return found ? [[...keys(row), group, found.people, found.helped, found.harmed, found.mixed]] : [];
      }),
    ),
  );
}

export function failuresCsv(failures: readonly FailedRun[]): string {
  return csv(
    headOf('failures'),
    failures.map((run) => [...keys(run), run.stage, run.message, run.trace]),
  );
}

export function codebookCsv(): string {
  return csv(codebookColumns, codebook());
}

/** Every series of every run, week by week, as Parquet; the codebook travels inside the file. */
export function seriesParquet({ version, fingerprint, seed }: Comparison, rows: readonly RunRow[]): Uint8Array {
  const columns = columnsOf('series');
  const values = new Map<string, (string | number)[]>(columns.map(({ column }) => [column, []]));
  const add = (column: string, value: string | number) => values.get(column)?.push(value);
  for (const row of rows)
    for (const name of seriesNames)
      for (const [week, value] of row.series[name].entries()) {
        add('run_id', row.runId);
        add('condition', row.condition);
        add('arm', row.arm);
        add('draw', row.draw);
        add('replicate', row.replicate);
        add('week', week);
        add('series', name);
        add('value', value);
      }
  const types = { string: 'STRING', integer: 'INT32', number: 'DOUBLE' } as const;
  const metadata = { forewarned: version, fingerprint, seed, note: whatIf, codebook: JSON.stringify(columns) };
  return new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map(({ column, type }) => ({
        name: column,
        data: values.get(column) ?? [],
        type: types[type],
        nullable: false,
      })),
      kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    }),
  );
}
