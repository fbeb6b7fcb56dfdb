import { csvParseRows } from 'd3-dsv';

/** A row of a table as it is written: cells by column. */
export type WrittenRow = { readonly [column: string]: string | undefined };

/**
 * The rows of a table in CSV, one after the other: memory does not grow with them.
 *
 * @param lines  of the file, without their ends
 */
export function* tableRows(lines: Iterable<string>): Generator<WrittenRow> {
  let columns: readonly string[] | undefined;
  for (const record of records(lines)) {
    const cells = record.includes('"') ? (csvParseRows(record)[0] ?? []) : record.split(',');
    if (columns === undefined) columns = cells;
    else yield Object.fromEntries(columns.map((column, at) => [column, cells[at]]));
  }
}

/** A cell in quotes may have line feeds in it: its lines belong together. */
function* records(lines: Iterable<string>): Generator<string> {
  let begun: string | undefined;
  for (const line of lines) {
    const whole: string = begun === undefined ? line : `${begun}\n${line}`;
    begun = isOpen(whole) ? whole : undefined;
    if (begun === undefined) yield whole;
  }
  if (begun !== undefined) yield begun;
}

const isOpen = (text: string): boolean => text.includes('"') && text.split('"').length % 2 === 0;

/** What identifies a run in a results folder, and the hash of what it gave. */
export type ListedRun = {
  readonly runId: string;
  readonly condition: string;
  readonly arm: string;
  readonly draw: number;
  readonly replicate: number;
  /** Empty for runs that failed. */
  readonly hash: string;
  /** What was wrong; empty for runs that did not fail. */
  readonly message: string;
};

/** The run of a row of `runs.csv` or `failures.csv`. A column that is not there is empty. */
export function listedRun(row: WrittenRow): ListedRun {
  return {
    runId: row.run_id ?? '',
    condition: row.condition ?? '',
    arm: row.arm ?? '',
    draw: Number(row.draw),
    replicate: Number(row.replicate),
    hash: row.row_sha256 ?? '',
    message: row.message ?? '',
  };
}
