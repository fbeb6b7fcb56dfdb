import { affordableOf, inOrder } from '../model/campaign.ts';
import { alone, type District, type Life, wholeOf } from '../model/district.ts';
import { type JobMemories, memories } from '../model/memory-pool.ts';
import { meanOf, type Sum, type WeekSums } from '../model/observe.ts';
import { communitiesOf } from '../model/population/population.ts';
import { armOf, burnInOf, canGoOn, parting, plainArmOf, plainOf } from '../model/run.ts';
import { resultsVersion } from '../model/schedule.ts';
import type { Setup } from '../model/setup.ts';
import { fork, openWorld, type World } from '../model/world.ts';
import { canonical } from '../scenario/canonical.ts';
import { balancesOf, type GroupSums, groupSums, groupsFrom, groupsOf, poorBound } from './balance.ts';
import type { FailedRun, RunRow } from './comparison.ts';
import { hashOf } from './fingerprint.ts';
import { type Finished, finishOf, seriesOf } from './finished.ts';
import { type LevelSums, levelSums, levelsFrom, sendersOf, trustIn } from './level-outcomes.ts';
import { worldsHeld } from './memory-needed.ts';
import { type Beginning, differencesFrom, type EffectSums, effectSums } from './paired-outcomes.ts';
import { effectsOn, personsOf, type Recorded, type RecordLevel, watched } from './recorded.ts';

/** All arms of one draw and one luck; the first is the baseline, and all share everything but what is done. */
export type PairedJob = {
  readonly id: number;
  readonly condition: string;
  readonly draw: number;
  readonly replicate: number;
  readonly arms: readonly { readonly id: string; readonly setup: Setup }[];
  /** What is written down about the people; left out: nothing. */
  readonly record?: readonly RecordLevel[];
};

export type PairedResult = {
  readonly id: number;
  readonly rows: readonly RunRow[];
  readonly failures: readonly FailedRun[];
  /** What was written down, row by row; left out where nothing was asked. */
  readonly recorded?: readonly Recorded[];
};

/** Identity of a run: same setup and same version of the model, same id. */
export function runIdOf(setup: Setup): string {
  return hashOf(canonical({ resultsVersion, setup })).slice(0, 16);
}

/** What one arm comes to in a district, or in the whole world: sums, of which those of all districts are added. */
export type ArmSums = {
  readonly levels: LevelSums;
  readonly weeks: readonly WeekSums[];
  /** Beside the baseline; null for the baseline itself. */
  readonly beside: {
    /** Trust in the senders of this arm in the world without it; of nobody where it has none. */
    readonly trust: Sum;
    readonly effects: EffectSums;
    readonly groups: GroupSums;
  } | null;
};

/** Facts about the scale of the simulated campaign that a reader must know; the same words in every run, so that they can be counted. */
function notesOf({ arm, people, context }: Setup, { accounts, communities }: LevelSums): string[] {
  const notes: string[] = [];
  for (const [k, plan] of inOrder(arm.components).entries()) {
    const { contacts, places } = affordableOf(plan, people, context.population);
    const meets = plan.mode !== 'programme';
    if (meets && contacts > 0 && accounts[k].offered === 0)
      notes.push(`${plan.id}: nobody was met; the component stands idle at this size`);
    else if (meets && contacts < communities)
      notes.push(`${plan.id}: the money buys less than one contact per simulated community`);
    if (plan.slots > 0 && places < communities) notes.push(`${plan.id}: less than one place per simulated community`);
  }
  return notes;
}

/** The row of an arm, from the sums over its whole world and those of the baseline. */
function rowOf(job: PairedJob, { id, setup }: PairedJob['arms'][number], sums: ArmSums, baseline: ArmSums): RunRow {
  const { beside } = sums;
  const levels = levelsFrom(sums.levels, setup);
  const row = {
    ...{ runId: runIdOf(setup), arm: id },
    ...{ condition: job.condition, draw: job.draw, replicate: job.replicate },
    series: seriesOf(sums.weeks),
    notes: notesOf(setup, sums.levels),
  };
  if (beside === null) return { ...row, levels, differences: {}, groups: {} };
  const base = { ...levelsFrom(baseline.levels, job.arms[0].setup), trust_in_sender: meanOf(beside.trust) };
  const { people } = sums.levels;
  const differences = differencesFrom(beside.effects, setup, people, levels, base);
  const { changed_mind_reported = null } = differences;
  return {
    ...{ ...row, levels: { ...levels, changed_mind_reported }, differences },
    groups: groupsFrom(beside.groups, people),
  };
}

