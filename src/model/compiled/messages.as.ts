// AssemblyScript: the passes over the messages of a week, as `weigh`, `learn` and `revise` in ../mechanisms/{trust,belief}.ts. All
// arithmetic is in 64 bits, as there; what is stored is rounded as its column is. ../desk.ts lays out the columns.
//
// Two at a time: two messages of the same kind and sender to different people, or two topics of one message. Each of the two goes
// through the operations of its equation in their order, so that bits are as in the loops in TypeScript. What is left over is done
// twice, in both halves. Choices between two values are masks: which way they fall is chance, and a wrong guess of the processor
// costs more than both values.

import {
  column, CREDIBILITY, exps, given, KIND, NUMBERS, PRECISION, PROMISE, ROW, SAYS, SOURCE, SPEAKS, SURPRISE,
} from './desk.as';
import { onCurve } from './four.as';

/** Columns, in the order of `layMessages`. */
const DURABLE = 14;
const FADING = 20;
const HELD = 26;
const TRUST = 32;
const COMMITMENT = 44;
const MINIMISATION = 45;
const SENSITIVITY = 46;
const ALARM = 47;
const INTENTION = 48;

/** Numbers of trust ... */
const INTEREST = 0;
const LEARNING = 12;
const EXPECTED_FIT = 13;
const RELATING = 14;
const RELATING_TOP = 15;
const KEPT = 16;
const REACTANCE = 17;
const MOTIVATED = 18;
const RESISTANCE_MOST = 19;
const WORTH_WITHOUT_PAPERS = 20;
const SEVERITY = 21;
const LOSS_AVERSION = 22;
const RISK = 23;
const ALARM_WEIGHT = 24;
const PROSPECTS = 25;
const DIRECTION = 26;
const DECISIVE = 32;
/** ... and those of belief. */
const BOUND = 0;
const MOST_SURE = 1;
const CARE = 2;
const UNCONCERNED = 3;
const CONSIDER = 4;

/** Kinds of messages, seven numbers each, in the order of `kindNumbers`. */
const KINDS: usize = 40960;
const PER_KIND = 7;
const ELABORATION = 0;
const CONTROL = 1;
const NARRATIVE = 2;
const ADVOCACY = 3;
const RELATION = 4;
const COMPONENT = 5;
const SENDER = 6;

const AFFECTING = 15;

@inline
function ofKind(kind: i32, name: i32): f64 {
  return load<f64>(KINDS + (<usize>(kind * PER_KIND + name) << 3));
}

/** Where the number of a row of a column lies. */
@inline
function place(name: i32, row: i32): usize {
  return column(name) + (<usize>row << 2);
}

/** The numbers at two places, in 64 bits. */
@inline
function both(a: usize, b: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load_lane<u32>(b, v128.load32_zero(a), 1));
}

@inline
function one(a: usize): f64 {
  return <f64>load<f32>(a);
}

/** Rounds two numbers and puts them where they belong. */
@inline
function putBoth(a: usize, b: usize, values: v128): void {
  const rounded = f32x4.demote_f64x2_zero(values);
  v128.store_lane<u32>(a, rounded, 0);
  v128.store_lane<u32>(b, rounded, 1);
}

/** `min(most, max(least, value))`. */
@inline
function within(least: v128, most: v128, value: v128): v128 {
  return f64x2.pmin(f64x2.pmax(value, least), most);
}

/** On the table of `curve`: where two numbers lie on it, from its start. */
@inline
function placed(x: v128): v128 {
  const held = within(f64x2.splat(-8), f64x2.splat(8), x);
  return f32x4.demote_f64x2_zero(f64x2.add(held, f64x2.splat(8)));
}

/** `curve` of four numbers, the first and the last two as `placed` has them. */
@inline
function curves(first: v128, last: v128): v128 {
  const place = f32x4.mul(v128.shuffle<u64>(first, last, 0, 2), f32x4.splat(256));
  return onCurve(place);
}

/** The numbers of a row in the first four of several columns: on the topics on which the worth of leaving rests. */
@inline
function firstFour(name: i32, row: i32): v128 {
  let all = v128.load32_zero(place(name, row));
  all = v128.load_lane<u32>(place(name + 1, row), all, 1);
  all = v128.load_lane<u32>(place(name + 2, row), all, 2);
  return v128.load_lane<u32>(place(name + 3, row), all, 3);
}

@inline
function upper(a: v128): v128 {
  return v128.shuffle<u64>(a, a, 1, 1);
}

