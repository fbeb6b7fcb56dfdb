import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Batch,
  batchFiles,
  batchHash,
  batchJobs,
  isMain,
  partOf,
  readBatch,
  readingIds,
} from '../experiment/batch.ts';
import type { FailedRun } from '../experiment/comparison.ts';
import type { RunSize } from '../experiment/gather.ts';
import type { PairedJob, PairedResult } from '../experiment/pair.ts';
import type { FrozenPlan } from '../experiment/plan.ts';
import { nextReplicates, reached } from '../experiment/precision.ts';
import { spread } from '../experiment/spread.ts';
import { resultsVersion } from '../model/schedule.ts';
import { quoted } from '../report/quoted.ts';
import { type FinishedRun, type TableChoice, tableChoices } from '../report/result-tables.ts';
import { put } from '../report/shelf.ts';
import type { Hire } from './hire.ts';
import { type FinishedJob, type OpenJournal, openJournal, type RowPlace, readJournal, rowReader } from './journal.ts';
import { takeLock } from './lock.ts';
import { Interruption, Mistake } from './mistake.ts';
import type { Progress } from './progress.ts';
import { doJobs } from './run-jobs.ts';
import { isSystemFault, reasonOf } from './system-fault.ts';
import { fillFolder } from './write-folder.ts';

/** A folder in which a batch is done: its plan, and a journal for each part. */
export type BatchFolder = { readonly folder: string; readonly batch: Batch; readonly hash: string };

const LEDGER = 'ledger.json';
/** How tables are to be written, where somebody said so: beside the plan, for it decides no run. */
const TABLES = 'tables.json';

/**
 * Writes the plan of a batch into a folder of its own, whole or not at all. A folder that holds this very plan already is taken as
 * it is, with what is finished in it.
 *
 * @param ledger  every number with its basis, as it is now: results name it later, wherever they are put together
 * @param tables  how tables of the results are to be written, where somebody says so
 * @throws Mistake when the folder holds something else
 */
export function createBatchFolder(
  folder: string,
  batch: Batch,
  ledger: readonly object[],
  tables?: TableChoice,
): BatchFolder {
  const hash = batchHash(batch);
  const isThere = (): boolean => existsSync(join(folder, 'plan.json'));
  if (isThere()) return alreadyIn(folder, hash);
  try {
    fillFolder(folder, false, (shelf) => {
      for (const file of batchFiles(batch)) put(shelf, file);
      put(shelf, { path: LEDGER, content: JSON.stringify(ledger) });
      if (tables !== undefined) put(shelf, { path: TABLES, content: JSON.stringify(tables) });
    });
  } catch (fault) {
    // Somebody who planned the same at the same moment was faster.
    if (fault instanceof Mistake && isThere()) return alreadyIn(folder, hash);
    throw fault;
  }
  return { folder, batch, hash };
}

/** @throws Mistake when the folder holds another plan */
function alreadyIn(folder: string, hash: string): BatchFolder {
  const there = openBatchFolder(folder);
  if (there.hash === hash) return there;
  throw new Mistake(
    `${folder}: expected no folder or this plan, found another plan. Resume that one (forewarned resume ${quoted(folder)}), delete the folder, or name another one with --out.`,
  );
}

/** Opens the folder of a batch, or of results: both hold their plan. @throws Mistake when there is none, or it is damaged */
export function openBatchFolder(folder: string): BatchFolder {
  const read = readBatch((path) => {
    const file = join(folder, path);
    return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  });
  if (!read.ok)
    throw new Mistake(
      `${folder}: ${read.problem}. Name a folder that \`forewarned plan\` made, an unfinished one, or results.`,
    );
  return { folder, batch: read.batch, hash: batchHash(read.batch) };
}

/** @throws Mistake when the runs of a plan cannot be computed by this version of Forewarned */
export function checkVersion({ folder, batch }: BatchFolder): void {
  if (batch.resultsVersion === resultsVersion) return;
  throw new Mistake(
    `${folder}: expected a plan of results version ${resultsVersion}, found one of ${batch.resultsVersion} (Forewarned ${batch.version}). This version would give other numbers: use that one, or plan anew.`,
  );
}

