// AssemblyScript: what a week's figures are made of, as the loop in `tally` of ../observe.ts, four people at a time. Errors are added up in 64 bits
// and rounded to 32 after each topic, as there; sums are of whole millionths, so that their order cannot matter.
import { column, given } from './desk.as';
import { chance, high, low } from './four.as';

/** Topics: their columns, and the numbers of what is true; behind them, that about a right to stay for whoever is in danger. */
const DEATH = 0;
const MISTREATMENT = 1;
const EARNINGS = 2;
const STAY = 3;
const LAWFUL = 4;
const ALTERNATIVE = 5;
const TOPICS = 6;
const STAY_IN_NEED = 6;
/** Columns. */
const DURABLE = 0;
const FADING = 6;
const STAGE = 12;
const DANGER = 13;
const INTENTION = 14;
const DEPARTURES = 15;

/** All bits set for those of four people of whom `set` holds 255 at their stage. */
@inline
function counted(set: usize, stages: v128): v128 {
  const found = i8x16.swizzle(v128.load(set), stages);
  return i32x4.extend_low_i16x8_s(i16x8.extend_low_i8x16_s(found));
}

/** What four people believe on a topic. */
@inline
function beliefs(topic: i32, at: usize): v128 {
  return chance(f32x4.add(v128.load(column(DURABLE + topic) + at), v128.load(column(FADING + topic) + at)));
}

/** Two distances, with that of one topic more, rounded to 32 bits. */
@inline
function farther(distance: v128, believed: v128, truth: v128): v128 {
  const sum = f64x2.add(distance, f64x2.abs(f64x2.sub(believed, truth)));
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(sum));
}

@inline
function millionths(two: v128): v128 {
  return f64x2.floor(f64x2.add(f64x2.mul(two, f64x2.splat(1e6)), f64x2.splat(0.5)));
}

/** The sum of two and two numbers, of those among four for whom all bits are set. */
@inline
function summed(first: v128, last: v128, who: v128): v128 {
  return f64x2.add(
    v128.and(first, v128.shuffle<u32>(who, who, 0, 0, 1, 1)),
    v128.and(last, v128.shuffle<u32>(who, who, 2, 2, 3, 3)),
  );
}

@inline
function sumOf(two: v128): f64 {
  return f64x2.extract_lane(two, 0) + f64x2.extract_lane(two, 1);
}

/**
 * `sets` holds three times sixteen bytes: stages of those alive, at home, considering. What is found is written to `out`: errors and those
 * alive, intentions and those at home, those who consider, those who have left.
 */
export function tally(n: i32, sets: usize, out: usize): void {
  const parts = f64x2.splat(<f64>TOPICS);
  const death = f64x2.splat(given(DEATH));
  const mistreatment = f64x2.splat(given(MISTREATMENT));
  const earnings = f64x2.splat(given(EARNINGS));
  const stay = f64x2.splat(given(STAY));
  const lawful = f64x2.splat(given(LAWFUL));
  const alternative = f64x2.splat(given(ALTERNATIVE));
  const stayInNeed = f64x2.splat(given(STAY_IN_NEED));
  let errors = f64x2.splat(0);
  let intentions = f64x2.splat(0);
  let alive = 0;
  let home = 0;
  let considering = 0;
  let departed = 0;
  for (let i = 0; i < n; i += 4) {
    const at = <usize>i << 2;
    // Of the last four, not all need be people of this tile.
    const here = i32x4.lt_s(v128(0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0), i32x4.splat(n - i));
    let first = f64x2.splat(0);
    let last = f64x2.splat(0);
    let believed = beliefs(DEATH, at);
    first = farther(first, low(believed), death);
    last = farther(last, high(believed), death);
    believed = beliefs(MISTREATMENT, at);
    first = farther(first, low(believed), mistreatment);
    last = farther(last, high(believed), mistreatment);
    believed = beliefs(EARNINGS, at);
    first = farther(first, low(believed), earnings);
    last = farther(last, high(believed), earnings);
    believed = beliefs(STAY, at);
    const danger = f32x4.gt(v128.load(column(DANGER) + at), f32x4.splat(0));
    first = farther(first, low(believed), v128.bitselect(stayInNeed, stay, v128.shuffle<u32>(danger, danger, 0, 0, 1, 1)));
    last = farther(last, high(believed), v128.bitselect(stayInNeed, stay, v128.shuffle<u32>(danger, danger, 2, 2, 3, 3)));
    believed = beliefs(LAWFUL, at);
    first = farther(first, low(believed), lawful);
    last = farther(last, high(believed), lawful);
    believed = beliefs(ALTERNATIVE, at);
    first = farther(first, low(believed), alternative);
    last = farther(last, high(believed), alternative);
    const stages = v128.load32_zero(column(STAGE) + i);
    const living = v128.and(counted(sets, stages), here);
    const staying = v128.and(counted(sets + 16, stages), here);
    const wish = v128.load(column(INTENTION) + at);
    errors = f64x2.add(
      errors,
      summed(millionths(f64x2.div(first, parts)), millionths(f64x2.div(last, parts)), living),
    );
    intentions = f64x2.add(intentions, summed(millionths(low(wish)), millionths(high(wish)), staying));
    alive += popcnt(i32x4.bitmask(living));
    home += popcnt(i32x4.bitmask(staying));
    considering += popcnt(i32x4.bitmask(v128.and(counted(sets + 32, stages), here)));
    const left = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(column(DEPARTURES) + i)));
    departed += popcnt(i32x4.bitmask(v128.and(i32x4.gt_s(left, i32x4.splat(0)), here)));
  }
  store<f64>(out, sumOf(errors));
  store<f64>(out, <f64>alive, 8);
  store<f64>(out, sumOf(intentions), 16);
  store<f64>(out, <f64>home, 24);
  store<f64>(out, <f64>considering, 32);
  store<f64>(out, <f64>departed, 40);
}
