export type Kind = 'f32' | 'u8' | 'i8' | 'i16' | 'i32';
export type ArrayOf = { f32: Float32Array; u8: Uint8Array; i8: Int8Array; i16: Int16Array; i32: Int32Array };

/** Where the columns of a world lie. */
export type Memory = {
  /** Room for `length` numbers, all 0. */
  readonly take: <K extends Kind>(kind: K, length: number) => ArrayOf[K];
  /** The same for numbers that nobody reads before they are written: whatever is there. */
  readonly takeAsIs: <K extends Kind>(kind: K, length: number) => ArrayOf[K];
  /** The places of an array of this memory from `first` to before `last`, as an array that looks upon them. */
  readonly part: <A extends ArrayOf[Kind]>(whole: A, first: number, last: number) => A;
  /** Bytes that were asked for. */
  readonly bytes: number;
  /** Whether that is more than the processor's caches hold. */
  readonly isLarge: boolean;
  /** Makes all room free again: for when nobody looks at its arrays any more. */
  readonly clear: () => void;
};

type Passes = 'relax' | 'relaxTo' | 'fade' | 'normals' | 'weigh' | 'revise' | 'readAhead' | 'sway' | 'tally';
/** Those that say what they found. */
type Searches =
  | 'since'
  | 'drawn'
  | 'exceeding'
  | 'among'
  | 'turned'
  | 'keepAmong'
  | 'keepDrawn'
  | 'converse'
  | 'concerned'
  | 'movers'
  | 'learn';

/** The compiled passes over one arena, with the bits of their namesakes in `vector.ts`. Addresses are bytes from its start. */
export type Twin = { readonly [name in Passes]: (...operands: number[]) => void } & {
  readonly [name in Searches]: (...operands: number[]) => number;
} & {
  /** Puts a small table (at most 1,024 bytes) where a pass can read it, until the next one; returns its address. */
  readonly lay: (table: Float32Array | Uint8Array) => number;
  /** Where the passes over messages find their columns, their numbers and the kinds of messages (`lay`, `layMessages`). */
  readonly desk: Int32Array;
  readonly numbers: Float64Array;
  readonly kinds: Float64Array;
  readonly mostKinds: number;
  /** The loops of kernels, by name. */
  readonly kernels: { readonly [name: string]: (people: number) => void };
};

/** Columns begin at whole cache lines. */
export const LINE = 64;

/** About the bytes that stay near a processor from one mechanism to the next. */
export const CACHES = 8e6;

export const widths = { f32: 4, u8: 1, i8: 1, i16: 2, i32: 4 } as const;
export const kinds = { f32: Float32Array, u8: Uint8Array, i8: Int8Array, i16: Int16Array, i32: Int32Array } as const;

/** The kind of numbers that an array holds. */
export function kindIn(array: ArrayOf[Kind]): Kind {
  for (const [kind, Columns] of Object.entries(kinds)) if (array instanceof Columns) return kind as Kind;
  throw new TypeError('kindIn: expected an array of a kind that columns have.');
}

/**
 * Bytes that `length` numbers of a kind take in a compiled memory: whole cache lines, and an odd number of them. Columns read side by
 * side then never all lie in the same few lines of the first cache, whatever their length.
 */
export function bytesOf(kind: Kind, length: number): number {
  return (Math.ceil((length * widths[kind]) / LINE) | 1) * LINE;
}

/** A memory of which every column is an array of its own: for the loops in TypeScript. */
export function plainMemory(bytes = 0): Memory {
  const take = <K extends Kind>(kind: K, length: number) => new kinds[kind](length) as ArrayOf[K];
  return {
    bytes,
    isLarge: bytes > CACHES,
    clear: () => {},
    take,
    takeAsIs: take,
    part: <A extends ArrayOf[Kind]>(whole: A, first: number, last: number) => whole.subarray(first, last) as A,
  };
}

/** An array in an arena knows the passes that work there. */
export type Laid = { readonly byteOffset: number; readonly twin?: Twin };

/** The compiled passes for operands that all lie in one arena, else null. */
export function twinFor(out: Laid, a: Laid = out, b: Laid = out, c: Laid = out): Twin | null {
  const { twin } = out;
  return twin !== undefined && a.twin === twin && b.twin === twin && c.twin === twin ? twin : null;
}
