import type { Key } from '../random/key.ts';
import type { ColumnSpec, Writer } from './column.ts';
import type { AllColumns } from './columns.ts';
import type { Reals, Wholes } from './vector.ts';

// What is worked out for each person from nothing but their own columns, as equations. `npm run compile` makes one loop of each
// kernel, four people at a time; where that cannot run, `run-kernel.ts` does the same operations one after the other. Both round to
// 32 bits after every single operation, and thus have the same bits.

/** Operations on the numbers of a person. */
export type Op =
  | 'add'
  | 'subtract'
  | 'multiply'
  | 'divide'
  | 'larger'
  | 'smaller'
  | 'above'
  | 'atLeast'
  | 'squareRoot'
  | 'clamp'
  | 'cut'
  | 'logistic';
/**
 * Where a number comes from: the person's column, a number or a constant for all, a table, a column of households or places, luck.
 * `lot` and `offset` give whole numbers, `gather` those of its column.
 */
type Origin = 'column' | 'number' | 'constant' | 'lookup' | 'gather' | 'draw' | 'lot' | 'offset';

/** A number for each person. */
export type Term = {
  readonly op: Op | Origin;
  readonly of: readonly Term[];
  /** Of a column, a number, a table or a stream of luck. */
  readonly name: string;
  /** Of a column with several numbers a row: which; of a constant: its value. */
  readonly place: number | null;
};
type Person = {
  readonly [C in keyof AllColumns as AllColumns[C]['of'] extends 'people' ? C : never]: AllColumns[C] extends {
    readonly width: number;
  }
    ? readonly TermOf<C>[]
    : TermOf<C>;
};
type TermOf<Column> = Term & { readonly column?: Column };
type WrittenBy<Name extends string> = {
  [C in keyof AllColumns]: AllColumns[C] extends ColumnSpec ? (Name extends Writer<AllColumns[C]> ? C : never) : never;
}[keyof AllColumns];

/** What a column holds after the kernel: all of them are set from what stood before it. */
export type Change = { readonly out: Term; readonly value: Term };

const term = (op: Term['op'], of: readonly Term[], name = '', place: number | null = null): Term => ({
  ...{ op, of, name, place },
});
export type Operand = Term | number;
const termOf = (a: Operand): Term => (typeof a === 'number' ? term('constant', [], '', a) : a);
const folded =
  (op: Op) =>
  (a: Operand, ...more: readonly Operand[]): Term =>
    more.reduce<Term>((left, right) => term(op, [left, termOf(right)]), termOf(a));

/** a + b, + c ... from left to right */
export const plus = folded('add');
/** a - b, - c ... from left to right */
export const minus = folded('subtract');
/** a b, c ... from left to right */
export const times = folded('multiply');
/** a / b */
export const over = folded('divide');
export const largest = folded('larger');
export const smallest = folded('smaller');
/** 1 where a > b, else 0 */
export const isAbove = folded('above');
/** 1 where a >= b, else 0 */
export const isAtLeast = folded('atLeast');
export const root = (a: Term): Term => term('squareRoot', [a]);
/** a, held between two numbers */
export const within = (a: Term, low: Operand, high: Operand): Term => term('clamp', [a, termOf(low), termOf(high)]);
/** rate a; what is smaller than 1e-12 becomes 0, so that fading things end */
export const faded = (a: Term, rate: Operand): Term => term('cut', [times(a, rate)]);
/** The sum of two whole numbers: a place from where a list begins. */
export const placeAfter = (start: Term, steps: Term): Term => term('offset', [start, steps]);
/** The share whose log odds are a, by `curve`. */
export const chance = (a: Term): Term => term('logistic', [a]);

/** What equations may speak of. */
type Words<
  Name extends string,
  N extends string,
  T extends string,
  G extends string,
  R extends string,
  K extends string,
> = {
  readonly person: Person;
  /** Numbers that are the same for all. */
  readonly given: { readonly [name in N]: Term };
  /** Tables of at most sixteen numbers, by a byte of the person: their stage, say. */
  readonly by: { readonly [name in T]: (index: TermOf<unknown>) => Term };
  /** Columns of households, of communities or of everybody, by the row among them. */
  readonly from: { readonly [name in G]: (row: TermOf<unknown>) => Term };
  /** Uniform draws of a stream, by the person's id. */
  readonly draw: { readonly [name in K]: (id: TermOf<unknown>) => Term };
  /** Whole numbers from 0 to below a person's own whole number by a stream, by the person's id; 0 where that is 0. */
  readonly lot: { readonly [name in K]: (id: TermOf<unknown>, bound: TermOf<unknown>) => Term };
  /** Room for one number a person, filled before the kernel or read after it: the tile's `scratch` in this order. */
  readonly room: { readonly [name in R]: Term };
  readonly becomes: (out: TermOf<WrittenBy<Name> | undefined>, value: Term) => Change;
};