/** Who hears what comes of a job while it is done. */
type Told = {
  readonly progress: (armsDone: number, week: number) => void;
  /** An arm is done; with what was written down of it, where that was asked. */
  readonly arm: (arm: number, sums: ArmSums, recorded: Recorded | null) => void;
  /** A fault in an arm, or, before the first has begun, in all; what this throws ends the job. */
  readonly fault: (arm: number | 'all', stage: FailedRun['stage'], fault: unknown) => void;
};

/** Weeks in which the designs of a job part from its baseline, and the faults of those of which that cannot be said. */
function partingsOf({ arms, record }: PairedJob): { partings: number[]; faults: Map<number, unknown> } {
  const [baseline, ...designs] = arms;
  // Until its first contact a world with a campaign is the world without: it is forked there, not lived again. Events are
  // watched from week 0, so there every world is lived whole.
  const faults = new Map<number, unknown>();
  const partings = designs.map(({ setup }, k) => {
    try {
      return record?.includes('event') === true ? 0 : parting(setup, baseline.setup);
    } catch (fault) {
      // A setup that cannot be read is a run that fails; the others go on.
      faults.set(k, fault);
      return 0;
    }
  });
  return { partings, faults };
}

/** Lives the arms of a job in a district, or in the whole world, one after the other. */
function* liveJob(job: PairedJob, district: District, told: Told): Life<void> {
  const known = partingsOf(job);
  const room = memories.open(() => worldsHeld(job.arms[0].setup, known.partings, job.record));
  const lived: World[] = [];
  try {
    yield* liveArms(job, district, told, known, room, lived);
  } finally {
    room.close(lived);
  }
}

/** @param lived gets the world without campaign and the last with one, for `close` */
function* liveArms(
  job: PairedJob,
  district: District,
  told: Told,
  { partings, faults }: ReturnType<typeof partingsOf>,
  { memoryOf, giveBack }: JobMemories,
  lived: World[],
): Life<void> {
  const wants = (level: RecordLevel): boolean => job.record?.includes(level) === true;
  let done = 0;
  const [baseline, ...designs] = job.arms;
  let start: World;
  let beginning: Beginning;
  let groups: Uint16Array;
  let without: Finished;
  // Worlds from which arms part, by week; who never parts ends as the baseline does.
  const common = new Map<number, World>();
  let goesOn = false;
  const worldAt = (week: number): World => {
    const world = common.get(week) ?? (week >= baseline.setup.weeks ? without.world : undefined);
    if (world === undefined) throw new Error(`week ${week}: expected a whole week, or one after the end.`);
    return world;
  };
  function* live(
    from: World,
    setup: Setup,
    beside?: Finished,
  ): Life<{ readonly finished: Finished; readonly events: Recorded }> {
    const watch = wants('event') ? watched(start) : null;
    const look = (world: World): void => {
      watch?.look(world);
      if (beside === undefined && partings.includes(world.week) && world.week < setup.weeks)
        common.set(world.week, fork(world, setup));
      told.progress(done, world.week);
    };
    const way = beside === undefined && goesOn ? plainArmOf : armOf;
    const finished = yield* finishOf(from, setup, look, beside?.weeks, way);
    return { finished, events: watch ? { event: watch.events() } : {} };
  }
  const written = (finished: Finished, events: Recorded, twin: Finished | null): Recorded | null =>
    job.record === undefined
      ? null
      : {
          ...(wants('person') && { person: personsOf(finished, start) }),
          ...(wants('effect') && twin !== null && { effect: effectsOn(finished, twin) }),
          ...events,
        };
  let recorded: Recorded | null;
  try {
    const { setup } = baseline;
    start = yield* burnInOf(setup, openWorld(plainOf(setup), undefined, undefined, memoryOf, district), ({ week }) =>
      told.progress(0, week),
    );
    // Where no other arm begins at week 0, and nobody asks who everybody was then, the world after the burn-in just goes on.
    goesOn = canGoOn(setup, partings) && job.record === undefined;
    if (!goesOn) common.set(0, start);
    const { stage, intention } = start.people;
    beginning = goesOn ? { people: { stage: stage.slice(), intention: intention.slice() } } : start;
    groups = designs.length === 0 ? new Uint16Array() : groupsOf(start, yield* poorBound(start));
    const { finished, events } = yield* live(start, setup);
    without = finished;
    lived[0] = without.world;
    recorded = written(finished, events, null);
  } catch (fault) {
    told.fault('all', 'burn-in', fault);
    return;
  }
  told.arm(0, { levels: levelSums(without, []), weeks: without.weeks, beside: null }, recorded);
  done++;
  told.progress(done, 0);
  for (const [k, { setup }] of designs.entries()) {
    try {
      if (faults.has(k)) throw faults.get(k);
      const { finished: with_, events } = yield* live(worldAt(partings[k]), setup, without);
      const balance = balancesOf(with_, without);
      const senders = sendersOf(setup);
      const sums: ArmSums = {
        levels: levelSums(with_, senders),
        weeks: with_.weeks,
        beside: {
          trust:
            senders.length === 0
              ? { sum: 0, count: 0 }
              : trustIn(without.world, senders, with_.world.people.usualTrust),
          effects: effectSums(with_, without, beginning, balance),
          groups: groupSums(balance, groups),
        },
      };
      told.arm(k + 1, sums, written(with_, events, without));
      giveBack(with_.world.memory);
      lived[1] = with_.world;
      done++;
      told.progress(done, 0);
    } catch (fault) {
      told.fault(k + 1, 'run', fault);
      done++;
    }
  }
}

