import type { ArmResult, Comparison, FailedRun, RunRow } from '../../experiment/comparison.ts';
import { inTableOrder } from '../../experiment/gather.ts';
import { type GroupName, type OutcomeName, outcomes, type SeriesName } from '../../model/outcomes.ts';
import { sections, titleOf } from '../../report/arms.ts';
import type { RunsOf } from '../../report/charts/distribution.ts';
import type { CoursesOf } from '../../report/charts/runs-over-weeks.ts';
import type { SessionView } from '../engine/session.ts';

/** Runs to look at: those the page computed, or those of a package that was opened. */
export type RunSet = {
  readonly comparison: Comparison;
  /** In table order. */
  readonly rows: readonly RunRow[];
  readonly failures: readonly FailedRun[];
};

/** What the page computed, as far as it is; null before the first results. */
export function computed({ comparison, plan, results }: SessionView): RunSet | null {
  if (comparison === null || plan === null) return null;
  return {
    comparison,
    rows: inTableOrder(
      plan.settled,
      results.flatMap(({ rows }) => rows),
    ),
    failures: inTableOrder(
      plan.settled,
      results.flatMap(({ failures }) => failures),
    ),
  };
}

/** A design in a condition, as tables and pictures name it. */
export type Arm = {
  /** As in `ArmResult`. */
  readonly id: string;
  readonly condition: string;
  /** As in rows. */
  readonly arm: string;
  readonly title: string;
  readonly result: ArmResult;
};

/** All designs in the order of the report: by decision quality in each condition, the world without campaign last. */
export function armsOf(comparison: Comparison): readonly Arm[] {
  return sections(comparison).flatMap(({ designs, baseline }) =>
    [...designs, ...(baseline ? [baseline] : [])].map((result) => ({
      id: result.id,
      condition: result.condition,
      arm: result.id.slice(result.id.lastIndexOf('/') + 1),
      title: titleOf(result),
      result,
    })),
  );
}

/** The same with the condition in the title, where there are several: a design stands in pictures once for each. */
export function withConditions({ conditions }: Comparison, arms: readonly Arm[]): readonly Arm[] {
  if (conditions.length < 2) return arms;
  const titles = new Map(conditions.map(({ id, title }) => [id, title]));
  return arms.map((arm) => ({ ...arm, title: `${titles.get(arm.condition) ?? arm.condition}: ${arm.title}` }));
}

/** Which runs are looked at. Empty: all. */
export type Filter = {
  readonly condition: string | null;
  /** Designs (as in rows) that are left out. */
  readonly without: readonly string[];
  readonly draw: number | null;
};

export function isKept(filter: Filter, { condition, arm, draw }: Pick<RunRow, 'condition' | 'arm' | 'draw'>): boolean {
  return (
    (filter.condition === null || filter.condition === condition) &&
    (filter.draw === null || filter.draw === draw) &&
    !filter.without.includes(arm)
  );
}

/** What is told of a run. */
export type Asked = {
  readonly outcome: OutcomeName;
  readonly as: 'level' | 'difference';
  /** Of helped, harmed and mixed only. */
  readonly group: GroupName | null;
};

const grouped = ['helped', 'harmed', 'mixed'] as const;
type Grouped = (typeof grouped)[number];

/** Whether an outcome is known for groups of people. */
export function isGrouped(outcome: OutcomeName): outcome is Grouped {
  return grouped.some((name) => name === outcome);
}

/** The number of a run; null where it has none. */
export function numberOf(row: RunRow, { outcome, as, group }: Asked): number | null {
  if (group !== null && isGrouped(outcome)) return row.groups[group]?.[outcome] ?? null;
  if (as === 'level' && outcomes[outcome].kind === 'level') return row.levels[outcome] ?? null;
  return row.differences[outcome] ?? null;
}

/** What stands beside departures, always. */
export const beside: readonly OutcomeName[] = ['decision_quality', 'unmet_protection_need', 'harmed_on_journey'];

/** Whether an outcome tells of people leaving or not: it never stands alone. */
export function needsCompany(outcome: OutcomeName): boolean {
  return outcomes[outcome].group === 'course' || outcome === 'cost_per_departure_fewer';
}

/** With departures among them, what belongs beside them. */
export function withCompany(names: readonly OutcomeName[]): readonly OutcomeName[] {
  if (!names.some(needsCompany)) return names;
  return [...names, ...beside.filter((name) => !names.includes(name))];
}

/** The runs of each design by id, in the order of the arms. */
function byArm(rows: readonly RunRow[]): ReadonlyMap<string, readonly RunRow[]> {
  const found = new Map<string, RunRow[]>();
  for (const row of rows) {
    const key = `${row.condition}\n${row.arm}`;
    const own = found.get(key);
    if (own) own.push(row);
    else found.set(key, [row]);
  }
  return found;
}

/** Designs with their runs, as far as there are any. */
export function shownArms(arms: readonly Arm[], rows: readonly RunRow[]) {
  const found = byArm(rows);
  return arms.flatMap((arm) => {
    const own = found.get(`${arm.condition}\n${arm.arm}`);
    return own === undefined ? [] : [{ arm, rows: own }];
  });
}

export type Shown = ReturnType<typeof shownArms>;

/** One number of every run, by design; designs without any are left out. */
export function valuesOf(shown: Shown, asked: Asked): readonly RunsOf[] {
  return shown.flatMap(({ arm, rows }) => {
    const values = rows.flatMap((row) => numberOf(row, asked) ?? []);
    if (values.length === 0) return [];
    return [{ title: arm.title, design: arm.result.design, isBaseline: arm.result.isBaseline, values }];
  });
}

/**
 * A series of every run, by design.
 *
 * @param from  the runs of the worlds without campaign, to which differences are taken; null for levels
 */
export function coursesOf(
  shown: Shown,
  name: SeriesName,
  from: readonly RunRow[] | null,
): readonly (CoursesOf & { readonly condition: string })[] {
  const twins = new Map((from ?? []).map((row) => [`${row.condition}\n${row.replicate}`, row]));
  return shown.flatMap(({ arm, rows }) => {
    const { isBaseline, design, condition } = arm.result;
    if (from !== null && isBaseline) return [];
    const runs = rows.flatMap((row) => {
      const own = row.series[name];
      if (own.length === 0) return [];
      if (from === null) return [own];
      const twin = twins.get(`${row.condition}\n${row.replicate}`)?.series[name];
      return twin === undefined || twin.length === 0 ? [] : [own.map((value, week) => value - (twin[week] ?? 0))];
    });
    return runs.length === 0 ? [] : [{ title: arm.title, design, isBaseline, condition, runs }];
  });
}

/** Who has a value, as it reads: the title of the only one, or how many there are. */
export function holderOf(
  told: readonly { readonly title: string; readonly said: string }[],
  said: string,
): string | number {
  const own = told.filter((one) => one.said === said);
  const [first] = own;
  return own.length === 1 && first !== undefined ? first.title : own.length;
}
