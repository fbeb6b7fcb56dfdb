import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { batchJobs } from '../experiment/batch.ts';
import type { RunRow } from '../experiment/comparison.ts';
import { rowHash } from '../experiment/fingerprint.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { outcomeNames } from '../model/outcomes.ts';
import { type ListedRun, listedRuns } from '../report/read-tables.ts';
import { checkVersion, openBatchFolder } from '../runtime/batch-folder.ts';
import { checkFiles } from '../runtime/check-files.ts';
import { doJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import type { ResultOptions } from './options.ts';
import { progressReport } from './progress-report.ts';
import { remark, tell } from './streams.ts';

export type VerifyOptions = Pick<ResultOptions, 'json' | 'workers' | 'memory' | 'progress'> & {
  /** Of the jobs, how many are computed again; above 0, at most 1. */
  readonly share?: number;
  readonly all?: true;
  /** False with --no-runs: only files are looked at. */
  readonly runs?: boolean;
};

const USUAL = 0.05;

/** What a second computing of some runs came to. */
type Again = { readonly runs: number; readonly of: number; readonly different: readonly ListedRun[] };

/** Checks that a results folder is as it was written, and computes a random share of its runs again. */
export async function verify(folder: string, options: VerifyOptions): Promise<ExitCode> {
  const { files, problems, root } = checkFiles(folder);
  // What was changed is not computed again: it would be compared with nothing.
  const again = problems.length > 0 || options.runs === false ? null : await computedAgain(folder, options);
  if (again === 'cancelled') {
    remark('Cancelled; the files are as they were written, the runs were not compared.');
    return exitCode.cancelled;
  }
  const isFine = problems.length === 0 && (again === null || again.different.length === 0);
  if (options.json) tell(JSON.stringify({ ok: isFine, files, root, problems, again }, null, 2));
  else tell([filesSaid(files, problems, root), ...(again === null ? [] : [runsSaid(again)])].join('\n'));
  return isFine ? exitCode.ok : exitCode.refused;
}

function filesSaid(files: number, problems: readonly string[], root: string | null): string {
  if (problems.length > 0) return problems.join('\n');
  return `${files} files are as they were written. Root hash ${root}, as in the report.`;
}

function runsSaid({ runs, of, different }: Again): string {
  if (different.length === 0)
    return `${runs} of ${of} finished runs were computed again: all are the same, to the last bit.`;
  const named = different.map(({ runId, arm, replicate }) => `  ${runId}: ${arm}, replicate ${replicate}`);
  return [
    `${runs} of ${of} finished runs were computed again, and ${different.length} came to something else:`,
    ...named,
  ].join('\n');
}

/** Whether the outcomes in the table are those of the run: a hash beside other numbers proves nothing. */
function isWritten({ levels }: RunRow, { cells }: ListedRun): boolean {
  return outcomeNames.every((name) => {
    const cell = cells[name];
    const value = levels[name];
    return cell === undefined || cell === (value === null || value === undefined ? '' : String(value));
  });
}

async function computedAgain(folder: string, options: VerifyOptions): Promise<Again | 'cancelled'> {
  const work = openBatchFolder(folder);
  checkVersion(work);
  const listed = listedRuns(readFileSync(join(folder, 'runs.csv'), 'utf8'));
  const { conditions } = work.batch.main.settled;
  const places = new Map(conditions.map(({ id }, at) => [id, at]));
  const byJob = new Map<number, ListedRun[]>();
  for (const run of listed) {
    const id = run.replicate * conditions.length + (places.get(run.condition) ?? 0);
    byJob.set(id, [...(byJob.get(id) ?? []), run]);
  }
  const ids = [...byJob.keys()];
  const wanted = options.all ? ids.length : Math.max(1, Math.round(ids.length * (options.share ?? USUAL)));
  const chosen: number[] = [];
  while (chosen.length < wanted && ids.length > 0) chosen.push(...ids.splice(randomInt(ids.length), 1));
  const replicates = Math.max(work.batch.main.replicates, 1 + Math.max(...listed.map(({ replicate }) => replicate)));
  const jobs = batchJobs(work.batch, replicates);
  const different: ListedRun[] = [];
  let runs = 0;
  const take = ({ id, rows }: PairedResult): void => {
    for (const run of byJob.get(id) ?? []) {
      runs++;
      const row = rows.find(({ arm }) => arm === run.arm);
      if (row === undefined || rowHash(row) !== run.hash || !isWritten(row, run)) different.push(run);
    }
  };
  const made = (function* () {
    for (const id of chosen.sort((a, b) => a - b)) {
      const { record: _record, ...job } = jobs.at(id);
      yield job;
    }
  })();
  const progress = progressReport(options.progress, process.stderr);
  const total = chosen.reduce((sum, id) => sum + jobs.armsAt(id), 0);
  const { cancelled } = await interruptible((signal) =>
    doJobs(
      made,
      { total, take },
      {
        ...{ hire: threads({ memory: options.memory }), workers: options.workers ?? availableParallelism() },
        ...{ signal, onProgress: progress.show },
      },
    ).finally(progress.end),
  );
  return cancelled ? 'cancelled' : { runs, of: listed.length, different };
}