/** The ledger that was written with the plan; nothing where the folder has none. */
export function ledgerOf({ folder }: BatchFolder): unknown {
  const file = join(folder, LEDGER);
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** How tables of the results are to be written, as it was said when the batch was planned; else nothing. */
export function tablesOf({ folder }: BatchFolder): TableChoice | undefined {
  const file = join(folder, TABLES);
  const said: unknown = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
  return tableChoices.find((choice) => choice === said);
}

export function partFolder({ folder }: Pick<BatchFolder, 'folder'>, part: number): string {
  return join(folder, `part-${String(part).padStart(3, '0')}`);
}

/** A finished job, and the part that did it. */
type Done = FinishedJob & { readonly part: number };

/** All that is finished, in whatever part. */
export function finishedIn(work: BatchFolder): ReadonlyMap<number, Done> {
  const finished = new Map<number, Done>();
  for (let part = 0; part < work.batch.shards; part++)
    for (const [id, done] of readJournal(partFolder(work, part), work.hash)) finished.set(id, { ...done, part });
  return finished;
}

/** Replicates of the main plan: as planned, or as many as the aim turns out to need. It follows from finished runs alone. */
function replicatesOf(work: BatchFolder, finished: ReadonlyMap<number, Done>): number {
  const { batch } = work;
  const { precision, main } = batch;
  let now = main.replicates;
  while (precision !== null) {
    const jobs = now * main.settled.conditions.length;
    for (let id = 0; id < jobs; id++) if (!finished.has(id)) return now;
    const next = nextReplicates(now, main.draws, reachedIn(work, finished, now), precision.most);
    if (next === now) return now;
    now = next;
  }
  return now;
}

/** How far the aim of a batch is reached, after so many replicates. */
function reachedIn(work: BatchFolder, finished: ReadonlyMap<number, Done>, replicates: number) {
  const { precision, main } = work.batch;
  if (precision === null) throw new Error('a batch without an aim reaches none');
  const readers = readersOf(work);
  const designs = main.settled.conditions.flatMap(({ arms }, condition) =>
    arms.map(({ id, isBaseline }) => {
      const values = isBaseline
        ? []
        : Array.from({ length: replicates }, (_, replicate) => {
            const done = finished.get(replicate * main.settled.conditions.length + condition);
            const place = done?.rows.find(({ arm }) => arm === id);
            const value = done && place && readers.at(done.part).row(place).differences[precision.outcome];
            return typeof value === 'number' && done ? [{ draw: done.draw, value }] : [];
          }).flat();
      const found = spread(values);
      return { isBaseline, differences: found === null ? {} : { [precision.outcome]: found } };
    }),
  );
  readers.close();
  return reached(designs, precision);
}

function readersOf(work: BatchFolder) {
  const readers = new Map<number, ReturnType<typeof rowReader>>();
  return {
    at: (part: number) => {
      const reader = readers.get(part) ?? rowReader(partFolder(work, part));
      readers.set(part, reader);
      return reader;
    },
    close: () => {
      for (const reader of readers.values()) reader.close();
    },
  };
}

export type RunBatchOptions = {
  readonly hire: Hire;
  readonly workers: number;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: Progress) => void;
  /** The part to do; left out: all. */
  readonly part?: number;
  /** Whether runs that failed are tried again. */
  readonly retryFailed?: boolean;
};

/**
 * Makes this process the only one that carries out a batch, its results included. Parts have locks of their own besides, for those
 * who do one of them only.
 *
 * @returns lets go
 * @throws Mistake when somebody else carries it out, or did so by now; Interruption when the folder cannot be written
 */
export function holdBatch(work: BatchFolder): () => void {
  const { folder } = work;
  try {
    return takeLock(folder, folder);
  } catch (fault) {
    if (isSystemFault(fault) && fault.code === 'ENOENT')
      throw new Mistake(
        `${folder}: expected a batch, found that it is gone: somebody finished or removed it just now. Its results are where they were asked for.`,
      );
    throw interrupted(work, [...finishedIn(work).values()], fault);
  }
}

/**
 * Does what is not done yet. Each job is kept as soon as it is finished; a kill at any moment loses only what is under way.
 *
 * @returns whether the signal ended it
 * @throws Mistake when somebody else works on the batch
 * @throws Interruption when the disk takes no more, or workers die one after the other
 */
