import { atHome } from '../model/campaign.ts';
import {
  beliefOf,
  considersLeaving,
  FixedMean,
  goneIrregularly,
  observe,
  type PersonOutcomes,
  plansToLeave,
  truthFor,
  weekly,
} from '../model/observe.ts';
import { type GroupName, type OutcomeName, type SeriesName, seriesNames } from '../model/outcomes.ts';
import { burnIn, runArm } from '../model/run.ts';
import { resultsVersion } from '../model/schedule.ts';
import type { Setup } from '../model/setup.ts';
import { ALTERNATIVE, DEAD, LAWFUL, PLANNING, PREPARING, STAY, sources, topics } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
import { uniform } from '../random/draw.ts';
import { oneMinusExp } from '../random/exact-math.ts';
import { canonical } from '../scenario/canonical.ts';
import type { FailedRun, RunRow } from './comparison.ts';
import { hashOf } from './fingerprint.ts';

/** All arms of one draw and one luck; the first is the baseline, and all share everything but what is done. */
export type PairedJob = {
  readonly id: number;
  readonly condition: string;
  readonly draw: number;
  readonly replicate: number;
  readonly arms: readonly { readonly id: string; readonly setup: Setup }[];
};

export type PairedResult = {
  readonly id: number;
  readonly rows: readonly RunRow[];
  readonly failures: readonly FailedRun[];
};

/** A change of the mean belief error smaller than this counts as none. */
export const MATERIAL_ERROR = 0.02;
/** Leaving up to this many weeks apart counts as the same departure. */
export const SAME_DEPARTURE_WEEKS = 4;
/** Travelling better prepared by at least this much counts. */
export const MATERIAL_READINESS = 0.05;
/** People who agree that a campaign changed their mind because they were asked by it. */
export const AGREEABLE = 0.12;
/** Intention fallen by this much since week 0 is felt as a changed mind. */
export const FELT_CHANGE = 0.05;
/** A belief within this distance of the truth counts as knowing. */
export const KNOWS_WITHIN = 0.1;

type Numbers = { [O in OutcomeName]?: number | null };

/** A world at its horizon, with what was followed on the way. */
type Finished = { readonly world: World; readonly people: PersonOutcomes; readonly series: RunRow['series'] };

/** Identity of a run: same setup and same version of the model, same id. */
export function runIdOf(setup: Setup): string {
  return hashOf(canonical({ resultsVersion, setup })).slice(0, 16);
}

function finish(start: World, setup: Setup, eachWeek: (world: World) => void): Finished {
  const series = Object.fromEntries(seriesNames.map((name) => [name, [] as number[]])) as {
    [S in SeriesName]: number[];
  };
  const world = runArm(start, setup, (now) => {
    const figures = weekly(now);
    for (const name of seriesNames) series[name].push(figures[name]);
    eachWeek(now);
  });
  const people = observe(world);
  const broken = people.error.findIndex(
    (value, row) => !Number.isFinite(value) || !Number.isFinite(people.intention[row]),
  );
  if (broken >= 0) throw new Error(`person ${world.people.id[broken]} ended with a state that is not a number`);
  return { world, people, series };
}

/** Which people took in at least one contact, themselves or, in sessions with parents, through their household head. */
function reachedIn(world: World): Uint8Array {
  const reached = new Uint8Array(world.sizes.people);
  for (const { contacts, headContacts } of world.components)
    for (let i = 0; i < reached.length; i++)
      if (contacts[i] > 0 || headContacts[world.people.household[i]] > 0) reached[i] = 1;
  return reached;
}

