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

/** A row of a sheet, and the draw that it became: rows with the same values are one draw. */
type ChosenCase = {
  readonly draw: number;
  /** As the spreadsheet shows it. */
  readonly row: number;
  /** What the row calls itself; empty where it does not. */
  readonly label: string;
  /** Id of a design; null for all of them. */
  readonly design: string | null;
};

/** Draws that somebody chose: values by draw for some numbers, all others at their defaults. */
export type ChosenDraws = {
  readonly method: string;
  readonly draws: number;
  /** name -> value by draw */
  readonly values: ReadonlyMap<string, readonly number[]>;
  /** Ids of the designs of each draw, beside the baseline; null stands for all. */
  readonly designs: readonly (readonly string[] | null)[];
  /** Where they come from, if that is a sheet. */
  readonly cases?: readonly ChosenCase[];
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
  /** Draws chosen by somebody, in the place of those of the scenario. */
  readonly chosen?: ChosenDraws | null | undefined;
};

/** A context's intercept as used, and the share that it was set for. */
export type SetIntercept = {
  readonly key: string;
  readonly context: string;
  readonly considering: number;
  readonly value: number;
};

/**
 * All that decides the runs of a comparison, as plain data: written down, it gives the same jobs anywhere and at any time. It holds
 * no job, so that its size does not grow with their number.
 */
export type FrozenPlan = {
  readonly settled: Settled;
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  readonly people: number;
  readonly weeks: number;
  /** How draws were chosen: `ranges`, `published`, or the method of whoever chose. */
  readonly method: string;
  /** Values by draw where they do not follow from seed and range alone. */
  readonly stated: { readonly [name: string]: readonly number[] };
  /** Whether uncertain numbers that are not stated are drawn from their ranges or held at their defaults. */
  readonly others: 'drawn' | 'held';
  /** Ids of the designs of each draw, beside the baseline; null stands for all, by draw or altogether. */
  readonly designs: readonly (readonly string[] | null)[] | null;
  /** Rows of the sheet that the draws come from; left out where there is none. */
  readonly cases?: readonly ChosenCase[];
  readonly intercepts: readonly SetIntercept[];
  /** condition -> intercept of its context */
  readonly interceptOf: { readonly [condition: string]: number };
  /** Numbers whose draws are published ones, and how many draws were published; null where none are used. */
  readonly published: { readonly numbers: number; readonly of: number } | null;
};

/** The jobs of a plan, made when they are asked for. */
export type PlannedJobs = {
  readonly count: number;
  /** Arms of all jobs together. */
  readonly runs: number;
  /** @throws RangeError when there is no such job */
  readonly at: (id: number) => PlannedJob;
  /** Arms of a job: its runs. */
  readonly armsAt: (id: number) => number;
};

export type Plan = Omit<
  FrozenPlan,
  'settled' | 'stated' | 'others' | 'designs' | 'cases' | 'interceptOf' | 'method'
> & {
  readonly jobs: readonly PlannedJob[];
  readonly runs: number;
};

/**
 * The plan of a comparison. Replicate r belongs to draw r modulo draws, and its luck is that of r alone: the first runs of a
 * plan are a smaller plan with the same draws, and each draw has as many runs as any other, or one more.
 *
 * @throws RangeError when a number of the options is not one that can be run
 */
export function freezePlan(settled: Settled, options: PlanOptions = {}): FrozenPlan {
  const { chosen = null } = options;
  const seed = options.seed ?? settled.seed;
  const people = counted('people', options.people ?? settled.people, 100);
  const weeks = counted('weeks', options.weeks ?? settled.weeks, 1);
  const replicates = counted('replicates', options.replicates ?? chosen?.draws ?? settled.replicates, 1);
  const usual = usualDraws(settled.draws, replicates);
  const draws = Math.min(counted('draws', chosen?.draws ?? options.draws ?? usual, 1), replicates);
  const { of: interceptOf, all: intercepts } = interceptsOf(settled, options.intercepts ?? new Map());
  const size = { settled, replicates, draws, seed, people, weeks, intercepts, interceptOf };
  if (chosen)
    return {
      ...size,
      method: chosen.method,
      stated: Object.fromEntries(chosen.values),
      others: 'held',
      designs: chosen.designs.every((ids) => ids === null) ? null : chosen.designs,
      ...(chosen.cases && { cases: chosen.cases }),
      published: null,
    };
  const published = options.published && draws > 1 ? publishedValues(options.published, seed, draws) : null;
  const known = settled.uncertain.flatMap((one) => {
    const values = published?.valuesOf(one);
    return values === undefined ? [] : [[one.name, values] as const];
  });
  return {
    ...size,
    method: known.length > 0 ? 'published' : 'ranges',
    stated: Object.fromEntries(known),
    others: 'drawn',
    designs: null,
    published:
      options.published && known.length > 0 ? { numbers: known.length, of: options.published.draws.length } : null,
  };
}

