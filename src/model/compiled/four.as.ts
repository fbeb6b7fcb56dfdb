// AssemblyScript: what is done for four people at once. Addresses are bytes into the memory of an arena; `bytes` is four times the
// number of people. No fused multiply-add, no relaxed SIMD.

/** The table of `curve`. */
const CELLS: usize = 4096;

/** Stores four results, or as many of them as still belong to the column. */
@inline
export function put(out: usize, i: usize, bytes: usize, four: v128): void {
  if (i + 16 <= bytes) {
    v128.store(out + i, four);
    return;
  }
  const left = bytes - i;
  v128.store_lane<u32>(out + i, four, 0);
  if (left > 4) v128.store_lane<u32>(out + i, four, 1, 4);
  if (left > 8) v128.store_lane<u32>(out + i, four, 2, 8);
}

/** The same into a column of bytes, from whole numbers of 0 to 255. */
@inline
export function putBytes(out: usize, i: usize, bytes: usize, four: v128): void {
  const whole = i32x4.trunc_sat_f32x4_s(four);
  const at = out + (i >> 2);
  store<u8>(at, <u8>i32x4.extract_lane(whole, 0));
  if (bytes - i > 4) store<u8>(at, <u8>i32x4.extract_lane(whole, 1), 1);
  if (bytes - i > 8) store<u8>(at, <u8>i32x4.extract_lane(whole, 2), 2);
}

/** The same for four people of whom all belong to the column. */
@inline
export function putFourBytes(out: usize, i: usize, four: v128): void {
  const halves = i16x8.narrow_i32x4_u(i32x4.trunc_sat_f32x4_s(four), i32x4.splat(0));
  v128.store_lane<u32>(out + (i >> 2), i8x16.narrow_i16x8_u(halves, halves), 0);
}

/** Four table entries by four indices. Behind a column lie zeros or other rows, so that what is read there exists. */
@inline
export function entries(table: usize, a: u32, b: u32, c: u32, d: u32): v128 {
  let four = v128.load32_zero(table + (<usize>a << 2));
  four = v128.load_lane<u32>(table + (<usize>b << 2), four, 1);
  four = v128.load_lane<u32>(table + (<usize>c << 2), four, 2);
  return v128.load_lane<u32>(table + (<usize>d << 2), four, 3);
}

/** What is no number stays none. */
@inline
export function clamped(value: v128, least: v128, most: v128): v128 {
  return f32x4.pmax(f32x4.pmin(value, most), least);
}

/** What is smaller than 1e-12 becomes 0. */
@inline
export function cut(value: v128): v128 {
  const gone = f32x4.splat(1e-12);
  return v128.andnot(value, f32x4.lt(f32x4.abs(value), gone));
}

/** `curve` from places on its table, counted in cells: each place and the next are read together. */
@inline
export function onCurve(place: v128): v128 {
  const cell = f32x4.floor(place);
  // Between 2^23 and 2^24 the last bits of a number are its whole part. What is no number finds some cell, and stays none.
  const at = v128.and(f32x4.add(cell, f32x4.splat(8388608)), i32x4.splat(0x1fff));
  let first = v128.load64_zero(CELLS + (<usize>i32x4.extract_lane(at, 0) << 2));
  first = v128.load_lane<u64>(CELLS + (<usize>i32x4.extract_lane(at, 1) << 2), first, 1);
  let second = v128.load64_zero(CELLS + (<usize>i32x4.extract_lane(at, 2) << 2));
  second = v128.load_lane<u64>(CELLS + (<usize>i32x4.extract_lane(at, 3) << 2), second, 1);
  const low = v128.shuffle<u32>(first, second, 0, 2, 4, 6);
  const next = v128.shuffle<u32>(first, second, 1, 3, 5, 7);
  return f32x4.add(low, f32x4.mul(f32x4.sub(place, cell), f32x4.sub(next, low)));
}

/** `curve` */
@inline
export function chance(x: v128): v128 {
  const reach = f32x4.splat(8);
  return onCurve(f32x4.mul(f32x4.add(clamped(x, f32x4.splat(-8), reach), reach), f32x4.splat(256)));
}

/** The hash of `bits`, four addresses at once. */
@inline
export function bits(id: v128, key0: v128, key1: v128): v128 {
  let x = v128.xor(id, key0);
  x = v128.xor(x, i32x4.shr_u(x, 16));
  x = i32x4.mul(x, i32x4.splat(0x7feb352d));
  x = v128.xor(x, i32x4.shr_u(x, 15));
  x = i32x4.add(x, key1);
  x = v128.xor(x, i32x4.shr_u(x, 13));
  x = i32x4.mul(x, i32x4.splat(0x846ca68b));
  return v128.xor(x, i32x4.shr_u(x, 16));
}

/** `uniform`: (n + 1/2) / 2^23, exact in 32 bits. */
@inline
export function uniform(id: v128, key0: v128, key1: v128): v128 {
  const whole = f32x4.convert_i32x4_s(i32x4.shr_u(bits(id, key0, key1), 9));
  return f32x4.mul(f32x4.add(whole, f32x4.splat(0.5)), f32x4.splat(1.0 / 8388608.0));
}

/** `below`: the upper halves of the products of draws and bounds; 0 where the bound is 0. */
@inline
export function lot(id: v128, key0: v128, key1: v128, bound: v128): v128 {
  const draw = bits(id, key0, key1);
  return v128.shuffle<u32>(
    i64x2.extmul_low_i32x4_u(draw, bound),
    i64x2.extmul_high_i32x4_u(draw, bound),
    1, 3, 5, 7,
  );
}

/** Notes the places of the set bits of `mask`, which stand for the people from `at` on; returns how many are noted now. */
@inline
export function note(rows: usize, found: i32, mask: i32, at: i32): i32 {
  while (mask !== 0) {
    store<i32>(rows + (<usize>found << 2), at + ctz(mask));
    found++;
    mask &= mask - 1;
  }
  return found;
}

/** For every mask of four bits, the places of those that are set; zeros behind them. */
const SET_BITS = memory.data<i32>([
  0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0,
  2, 0, 0, 0, 0, 2, 0, 0, 1, 2, 0, 0, 0, 1, 2, 0,
  3, 0, 0, 0, 0, 3, 0, 0, 1, 3, 0, 0, 0, 1, 3, 0,
  2, 3, 0, 0, 0, 2, 3, 0, 1, 2, 3, 0, 0, 1, 2, 3,
]);

/**
 * The same for four people at once, and without a branch that nobody can foresee. What lies behind the noted places is overwritten:
 * there must be room for all four.
 */
@inline
export function noteFour(rows: usize, found: i32, mask: i32, at: i32): i32 {
  const places = i32x4.add(i32x4.splat(at), v128.load(SET_BITS + (<usize>mask << 4)));
  v128.store(rows + (<usize>found << 2), places);
  return found + popcnt(mask);
}

/** The first two of four numbers in 64 bits. */
@inline
export function low(four: v128): v128 {
  return f64x2.promote_low_f32x4(four);
}

/** The last two of four numbers in 64 bits. */
@inline
export function high(four: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<u64>(four, four, 1, 1));
}