/** The outcomes of one world by itself. `senders` are the sources whose trust is reported. */
function levelsOf({ world, people }: Finished, senders: readonly number[]): Numbers {
  const { sizes, people: columns } = world;
  const n = sizes.people;
  const reached = reachedIn(world);
  const level = (rule: (row: number) => number | null): number | null => {
    const mean = new FixedMean();
    for (let i = 0; i < n; i++) {
      const value = rule(i);
      if (value !== null) mean.add(value);
    }
    return mean.mean;
  };
  const alive = (row: number): boolean => people.stage[row] !== DEAD;
  const home = (row: number): boolean => atHome[people.stage[row]] === 1;
  const numbers: Numbers = {
    decision_quality: level((i) => (alive(i) ? people.rightChoice[i] : null)),
    knows_lawful: level((i) => (alive(i) ? near(world, i, LAWFUL) : null)),
    knows_alternative: level((i) => (alive(i) ? near(world, i, ALTERNATIVE) : null)),
    rights_knowledge: level((i) => (alive(i) ? columns.rights[i] : null)),
    error_asylum_in_need: level((i) =>
      alive(i) && columns.danger[i] > 0 ? Math.abs(beliefOf(world, i, STAY) - truthFor(world, i, STAY)) : null,
    ),
    trust_in_sender:
      senders.length === 0
        ? null
        : level((i) => (home(i) ? senders.reduce((sum, s) => sum + columns.trust[s][i], 0) / senders.length : null)),
    recall: level((i) =>
      reached[i] === 1 && alive(i) ? oneMinusExp(columns.passingTrace[i] + columns.lastingTrace[i]) : null,
    ),
    intention: level((i) => (home(i) ? people.intention[i] : null)),
    considering: level((i) => (home(i) ? Number(considersLeaving(people.stage[i])) : null)),
    planning: level((i) => (home(i) ? Number(plansToLeave(people.stage[i])) : null)),
    preparing: level((i) => (home(i) ? Number(people.stage[i] === PREPARING) : null)),
    irregular_departures: level((i) => Number(people.departureWeek[i] >= 0)),
    lawful_departures: world.log.lawfulDepartures / n,
    unmet_protection_need: level((i) => (columns.danger[i] > 0 && alive(i) ? people.unmetNeed[i] : null)),
    harmed_on_journey: level((i) => Number(people.harm[i] >= 1)),
    deaths: level((i) => Number(people.harm[i] === 2)),
    regret: level((i) => (people.departureWeek[i] >= 0 ? Number(regrets(people, i, null)) : null)),
  };
  topics.forEach((topic, t) => {
    numbers[`error_${topic}`] = level((i) =>
      alive(i) ? Math.abs(beliefOf(world, i, t) - truthFor(world, i, t)) : null,
    );
    numbers[`lean_${topic}`] = level((i) => (alive(i) ? beliefOf(world, i, t) - truthFor(world, i, t) : null));
  });
  return { ...numbers, ...costsOf(world, reached) };
}

const near = (world: World, row: number, topic: number): number =>
  Number(Math.abs(beliefOf(world, row, topic) - truthFor(world, row, topic)) <= KNOWS_WITHIN);

/**
 * Whether leaving turned out worse than staying: against the twin who stayed, or, without such a twin, against what staying would
 * have been worth to the same person.
 */
export function regrets(people: PersonOutcomes, row: number, twin: PersonOutcomes | null): boolean {
  if (people.departureWeek[row] < 0) return false;
  if (people.stage[row] === DEAD) return true;
  const stayed = twin !== null && twin.departureWeek[row] < 0 && atHome[twin.stage[row]] === 1;
  return people.leaveWorth[row] < (stayed ? twin.stayWorth[row] : people.stayWorth[row]);
}

/** Money and contacts, for the real population. */
function costsOf(world: World, reached: Uint8Array): Numbers {
  const { setup, components, sizes } = world;
  const real = setup.context.population / sizes.people;
  let cost = 0;
  let contacts = 0;
  for (const { plan, account } of components) {
    const paid = plan.paidWhenOffered === 1 ? account.offered : account.taken;
    cost += plan.fixedCost + real * (paid * plan.unitCost + account.slots * plan.slotCost);
    contacts += real * account.taken;
  }
  const people = reached.reduce((sum, one) => sum + one, 0);
  return {
    reached: components.length === 0 ? null : people / sizes.people,
    contacts: components.length === 0 ? null : contacts,
    cost,
    cost_per_reached: people === 0 ? null : cost / (people * real),
  };
}

