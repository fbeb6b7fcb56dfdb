import { uniform } from '../random/draw.ts';
import { logistic as exactLogistic } from '../random/exact-math.ts';
import type { Key } from '../random/key.ts';

/**
 * The arithmetic of the week for everybody: small loops over one tile of people, each rounding to 32 bits after every single
 * operation. They are the readable truth; a faster twin must give the same bits.
 *
 * Every function writes into its first argument and runs over its length; inputs are at least as long. Inputs may be the output.
 */

/** A column that may be read but not written. */
export type Vector = { readonly length: number; readonly [index: number]: number };

const f = Math.fround;

export function fill(out: Float32Array, value: number): void {
  out.fill(value);
}

export function copy(out: Float32Array, a: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i];
}

/** out = a + b */
export function add(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] + b[i];
}

/** out = a - b */
export function subtract(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] - b[i];
}

/** out = a b */
export function multiply(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] * b[i];
}

/** out = a / b */
export function divide(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] / b[i];
}

/** out = k a */
export function scale(out: Float32Array, a: Vector, k: number): void {
  const factor = f(k);
  for (let i = 0; i < out.length; i++) out[i] = a[i] * factor;
}

/** out = a + k */
export function shift(out: Float32Array, a: Vector, k: number): void {
  const term = f(k);
  for (let i = 0; i < out.length; i++) out[i] = a[i] + term;
}

/** out = k - a */
export function from(out: Float32Array, k: number, a: Vector): void {
  const start = f(k);
  for (let i = 0; i < out.length; i++) out[i] = start - a[i];
}

/** out = out + k a */
export function addScaled(out: Float32Array, k: number, a: Vector): void {
  const factor = f(k);
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(factor * a[i]);
}

/** out = out + a b */
export function addProduct(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(a[i] * b[i]);
}

/** out = out - a b */
export function subtractProduct(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = out[i] - f(a[i] * b[i]);
}

/** out = out + rate (goal - out) */
export function relax(out: Float32Array, goal: number, rate: number): void {
  const aim = f(goal);
  const pace = f(rate);
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(pace * f(aim - out[i]));
}

/** out = out + rate (goal - out), each with its own goal */
export function relaxTo(out: Float32Array, goal: Vector, rate: number): void {
  const pace = f(rate);
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(pace * f(goal[i] - out[i]));
}

/** out = rate out; what is smaller than 1e-12 becomes 0, so that fading things end */
export function fade(out: Float32Array, rate: number): void {
  const pace = f(rate);
  const gone = f(1e-12);
  for (let i = 0; i < out.length; i++) {
    const left = f(out[i] * pace);
    out[i] = left < gone && left > -gone ? 0 : left;
  }
}

/** out = a between low and high */
export function clamp(out: Float32Array, a: Vector, low: number, high: number): void {
  const least = f(low);
  const most = f(high);
  for (let i = 0; i < out.length; i++) {
    const value = a[i];
    out[i] = value < least ? least : value > most ? most : value;
  }
}

export function larger(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] > b[i] ? a[i] : b[i];
}

export function smaller(out: Float32Array, a: Vector, b: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = a[i] < b[i] ? a[i] : b[i];
}

export function squareRoot(out: Float32Array, a: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = Math.sqrt(a[i]);
}

/** out = 1 where a > k, else 0 */
export function above(out: Float32Array, a: Vector, k: number): void {
  const limit = f(k);
  for (let i = 0; i < out.length; i++) out[i] = a[i] > limit ? 1 : 0;
}

/** out = table[index] */
export function lookup(out: Float32Array, index: Vector, table: Float32Array): void {
  for (let i = 0; i < out.length; i++) out[i] = table[index[i]];
}

/** out = table[row]: what a person's household or community has */
export function gather(out: Float32Array, table: Vector, row: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = table[row[i]];
}

const CELLS_PER_UNIT = 256;
const REACH = 8;
const cells = Float32Array.from({ length: 2 * REACH * CELLS_PER_UNIT + 2 }, (_, cell) =>
  exactLogistic(cell / CELLS_PER_UNIT - REACH),
);

/**
 * The logistic curve by a table of 4,096 cells over [-8, 8] with a straight line inside a cell; flat beyond.
 * Error below 1e-6. One table for the whole model, so that every engine sees the same curve.
 */
export function curve(x: number): number {
  const held = x < -REACH ? -REACH : x > REACH ? REACH : x;
  const place = f(f(held + REACH) * CELLS_PER_UNIT);
  const cell = Math.floor(place);
  const low = cells[cell];
  return f(low + f(f(place - cell) * f(cells[cell + 1] - low)));
}

/** out = logistic(a) by `curve` */
export function logistic(out: Float32Array, a: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = curve(a[i]);
}

/** out = 1 with probability chance[i], else 0; the draw of person `id[i]` under `key` */
export function happens(out: Float32Array, key: Key, id: Vector, chance: Vector): void {
  for (let i = 0; i < out.length; i++) out[i] = uniform(key, id[i]) < chance[i] ? 1 : 0;
}
