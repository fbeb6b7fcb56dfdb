import type { MechanismName } from '../../model/schedule.ts';
import { canonical } from '../../scenario/canonical.ts';
import type { Scenario } from '../../scenario/read.ts';
import { BASELINE } from '../../scenario/read-scenario.ts';
import type { Leaf, SeedFinding } from '../../scenario/seeds/finding.ts';
import { settle } from '../../scenario/settle.ts';
import { type SettledStudy, studyWith, uncertainInStudies } from '../../scenario/settle-study.ts';
import { drawnValues } from '../draws.ts';
import type { StudyJob } from '../evaluation/conduct.ts';
import { type PlanOptions, planOf } from '../plan.ts';
import type { FindingJob } from './finding-job.ts';
import { isStudyLeaf, keyOfLeaf, leavesOf } from './probe.ts';
import { ablated, bare, swapped, type Variant, variantKey, whole, without, withSet } from './variant.ts';

/** What findings refer to. */
export type FindingSources = {
  /** By id: experiments of the evidence base, or scenarios. */
  readonly experiments: ReadonlyMap<string, Scenario>;
  readonly studies: ReadonlyMap<string, SettledStudy>;
};

/** How much is run. */
export type FindingSize = {
  /** Runs at the default parameters; null: as many as each finding says. */
  readonly runs: number | null;
  /** Draws of the parameters, one run each; 0 for none. */
  readonly draws: number;
  /** Runs of each ablation, and of everything off but what may carry a finding alone; 0 for none. */
  readonly ablationRuns: number;
  /** Runs with one mechanism off, for each of `mechanisms`; 0 for none. */
  readonly mechanismRuns: number;
  readonly mechanisms: readonly string[];
};

/**
 * Mechanisms that are taken out one by one to see what rests on what: those of minds, families and places. The others bring the
 * message or carry out the journey; without them there is nothing to look at.
 */
const taken = [
  ...(['livelihood', 'household', 'talk', 'diaspora', 'smugglers', 'trust', 'memory', 'arousal', 'norms'] as const),
  ...(['dissonance', 'commitment', 'savings', 'lawful', 'news', 'culture'] as const),
] satisfies readonly MechanismName[];

/** `quick` decides what it can within a minute and takes the rest from the last full run. */
export const sizes = {
  quick: { runs: 4, draws: 0, ablationRuns: 0, mechanismRuns: 0, mechanisms: [] },
  full: { runs: null, draws: 32, ablationRuns: 8, mechanismRuns: 2, mechanisms: taken },
} as const satisfies { readonly [name: string]: FindingSize };

export type FindingPlanOptions = Pick<PlanOptions, 'seed' | 'people' | 'intercepts' | 'published'> & {
  readonly size: FindingSize;
  /** Mechanisms that are off in everything (`--ablate`). */
  readonly off?: readonly string[] | undefined;
};

/** Worlds that share an experiment, what is taken out, and whether parameters are drawn. */
export type Batch = {
  readonly experiment: string;
  readonly variant: Variant;
  /** Parameters at their defaults, or one draw of them a run. */
  readonly of: 'luck' | 'draws';
};

export const batchKey = ({ experiment, variant, of }: Batch): string =>
  canonical([experiment, variantKey(variant), of]);

type PlannedFinding = {
  readonly job: FindingJob | StudyJob;
  readonly batch: string;
  readonly replicate: number;
  /** For a study: whose leaves it answers. */
  readonly study: { readonly condition: string; readonly arm: string; readonly id: string } | null;
};

export type FindingPlan = {
  readonly findings: readonly SeedFinding[];
  readonly jobs: readonly PlannedFinding[];
  /** Worlds to live. */
  readonly worlds: number;
  readonly size: FindingSize;
  readonly off: readonly string[];
  readonly seed: string;
  readonly people: number;
};

const SEED = 'findings';
const PEOPLE = 2000;
/** Lots and surveys of the imaginary studies of a run. */
const LOTS = [0, 1];
const SURVEYS = 10;

/** Runs of a finding at the default parameters. */
export function runsFor({ runs }: Pick<SeedFinding, 'runs'>, size: FindingSize): number {
  return size.runs ?? runs;
}

/** Whether the model can be asked. */
export const isTestable = ({ notTestable }: Pick<SeedFinding, 'notTestable'>): boolean => notTestable === undefined;

/** What a finding wants to read, with nothing left to default: the condition is named. */
function wantedBy(finding: SeedFinding, scenario: Scenario, swap: { readonly [id: string]: string } = {}): Leaf[] {
  return finding.parts
    .flatMap(({ value }) => leavesOf(swapped(value, swap)))
    .map((leaf) => settledLeaf(leaf, scenario));
}

/** A leaf that names its condition: what it reads then has one key, however it is written. */
export function settledLeaf(leaf: Leaf, scenario: Pick<Scenario, 'conditions'>): Leaf {
  return { ...leaf, in: leaf.in ?? scenario.conditions[0].id };
}

type Wanted = { readonly batch: Batch; readonly leaves: Map<string, Leaf>; replicates: number };

/**
 * The worlds that findings want, each lived once however many findings read it. Runs of one seed are the same worlds whatever is
 * asked for: more runs add to fewer, and an ablation has the luck of the runs it is compared with.
 *
 * @throws RangeError when a finding refers to an experiment, condition, design, study or number that is not there
 */
