import { burnIn } from '../../model/run.ts';
import type { Setup } from '../../model/setup.ts';
import { sources } from '../../model/vocabulary.ts';
import { fork, trustTowards, type World } from '../../model/world.ts';
import type { OutcomeLeaf, PersonLeaf } from '../../scenario/seeds/finding.ts';
import { frameOf, snapshot } from '../evaluation/enact.ts';
import type { Snapshot, StudyWorld } from '../evaluation/snapshot.ts';
import { type Finished, finish } from '../finished.ts';
import type { Part } from '../jackknife.ts';
import { levelsOf, sendersOf } from '../level-outcomes.ts';
import { differencesOf } from '../paired-outcomes.ts';
import { isOutcomeLeaf, outcomePart, personPart, weekOf } from './probe.ts';

/** One reading that findings want from a pair of worlds. */
type Probe = { readonly key: string; readonly arm: string; readonly leaf: PersonLeaf | OutcomeLeaf };

/** A baseline and designs on the same people with the same luck, and what is to be read from them. Data only. */
export type FindingJob = {
  readonly kind: 'finding';
  readonly id: number;
  /** The baseline first. */
  readonly arms: readonly { readonly id: string; readonly setup: Setup }[];
  readonly probes: readonly Probe[];
};

export type FindingResult = { readonly kind: 'finding'; readonly id: number; readonly readings: Readings };

/** By key of the leaf. */
export type Readings = { readonly [key: string]: Part };

/** A snapshot before it is known whose trust counts: that of the senders of each design. */
type Taken = { readonly seen: Snapshot; readonly trust: readonly Float32Array[] };
type Lived = Finished & { readonly taken: readonly Taken[] };

const take = (world: World): Taken => ({
  seen: snapshot(world, []),
  trust: sources.map((_, source) => Float32Array.from(trustTowards(world, source))),
});

/** The snapshot with the mean trust in some sources. */
function trusting({ seen, trust }: Taken, senders: readonly number[]): Snapshot {
  const mean = (_: number, row: number): number =>
    senders.reduce((sum, sender) => sum + trust[sender][row], 0) / Math.max(1, senders.length);
  return { ...seen, trust: seen.trust.map(mean) };
}

/** Lives an arm and takes down everybody at the end of some weeks. */
function lived(start: World, setup: Setup, weeks: readonly number[], tell: () => void): Lived {
  const taken: Taken[] = [];
  const finished = finish(start, setup, (world) => {
    if (weeks.includes(world.week - 1)) taken.push(take(world));
    tell();
  });
  return { ...finished, taken };
}

/**
 * Lives the worlds of a job and reads them. A pure function of the job.
 *
 * @param onProgress told the arms that are finished, never fewer than before; may throw to stop
 * @throws RangeError where a finding asks for a route, destination, outcome or week that is not there
 */
export function runFindingJob(job: FindingJob, onProgress?: (armsDone: number) => void): FindingResult {
  const { arms, probes } = job;
  const [baseline] = arms;
  const last = baseline.setup.weeks;
  const weeks = [...new Set(probes.flatMap(({ leaf }) => (isOutcomeLeaf(leaf) ? [] : [weekOf(leaf, last)])))].sort(
    (a, b) => a - b,
  );
  const late = weeks.find((week) => week >= last);
  if (late !== undefined) throw new RangeError(`a finding expects a week before ${last}, found ${late}.`);
  let done = 0;
  const tell = (): void => onProgress?.(done);
  tell();
  const start = burnIn(baseline.setup);
  const eve = snapshot(fork(start, baseline.setup), []);
  const without = lived(start, baseline.setup, weeks, tell);
  const readings: { [key: string]: Part } = {};
  for (const arm of arms) {
    const own = probes.filter((probe) => probe.arm === arm.id);
    const with_ = arm === baseline ? without : lived(start, arm.setup, weeks, tell);
    const senders = sendersOf(arm.setup);
    const world: StudyWorld = {
      ...frameOf(with_.world, undefined),
      with: with_.taken.map((taken) => trusting(taken, senders)),
      without: without.taken.map((taken) => trusting(taken, senders)),
      eve,
      draw: 0,
    };
    const levels = levelsOf(with_, senders);
    const differences = differencesOf(with_, without, start, levels, levelsOf(without, senders));
    for (const { key, leaf } of own)
      readings[key] = isOutcomeLeaf(leaf)
        ? outcomePart(leaf, { levels, differences })
        : personPart(leaf, start, world, weeks.indexOf(weekOf(leaf, last)));
    onProgress?.(++done);
  }
  return { kind: 'finding', id: job.id, readings };
}
