import { availableParallelism } from 'node:os';
import type { Comparison, RunRow } from '../experiment/comparison.ts';
import { gather } from '../experiment/gather.ts';
import type { PairedResult } from '../experiment/pair.ts';
import { freezePlan, jobsOf } from '../experiment/plan.ts';
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
import { type Problem, sentence } from '../scenario/problem.ts';
import { readScenario } from '../scenario/read.ts';
import { settle } from '../scenario/settle.ts';
import { variantText } from '../scenario/variant.ts';

export type { ArmResult, Comparison, FailedRun, RunRow, Spread } from '../experiment/comparison.ts';
export { type OutcomeName, outcomeNames, outcomes } from '../model/outcomes.ts';
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

/** A comparison in memory: as `forewarned compare --json` prints it, but for files. */
export type Compared = Comparison & { readonly cancelled: boolean };

/** A scenario that cannot be read; `problems` has place, expected, found and remedy of each. */
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
   * @throws RangeError when a number of the options cannot be run
   */
  readonly compare: (scenario: ScenarioInput, options?: CompareOptions) => Promise<Compared>;
  /** Ids of what comes with Forewarned. */
  readonly catalogue: () => {
    readonly contexts: readonly string[];
    readonly designs: readonly string[];
    readonly scenarios: readonly string[];
  };
  /** Ends the workers; a process with an open engine does not end by itself. */
  readonly close: () => void;
};

/** The text behind data that stands for a scenario. */
function written(data: Exclude<ScenarioInput, string>, library: Library) {
  const found = variantText(data, library);
  if (!found.ok) throw new ScenarioError(found.problems);
  return { text: found.text, file: 'scenario', folder: '.' };
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
      const { text, file, folder } = typeof input === 'string' ? findScenario(input, library) : written(input, library);
      const read = readScenario(text, file, library, filesFrom(folder));
      if (!read.ok) throw new ScenarioError(read.problems);
      const settled = settle(read.scenario);
      const plan = freezePlan(settled, { ...options, ...known });
      const jobs = jobsOf(plan);
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