/**
 * Runs a baseline and its designs on the same people with the same luck. A run that fails is a failure, never a row; the others
 * go on.
 *
 * @param onProgress told how many arms are finished, and the week of the one under way, below 0 during the burn-in
 */
export function runPaired(job: PairedJob, onProgress?: (armsDone: number, week: number) => void): PairedResult {
  let baseline: ArmSums | undefined;
  const rows: RunRow[] = [];
  const failures: FailedRun[] = [];
  const recorded: Recorded[] = [];
  const place = { condition: job.condition, draw: job.draw, replicate: job.replicate };
  alone(
    liveJob(job, wholeOf(communitiesOf(job.arms[0].setup)), {
      progress: (armsDone, week) => onProgress?.(armsDone, week),
      arm: (k, own, written) => {
        baseline ??= own;
        const row = rowOf(job, job.arms[k], own, baseline);
        // A run is there with all that was asked of it, or not at all: what is written down belongs to rows by their order.
        if (written !== null) recorded.push(written);
        rows.push(row);
      },
      fault: (which, stage, fault) => {
        const { message, stack } = fault instanceof Error ? fault : new Error(String(fault));
        for (const arm of which === 'all' ? job.arms : [job.arms[which]])
          failures.push({ runId: runIdOf(arm.setup), arm: arm.id, ...place, stage, message, trace: stack ?? '' });
      },
    }),
  );
  return { ...{ id: job.id, rows, failures }, ...(job.record !== undefined && { recorded }) };
}

/**
 * Does what is to be done of a job in one of the districts that share it. Nothing is written down about people.
 *
 * @returns the sums of each arm over this district, of which `resultOf` makes rows
 * @throws whatever goes wrong in any arm: the other districts could not go on without this one
 */
export function* livePart(
  job: PairedJob,
  district: District,
  onProgress?: (armsDone: number, week: number) => void,
): Life<readonly ArmSums[]> {
  const arms: ArmSums[] = [];
  yield* liveJob(job, district, {
    progress: (armsDone, week) => onProgress?.(armsDone, week),
    arm: (_, sums) => void arms.push(sums),
    fault: (_arm, _stage, fault) => {
      throw fault;
    },
  });
  return arms;
}

/** The result of a job from what all its districts came to: the same as that of `runPaired`. */
export function resultOf(job: PairedJob, parts: readonly (readonly ArmSums[])[]): PairedResult {
  const sums = parts.reduce((all, part) => added(all, part));
  return { id: job.id, rows: job.arms.map((arm, k) => rowOf(job, arm, sums[k], sums[0])), failures: [] };
}

/** Adds numbers to numbers in two values of the same form. All of them are whole: no order can matter. */
function added<T>(a: T, b: T): T {
  if (typeof a === 'number') return (a + Number(b)) as T;
  if (a === null) return a;
  if (Array.isArray(a)) return a.map((one, k) => added(one, (b as readonly unknown[])[k])) as T;
  const other = b as { readonly [name: string]: unknown };
  return Object.fromEntries(Object.entries(a as object).map(([name, one]) => [name, added(one, other[name])])) as T;
}
