import { atHome } from '../model/campaign.ts';
import { gainOf, riskOf } from '../model/mechanisms/appraisal.ts';
import { dissonance } from '../model/mechanisms/dissonance.ts';
import { beliefOf, considersLeaving, plansToLeave } from '../model/observe.ts';
import { liveWeek } from '../model/run.ts';
import type { Setup } from '../model/setup.ts';
import { DEATH, EARNINGS, MISTREATMENT, PREPARING, STAY } from '../model/vocabulary.ts';
import { fork, type World } from '../model/world.ts';
import { uniform } from '../random/draw.ts';
import type { Part } from './jackknife.ts';

/** Weeks of a quarter of a year. */
export const QUARTER = 13;

export type Range = readonly [low: number, high: number];

export type Verdict = 'inside' | 'outside' | 'undecided' | 'no range';

/** What a world shows at one moment; people at home. */
export type Standing = {
  readonly considering: Part;
  readonly planning: Part;
  readonly planningIfConsidering: Part;
  readonly preparing: Part;
  readonly preparingIfPlanning: Part;
  /** Risk of the journey as people see it for travellers, and for themselves. */
  readonly generalRisk: Part;
  readonly ownRisk: Part;
  readonly discount: Part;
  /** Minimisation of those who intend to leave. */
  readonly minimisation: Part;
  readonly intention: Part;
};

/** Which beliefs are moved: about the journey, or about life there. */
export type Aspect = 'risk' | 'prospects';

const movedTopics = { risk: [DEATH, MISTREATMENT], prospects: [EARNINGS, STAY] } as const;

/** Sums over those whose belief was moved down, and over the same people when it was moved up. */
type DownUp = readonly [down: number, up: number];

/** What became of people whose belief was moved. */
export type Moved = {
  readonly people: number;
  readonly left: DownUp;
  /** What they believe in week 0, just after the move: own risk, or the worth of being there. */
  readonly atOnce: DownUp;
  /** The same summed over all quarters, in which the move fades. */
  readonly held: DownUp;
};

/** Where an interval lies against a range: within it, apart from it, or across one of its ends. */
export function verdictOf({ low, high }: { low: number; high: number }, range: Range | null): Verdict {
  if (range === null) return 'no range';
  if (low >= range[0] && high <= range[1]) return 'inside';
  return high < range[0] || low > range[1] ? 'outside' : 'undecided';
}

/** Reads only; who is away or dead does not count. */
export function standing(world: World): Standing {
  const { people, given } = world;
  const { severity } = given.appraisal;
  const { consider } = given.stages;
  let home = 0;
  let considering = 0;
  let planning = 0;
  let preparing = 0;
  let general = 0;
  let own = 0;
  let intention = 0;
  let intenders = 0;
  let minimised = 0;
  for (let i = 0; i < world.sizes.people; i++) {
    const stage = people.stage[i];
    if (atHome[stage] === 0) continue;
    home++;
    considering += Number(considersLeaving(stage));
    planning += Number(plansToLeave(stage));
    preparing += Number(stage === PREPARING);
    intention += people.intention[i];
    const [death, mistreatment] = [beliefOf(world, i, DEATH), beliefOf(world, i, MISTREATMENT)];
    general += riskOf(death, mistreatment, 0, severity);
    own += riskOf(death, mistreatment, people.minimisation[i], severity);
    if (people.intention[i] <= consider) continue;
    intenders++;
    minimised += people.minimisation[i];
  }
  return {
    considering: [considering, home],
    planning: [planning, home],
    planningIfConsidering: [planning, considering],
    preparing: [preparing, home],
    preparingIfPlanning: [preparing, planning],
    generalRisk: [general, home],
    ownRisk: [own, home],
    discount: [general - own, home],
    minimisation: [minimised, intenders],
    intention: [intention, home],
  };
}

