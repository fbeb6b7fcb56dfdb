import { burnIn, parting } from '../model/run.ts';
import { resultsVersion } from '../model/schedule.ts';
import type { Setup } from '../model/setup.ts';
import { fork, type World } from '../model/world.ts';
import { canonical } from '../scenario/canonical.ts';
import { groupsOf } from './balance.ts';
import type { FailedRun, RunRow } from './comparison.ts';
import { hashOf } from './fingerprint.ts';
import { type Finished, finish } from './finished.ts';
import { levelsOf, sendersOf, trustIn } from './level-outcomes.ts';
import { differencesOf } from './paired-outcomes.ts';
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

/**
 * Runs a baseline and its designs on the same people with the same luck. A run that fails is a failure, never a row; the others
 * go on.
 *
 * @param onProgress told how many arms are finished, and the week of the one under way
 */
export function runPaired(job: PairedJob, onProgress?: (armsDone: number, week: number) => void): PairedResult {
  const rows: RunRow[] = [];
  const failures: FailedRun[] = [];
  const recorded: Recorded[] = [];
  const wants = (level: RecordLevel): boolean => job.record?.includes(level) === true;
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
  // Until its first contact a world with a campaign is the world without: it is forked there, not lived again. Events are
  // watched from week 0, so there every world is lived whole.
  const faults = new Map<number, unknown>();
  const partings = designs.map(({ setup }, k) => {
    try {
      return wants('event') ? 0 : parting(setup, baseline.setup);
    } catch (fault) {
      // A setup that cannot be read is a run that fails; the others go on.
      faults.set(k, fault);
      return 0;
    }
  });
  const common = new Map<number, World>();
  const live = (
    from: World,
    setup: Setup,
    lived?: Finished,
  ): { readonly finished: Finished; readonly events: Recorded } => {
    const watch = wants('event') ? watched(start) : null;
    const look = (world: World): void => {
      watch?.look(world);
      if (lived === undefined && partings.includes(world.week) && world.week < setup.weeks)
        common.set(world.week, fork(world, setup));
      onProgress?.(done, world.week);
    };
    const finished = finish(from, setup, look, lived?.series);
    return { finished, events: watch ? { event: watch.events() } : {} };
  };
  const written = (finished: Finished, events: Recorded, twin: Finished | null): void => {
    if (job.record === undefined) return;
    recorded.push({
      ...(wants('person') && { person: personsOf(finished, start) }),
      ...(wants('effect') && twin !== null && { effect: effectsOn(finished, twin) }),
      ...events,
    });
  };
  const all = (): PairedResult => ({
    ...{ id: job.id, rows, failures },
    ...(job.record !== undefined && { recorded }),
  });
  try {
    start = burnIn(baseline.setup);
    common.set(0, start);
    const { finished, events } = live(start, baseline.setup);
    without = finished;
    written(finished, events, null);
  } catch (fault) {
    for (const arm of job.arms) fail(arm, 'burn-in', fault);
    return all();
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
  for (const [k, arm] of designs.entries()) {
    try {
      if (faults.has(k)) throw faults.get(k);
      const { finished: with_, events } = live(common.get(partings[k]) ?? start, arm.setup, without);
      const senders = sendersOf(with_.world);
      const levels = levelsOf(with_, senders);
      const differences = differencesOf(with_, without, start, levels, {
        ...base,
        trust_in_sender: trustIn(without.world, senders),
      });
      const { changed_mind_reported = null } = differences;
      const row: RunRow = {
        runId: runIdOf(arm.setup),
        arm: arm.id,
        ...place,
        levels: { ...levels, changed_mind_reported },
        differences,
        series: with_.series,
        groups: groupsOf(with_, without, start),
        notes: notesOf(with_.world),
      };
      // A run is there with all that was asked of it, or not at all: what is written down belongs to rows by their order.
      written(with_, events, without);
      rows.push(row);
      done++;
      onProgress?.(done, 0);
    } catch (fault) {
      fail(arm, 'run', fault);
    }
  }
  return all();
}
