import { clippedNormal } from '../random/distributions.ts';
import { drawsBelow, uniform } from '../random/draw.ts';
import type { Key } from '../random/key.ts';
import { type Laid, type Memory, twinFor } from './memory.ts';

/**
 * What is done column by column: what fades and drifts, and who is looked for. Small loops over one tile of people, rounding to 32
 * bits after every single operation. They are the readable truth; a faster twin must give the same bits.
 */

/** A column that may be read but not written. */
export type Vector = { readonly length: number; readonly [index: number]: number };
type Of<Name extends string> = Vector & Laid & { readonly byteOffset: number; readonly [Symbol.toStringTag]: Name };
/** The same, of numbers in 32 bits, of whole numbers in 32 and in 16, and of bytes. */
export type Reals = Of<'Float32Array'>;
export type Wholes = Of<'Int32Array'>;
export type Bytes = Of<'Uint8Array'>;
export type Shorts = Of<'Int16Array'>;

const f = Math.fround;

/** out = out + rate (goal - out) */
export function relax(out: Float32Array, goal: number, rate: number): void {
  const twin = twinFor(out);
  if (twin !== null) {
    twin.relax(out.byteOffset, out.length, goal, rate);
    return;
  }
  const aim = f(goal);
  const pace = f(rate);
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(pace * f(aim - out[i]));
}

/** out = out + rate (goal - out), each with its own goal */
export function relaxTo(out: Float32Array, goal: Reals, rate: number): void {
  const twin = twinFor(out, goal);
  if (twin !== null) {
    twin.relaxTo(out.byteOffset, out.length, goal.byteOffset, rate);
    return;
  }
  const pace = f(rate);
  for (let i = 0; i < out.length; i++) out[i] = out[i] + f(pace * f(goal[i] - out[i]));
}

/** out = rate out; what is smaller than 1e-12 becomes 0, so that fading things end */
export function fade(out: Float32Array, rate: number): void {
  const twin = twinFor(out);
  if (twin !== null) {
    twin.fade(out.byteOffset, out.length, rate);
    return;
  }
  const pace = f(rate);
  const gone = f(1e-12);
  for (let i = 0; i < out.length; i++) {
    const left = f(out[i] * pace);
    out[i] = left < gone && left > -gone ? 0 : left;
  }
}

/**
 * Reads columns once in the order in which they lie, so that they are at hand when they are then asked here and there: the processor
 * foresees the one, not the other. Changes nothing; in a small world they are at hand anyway.
 */
export function readAhead({ isLarge }: Pick<Memory, 'isLarge'>, columns: readonly Reals[]): void {
  if (isLarge) for (const { twin, byteOffset, length } of columns) twin?.readAhead(byteOffset, length);
}

/** Normal draws by the id, as `clippedNormal` gives them; `out` may have rows behind those of whom there are ids, which stay as they are. */
export function drawNormal(
  out: Float32Array,
  key: Key,
  id: Wholes,
  mean: number,
  sd: number,
  low: number,
  high: number,
): void {
  const twin = twinFor(out, id);
  if (twin !== null) {
    twin.normals(out.byteOffset, id.length, key[0], key[1], id.byteOffset, mean, sd, low, high);
    return;
  }
  for (let i = 0; i < id.length; i++) out[i] = clippedNormal(uniform(key, id[i]), mean, sd, low, high);
}

/** Notes all places: where no pass can find the few whom something concerns. */
export function everybody(rows: Int32Array, length: number): number {
  for (let i = 0; i < length; i++) rows[i] = i;
  return length;
}

/**
 * Notes the places i at which the draw of person `id[i]` under `key` falls below `chance`, in rising order.
 *
 * @param rows  as long as `id`; what lies behind the noted places may be overwritten
 * @returns     how many are noted
 */
export function drawn(rows: Int32Array, key: Key, id: Wholes, chance: number): number {
  const twin = twinFor(rows, id);
  if (twin !== null) return twin.drawn(rows.byteOffset, id.length, key[0], key[1], id.byteOffset, drawsBelow(chance));
  let found = 0;
  for (let i = 0; i < id.length; i++) if (uniform(key, id[i]) < chance) rows[found++] = i;
  return found;
}