/** All bits for those of the first four topics of which a message speaks. */
@inline
function spokenOf(speaks: i32): v128 {
  const bit = i32x4(1, 2, 4, 8);
  return i32x4.eq(v128.and(i32x4.splat(speaks), bit), bit);
}

/** Whether accepting a message whole would lower the worth of leaving: what it would be, beside what it is. */
@inline
function lowers(row: i32, speaks: i32, durable: v128, fading: v128, says: v128): bool {
  const now = curves(
    placed(f64x2.add(f64x2.promote_low_f32x4(durable), f64x2.promote_low_f32x4(fading))),
    placed(f64x2.add(f64x2.promote_low_f32x4(upper(durable)), f64x2.promote_low_f32x4(upper(fading)))),
  );
  const offered = curves(placed(f64x2.promote_low_f32x4(says)), placed(f64x2.promote_low_f32x4(upper(says))));
  const then = v128.bitselect(offered, now, spokenOf(speaks));
  const lower = v128.shuffle<u32>(then, now, 0, 4, 1, 5);
  const higher = v128.shuffle<u32>(then, now, 2, 6, 3, 7);
  const death = f64x2.promote_low_f32x4(lower);
  const mistreatment = f64x2.promote_low_f32x4(upper(lower));
  const earnings = f64x2.promote_low_f32x4(higher);
  const stay = f64x2.promote_low_f32x4(upper(higher));
  const whole = f64x2.splat(1);
  const papers = given(WORTH_WITHOUT_PAPERS);
  const gain = f64x2.mul(earnings, f64x2.add(f64x2.splat(papers), f64x2.mul(f64x2.splat(1 - papers), stay)));
  const taken = f64x2.splat(1 - one(place(MINIMISATION, row)));
  const lives = f64x2.sub(whole, f64x2.mul(death, taken));
  const unharmed = f64x2.sub(whole, f64x2.mul(f64x2.mul(f64x2.splat(given(SEVERITY)), mistreatment), taken));
  const risk = f64x2.sub(whole, f64x2.mul(lives, unharmed));
  const weight =
    given(LOSS_AVERSION) *
    given(RISK) *
    one(place(SENSITIVITY, row)) *
    (1 + given(ALARM_WEIGHT) * one(place(ALARM, row)));
  const worth = f64x2.sub(f64x2.mul(f64x2.splat(given(PROSPECTS)), gain), f64x2.mul(f64x2.splat(weight), risk));
  return f64x2.extract_lane(worth, 0) < f64x2.extract_lane(worth, 1);
}

/** The same where nothing of the message has been read yet. */
function unwelcome(at: i32, row: i32, speaks: i32): bool {
  if ((speaks & AFFECTING) === 0) return false;
  return lowers(row, speaks, firstFour(DURABLE, row), firstFour(FADING, row), firstFour(SAYS, at));
}

/**
 * (message - belief)^2 / (1 / precision of the belief + 1 / precision of the message), for two messages or topics. Of a message
 * with precision 0 that is 0, which is what stands there already.
 */
@inline
function surprising(says: v128, durable: v128, fading: v128, held: v128, doubt: v128): v128 {
  const gap = f64x2.sub(f64x2.sub(says, durable), fading);
  return f64x2.div(f64x2.mul(gap, gap), f64x2.add(f64x2.div(f64x2.splat(1), held), doubt));
}

/** All bits, or none. */
@inline
function mask(a: bool, b: bool): v128 {
  return i64x2(-<i64>a, -<i64>b);
}

/**
 * Of two messages that each speak of one topic, whether they are unwelcome: the direction of what they say decides, but for changes
 * so small that rounding might swallow them (../unwelcome.ts).
 */
@inline
function unwelcomeBoth(
  at: i32,
  next: i32,
  row: i32,
  nextRow: i32,
  topic: i32,
  nextTopic: i32,
  says: v128,
  before: v128,
): v128 {
  const shares = curves(placed(before), placed(says));
  const change = f64x2.sub(f64x2.promote_low_f32x4(upper(shares)), f64x2.promote_low_f32x4(shares));
  const decisive = v128.load_lane<u64>(
    NUMBERS + (<usize>(DECISIVE + nextTopic) << 3),
    v128.load64_zero(NUMBERS + (<usize>(DECISIVE + topic) << 3)),
    1,
  );
  const direction = v128.load_lane<u64>(
    NUMBERS + (<usize>(DIRECTION + nextTopic) << 3),
    v128.load64_zero(NUMBERS + (<usize>(DIRECTION + topic) << 3)),
    1,
  );
  const close = v128.andnot(f64x2.le(f64x2.abs(change), decisive), f64x2.eq(change, f64x2.splat(0)));
  if (v128.any_true(close)) return mask(unwelcome(at, row, 1 << topic), unwelcome(next, nextRow, 1 << nextTopic));
  return f64x2.gt(f64x2.mul(change, direction), decisive);
}

