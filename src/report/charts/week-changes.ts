import { areaY, axisX, axisY, lineY, ruleY, text } from '@observablehq/plot';
import type { ArmResult } from '../../experiment/comparison.ts';
import { type SeriesName, series } from '../../model/outcomes.ts';
import { titleOf } from '../arms.ts';
import type { Mark } from '../colours.ts';
import { signed } from '../words.ts';
import { type Canvas, drawn, tickDigits, ticks } from './canvas.ts';
import { points, seriesFactor, seriesUnit } from './weeks.ts';

/** The lowest and highest difference of some designs, zero among them, so that the panels of one series share their axis. */
export function changeExtent(arms: readonly ArmResult[], name: SeriesName): readonly [number, number] {
  const ends = arms.flatMap(({ changes }) => (changes ? [...changes[name].low, ...changes[name].high] : []));
  return [Math.min(0, ...ends), Math.max(0, ...ends)];
}

/**
 * What a design changes week by week, run by run against the same world without campaign: the median, and a band from the 5th to the
 * 95th percentile. The bands of two worlds lie on each other and hide it.
 *
 * @returns null where nothing was set against a world without campaign
 */
export function weekChanges(
  arm: ArmResult,
  name: SeriesName,
  marks: ReadonlyMap<string, Mark>,
  [low, high]: readonly [number, number],
  canvas: Canvas,
): Element | null {
  if (arm.changes === undefined) return null;
  const factor = seriesFactor(name);
  const found = points(arm.changes[name], factor);
  const end = found.at(-1);
  if (end === undefined) return null;
  const colour = marks.get(arm.design)?.colour ?? 'currentColor';
  const room = (high - low || 1 / factor) * 0.08;
  const domain = [(low - room) * factor, (high + room) * factor] as const;
  const levels = ticks(domain[0], domain[1], 3);
  const digits = tickDigits(levels);
  const said = [end.middle, end.low, end.high].map((value) => signed(value, Math.max(1, digits)));
  return drawn(
    canvas,
    `${series[name].label}, difference to no campaign, ${seriesUnit(name)}. ${titleOf(arm)}, at the end: ${said[0]}, 90 of 100 runs ${said[1]} to ${said[2]}.`,
    {
      height: Math.round(canvas.width * 0.44),
      marginLeft: 40,
      marginRight: 6,
      marginTop: 10,
      marginBottom: 34,
      x: { domain: [0, found.length - 1] },
      y: { domain: [...domain] },
      marks: [
        ruleY(levels, { stroke: 'var(--faint)' }),
        axisY({
          ticks: levels,
          tickFormat: (value: number) => signed(value, digits),
          tickSize: 0,
          label: null,
          color: 'var(--soft)',
        }),
        axisX({
          ticks: ticks(0, found.length - 1, 4),
          tickSize: 3,
          label: 'week',
          labelArrow: false,
          labelAnchor: 'right',
          color: 'var(--soft)',
        }),
        areaY(found, { x: 'week', y1: 'low', y2: 'high', fill: colour, fillOpacity: 0.22 }),
        ruleY([0], { stroke: 'currentColor', strokeWidth: 1.25 }),
        lineY(found, { x: 'week', y: 'middle', stroke: colour, strokeWidth: 2.25 }),
        text([end], {
          x: 'week',
          y: 'middle',
          text: () => said[0] ?? '',
          dy: end.middle >= 0 ? -10 : 11,
          textAnchor: 'end',
          fill: colour,
          fontWeight: 600,
          stroke: 'var(--paper)',
          strokeWidth: 4,
        }),
      ],
    },
  );
}
