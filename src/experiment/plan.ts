import { appraisalParameters } from '../model/mechanisms/appraisal.ts';
import type { Setup } from '../model/setup.ts';
import type { Settled } from '../scenario/settled.ts';
import { measuredSetup, setupOf } from '../scenario/setup-of.ts';
import { type PublishedDraws, publishedValues } from './calibration/published-draws.ts';
import { drawnValues } from './draws.ts';
import { interceptFor, interceptKey, withIntercept } from './intercept.ts';

/** One draw of the parameters and one luck: all arms of a condition, the baseline first. Data only. */
type PlannedJob = {
  /** Place in the plan, 0-based. */
  readonly id: number;
  readonly condition: string;
  readonly draw: number;
  readonly replicate: number;
  readonly arms: readonly { readonly id: string; readonly setup: Setup }[];
};

/** What differs from the file; the rest is as the scenario says. */
export type PlanOptions = {
  /** Paired runs of each arm in total, over all draws. */
  readonly replicates?: number | undefined;
  readonly draws?: number | undefined;
  readonly seed?: string | undefined;
  readonly people?: number | undefined;
  readonly weeks?: number | undefined;
  /** Intercepts found before, by key; what is not among them is found anew, which takes a few seconds each. */
  readonly intercepts?: ReadonlyMap<string, number> | undefined;
  /** Draws that were not ruled out by what was published; without them every number is drawn from its range. */
  readonly published?: PublishedDraws | null | undefined;
};

/** A context's intercept as used, and the share that it was set for. */
export type SetIntercept = {
  readonly key: string;
  readonly context: string;
  readonly considering: number;
  readonly value: number;
};

export type Plan = {
  readonly jobs: readonly PlannedJob[];
  /** Arms of all jobs together. */
  readonly runs: number;
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  readonly people: number;
  readonly weeks: number;
  readonly intercepts: readonly SetIntercept[];
  /** Numbers whose draws are published ones, and how many draws were published; null where none are used. */
  readonly published: { readonly numbers: number; readonly of: number } | null;
};

/**
 * The runs of a comparison. Replicate r belongs to draw r modulo draws, and its luck is that of r alone: the first runs of a
 * plan are a smaller plan with the same draws, and each draw has as many runs as any other, or one more.
 *
 * @throws RangeError when a number of the options is not one that can be run
 */
export function planOf(settled: Settled, options: PlanOptions = {}): Plan {
  const seed = options.seed ?? settled.seed;
  const people = counted('people', options.people ?? settled.people, 100);
  const weeks = counted('weeks', options.weeks ?? settled.weeks, 1);
  const replicates = counted('replicates', options.replicates ?? settled.replicates, 1);
  // At least two runs of a draw, so that luck and parameters can be told apart.
  const usual = Math.min(settled.draws, Math.max(1, Math.floor(replicates / 2)));
  const draws = Math.min(counted('draws', options.draws ?? usual, 1), replicates);
  const published = options.published && draws > 1 ? publishedValues(options.published, seed, draws) : null;
  const known = new Map(settled.uncertain.map((one) => [one.name, published?.valuesOf(one)]));
  const drawn = new Map(
    settled.uncertain.map(({ name, value, range }) => [
      name,
      known.get(name) ?? drawnValues(seed, draws, name, value, range),
    ]),
  );
  const { of: interceptOf, all: intercepts } = interceptsOf(settled, options.intercepts ?? new Map());
  const jobs: PlannedJob[] = [];
  for (let replicate = 0; replicate < replicates; replicate++) {
    const draw = replicate % draws;
    const luck = {
      valueOf: (name: string, fallback: number) => drawn.get(name)?.[draw] ?? fallback,
      ...{ seed, replicate, people, weeks },
    };
    for (const { id: condition, arms } of settled.conditions)
      jobs.push({
        id: jobs.length,
        condition,
        draw,
        replicate,
        arms: arms.map(({ id }) => ({
          id,
          setup: interceptOf(condition, setupOf(settled, condition, id, luck)),
        })),
      });
  }
  const runs = jobs.reduce((sum, { arms }) => sum + arms.length, 0);
  const numbers = [...known.values()].filter((values) => values !== undefined).length;
  return {
    ...{ jobs, runs, replicates, draws, seed, people, weeks, intercepts },
    published: options.published && numbers > 0 ? { numbers, of: options.published.draws.length } : null,
  };
}

/** Sets the intercept of each condition where its context was measured, unless a file states one. */
function interceptsOf(
  settled: Settled,
  known: ReadonlyMap<string, number>,
): { readonly of: (condition: string, setup: Setup) => Setup; readonly all: readonly SetIntercept[] } {
  const found = new Map<string, SetIntercept>();
  const values = new Map<string, number>();
  for (const { id, contextId } of settled.conditions) {
    const measured = measuredSetup(settled, id);
    const key = interceptKey(measured);
    const value = found.get(key)?.value ?? known.get(key) ?? interceptFor(measured);
    found.set(key, { key, context: contextId, considering: measured.context.considering, value });
    values.set(id, value);
  }
  return {
    of: (condition, setup) => {
      const stated = setup.given.appraisal.intercept !== DECLARED;
      return stated ? setup : withIntercept(setup, values.get(condition) ?? DECLARED);
    },
    all: [...found.values()],
  };
}

const DECLARED = appraisalParameters.intercept.value;

function counted(what: string, count: number, least: number): number {
  if (!Number.isInteger(count) || count < least)
    throw new RangeError(`${what}: expected a whole number of at least ${least}, found ${count}. Give another number.`);
  return count;
}
