import { availableParallelism } from 'node:os';
import type { Comparison, RunRow } from '../experiment/comparison.ts';
import { gather } from '../experiment/gather.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { freezePlan, jobsOf } from '../experiment/plan.ts';
import { tooLarge } from '../runtime/enough-memory.ts';
import { knownIntercepts } from '../runtime/intercepts-node.ts';
import { filesFrom, findScenario, readLibrary } from '../runtime/library-node.ts';
import { Mistake } from '../runtime/mistake.ts';
import type { Progress } from '../runtime/progress.ts';
import { provenance } from '../runtime/provenance.ts';
import { knownDraws } from '../runtime/published-draws-node.ts';
import { reusing } from '../runtime/reuse.ts';
import { doJobs } from '../runtime/run-jobs.ts';
import { threads } from '../runtime/thread-pool.ts';
import { version } from '../runtime/version.ts';
import type { Library } from '../scenario/library.ts';
import { fits } from '../scenario/measure.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { type Problem, sentence, shown } from '../scenario/problem.ts';
import { readScenario } from '../scenario/read.ts';
import { sizeMeasures } from '../scenario/scenario-schema.ts';
import { settle } from '../scenario/settle.ts';
import { variantText } from '../scenario/variant.ts';

export type { ArmResult, Comparison, FailedRun, RunRow, Spread } from '../experiment/comparison.ts';
export { type OutcomeName, outcomeNames, outcomes } from '../model/outcomes.ts';
export { Interruption, Mistake } from '../runtime/mistake.ts';
export type { Progress } from '../runtime/progress.ts';
export type { Problem } from '../scenario/problem.ts';

/** A scenario by id, by file, or as data: a whole one with `schema`, or `{ scenario: ID, ... }` with what differs from it. */
export type ScenarioInput = string | { readonly [key: string]: unknown };

/** What differs from the scenario; the rest is as it says. */
export type CompareOptions = {
  /** People simulated, at least 100. */
  readonly people?: number;
  /** Weeks after the start of the campaign, at least 1. */
  readonly weeks?: number;
  /** Paired runs of each design in total, over all draws. */
  readonly replicates?: number;
  /** Draws of the uncertain numbers among the replicates. */
  readonly draws?: number;
  /** Words that decide all luck. */
  readonly seed?: string;
  /** Ends the comparison: what is finished is gathered. */
  readonly signal?: AbortSignal;
  /** Runs finished, failed and asked for; at most ten times a second. */
  readonly onProgress?: (progress: Progress) => void;
  /** Each finished run, in whatever order they end. */
  readonly onRun?: (run: RunRow) => void;
};

/**
 * A comparison in memory. It has what `forewarned compare --json` prints, with these differences: `scenario` is what the scenario says
 * about itself, with its id (there `described`, and `scenario` is the id); `regimes` is empty, for other readings are not asked;
 * `cancelled` says whether the signal ended it, and there are no files.
 */
export type Compared = Comparison & { readonly cancelled: boolean };

/** A scenario that cannot be read; each of `problems` has file, line, column, where, expected, found and remedy. */
export class ScenarioError extends Mistake {
  override readonly name = 'ScenarioError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(sentence).join('\n'));
    this.problems = problems;
  }
}

export type Engine = {
  /**
   * Runs all designs of a scenario with the same luck, and what differs from no campaign. The same scenario, options and version
   * give the same fingerprint on any machine, whatever the number of workers.
   *
   * @throws ScenarioError when the scenario cannot be read
   * @throws Mistake when there is no scenario of that name, a file cannot be read, or the engine is closed
   * @throws Interruption when workers die one after the other
   * @throws RangeError when an option is nothing that can be run, there is none of that name, or people do not fit into memory
   */
  readonly compare: (scenario: ScenarioInput, options?: CompareOptions) => Promise<Compared>;
  /** Ids of what comes with Forewarned. */
  readonly catalogue: () => {
    readonly contexts: readonly string[];
    readonly designs: readonly string[];
    readonly scenarios: readonly string[];
  };
  /** Ends the workers, and a comparison under way with a Mistake; a process with an open engine does not end by itself. */
  readonly close: () => void;
};

