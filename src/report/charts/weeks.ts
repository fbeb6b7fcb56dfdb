import { areaY, axisX, axisY, lineY, ruleX, ruleY, text } from '@observablehq/plot';
import type { ArmResult, Band } from '../../experiment/comparison.ts';
import { type SeriesName, series } from '../../model/outcomes.ts';
import { titleOf } from '../arms.ts';
import { baselineMark, type Mark } from '../colours.ts';
import { number } from '../words.ts';
import { type Canvas, drawn, tickDigits, ticks } from './canvas.ts';

/** How a series is said: what it is multiplied by, and the unit in words. */
const scales: { readonly [S in SeriesName]: { readonly factor: number; readonly unit: string } } = {
  considering: { factor: 1000, unit: 'per 1,000 people' },
  intention: { factor: 100, unit: 'points of 100' },
  departed: { factor: 1000, unit: 'per 1,000 people' },
  error: { factor: 100, unit: 'percentage points' },
};

export function seriesUnit(name: SeriesName): string {
  return scales[name].unit;
}

export function seriesFactor(name: SeriesName): number {
  return scales[name].factor;
}

export function seriesValue(name: SeriesName, value: number | undefined): string {
  return value === undefined ? '—' : number(value * scales[name].factor, 1);
}

/** Lines that end nearer to each other than this share of the height cannot be told apart by eye. */
const ONE_LINE = 0.08;

/** The lowest and highest value of some bands, so that the panels of one series share their axis. */
export function extent(arms: readonly ArmResult[], name: SeriesName): readonly [number, number] {
  const ends = arms.flatMap((arm) => [...arm.series[name].low, ...arm.series[name].high]);
  return [Math.min(...ends), Math.max(...ends)];
}

type Point = { readonly week: number; readonly low: number; readonly middle: number; readonly high: number };

export function points({ low, middle, high }: Band, factor: number): Point[] {
  return middle.map((value, week) => ({
    week,
    low: (low[week] ?? value) * factor,
    middle: value * factor,
    high: (high[week] ?? value) * factor,
  }));
}

/** A series week by week with a design and without any campaign: median lines, and bands from the 5th to the 95th percentile. */
export function weeks(
  arm: ArmResult,
  baseline: ArmResult,
  name: SeriesName,
  marks: ReadonlyMap<string, Mark>,
  [low, high]: readonly [number, number],
  canvas: Canvas,
): Element {
  const { factor } = scales[name];
  const colour = marks.get(arm.design)?.colour ?? 'currentColor';
  const [withIt, without] = [points(arm.series[name], factor), points(baseline.series[name], factor)];
  const [lastWith, lastWithout] = [withIt.at(-1), without.at(-1)];
  const above = (lastWith?.middle ?? 0) >= (lastWithout?.middle ?? 0);
  const levels = ticks(low * factor, high * factor, 4);
  const digits = tickDigits(levels);
  const last = withIt.length - 1;
  // Two lines that lie on each other are one line to the eye.
  const apart = (lastWith?.middle ?? 0) - (lastWithout?.middle ?? 0);
  const isOne = Math.abs(apart) < (high - low) * factor * ONE_LINE;
  const name_ = `${series[name].label}, ${seriesUnit(name)}, week 0 to ${last}. ${titleOf(arm)}: from ${number(withIt[0]?.middle ?? 0, 1)} to ${number(lastWith?.middle ?? 0, 1)}; no campaign: to ${number(lastWithout?.middle ?? 0, 1)}.`;
  const label = (point: Point | undefined, words: string, fill: string, dy: number) =>
    text(point ? [point] : [], {
      x: 'week',
      y: 'middle',
      text: () => words,
      fill,
      dy,
      textAnchor: 'end',
      fontWeight: 600,
      stroke: 'var(--paper)',
      strokeWidth: 4,
    });
  return drawn(canvas, name_, {
    height: Math.round(canvas.width * 0.56),
    marginLeft: 40,
    marginRight: 6,
    marginTop: 10,
    marginBottom: 34,
    x: { domain: [0, last] },
    y: { domain: [low * factor, high * factor] },
    marks: [
      ruleY(levels, { stroke: 'var(--faint)' }),
      axisY({
        ticks: levels,
        tickFormat: (value: number) => number(value, digits),
        tickSize: 0,
        label: null,
        color: 'var(--soft)',
      }),
      axisX({
        ticks: ticks(0, last, 4),
        tickFormat: (value: number) => number(value),
        tickSize: 3,
        label: 'week',
        labelArrow: false,
        labelAnchor: 'right',
        color: 'var(--soft)',
      }),
      low <= 0 && high >= 0 ? ruleY([0], { stroke: 'currentColor' }) : ruleX([0], { stroke: 'var(--faint)' }),
      areaY(without, { x: 'week', y1: 'low', y2: 'high', fill: baselineMark.colour, fillOpacity: 0.18 }),
      areaY(withIt, { x: 'week', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.22 }),
      lineY(without, {
        x: 'week',
        y: 'middle',
        stroke: baselineMark.colour,
        strokeWidth: 1.75,
        strokeDasharray: '5 3',
      }),
      lineY(withIt, { x: 'week', y: 'middle', stroke: colour, strokeWidth: 2.25 }),
      ...(isOne
        ? [label(lastWith, 'with and without', 'currentColor', -10)]
        : [
            label(lastWith, 'with', colour, above ? -10 : 11),
            label(lastWithout, 'without', 'var(--soft)', above ? 11 : -10),
          ]),
    ],
  });
}
