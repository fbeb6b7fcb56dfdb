import { logistic as exactLogistic } from '../random/exact-math.ts';
import { atHome, homeStages } from './campaign.ts';
import { curve } from './curve.ts';
import { layer } from './desk.ts';
import { choiceOf, gainOf, riskOf } from './mechanisms/appraisal.ts';
import type { SeriesName } from './outcomes.ts';
import { readAhead, setOf } from './vector.ts';
import {
  AT_DESTINATION,
  CONSIDERING,
  DEAD,
  EN_ROUTE,
  LEFT_LAWFULLY,
  PLANNING,
  PREPARING,
  STAY,
  STRANDED,
  stages,
  topics,
} from './vocabulary.ts';
import type { World } from './world.ts';

/** What counts about each person at the horizon, for comparing a person with the same person in the other world. */
export type PersonOutcomes = {
  readonly stage: Uint8Array;
  /** Mean absolute distance between belief and truth over the six topics. */
  readonly error: Float32Array;
  /** 1 where the side taken (go or not) is the one that true values and the own wishes speak for. */
  readonly rightChoice: Uint8Array;
  /** 0 unharmed, 1 seriously harmed on a journey begun since week 0, 2 died on one. */
  readonly harm: Uint8Array;
  readonly unmetNeed: Uint8Array;
  readonly departureWeek: Int16Array;
  readonly ready: Float32Array;
  readonly intention: Float32Array;
  /** Worth of staying at home under true values. */
  readonly stayWorth: Float32Array;
  /** Realised worth of having left, for those who left irregularly since week 0; else 0. */
  readonly leaveWorth: Float32Array;
};

/** Sums of shares are taken in whole millionths, so that the order of people cannot matter. */
const MILLION = 1e6;
/** To the nearest; `Math.round` takes engines three times as long. */
export const millionthsOf = (value: number): number => Math.floor(value * MILLION + 0.5);

/** A sum in whole millionths, and of how many: what districts add to each other. */
export type Sum = { readonly sum: number; readonly count: number };

/** null where nobody was counted. */
export function meanOf({ sum, count }: Sum): number | null {
  return count === 0 ? null : sum / (count * MILLION);
}

/** Whether a stage means that somebody has gone, or tried to go, by an irregular way and is not back. */
export function goneIrregularly(stage: number): boolean {
  return stage === EN_ROUTE || stage === AT_DESTINATION || stage === STRANDED || stage === DEAD;
}

export function considersLeaving(stage: number): boolean {
  return stage >= CONSIDERING && stage <= PREPARING;
}

/** True values as they hold for one person: those in need of protection have a chance of asylum of their own. */
export function truthFor(world: World, row: number, topic: number): number {
  const { truths } = world.setup.context;
  if (topic === STAY && world.people.danger[row] > 0) return truths.stayInNeed;
  return truths[topics[topic]];
}

export function beliefOf(world: World, row: number, topic: number): number {
  return curve(world.people.durable[topic][row] + world.people.fading[topic][row]);
}

/** Adds everybody's distance between belief and truth on a topic. */
function addErrors(errors: Float64Array, world: World, topic: number): void {
  const { durable, fading, danger } = world.people;
  const { truths } = world.setup.context;
  const [lasting, passing] = [durable[topic], fading[topic]];
  const usual = truths[topics[topic]];
  const inNeed = topic === STAY ? truths.stayInNeed : usual;
  for (let i = 0; i < errors.length; i++)
    errors[i] += Math.abs(curve(lasting[i] + passing[i]) - (danger[i] > 0 ? inNeed : usual));
}

/** Observes everybody at the end of a run. Reads only. */
export function observe(world: World): PersonOutcomes {
  const { people } = world;
  const n = world.sizes.people;
  const given = world.given.appraisal;
  const { culture } = world.communities;
  const { truths } = world.setup.context;
  const outcomes: PersonOutcomes = {
    stage: people.stage.slice(0, n),
    error: new Float32Array(n),
    rightChoice: new Uint8Array(n),
    harm: new Uint8Array(n),
    unmetNeed: new Uint8Array(n),
    departureWeek: people.departureWeek.slice(),
    ready: people.readyAtDeparture.slice(),
    intention: people.intention.slice(),
    stayWorth: new Float32Array(n),
    leaveWorth: new Float32Array(n),
  };
  const errors = new Float64Array(n);
  for (let t = 0; t < topics.length; t++) addErrors(errors, world, t);
  const trueRisk = riskOf(truths.death, truths.mistreatment, 0, given.severity);
  const usualGain = gainOf(truths.earnings, truths.stay, given.worthWithoutPapers);
  const gainInNeed = gainOf(truths.earnings, truths.stayInNeed, given.worthWithoutPapers);
  for (let i = 0; i < n; i++) {
    const stage = people.stage[i];
    outcomes.error[i] = errors[i] / topics.length;
    outcomes.harm[i] = stage === DEAD && people.stageWeek[i] >= 0 ? 2 : people.harmed[i];

    const permit = people.permit[i];
    const safe = stage === AT_DESTINATION && permit === 1;
    outcomes.unmetNeed[i] = people.danger[i] > 0 && stage !== DEAD && stage !== LEFT_LAWFULLY && !safe ? 1 : 0;

    // The same wishes, with true values in the place of beliefs.
    const wishes =
      given.intercept +
      given.norm * people.norm[i] +
      given.culture * culture[people.community[i]] * people.riteWeight[i] +
      2 * given.family * people.kin[i] +
      people.taste[i];
    const riskWeight = given.lossAversion * given.risk * people.sensitivity[i];
    const trueGain = people.danger[i] > 0 ? gainInNeed : usualGain;
    const leave = wishes + given.prospects * trueGain - riskWeight * trueRisk;
    const stay =
      given.present * people.present[i] +
      given.alternative * people.efficacy[i] * truths.alternative -
      given.danger * people.danger[i];
    const wait = 2 * given.lawful * truths.lawful - given.lawfulEffort;
    const goes = goneIrregularly(stage) || (atHome[stage] === 1 && people.intention[i] > 0.5);
    // Whoever does not prefer leaving to both has a choice of one half at the most.
    const shouldGo =
      leave > stay && leave > wait && choiceOf(exactLogistic(leave - stay), exactLogistic(leave - wait)) > 0.5;
    outcomes.rightChoice[i] = goes === shouldGo ? 1 : 0;
    outcomes.stayWorth[i] = stay;

    if (people.departureWeek[i] < 0) continue;
    const arrived = stage === AT_DESTINATION;
    const gain = arrived
      ? people.working[i] * gainOf(1, permit === 1 ? 1 : 0, given.worthWithoutPapers)
      : stage === EN_ROUTE
        ? trueGain
        : 0;
    const suffered = stage === DEAD ? 1 : given.severity * people.harmed[i];
    outcomes.leaveWorth[i] = wishes + given.prospects * gain - riskWeight * suffered;
  }
  return outcomes;
}

