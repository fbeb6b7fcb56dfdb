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
import { withNumbers } from '../scenario/quantity.ts';
import type { Open, SettledCondition } from '../scenario/settled.ts';
import { mean } from '../statistics/mean.ts';
import { quantiles } from '../statistics/quantile.ts';
import { asPlanned } from './as-planned.ts';
import type {
  ArmResult,
  Band,
  ChosenNumbers,
  Comparison,
  Contrast,
  FailedRun,
  GroupEffect,
  RunRow,
  Spread,
} from './comparison.ts';
import { fingerprintOf, rowHash } from './fingerprint.ts';
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
    readonly context: { readonly population: Open<number> };
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
  /** Numbers that somebody chose to vary, by draw; absent or null: the scenario's own draws. */
  readonly chosen?: Omit<ChosenNumbers, 'effects'> | null;
  /** Runs finished and asked for, where it was cut short; absent or null: all are there. */
  readonly partial?: Comparison['partial'];
};

/** What made the numbers: the program, its default parameters, and how many of the numbers used are assumptions. */
export type Provenance = Pick<Comparison, 'version' | 'resultsVersion' | 'defaults' | 'asShipped' | 'assumed' | 'off'>;

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

/** Runs of a design whose weeks are kept for the bands of its series: a picture needs no more, and memory stays bounded. */
const BANDED = 2000;

/** A result in the making: rows come in, one design after the other, and are let go as soon as their design is complete. */
export type Gathering = {
  /**
   * Takes the next row.
   *
   * @param row   rows of one condition and arm follow each other, by replicate
   * @param hash  as `rowHash` gives it
   */
  readonly add: (row: RunRow, hash: string) => void;
  /** The result over all rows. */
  readonly end: (failures: readonly FailedRun[]) => Comparison;
};

/**
 * Joins the rows of all runs into the result that tables, sentences, pictures and files are made of, holding those of one design at
 * a time (and the differences of designs that a contrast needs).
 *
 * Designs without a single finished run are left out of `designs` (they are in `failures`). Weekly bands rest on the first 2,000 runs
 * of a design.
 *
 * @param scenario  what was compared
 * @param size      of what was planned
 * @param made      the program and parameters behind the numbers
 */
export function gathering(scenario: Compared, size: RunSize, made: Provenance): Gathering {
  const designs: ArmResult[] = [];
  const effects: ChosenNumbers['effects'][number][] = [];
  const hashes: string[] = [];
  const contrasted: RunRow[] = [];
  let own: RunRow[] = [];
  // Of the condition under way: what its designs are set against week by week.
  let baseline: ReadonlyMap<number, RunRow> = new Map();
  const isContrasted = ({ condition, arm }: RunRow): boolean =>
    scenario.contrasts.some(
      ({ holds, fails, design }) => arm === design && (condition === holds || condition === fails),
    );
  const close = (): void => {
    const [first] = own;
    const result = first === undefined ? null : armResult(scenario, own, baseline);
    if (result?.isBaseline) baseline = new Map(own.slice(0, BANDED).map((row) => [row.replicate, row]));
    if (result !== null) designs.push(result);
    if (result !== null && !result.isBaseline && size.chosen) effects.push(byDraw(result.id, own));
    if (first !== undefined && isContrasted(first))
      for (const row of own) contrasted.push({ ...row, series: withoutWeeks, groups: {}, notes: [] });
    own = [];
  };
  return {
    add: (row, hash) => {
      const [first] = own;
      if (first !== undefined && (first.condition !== row.condition || first.arm !== row.arm)) close();
      hashes.push(hash);
      own.push(own.length < BANDED ? row : { ...row, series: withoutWeeks });
    },
    end: (failures) => {
      close();
      const contexts = new Map(
        scenario.conditions.map(({ contextId: id, contextTitle: title, limits }) => [id, { id, title, limits }]),
      );
      const { id, title, question, about, source } = scenario;
      return {
        fingerprint: fingerprintOf(hashes),
        ...made,
        scenario: { id, title, question, about, source },
        contexts: [...contexts.values()],
        conditions: scenario.conditions.map(({ id, title, about, context }) => ({
          ...{ id, title, about },
          population: withNumbers<number>(context.population, ({ value }) => value),
        })),
        people: size.people,
        population: scenario.population,
        weeks: size.weeks,
        burnIn: scenario.burnIn,
        replicates: size.replicates,
        draws: size.draws,
        seed: size.seed,
        published: size.published ?? null,
        chosen: size.chosen ? { ...size.chosen, effects } : null,
        designs,
        contrasts: scenario.contrasts.map((contrast) => contrastOf(contrast, contrasted)),
        regimes: [],
        failures,
        partial: size.partial ?? null,
        precision: null,
      };
    },
  };
}

