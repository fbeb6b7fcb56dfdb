import {
  type GroupName,
  groupNames,
  type Outcome,
  type OutcomeName,
  outcomeNames,
  outcomes,
  type SeriesName,
  seriesNames,
} from '../model/outcomes.ts';
import { quantiles } from '../statistics/quantile.ts';
import type { ArmResult, Band, Comparison, Contrast, FailedRun, GroupEffect, RunRow, Spread } from './comparison.ts';
import { fingerprint } from './fingerprint.ts';
import { type Bounds, type Observation, spread, unitCost } from './spread.ts';

/** What is compared: the part of a settled scenario that names things. */
export type Compared = {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly about: string;
  readonly source: string;
  readonly population: number;
  readonly burnIn: number;
  readonly contrasts: readonly Contrasted[];
  readonly conditions: readonly {
    readonly id: string;
    readonly title: string;
    readonly about: string;
    readonly contextId: string;
    readonly contextTitle: string;
    readonly limits: string;
    readonly arms: readonly {
      readonly id: string;
      readonly design: string;
      readonly title: string;
      readonly truthfulness: ArmResult['truthfulness'];
      readonly isBaseline: boolean;
    }[];
  }[];
};

/** What a scenario says of its contrasts. */
type Contrasted = Omit<Contrast, 'outcomes'>;

/** The size of what was run. */
export type RunSize = {
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  readonly people: number;
  readonly weeks: number;
  /** Where the draws come from; absent or null: from the ranges. */
  readonly published?: Comparison['published'];
};

/** What made the numbers: the program, its default parameters, and how many of the numbers used are assumptions. */
export type Provenance = Pick<Comparison, 'version' | 'resultsVersion' | 'defaults' | 'assumed' | 'off'>;

type Finished = { readonly rows: readonly RunRow[]; readonly failures: readonly FailedRun[] };

const isUnitCost = (name: OutcomeName): boolean => name.startsWith('cost_per_');

/** What an outcome's level cannot leave; shares that exist only in pairs are levels too. */
function boundsOf(name: OutcomeName, { unit }: Outcome): Bounds {
  if (name.startsWith('lean_') || name === 'changed_mind') return [-1, 1];
  if (name === 'new_departures') return [0, Number.MAX_VALUE];
  return unit === 'share' || unit === 'probability' || unit === 'index' ? [0, 1] : [0, Number.MAX_VALUE];
}

function observed(rows: readonly RunRow[], value: (row: RunRow) => number | null | undefined): Observation[] {
  return rows.flatMap((row) => {
    const found = value(row);
    return found === null || found === undefined ? [] : [{ draw: row.draw, value: found }];
  });
}

/** Runs with a cost but without a ratio gained nothing: they count with their cost and no units. */
function unitCostOf(rows: readonly RunRow[], ratio: (row: RunRow) => number | null | undefined): Spread | null {
  const counted = rows.flatMap((row) => {
    const cost = row.levels.cost;
    const each = ratio(row);
    if (!cost || each === undefined || each === 0) return [];
    return [{ draw: row.draw, cost, units: each === null ? 0 : cost / each }];
  });
  if (counted.length === 0) return null;
  const found = unitCost(counted);
  return found && { ...found, replicates: counted.filter(({ units }) => units > 0).length };
}

type Spreads = { [O in OutcomeName]?: Spread };

function spreadsOf(rows: readonly RunRow[], of: 'levels' | 'differences'): Spreads {
  const found: Spreads = {};
  for (const name of outcomeNames) {
    const value = (row: RunRow) => row[of][name];
    const isLevel = of === 'levels' || outcomes[name].kind === 'paired';
    const bounds = isLevel ? boundsOf(name, outcomes[name]) : undefined;
    const result = isUnitCost(name) ? unitCostOf(rows, value) : spread(observed(rows, value), bounds);
    if (result) found[name] = result;
  }
  return found;
}

/** Share of paired runs on the good side of the baseline; a tie is not better. */
function shareBetterOf(rows: readonly RunRow[]): { [O in OutcomeName]?: number } {
  const found: { [O in OutcomeName]?: number } = {};
  for (const name of outcomeNames) {
    const { better, kind } = outcomes[name];
    if (better === 'open' || kind === 'paired' || isUnitCost(name)) continue;
    const values = observed(rows, (row) => row.differences[name]);
    const good = values.filter(({ value }) => (better === 'higher' ? value > 0 : value < 0));
    if (values.length > 0) found[name] = good.length / values.length;
  }
  return found;
}

function groupsOf(rows: readonly RunRow[]): GroupEffect[] {
  return groupNames.flatMap((group) => {
    const people = observed(rows, (row) => row.groups[group]?.people);
    const helped = spread(
      observed(rows, (row) => row.groups[group]?.helped),
      [0, 1],
    );
    const harmed = spread(
      observed(rows, (row) => row.groups[group]?.harmed),
      [0, 1],
    );
    if (!helped || !harmed) return [];
    return [{ group, people: people.reduce((total, { value }) => total + value, 0) / people.length, helped, harmed }];
  });
}

