import { canonical } from '../scenario/canonical.ts';
import type { Settled } from '../scenario/settled.ts';
import { hashOf } from './fingerprint.ts';
import type { PairedJob } from './pair.ts';
import { type FrozenPlan, jobsOf, type PlannedJobs } from './plan.ts';
import type { Precision } from './precision.ts';
import { isRecorded, type Level } from './recorded.ts';

/** Another reading of the evidence that is asked in small runs beside the main ones. */
export type Reading = {
  readonly regime: { readonly id: string; readonly title: string; readonly about: string };
  readonly plan: FrozenPlan;
};

/** All runs of one undertaking, before the first of them: enough to do any of them anywhere, and to know when all are done. */
export type Batch = {
  /** Version of Forewarned that planned it, and of its results: another version of results cannot go on with it. */
  readonly version: string;
  readonly resultsVersion: number;
  /** SHA-256 over all default parameters. */
  readonly defaults: string;
  readonly main: FrozenPlan;
  readonly readings: readonly Reading[];
  /** Parts that can be done apart; `partOf` says which job belongs to which. */
  readonly shards: number;
  readonly record: readonly Level[];
  readonly precision: Precision | null;
};

/** Ids of a reading's jobs begin here, times its place counted from 1: those of the main plan may grow without meeting them. */
const APART = 1e9;

/** The jobs of a batch by id: the main plan's from 0, those of the readings far above. */
export type BatchJobs = {
  readonly ids: () => Iterable<number>;
  readonly count: number;
  readonly runs: number;
  readonly at: (id: number) => PairedJob;
  readonly armsAt: (id: number) => number;
};

/**
 * The jobs of a batch, or of one part of it; main ones first, in the order of the plan.
 *
 * @param replicates  of the main plan, where more were found to be needed
 * @param part        0 to shards - 1; null for all
 */
export function batchJobs(batch: Batch, replicates = batch.main.replicates, part: number | null = null): BatchJobs {
  const { main, readings } = batch;
  const record = batch.record.filter(isRecorded);
  const plans = [{ ...main, replicates }, ...readings.map(({ plan }) => plan)].map(jobsOf);
  const isOwn = (id: number): boolean => part === null || partOf(batch, id) === part;
  function* ids(): Iterable<number> {
    for (const [k, { count }] of plans.entries())
      for (let id = 0; id < count; id++) if (isOwn(k * APART + id)) yield k * APART + id;
  }
  const planAt = (id: number): readonly [plan: PlannedJobs, id: number] => {
    const plan = plans[Math.floor(id / APART)];
    if (plan === undefined) throw new RangeError(`batchJobs: expected the id of a job, found ${id}.`);
    return [plan, id % APART];
  };
  const armsAt = (id: number): number => {
    const [plan, own] = planAt(id);
    return plan.armsAt(own);
  };
  let count = 0;
  let runs = 0;
  for (const id of ids()) {
    count++;
    runs += armsAt(id);
  }
  return {
    ids,
    count,
    runs,
    armsAt,
    at: (id) => {
      const [plan, own] = planAt(id);
      const job = { ...plan.at(own), id };
      return record.length > 0 && id < APART ? { ...job, record } : job;
    },
  };
}

/**
 * The part that does a job. Jobs are dealt out like cards, draw by draw, and in each condition by condition: every part
 * has every draw as often as any other, or once more. Counting through the plan would not do: with as many draws as
 * parts, each part would be one draw.
 */
export function partOf({ main, readings, shards }: Batch, id: number): number {
  const { replicates, draws, settled } = readings[Math.floor(id / APART) - 1]?.plan ?? main;
  const { length: conditions } = settled.conditions;
  const own = id % APART;
  const replicate = Math.floor(own / conditions);
  const draw = replicate % draws;
  const whole = Math.floor(replicates / draws);
  const over = replicates % draws;
  // The first draws have a replicate more where they do not come out even.
  const before = draw * whole + Math.min(draw, over);
  const each = whole + Number(draw < over);
  return (before * conditions + (own % conditions) * each + Math.floor(replicate / draws)) % shards;
}

