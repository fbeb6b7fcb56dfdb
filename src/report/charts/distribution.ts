import { axisX, axisY, dot, line, ruleX, ruleY, text } from '@observablehq/plot';
import { type GroupName, groups, type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { quantile } from '../../statistics/quantile.ts';
import type { Mark } from '../colours.ts';
import { number, scaleOf, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS, tickDigits, ticks } from './canvas.ts';

/** What is told of runs, and how readers are told it. */
export type Measure = {
  readonly label: string;
  /** In words. */
  readonly unit: string;
  /** From the numbers of tables to those of readers. */
  readonly factor: number;
  /** To the world without campaign; carries a sign. */
  readonly isDifference: boolean;
};

/** One number of every run of a design, as tables have it. */
export type RunsOf = {
  /** What the design is called, with any warning. */
  readonly title: string;
  readonly design: string;
  readonly isBaseline: boolean;
  readonly values: readonly number[];
};

/** @param group  for shares of people helped, harmed or mixed: those of a group; null for everybody */
export function measureOf(name: OutcomeName, as: 'level' | 'difference', group: GroupName | null = null): Measure {
  const { label, kind } = outcomes[name];
  const { factor, unit } = scaleOf(name);
  // What exists only between a world and its twin is told as it is.
  const isDifference = as === 'difference' && kind === 'level';
  if (group === null) return { label, unit, factor, isDifference };
  return { label: `${label}: ${groups[group]}`, unit: 'per 1,000 of the group', factor, isDifference };
}

/** Digits that suit numbers up to this size. */
function digitsAt(size: number): number {
  return size >= 20 || size === 0 ? 0 : size >= 2 ? 1 : 2;
}

/** A number of a measure for readers, with the digits that suit a number of some size (as tables have it). */
export function toldAs({ factor, isDifference }: Measure, value: number, size: number): string {
  const digits = digitsAt(Math.abs(size * factor));
  return isDifference ? signed(value * factor, digits) : number(value * factor, digits);
}

/** Colour and filling of a design's marks; the world without campaign is grey. */
export function lookOf(
  { design, isBaseline }: Pick<RunsOf, 'design' | 'isBaseline'>,
  marks: ReadonlyMap<string, Mark>,
) {
  const mark = isBaseline ? undefined : marks.get(design);
  const colour = isBaseline ? 'var(--soft)' : (mark?.colour ?? 'currentColor');
  return { colour, fill: mark?.hollow ? 'var(--paper)' : colour };
}

/** A title in the room there is; what is cut is the name, never the warning in brackets behind it. */
export function fitted(title: string, room: number): string {
  const letters = Math.floor(room / LETTER);
  if (title.length <= letters) return title;
  const [warning = ''] = / \([^()]*\)$/.exec(title) ?? [];
  const name = title.slice(0, title.length - warning.length);
  return `${name.slice(0, Math.max(4, letters - warning.length - 1))}…${warning}`;
}

/** From the lowest to the highest value of some runs, with zero where they are differences: panels share it. */
export function reachOf(
  all: readonly RunsOf[],
  { factor, isDifference }: Measure,
): readonly [low: number, high: number] {
  let [low, high] = isDifference ? [0, 0] : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { values } of all)
    for (const value of values) {
      low = Math.min(low, value * factor);
      high = Math.max(high, value * factor);
    }
  if (!(low <= high)) return [0, 1];
  if (low === 0 && high === 0) return isDifference ? [-1, 1] : [0, 1];
  const room = (high - low || Math.abs(high)) * 0.04;
  // Shares end at none.
  return [low >= 0 && low - room < 0 ? 0 : low - room, high + room];
}

/** Steps of a curve at the most: more are finer than a screen. */
const STEPS = 400;

type Step = { readonly x: number; readonly y: number };

/** The share of runs at or below each value, as steps from the left end of the axis to the right one. */
function steps(values: readonly number[], factor: number, [low, high]: readonly [number, number]): Step[] {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const every = Math.max(1, Math.ceil(n / STEPS));
  const kept = sorted.flatMap((value, at) =>
    at % every === every - 1 || at === n - 1 ? [{ x: value * factor, y: (100 * (at + 1)) / n }] : [],
  );
  return [{ x: low, y: 0 }, ...kept, { x: high, y: 100 }];
}

const HEIGHT = 214;
const TOP = 26;