/**
 * Notes how surprising a message on several topics is, and returns whether it is unwelcome if that is `asked`. The first four
 * topics are taken together; those on which it is silent count as +0, which changes no sum.
 */
@inline
function several(at: i32, row: i32, speaks: i32, asked: bool): bool {
  const doubt = f64x2.splat(1 / one(place(PRECISION, at)));
  let sum: f64 = 0;
  let is = false;
  if ((speaks & AFFECTING) !== 0) {
    const durable = firstFour(DURABLE, row);
    const fading = firstFour(FADING, row);
    const says = firstFour(SAYS, at);
    const held = firstFour(HELD, row);
    const low = surprising(
      f64x2.promote_low_f32x4(says),
      f64x2.promote_low_f32x4(durable),
      f64x2.promote_low_f32x4(fading),
      f64x2.promote_low_f32x4(held),
      doubt,
    );
    const high = surprising(
      f64x2.promote_low_f32x4(upper(says)),
      f64x2.promote_low_f32x4(upper(durable)),
      f64x2.promote_low_f32x4(upper(fading)),
      f64x2.promote_low_f32x4(upper(held)),
      doubt,
    );
    const counts = spokenOf(speaks);
    const first = v128.and(low, v128.shuffle<u32>(counts, counts, 0, 0, 1, 1));
    const last = v128.and(high, v128.shuffle<u32>(counts, counts, 2, 2, 3, 3));
    sum = f64x2.extract_lane(first, 0) + f64x2.extract_lane(first, 1);
    sum = sum + f64x2.extract_lane(last, 0) + f64x2.extract_lane(last, 1);
    if (asked) is = lowers(row, speaks, durable, fading, says);
  }
  for (let left = speaks & ~AFFECTING; left !== 0; left &= left - 1) {
    const topic = ctz(left);
    const gap = one(place(SAYS + topic, at)) - one(place(DURABLE + topic, row)) - one(place(FADING + topic, row));
    sum += (gap * gap) / (1 / one(place(HELD + topic, row)) + f64x2.extract_lane(doubt, 0));
  }
  store<f32>(place(SURPRISE, at), <f32>(sum / <f64>popcnt(speaks)));
  return is;
}

/** Two messages of one kind and sender can be taken together. */
@inline
function alike(at: i32, kind: i32, source: i32): bool {
  const next = <usize>(at + 1);
  return <i32>load<i16>(column(KIND) + (next << 1)) === kind && <i32>load<i8>(column(SOURCE) + next) === source;
}

@inline
function single(speaks: i32): bool {
  return speaks !== 0 && (speaks & (speaks - 1)) === 0;
}