/** Effects of a design on the same people with the same luck. */
function differencesOf(with_: Finished, without: Finished, start: World, levels: Numbers, base: Numbers): Numbers {
  const numbers: Numbers = {};
  for (const [name, value] of Object.entries(levels) as [OutcomeName, number | null][]) {
    const other = base[name] ?? null;
    if (name.startsWith('cost') || name === 'contacts' || name === 'reached' || name === 'recall') continue;
    numbers[name] = value === null || other === null ? null : value - other;
  }
  const { world, people } = with_;
  const twin = without.people;
  const n = world.sizes.people;
  const reached = reachedIn(world);
  const asked = world.fate('survey recall');
  const agrees = world.fate('survey agrees');

  let left = 0;
  let fewer = 0;
  const course = { better_prepared: 0, postponed: 0, abandoned: 0, brought_forward: 0, new_departures: 0 };
  let couldChange = 0;
  let changed = 0;
  let present = 0;
  let says = 0;
  let regretHere = 0;
  let regretThere = 0;
  let leftHere = 0;
  const balance = { helped: 0, harmed: 0, mixed: 0, same: 0 };
  let informed = 0;
  let chooses = 0;
  for (let i = 0; i < n; i++) {
    const here = people.stage[i];
    const there = twin.stage[i];
    if (people.departureWeek[i] >= 0) {
      leftHere++;
      if (regrets(people, i, twin)) regretHere++;
    }
    if (twin.departureWeek[i] >= 0) {
      left++;
      if (regrets(twin, i, people)) regretThere++;
      const later = people.departureWeek[i] - twin.departureWeek[i];
      if (people.departureWeek[i] < 0) {
        if (here >= PLANNING && here <= PREPARING) course.postponed++;
        else course.abandoned++;
        fewer++;
      } else if (later > SAME_DEPARTURE_WEEKS) {
        course.postponed++;
        fewer++;
      } else if (later < -SAME_DEPARTURE_WEEKS) course.brought_forward++;
      else if (people.ready[i] - twin.ready[i] >= MATERIAL_READINESS) course.better_prepared++;
    } else if (people.departureWeek[i] >= 0) course.new_departures++;

    if (reached[i] === 1 && considersLeaving(start.people.stage[i])) {
      couldChange++;
      const stillHere = considersLeaving(here) || goneIrregularly(here);
      const stillThere = considersLeaving(there) || goneIrregularly(there);
      const truly = !stillHere && stillThere;
      changed += Number(truly) - Number(stillHere && !stillThere);
      if (atHome[here] === 1) {
        present++;
        const recall = oneMinusExp(world.people.passingTrace[i] + world.people.lastingTrace[i]);
        const felt = people.intention[i] < start.people.intention[i] - FELT_CHANGE;
        const agreeable = uniform(agrees, world.people.id[i]) < AGREEABLE;
        if (uniform(asked, world.people.id[i]) < recall && (truly || felt || agreeable)) says++;
      }
    }
    balance[balanceOf(people, twin, i)]++;
    const change = people.error[i] - twin.error[i];
    informed += Number(change < -MATERIAL_ERROR) - Number(change > MATERIAL_ERROR);
    chooses += people.rightChoice[i] - twin.rightChoice[i];
  }
  const per = (count: number, of: number): number | null => (of === 0 ? null : count / of);
  const real = world.setup.context.population / n;
  const cost = levels.cost ?? 0;
  const unit = (units: number): number | null => (units === 0 || cost === 0 ? null : cost / (units * real));
  return {
    ...numbers,
    changed_mind: per(changed, couldChange),
    changed_mind_reported: per(says, present),
    better_prepared: per(course.better_prepared, left),
    postponed: per(course.postponed, left),
    abandoned: per(course.abandoned, left),
    brought_forward: per(course.brought_forward, left),
    new_departures: per(course.new_departures, left),
    regret: leftHere === 0 || left === 0 ? null : regretHere / leftHere - regretThere / left,
    helped: balance.helped / n,
    harmed: balance.harmed / n,
    mixed: balance.mixed / n,
    same: balance.same / n,
    cost_per_better_informed: unit(informed),
    cost_per_changed_mind: unit(changed),
    cost_per_better_choice: unit(chooses),
    cost_per_departure_fewer: unit(fewer - course.brought_forward - course.new_departures),
  };
}

/** Better off in one respect and worse in none: helped; the reverse: harmed; both: mixed. */
function balanceOf(people: PersonOutcomes, twin: PersonOutcomes, row: number): 'helped' | 'harmed' | 'mixed' | 'same' {
  const change = people.error[row] - twin.error[row];
  const respects = [
    Math.abs(change) > MATERIAL_ERROR ? -change : 0,
    people.rightChoice[row] - twin.rightChoice[row],
    twin.harm[row] - people.harm[row],
    twin.unmetNeed[row] - people.unmetNeed[row],
    Number(regrets(twin, row, people)) - Number(regrets(people, row, twin)),
  ];
  const better = respects.some((respect) => respect > 0);
  const worse = respects.some((respect) => respect < 0);
  if (better) return worse ? 'mixed' : 'helped';
  return worse ? 'harmed' : 'same';
}

/** Whether a person belongs to each group, as of week 0. */
function membersOf(start: World): { readonly [G in GroupName]: (row: number) => boolean } {
  const { people, households } = start;
  const sorted = Float32Array.from(households.usualWealth).sort();
  const poor = sorted[Math.floor(sorted.length / 3)];
  return {
    'girls-and-women': (i) => people.male[i] === 0,
    'boys-and-men': (i) => people.male[i] === 1,
    minors: (i) => people.age[i] < 18,
    adults: (i) => people.age[i] >= 18,
    'in-school': (i) => people.schoolClass[i] >= 0,
    'out-of-school': (i) => people.schoolClass[i] < 0,
    'poor-households': (i) => households.usualWealth[people.household[i]] <= poor,
    'protection-need': (i) => people.danger[i] > 0,
    'plans-at-start': (i) => plansToLeave(people.stage[i]),
    'diaspora-family': (i) => households.abroad[people.household[i]] > 0,
  };
}

