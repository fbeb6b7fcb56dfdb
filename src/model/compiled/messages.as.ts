// AssemblyScript: the passes over the messages of a week, as `weigh`, `learn` and `revise` in ../mechanisms/{trust,belief}.ts. All
// arithmetic is in 64 bits, as there; what is stored is rounded as its column is. ../desk.ts lays out the columns.

import { column, curve, exp, given, keep, real } from './desk.as';

/** Columns, in the order of `layMessages`. */
const ROW = 0;
const KIND = 1;
const SOURCE = 2;
const SPEAKS = 3;
const PRECISION = 4;
const CREDIBILITY = 5;
const SURPRISE = 6;
const PROMISE = 7;
const SAYS = 8;
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

const TOPICS = 6;
const DEATH = 0;
const MISTREATMENT = 1;
const EARNINGS = 2;
const STAY = 3;
const AFFECTING = 15;

@inline
function ofKind(kind: i32, name: i32): f64 {
  return load<f64>(KINDS + (<usize>(kind * PER_KIND + name) << 3));
}

/** The part of the worth of leaving that beliefs decide. */
function worthOfLeaving(row: i32, death: f64, mistreatment: f64, earnings: f64, stay: f64): f64 {
  const papers = given(WORTH_WITHOUT_PAPERS);
  const gain = earnings * (papers + (1 - papers) * stay);
  const minimised = real(column(MINIMISATION), row);
  const risk = 1 - (1 - death * (1 - minimised)) * (1 - given(SEVERITY) * mistreatment * (1 - minimised));
  const weight =
    given(LOSS_AVERSION) *
    given(RISK) *
    real(column(SENSITIVITY), row) *
    (1 + given(ALARM_WEIGHT) * real(column(ALARM), row));
  return given(PROSPECTS) * gain - weight * risk;
}

@inline
function believed(topic: i32, row: i32): f64 {
  return <f64>curve(real(column(DURABLE + topic), row) + real(column(FADING + topic), row));
}

@inline
function offered(topic: i32, at: i32, speaks: i32, now: f64): f64 {
  return (speaks & (1 << topic)) === 0 ? now : <f64>curve(real(column(SAYS + topic), at));
}

/** Whether accepting message `at` whole would lower the worth of leaving. */
function unwelcome(at: i32, row: i32, speaks: i32): bool {
  if ((speaks & AFFECTING) === 0) return false;
  const death = believed(DEATH, row);
  const mistreatment = believed(MISTREATMENT, row);
  const earnings = believed(EARNINGS, row);
  const stay = believed(STAY, row);
  const then = worthOfLeaving(
    row,
    offered(DEATH, at, speaks, death),
    offered(MISTREATMENT, at, speaks, mistreatment),
    offered(EARNINGS, at, speaks, earnings),
    offered(STAY, at, speaks, stay),
  );
  return then < worthOfLeaving(row, death, mistreatment, earnings, stay);
}

export function weigh(count: i32, resisting: i32): void {
  for (let at = 0; at < count; at++) {
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    if (ofKind(kind, SENDER) === 0) continue; // own experience is believed
    const source = <i32>load<i8>(column(SOURCE) + at);
    const row = load<i32>(column(ROW) + (<usize>at << 2));
    const speaks = <i32>load<u8>(column(SPEAKS) + at);
    let resistance: f64 = 0;
    if (resisting !== 0) {
      const motivated = given(MOTIVATED);
      const unwanted = motivated > 0 && unwelcome(at, row, speaks);
      const force =
        (given(REACTANCE) * ofKind(kind, CONTROL) + (unwanted ? motivated : 0)) *
        real(column(COMMITMENT), row) *
        (1 - ofKind(kind, NARRATIVE));
      resistance = min<f64>(given(RESISTANCE_MOST), force);
    }
    const trust = real(column(TRUST + source), row);
    keep(
      column(CREDIBILITY),
      at,
      trust * (1 - given(INTEREST + source) * ofKind(kind, ADVOCACY)) * (1 - resistance),
    );
    const precision = real(column(PRECISION), at);
    if (precision === 0 || speaks === 0) continue; // says nothing, surprises nobody
    let sum: f64 = 0;
    let spoken: f64 = 0;
    for (let t = 0; t < TOPICS; t++) {
      if ((speaks & (1 << t)) === 0) continue;
      const gap = real(column(SAYS + t), at) - real(column(DURABLE + t), row) - real(column(FADING + t), row);
      sum += (gap * gap) / (1 / real(column(HELD + t), row) + 1 / precision);
      spoken += 1;
    }
    keep(column(SURPRISE), at, sum / spoken);
  }
}

export function learn(count: i32): void {
  for (let at = 0; at < count; at++) {
    const source = <i32>load<i8>(column(SOURCE) + at);
    if (source < 0) continue;
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    const row = load<i32>(column(ROW) + (<usize>at << 2));
    const trust = column(TRUST + source);
    let level = real(trust, row);
    if (ofKind(kind, SENDER) !== 0 && real(column(PRECISION), at) > 0 && load<u8>(column(SPEAKS) + at) !== 0) {
      const fit = exp(-real(column(SURPRISE), at) / 2) - given(EXPECTED_FIT);
      const room = fit < 0 ? level : (1 - level) * (1 - given(INTEREST + source) * ofKind(kind, ADVOCACY));
      level += given(LEARNING) * fit * room;
    }
    level +=
      given(RELATING) * ofKind(kind, RELATION) * (given(RELATING_TOP) - level) * (1 - ofKind(kind, CONTROL));
    const promise = <i32>load<i8>(column(PROMISE) + at);
    if (promise > 0) level += given(KEPT) * (1 - level);
    if (promise < 0) level -= given(KEPT) * level;
    keep(trust, row, min<f64>(0.99, max<f64>(0.01, level)));
  }
}

/** `caring`: elaboration of a component's messages depends on whom they concern. */
export function revise(count: i32, caring: i32): void {
  const bound = given(BOUND);
  for (let at = 0; at < count; at++) {
    const row = load<i32>(column(ROW) + (<usize>at << 2));
    const kind = <i32>load<i16>(column(KIND) + (<usize>at << 1));
    const speaks = <i32>load<u8>(column(SPEAKS) + at);
    const weight = real(column(PRECISION), at) * real(column(CREDIBILITY), at);
    let care: f64 = 1;
    if (caring !== 0 && ofKind(kind, COMPONENT) >= 0) {
      const concern: f64 = real(column(INTENTION), row) > given(CONSIDER) ? 1 : given(UNCONCERNED);
      care = given(CARE) + (1 - given(CARE)) * concern;
    }
    const elaboration = min<f64>(1, ofKind(kind, ELABORATION) * care);
    for (let t = 0; t < TOPICS; t++) {
      if ((speaks & (1 << t)) === 0) continue;
      const lasting = column(DURABLE + t);
      const passing = column(FADING + t);
      const surely = column(HELD + t);
      const held = real(surely, row);
      const before = real(lasting, row) + real(passing, row);
      const step = (weight / (held + weight)) * (real(column(SAYS + t), at) - before);
      keep(lasting, row, min<f64>(bound, max<f64>(-bound, real(lasting, row) + elaboration * step)));
      keep(passing, row, min<f64>(bound, max<f64>(-bound, real(passing, row) + (1 - elaboration) * step)));
      keep(surely, row, min<f64>(given(MOST_SURE), held + elaboration * weight));
    }
  }
}