export function weigh(first: i32, last: i32, resisting: i32): void {
  const rows = column(ROW);
  const spoken = column(SPEAKS);
  const motivated = given(MOTIVATED);
  const most = f64x2.splat(given(RESISTANCE_MOST));
  const whole = f64x2.splat(1);
  let lastKind = -1;
  let lastSource = -1;
  let welcomeForce = f64x2.splat(0);
  let unwelcomeForce = f64x2.splat(0);
  let open = whole;
  let disinterest = whole;
  for (let at = first; at < last; at++) {
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    if (ofKind(kind, SENDER) === 0) continue; // own experience is believed
    const source = <i32>load<i8>(column(SOURCE) + at);
    if (kind !== lastKind || source !== lastSource) {
      lastKind = kind;
      lastSource = source;
      const control = given(REACTANCE) * ofKind(kind, CONTROL);
      welcomeForce = f64x2.splat(control + 0);
      unwelcomeForce = f64x2.splat(control + motivated);
      open = f64x2.splat(1 - ofKind(kind, NARRATIVE));
      disinterest = f64x2.splat(1 - given(INTEREST + source) * ofKind(kind, ADVOCACY));
    }
    const row = load<i32>(rows + (<usize>at << 2));
    const speaks = <i32>load<u8>(spoken + at);
    let next = at;
    let nextRow = row;
    let unwanted = f64x2.splat(0);
    if (single(speaks)) {
      let nextSpeaks = speaks;
      if (at + 1 < last && alike(at, kind, source)) {
        const following = <i32>load<u8>(spoken + at + 1);
        if (single(following)) {
          next = at + 1;
          nextSpeaks = following;
          nextRow = load<i32>(rows + (<usize>next << 2));
        }
      }
      const topic = ctz(speaks);
      const nextTopic = ctz(nextSpeaks);
      const says = both(place(SAYS + topic, at), place(SAYS + nextTopic, next));
      const durable = both(place(DURABLE + topic, row), place(DURABLE + nextTopic, nextRow));
      const fading = both(place(FADING + topic, row), place(FADING + nextTopic, nextRow));
      const held = both(place(HELD + topic, row), place(HELD + nextTopic, nextRow));
      const doubt = f64x2.div(whole, both(place(PRECISION, at), place(PRECISION, next)));
      putBoth(place(SURPRISE, at), place(SURPRISE, next), surprising(says, durable, fading, held, doubt));
      if (resisting !== 0 && motivated > 0)
        unwanted = unwelcomeBoth(at, next, row, nextRow, topic, nextTopic, says, f64x2.add(durable, fading));
    } else if (speaks !== 0) {
      const is = several(at, row, speaks, resisting !== 0 && motivated > 0);
      unwanted = mask(is, is);
    }
    let belief = whole;
    if (resisting !== 0) {
      const commitment = both(place(COMMITMENT, row), place(COMMITMENT, nextRow));
      const force = f64x2.mul(
        f64x2.mul(v128.bitselect(unwelcomeForce, welcomeForce, unwanted), commitment),
        open,
      );
      belief = f64x2.sub(whole, f64x2.pmin(force, most));
    }
    const trust = both(place(TRUST + source, row), place(TRUST + source, nextRow));
    putBoth(
      place(CREDIBILITY, at),
      place(CREDIBILITY, next),
      f64x2.mul(f64x2.mul(trust, disinterest), belief),
    );
    at = next;
  }
}

/** Returns the senders in whom trust may have changed, a bit each. */
export function learn(first: i32, last: i32): i32 {
  const rows = column(ROW);
  const spoken = column(SPEAKS);
  const half = f64x2.splat(2);
  const whole = f64x2.splat(1);
  const nothing = f64x2.splat(0);
  const learning = f64x2.splat(given(LEARNING));
  const expected = f64x2.splat(given(EXPECTED_FIT));
  const top = f64x2.splat(given(RELATING_TOP));
  const kept = f64x2.splat(given(KEPT));
  let heardOf = 0;
  for (let at = first; at < last; at++) {
    const source = <i32>load<i8>(column(SOURCE) + at);
    if (source < 0) continue;
    heardOf |= 1 << source;
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    const row = load<i32>(rows + (<usize>at << 2));
    const fits = ofKind(kind, SENDER) !== 0 && one(place(PRECISION, at)) > 0 && load<u8>(spoken + at) !== 0;
    const promise = <i32>load<i8>(column(PROMISE) + at);
    let next = at;
    let nextRow = row;
    if (fits && promise === 0 && at + 1 < last && alike(at, kind, source)) {
      const following = load<i32>(rows + (<usize>(at + 1) << 2));
      if (
        following !== row && // who hears two messages learns from one after the other
        one(place(PRECISION, at + 1)) > 0 &&
        load<u8>(spoken + at + 1) !== 0 &&
        load<i8>(column(PROMISE) + at + 1) === 0
      ) {
        next = at + 1;
        nextRow = following;
      }
    }
    const here = place(TRUST + source, row);
    const there = place(TRUST + source, nextRow);
    let level = both(here, there);
    if (fits) {
      const surprises = both(place(SURPRISE, at), place(SURPRISE, next));
      const fit = f64x2.sub(exps(f64x2.div(f64x2.neg(surprises), half)), expected);
      const disinterest = f64x2.splat(1 - given(INTEREST + source) * ofKind(kind, ADVOCACY));
      const up = f64x2.mul(f64x2.sub(whole, level), disinterest);
      const room = v128.bitselect(level, up, f64x2.lt(fit, nothing));
      level = f64x2.add(level, f64x2.mul(f64x2.mul(learning, fit), room));
    }
    const relating = f64x2.splat(given(RELATING) * ofKind(kind, RELATION));
    const bond = f64x2.mul(f64x2.mul(relating, f64x2.sub(top, level)), f64x2.splat(1 - ofKind(kind, CONTROL)));
    level = f64x2.add(level, bond);
    if (promise > 0) level = f64x2.add(level, f64x2.mul(kept, f64x2.sub(whole, level)));
    if (promise < 0) level = f64x2.sub(level, f64x2.mul(kept, level));
    putBoth(here, there, within(f64x2.splat(0.01), f64x2.splat(0.99), level));
    at = next;
  }
  return heardOf;
}

