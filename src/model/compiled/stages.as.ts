// AssemblyScript: in whom something may happen, of the loop in ../mechanisms/stages.ts. Rather one too many than one too few.
import { note, noteFour, uniform } from './four.as';

const NONE = 0;
const CONSIDERING = 1;
const PLANNING = 2;
const PREPARING = 3;
const RETURNED = 7;

/** The lanes of the four people from `i` on who may move, prepare or leave. */
@inline
function moving(
  i: i32,
  stage: usize,
  intention: usize,
  id: usize,
  key0: v128,
  key1: v128,
  consider: v128,
  abandon: v128,
  planning: v128,
): i32 {
  const now = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(stage + i)));
  const wish = v128.load(intention + (<usize>i << 2));
  const draw = uniform(v128.load(id + (<usize>i << 2)), key0, key1);
  const begins = v128.and(i32x4.eq(now, i32x4.splat(NONE)), f32x4.gt(wish, consider));
  const decides = v128.or(f32x4.lt(wish, abandon), f32x4.lt(draw, f32x4.mul(wish, planning)));
  const either = v128.or(begins, v128.and(i32x4.eq(now, i32x4.splat(CONSIDERING)), decides));
  const further = v128.or(i32x4.eq(now, i32x4.splat(PLANNING)), i32x4.eq(now, i32x4.splat(PREPARING)));
  return i32x4.bitmask(v128.or(either, v128.or(further, i32x4.eq(now, i32x4.splat(RETURNED)))));
}

/** Notes the places of those who may move, prepare or leave; returns how many. Draws are those of making plans. */
export function movers(
  rows: usize,
  n: i32,
  stage: usize,
  intention: usize,
  id: usize,
  key0: i32,
  key1: i32,
  consider: f32,
  abandon: f32,
  planning: f32,
): i32 {
  const first = i32x4.splat(key0);
  const second = i32x4.splat(key1);
  const above = f32x4.splat(consider);
  const below = f32x4.splat(abandon);
  const chance = f32x4.splat(planning);
  let found = 0;
  let i = 0;
  for (; i + 4 <= n; i += 4)
    found = noteFour(rows, found, moving(i, stage, intention, id, first, second, above, below, chance), i);
  if (i === n) return found;
  const mask = moving(i, stage, intention, id, first, second, above, below, chance);
  return note(rows, found, mask & ((1 << (n - i)) - 1), i);
}