/** Effects of one design in two conditions, and the difference between them: replicate by replicate, because these share their luck. */
function contrastOf(contrast: Contrasted, rows: readonly RunRow[]): Contrast {
  const { id, title, holds, fails, design } = contrast;
  const runsIn = (condition: string) => rows.filter((row) => row.condition === condition && row.arm === design);
  const other = new Map(runsIn(fails).map((row) => [row.replicate, row]));
  const pairs = runsIn(holds).flatMap((row) => {
    const twin = other.get(row.replicate);
    return twin === undefined ? [] : [{ draw: row.draw, here: row, there: twin }];
  });
  const found: { -readonly [O in keyof Contrast['outcomes']]: Contrast['outcomes'][O] } = {};
  for (const name of outcomeNames) {
    if (isUnitCost(name)) continue;
    const value = (row: RunRow) => row.differences[name];
    const bounds = outcomes[name].kind === 'paired' ? boundsOf(name, outcomes[name]) : undefined;
    const worth = pairs.flatMap(({ draw, here, there }) => {
      const [a, b] = [value(here), value(there)];
      return a === null || a === undefined || b === null || b === undefined ? [] : [{ draw, value: a - b }];
    });
    const [inHolds, inFails, between] = [
      spread(observed(runsIn(holds), value), bounds),
      spread(observed(runsIn(fails), value), bounds),
      spread(worth),
    ];
    if (inHolds && inFails && between) found[name] = { holds: inHolds, fails: inFails, worth: between };
  }
  return { id, title, holds, fails, design, outcomes: found };
}

/** The group with the lowest helped minus harmed; none where all come off alike. */
function worstOffOf(effects: readonly GroupEffect[]): GroupName | null {
  const net = ({ helped, harmed }: GroupEffect) => helped.mean - harmed.mean;
  const [first, ...others] = effects;
  if (!first) return null;
  if (others.every((effect) => net(effect) === net(first))) return null;
  return others.reduce((worst, effect) => (net(effect) < net(worst) ? effect : worst), first).group;
}

/** The 5th, 50th and 95th percentile (type 7) of the runs, week by week. */
function bandOf(rows: readonly RunRow[], name: SeriesName): Band {
  const weeks = Math.min(...rows.map((row) => row.series[name].length));
  const low: number[] = [];
  const middle: number[] = [];
  const high: number[] = [];
  for (let week = 0; rows.length > 0 && week < weeks; week++) {
    const values = rows.map((row) => row.series[name][week] ?? 0);
    const [at5 = 0, at50 = 0, at95 = 0] = quantiles(values, [0.05, 0.5, 0.95]);
    low.push(at5);
    middle.push(at50);
    high.push(at95);
  }
  return { low, middle, high };
}

/**
 * Joins the rows of all runs into the result that tables, sentences, pictures and files are made of.
 *
 * Arms without a single finished run are left out of `designs` (they are in `failures`). Rows may come in any order.
 *
 * @param scenario  what was compared
 * @param size      how many runs were asked for, and of what size
 * @param results   what the paired jobs gave back
 * @param made      the program and parameters behind the numbers
 */
export function gather(scenario: Compared, size: RunSize, results: readonly Finished[], made: Provenance): Comparison {
  const rows = results.flatMap((result) => result.rows);
  const several = scenario.conditions.length > 1;
  const designs = scenario.conditions.flatMap((condition) =>
    condition.arms.flatMap((arm): ArmResult[] => {
      const own = rows
        .filter((row) => row.condition === condition.id && row.arm === arm.id)
        .sort((a, b) => a.replicate - b.replicate);
      if (own.length === 0) return [];
      const groups = arm.isBaseline ? [] : groupsOf(own);
      const found = spreadsOf(own, 'levels');
      return [
        {
          id: several ? `${condition.id}/${arm.id}` : arm.id,
          condition: condition.id,
          design: arm.design,
          title: arm.title,
          isBaseline: arm.isBaseline,
          truthfulness: arm.truthfulness,
          outcomes: found,
          differences: arm.isBaseline ? {} : spreadsOf(own, 'differences'),
          shareBetter: arm.isBaseline ? {} : shareBetterOf(own),
          cost: found.cost?.mean ?? 0,
          groups,
          worstOff: worstOffOf(groups),
          series: Object.fromEntries(seriesNames.map((name) => [name, bandOf(own, name)])) as ArmResult['series'],
          notes: [...new Set(own.flatMap((row) => row.notes))],
        },
      ];
    }),
  );
  const contexts = new Map(
    scenario.conditions.map(({ contextId: id, contextTitle: title, limits }) => [id, { id, title, limits }]),
  );
  const { id, title, question, about, source } = scenario;
  return {
    fingerprint: fingerprint(rows),
    ...made,
    scenario: { id, title, question, about, source },
    contexts: [...contexts.values()],
    conditions: scenario.conditions.map(({ id, title, about }) => ({ id, title, about })),
    people: size.people,
    population: scenario.population,
    weeks: size.weeks,
    burnIn: scenario.burnIn,
    replicates: size.replicates,
    draws: size.draws,
    seed: size.seed,
    published: size.published ?? null,
    designs,
    contrasts: scenario.contrasts.map((contrast) => contrastOf(contrast, rows)),
    regimes: [],
    failures: results.flatMap((result) => result.failures),
  };
}
