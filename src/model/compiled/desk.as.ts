// AssemblyScript: what the passes in 64 bits share. ../desk.ts lays out the columns and the numbers.

/** Addresses of columns, four bytes each. */
const DESK: usize = 32768;
/** Numbers, eight bytes each. */
export const NUMBERS: usize = 36864;
/** The table of `curve`. */
export const CELLS: usize = 4096;

/** Columns of an inbox, in the order of `Inbox.columns` and `layMessages`. */
export const ROW = 0;
export const KIND = 1;
export const SOURCE = 2;
export const SPEAKS = 3;
export const PRECISION = 4;
export const CREDIBILITY = 5;
export const SURPRISE = 6;
export const PROMISE = 7;
export const SAYS = 8;

@inline
export function column(name: i32): usize {
  return <usize>load<u32>(DESK + (<usize>name << 2));
}

@inline
export function word(name: i32): i32 {
  return load<i32>(DESK + (<usize>name << 2));
}

@inline
export function real(at: usize, row: i32): f64 {
  return <f64>load<f32>(at + (<usize>row << 2));
}

@inline
export function keep(at: usize, row: i32, value: f64): void {
  store<f32>(at + (<usize>row << 2), <f32>value);
}

@inline
export function given(name: i32): f64 {
  return load<f64>(NUMBERS + (<usize>name << 3));
}

/** `bits` of ../../random/draw.ts. */
@inline
export function hash(id: u32, key0: u32, key1: u32): u32 {
  let x = id ^ key0;
  x ^= x >> 16;
  x *= 0x7feb352d;
  x ^= x >> 15;
  x += key1;
  x ^= x >> 13;
  x *= 0x846ca68b;
  return x ^ (x >> 16);
}

export function curve(x: f64): f32 {
  const held = x < -8 ? -8 : x > 8 ? 8 : x;
  const place = <f32>(held + 8) * <f32>256;
  const cell = floor<f32>(place);
  const at = CELLS + (<usize>(<i32>cell) << 2);
  const low = load<f32>(at);
  return low + (place - cell) * (load<f32>(at, 4) - low);
}

/** As `exp` of exact-math: fdlibm's, for results that are not subnormal or infinite; below that its own two steps. */
export function exp(x: f64): f64 {
  if (!(x > -745.2)) return x !== x ? x : 0;
  if (x > 709.782712893384) return Infinity;
  const n = floor<f64>(x * 1.4426950408889634 + 0.5);
  const high = x - n * 6.9314718036912381649e-1;
  const low = n * 1.90821492927058770002e-10;
  const r = high - low;
  const t = r * r;
  const c =
    r -
    t *
      (1.66666666666666019037e-1 +
        t *
          (-2.77777777770155933842e-3 +
            t * (6.61375632143793436117e-5 + t * (-1.6533902205465251539e-6 + t * 4.13813679705723846039e-8))));
  const y = 1 - (low - (r * c) / (2 - c) - high);
  const k = <i64>n;
  if (k < -1021) return y * reinterpret<f64>((k + 60 + 1023) << 52) * reinterpret<f64>((1023 - 60) << 52);
  if (k > 1023) return y * 2 * reinterpret<f64>((k - 1 + 1023) << 52);
  return y * reinterpret<f64>((k + 1023) << 52);
}

/** `exp` of two numbers of which neither is above 0, as `exp`; one by one where one comes to less than 2^-995. */
@inline
export function exps(x: v128): v128 {
  if (v128.any_true(v128.not(f64x2.ge(x, f64x2.splat(-690)))))
    return f64x2(exp(f64x2.extract_lane(x, 0)), exp(f64x2.extract_lane(x, 1)));
  const n = f64x2.floor(f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), f64x2.splat(0.5)));
  const high = f64x2.sub(x, f64x2.mul(n, f64x2.splat(6.9314718036912381649e-1)));
  const low = f64x2.mul(n, f64x2.splat(1.90821492927058770002e-10));
  const r = f64x2.sub(high, low);
  const t = f64x2.mul(r, r);
  let c = f64x2.mul(t, f64x2.splat(4.13813679705723846039e-8));
  c = f64x2.mul(t, f64x2.add(f64x2.splat(-1.6533902205465251539e-6), c));
  c = f64x2.mul(t, f64x2.add(f64x2.splat(6.61375632143793436117e-5), c));
  c = f64x2.mul(t, f64x2.add(f64x2.splat(-2.77777777770155933842e-3), c));
  c = f64x2.sub(r, f64x2.mul(t, f64x2.add(f64x2.splat(1.66666666666666019037e-1), c)));
  const rest = f64x2.div(f64x2.mul(r, c), f64x2.sub(f64x2.splat(2), c));
  const y = f64x2.sub(f64x2.splat(1), f64x2.sub(f64x2.sub(low, rest), high));
  const power = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(y, i64x2.shl(i64x2.add(power, i64x2.splat(1023)), 52));
}
