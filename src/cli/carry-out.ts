import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { Batch } from '../experiment/batch.ts';
import type { Comparison } from '../experiment/comparison.ts';
import { fingerprintOf } from '../experiment/fingerprint.ts';
import { gather } from '../experiment/gather.ts';
import { reached } from '../experiment/precision.ts';
import { regimeAnswer } from '../experiment/regimes.ts';
import { quoted } from '../report/quoted.ts';
import { writeResults } from '../report/result-files.ts';
import type { Shelf } from '../report/shelf.ts';
import {
  type BatchFolder,
  type BatchState,
  hashesIn,
  holdBatch,
  ledgerOf,
  openBatchFolder,
  runBatch,
  stateOf,
  tablesOf,
} from '../runtime/batch-folder.ts';
import { environment } from '../runtime/environment.ts';
import { readLibrary } from '../runtime/library-node.ts';
import { Interruption, Mistake } from '../runtime/mistake.ts';
import { provenance } from '../runtime/provenance.ts';
import { isSystemFault } from '../runtime/system-fault.ts';
import { version } from '../runtime/version.ts';
import { checkFolder, removeFolder } from '../runtime/write-folder.ts';
import type { Settled } from '../scenario/settled.ts';
import { crewFor } from './crew.ts';
import { keepResults, type Place } from './keep-results.ts';
import type { ResultOptions } from './options.ts';
import { paper } from './paper.ts';
import { progressReport } from './progress-report.ts';

/** What became of a batch. */
export type Conducted = {
  readonly settled: Settled;
  readonly comparison: Comparison;
  /** Where the files are. */
  readonly folder: string;
  /** Runs finished and asked for, when it was cancelled; else null. */
  readonly partial: { readonly done: number; readonly of: number } | null;
  /** Ids of other readings of the evidence of which runs failed. */
  readonly unread: readonly string[];
  /** The folder in which the batch goes on when it is resumed; null when there is nothing left to do. */
  readonly work: string | null;
};

/** The options of whatever carries out a batch. */
export type CarryOptions = ResultOptions & { readonly retryFailed?: true; readonly part?: number };

const UNFINISHED = '.unfinished';
/** Where results go when nobody says where. */
const USUAL = 'results';

/** Where a comparison that was not planned on its own is carried out: beside its results, until they are there. */
export function workFolder(out: string | undefined, id: string, hash: string): string {
  return `${out ?? join(USUAL, `${id}-${hash.slice(0, 8)}`)}${UNFINISHED}`;
}

/** Where results go: as asked, or as asked when the batch was begun; else into a folder, under the usual name. */
function placeFor({ folder, hash, batch }: BatchFolder, out: string | undefined): Place {
  if (out !== undefined) return { out };
  if (!folder.endsWith(UNFINISHED)) return { within: USUAL };
  const stem = folder.slice(0, -UNFINISHED.length);
  const isUsual =
    basename(stem) === `${batch.main.settled.id}-${hash.slice(0, 8)}` && basename(dirname(resolve(stem))) === USUAL;
  // Beside the folder of the batch, wherever that is: it may be resumed from elsewhere.
  return isUsual ? { within: dirname(stem) } : { out: stem };
}

/**
 * Does what is left of a batch and writes its results; of a batch that is cut short, those there are, marked as a part.
 *
 * @returns nothing when it was cut short before the first job was finished
 */
export async function carryOut(
  work: BatchFolder,
  options: CarryOptions,
  signal: AbortSignal,
): Promise<Conducted | undefined> {
  const place = placeFor(work, options.out);
  if (place.out !== undefined) checkFolder(place.out, mayReplace(place.out, work, options));
  const release = holdBatch(work);
  try {
    return await heldOut(work, options, signal);
  } finally {
    release();
  }
}

/** Carries out a batch that nobody else works on. */
async function heldOut(work: BatchFolder, options: CarryOptions, signal: AbortSignal): Promise<Conducted | undefined> {
  const workers = options.workers ?? availableParallelism();
  const progress = progressReport(options.progress, process.stderr);
  try {
    await runBatch(work, {
      ...{ ...crewFor(work, workers, options.memory), signal, onProgress: progress.show },
      ...(options.retryFailed && { retryFailed: true }),
    });
  } finally {
    progress.end();
  }
  const state = stateOf(work);
  if (state.done === 0) {
    if (isTransient(work)) removeFolder(work.folder);
    return undefined;
  }
  return resultsOf(work, state, options, workers);
}

