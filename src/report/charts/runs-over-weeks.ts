import { axisX, axisY, line, lineY, ruleX, ruleY, text } from '@observablehq/plot';
import { type SeriesName, series } from '../../model/outcomes.ts';
import { quantile, quantiles } from '../../statistics/quantile.ts';
import type { Mark } from '../colours.ts';
import { number, signed } from '../words.ts';
import { type Canvas, drawn, LETTERS, tickDigits, ticks } from './canvas.ts';
import { fitted, lookOf, type Measure, type RunsOf } from './distribution.ts';
import { seriesUnit } from './weeks.ts';

/** Every run of a design, week by week, as tables have it. */
export type CoursesOf = Pick<RunsOf, 'title' | 'design' | 'isBaseline'> & {
  readonly runs: readonly (readonly number[])[];
};

/** Runs of a design that are drawn at the most; the median is that of all. */
export const LINES = 120;

export function seriesMeasure(name: SeriesName, isDifference: boolean): Measure {
  const unit = seriesUnit(name);
  return { label: series[name].label, unit, factor: unit.startsWith('per 1,000') ? 1000 : 100, isDifference };
}

/** Median week by week, over as many weeks as all runs have. */
export function medianCourse(runs: readonly (readonly number[])[]): number[] {
  if (runs.length === 0) return [];
  const weeks = Math.min(...runs.map(({ length }) => length));
  return Array.from({ length: weeks }, (_, week) =>
    quantile(
      runs.map((run) => run[week] ?? 0),
      0.5,
    ),
  );
}

/** The lowest and highest value of some runs, for panels that share their axis; zero is inside where they are differences. */
export function coursesReach(all: readonly CoursesOf[], { factor, isDifference }: Measure): readonly [number, number] {
  let [low, high] = isDifference ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { runs } of all)
    for (const run of runs)
      for (const value of run) {
        low = Math.min(low, value * factor);
        high = Math.max(high, value * factor);
      }
  if (!(low <= high)) return [0, 1];
  return low === high ? [low - 1, high + 1] : [low, high];
}

const TOP = 26;

/**
 * A series in every run of a design: thin lines, with the median over them thick. Beside it, where given, the median without any
 * campaign, dashed.
 *
 * @param without  the world without campaign; null where differences to it are shown
 * @param reach    the axis, shared by panels
 * @returns        null where there are no runs
 */
export function runsOverWeeks(
  own: CoursesOf,
  without: CoursesOf | null,
  measure: Measure,
  marks: ReadonlyMap<string, Mark>,
  [low, high]: readonly [number, number],
  canvas: Canvas,
): Element | null {
  const { factor, unit, isDifference, label } = measure;
  const middle = medianCourse(own.runs);
  if (middle.length === 0) return null;
  const { colour } = lookOf(own, marks);
  const last = middle.length - 1;
  const every = Math.ceil(own.runs.length / LINES);
  const points = own.runs
    .filter((_, at) => at % every === 0)
    .flatMap((run, z) => run.slice(0, last + 1).map((value, week) => ({ z, week, value: value * factor })));
  const course = (values: readonly number[]) => values.map((value, week) => ({ week, value: value * factor }));
  const [withIt, other] = [course(middle), course(without === null ? [] : medianCourse(without.runs))];
  const levels = ticks(low, high, 4);
  const digits = tickDigits(levels);
  const told = (value: number, places = 1) => (isDifference ? signed(value, places) : number(value, places));
  const ends = own.runs.map((run) => (run[last] ?? 0) * factor);
  const [p5 = 0, p95 = 0] = quantiles(ends, [0.05, 0.95]);
  const [end, otherEnd] = [withIt.at(-1), other.at(-1)];
  const isAbove = end === undefined || otherEnd === undefined || end.value >= otherEnd.value;
  const name = `${own.title}: ${label}, ${isDifference ? 'difference to no campaign, ' : ''}${unit}, week 0 to ${last}. ${number(own.runs.length)} runs; median from ${told(withIt[0]?.value ?? 0)} to ${told(end?.value ?? 0)}, at the end 90 of 100 runs between ${told(p5)} and ${told(p95)}${otherEnd === undefined ? '' : `; no campaign: to ${told(otherEnd.value)}`}.`;
  const mark = (point: typeof end, words: string, fill: string, dy: number) =>
    text(point === undefined ? [] : [point], {
      ...{ x: 'week', y: 'value', text: () => words, fill, dy, textAnchor: 'end', fontWeight: 600 },
      ...{ fontSize: LETTERS, stroke: 'var(--paper)', strokeWidth: 4 },
    });
  return drawn(canvas, name, {
    ...{ height: Math.round(canvas.width * 0.5) + TOP + 20, marginLeft: 44, marginRight: 8 },
    ...{ marginTop: TOP, marginBottom: 36 },
    x: { domain: [0, Math.max(1, last)] },
    y: { domain: [low, high] },
    marks: [
      ruleY(levels, { stroke: 'var(--faint)' }),
      axisY({
        ...{ ticks: levels, tickSize: 0, label: null, color: 'var(--soft)' },
        tickFormat: (value: number) => told(value, digits),
      }),
      axisX({
        ...{ ticks: ticks(0, last, 4), tickFormat: (value: number) => number(value), tickSize: 3 },
        ...{ label: 'week', labelArrow: false, labelAnchor: 'right', color: 'var(--soft)' },
      }),
      line(points, { x: 'week', y: 'value', z: 'z', stroke: colour, strokeWidth: 0.75, strokeOpacity: 0.35 }),
      low <= 0 && high >= 0 ? ruleY([0], { stroke: 'currentColor' }) : ruleX([0], { stroke: 'var(--faint)' }),
      lineY(other, { x: 'week', y: 'value', stroke: 'var(--soft)', strokeWidth: 1.75, strokeDasharray: '5 3' }),
      lineY(withIt, { x: 'week', y: 'value', stroke: 'var(--paper)', strokeWidth: 5, strokeOpacity: 0.7 }),
      lineY(withIt, { x: 'week', y: 'value', stroke: colour, strokeWidth: 2.75 }),
      mark(end, isDifference ? `median ${told(end?.value ?? 0)}` : 'with', colour, isAbove ? -10 : 11),
      mark(otherEnd, 'without', 'var(--soft)', isAbove ? 11 : -10),
      text([fitted(own.title, canvas.width - 16)], {
        ...{ frameAnchor: 'top-left', dy: -TOP + 6, dx: -40, text: (title: string) => title },
        ...{ fill: 'currentColor', fontWeight: 600, fontSize: LETTERS, textAnchor: 'start' },
      }),
    ],
  });
}