export function planFindings(
  findings: readonly SeedFinding[],
  sources: FindingSources,
  options: FindingPlanOptions,
): FindingPlan {
  const { size, seed = SEED, people = PEOPLE, off = [] } = options;
  const wanted = new Map<string, Wanted>();
  const want = (finding: SeedFinding, variant: Variant, of: Batch['of'], replicates: number, swap = {}): void => {
    if (replicates === 0 || finding.experiment === undefined) return;
    const batch: Batch = {
      experiment: finding.experiment,
      variant: { ...variant, off: [...off, ...variant.off] },
      of,
    };
    const key = batchKey(batch);
    const known = wanted.get(key) ?? { batch, leaves: new Map<string, Leaf>(), replicates };
    known.replicates = Math.max(known.replicates, replicates);
    for (const leaf of wantedBy(finding, experimentOf(finding, sources), swap)) known.leaves.set(keyOfLeaf(leaf), leaf);
    wanted.set(key, known);
  };
  for (const finding of findings.filter(isTestable)) {
    want(finding, whole, 'luck', runsFor(finding, size));
    want(finding, whole, 'draws', size.draws);
    if (finding.ablation) want(finding, ablated(finding), 'luck', size.ablationRuns, finding.ablation.swap);
    want(finding, bare(finding), 'luck', size.ablationRuns);
    for (const mechanism of size.mechanisms) want(finding, { off: [mechanism], set: {} }, 'luck', size.mechanismRuns);
  }
  const jobs: PlannedFinding[] = [];
  // What one batch had to find is known to the next.
  const intercepts = new Map(options.intercepts);
  for (const each of wanted.values())
    jobs.push(...jobsOf(each, sources, { ...options, seed, people, intercepts }, jobs.length));
  const worlds = jobs.reduce((sum, { job }) => sum + (job.kind === 'study' ? 1 + job.lots.length : job.arms.length), 0);
  return { findings, jobs, worlds, size, off, seed, people };
}

export function experimentOf({ id, experiment }: SeedFinding, { experiments }: FindingSources): Scenario {
  const found = experiments.get(experiment ?? '');
  if (found === undefined)
    throw new RangeError(
      `finding ${id}: expected the id of an experiment or a scenario, found "${experiment}". Known are ${[...experiments.keys()].join(', ')}.`,
    );
  return found;
}

function jobsOf(
  { batch, leaves, replicates }: Wanted,
  { experiments, studies }: FindingSources,
  options: FindingPlanOptions & { readonly intercepts: Map<string, number> },
  firstId: number,
): PlannedFinding[] {
  const scenario = experiments.get(batch.experiment);
  if (scenario === undefined) return [];
  const settled = settle(without(scenario, batch.variant.off));
  const all = [...leaves.values()];
  const named = (condition: string): readonly string[] =>
    all.filter((leaf) => leaf.in === condition).map(({ of }) => of);
  const conditions = settled.conditions
    .filter(({ id }) => named(id).length > 0)
    .map((condition) => ({
      ...condition,
      arms: condition.arms.filter(({ id, isBaseline }) => isBaseline || named(condition.id).includes(id)),
    }));
  for (const { of, in: condition } of all)
    if (!conditions.some(({ id, arms }) => id === condition && arms.some((arm) => arm.id === of)))
      throw new RangeError(
        `experiment ${batch.experiment}: expected a condition and design that a finding names, found neither or only one of "${condition}" and "${of}".`,
      );
  const plan = planOf(
    { ...settled, conditions },
    {
      seed: options.seed,
      people: options.people,
      intercepts: options.intercepts,
      published: options.published,
      replicates,
      draws: batch.of === 'draws' ? replicates : 1,
    },
  );
  for (const { key, value } of plan.intercepts) options.intercepts.set(key, value);
  const asked = [...new Set(all.filter(isStudyLeaf).map(({ study }) => study))].map((id) => {
    const study = studies.get(id);
    if (study === undefined)
      throw new RangeError(`experiment ${batch.experiment}: expected a study that a finding names, found no "${id}".`);
    return study;
  });
  const drawn = new Map(
    uncertainInStudies(asked).map(({ name, value, range }) => [
      name,
      drawnValues(plan.seed, plan.draws, name, value, range),
    ]),
  );
  const key = batchKey(batch);
  const jobs: PlannedFinding[] = [];
  for (const { condition, draw, replicate, arms } of plan.jobs) {
    const own = all.filter((leaf) => leaf.in === condition);
    const setups = arms.map(({ id, setup }) => ({ id, setup: withSet(setup, batch.variant.set) }));
    const next = (): number => firstId + jobs.length;
    const probes = own.flatMap((leaf) => (isStudyLeaf(leaf) ? [] : [{ key: keyOfLeaf(leaf), arm: leaf.of, leaf }]));
    const read = setups.filter(({ id }) => id === BASELINE || probes.some(({ arm }) => arm === id));
    if (probes.length > 0)
      jobs.push({
        ...{ batch: key, replicate, study: null },
        job: { kind: 'finding', id: next(), arms: read, probes },
      });
    for (const study of asked)
      for (const { id: arm, setup } of setups) {
        if (!own.some((leaf) => isStudyLeaf(leaf) && leaf.study === study.id && leaf.of === arm)) continue;
        const inDraw = studyWith(study, (name, fallback) => drawn.get(name)?.[draw] ?? fallback);
        const lots = inDraw.assignment === null ? LOTS.slice(0, 1) : LOTS;
        jobs.push({
          ...{ batch: key, replicate, study: { condition, arm, id: study.id } },
          job: { kind: 'study', id: next(), study: inDraw, setup, lots, surveys: SURVEYS, split: false },
        });
      }
  }
  return jobs;
}