/** The slope of an evenly spaced series by least squares, per step. NaN with fewer than two numbers. */
export function slopeOf(series: readonly number[]): number {
  const middle = (series.length - 1) / 2;
  let along = 0;
  let squares = 0;
  series.forEach((value, at) => {
    along += (at - middle) * value;
    squares += (at - middle) * (at - middle);
  });
  return along / squares;
}

/** The same context with dissonance switched off: nobody minimises, looks away or discredits. */
export function withoutDissonance(setup: Setup): Setup {
  const given = { ...setup.given, dissonance: { ...setup.given.dissonance, ...dissonance.off } };
  return { ...setup, off: [...setup.off, 'dissonance'], given };
}

/** What a person believes about an aspect, as one index from 0 to 1. */
function indexOf(world: World, row: number, aspect: Aspect): number {
  const { severity, worthWithoutPapers } = world.given.appraisal;
  const believed = (topic: number): number => beliefOf(world, row, topic);
  return aspect === 'risk'
    ? riskOf(believed(DEATH), believed(MISTREATMENT), world.people.minimisation[row], severity)
    : gainOf(believed(EARNINGS), believed(STAY), worthWithoutPapers);
}

/**
 * Moves what single people believe, up for some and down for others by lot, and once more with the lots turned round: the same
 * people, the same luck, only their own belief differs. Around each of them as many are moved up as down, so that what friends and
 * families think and do stays as it was on average; with `share` below 1 the others are not moved at all.
 *
 * @param start world at week 0; it is not changed
 * @param size  how far the lasting beliefs are moved, logit
 * @param share of people at home who are moved, 0 to 1
 * @param lot   which lots are drawn, an integer from 0
 */
export function whenMoved(
  start: World,
  setup: Setup,
  aspect: Aspect,
  { size, share = 1, lot = 0 }: { readonly size: number; readonly share?: number; readonly lot?: number },
): Moved {
  const left: [number, number] = [0, 0];
  const atOnce: [number, number] = [0, 0];
  const held: [number, number] = [0, 0];
  const chosen = start.fate('moved who', lot);
  const upwards = start.fate('moved up', lot);
  const { id, stage } = start.people;
  const rows = Array.from(id.keys()).filter((row) => atHome[stage[row]] === 1 && uniform(chosen, id[row]) < share);
  const { bound } = start.given.belief;
  for (const turned of [false, true]) {
    const world = fork(start, setup);
    const { durable, departureWeek } = world.people;
    const up = (row: number): boolean => uniform(upwards, id[row]) < 0.5 !== turned;
    const addTo = (sums: [number, number], numberOf: (row: number) => number): void => {
      for (const row of rows) sums[Number(up(row))] += numberOf(row);
    };
    for (const row of rows)
      for (const topic of movedTopics[aspect]) {
        const there = durable[topic][row] + (up(row) ? size : -size);
        durable[topic][row] = Math.min(bound, Math.max(-bound, there));
      }
    addTo(atOnce, (row) => indexOf(world, row, aspect));
    addTo(held, (row) => indexOf(world, row, aspect));
    while (world.week < setup.weeks) {
      liveWeek(world);
      if (world.week % QUARTER === 0) addTo(held, (row) => indexOf(world, row, aspect));
    }
    addTo(left, (row) => Number(departureWeek[row] >= 0));
  }
  return { people: rows.length, left, atOnce, held };
}

/** The arc difference of two sums: their difference over their mean. */
function apart(runs: readonly Moved[], what: 'left' | 'atOnce' | 'held'): number {
  const sum = (side: 0 | 1): number => runs.reduce((total, run) => total + run[what][side], 0);
  return (2 * (sum(1) - sum(0))) / (sum(1) + sum(0));
}

/**
 * Relative change of departures over relative change of what the same people believe, both as arc differences.
 *
 * @param against the change in week 0, or the mean change over the whole time
 */
export function elasticityOf(runs: readonly Moved[], against: 'atOnce' | 'held'): number {
  return apart(runs, 'left') / apart(runs, against);
}
