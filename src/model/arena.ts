import { base64 } from './compiled/module.ts';
import { cells } from './curve.ts';
import {
  type ArrayOf,
  bytesOf,
  CACHES,
  type Kind,
  kinds,
  LINE,
  type Memory,
  plainMemory,
  type Twin,
  widths,
} from './memory.ts';

/** What the model uses of WebAssembly. Without it, or without its SIMD, the loops in TypeScript do the work. */
declare const WebAssembly:
  | {
      readonly Memory: new (pages: { initial: number; maximum: number }) => { readonly buffer: ArrayBuffer };
      readonly Module: new (bytes: Uint8Array) => object;
      readonly Instance: new (module: object, imports: object) => { readonly exports: object };
    }
  | undefined;

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

/** Pages that WebAssembly can address: four gigabytes, or some ten million people. */
const MOST_PAGES = 65536;
/** Pages that are not columns: tables in front, and one behind, for passes read, and do not use, up to sixteen bytes behind a column. */
const OTHER_PAGES = 2;
/** Bytes that an arena can have. */
export const MOST_BYTES = (MOST_PAGES - OTHER_PAGES) * PAGE;

/** Memories side by side, of which all have the same compiled passes. */
export type Arena = {
  /** Bytes there are for memories. */
  readonly bytes: number;
  /** A memory of its own for one world; null where that much is no longer free. */
  readonly memoryOf: (bytes: number) => Memory | null;
  /** Makes everything free again: for when nobody looks at any array in it any more. */
  readonly clear: () => void;
};

/** Bytes that a memory takes of an arena: whole cache lines. */
const roomOf = (bytes: number): number => Math.ceil(bytes / LINE) * LINE;

/** Bytes of an arena for some memories of one size; as many of them as WebAssembly can address. */
export function arenaBytes(memories: number, bytes: number): number {
  const room = roomOf(bytes);
  return room * Math.min(memories, Math.floor(MOST_BYTES / room));
}

/** null where that much is not to be had in one piece. */
function memoryFor(pages: number): { readonly buffer: ArrayBuffer } | null {
  try {
    return typeof WebAssembly === 'undefined' ? null : new WebAssembly.Memory({ initial: pages, maximum: pages });
  } catch {
    return null;
  }
}

/**
 * Room of fixed size on which the compiled passes work; null where there is no WebAssembly with SIMD, or not that much room. It is
 * asked for whole: one that grows would take its columns away from whoever holds them. What is not touched costs nothing.
 *
 * Passes belong to one arena. Engines build those they know into what they compile, and compile again where others come: whatever a
 * thread lives one after the other should lie in one arena.
 *
 * @param text the compiled passes in base64, where they are not those of the model
 */
export function arenaOf(bytes: number, text: string = base64): Arena | null {
  const module = moduleOf(text);
  if (module === null || bytes > MOST_BYTES) return null;
  const memory = memoryFor(OTHER_PAGES + Math.ceil(bytes / PAGE));
  if (memory === null || typeof WebAssembly === 'undefined') return null;
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
    kernels: exports as Twin['kernels'],
  };
  // Not enumerable: two columns with the same numbers are equal, wherever they lie.
  const known = <A extends ArrayOf[Kind]>(array: A): A => Object.defineProperty(array, 'twin', { value: twin });
  let free = PAGE;
  /** Before it, something may be left of those who had the room earlier. */
  let used = PAGE;
  const memoryFrom = (start: number, bytes: number): Memory => {
    let next = start;
    const takeAsIs = <K extends Kind>(kind: K, length: number) => {
      const at = next;
      const behind = at + bytesOf(kind, length);
      if (behind > start + roomOf(bytes))
        throw new RangeError(`a memory of ${bytes} bytes: expected room for ${length} numbers more, found none.`);
      next = behind;
      const end = at + length * widths[kind];
      // Whoever stands behind the last is looked at, and not used: as a row, say, that must exist.
      if (at < used) new Uint8Array(buffer, end, next - end).fill(0);
      return known(new kinds[kind](buffer, at, length)) as ArrayOf[K];
    };
    return {
      bytes,
      isLarge: bytes > CACHES,
      clear: () => {
        used = Math.max(used, next);
        next = start;
      },
      take: (kind, length) => {
        const taken = takeAsIs(kind, length);
        return taken.byteOffset < used ? (taken.fill(0) as typeof taken) : taken;
      },
      takeAsIs,
      part: <A extends ArrayOf[Kind]>(whole: A, first: number, last: number) => known(whole.subarray(first, last) as A),
    };
  };
  return {
    bytes,
    memoryOf: (asked) => {
      const room = roomOf(asked);
      if (free + room > PAGE + bytes) return null;
      free += room;
      return memoryFrom(free - room, asked);
    },
    clear: () => {
      used = Math.max(used, free);
      free = PAGE;
    },
  };
}

/**
 * A memory in an arena of its own; `plainMemory` where there is none.
 *
 * @param bytes sum of `bytesOf` over everything that will be taken
 * @param text  as in `arenaOf`
 */
export function compiledMemory(bytes: number, text?: string): Memory {
  return arenaOf(roomOf(bytes), text)?.memoryOf(bytes) ?? plainMemory(bytes);
}