/** Mean differences of a design, draw by draw. */
function byDraw(id: string, rows: readonly RunRow[]): ChosenNumbers['effects'][number] {
  const draws = [...new Set(rows.map(({ draw }) => draw))].sort((a, b) => a - b);
  const means = (name: 'decision_quality' | 'harmed'): number[] => {
    const values = observed(rows, (row) => row.differences[name]);
    return draws.map((draw) => mean(values.filter((one) => one.draw === draw).map(({ value }) => value)));
  };
  return { id, draws, decision_quality: means('decision_quality'), harmed: means('harmed') };
}

const withoutWeeks = Object.fromEntries(seriesNames.map((name) => [name, []])) as unknown as RunRow['series'];

/**
 * Differences to the world without campaign, week by week, run by run with the same luck: bands of two worlds hide them.
 *
 * @returns null where the baseline of this condition has no such runs
 */
function changesOf(
  banded: readonly RunRow[],
  baseline: ReadonlyMap<number, RunRow>,
): { readonly changes: { readonly [S in SeriesName]: Band } } | null {
  const pairs = banded.flatMap((row) => {
    const without = baseline.get(row.replicate);
    return without !== undefined && without.condition === row.condition ? [{ row, without }] : [];
  });
  if (pairs.length === 0) return null;
  const changes = seriesNames.map((name) => {
    const rows = pairs.map(({ row, without }) => ({
      ...row,
      series: {
        ...withoutWeeks,
        [name]: row.series[name].map((value, week) => value - (without.series[name][week] ?? value)),
      },
    }));
    return [name, bandOf(rows, name)] as const;
  });
  return { changes: Object.fromEntries(changes) as { [S in SeriesName]: Band } };
}

/** @param own  runs of one arm, at least one, by replicate */
function armResult(
  scenario: Compared,
  own: readonly RunRow[],
  baseline: ReadonlyMap<number, RunRow>,
): ArmResult | null {
  const condition = scenario.conditions.find(({ id }) => id === own[0].condition);
  const arm = condition?.arms.find(({ id }) => id === own[0].arm);
  if (condition === undefined || arm === undefined) return null;
  const groups = arm.isBaseline ? [] : groupsOf(own);
  const found = spreadsOf(own, 'levels');
  const banded = own.slice(0, BANDED);
  return {
    id: scenario.conditions.length > 1 ? `${condition.id}/${arm.id}` : arm.id,
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
    series: Object.fromEntries(seriesNames.map((name) => [name, bandOf(banded, name)])) as ArmResult['series'],
    ...(arm.isBaseline ? null : changesOf(banded, baseline)),
    notes: [...new Set(own.flatMap((row) => row.notes))],
    ...plannedOf(condition, arm.id),
  };
}

/** Nothing where only the names of a scenario are at hand, as in a package that is read back. */
function plannedOf(condition: Compared['conditions'][number], id: string): Pick<ArmResult, 'asPlanned'> {
  if (!isSettled(condition)) return {};
  const arm = condition.arms.find((one) => one.id === id);
  return arm === undefined ? {} : { asPlanned: asPlanned(condition, arm) };
}

function isSettled(condition: Compared['conditions'][number]): condition is SettledCondition {
  return 'given' in condition;
}

/** Rows in the order of every table: by condition and design as in the scenario, then by replicate. */
export function inTableOrder<R extends Pick<RunRow, 'condition' | 'arm' | 'replicate'>>(
  { conditions }: Pick<Compared, 'conditions'>,
  rows: readonly R[],
): R[] {
  const places = new Map(
    conditions.flatMap(({ id, arms }, at) => arms.map((arm, place) => [`${id}\n${arm.id}`, at * 1e6 + place] as const)),
  );
  const placeOf = ({ condition, arm }: R) => places.get(`${condition}\n${arm}`) ?? Number.POSITIVE_INFINITY;
  const far = (a: number, b: number) => (a === b ? 0 : a - b);
  return [...rows].sort((a, b) => far(placeOf(a), placeOf(b)) || a.replicate - b.replicate);
}

/** The same for rows that are at hand, in any order. */
export function gather(scenario: Compared, size: RunSize, results: readonly Finished[], made: Provenance): Comparison {
  const result = gathering(scenario, size, made);
  for (const row of inTableOrder(
    scenario,
    results.flatMap(({ rows }) => rows),
  ))
    result.add(row, rowHash(row));
  return result.end(results.flatMap(({ failures }) => failures));
}
