import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { checkVersion, openBatchFolder } from '../runtime/batch-folder.ts';
import { checkFiles } from '../runtime/check-files.ts';
import { type Again, computeAgain } from './compute-again.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { listedRuns } from './listed-runs.ts';
import type { ResultOptions } from './options.ts';
import { remark, tell } from './streams.ts';

export type VerifyOptions = Pick<ResultOptions, 'json' | 'workers' | 'memory' | 'progress'> & {
  /** Of the jobs, how many are computed again; above 0, at most 1. */
  readonly share?: number;
  readonly all?: true;
  /** False with --no-runs: only files are looked at. */
  readonly runs?: boolean;
};

const USUAL = 0.05;

/**
 * Checks that a results folder is as it was written, that its runs are those of plan and fingerprint, and computes a random share of
 * them again.
 */
export async function verify(folder: string, options: VerifyOptions): Promise<ExitCode> {
  const { files, problems: changed, root } = checkFiles(folder);
  // What was changed is not looked at: it would be compared with nothing. Results of other kinds have no runs.
  const work = changed.length > 0 || !existsSync(join(folder, 'runs.csv')) ? null : openBatchFolder(folder);
  const listed = work && listedRuns(work);
  const problems = [...changed, ...(listed?.problems ?? [])];
  let again: Again | 'cancelled' | null = null;
  if (work !== null && listed !== null && problems.length === 0 && options.runs !== false) {
    checkVersion(work);
    const share = options.all ? 1 : (options.share ?? USUAL);
    again = await computeAgain(work, listed, share, options);
  }
  if (again === 'cancelled') {
    remark('Cancelled; the files are as they were written, the runs were not compared.');
    return exitCode.cancelled;
  }
  const isFine = problems.length === 0 && (again === null || again.different.length === 0);
  const isDone = again === null || again.lost === 0;
  if (options.json) tell(JSON.stringify({ ok: isFine && isDone, files, root, problems, again }, null, 2));
  else {
    const noRuns =
      isFine && work === null ? ['No runs stand here to compute again: the command in README.md does all of it.'] : [];
    tell([filesSaid(files, problems, root), ...noRuns, ...(again === null ? [] : runsSaid(again))].join('\n'));
  }
  if (!isFine) return exitCode.refused;
  return isDone ? exitCode.ok : exitCode.someFailed;
}

function filesSaid(files: number, problems: readonly string[], root: string | null): string {
  if (problems.length > 0) return problems.join('\n');
  return `${files} files are as they were written. Root hash ${root}, as in the report.`;
}

function runsSaid({ runs, of, different, lost }: Again): readonly string[] {
  const said = `${runs} of ${of} finished runs were computed again`;
  const named = different.map(
    ({ runId, arm, replicate, tables }) => `  ${runId}: ${arm}, replicate ${replicate} (${tables.join(', ')})`,
  );
  return [
    different.length === 0
      ? `${said}: all are the same, to the last bit.`
      : `${said}, and ${different.length} came to something else:`,
    ...named,
    ...(lost === 0
      ? []
      : [
          `${lost} could not be computed here, because workers stopped. Use fewer --workers, or give them more --memory.`,
        ]),
  ];
}
