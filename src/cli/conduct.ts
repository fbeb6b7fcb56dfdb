import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../experiment/comparison.ts';
import { gather } from '../experiment/gather.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { type Plan, planOf } from '../experiment/plan.ts';
import { resultFiles } from '../report/result-files.ts';
import { environment } from '../runtime/environment.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { filesFrom, findScenario, type Named, readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { runJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { version } from '../runtime/version.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import type { Library } from '../scenario/library.ts';
import { sentence } from '../scenario/problem.ts';
import { readScenario } from '../scenario/read.ts';
import { settle } from '../scenario/settle.ts';
import type { Settled } from '../scenario/settled.ts';
import { fullLedger } from './full-ledger.ts';
import { interruptible } from './interruptible.ts';
import { keepResults } from './keep-results.ts';
import type { RunOptions } from './options.ts';
import { paper } from './paper.ts';
import { progressReport } from './progress-report.ts';
import { provenance } from './provenance.ts';

/** What became of a scenario. */
export type Conducted = {
  readonly settled: Settled;
  readonly comparison: Comparison;
  /** Where the files are. */
  readonly folder: string;
  /** Runs finished and asked for, when it was cancelled; else null. */
  readonly partial: { readonly done: number; readonly of: number } | null;
};

/**
 * From a word on the command line to results on disk. Everything that can be wrong with the call is found before the first run.
 *
 * @returns what was computed; nothing when it was cancelled before the first job was finished
 * @throws Mistake
 */
export async function conduct(word: string, options: RunOptions): Promise<Conducted | undefined> {
  const library = readLibrary();
  const own = findScenario(word, library);
  const settled = settledScenario(own, library);
  checkDraws(settled, options);
  checkFolder(options.out ?? join('results', `${settled.id}-00000000`), options.force === true);

  return interruptible(async (signal) => {
    const { plan, batch, workers } = await computed(settled, options, signal);
    const rows = batch.outcomes.flatMap((outcome) => outcome.rows);
    const done = batch.outcomes.reduce((sum, { failures }) => sum + failures.length, rows.length);
    if (batch.cancelled && done === 0) return undefined;
    const partial = batch.cancelled ? { done, of: plan.runs } : null;
    const comparison = gathered(settled, plan, batch.outcomes, partial);
    const ledger = fullLedger(library, plan.intercepts, [own]);
    const files = resultFiles(comparison, rows, settled, ledger, environment(workers, version()), paper());
    return { settled, comparison, partial, folder: keepResults(comparison, files, options, partial !== null) };
  });
}

async function computed(settled: Settled, options: RunOptions, signal: AbortSignal) {
  const progress = progressReport(options.progress, process.stderr);
  try {
    const plan = planOf(settled, { ...options, intercepts: knownIntercepts() });
    const workers = Math.min(options.workers ?? availableParallelism(), plan.jobs.length);
    const batch = await runJobs(plan.jobs, { hire: threads(), workers, signal, onProgress: progress.show });
    return { plan, batch, workers };
  } finally {
    progress.end();
  }
}

/** What there is of a cancelled comparison says so in its title, and counts the runs there are. */
function gathered(
  settled: Settled,
  plan: Plan,
  outcomes: readonly PairedResult[],
  partial: Conducted['partial'],
): Comparison {
  const made = provenance(settled);
  if (!partial) return gather(settled, plan, outcomes, made);
  const title = `Partial result, cancelled after ${partial.done} of ${partial.of} runs: ${settled.title}`;
  const rows = outcomes.flatMap((outcome) => outcome.rows);
  const count = (of: 'replicate' | 'draw') => new Set(rows.map((row) => row[of])).size;
  return gather(
    { ...settled, title },
    { ...plan, replicates: count('replicate'), draws: count('draw') },
    outcomes,
    made,
  );
}

function settledScenario({ file, text, folder }: Named, library: Library): Settled {
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
  return settle(read.scenario);
}

function checkDraws(settled: Settled, { replicates = settled.replicates, draws = 1 }: RunOptions): void {
  if (draws <= replicates) return;
  throw new Mistake(
    `--draws: expected at most ${replicates}, the number of replicates, found ${draws}. Every draw needs a replicate: raise --replicates or lower --draws.`,
  );
}
