import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { hashOfDefaults } from '../evidence/defaults-hash.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import { type Batch, batchHash, type Reading } from '../experiment/batch.ts';
import { type ChosenDraws, type FrozenPlan, freezePlan } from '../experiment/plan.ts';
import type { Precision } from '../experiment/precision.ts';
import { resultsVersion } from '../model/schedule.ts';
import { createBatchFolder, finishedIn } from '../runtime/batch-folder.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { filesFrom, knownRegimes, type Named, readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import { knownDraws } from '../runtime/published-draws-node.ts';
import { version } from '../runtime/version.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import type { Library } from '../scenario/library.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { sentence } from '../scenario/problem.ts';
import { readScenario, type Scenario } from '../scenario/read.ts';
import { type Regime, withRegime } from '../scenario/regime.ts';
import { settle } from '../scenario/settle.ts';
import type { Settled } from '../scenario/settled.ts';
import { askedFor } from './asked-for.ts';
import { type Conducted, carryOut, mayReplace, workFolder } from './carry-out.ts';
import { tooLargeHere } from './crew.ts';
import { fullLedger } from './full-ledger.ts';
import { interruptible } from './interruptible.ts';
import type { AskOptions, RunOptions } from './options.ts';
import { remark } from './streams.ts';

/** A batch before its first run, with every number that goes into it. */
export type Planned = { readonly batch: Batch; readonly ledger: readonly LedgerRow[] };

/** What a plan may have beside the options of a run. */
export type PlanExtras = { readonly asksRegimes?: boolean; readonly shards?: number };

/**
 * From a word on the command line to a plan. Everything that can be wrong with the call is found here, before the first run.
 *
 * @throws Mistake
 */
export function planned(word: string, options: AskOptions, extras: PlanExtras = {}): Planned {
  const library = readLibrary();
  const asked = askedFor(word, options, library);
  const own = asked.scenario;
  const plain = scenarioIn(own, library);
  const wanted = options.regime === undefined ? null : regimeCalled(options.regime);
  const scenario = wanted === null ? plain : named(withRegime(plain, wanted), wanted);
  const whole = settle(scenario);
  const { chosen, designs, ...size } = asked.choose(whole, options.seed ?? whole.seed);
  const settled = designs === null ? whole : withDesigns(whole, designs);
  if (chosen === null) checkDraws(settled, options);
  else checkChosen(chosen, options);
  const known = { intercepts: knownIntercepts(), published: knownDraws() };
  const main = freezePlan(settled, { ...size, ...options, ...known, chosen });
  const { mechanisms, channels } = modelDeclarations;
  const batch: Batch = {
    version: version(),
    resultsVersion,
    defaults: hashOfDefaults(mechanisms, channels),
    main,
    readings: extras.asksRegimes === true && wanted === null ? readingsOf(scenario, main, known) : [],
    shards: extras.shards ?? 1,
    record: options.record ?? ['series'],
    precision: precisionIn(options, main),
  };
  return { batch, ledger: fullLedger(library, main.intercepts, [own]) };
}

/**
 * Plans and carries out. A batch that was begun before, by the same command, goes on where it stopped.
 *
 * @returns what was computed; nothing when it was cancelled before the first job was finished
 * @throws Mistake
 */
export async function conduct(word: string, options: RunOptions, asksRegimes = false): Promise<Conducted | undefined> {
  const { batch, ledger } = planned(word, options, { asksRegimes });
  const hash = batchHash(batch);
  const { id } = batch.main.settled;
  const place = workFolder(options.out, id, hash);
  const { out } = options;
  // A kill may have come when the results were just written: then the same command goes on, to their end.
  const mayBe = out === undefined || (existsSync(place) ? mayReplace(out, { hash }, options) : options.force === true);
  checkFolder(out ?? place.replace(/\.unfinished$/, ''), mayBe);
  // Before a folder is made: of what cannot be begun, nothing is left behind.
  const wrong = existsSync(place) ? null : tooLargeHere(batch, options.workers ?? availableParallelism());
  if (wrong !== null) throw new Mistake(wrong);
  const work = createBatchFolder(place, batch, ledger, options.tables);
  const before = finishedIn(work).size;
  if (before > 0) remark(`Going on with ${place}: ${before} ${before === 1 ? 'job is' : 'jobs are'} finished already.`);
  return interruptible((signal) => carryOut(work, options, signal));
}

/** The same scenario with some of its designs only. */
function withDesigns(settled: Settled, ids: readonly string[]): Settled {
  return {
    ...settled,
    conditions: settled.conditions.map((condition) => ({
      ...condition,
      arms: condition.arms.filter(({ id, isBaseline }) => isBaseline || ids.includes(id)),
    })),
    contrasts: settled.contrasts.filter(({ design }) => ids.includes(design)),
  };
}

/** Small runs under other readings: enough to see whether another design would lead by far, at a fifth of the time. */
const ASKED = { replicates: 4, draws: 4, people: 1500 };
/** Runs of the main comparison below which nothing else is asked: a quick look stays quick. */
const LEAST = 8;

function readingsOf(
  scenario: Scenario,
  { replicates, people, seed, weeks }: FrozenPlan,
  known: Pick<Parameters<typeof freezePlan>[1] & object, 'intercepts' | 'published'>,
): Reading[] {
  if (replicates < LEAST) return [];
  return knownRegimes().map((regime) => {
    const other = settle(withRegime(scenario, regime));
    const first: Settled = { ...other, conditions: other.conditions.slice(0, 1), contrasts: [] };
    const size = { ...ASKED, people: Math.min(ASKED.people, people), seed, weeks };
    const { id, title, about } = regime;
    return { regime: { id, title, about }, plan: freezePlan(first, { ...size, ...known }) };
  });
}

function precisionIn(options: AskOptions, { replicates }: FrozenPlan): Precision | null {
  const { precision, on = 'decision_quality', max = 5000 } = options;
  if (precision === undefined) {
    for (const name of ['on', 'max'] as const)
      if (options[name] !== undefined)
        throw new Mistake(
          `--${name}: expected together with --precision, found it alone. Say how well means are to be known (--precision 0.01), or leave it out.`,
        );
    return null;
  }
  if (max < replicates)
    throw new Mistake(
      `--max: expected at least ${replicates}, the number of replicates, found ${max}. Raise --max or lower --replicates.`,
    );
  return { outcome: on, halfWidth: precision, most: max };
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

function scenarioIn({ file, text, folder }: Named, library: Library): Scenario {
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) throw new Mistake(read.problems.map(sentence).join('\n'));
  return read.scenario;
}

function checkDraws(settled: Settled, { replicates = settled.replicates, draws = 1 }: AskOptions): void {
  if (draws <= replicates) return;
  throw new Mistake(
    `--draws: expected at most ${replicates}, the number of replicates, found ${draws}. Every draw needs a replicate: raise --replicates or lower --draws.`,
  );
}

/** A case of a sheet or batch that has no run at all would be missing without a word. */
function checkChosen({ draws }: ChosenDraws, { replicates = draws }: AskOptions): void {
  if (replicates >= draws) return;
  throw new Mistake(
    `--replicates: expected at least ${draws}, one for each draw of the sheet or batch, found ${replicates}. It counts the runs of a design over all draws: raise it, or leave it out.`,
  );
}
