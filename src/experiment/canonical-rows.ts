import { canonical } from '../scenario/canonical.ts';
import type { RunRow } from './comparison.ts';

/** The order of rows in every file: by run id, and where two arms are the same world by what they were asked for. */
function inOrder(rows: readonly RunRow[]): RunRow[] {
  const text = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  return [...rows].sort(
    (a, b) =>
      text(a.runId, b.runId) ||
      text(a.condition, b.condition) ||
      text(a.arm, b.arm) ||
      a.draw - b.draw ||
      a.replicate - b.replicate,
  );
}

/** One line of canonical JSON per run, in order: the table that is hashed. */
export function canonicalRows(rows: readonly RunRow[]): string[] {
  return inOrder(rows).map(canonical);
}
