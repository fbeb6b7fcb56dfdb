import type { RunRow } from './comparison.ts';

/**
 * JSON with one spelling only: keys sorted, no spaces, numbers in their shortest form that reads back to the same bits. Equal
 * data gives equal text on every machine.
 *
 * Fields that are undefined are left out, as in JSON.
 *
 * @throws RangeError for a number that JSON does not know, with its place
 * @source RFC 8785, JSON Canonicalization Scheme
 */
export function canonicalJson(value: unknown, where = 'value'): string {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`canonicalJson: expected a finite number at ${where}, found ${value}.`);
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value) || ArrayBuffer.isView(value))
    return `[${Array.from(value as ArrayLike<unknown>, (part, i) => canonicalJson(part, `${where}[${i}]`)).join(',')}]`;
  const fields = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, part]) => `${JSON.stringify(name)}:${canonicalJson(part, `${where}.${name}`)}`);
  return `{${fields.join(',')}}`;
}

/** The order of rows in every file: by run id, and where two arms are the same world by what they were asked for. */
export function inOrder(rows: readonly RunRow[]): RunRow[] {
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
  return inOrder(rows).map((row) => canonicalJson(row, `run ${row.runId}`));
}
