import { type ArrayOf, bytesOf, type Kind, type Memory } from './memory.ts';
import type { Bytes, Reals, Shorts, Vector, Wholes } from './vector.ts';

/**
 * A column of state: one number (or `width` numbers) for each person, household or community.
 *
 * Exactly one mechanism owns it; others that may write are named, everybody else may only read: writing does not compile.
 */
export type ColumnSpec = {
  readonly of: 'people' | 'households' | 'communities';
  readonly kind: Kind;
  /** Numbers per row; each becomes a column of its own. Absent: one. */
  readonly width?: number;
  readonly initial: number;
  readonly unit: string;
  readonly meaning: string;
  readonly owner: string;
  readonly writers?: readonly string[];
  /** Others see it: in a district it is also held of `outsiders`. */
  readonly seen?: true;
};

/** Destinations and routes a context can have at the most. */
export const MOST_DESTINATIONS = 6;
export const MOST_ROUTES = 4;

export type State = { readonly [column: string]: ColumnSpec };

type Whole<S extends ColumnSpec> = S extends { width: number } ? readonly ArrayOf[S['kind']][] : ArrayOf[S['kind']];
type ShownOf = { f32: Reals; u8: Bytes; i8: Vector; i16: Shorts; i32: Wholes };
type Shown<S extends ColumnSpec> = S extends { width: number } ? readonly ShownOf[S['kind']][] : ShownOf[S['kind']];
export type Writer<S extends ColumnSpec> = S extends { writers: readonly (infer W)[] } ? S['owner'] | W : S['owner'];

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

/** Whether a world has use for a column, by its name and its place among those of that name; without it, it has no rows. */
export type Has = (name: string, place: number) => boolean;

/** Bytes of memory that all columns of one kind of row take, with `more` rows where others see them. */
export function roomFor(all: State, of: ColumnSpec['of'], rows: number, more = 0): number {
  let bytes = 0;
  for (const { of: whose, kind, width = 1, seen } of Object.values(all))
    if (whose === of) bytes += width * bytesOf(kind, seen ? rows + more : rows);
  return bytes;
}

/** Allocates the columns of one kind of row, with `more` rows where others see them. */
export function columnsOf<All extends State, Of extends ColumnSpec['of']>(
  all: All,
  of: Of,
  has: Has,
  rows: number,
  memory: Memory,
  more = 0,
): Columns<All, Of> {
  // From entries, like `mapColumns`: engines then give every world's columns the same layout, and passes stay fast.
  const columns: [string, Taken | Taken[]][] = [];
  for (const [name, spec] of Object.entries(all)) {
    if (spec.of !== of) continue;
    const { width, seen } = spec;
    const length = seen ? rows + more : rows;
    if (width === undefined) columns.push([name, columnFor(spec, length, memory)]);
    else {
      const several: Taken[] = [];
      for (let k = 0; k < width; k++) several.push(columnFor(spec, has(name, k) ? length : 0, memory));
      columns.push([name, several]);
    }
  }
  return Object.fromEntries(columns) as unknown as Columns<All, Of>;
}

type Taken = ArrayOf[Kind];

function columnFor({ kind, initial }: ColumnSpec, length: number, memory: Memory): Taken {
  const taken = memory.take(kind, length);
  // Taken memory holds zeros; what is not written takes none where the memory is new.
  return initial === 0 ? taken : taken.fill(initial);
}

/** Applies `change` to every typed array in a set of columns; it is told the name, and the place among those of that name. */
export function mapColumns<T extends object, With>(
  columns: T,
  change: (array: Taken, by: With, name: string, place: number) => Taken,
  by: With,
): T {
  const entries: [string, Taken | Taken[]][] = [];
  for (const [name, column] of Object.entries(columns) as [string, Taken | Taken[]][]) {
    if (!Array.isArray(column)) entries.push([name, change(column, by, name, 0)]);
    else {
      const several: Taken[] = [];
      for (const [place, one] of column.entries()) several.push(change(one, by, name, place));
      entries.push([name, several]);
    }
  }
  return Object.fromEntries(entries) as T;
}