/** Where a job stands in table order: condition and replicate of a main plan's job. */
export function isMain(id: number): boolean {
  return id < APART;
}

/** The ids of the jobs of reading k, from 0. */
export function readingIds(batch: Batch, k: number): readonly number[] {
  const plan = batch.readings[k]?.plan;
  return plan === undefined ? [] : Array.from({ length: jobsOf(plan).count }, (_, id) => (k + 1) * APART + id);
}

/** A file as text, with its path inside a folder. */
type TextFile = { readonly path: string; readonly content: string };

type WrittenPlan = Omit<FrozenPlan, 'settled'> & {
  /** File with the scenario, and its SHA-256. */
  readonly scenario: { readonly path: string; readonly sha256: string };
};

type WrittenBatch = Omit<Batch, 'main' | 'readings'> & {
  readonly schema: typeof PLAN;
  readonly main: WrittenPlan;
  readonly readings: readonly { readonly regime: Reading['regime']; readonly plan: WrittenPlan }[];
};

const PLAN = 'forewarned/plan@1';

/** A batch as files: `plan.json`, and every scenario with nothing left implicit. The same batch gives the same bytes. */
export function batchFiles(batch: Batch): readonly TextFile[] {
  const scenarios = new Map<string, string>();
  const written = ({ settled, ...plan }: FrozenPlan, beside: string): WrittenPlan => {
    const path = `scenario/${settled.id}${beside}.json`;
    const content = `${canonical(settled)}\n`;
    scenarios.set(path, content);
    return { ...plan, scenario: { path, sha256: hashOf(content) } };
  };
  const plan: WrittenBatch = {
    ...batch,
    schema: PLAN,
    main: written(batch.main, ''),
    readings: batch.readings.map(({ regime, plan: own }) => ({ regime, plan: written(own, `-${regime.id}`) })),
  };
  return [
    { path: 'plan.json', content: `${canonical(plan)}\n` },
    ...[...scenarios].map(([path, content]) => ({ path, content })),
  ];
}

/** The hash of a batch: equal plans, and only these, are the same undertaking. */
export function batchHash(batch: Batch): string {
  return hashOf(batchFiles(batch)[0].content);
}

/**
 * Reads a batch back.
 *
 * @param read  the text of a file by its path in the folder; undefined where there is none
 * @returns     the batch, or what is wrong with the folder
 */
export function readBatch(
  read: (path: string) => string | undefined,
): { readonly ok: true; readonly batch: Batch } | { readonly ok: false; readonly problem: string } {
  const refuse = (problem: string) => ({ ok: false, problem }) as const;
  const text = read('plan.json');
  if (text === undefined) return refuse('plan.json: expected the plan of a batch, found no such file');
  const found = parsed(text) as Partial<WrittenBatch> | null;
  if (found?.schema !== PLAN)
    return refuse(`plan.json: expected a plan (${PLAN}), found ${found === null ? 'damaged text' : 'something else'}`);
  const { schema: _schema, main, readings = [], ...rest } = found as WrittenBatch;
  const problems: string[] = [];
  const whole = ({ scenario, ...plan }: WrittenPlan): FrozenPlan => {
    const content = read(scenario.path);
    if (content === undefined) problems.push(`${scenario.path}: expected a scenario, found no such file`);
    else if (hashOf(content) !== scenario.sha256)
      problems.push(`${scenario.path}: expected the scenario of the plan, found other contents`);
    return { ...plan, settled: (content === undefined ? null : parsed(content)) as Settled };
  };
  const batch: Batch = {
    ...rest,
    main: whole(main),
    readings: readings.map(({ regime, plan }) => ({ regime, plan: whole(plan) })),
  };
  return problems.length > 0 ? refuse(problems.join('; ')) : { ok: true, batch };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
