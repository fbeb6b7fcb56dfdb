import { csvParse } from 'd3-dsv';

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
  /** The cells of its row, as they are written. */
  readonly cells: { readonly [column: string]: string | undefined };
};

/** The runs of `runs.csv` or `failures.csv`. A column that is not there is empty. */
export function listedRuns(text: string): readonly ListedRun[] {
  return csvParse(text).map((row) => ({
    runId: row.run_id ?? '',
    condition: row.condition ?? '',
    arm: row.arm ?? '',
    draw: Number(row.draw),
    replicate: Number(row.replicate),
    hash: row.row_sha256 ?? '',
    message: row.message ?? '',
    cells: row,
  }));
}
