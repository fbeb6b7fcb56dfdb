// AssemblyScript: what households want, as the loop in `support` of ../mechanisms/household.ts; 64 bits, stored in 32.
import { column, curve, exp, given, keep, real } from './desk.as';

const DURABLE = 0;
const FADING = 4;
const WEALTH = 8;
const COMMUNITY = 9;
const SHOCK = 10;
const CULTURE = 11;
const SUPPORT = 12;

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

@inline
function believed(topic: i32, h: i32): f64 {
  return <f64>curve(real(column(DURABLE + topic), h) + real(column(FADING + topic), h));
}

function logistic(x: f64): f64 {
  if (x >= 0) return 1 / (1 + exp(-x));
  const odds = exp(x);
  return odds / (1 + odds);
}

export function sway(households: i32): void {
  const papers = given(WORTH_WITHOUT_PAPERS);
  for (let h = 0; h < households; h++) {
    const c = load<i32>(column(COMMUNITY) + (<usize>h << 2));
    const gain = believed(2, h) * (papers + (1 - papers) * believed(3, h));
    const risk = 1 - (1 - believed(0, h)) * (1 - given(SEVERITY) * believed(1, h));
    const means = min<f64>(1, max<f64>(0, real(column(WEALTH), h) + real(column(SHOCK), c) + given(EXTRA_WEALTH)));
    const v =
      given(PROSPECTS) * (gain - given(USUAL_GAIN)) -
      2 * given(RISK) * (risk - given(USUAL_RISK)) +
      given(NEED) * (1 - means - 0.5) +
      given(BASE) +
      given(CULTURE_WEIGHT) * real(column(CULTURE), c) +
      given(RETURN_SUPPORT);
    const goal = 2 * logistic(2 * v) - 1;
    const support = real(column(SUPPORT), h);
    keep(column(SUPPORT), h, support + given(SPEED) * (goal - support));
  }
}
