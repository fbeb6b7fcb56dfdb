// AssemblyScript: the primitives of ../vector.ts, four people at a time. Addresses are bytes into the memory of one world, `n`
// counts people. Same operations in the same order, each rounded to 32 bits: no fused multiply-add, no relaxed SIMD.

import { hash } from './desk.as';
import { bits, chance, clamped, cut, entries, note, noteFour, put, uniform } from './four.as';

export function fill(out: usize, n: i32, value: f32): void {
  const bytes = <usize>n << 2;
  const four = f32x4.splat(value);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, four);
}

export function copy(out: usize, n: i32, a: usize): void {
  memory.copy(out, a, <usize>n << 2);
}

export function add(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.add(v128.load(a + i), v128.load(b + i)));
}

export function subtract(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.sub(v128.load(a + i), v128.load(b + i)));
}

export function multiply(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.mul(v128.load(a + i), v128.load(b + i)));
}

export function divide(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.div(v128.load(a + i), v128.load(b + i)));
}

export function inverse(out: usize, n: i32, a: usize): void {
  const bytes = <usize>n << 2;
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.div(one, v128.load(a + i)));
}

export function scale(out: usize, n: i32, a: usize, k: f32): void {
  const bytes = <usize>n << 2;
  const factor = f32x4.splat(k);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.mul(v128.load(a + i), factor));
}

export function shift(out: usize, n: i32, a: usize, k: f32): void {
  const bytes = <usize>n << 2;
  const term = f32x4.splat(k);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.add(v128.load(a + i), term));
}

export function from(out: usize, n: i32, k: f32, a: usize): void {
  const bytes = <usize>n << 2;
  const start = f32x4.splat(k);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.sub(start, v128.load(a + i)));
}

export function addScaled(out: usize, n: i32, k: f32, a: usize): void {
  const bytes = <usize>n << 2;
  const factor = f32x4.splat(k);
  for (let i: usize = 0; i < bytes; i += 16)
    put(out, i, bytes, f32x4.add(v128.load(out + i), f32x4.mul(factor, v128.load(a + i))));
}

export function addProduct(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16)
    put(out, i, bytes, f32x4.add(v128.load(out + i), f32x4.mul(v128.load(a + i), v128.load(b + i))));
}

export function relax(out: usize, n: i32, goal: f32, rate: f32): void {
  const bytes = <usize>n << 2;
  const aim = f32x4.splat(goal);
  const pace = f32x4.splat(rate);
  for (let i: usize = 0; i < bytes; i += 16) {
    const now = v128.load(out + i);
    put(out, i, bytes, f32x4.add(now, f32x4.mul(pace, f32x4.sub(aim, now))));
  }
}

export function relaxTo(out: usize, n: i32, goal: usize, rate: f32): void {
  const bytes = <usize>n << 2;
  const pace = f32x4.splat(rate);
  for (let i: usize = 0; i < bytes; i += 16) {
    const now = v128.load(out + i);
    put(out, i, bytes, f32x4.add(now, f32x4.mul(pace, f32x4.sub(v128.load(goal + i), now))));
  }
}

export function fade(out: usize, n: i32, rate: f32): void {
  const bytes = <usize>n << 2;
  const pace = f32x4.splat(rate);
  const gone = f32x4.splat(1e-12);
  const below = f32x4.neg(gone);
  for (let i: usize = 0; i < bytes; i += 16) {
    const left = f32x4.mul(v128.load(out + i), pace);
    put(out, i, bytes, v128.andnot(left, v128.and(f32x4.lt(left, gone), f32x4.gt(left, below))));
  }
}

export function clamp(out: usize, n: i32, a: usize, low: f32, high: f32): void {
  const bytes = <usize>n << 2;
  const least = f32x4.splat(low);
  const most = f32x4.splat(high);
  for (let i: usize = 0; i < bytes; i += 16) {
    const value = v128.load(a + i);
    const held = v128.bitselect(most, value, f32x4.gt(value, most));
    put(out, i, bytes, v128.bitselect(least, held, f32x4.lt(value, least)));
  }
}

export function larger(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.pmax(v128.load(b + i), v128.load(a + i)));
}

export function smaller(out: usize, n: i32, a: usize, b: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.pmin(v128.load(b + i), v128.load(a + i)));
}

export function squareRoot(out: usize, n: i32, a: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, f32x4.sqrt(v128.load(a + i)));
}

export function above(out: usize, n: i32, a: usize, k: f32): void {
  const bytes = <usize>n << 2;
  const limit = f32x4.splat(k);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, v128.and(f32x4.gt(v128.load(a + i), limit), one));
}

/** `index` holds one byte a person. Four bytes are read at once; what lies behind the column is not used. */
export function lookup(out: usize, n: i32, index: usize, table: usize): void {
  const bytes = <usize>n << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) {
    const four = load<u32>(index + (i >> 2));
    v128.store(out + i, entries(table, four & 255, (four >> 8) & 255, (four >> 16) & 255, four >> 24));
  }
  for (; i < bytes; i += 4) store<u32>(out + i, load<u32>(table + (<usize>load<u8>(index + (i >> 2)) << 2)));
}

export function gather(out: usize, n: i32, table: usize, row: usize): void {
  const bytes = <usize>n << 2;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16)
    v128.store(
      out + i,
      entries(table, load<u32>(row + i), load<u32>(row + i, 4), load<u32>(row + i, 8), load<u32>(row + i, 12)),
    );
  for (; i < bytes; i += 4) store<u32>(out + i, load<u32>(table + (<usize>load<u32>(row + i) << 2)));
}

export function logistic(out: usize, n: i32, a: usize): void {
  const bytes = <usize>n << 2;
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, chance(v128.load(a + i)));
}

