// AssemblyScript: what the passes over four people at a time share.

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