const stagesThat = (rule: (stage: number) => boolean): Uint8Array => setOf(...[...stages.keys()].filter(rule));
const alive = stagesThat((stage) => stage !== DEAD);
const considers = stagesThat(considersLeaving);

/** What the weekly figures are made of; districts add theirs. Errors and intentions in whole millionths. */
export type WeekSums = {
  readonly people: number;
  readonly departed: number;
  readonly considering: number;
  readonly errors: Sum;
  readonly intentions: Sum;
};

/** What a tile adds to a week: errors and those alive, intentions and those at home, those who consider, those who have left. */
type Tally = readonly [number, number, number, number, number, number];

const counted = Uint8Array.from([alive, homeStages, considers].flatMap((set) => Array.from(set)));
const layTally = layer();

function tally(tile: World['tiles'][number], { memory, setup }: World): Tally {
  const { truths } = setup.context;
  const { durable, fading, stage, danger, intention, departures } = tile;
  const numbers = [...topics.map((topic) => truths[topic]), truths.stayInNeed];
  const columns = () => [...durable, ...fading, stage, danger, intention, departures];
  const twin = layTally(tile, tile, columns, numbers);
  if (twin !== null) {
    readAhead(memory, durable);
    readAhead(memory, fading);
    twin.tally(stage.length, twin.lay(counted), twin.numbers.byteOffset);
    const [errors, living, intentions, staying, considering, departed] = twin.numbers;
    return [errors, living, intentions, staying, considering, departed];
  }
  let [errors, living, intentions, staying, considering, departed] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < stage.length; i++) {
    let distance = 0;
    for (let t = 0; t < topics.length; t++) {
      const truth = t === STAY && danger[i] > 0 ? truths.stayInNeed : truths[topics[t]];
      distance = Math.fround(distance + Math.abs(curve(Math.fround(durable[t][i] + fading[t][i])) - truth));
    }
    if (alive[stage[i]] !== 0) {
      errors += millionthsOf(distance / topics.length);
      living++;
    }
    if (homeStages[stage[i]] !== 0) {
      intentions += millionthsOf(intention[i]);
      staying++;
    }
    if (considers[stage[i]] !== 0) considering++;
    if (departures[i] > 0) departed++;
  }
  return [errors, living, intentions, staying, considering, departed];
}

/** Adds up a week. Reads only; call at its end. */
export function weekSums(world: World): WeekSums {
  const errors = { sum: 0, count: 0 };
  const intentions = { sum: 0, count: 0 };
  let considering = 0;
  let departed = 0;
  for (const tile of world.tiles) {
    const found = tally(tile, world);
    errors.sum += found[0];
    errors.count += found[1];
    intentions.sum += found[2];
    intentions.count += found[3];
    considering += found[4];
    departed += found[5];
  }
  return { people: world.sizes.people, departed, considering, errors, intentions };
}

/** The figures of a week of a whole world. */
export function figuresOf({ people, departed, considering, errors, intentions }: WeekSums): {
  readonly [S in SeriesName]: number;
} {
  return {
    considering: intentions.count === 0 ? 0 : considering / intentions.count,
    intention: meanOf(intentions) ?? 0,
    departed: departed / people,
    error: meanOf(errors) ?? 0,
  };
}

/** The weekly figures of a run. Reads only; call at the end of each week. */
export function weekly(world: World): { readonly [S in SeriesName]: number } {
  return figuresOf(weekSums(world));
}

/** Whether somebody at home plans or prepares. */
export function plansToLeave(stage: number): boolean {
  return stage === PLANNING || stage === PREPARING;
}