/** Notes the places i at which week[i] is `from`, an integer above -32768, or later, in rising order; returns how many. */
export function since(rows: Int32Array, week: Shorts, from: number): number {
  const twin = twinFor(rows, week);
  if (twin !== null) return twin.since(rows.byteOffset, week.length, week.byteOffset, from);
  let found = 0;
  for (let i = 0; i < week.length; i++) if (week[i] >= from) rows[found++] = i;
  return found;
}

/** Notes the places i at which a[i] > k, in rising order; returns how many. */
export function exceeding(rows: Int32Array, a: Reals, k: number): number {
  const twin = twinFor(rows, a);
  if (twin !== null) return twin.exceeding(rows.byteOffset, a.length, a.byteOffset, k);
  const limit = f(k);
  let found = 0;
  for (let i = 0; i < a.length; i++) if (a[i] > limit) rows[found++] = i;
  return found;
}

/** A set of whole numbers from 0 to 15, as `among` and `turned` read it: 255 for those in it. */
export function setOf(...values: readonly number[]): Uint8Array {
  return Uint8Array.from({ length: 16 }, (_, value) => (values.includes(value) ? 255 : 0));
}

/** Notes the places i at which value[i], from 0 to 15, is in a set, in rising order; returns how many. */
export function among(rows: Int32Array, value: Bytes, set: Uint8Array): number {
  const twin = twinFor(rows, value);
  if (twin !== null) return twin.among(rows.byteOffset, value.length, value.byteOffset, twin.lay(set));
  let found = 0;
  for (let i = 0; i < value.length; i++) if (set[value[i]] !== 0) rows[found++] = i;
  return found;
}

/**
 * Keeps those of the first `found` places in `rows` at which value[i], from 0 to 15, is in a set, in their order; returns how many.
 */
export function keepAmong(rows: Int32Array, found: number, value: Bytes, set: Uint8Array): number {
  const twin = twinFor(rows, value);
  if (twin !== null) return twin.keepAmong(rows.byteOffset, found, value.byteOffset, twin.lay(set));
  let kept = 0;
  for (let k = 0; k < found; k++) if (set[value[rows[k]]] !== 0) rows[kept++] = rows[k];
  return kept;
}

/**
 * Keeps those of the first `found` places in `rows` at which the draw of `id[i]` under `key` falls below the chance of the group
 * `of[i]`, or of i itself: `some` where it counts anybody, `none` where it does not. In their order; returns how many.
 */
export function keepDrawn(
  rows: Int32Array,
  found: number,
  key: Key,
  id: Wholes,
  of: Wholes | null,
  counts: Bytes,
  some: number,
  none: number,
): number {
  const twin = twinFor(rows, id, counts, of ?? id);
  if (twin !== null) {
    const [most, least] = [drawsBelow(some), drawsBelow(none)];
    const groups = of === null ? 0 : of.byteOffset;
    const [ids, counted] = [id.byteOffset, counts.byteOffset];
    return twin.keepDrawn(rows.byteOffset, found, key[0], key[1], ids, groups, counted, most, least);
  }
  let kept = 0;
  for (let k = 0; k < found; k++) {
    const i = rows[k];
    if (uniform(key, id[i]) < (counts[of === null ? i : of[i]] > 0 ? some : none)) rows[kept++] = i;
  }
  return kept;
}

/** Sets was[i] to 1 where value[i], from 0 to 15, is in a set and to 0 where not; notes the places where that is new. */
export function turned(rows: Int32Array, was: Uint8Array, value: Bytes, set: Uint8Array): number {
  const twin = twinFor(rows, was, value);
  if (twin !== null) return twin.turned(rows.byteOffset, was.length, was.byteOffset, value.byteOffset, twin.lay(set));
  let found = 0;
  for (let i = 0; i < was.length; i++) {
    const is = set[value[i]] & 1;
    if (is === was[i]) continue;
    was[i] = is;
    rows[found++] = i;
  }
  return found;
}
