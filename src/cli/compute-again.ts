import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { batchJobs } from '../experiment/batch.ts';
import { rowHash } from '../experiment/fingerprint.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { type ListedRun, listedRun, type WrittenRow } from '../report/read-tables.ts';
import { columnsOf, type FinishedRun, type RunTable, runTables, writtenRows } from '../report/result-tables.ts';
import type { BatchFolder } from '../runtime/batch-folder.ts';
import { doJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { interruptible } from './interruptible.ts';
import { jobOf, type ListedRuns, rowsIn } from './listed-runs.ts';
import type { ResultOptions } from './options.ts';
import { progressReport } from './progress-report.ts';

/** What a second computing of some runs came to. */
export type Again = {
  /** Runs that were computed, out of so many. */
  readonly runs: number;
  readonly of: number;
  /** Those that came to something else, and the tables that say so. */
  readonly different: readonly (ListedRun & { readonly tables: readonly string[] })[];
  /** Those that could not be computed here, because workers stopped: they prove nothing. */
  readonly lost: number;
};

/** Computes a random share of the jobs again and compares each with all that the tables say of its runs. */
export async function computeAgain(
  work: BatchFolder,
  listed: ListedRuns,
  share: number,
  options: Pick<ResultOptions, 'workers' | 'memory' | 'progress'>,
): Promise<Again | 'cancelled'> {
  const jobs = batchJobs(work.batch, Math.max(work.batch.main.replicates, listed.replicates));
  const chosen = someOf(listed.jobs, Math.max(1, Math.round(listed.jobs.length * share)));
  const written = writtenOf(work, new Set(chosen));
  const different: Again['different'][number][] = [];
  let runs = 0;
  let lost = 0;
  const take = ({ id, rows, failures }: PairedResult): void => {
    for (const { run, digests } of written.get(id) ?? []) {
      const row = rows.find(({ arm }) => arm === run.arm);
      if (row === undefined && failures.some(({ arm, stage }) => arm === run.arm && stage === 'worker')) {
        lost++;
        continue;
      }
      runs++;
      const again = row && digestsOf({ row, hash: rowHash(row), recorded: null });
      const tables = [...digests].flatMap(([name, digest]) => (again?.get(name) === digest ? [] : [`${name}.csv`]));
      if (tables.length > 0) different.push({ ...run, tables });
    }
  };
  const made = (function* () {
    for (const id of chosen) {
      const { record: _record, ...job } = jobs.at(id);
      yield job;
    }
  })();
  const progress = progressReport(options.progress, process.stderr);
  const total = chosen.reduce((sum, id) => sum + jobs.armsAt(id), 0);
  const who = { hire: threads({ memory: options.memory }), workers: options.workers ?? availableParallelism() };
  const { cancelled } = await interruptible((signal) =>
    doJobs(made, { total, take }, { ...who, signal, onProgress: progress.show }).finally(progress.end),
  );
  return cancelled ? 'cancelled' : { runs, of: listed.count, different, lost };
}

/** So many of some things, each with the same chance; in ascending order. */
function someOf(things: readonly number[], wanted: number): readonly number[] {
  const lot = [...things];
  const count = Math.min(wanted, lot.length);
  for (let at = 0; at < count; at++) {
    const other = at + randomInt(lot.length - at);
    [lot[at], lot[other]] = [lot[other] ?? 0, lot[at] ?? 0];
  }
  return lot.slice(0, count).sort((a, b) => a - b);
}

/** A run of the tables, and for each table that is there as CSV a digest of all its rows. */
type Written = { readonly run: ListedRun; readonly digests: Map<RunTable, string> };

/** What the tables say of the runs of some jobs, by job. Rows themselves are not held: there may be many. */
function writtenOf(work: BatchFolder, chosen: ReadonlySet<number>): ReadonlyMap<number, readonly Written[]> {
  const idOf = jobOf(work);
  const found = new Map<number, Written[]>();
  const there = runTables.filter((name) => existsSync(join(work.folder, `${name}.csv`)));
  for (const name of there) {
    let begun: Written | undefined;
    let digest = digester();
    const close = (): void => {
      // Rows of a run that do not follow each other are not as they were written: the digests of the pieces are none of the whole.
      if (begun !== undefined) begun.digests.set(name, `${begun.digests.get(name) ?? ''}${digest.end()}`);
      digest = digester();
    };
    for (const row of rowsIn(work.folder, `${name}.csv`)) {
      const id = idOf(row);
      if (id === undefined || !chosen.has(id)) continue;
      const known = found.get(id) ?? [];
      found.set(id, known);
      let own = known.find(({ run }) => run.arm === row.arm);
      if (own === undefined) {
        own = { run: listedRun(row), digests: new Map() };
        known.push(own);
      }
      if (own !== begun) close();
      begun = own;
      digest.add(name, row);
    }
    close();
  }
  for (const runs of found.values())
    for (const { digests } of runs)
      for (const name of there) if (!digests.has(name)) digests.set(name, digester().end());
  return found;
}

/** The same of a run that is at hand. */
function digestsOf(run: FinishedRun): ReadonlyMap<RunTable, string> {
  return new Map(
    runTables.map((name) => {
      const digest = digester();
      for (const row of writtenRows(name, run)) digest.add(name, row);
      return [name, digest.end()];
    }),
  );
}

/** Makes one digest of rows. Which columns count, the codebook says: none may be missing. */
function digester() {
  const hash = createHash('sha256');
  return {
    add: (name: RunTable, row: WrittenRow): void => {
      hash.update(`${JSON.stringify(columnsOf(name).map((column) => row[column] ?? null))}\n`);
    },
    end: (): string => hash.digest('hex'),
  };
}
