import type { Path, Problem } from './problem.ts';
import { whereOf } from './problem.ts';

/** A file that could be parsed: plain data, and where each part of it stands. */
export type Tree = {
  readonly file: string;
  readonly data: unknown;
  /** Line and column (1-based) of the part at `path`, or of the nearest part around it. */
  readonly placeOf: (path: Path) => { readonly line: number; readonly column: number } | undefined;
};

/** What is wrong at a place; the tree adds file, line and column. */
export type Complaint = { readonly expected: string; readonly found: string; readonly remedy: string };

export function problemAt(tree: Tree, path: Path, complaint: Complaint): Problem {
  return { file: tree.file, ...tree.placeOf(path), where: whereOf(path), ...complaint };
}

// Unchecked data is looked at through these: checks of names and sums then run although something else is wrong.

/** The keys of a part, or none when it is not a group of keys. */
export function groupOf(value: unknown): { readonly [key: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [key: string]: unknown })
    : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The number of a figure, or of a plain number. */
export function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'number' ? value : groupOf(value).value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

export function partAt(data: unknown, path: Path): unknown {
  let part = data;
  for (const step of path) part = typeof step === 'number' ? listOf(part)[step] : groupOf(part)[step];
  return part;
}