function groupsOf({ people }: Finished, { people: twin }: Finished, start: World): RunRow['groups'] {
  const n = start.sizes.people;
  const balance = Array.from({ length: n }, (_, row) => balanceOf(people, twin, row));
  return Object.fromEntries(
    Object.entries(membersOf(start)).flatMap(([group, belongs]) => {
      const counts = { helped: 0, harmed: 0, mixed: 0, same: 0 };
      let members = 0;
      for (let i = 0; i < n; i++) {
        if (!belongs(i)) continue;
        members++;
        counts[balance[i]]++;
      }
      if (members === 0) return [];
      const { helped, harmed, mixed } = counts;
      return [
        [group, { people: members / n, helped: helped / members, harmed: harmed / members, mixed: mixed / members }],
      ];
    }),
  );
}

/** Facts about the scale of the simulated campaign that a reader must know; the same words in every run, so that they can be counted. */
function notesOf(world: World): string[] {
  const notes: string[] = [];
  const { communities } = world.sizes;
  for (const { plan, affordable, places, account } of world.components) {
    const meets = plan.mode !== 'programme';
    if (meets && affordable > 0 && account.offered === 0)
      notes.push(`${plan.id}: nobody was met; the component stands idle at this size`);
    else if (meets && affordable < communities)
      notes.push(`${plan.id}: the money buys less than one contact per simulated community`);
    if (plan.slots > 0 && places < communities) notes.push(`${plan.id}: less than one place per simulated community`);
  }
  return notes;
}

const sendersOf = (world: World): number[] => [
  ...new Set(
    world.components.filter(({ plan }) => plan.mode !== 'programme').map(({ plan }) => sources.indexOf(plan.source)),
  ),
];

/**
 * Runs a baseline and its designs on the same people with the same luck. A run that fails is a failure, never a row; the others
 * go on.
 *
 * @param onProgress told how many arms are finished, and the week of the one under way; may throw to stop
 */
export function runPaired(job: PairedJob, onProgress?: (armsDone: number, week: number) => void): PairedResult {
  const rows: RunRow[] = [];
  const failures: FailedRun[] = [];
  let done = 0;
  const place = { condition: job.condition, draw: job.draw, replicate: job.replicate };
  const fail = (arm: PairedJob['arms'][number], stage: FailedRun['stage'], fault: unknown): void => {
    const { message, stack } = fault instanceof Error ? fault : new Error(String(fault));
    failures.push({ runId: runIdOf(arm.setup), arm: arm.id, ...place, stage, message, trace: stack ?? '' });
    done++;
  };
  const [baseline, ...designs] = job.arms;
  let start: World;
  let without: Finished;
  try {
    start = burnIn(baseline.setup);
    without = finish(start, baseline.setup, (world) => onProgress?.(done, world.week));
  } catch (fault) {
    if (stopped(fault)) throw fault;
    for (const arm of job.arms) fail(arm, 'burn-in', fault);
    return { id: job.id, rows, failures };
  }
  const base = levelsOf(without, []);
  rows.push({
    runId: runIdOf(baseline.setup),
    arm: baseline.id,
    ...place,
    levels: base,
    differences: {},
    series: without.series,
    groups: {},
    notes: notesOf(without.world),
  });
  done++;
  onProgress?.(done, 0);
  for (const arm of designs) {
    try {
      const with_ = finish(start, arm.setup, (world) => onProgress?.(done, world.week));
      const senders = sendersOf(with_.world);
      const levels = levelsOf(with_, senders);
      const differences = differencesOf(with_, without, start, levels, levelsOf(without, senders));
      const { changed_mind_reported = null } = differences;
      rows.push({
        runId: runIdOf(arm.setup),
        arm: arm.id,
        ...place,
        levels: { ...levels, changed_mind_reported },
        differences,
        series: with_.series,
        groups: groupsOf(with_, without, start),
        notes: notesOf(with_.world),
      });
      done++;
      onProgress?.(done, 0);
    } catch (fault) {
      if (stopped(fault)) throw fault;
      fail(arm, 'run', fault);
    }
  }
  return { id: job.id, rows, failures };
}

/** Thrown by a progress callback that wants no more. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';
}

const stopped = (fault: unknown): boolean => fault instanceof Cancelled;