/** The text behind data that stands for a scenario. */
function written(data: Exclude<ScenarioInput, string>, library: Library) {
  checkWritable(data);
  const found = variantText(data, library);
  if (!found.ok) throw new ScenarioError(found.problems);
  return { text: found.text, file: 'scenario', folder: '.' };
}

/** @throws ScenarioError when no file could hold the data: it holds itself, for instance */
function checkWritable(data: unknown): void {
  try {
    JSON.stringify(data);
  } catch (fault) {
    const [found = ''] = String(fault instanceof Error ? fault.message : fault).split('\n');
    const remedy = 'Take out what refers back to itself, and integers of unlimited size.';
    throw new ScenarioError([
      { file: 'scenario', where: '', expected: 'data that can be written as JSON', found, remedy },
    ]);
  }
}

const optionNames: readonly (keyof CompareOptions)[] = [
  ...(['people', 'weeks', 'replicates', 'draws'] as const),
  ...(['seed', 'signal', 'onProgress', 'onRun'] as const),
];

/** Callers without types, or with JSON, hand in anything; a name misspelt or null would mean the default without a word. */
function checkOptions(options: CompareOptions): void {
  const given: { readonly [name: string]: unknown } = { ...options };
  for (const name of Object.keys(given))
    if (!optionNames.some((known) => known === name))
      throw new RangeError(
        `options: expected one of ${optionNames.join(', ')}, found ${JSON.stringify(name)}. ${didYouMean(name, optionNames, 'Leave it out.')}`,
      );
  for (const [name, measure] of Object.entries(sizeMeasures)) {
    const found = given[name];
    if (found !== undefined && !(typeof found === 'number' && fits(measure, found)))
      throw new RangeError(
        `${name}: expected a whole number from ${measure.low.toLocaleString('en')} to ${measure.high.toLocaleString('en')}, found ${typeof found === 'number' ? found.toLocaleString('en') : shown(found)}. Write digits, or leave it out.`,
      );
  }
  const { seed } = given;
  if (seed !== undefined && !(typeof seed === 'string' && seed.trim() !== '' && seed.length <= 200))
    throw new RangeError(
      `seed: expected words of 1 to 200 characters, found ${shown(seed)}. Put them in quotes, or leave it out.`,
    );
}

/**
 * Opens the engine for use by a program. Worker threads start with the first comparison and are kept for the next.
 *
 * @param workers  threads; changes the time, never a result. Left out: one per processor
 */
export function openEngine({ workers = availableParallelism() }: { readonly workers?: number } = {}): Engine {
  const library = readLibrary();
  const pool = reusing(threads());
  const known = { intercepts: knownIntercepts(), published: knownDraws() };
  return {
    compare: async (input, options = {}) => {
      checkOptions(options);
      const { text, file, folder } = typeof input === 'string' ? findScenario(input, library) : written(input, library);
      const read = readScenario(text, file, library, filesFrom(folder));
      if (!read.ok) throw new ScenarioError(read.problems);
      const settled = settle(read.scenario);
      const plan = freezePlan(settled, { ...options, ...known });
      const jobs = jobsOf(plan);
      const wrong = tooLarge(jobs.at(0), Math.min(jobs.count, workers), 'people');
      if (wrong !== null) throw new RangeError(wrong);
      const results: PairedResult[] = [];
      const take = (result: PairedResult): void => {
        results.push(result);
        for (const row of result.rows) options.onRun?.(row);
      };
      const made = (function* () {
        for (let id = 0; id < jobs.count; id++) yield jobs.at(id);
      })();
      const { signal, onProgress } = options;
      const { cancelled } = await doJobs(
        made,
        { total: jobs.runs, take },
        { ...{ hire: pool.hire, workers, signal, onProgress } },
      );
      return { ...gather(settled, plan, results, provenance(settled, version(), library)), cancelled };
    },
    catalogue: () => ({
      contexts: [...library.contexts.keys()].filter((id) => id !== 'common'),
      designs: [...library.designs.keys()],
      scenarios: [...library.scenarios.keys()],
    }),
    close: pool.close,
  };
}
