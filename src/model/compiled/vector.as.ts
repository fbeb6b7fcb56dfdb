// AssemblyScript: the primitives of ../vector.ts, four people at a time. Addresses are bytes into the memory of an arena, `n`
// counts people. Same operations in the same order, each rounded to 32 bits: no fused multiply-add, no relaxed SIMD.

import { hash } from './desk.as';
import { bits, cut, note, noteFour, put } from './four.as';

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
  for (let i: usize = 0; i < bytes; i += 16) put(out, i, bytes, cut(f32x4.mul(v128.load(out + i), pace)));
}

export function readAhead(column: usize, n: i32): i32 {
  const end = column + (<usize>n << 2);
  let sum = 0;
  for (let at = column; at < end; at += 64) sum += load<i32>(at);
  return sum;
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
