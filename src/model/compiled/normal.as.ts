// AssemblyScript: normal draws, two people at a time in 64 bits; `drawNormal` of ../vector.ts with the same operations in the same
// order. No fused multiply-add, no relaxed SIMD. Coefficients and their source stand in src/random/exact-math.ts.

import { hash } from './desk.as';
import { high, low, noteFour, put, uniform } from './four.as';

/** Room for the places of one block of people whose draws lie in a tail. */
const PLACES: usize = 24576;
const BLOCK: i32 = 1024;

@inline
function next(sum: v128, x: v128, c: f64): v128 {
  return f64x2.add(f64x2.mul(sum, x), f64x2.splat(c));
}

/** `normalQuantile` from p - 1/2, where that is at most 0.425 in size. */
@inline
function centre(q: v128): v128 {
  const r = f64x2.sub(f64x2.splat(0.180625), f64x2.mul(q, q));
  let above = next(f64x2.splat(2509.0809287301226727), r, 33430.575583588128105);
  above = next(above, r, 67265.770927008700853);
  above = next(above, r, 45921.953931549871457);
  above = next(above, r, 13731.693765509461125);
  above = next(above, r, 1971.5909503065514427);
  above = next(above, r, 133.14166789178437745);
  above = next(above, r, 3.387132872796366608);
  let below = next(f64x2.splat(5226.495278852545925), r, 28729.085735721942674);
  below = next(below, r, 39307.89580009271061);
  below = next(below, r, 21213.794301586595867);
  below = next(below, r, 5394.1960214247511077);
  below = next(below, r, 687.1870074920579083);
  below = next(below, r, 42.313330701600911252);
  below = next(below, r, 1);
  return f64x2.div(f64x2.mul(q, above), below);
}

/** Where `centre` does not hold. */
@inline
function beyond(q: v128): v128 {
  return f64x2.gt(f64x2.abs(q), f64x2.splat(0.425));
}

/** `log` of a share that a draw can leave outside: above 0, not subnormal. */
@inline
function log(x: f64): f64 {
  const word = reinterpret<i64>(x);
  const top = <i32>(word >> 32);
  const fraction = top & 0xfffff;
  const carry = (fraction + 0x95f64) & 0x100000;
  const k = <f64>((top >> 20) - 1023 + (carry >> 20));
  const f = reinterpret<f64>((<i64>(fraction | (carry ^ 0x3ff00000)) << 32) | (word & 0xffffffff)) - 1;
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const even = w * (3.999999999940941908e-1 + w * (2.222219843214978396e-1 + w * 1.531383769920937332e-1));
  const odd =
    z *
    (6.66666666666673513e-1 +
      w * (2.857142874366239149e-1 + w * (1.818357216161805012e-1 + w * 1.479819860511658591e-1)));
  const half = 0.5 * f * f;
  return k * 6.9314718036912381649e-1 - (half - (s * (half + (even + odd)) + k * 1.90821492927058770002e-10) - f);
}

/** `normalQuantile` beyond the centre. The smallest draw is 2^-24: the far tail, from 1e-11 on, is never reached. */
@inline
function shoulder(p: f64): f64 {
  const q = p - 0.5;
  const r = sqrt(-log(q < 0 ? p : 1 - p)) - 1.6;
  const above =
    ((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r +
      1.27045825245236838258) * r + 3.64784832476320460504) * r + 5.7694972214606914055) * r +
      4.6303378461565452959) * r + 1.42343711074968357734;
  const below =
    ((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r +
      0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r +
      2.05319162663775882187) * r + 1;
  const size = above / below;
  return q < 0 ? -size : size;
}

/** `at` is the first byte of a block of at most `BLOCK` people. */
@inline
function normalBlock(
  out: usize, at: usize, bytes: usize, key0: i32, key1: i32, id: usize, mean: f64, sd: f64, least: f64, most: f64,
): void {
  const first = i32x4.splat(key0);
  const second = i32x4.splat(key1);
  const end = min(bytes, at + (<usize>BLOCK << 2));
  let found = 0;
  for (let i = at; i < end; i += 16) {
    const draw = uniform(v128.load(id + i), first, second);
    const q = f32x4.sub(draw, f32x4.splat(0.5));
    let one = centre(low(q));
    let other = centre(high(q));
    one = f64x2.add(f64x2.splat(mean), f64x2.mul(f64x2.splat(sd), one));
    other = f64x2.add(f64x2.splat(mean), f64x2.mul(f64x2.splat(sd), other));
    one = f64x2.min(f64x2.splat(most), f64x2.max(f64x2.splat(least), one));
    other = f64x2.min(f64x2.splat(most), f64x2.max(f64x2.splat(least), other));
    const four = v128.shuffle<u32>(f32x4.demote_f64x2_zero(one), f32x4.demote_f64x2_zero(other), 0, 1, 4, 5);
    put(out, i, bytes, four);
    let outside = i64x2.bitmask(beyond(low(q))) | (i64x2.bitmask(beyond(high(q))) << 2);
    if (bytes - i < 16) outside &= (1 << <i32>((bytes - i) >> 2)) - 1;
    found = noteFour(PLACES, found, outside, <i32>(i >> 2));
  }
  for (let k = 0; k < found; k++) {
    const place = <usize>load<i32>(PLACES + (<usize>k << 2)) << 2;
    const p = (<f64>(hash(load<i32>(id + place), key0, key1) >>> 9) + 0.5) * (1.0 / 8388608.0);
    store<f32>(out + place, <f32>min<f64>(most, max<f64>(least, mean + sd * shoulder(p))));
  }
}

export function normals(
  out: usize, n: i32, key0: i32, key1: i32, id: usize, mean: f64, sd: f64, least: f64, most: f64,
): void {
  const bytes = <usize>n << 2;
  for (let at: usize = 0; at < bytes; at += <usize>BLOCK << 2)
    normalBlock(out, at, bytes, key0, key1, id, mean, sd, least, most);
}
