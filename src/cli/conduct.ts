import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Comparison } from '../experiment/comparison.ts';
import { gather } from '../experiment/gather.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { type Plan, planOf } from '../experiment/plan.ts';
import { regimeAnswer } from '../experiment/regimes.ts';
import { resultFiles } from '../report/result-files.ts';
import { environment } from '../runtime/environment.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { filesFrom, findScenario, knownRegimes, type Named, readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { knownDraws } from '../runtime/published-draws-node.ts';
import { runJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { version } from '../runtime/version.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import type { Library } from '../scenario/library.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { sentence } from '../scenario/problem.ts';
import { readScenario, type Scenario } from '../scenario/read.ts';
import { type Regime, withRegime } from '../scenario/regime.ts';
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
export async function conduct(word: string, options: RunOptions, asksRegimes = false): Promise<Conducted | undefined> {
  const library = readLibrary();
  const own = findScenario(word, library);
  const plain = scenarioIn(own, library);
  const wanted = options.regime === undefined ? null : regimeCalled(options.regime);
  const scenario = wanted === null ? plain : named(withRegime(plain, wanted), wanted);
  const settled = settle(scenario);
  const regimes = asksRegimes && wanted === null ? knownRegimes() : [];
  checkDraws(settled, options);
  checkFolder(options.out ?? join('results', `${settled.id}-00000000`), options.force === true);

  return interruptible(async (signal) => {
    const { plan, batch, workers, asked } = await computed(settled, scenario, regimes, options, signal);
    const rows = batch.outcomes.flatMap((outcome) => outcome.rows);
    const done = batch.outcomes.reduce((sum, { failures }) => sum + failures.length, rows.length);
    if (batch.cancelled && done === 0) return undefined;
    const partial = batch.cancelled ? { done, of: plan.runs } : null;
    const usual = gathered(settled, plan, batch.outcomes, partial);
    const comparison = partial ? usual : { ...usual, regimes: answersOf(usual, asked) };
    const ledger = fullLedger(library, plan.intercepts, [own]);
    const files = resultFiles(comparison, rows, settled, ledger, environment(workers, version()), paper());
    return { settled, comparison, partial, folder: keepResults(comparison, files, options, partial !== null) };
  });
}

/** The same scenario under another reading of the evidence, with what came back. */
type Asked = {
  readonly regime: Regime;
  readonly settled: Settled;
  readonly plan: Plan;
  readonly outcomes: readonly PairedResult[];
};

/** Small runs under other readings: enough to see whether another design would lead by far, at a fifth of the time. */
const ASKED = { replicates: 4, draws: 4, people: 1500 };
/** Runs of the main comparison below which nothing else is asked: a quick look stays quick. */
const LEAST = 8;

async function computed(
  settled: Settled,
  scenario: Scenario,
  regimes: readonly Regime[],
  options: RunOptions,
  signal: AbortSignal,
) {
  const progress = progressReport(options.progress, process.stderr);
  try {
    const known = { intercepts: knownIntercepts(), published: knownDraws() };
    const plan = planOf(settled, { ...options, ...known });
    const people = Math.min(ASKED.people, plan.people);
    const readings = (plan.replicates < LEAST ? [] : regimes).map((regime) => {
      const other = settle(withRegime(scenario, regime));
      const first: Settled = { ...other, conditions: other.conditions.slice(0, 1), contrasts: [] };
      const { seed, weeks } = plan;
      return { regime, settled: first, plan: planOf(first, { ...ASKED, people, seed, weeks, ...known }) };
    });
    // One batch, the main comparison first; each reading's jobs are numbered after those before it.
    const starts = readings.map((_, k) =>
      readings.slice(0, k).reduce((sum, before) => sum + before.plan.jobs.length, plan.jobs.length),
    );
    const jobs = [
      ...plan.jobs,
      ...readings.flatMap((reading, k) => reading.plan.jobs.map((job) => ({ ...job, id: (starts[k] ?? 0) + job.id }))),
    ];
    const workers = Math.min(options.workers ?? availableParallelism(), jobs.length);
    const { outcomes, cancelled } = await runJobs(jobs, {
      hire: threads(),
      workers,
      signal,
      onProgress: progress.show,
    });
    const between = (from: number, count: number) => outcomes.filter(({ id }) => id >= from && id < from + count);
    const own = between(0, plan.jobs.length);
    return {
      plan,
      batch: { outcomes: own, cancelled: cancelled && own.length < plan.jobs.length },
      workers,
      asked: readings.map(
        (reading, k): Asked => ({ ...reading, outcomes: between(starts[k] ?? 0, reading.plan.jobs.length) }),
      ),
    };
  } finally {
    progress.end();
  }
}

/** What other readings would put first; a reading whose runs did not all come back says nothing. */
function answersOf(usual: Comparison, asked: readonly Asked[]): Comparison['regimes'] {
  return asked.flatMap(({ regime, settled, plan, outcomes }) => {
    if (outcomes.length < plan.jobs.length) return [];
    const rows = outcomes.flatMap((outcome) => outcome.rows);
    return regimeAnswer(regime, usual, gather(settled, plan, outcomes, provenance(settled)), rows) ?? [];
  });
}

function regimeCalled(word: string): Regime {
  const known = knownRegimes();
  const found = known.find(({ id }) => id === word);
  if (found !== undefined) return found;
  const ids = known.map(({ id }) => id);
  throw new Mistake(
    `--regime: expected a reading of the evidence, found ${JSON.stringify(word)}. ${didYouMean(word, ids, `Known are ${ids.join(', ')}.`)}`,
  );
}

/** What is shown says under which reading it was computed. */
function named(scenario: Scenario, { title }: Regime): Scenario {
  return { ...scenario, title: `${scenario.title} (${title})` };
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

function scenarioIn({ file, text, folder }: Named, library: Library): Scenario {
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
  return read.scenario;
}

function checkDraws(settled: Settled, { replicates = settled.replicates, draws = 1 }: RunOptions): void {
  if (draws <= replicates) return;
  throw new Mistake(
    `--draws: expected at most ${replicates}, the number of replicates, found ${draws}. Every draw needs a replicate: raise --replicates or lower --draws.`,
  );
}
