import type { Vector } from './vector.ts';

/**
 * A column of state: one number (or `width` numbers) for each person, household or community.
 *
 * Exactly one mechanism owns it; others that may write are named, everybody else may only read: writing does not compile.
 */
export type ColumnSpec = {
  readonly of: 'people' | 'households' | 'communities';
  readonly kind: 'f32' | 'u8' | 'i16' | 'i32';
  /** Numbers per row; each becomes a column of its own. Absent: one. */
  readonly width?: number;
  readonly initial: number;
  readonly unit: string;
  readonly meaning: string;
  readonly owner: string;
  readonly writers?: readonly string[];
};

/** Destinations and routes a context can have at the most. */
export const MOST_DESTINATIONS = 6;
export const MOST_ROUTES = 4;

export type State = { readonly [column: string]: ColumnSpec };

type Arrays = { f32: Float32Array; u8: Uint8Array; i16: Int16Array; i32: Int32Array };
export type Whole<S extends ColumnSpec> = S extends { width: number }
  ? readonly Arrays[S['kind']][]
  : Arrays[S['kind']];
type Shown<S extends ColumnSpec> = S extends { width: number } ? readonly Vector[] : Vector;
type Writer<S extends ColumnSpec> = S extends { writers: readonly (infer W)[] } ? S['owner'] | W : S['owner'];

/** The columns of one kind of row, all writable: for the world itself and for tests. */
export type Columns<All extends State, Of extends ColumnSpec['of']> = {
  readonly [C in keyof All as All[C]['of'] extends Of ? C : never]: Whole<All[C]>;
};

/** The columns as mechanism `Name` may see them: its own writable, the rest to read. */
export type View<All extends State, Of extends ColumnSpec['of'], Name extends string> = {
  readonly [C in keyof All as All[C]['of'] extends Of ? C : never]: Name extends Writer<All[C]>
    ? Whole<All[C]>
    : Shown<All[C]>;
};

function allocate(kind: ColumnSpec['kind'], rows: number, initial: number): Arrays[ColumnSpec['kind']] {
  switch (kind) {
    case 'f32':
      return new Float32Array(rows).fill(initial);
    case 'u8':
      return new Uint8Array(rows).fill(initial);
    case 'i16':
      return new Int16Array(rows).fill(initial);
    case 'i32':
      return new Int32Array(rows).fill(initial);
  }
}

/** Allocates every column of one kind of row. */
export function columnsOf<All extends State, Of extends ColumnSpec['of']>(
  all: All,
  of: Of,
  rows: number,
): Columns<All, Of> {
  // From entries, like `mapColumns`: engines then give every world's columns the same layout, and passes stay fast.
  const columns = Object.fromEntries(
    Object.entries(all)
      .filter(([, spec]) => spec.of === of)
      .map(([name, spec]) => [
        name,
        spec.width === undefined
          ? allocate(spec.kind, rows, spec.initial)
          : Array.from({ length: spec.width }, () => allocate(spec.kind, rows, spec.initial)),
      ]),
  );
  return columns as unknown as Columns<All, Of>;
}

/** Applies `change` to every typed array in a set of columns. */
export function mapColumns<T extends object>(
  columns: T,
  change: (array: Arrays[ColumnSpec['kind']]) => Arrays[ColumnSpec['kind']],
): T {
  const entries = Object.entries(columns).map(([name, column]) => [
    name,
    Array.isArray(column) ? column.map(change) : change(column),
  ]);
  return Object.fromEntries(entries) as T;
}
