import { riskOf } from '../../model/mechanisms/appraisal.ts';
import { considersLeaving, goneIrregularly } from '../../model/observe.ts';
import { ALTERNATIVE, DEATH, LAWFUL, LEFT_LAWFULLY, MISTREATMENT, type Topic, topics } from '../../model/vocabulary.ts';
import { oneMinusExp } from '../../random/exact-math.ts';
import type { Snapshot, StudyWorld } from './snapshot.ts';
import type { Inquiry, Measure } from './study.ts';

/** One of the two worlds of a pair. */
export type Side = 'with' | 'without';

const prefixed = (prefix: 'believes_' | 'error_', measure: Measure): number =>
  measure.startsWith(prefix) ? topics.indexOf(measure.slice(prefix.length) as Topic) : -1;

/** Whether somebody is turned towards leaving or has gone. */
const towardsLeaving = (stage: number): boolean => considersLeaving(stage) || goneIrregularly(stage);

/** Whether a mind could be changed: only that of somebody who considered leaving on the eve of the campaign. */
export function couldChange(world: StudyWorld, row: number): boolean {
  return considersLeaving(world.eve.stage[row]);
}

/**
 * What is true of each person in one world at one wave.
 *
 * @returns a function of the row; NaN for those of whom it cannot be true or false (`changed_mind`: those who did not consider
 *          leaving on the eve)
 */
export function valuesOf(measure: Measure, world: StudyWorld, side: Side, wave: number): (row: number) => number {
  const now: Snapshot = world[side][wave];
  const { considers, severity, truths, eve, knowsWithin } = world;
  const near = (topic: number) => (row: number) =>
    Number(Math.abs(now.beliefs[topic][row] - truths[topic][row]) <= knowsWithin);
  const risk = (minimised: (row: number) => number) => (row: number) =>
    riskOf(now.beliefs[DEATH][row], now.beliefs[MISTREATMENT][row], minimised(row), severity);
  const column = (values: ArrayLike<number>) => (row: number) => values[row];
  switch (measure) {
    case 'intends':
      return (row) => Number(now.intention[row] > considers);
    case 'intends_or_left':
      return (row) => {
        const stage = now.stage[row];
        if (stage === LEFT_LAWFULLY) return 0;
        return Number(goneIrregularly(stage) || now.intention[row] > considers);
      };
    case 'intention':
      return column(now.intention);
    case 'considering':
      return (row) => Number(considersLeaving(now.stage[row]));
    case 'left_irregularly':
      return column(now.left);
    case 'left_lawfully':
      return (row) => Number(now.stage[row] === LEFT_LAWFULLY && eve.stage[row] !== LEFT_LAWFULLY);
    case 'general_risk':
      return risk(() => 0);
    case 'own_risk':
      return risk((row) => now.minimisation[row]);
    case 'knows_lawful':
      return near(LAWFUL);
    case 'knows_alternative':
      return near(ALTERNATIVE);
    case 'rights_knowledge':
      return column(now.rights);
    case 'trust_in_sender':
      return column(now.trust);
    case 'recall':
      return (row) => oneMinusExp(now.trace[row]);
    case 'changed_mind':
      return (row) => (couldChange(world, row) ? Number(!towardsLeaving(now.stage[row])) : Number.NaN);
    case 'decision_quality':
      return column(now.rightChoice);
    case 'unmet_protection_need':
      return column(now.unmetNeed);
    case 'harmed_on_journey':
      return column(now.harmed);
    case 'prepared':
      return column(now.preparation);
    case 'regret':
      return column(now.regret);
    case 'contacts':
      return column(now.contacts);
    default: {
      const believed = prefixed('believes_', measure);
      if (believed >= 0) return column(now.beliefs[believed]);
      const topic = prefixed('error_', measure);
      return (row) => Math.abs(now.beliefs[topic][row] - truths[topic][row]);
    }
  }
}

/** Where the campaign came: units of assignment, or communities where the lot falls on single people. */
function placesOf({ unit, traits }: StudyWorld): Int32Array {
  const seen = new Set<number>();
  let people = 0;
  for (const each of unit)
    if (each >= 0) {
      seen.add(each);
      people++;
    }
  return seen.size === people ? traits.community : unit;
}

/** Whom an estimand is about, at one wave of the world with the campaign. */
function membersOf(world: StudyWorld, { estimand }: Inquiry, wave: number): (row: number) => boolean {
  const { assigned, unit } = world;
  const { contacts } = world.with[wave];
  switch (estimand) {
    case 'att':
      return (row) => unit[row] >= 0 && contacts[row] > 0;
    case 'itt':
      return (row) => unit[row] >= 0 && assigned[row] === 1;
    case 'total':
      return (row) => unit[row] >= 0;
    case 'spillover': {
      const places = placesOf(world);
      const reached = new Set<number>();
      contacts.forEach((count, row) => {
        if (count > 0) reached.add(places[row]);
      });
      return (row) => unit[row] >= 0 && contacts[row] === 0 && reached.has(places[row]);
    }
  }
}

/**
 * What a study is after: the mean, over the estimand's people, of what is true in the world with the campaign minus what is true
 * of the same people in the world without it.
 *
 * @param wave at which both are looked at; the last where absent
 * @returns    in the unit of the measure; null where nobody qualifies
 */
export function truthOf(world: StudyWorld, inquiry: Inquiry, wave: number = world.with.length - 1): number | null {
  const belongs = membersOf(world, inquiry, wave);
  const here = valuesOf(inquiry.measure, world, 'with', wave);
  const there = valuesOf(inquiry.measure, world, 'without', wave);
  let sum = 0;
  let people = 0;
  for (let row = 0; row < world.unit.length; row++) {
    if (!belongs(row)) continue;
    const difference = here(row) - there(row);
    if (Number.isNaN(difference)) continue;
    sum += difference;
    people++;
  }
  return people === 0 ? null : sum / people;
}
