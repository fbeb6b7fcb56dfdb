import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Evaluation, StudyAnswer } from '../experiment/evaluation/evaluation.ts';
import { gatherStudies } from '../experiment/evaluation/gather-studies.ts';
import { planStudies, REPLICATES, type StudyPlan } from '../experiment/evaluation/plan-studies.ts';
import { evaluationFiles } from '../report/evaluation-files.ts';
import { evaluationAssumptions } from '../report/evaluation-notices.ts';
import { evaluationSentences } from '../report/evaluation-sentences.ts';
import { evaluationTable } from '../report/evaluation-table.ts';
import { environment } from '../runtime/environment.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { filesFrom, findScenario, type Named, named, readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { provenance } from '../runtime/provenance.ts';
import { knownDraws } from '../runtime/published-draws-node.ts';
import { runJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { version } from '../runtime/version.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import { assumptionsIn } from '../scenario/assumptions.ts';
import type { Library } from '../scenario/library.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { sentence } from '../scenario/problem.ts';
import { readEvaluation, readScenario, type Scenario } from '../scenario/read.ts';
import { settle } from '../scenario/settle.ts';
import { type SettledStudy, settleStudy } from '../scenario/settle-study.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { fullLedger } from './full-ledger.ts';
import { interruptible } from './interruptible.ts';
import { allOf, keepResults } from './keep-results.ts';
import { list } from './layout.ts';
import type { EvaluateOptions } from './options.ts';
import { paper } from './paper.ts';
import { progressReport } from './progress-report.ts';
import { remark, tell } from './streams.ts';

/** Studies of a scenario that names none. */
const USUAL = ['beneficiary-follow-up', 'individual-trial', 'cluster-trial-40'];
/** A comparison of villages needs two on either side. */
const LEAST_VILLAGES = 4;

type Evaluated = {
  readonly evaluation: Evaluation;
  readonly answers: readonly StudyAnswer[];
  readonly folder: string;
  /** Pairs of worlds done and asked for when it was cancelled; else null. */
  readonly partial: { readonly done: number; readonly of: number } | null;
};

/** Carries out imaginary studies of a campaign and prints what they would conclude against what is true. */
export async function evaluate(word: string, options: EvaluateOptions): Promise<ExitCode> {
  const evaluated = await evaluatedFrom(word, options);
  if (evaluated === undefined) {
    remark('Cancelled before all studies were carried out in the same worlds even once; nothing is written.');
    return exitCode.cancelled;
  }
  tell(options.json ? asJson(evaluated) : inFull(evaluated));
  if (evaluated.partial) return exitCode.cancelled;
  return evaluated.evaluation.failures.length > 0 ? exitCode.someFailed : exitCode.ok;
}

async function evaluatedFrom(word: string, options: EvaluateOptions): Promise<Evaluated | undefined> {
  const library = readLibrary();
  const own = findScenario(word, library);
  const read = readScenario(own.text, own.file, library, filesFrom(own.folder));
  if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
  const { studies, files } = studiesOf(read.scenario, library, options);
  const settled = settle(read.scenario);
  const design = designOf(read.scenario, options);
  checkWaves(studies, options.weeks ?? settled.weeks);
  checkCounts(options);
  checkFolder(options.out ?? join('results', `${settled.id}-evaluation-00000000`), options.force === true);

  return interruptible(async (signal) => {
    const progress = progressReport(options.progress, process.stderr, undefined, 'steps');
    try {
      const plan = planStudies(settled, studies, {
        ...{ ...options, design, intercepts: knownIntercepts(), published: knownDraws() },
      });
      checkVillages(plan);
      const jobs = plan.jobs.map(({ job }) => job);
      const workers = Math.min(options.workers ?? availableParallelism(), jobs.length);
      const batch = await runJobs(jobs, {
        hire: threads({ memory: options.memory }),
        workers,
        signal,
        onProgress: progress.show,
      });
      progress.end();
      const whole = wholeWorlds(plan, new Set(batch.outcomes.map(({ id }) => id)));
      if (batch.cancelled && whole.size === 0) return undefined;
      const partial = batch.cancelled ? { done: whole.size, of: plan.replicates } : null;
      const kept = new Set(plan.jobs.filter(({ replicate }) => whole.has(replicate)).map(({ job }) => job.id));
      const draws = new Set(plan.jobs.filter(({ job }) => kept.has(job.id)).map(({ draw }) => draw)).size;
      const title = `Partial result, cancelled after ${whole.size} of ${plan.replicates} pairs of worlds: ${settled.title}`;
      const shown: StudyPlan = partial
        ? { ...plan, replicates: whole.size, draws, settled: { ...settled, title } }
        : plan;
      const made = {
        ...provenance(settled, version(), library),
        assumed: assumptionsIn([settled.conditions[0], studies]),
      };
      const outcomes = batch.outcomes.filter(({ id }) => kept.has(id));
      const { evaluation, answers } = gatherStudies(shown, outcomes, made);
      const ledger = fullLedger(library, plan.intercepts, [own, ...files]);
      const written = evaluationFiles(evaluation, answers, settled, ledger, environment(workers, version()), paper());
      const names = { scenario: { id: `${settled.id}-evaluation` }, fingerprint: evaluation.fingerprint };
      return {
        evaluation,
        answers,
        partial,
        folder: keepResults(names, allOf(written), options, partial !== null).folder,
      };
    } finally {
      progress.end();
    }
  });
}

/** Replicates of which every study came back: half a pair of worlds would favour the studies that come first. */
function wholeWorlds({ jobs }: StudyPlan, back: ReadonlySet<number>): ReadonlySet<number> {
  const missing = new Set(jobs.filter(({ job }) => !back.has(job.id)).map(({ replicate }) => replicate));
  return new Set(jobs.map(({ replicate }) => replicate).filter((replicate) => !missing.has(replicate)));
}

function studiesOf(
  scenario: Scenario,
  library: Library,
  { study: words }: EvaluateOptions,
): { readonly studies: readonly SettledStudy[]; readonly files: readonly Named[] } {
  if (words === undefined && scenario.studies.length > 0)
    return { studies: scenario.studies.map(settleStudy), files: [] };
  const files = (words ?? USUAL).map((word) => studyFile(word, library));
  const studies = files.map(({ text, file, folder }) => {
    const read = readEvaluation(text, file, library, filesFrom(folder));
    if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
    if (read.evaluation === null)
      throw new Mistake(
        `--study ${file}: expected a study, found the figures that studies share. Name one that is in \`forewarned list\`.`,
      );
    return settleStudy(read.evaluation);
  });
  const twice = studies.find(({ id }, at) => studies.findIndex((other) => other.id === id) !== at);
  if (twice !== undefined)
    throw new Mistake(`--study: expected studies with different ids, found "${twice.id}" twice. Leave one out.`);
  return { studies, files };
}

function studyFile(word: string, library: Library): Named {
  const text = library.evaluations.get(word);
  if (/[./\\]/.test(word)) return named(word);
  if (text !== undefined) return { file: `scenarios/evaluations/${word}.yaml`, text, folder: '.' };
  const known = [...library.evaluations.keys()].filter((id) => id !== 'common');
  throw new Mistake(
    `--study: expected the id or file of an evaluation, found ${JSON.stringify(word)}. ${didYouMean(word, known, `Known are ${known.join(', ')}; a file is named by its path, ending in .yaml.`)}`,
  );
}

function designOf({ designs, evaluated, conditions }: Scenario, { design }: EvaluateOptions): string {
  const there = conditions[0]?.designs ?? [];
  const known = designs.map(({ id }) => id).filter((id) => there.includes(id) && id !== 'no-campaign');
  const wanted = design ?? (evaluated !== undefined && known.includes(evaluated) ? evaluated : known[0]);
  if (wanted !== undefined && known.includes(wanted)) return wanted;
  throw new Mistake(
    `--design: expected the id of a design of this scenario, found ${wanted === undefined ? 'none' : JSON.stringify(wanted)}. ${didYouMean(wanted ?? '', known, `Known are ${known.join(', ')}.`)}`,
  );
}

function checkWaves(studies: readonly SettledStudy[], weeks: number): void {
  for (const { id, measurement } of studies) {
    const last = Math.max(...measurement.waves.map(Number));
    if (last > weeks - 1)
      throw new Mistake(
        `study ${id}: expected interviews within the ${weeks} weeks that are simulated (0 to ${weeks - 1}), found one in week ${last}. Give --weeks ${last + 1}, or another study.`,
      );
  }
}

function checkCounts({ replicates, draws = 1 }: EvaluateOptions): void {
  const worlds = replicates ?? REPLICATES;
  if (draws > worlds)
    throw new Mistake(
      `--draws: expected at most ${worlds}, the number of replicates, found ${draws}. Every draw needs a replicate: raise --replicates or lower --draws.`,
    );
}

/** Villages are drawn with the other numbers, so that they are counted when the worlds are planned. */
function checkVillages({ studies, villages: [fewest], people }: StudyPlan): void {
  const broken = studies.find(({ assignment }) => assignment?.unit === 'village');
  if (broken === undefined || fewest >= LEAST_VILLAGES) return;
  const enough = Math.ceil((people * LEAST_VILLAGES) / fewest / 100) * 100;
  throw new Mistake(
    `study ${broken.id}: expected at least ${LEAST_VILLAGES} villages to draw lots among, found ${fewest} in which the ${people} simulated people live. Give --people ${enough} or more, or a study that draws lots among people.`,
  );
}

function inFull({ evaluation, folder, partial }: Evaluated): string {
  const ending = [`Results are in ${folder}`, `  to read: ${join(folder, 'report.html')}`];
  if (partial)
    ending.unshift(
      `Partial: cancelled after ${partial.done} of ${partial.of} pairs of worlds. The same command again runs all of them.`,
    );
  if (evaluation.failures.length > 0)
    ending.unshift(
      `${evaluation.failures.length} pairs of worlds failed and are left out; failures.csv says where and why. The first: ${evaluation.failures[0]?.message}`,
    );
  return [
    evaluationTable(evaluation).trimEnd(),
    list(evaluationSentences(evaluation)),
    `What this rests on\n${list(evaluationAssumptions(evaluation))}`,
    ending.join('\n'),
  ].join('\n\n');
}

/** As other programs read it: `scenario` and `design` are ids, what they say about themselves stands under `described`. */
function asJson({ evaluation, folder, partial }: Evaluated): string {
  const { scenario, design, ...rest } = evaluation;
  const described = { scenario, design };
  return JSON.stringify({ scenario: scenario.id, design: design.id, ...rest, described, partial, folder }, null, 2);
}