export async function runBatch(work: BatchFolder, options: RunBatchOptions): Promise<{ readonly cancelled: boolean }> {
  const { batch, folder, hash } = work;
  const { retryFailed = false, hire, workers, signal, onProgress } = options;
  // The only part is the whole: how many replicates an aim needs is known there.
  const part = batch.shards === 1 ? null : (options.part ?? null);
  const parts = part === null ? Array.from({ length: batch.shards }, (_, index) => index) : [part];
  const journals = new Map<number, OpenJournal>();
  try {
    for (const index of parts) journals.set(index, openJournal(partFolder(work, index), hash, folder));
    const known = (id: number): FinishedJob | undefined => journals.get(partOf(batch, id))?.finished.get(id);
    // What fails a second time is left alone: with an aim there may be many rounds.
    for (let retries = retryFailed; ; retries = false) {
      const everything = new Map<number, Done>();
      for (const [index, { finished }] of journals)
        for (const [id, done] of finished) everything.set(id, { ...done, part: index });
      const replicates = part === null ? replicatesOf(work, everything) : batch.main.replicates;
      const jobs = batchJobs(batch, replicates, part);
      const isOpen = (id: number): boolean => {
        const before = known(id);
        return before === undefined || (retries && before.failures.length > 0);
      };
      const open = [...jobs.ids()].filter(isOpen);
      if (open.length === 0) return { cancelled: false };
      const before = { done: 0, failed: 0 };
      for (const id of jobs.ids()) {
        if (isOpen(id)) continue;
        before.done += jobs.armsAt(id);
        before.failed += known(id)?.failures.length ?? 0;
      }
      const take = (outcome: PairedResult, { condition, draw, replicate }: PairedJob): void => {
        // A second try that comes to less than the first takes nothing away.
        if ((known(outcome.id)?.rows.length ?? 0) > outcome.rows.length) return;
        journals.get(partOf(batch, outcome.id))?.append(outcome, { condition, draw, replicate });
      };
      const made = (function* () {
        for (const id of open) yield jobs.at(id);
      })();
      const { cancelled } = await doJobs(
        made,
        { total: jobs.runs, before, take },
        { hire, workers, signal, onProgress },
      );
      if (cancelled || batch.precision === null) return { cancelled };
    }
  } catch (fault) {
    const kept = [...journals.values()].flatMap(({ finished }) => [...finished.values()]);
    throw interrupted(work, kept, fault);
  } finally {
    for (const journal of journals.values()) journal.close();
  }
}

/** A fault that came in between, in words that say how to go on; every other fault as it is. */
function interrupted({ folder }: BatchFolder, kept: readonly FinishedJob[], fault: unknown): unknown {
  const again = `What is finished is kept (${kept.length} ${kept.length === 1 ? 'job' : 'jobs'}). Put it right, then: forewarned resume ${quoted(folder)}${kept.some(({ failures }) => failures.length > 0) ? ' --retry-failed' : ''}`;
  if (fault instanceof Interruption) return new Interruption(`${fault.message} ${again}`);
  if (!isSystemFault(fault)) return fault;
  return new Interruption(
    `${folder}: expected a place that takes what is finished, found ${reasonOf(fault)}. ${again}`,
  );
}

/** What became of the runs of one part. */
export type PartState = { readonly runs: number; readonly done: number; readonly failed: number };

/** Looks at what is finished of a part. Reads only. */
export function partState(work: BatchFolder, part: number): PartState {
  const { batch, hash } = work;
  const finished = readJournal(partFolder(work, part), hash);
  const own = new Map([...finished].map(([id, done]) => [id, { ...done, part }]));
  const jobs = batchJobs(batch, batch.shards === 1 ? replicatesOf(work, own) : undefined, part);
  let done = 0;
  let failed = 0;
  for (const id of jobs.ids()) {
    const job = finished.get(id);
    if (job === undefined) continue;
    done += jobs.armsAt(id);
    failed += job.failures.length;
  }
  return { runs: jobs.runs, done, failed };
}

