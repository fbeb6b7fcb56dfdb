// AssemblyScript: what households want, as the loop in `support` of ../mechanisms/household.ts; 64 bits, stored in 32, two
// households at a time: the same operations in the same order in each lane. Whom it then concerns is found one by one.
import { column, exps, given, hash, real } from './desk.as';
import { high, low, onCurve } from './four.as';

const DURABLE = 0;
const FADING = 4;
const WEALTH = 8;
const COMMUNITY = 9;
const SHOCK = 10;
const CULTURE = 11;
const SUPPORT = 12;
const CHOSEN = 13;
const DIALOGUE_WEEK = 14;
const ID = 15;
const STAGE = 16;

const PROSPECTS = 0;
const USUAL_GAIN = 1;
const RISK = 2;
const USUAL_RISK = 3;
const NEED = 4;
const BASE = 5;
const CULTURE_WEIGHT = 6;
const RETURN_SUPPORT = 7;
const EXTRA_WEALTH = 8;
const SPEED = 9;
const WORTH_WITHOUT_PAPERS = 10;
const SEVERITY = 11;
const CHOOSE_FROM = 12;
const WITHDRAW_BELOW = 13;

/** Two numbers of a column in 64 bits. */
@inline
function two(at: usize, h: i32): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at + (<usize>h << 2)));
}

/** The numbers of two communities. */
@inline
function ofTwo(at: usize, first: i32, second: i32): v128 {
  const low = v128.load32_zero(at + (<usize>first << 2));
  return f64x2.promote_low_f32x4(v128.load_lane<u32>(at + (<usize>second << 2), low, 1));
}

/** Where on the curve two households are on a topic, in cells; in 64 bits until it is rounded once. */
@inline
function place(topic: i32, h: i32): v128 {
  const x = f64x2.add(two(column(DURABLE + topic), h), two(column(FADING + topic), h));
  const held = f64x2.pmax(f64x2.pmin(x, f64x2.splat(8)), f64x2.splat(-8));
  return f32x4.demote_f64x2_zero(f64x2.add(held, f64x2.splat(8)));
}

/** `curve` of two households on two topics: the first in the lower half. */
@inline
function believed(topic: i32, other: i32, h: i32): v128 {
  const places = f32x4.mul(v128.shuffle<u64>(place(topic, h), place(other, h), 0, 2), f32x4.splat(256));
  return onCurve(places);
}

/** `logistic` of two numbers: exp(-|x|) serves both sides of it. */
@inline
function logistic(x: v128): v128 {
  const one = f64x2.splat(1);
  const size = f64x2.abs(x);
  const odds = exps(f64x2.neg(size));
  const above = v128.bitselect(one, odds, f64x2.ge(x, f64x2.splat(0)));
  return f64x2.div(above, f64x2.add(one, odds));
}

/** The last household of an odd number is reckoned beside whatever lies behind it, which is not kept. */
export function sway(households: i32): void {
  const papers = f64x2.splat(given(WORTH_WITHOUT_PAPERS));
  const unsure = f64x2.splat(1 - given(WORTH_WITHOUT_PAPERS));
  const one = f64x2.splat(1);
  const zero = f64x2.splat(0);
  const support = column(SUPPORT);
  const community = column(COMMUNITY);
  for (let h = 0; h < households; h += 2) {
    const last = h + 1 === households;
    const c = load<i32>(community + (<usize>h << 2));
    const d = last ? c : load<i32>(community + (<usize>h << 2), 4);
    const dangers = believed(0, 1, h);
    const hopes = believed(2, 3, h);
    const gain = f64x2.mul(low(hopes), f64x2.add(papers, f64x2.mul(unsure, high(hopes))));
    const harmed = f64x2.mul(f64x2.splat(given(SEVERITY)), high(dangers));
    const risk = f64x2.sub(one, f64x2.mul(f64x2.sub(one, low(dangers)), f64x2.sub(one, harmed)));
    const money = f64x2.add(f64x2.add(two(column(WEALTH), h), ofTwo(column(SHOCK), c, d)), f64x2.splat(given(EXTRA_WEALTH)));
    const means = f64x2.pmin(f64x2.pmax(money, zero), one);
    let v = f64x2.mul(f64x2.splat(given(PROSPECTS)), f64x2.sub(gain, f64x2.splat(given(USUAL_GAIN))));
    v = f64x2.sub(v, f64x2.mul(f64x2.splat(2 * given(RISK)), f64x2.sub(risk, f64x2.splat(given(USUAL_RISK)))));
    v = f64x2.add(v, f64x2.mul(f64x2.splat(given(NEED)), f64x2.sub(f64x2.sub(one, means), f64x2.splat(0.5))));
    v = f64x2.add(v, f64x2.splat(given(BASE)));
    v = f64x2.add(v, f64x2.mul(f64x2.splat(given(CULTURE_WEIGHT)), ofTwo(column(CULTURE), c, d)));
    v = f64x2.add(v, f64x2.splat(given(RETURN_SUPPORT)));
    const goal = f64x2.sub(f64x2.mul(f64x2.splat(2), logistic(f64x2.mul(f64x2.splat(2), v))), one);
    const now = two(support, h);
    const then = f32x4.demote_f64x2_zero(
      f64x2.add(now, f64x2.mul(f64x2.splat(given(SPEED)), f64x2.sub(goal, now))),
    );
    if (last) v128.store_lane<u32>(support + (<usize>h << 2), then, 0);
    else v128.store_lane<u64>(support + (<usize>h << 2), then, 0);
  }
}

/**
 * Notes in `rows`, counted from `first`, the households to before `last` in which somebody may be chosen this week, a mandate may
 * end, or parents talk; returns how many.
 *
 * @param limit  draws below it choose, of 2^23
 * @param home   address of sixteen bytes, 255 for the stages of people at home
 */
export function concerned(
  rows: usize,
  first: i32,
  last: i32,
  week: i32,
  key0: u32,
  key1: u32,
  limit: i32,
  home: usize,
): i32 {
  const support = column(SUPPORT);
  const chosen = column(CHOSEN);
  const dialogueWeek = column(DIALOGUE_WEEK);
  const id = column(ID);
  const stage = column(STAGE);
  const chooseFrom = given(CHOOSE_FROM);
  const withdrawBelow = given(WITHDRAW_BELOW);
  let found = 0;
  for (let h = first; h < last; h++) {
    const at = <usize>h << 2;
    const member = load<i32>(chosen + at);
    if (load<i16>(dialogueWeek + (<usize>h << 1)) !== week) {
      const wish = real(support, h);
      if (member < 0) {
        if (!(wish > chooseFrom) || <i32>(hash(load<u32>(id + at), key0, key1) >> 9) >= limit) continue;
      } else if (!(wish < withdrawBelow) && load<u8>(home + load<u8>(stage + member)) !== 0) continue;
    }
    store<i32>(rows + (<usize>found << 2), h - first);
    found++;
  }
  return found;
}