/** Revises two beliefs: of two people, or two of one. Places, then what the messages say, their weight and elaboration. */
@inline
function reviseBoth(
  topic: i32,
  row: i32,
  nextTopic: i32,
  nextRow: i32,
  says: v128,
  weight: v128,
  elaboration: v128,
): void {
  const least = f64x2.splat(-given(BOUND));
  const most = f64x2.splat(given(BOUND));
  const lasting = both(place(DURABLE + topic, row), place(DURABLE + nextTopic, nextRow));
  const passing = both(place(FADING + topic, row), place(FADING + nextTopic, nextRow));
  const held = both(place(HELD + topic, row), place(HELD + nextTopic, nextRow));
  const share = f64x2.div(weight, f64x2.add(held, weight));
  const step = f64x2.mul(share, f64x2.sub(says, f64x2.add(lasting, passing)));
  putBoth(
    place(DURABLE + topic, row),
    place(DURABLE + nextTopic, nextRow),
    within(least, most, f64x2.add(lasting, f64x2.mul(elaboration, step))),
  );
  putBoth(
    place(FADING + topic, row),
    place(FADING + nextTopic, nextRow),
    within(least, most, f64x2.add(passing, f64x2.mul(f64x2.sub(f64x2.splat(1), elaboration), step))),
  );
  putBoth(
    place(HELD + topic, row),
    place(HELD + nextTopic, nextRow),
    f64x2.pmin(f64x2.add(held, f64x2.mul(elaboration, weight)), f64x2.splat(given(MOST_SURE))),
  );
}

/** `caring`: elaboration of a component's messages depends on whom they concern. */
export function revise(first: i32, last: i32, caring: i32): void {
  const rows = column(ROW);
  const spoken = column(SPEAKS);
  const consider = f64x2.splat(given(CONSIDER));
  let lastKind = -1;
  let depends = false;
  let concerned = f64x2.splat(0);
  let unconcerned = f64x2.splat(0);
  for (let at = first; at < last; at++) {
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    if (kind !== lastKind) {
      lastKind = kind;
      depends = caring !== 0 && ofKind(kind, COMPONENT) >= 0;
      const care = given(CARE);
      const plain = ofKind(kind, ELABORATION);
      concerned = f64x2.splat(min<f64>(1, plain * (depends ? care + (1 - care) * 1 : 1)));
      unconcerned = f64x2.splat(min<f64>(1, plain * (care + (1 - care) * given(UNCONCERNED))));
    }
    const row = load<i32>(rows + (<usize>at << 2));
    const speaks = <i32>load<u8>(spoken + at);
    let next = at;
    let nextRow = row;
    let nextSpeaks = speaks;
    if (single(speaks) && at + 1 < last && <i32>load<i16>(column(KIND) + (<usize>(at + 1) << 1)) === kind) {
      const following = load<i32>(rows + (<usize>(at + 1) << 2));
      const also = <i32>load<u8>(spoken + at + 1);
      if (single(also) && following !== row) {
        next = at + 1;
        nextRow = following;
        nextSpeaks = also;
      }
    }
    const weight = f64x2.mul(
      both(place(PRECISION, at), place(PRECISION, next)),
      both(place(CREDIBILITY, at), place(CREDIBILITY, next)),
    );
    let elaboration = concerned;
    if (depends) {
      const intention = both(place(INTENTION, row), place(INTENTION, nextRow));
      elaboration = v128.bitselect(concerned, unconcerned, f64x2.gt(intention, consider));
    }
    if (single(speaks)) {
      const topic = ctz(speaks);
      const nextTopic = ctz(nextSpeaks);
      const says = both(place(SAYS + topic, at), place(SAYS + nextTopic, next));
      reviseBoth(topic, row, nextTopic, nextRow, says, weight, elaboration);
    } else {
      for (let left = speaks; left !== 0; left &= left - 1) {
        const topic = ctz(left);
        left &= left - 1;
        const nextTopic = left === 0 ? topic : ctz(left);
        const says = both(place(SAYS + topic, at), place(SAYS + nextTopic, at));
        reviseBoth(topic, row, nextTopic, row, says, weight, elaboration);
      }
    }
    at = next;
  }
}