/** Draws of a scenario with so many replicates: at least two runs of each, so that luck and parameters can be told apart. */
export function usualDraws(draws: number, replicates: number): number {
  return Math.min(draws, Math.max(1, Math.floor(replicates / 2)));
}

/** The numbers that draws put in the place of uncertain ones: `name -> value by draw`. Numbers that no draw moves are not in it. */
export function drawnNumbers(plan: FrozenPlan): ReadonlyMap<string, readonly number[]> {
  const { settled, stated, others, seed, draws } = plan;
  if (others === 'held') return new Map(Object.entries(stated));
  return new Map(
    settled.uncertain.map(({ name, value, range }) => [
      name,
      stated[name] ?? drawnValues(seed, draws, name, value, range),
    ]),
  );
}

/** The jobs of a plan: replicate by replicate, and in each all conditions. With more replicates the first jobs stay the same. */
export function jobsOf(plan: FrozenPlan): PlannedJobs {
  const { settled, seed, people, weeks, replicates, draws, designs, interceptOf } = plan;
  const drawn = drawnNumbers(plan);
  const { conditions } = settled;
  const count = replicates * conditions.length;
  const where = (id: number) => {
    if (!Number.isInteger(id) || id < 0 || id >= count)
      throw new RangeError(`jobsOf: expected a job from 0 to ${count - 1}, found ${id}.`);
    const replicate = Math.floor(id / conditions.length);
    const { id: condition, arms } = conditions[id % conditions.length];
    const draw = replicate % draws;
    const wanted = designs?.[draw] ?? null;
    return {
      ...{ condition, draw, replicate },
      arms: wanted === null ? arms : arms.filter((arm) => arm.isBaseline || wanted.includes(arm.id)),
    };
  };
  const armsAt = (id: number) => where(id).arms.length;
  const everywhere = conditions.reduce((sum, { arms }) => sum + arms.length, 0);
  return {
    count,
    runs: designs === null ? replicates * everywhere : sumOver(count, armsAt),
    armsAt,
    at: (id) => {
      const { condition, draw, replicate, arms } = where(id);
      const luck = {
        valueOf: (name: string, fallback: number) => drawn.get(name)?.[draw] ?? fallback,
        ...{ seed, replicate, people, weeks },
      };
      const settledAt = (setup: Setup): Setup => {
        const stated = setup.given.appraisal.intercept !== DECLARED;
        return stated ? setup : withIntercept(setup, interceptOf[condition] ?? DECLARED);
      };
      return {
        ...{ id, condition, draw, replicate },
        arms: arms.map((arm) => ({ id: arm.id, setup: settledAt(setupOf(settled, condition, arm.id, luck)) })),
      };
    },
  };
}

function sumOver(count: number, value: (id: number) => number): number {
  let sum = 0;
  for (let id = 0; id < count; id++) sum += value(id);
  return sum;
}

/** A plan with all its jobs at once, for comparisons that fit into memory. @throws RangeError as `freezePlan` */
export function planOf(settled: Settled, options: PlanOptions = {}): Plan {
  const plan = freezePlan(settled, options);
  const { count, runs, at } = jobsOf(plan);
  const { replicates, draws, seed, people, weeks, intercepts, published } = plan;
  const jobs = Array.from({ length: count }, (_, id) => at(id));
  return { jobs, runs, replicates, draws, seed, people, weeks, intercepts, published };
}

/** Sets the intercept of each condition where its context was measured, unless a file states one. */
function interceptsOf(
  settled: Settled,
  known: ReadonlyMap<string, number>,
): { readonly of: FrozenPlan['interceptOf']; readonly all: readonly SetIntercept[] } {
  const found = new Map<string, SetIntercept>();
  const values: Record<string, number> = {};
  for (const { id, contextId } of settled.conditions) {
    const measured = measuredSetup(settled, id);
    const key = interceptKey(measured);
    const value = found.get(key)?.value ?? known.get(key) ?? interceptFor(measured);
    found.set(key, { key, context: contextId, considering: measured.context.considering, value });
    values[id] = value;
  }
  return { of: values, all: [...found.values()] };
}

const DECLARED = appraisalParameters.intercept.value;

function counted(what: string, count: number, least: number): number {
  if (!Number.isInteger(count) || count < least)
    throw new RangeError(`${what}: expected a whole number of at least ${least}, found ${count}. Give another number.`);
  return count;
}
