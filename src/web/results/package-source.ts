import type { Batch } from '../../experiment/batch.ts';
import { rowHash } from '../../experiment/fingerprint.ts';
import { inTableOrder, type RunSize } from '../../experiment/gather.ts';
import type { PairedResult } from '../../experiment/pair.ts';
import { jobsOf } from '../../experiment/plan.ts';
import { plainDocument } from '../../report/plain-document.ts';
import { type ResultSetting, type ResultSource, writeResults } from '../../report/result-files.ts';
import type { FinishedRun, TableChoice } from '../../report/result-tables.ts';
import type { Shelf } from '../../report/shelf.ts';
import type { FigureFile } from '../../report/whole-ledger.ts';
import type { Environment } from '../../runtime/environment.ts';
import { bundledLedger } from '../../runtime/ledger-browser.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { provenance } from '../../runtime/provenance.ts';

/** What is packed: all that was computed, and with what. */
export type Packed = {
  readonly batch: Batch;
  readonly results: readonly PairedResult[];
  /** The scenario as text, where it is not one that comes with Forewarned; else null. */
  readonly own: FigureFile | null;
  readonly environment: Environment;
};

/** @param onRun  told after each run, in table order */
function sourceOf({ batch, results }: Packed, onRun: (done: number) => void): ResultSource {
  const { settled, replicates, draws, seed, people, weeks, published } = batch.main;
  const rows = results.flatMap((result) => result.rows);
  const failures = results.flatMap((result) => result.failures);
  const planned = jobsOf(batch.main);
  const isWhole = results.length >= planned.count;
  const counted = (of: 'replicate' | 'draw') => new Set([...rows, ...failures].map((run) => run[of])).size;
  const done = rows.length + failures.length;
  const size: RunSize = {
    partial: isWhole ? null : { done, of: planned.runs },
    ...{ seed, people, weeks, published, chosen: null },
    replicates: isWhole ? replicates : counted('replicate'),
    draws: isWhole ? draws : counted('draw'),
  };
  return {
    batch,
    // Of what was cut short, the words of the command line.
    compared: isWhole
      ? settled
      : { ...settled, title: `Partial result, cancelled after ${done} of ${planned.runs} runs: ${settled.title}` },
    ...{ size, failures, made: provenance(settled, batch.version, bundledLibrary) },
    runs: (function* (): Iterable<FinishedRun> {
      for (const [at, row] of inTableOrder(settled, rows).entries()) {
        yield { row, hash: rowHash(row), recorded: null };
        onRun(at + 1);
      }
    })(),
  };
}

/**
 * Writes the package, as the command line writes its results folder: the same files with the same contents, but for what it was
 * computed on.
 *
 * Pictures need a document, and workers have none. They are drawn in the worker all the same, in a small document that gives the
 * same bytes (`plainDocument`): a report has some hundred pictures, and drawing them in the page would stop it for a second, or take
 * the report apart into slices. It makes the report of the page that of the command line, too: Plot places lines by the pixels
 * of the screen where there is one.
 */
export function writePackage(
  shelf: Shelf,
  packed: Packed,
  tables: TableChoice,
  onRun: (done: number) => void = () => {},
): void {
  const setting: ResultSetting = {
    ledger: bundledLedger(packed.batch.main.intercepts, packed.own === null ? [] : [packed.own]),
    ...{ environment: packed.environment, document: plainDocument(), tables },
  };
  writeResults(shelf, sourceOf(packed, onRun), setting);
}