/**
 * How the runs of one design lie: of 100 runs, so many are at or below each value (the empirical distribution function). Other
 * designs stand behind it, thin and grey, so that panels can be compared; the median is a dot with its number.
 *
 * @param others  drawn behind; the world without campaign among them is dashed and named
 * @param reach   the axis, shared by panels
 * @returns       null where there are no runs
 */
export function distribution(
  own: RunsOf,
  others: readonly RunsOf[],
  measure: Measure,
  marks: ReadonlyMap<string, Mark>,
  reach: readonly [number, number],
  canvas: Canvas,
): Element | null {
  if (own.values.length === 0) return null;
  const { factor, unit, isDifference } = measure;
  const { colour, fill } = lookOf(own, marks);
  const shown = others.filter(({ values }) => values.length > 0);
  const at = ticks(reach[0], reach[1], 4);
  const digits = tickDigits(at);
  const middle = quantile(own.values, 0.5);
  const [low, high] = [quantile(own.values, 0.05), quantile(own.values, 0.95)];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const told = (value: number) => toldAs(measure, value, size);
  const median = middle * factor;
  const toLeft = median > reach[0] + (reach[1] - reach[0]) * 0.62;
  const baseline = shown.find(({ isBaseline }) => isBaseline);
  const name = `${own.title}: ${measure.label}, ${isDifference ? 'difference to no campaign, ' : ''}${unit}. ${number(own.values.length)} runs; half of them at or below ${told(middle)}, 90 of 100 between ${told(low)} and ${told(high)}.`;
  return drawn(canvas, name, {
    ...{ height: HEIGHT, marginLeft: 36, marginRight: 10, marginTop: TOP, marginBottom: 38 },
    x: { domain: [...reach] },
    y: { domain: [0, 100] },
    marks: [
      ruleY([0, 25, 50, 75, 100], { stroke: 'var(--faint)' }),
      axisY({
        ...{ ticks: [0, 25, 50, 75, 100], tickFormat: (value: number) => number(value) },
        ...{ tickSize: 0, label: null, color: 'var(--soft)' },
      }),
      axisX({
        ...{ ticks: at, tickSize: 3, color: 'var(--soft)' },
        tickFormat: (value: number) => (isDifference ? signed(value, digits) : number(value, digits)),
        ...{ label: `${unit}, in this model`, labelAnchor: 'center', labelArrow: false },
      }),
      reach[0] <= 0 && reach[1] >= 0 ? ruleX([0], { stroke: 'currentColor', strokeWidth: 1.25 }) : null,
      ...shown.map((other) =>
        line(steps(other.values, factor, reach), {
          ...{ x: 'x', y: 'y', curve: 'step-after' },
          stroke: 'var(--soft)',
          ...(other.isBaseline ? { strokeWidth: 1.5, strokeDasharray: '5 3' } : { strokeWidth: 1, strokeOpacity: 0.4 }),
        }),
      ),
      line(steps(own.values, factor, reach), {
        ...{ x: 'x', y: 'y', curve: 'step-after', stroke: colour, strokeWidth: 2.25 },
      }),
      dot([{ x: median, y: 50 }], { x: 'x', y: 'y', r: 4.5, fill, stroke: colour, strokeWidth: 2 }),
      text([{ x: median, y: 50 }], {
        ...{ x: 'x', y: 'y', text: () => told(middle), fill: 'currentColor', fontWeight: 600, fontSize: LETTERS },
        ...{ dx: toLeft ? -9 : 9, dy: toLeft ? -8 : 9, textAnchor: toLeft ? 'end' : 'start' },
        ...{ stroke: 'var(--paper)', strokeWidth: 4 },
      }),
      baseline
        ? text([{ x: quantile(baseline.values, 0.9) * factor, y: 90 }], {
            ...{ x: 'x', y: 'y', text: () => 'no campaign', fill: 'var(--soft)', fontSize: LETTERS },
            ...(quantile(baseline.values, 0.9) * factor > (reach[0] + reach[1]) / 2
              ? { textAnchor: 'end' as const, dx: -6 }
              : { textAnchor: 'start' as const, dx: 6 }),
            ...{ stroke: 'var(--paper)', strokeWidth: 4 },
          })
        : null,
      text([fitted(own.title, canvas.width - 16)], {
        ...{ frameAnchor: 'top-left', dy: -TOP + 6, dx: -32, text: (title: string) => title },
        ...{ fill: 'currentColor', fontWeight: 600, fontSize: LETTERS, textAnchor: 'start' },
      }),
    ],
  });
}
