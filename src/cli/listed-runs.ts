import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { batchJobs } from '../experiment/batch.ts';
import type { Comparison } from '../experiment/comparison.ts';
import { fingerprintOf } from '../experiment/fingerprint.ts';
import { listedRun, tableRows, type WrittenRow } from '../report/read-tables.ts';
import type { BatchFolder } from '../runtime/batch-folder.ts';
import { linesOf } from '../runtime/read-lines.ts';

/** The runs that results name. */
export type ListedRuns = {
  /** Finished runs. */
  readonly count: number;
  /** Replicates among them, counted from 0 to the last. */
  readonly replicates: number;
  /** Ids of jobs with finished runs. */
  readonly jobs: readonly number[];
  /** One sentence for each thing that does not agree with plan and comparison. */
  readonly problems: readonly string[];
};

/** The rows of a table of results. */
export function rowsIn(folder: string, file: string): Generator<WrittenRow> {
  return tableRows(linesOf(join(folder, file)));
}

/** The job that a row of a table is of; nothing where the plan has none. */
export function jobOf({ batch }: BatchFolder): (row: WrittenRow) => number | undefined {
  const { main, precision } = batch;
  const { conditions } = main.settled;
  const most = Math.max(main.replicates, precision?.most ?? 0);
  const places = new Map(conditions.map(({ id }, at) => [id, at]));
  return (row) => {
    const { condition, replicate } = listedRun(row);
    const at = places.get(condition);
    if (at === undefined || !Number.isInteger(replicate) || replicate < 0 || replicate >= most) return undefined;
    return replicate * conditions.length + at;
  };
}

/** Looks at which runs results name: those of the plan, each once, with the fingerprint of the comparison. Computes none. */
export function listedRuns(work: BatchFolder): ListedRuns {
  const { folder, batch } = work;
  const comparison = JSON.parse(readFileSync(join(folder, 'comparison.json'), 'utf8')) as Comparison;
  const hashes: string[] = [];
  const finished = new Set<number>();
  const named = new Map<number, number>();
  const problems: string[] = [];
  const idOf = jobOf(work);
  let replicates = 0;
  for (const file of ['runs.csv', 'failures.csv'])
    for (const row of rowsIn(folder, file)) {
      const { runId, hash, replicate } = listedRun(row);
      const id = idOf(row);
      if (file === 'runs.csv') hashes.push(hash);
      if (id === undefined) {
        problems.push(`${file}: expected runs of the plan, found ${runId}, which is in none of its jobs.`);
        continue;
      }
      replicates = Math.max(replicates, replicate + 1);
      named.set(id, (named.get(id) ?? 0) + 1);
      if (file === 'runs.csv') finished.add(id);
    }
  const fingerprint = fingerprintOf(hashes);
  if (fingerprint !== comparison.fingerprint)
    problems.push(
      `runs.csv: expected runs with the fingerprint that comparison.json names, ${comparison.fingerprint}, found ${fingerprint}.`,
    );
  const jobs = batchJobs(batch, Math.max(comparison.replicates, replicates));
  const odd = [...named].find(([id, count]) => count !== jobs.armsAt(id));
  if (odd !== undefined) {
    const { condition, replicate } = jobs.at(odd[0]);
    problems.push(
      `runs.csv and failures.csv: expected ${jobs.armsAt(odd[0])} runs of replicate ${replicate} in condition ${condition}, as planned, found ${odd[1]}.`,
    );
  }
  const found = [...named.values()].reduce((sum, count) => sum + count, 0);
  const wanted = comparison.partial?.done ?? mainRuns(work, comparison.replicates);
  if (found !== wanted)
    problems.push(`runs.csv and failures.csv: expected ${wanted} runs together, as planned, found ${found}.`);
  return { count: hashes.length, replicates, jobs: [...finished], problems };
}

/** Runs of the main plan with so many replicates. */
function mainRuns({ batch }: BatchFolder, replicates: number): number {
  return batchJobs({ ...batch, readings: [] }, replicates).runs;
}