export function happens(out: usize, n: i32, key0: i32, key1: i32, id: usize, chance: usize): void {
  const bytes = <usize>n << 2;
  const first = i32x4.splat(key0);
  const second = i32x4.splat(key1);
  const one = f32x4.splat(1);
  for (let i: usize = 0; i < bytes; i += 16) {
    const draw = uniform(v128.load(id + i), first, second);
    put(out, i, bytes, v128.and(f32x4.lt(draw, v128.load(chance + i)), one));
  }
}

/** `limit` is the number of draws, of 2^23, that lie below the chance. */
export function drawn(rows: usize, n: i32, key0: i32, key1: i32, id: usize, limit: i32): i32 {
  const first = i32x4.splat(key0);
  const second = i32x4.splat(key1);
  const most = i32x4.splat(limit);
  let found = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4) {
    const draw = i32x4.shr_u(bits(v128.load(id + (<usize>i << 2)), first, second), 9);
    found = noteFour(rows, found, i32x4.bitmask(i32x4.lt_s(draw, most)), i);
  }
  if (i === n) return found;
  const draw = i32x4.shr_u(bits(v128.load(id + (<usize>i << 2)), first, second), 9);
  return note(rows, found, i32x4.bitmask(i32x4.lt_s(draw, most)) & ((1 << (n - i)) - 1), i);
}

export function exceeding(rows: usize, n: i32, a: usize, k: f32): i32 {
  const limit = f32x4.splat(k);
  let found = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4)
    found = noteFour(rows, found, i32x4.bitmask(f32x4.gt(v128.load(a + (<usize>i << 2)), limit)), i);
  if (i === n) return found;
  const mask = i32x4.bitmask(f32x4.gt(v128.load(a + (<usize>i << 2)), limit));
  return note(rows, found, mask & ((1 << (n - i)) - 1), i);
}

/** Whole numbers of sixteen bits. */
export function since(rows: usize, n: i32, week: usize, from: i32): i32 {
  const before = i16x8.splat(<i16>(from - 1));
  let found = 0;
  for (let i = 0; i < n; i += 8) {
    let mask = i16x8.bitmask(i16x8.gt_s(v128.load(week + (<usize>i << 1)), before));
    if (n - i < 8) mask &= (1 << (n - i)) - 1;
    found = note(rows, found, mask, i);
  }
  return found;
}

export function leads(out: usize, n: i32, a: usize, b: usize, c: usize): void {
  for (let i = 0; i < n; i += 4) {
    const at = <usize>i << 2;
    const value = v128.load(a + at);
    const mask = i32x4.bitmask(v128.and(f32x4.ge(value, v128.load(b + at)), f32x4.ge(value, v128.load(c + at))));
    for (let k = 0; k < min(4, n - i); k++) store<u8>(out + i + k, (mask >> k) & 1);
  }
}

/** `wanted` holds sixteen bytes, 255 for the values that are looked for; values are below sixteen. */
export function among(rows: usize, n: i32, value: usize, wanted: usize): i32 {
  const table = v128.load(wanted);
  let found = 0;
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const mask = i8x16.bitmask(i8x16.swizzle(table, v128.load(value + i)));
    if (mask === 0) continue;
    found = noteFour(rows, found, mask & 15, i);
    found = noteFour(rows, found, (mask >> 4) & 15, i + 4);
    found = noteFour(rows, found, (mask >> 8) & 15, i + 8);
    found = noteFour(rows, found, mask >> 12, i + 12);
  }
  if (i === n) return found;
  const mask = i8x16.bitmask(i8x16.swizzle(table, v128.load(value + i)));
  return note(rows, found, mask & ((1 << (n - i)) - 1), i);
}

/** Keeps those of the noted places of which the value is looked for. */
export function keepAmong(rows: usize, found: i32, value: usize, wanted: usize): i32 {
  let kept = 0;
  for (let k = 0; k < found; k++) {
    const i = load<i32>(rows + (<usize>k << 2));
    store<i32>(rows + (<usize>kept << 2), i);
    kept += load<u8>(wanted + load<u8>(value + i)) & 1;
  }
  return kept;
}

/** Keeps those of the noted places of which the draw is below one of two limits: by whether their group, or where there are none they themselves, count anybody. */
export function keepDrawn(
  rows: usize,
  found: i32,
  key0: i32,
  key1: i32,
  id: usize,
  groups: usize,
  counts: usize,
  some: i32,
  none: i32,
): i32 {
  // Without a branch: engines make one of a choice, and nobody can foresee it.
  const change = some ^ none;
  let kept = 0;
  for (let k = 0; k < found; k++) {
    const i = load<i32>(rows + (<usize>k << 2));
    const at = <usize>i << 2;
    const group = groups === 0 ? i : load<i32>(groups + at);
    const limit = none ^ (change & -(<i32>(load<u8>(counts + group) !== 0)));
    store<i32>(rows + (<usize>kept << 2), i);
    kept += <i32>(<i32>(hash(load<i32>(id + at), key0, key1) >> 9) < limit);
  }
  return kept;
}

export function turned(rows: usize, n: i32, was: usize, value: usize, wanted: usize): i32 {
  const table = v128.load(wanted);
  const one = i8x16.splat(1);
  let found = 0;
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const is = v128.and(i8x16.swizzle(table, v128.load(value + i)), one);
    const mask = i8x16.bitmask(i8x16.ne(is, v128.load(was + i)));
    if (mask === 0) continue;
    v128.store(was + i, is);
    found = note(rows, found, mask, i);
  }
  for (; i < n; i++) {
    const is = load<u8>(wanted + load<u8>(value + i)) & 1;
    if (is === load<u8>(was + i)) continue;
    store<u8>(was + i, is);
    found = note(rows, found, 1, i);
  }
  return found;
}