/** What is handed to a kernel when it runs. */
export type Inputs<N extends string, T extends string, G extends string, K extends string> = {
  readonly numbers: { readonly [name in N]: number };
  readonly tables: { readonly [name in T]: Float32Array };
  readonly columns: { readonly [name in G]: Reals | Wholes };
  readonly keys: { readonly [name in K]: Key };
};

/** One operation; operands are places in the list of operations. */
export type Step = Omit<Term, 'of'> & { readonly of: readonly number[] };
/** A kernel as a list of operations in which no operation stands twice. */
export type Kernel = {
  /** Of the compiled loop. */
  readonly name: string;
  readonly steps: readonly Step[];
  readonly changes: readonly { readonly out: number; readonly value: number }[];
  /** What can be looked at besides: places of operations by name. */
  readonly noted: { readonly [name: string]: number };
  readonly numbers: readonly string[];
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  readonly keys: readonly string[];
  /** Where the columns of a tile lie; null where not in one arena. Found once for each tile. */
  readonly laid: WeakMap<object, Int32Array | null>;
};

/** A person's columns, of which those with several numbers a row have a term for each. */
const personTerms = new Proxy({} as Person, {
  get: (_, name: string) =>
    new Proxy(term('column', [], name), {
      get: (whole, key) =>
        typeof key === 'string' && /^\d+$/.test(key) ? term('column', [], name, Number(key)) : whole[key as keyof Term],
    }),
});

function listOf(changes: readonly Change[], noted: { readonly [name: string]: Term }) {
  const steps: Step[] = [];
  const places = new Map<string, number>();
  const seen = new Map<Term, number>();
  const placeOf = (one: Term): number => {
    const known = seen.get(one);
    if (known !== undefined) return known;
    const { op, name, place } = one;
    const of = one.of.map(placeOf);
    const key = JSON.stringify([op, name, place, of]);
    const at = places.get(key) ?? steps.push({ op, of, name, place }) - 1;
    places.set(key, at);
    seen.set(one, at);
    return at;
  };
  return {
    changes: changes.map(({ out, value }) => ({ value: placeOf(value), out: placeOf(out) })),
    noted: Object.fromEntries(Object.entries(noted).map(([name, one]) => [name, placeOf(one)])),
    steps,
  };
}

/**
 * A kernel of mechanism `Name`, which may only change what that mechanism may write.
 *
 * @param name      of the compiled loop; a verb
 * @param equations the changes, and what else can be looked at (`noting`)
 * @throws RangeError where a change only copies a column
 */
export function kernel<
  Name extends string,
  const N extends string = never,
  const T extends string = never,
  const G extends string = never,
  const R extends string = never,
  const K extends string = never,
>(
  name: string,
  _of: Name,
  words: {
    readonly numbers?: readonly N[];
    readonly tables?: readonly T[];
    readonly columns?: readonly G[];
    readonly rooms?: readonly R[];
    readonly keys?: readonly K[];
  },
  equations: (words: Words<Name, N, T, G, R, K>) => {
    readonly changes: readonly Change[];
    readonly noted?: { readonly [name: string]: Term };
  },
): Kernel & { readonly inputs?: Inputs<N, T, G, K> } {
  const { numbers = [], tables = [], columns = [], rooms = [], keys = [] } = words;
  const each = <K extends string, V>(names: readonly K[], value: (name: K) => V) =>
    Object.fromEntries(names.map((one) => [one, value(one)])) as { readonly [name in K]: V };
  const { changes, noted = {} } = equations({
    person: personTerms,
    given: each(numbers, (one) => term('number', [], one)),
    by: each(tables, (one) => (index: Term) => term('lookup', [index], one)),
    from: each(columns, (one) => (row: Term) => term('gather', [row], one)),
    room: each(rooms, (one) => term('column', [], 'scratch', rooms.indexOf(one))),
    draw: each(keys, (one) => (id: Term) => term('draw', [id], one)),
    lot: each(keys, (one) => (id: Term, bound: Term) => term('lot', [id, bound], one)),
    becomes: (out, value) => ({ out, value }),
  });
  const bare = changes.find(({ value }) => value.op === 'column');
  if (bare !== undefined)
    throw new RangeError(`${name}: expected something worked out, found the column ${bare.value.name}.`);
  return { ...listOf(changes, noted), name, numbers, tables, columns, keys, laid: new WeakMap() };
}
