import { below, uniform } from '../random/draw.ts';
import { curve } from './curve.ts';
import type { Inputs, Kernel, Op, Step } from './kernel.ts';
import type { Laid } from './memory.ts';
import type { Vector } from './vector.ts';

/** A run of people by the names of their columns. */
type Tile = { readonly first: number; readonly rows: Int32Array };
type Lying = Vector & Laid;

/** A kernel with its numbers, ready to run over tiles. */
export type Bound = {
  /** Changes the columns of a tile. */
  (tile: Tile): void;
  /** The same, slowly, and returns what can be looked at; it is valid until the next call. */
  readonly noting: (tile: Tile) => { readonly [name: string]: Vector };
};

/** Numbers for which there is room in a table. */
export const TABLE_ROOM = 16;

const f = Math.fround;

/** Each operation for everybody. Results are stored in 32 bits, and so is every step on the way. */
const loops: { readonly [O in Op]: (out: Float32Array, a: Vector, b: Vector, c: Vector) => void } = {
  add(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i];
  },
  subtract(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] - b[i];
  },
  multiply(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
  },
  divide(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] / b[i];
  },
  larger(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] > b[i] ? a[i] : b[i];
  },
  smaller(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] < b[i] ? a[i] : b[i];
  },
  above(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] > b[i] ? 1 : 0;
  },
  atLeast(out, a, b) {
    for (let i = 0; i < out.length; i++) out[i] = a[i] >= b[i] ? 1 : 0;
  },
  squareRoot(out, a) {
    for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]);
  },
  clamp(out, a, low, high) {
    for (let i = 0; i < out.length; i++) {
      const held = a[i] > high[i] ? high[i] : a[i];
      out[i] = held < low[i] ? low[i] : held;
    }
  },
  cut(out, a) {
    const gone = f(1e-12);
    for (let i = 0; i < out.length; i++) out[i] = a[i] < gone && a[i] > -gone ? 0 : a[i];
  },
  logistic(out, a) {
    for (let i = 0; i < out.length; i++) out[i] = curve(a[i]);
  },
};

function columnOf(tile: Tile, { name, place }: Step): Lying {
  const column = (tile as unknown as { readonly [name: string]: Lying | readonly Lying[] })[name];
  return (place === null ? column : (column as readonly Lying[])[place]) as Lying;
}

/** Room for what is between, by the number of people; kept, since most tiles are of one length. */
const rooms = new Map<number, { readonly [kind in 'f32' | 'i32']: (Float32Array | Int32Array)[] }>();

/** The operations one after the other, each for the whole tile. */
function byLoops(kernel: Kernel, inputs: Inputs<string, string, string, string>, tile: Tile): Vector[] {
  const length = tile.rows.length;
  const room = rooms.get(length) ?? { f32: [], i32: [] };
  rooms.set(length, room);
  const values: Vector[] = [];
  for (const [k, step] of kernel.steps.entries()) {
    const { op, name } = step;
    const [a, b = a, c = b] = step.of.map((at) => values[at]);
    if (op === 'column') {
      values.push(columnOf(tile, step));
      continue;
    }
    const whole = op === 'lot' || op === 'offset' || (op === 'gather' && inputs.columns[name] instanceof Int32Array);
    const list = room[whole ? 'i32' : 'f32'];
    list[k] ??= whole ? new Int32Array(length) : new Float32Array(length);
    const out = list[k];
    if (op === 'number') out.fill(inputs.numbers[name]);
    else if (op === 'constant') out.fill(step.place ?? 0);
    else if (op === 'lookup') for (let i = 0; i < length; i++) out[i] = inputs.tables[name][a[i]];
    else if (op === 'gather') for (let i = 0; i < length; i++) out[i] = inputs.columns[name][a[i]];
    else if (op === 'draw') for (let i = 0; i < length; i++) out[i] = uniform(inputs.keys[name], a[i]);
    else if (op === 'lot')
      for (let i = 0; i < length; i++) out[i] = b[i] === 0 ? 0 : below(inputs.keys[name], a[i], b[i]);
    else if (op === 'offset') for (let i = 0; i < length; i++) out[i] = a[i] + b[i];
    else loops[op](out as Float32Array, a, b, c);
    values.push(out);
  }
  return values;
}

/**
 * A kernel with what it needs to run: where tile and columns lie in one arena by its compiled loop, else by the loops
 * above, with the same bits.
 *
 * @throws RangeError where a table has more than `TABLE_ROOM` numbers
 */
export function bind<N extends string, T extends string, G extends string, K extends string>(
  kernel: Kernel & { readonly inputs?: Inputs<N, T, G, K> },
  given: Partial<Inputs<N, T, G, K>>,
): Bound {
  const inputs = { numbers: {}, tables: {}, columns: {}, keys: {}, ...given } as Inputs<string, string, string, string>;
  const columns: readonly Lying[] = kernel.columns.map((name) => inputs.columns[name]);
  const keys = kernel.keys.flatMap((name) => inputs.keys[name]);
  const numbers = Float64Array.from(kernel.numbers, (name) => inputs.numbers[name]);
  const tables = new Float32Array(kernel.tables.length * TABLE_ROOM);
  kernel.tables.forEach((name, k) => {
    const table = inputs.tables[name];
    if (table.length > TABLE_ROOM)
      throw new RangeError(
        `${kernel.name}: expected at most ${TABLE_ROOM} numbers in table ${name}, found ${table.length}.`,
      );
    tables.set(table, k * TABLE_ROOM);
  });
  const noting = (tile: Tile): { [name: string]: Vector } => {
    const values = byLoops(kernel, inputs, tile);
    const noted = Object.entries(kernel.noted).map(([name, at]) => {
      const isColumn = kernel.steps[at].op === 'column';
      return [name, isColumn ? Float32Array.from(values[at]) : values[at]];
    });
    // All from the state before: nothing is stored before everything is known.
    for (const { out, value } of kernel.changes) {
      const column = values[out] as Float32Array;
      column.set(values[value] as Float32Array);
    }
    return Object.fromEntries(noted);
  };
  const run = (tile: Tile): void => {
    const { twin } = tile.rows as Laid;
    let offsets = kernel.laid.get(tile);
    if (offsets === undefined) {
      const lying = kernel.steps.filter(({ op }) => op === 'column').map((step) => columnOf(tile, step));
      const together = twin !== undefined && lying.every((column) => column.twin === twin);
      offsets = together ? Int32Array.from(lying, (at) => at.byteOffset) : null;
      kernel.laid.set(tile, offsets);
    }
    if (twin === undefined || offsets === null || columns.some((column) => column.twin !== twin)) {
      noting(tile);
      return;
    }
    twin.desk.set(offsets);
    columns.forEach(({ byteOffset }, k) => {
      twin.desk[offsets.length + k] = byteOffset;
    });
    twin.desk.set(keys, offsets.length + columns.length);
    twin.numbers.set(numbers);
    twin.lay(tables);
    twin.kernels[kernel.name](tile.rows.length);
  };
  return Object.assign(run, { noting });
}

/** What is made once for each world, at its first use: kernels bound to its numbers, for one. */
export function oncePer<World extends object, Made>(make: (world: World) => Made): (world: World) => Made {
  const made = new WeakMap<World, Made>();
  return (world) => {
    const known = made.get(world) ?? make(world);
    made.set(world, known);
    return known;
  };
}