/** What there is to make results of. */
export type BatchState = {
  /** Runs of the main plan, those finished among them, and those that failed. */
  readonly planned: number;
  readonly done: number;
  readonly failed: number;
  readonly isComplete: boolean;
  /** Parts with jobs that are not done. */
  readonly missing: readonly number[];
  readonly size: RunSize;
  /** Runs of the main plan in table order. */
  readonly runs: () => Iterable<FinishedRun>;
  readonly failures: readonly FailedRun[];
  /** Ids of other readings of the evidence of which runs failed. */
  readonly unread: readonly string[];
  /** Results of the jobs of reading k, where all of them are there and none has a run that failed; else null. */
  readonly reading: (k: number) => readonly PairedResult[] | null;
};

/** Looks at what is finished. Reads only. */
export function stateOf(work: BatchFolder): BatchState {
  const { batch } = work;
  const { main } = batch;
  const { conditions } = main.settled;
  const finished = finishedIn(work);
  const replicates = replicatesOf(work, finished);
  const jobs = batchJobs(batch, replicates);
  const missing = new Set<number>();
  const there = { replicates: new Set<number>(), draws: new Set<number>() };
  const failures: FailedRun[] = [];
  let planned = 0;
  let done = 0;
  let failed = 0;
  for (const id of jobs.ids()) {
    const job = finished.get(id);
    if (isMain(id)) planned += jobs.armsAt(id);
    if (job === undefined) missing.add(partOf(batch, id));
    if (job === undefined || !isMain(id)) continue;
    done += jobs.armsAt(id);
    failed += job.failures.length;
    there.replicates.add(job.replicate);
    there.draws.add(job.draw);
    failures.push(...job.failures);
  }
  const isComplete = missing.size === 0;
  const { seed, people, weeks, published } = main;
  const counted = isComplete
    ? { replicates, draws: main.draws }
    : { replicates: there.replicates.size, draws: there.draws.size };
  const hasFailed = (k: number): boolean =>
    readingIds(batch, k).some((id) => (finished.get(id)?.failures.length ?? 0) > 0);
  const resultOf = (job: Done, readers: ReturnType<typeof readersOf>): PairedResult => ({
    id: job.job,
    rows: job.rows.map((place) => readers.at(job.part).row(place)),
    failures: job.failures,
  });
  return {
    ...{ planned, done, failed, isComplete, failures },
    unread: batch.readings.flatMap(({ regime }, k) => (hasFailed(k) ? [regime.id] : [])),
    missing: [...missing].sort((a, b) => a - b),
    size: { ...counted, seed, people, weeks, published, chosen: chosenIn(main) },
    runs: function* () {
      const readers = readersOf(work);
      try {
        for (const [at, { arms }] of conditions.entries())
          for (const { id: arm } of arms)
            for (let replicate = 0; replicate < replicates; replicate++) {
              const job = finished.get(replicate * conditions.length + at);
              const place: RowPlace | undefined = job?.rows.find((row) => row.arm === arm);
              if (job === undefined || place === undefined) continue;
              const reader = readers.at(job.part);
              yield { row: reader.row(place), hash: place.hash, recorded: reader.recorded(place) };
            }
      } finally {
        readers.close();
      }
    },
    reading: (k) => {
      if (hasFailed(k)) return null;
      const found = readingIds(batch, k).map((id) => finished.get(id));
      const readers = readersOf(work);
      const results = found.flatMap((job) => (job === undefined ? [] : [resultOf(job, readers)]));
      readers.close();
      return results.length === found.length ? results : null;
    },
  };
}

/** The numbers that somebody chose to vary. */
function chosenIn({ others, method, stated }: FrozenPlan): NonNullable<RunSize['chosen']> | null {
  if (others === 'drawn') return null;
  return { method, numbers: Object.entries(stated).map(([name, values]) => ({ name, values })) };
}

/**
 * The hashes of all finished runs of the main plan: the fingerprint without reading a row. A run that was tried again may show that
 * fewer replicates would have done: those beyond belong to no result.
 */
export function hashesIn(work: BatchFolder): string[] {
  const finished = finishedIn(work);
  const jobs = replicatesOf(work, finished) * work.batch.main.settled.conditions.length;
  return [...finished].flatMap(([id, { rows }]) => (id < jobs ? rows.map(({ hash }) => hash) : []));
}
