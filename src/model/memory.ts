import { base64 } from './compiled/module.ts';
import { cells } from './curve.ts';

/** What the model uses of WebAssembly. Without it, or without its SIMD, the loops in TypeScript do the work. */
declare const WebAssembly:
  | {
      readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: object };
    }
  | undefined;

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

/** The compiled passes over one memory, with the bits of their namesakes in `vector.ts`. Addresses are bytes from its start. */
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
  /** Whether columns are more than the processor's caches hold. */
  readonly isLarge: boolean;
  /** The loops of kernels, by name. */
  readonly kernels: { readonly [name: string]: (people: number) => void };
};

const PAGE = 65536;
/** The first page holds tables; the columns follow. From 2048 on lies what the module brings with it (scripts/compile.ts). */
const TABLE = 0;
const CELLS = 4096;
/** From 24576 on, behind the table of the curve, passes note places. */
const DESK = 32768;
const NUMBERS = 36864;
const KINDS = 40960;
const MOST_KINDS = 400;
const PER_KIND = 7;
/** Columns begin at whole cache lines. */
const LINE = 64;

const widths = { f32: 4, u8: 1, i8: 1, i16: 2, i32: 4 } as const;
const kinds = { f32: Float32Array, u8: Uint8Array, i8: Int8Array, i16: Int16Array, i32: Int32Array } as const;

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
    clear: () => {},
    take,
    takeAsIs: take,
    part: <A extends ArrayOf[Kind]>(whole: A, first: number, last: number) => whole.subarray(first, last) as A,
  };
}

function bytesIn(text: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const values = Array.from(text.replace(/\s|=/g, ''), (letter) => letters.indexOf(letter));
  return Uint8Array.from({ length: Math.floor((values.length * 3) / 4) }, (_, byte) => {
    const at = Math.floor((byte * 4) / 3);
    const turn = 2 * (byte % 3) + 2;
    return (values[at] << turn) | (values[at + 1] >> (6 - turn));
  });
}

/** Each compiled once; null where this engine cannot, or a page's policy forbids it. */
const modules = new Map<string, object | null>();

function moduleOf(text: string): object | null {
  const known = modules.get(text);
  if (known !== undefined) return known;
  let module: object | null = null;
  try {
    if (typeof WebAssembly !== 'undefined') module = new WebAssembly.Module(bytesIn(text));
  } catch {
    // No SIMD, or no permission: the loops in TypeScript do the work.
  }
  modules.set(text, module);
  return module;
}

/** An array in a compiled memory knows the passes that work there. */
export type Laid = { readonly byteOffset: number; readonly twin?: Twin };

/** The compiled passes for operands that all lie in one memory, else null. */
export function twinFor(out: Laid, a: Laid = out, b: Laid = out, c: Laid = out): Twin | null {
  const { twin } = out;
  return twin !== undefined && a.twin === twin && b.twin === twin && c.twin === twin ? twin : null;
}

/** About the bytes that stay near a processor from one mechanism to the next. */
const CACHES = 8e6;

/** Pages that WebAssembly can address: four gigabytes, or some ten million people. */
const MOST_PAGES = 65536;

/**
 * A memory of fixed size on which the compiled passes work; `plainMemory` where there is no WebAssembly with SIMD, or not that
 * much of it. It is asked for whole: a memory that grows would take its columns away from whoever holds them.
 *
 * @param bytes  sum of `bytesOf` over everything that will be taken
 * @param text   the compiled passes in base64, where they are not those of the model
 */
export function compiledMemory(bytes: number, text: string = base64): Memory {
  const module = moduleOf(text);
  // One page more: passes read, and do not use, up to sixteen bytes behind a column.
  const pages = 2 + Math.ceil(bytes / PAGE);
  if (module === null || typeof WebAssembly === 'undefined' || pages > MOST_PAGES) return plainMemory(bytes);
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages });
  const { buffer } = memory;
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  new Float32Array(buffer, CELLS, cells.length).set(cells);
  const floats = new Float32Array(buffer, TABLE, 256);
  const small = new Uint8Array(buffer, TABLE, 1024);
  const lay = (table: Float32Array | Uint8Array): number => {
    (table instanceof Float32Array ? floats : small).set(table);
    return TABLE;
  };
  const twin: Twin = {
    ...(exports as Twin),
    lay,
    desk: new Int32Array(buffer, DESK, 64),
    numbers: new Float64Array(buffer, NUMBERS, 64),
    kinds: new Float64Array(buffer, KINDS, MOST_KINDS * PER_KIND),
    mostKinds: MOST_KINDS,
    isLarge: bytes > CACHES,
    kernels: exports as Twin['kernels'],
  };
  // Not enumerable: two columns with the same numbers are equal, wherever they lie.
  const known = <A extends ArrayOf[Kind]>(array: A): A => Object.defineProperty(array, 'twin', { value: twin });
  let next = PAGE;
  /** Before it, something may be left of those who had the memory earlier. */
  let used = PAGE;
  const takeAsIs = <K extends Kind>(kind: K, length: number) => {
    const at = next;
    next += bytesOf(kind, length);
    const end = at + length * widths[kind];
    // Whoever stands behind the last is looked at, and not used: as a row, say, that must exist.
    if (at < used) new Uint8Array(buffer, end, next - end).fill(0);
    return known(new kinds[kind](buffer, at, length)) as ArrayOf[K];
  };
  return {
    bytes,
    clear: () => {
      used = Math.max(used, next);
      next = PAGE;
    },
    take: (kind, length) => {
      const taken = takeAsIs(kind, length);
      return taken.byteOffset < used ? (taken.fill(0) as typeof taken) : taken;
    },
    takeAsIs,
    part: <A extends ArrayOf[Kind]>(whole: A, first: number, last: number) => known(whole.subarray(first, last) as A),
  };
}
