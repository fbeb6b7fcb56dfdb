import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { batchJobs } from '../experiment/batch.ts';
import { rowHash } from '../experiment/fingerprint.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { type OutcomeName, outcomeNames, outcomes } from '../model/outcomes.ts';
import { type ListedRun, listedRun } from '../report/read-tables.ts';
import { withoutPlaces } from '../report/result-files.ts';
import { type BatchFolder, checkVersion, finishedIn, openBatchFolder } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { perform } from '../runtime/perform.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { rowsIn } from './listed-runs.ts';
import type { JsonOption } from './options.ts';
import { tell } from './streams.ts';

/** Runs one run of a batch again, by its id, and says whether it comes to the same. */
export function replay(runId: string, folder: string, { json }: JsonOption): ExitCode {
  const work = openBatchFolder(folder);
  checkVersion(work);
  const recorded = recordedRun(work, runId);
  const { conditions } = work.batch.main.settled;
  const condition = conditions.findIndex(({ id }) => id === recorded.condition);
  const { replicates } = work.batch.main;
  const jobs = batchJobs(work.batch, Math.max(replicates, recorded.replicate + 1));
  const whole = jobs.at(recorded.replicate * conditions.length + condition);
  // The world without campaign comes along: effects are differences to it.
  const arms = whole.arms.filter(({ id }, at) => at === 0 || id === recorded.arm);
  const { record: _record, ...plain } = whole;
  const reply = perform({ ...plain, arms }, () => {});
  if (reply.kind !== 'done') throw new Error(reply.message);
  const outcome = reply.outcome as PairedResult;
  const failure = outcome.failures.find(({ runId: id }) => id === runId);
  const row = outcome.rows.find(({ arm }) => arm === recorded.arm);
  const hash = row === undefined ? '' : rowHash(row);
  // What stands in failures.csv names no folder of the machine that it was written on.
  const said = failure && withoutPlaces(failure.message);
  const isSame = said === undefined ? hash === recorded.hash : said === withoutPlaces(recorded.message);
  if (json) tell(JSON.stringify({ runId, same: isSame, row: row ?? null, failure: failure ?? null }, null, 2));
  else {
    const place = `Run ${runId}: ${recorded.arm}, ${recorded.condition}, draw ${recorded.draw}, replicate ${recorded.replicate}`;
    const body = failure
      ? [`It fails, at stage ${failure.stage}: ${failure.message}`, failure.trace]
      : outcomeNames.flatMap((name) => outcomeSaid(name, row?.levels[name], row?.differences[name]));
    const verdict = isSame
      ? 'The same as recorded, to the last bit.'
      : `Not the same as recorded: ${recorded.hash || recorded.message || 'nothing'} there, ${hash || failure?.message} here.`;
    tell([place, ...body, verdict].join('\n'));
  }
  if (!isSame) return exitCode.refused;
  return failure === undefined ? exitCode.ok : exitCode.someFailed;
}

function outcomeSaid(
  name: OutcomeName,
  level: number | null | undefined,
  difference: number | null | undefined,
): readonly string[] {
  if (level === undefined && difference === undefined) return [];
  const { label, kind } = outcomes[name];
  const said = (value: number | null | undefined) => (value === null || value === undefined ? 'none' : String(value));
  const beside = kind === 'level' && difference !== undefined ? `, difference ${said(difference)}` : '';
  return [`  ${label}: ${said(level ?? difference)}${beside}`];
}

/** A run as it is written down, in the tables of results or in the journals of a batch. @throws Mistake when there is none */
function recordedRun(work: BatchFolder, runId: string): ListedRun {
  for (const file of ['runs.csv', 'failures.csv'])
    if (existsSync(join(work.folder, file)))
      for (const row of rowsIn(work.folder, file)) if (row.run_id === runId) return listedRun(row);
  for (const { condition, draw, replicate, rows, failures } of finishedIn(work).values()) {
    const row = rows.find((place) => place.runId === runId);
    if (row) return { runId, condition, draw, replicate, arm: row.arm, hash: row.hash, message: '' };
    const failure = failures.find((failed) => failed.runId === runId);
    if (failure) return { runId, condition, draw, replicate, arm: failure.arm, hash: '', message: failure.message };
  }
  throw new Mistake(
    `run: expected the id of a finished or failed run of ${work.folder}, found "${runId}". runs.csv and failures.csv name them in their first column.`,
  );
}