/** Earlier results of the very same plan may be replaced: runs were tried again, or a kill came when they had just been written. */
export function mayReplace(
  out: string,
  { hash }: Pick<BatchFolder, 'hash'>,
  { force }: Pick<ResultOptions, 'force'>,
): boolean {
  if (force === true) return true;
  try {
    return openBatchFolder(out).hash === hash;
  } catch (fault) {
    if (fault instanceof Mistake) return false;
    throw fault;
  }
}

const isTransient = ({ folder }: BatchFolder): boolean => folder.endsWith(UNFINISHED);

/** Puts the results of a batch together, as far as there are any. */
export function resultsOf(
  work: BatchFolder,
  state: BatchState,
  options: Pick<ResultOptions, 'out' | 'force' | 'tables'>,
  workers: number,
): Conducted {
  const { batch } = work;
  const { settled } = batch.main;
  const partial = state.isComplete ? null : { done: state.done, of: state.planned };
  const title = partial
    ? `Partial result, cancelled after ${partial.done} of ${partial.of} runs: ${settled.title}`
    : settled.title;
  const source = {
    batch,
    compared: { ...settled, title },
    size: { ...state.size, partial },
    made: provenance(settled, version(), readLibrary()),
    failures: state.failures,
    complete: (comparison: Comparison) => {
      const aimed = { ...comparison, precision: reachedBy(comparison, batch) };
      return partial ? aimed : { ...aimed, regimes: answersOf(work, state, comparison) };
    },
  };
  const setting = {
    ledger: (ledgerOf(work) ?? []) as readonly LedgerRow[],
    environment: environment(workers, version()),
    document: paper(),
    tables: options.tables ?? tablesOf(work),
  };
  const named = { scenario: { id: settled.id }, fingerprint: fingerprintOf(hashesIn(work)) };
  const place = placeFor(work, options.out);
  const force = place.out !== undefined && mayReplace(place.out, work, options);
  const fill = (shelf: Shelf) => writeResults(shelf, { ...source, runs: state.runs() }, setting);
  const { folder, result } = orInterrupted(work, () =>
    keepResults(named, fill, { ...place, ...(force && { force }) }, partial !== null),
  );
  const isOver = partial === null && state.failed === 0 && state.unread.length === 0;
  if (isOver && isTransient(work)) removeFolder(work.folder);
  return {
    settled,
    comparison: result,
    folder,
    partial,
    unread: state.unread,
    work: existsSync(work.folder) && !isOver ? work.folder : null,
  };
}

/** What the disk refuses while results are written is not the end: the runs are kept. */
function orInterrupted<T>({ folder }: BatchFolder, write: () => T): T {
  try {
    return write();
  } catch (fault) {
    if (!(fault instanceof Mistake) || !isSystemFault(fault.cause)) throw fault;
    throw new Interruption(
      `${fault.message} All finished runs are kept. To write their results then: forewarned resume ${quoted(folder)}`,
    );
  }
}

function reachedBy({ designs }: Comparison, { precision, main }: Batch): Comparison['precision'] {
  if (precision === null) return null;
  const { outcome, halfWidth: aim, most } = precision;
  // A design of which all runs failed is not among the designs, and not known either.
  const arms = main.settled.conditions.reduce((sum, condition) => sum + condition.arms.length, 0);
  const lost = Array.from({ length: arms - designs.length }, () => ({ isBaseline: false, differences: {} }));
  const { halfWidth, isEnough } = reached([...designs, ...lost], precision);
  return { outcome, aim, halfWidth: Number.isFinite(halfWidth) ? halfWidth : null, isEnough, most };
}

/** What other readings would put first; a reading whose runs did not all come back says nothing. */
function answersOf({ batch }: BatchFolder, state: BatchState, usual: Comparison): Comparison['regimes'] {
  return batch.readings.flatMap(({ regime, plan }, k) => {
    const results = state.reading(k);
    if (results === null) return [];
    const rows = results.flatMap((result) => result.rows);
    return (
      regimeAnswer(
        regime,
        usual,
        gather(plan.settled, plan, results, provenance(plan.settled, version(), readLibrary())),
        rows,
      ) ?? []
    );
  });
}
