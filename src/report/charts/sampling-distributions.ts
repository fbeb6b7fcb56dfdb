import { axisX, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { StudyFindings } from '../../experiment/evaluation/evaluation.ts';
import type { Mark } from '../colours.ts';
import { isCount, isLevel, rangeIn, scaleOf, shown, truthDigits } from '../evaluation-words.ts';
import { number, signed } from '../words.ts';
import { type Canvas, drawn, LETTERS, tickDigits, ticks } from './canvas.ts';

const BINS = 28;
const HEIGHT = 190;
const TOP = 46;

/**
 * What many imaginary studies of one design report: how often which number, the mean of them, and what is true. The truth is a
 * dashed line in ink, the mean a solid one in the colour of the study, each with its number.
 *
 * @param estimates  one per imaginary study, in the unit of the measure
 */
export function samplingDistributions(
  study: StudyFindings,
  estimates: readonly number[],
  mark: Mark,
  canvas: Canvas,
): Element | null {
  const truth = study.truth;
  if (estimates.length === 0 || truth === null) return null;
  const { factor, unit } = scaleOf(study);
  const values = estimates.map((value) => value * factor);
  const ends = [...values, truth * factor, 0];
  const [least, most] = [Math.min(...ends), Math.max(...ends)];
  const room = (most - least || 1) * 0.03;
  const domain: [number, number] = [least - room, most + room];
  const step = (domain[1] - domain[0]) / BINS;
  const counts = Array.from({ length: BINS }, () => 0);
  for (const value of values) counts[Math.min(BINS - 1, Math.floor((value - domain[0]) / step))]++;
  const highest = Math.max(...counts, 1);
  const bars = counts.flatMap((count, bin) =>
    count === 0 ? [] : [{ from: domain[0] + bin * step, to: domain[0] + (bin + 1) * step, high: count / highest }],
  );
  const at = ticks(domain[0], domain[1], 5);
  const digits = tickDigits(at);
  const unsigned = isLevel(study) || isCount(study);
  const tick = (value: number) => (unsigned ? number(value, digits) : signed(value, digits));
  const middle = (domain[0] + domain[1]) / 2;
  const label = (value: number, words: string, colour: string, row: number) =>
    text([value], {
      x: (at_: number) => at_,
      frameAnchor: 'top',
      dy: -TOP + 12 + row * 17,
      dx: value > middle ? -6 : 6,
      text: () => words,
      fill: colour,
      fontSize: LETTERS,
      fontWeight: 600,
      textAnchor: value > middle ? 'end' : 'start',
    });
  const name = `${study.title}: what imaginary studies report, ${unit}. Reported ${shown(study, study.reported.mean)}, 90 of 100 studies ${rangeIn(study, study.reported)}; true ${shown(study, truth, truthDigits(study))}.`;
  const mean = study.reported.mean * factor;
  const up = (value: number, row: number) => ({ x: value, y1: 0, y2: 1 + (2 - row) * 0.1 });
  return drawn(canvas, name, {
    height: HEIGHT,
    marginLeft: 8,
    marginRight: 8,
    marginTop: TOP,
    marginBottom: 38,
    x: { domain },
    y: { domain: [0, 1], axis: null },
    marks: [
      axisX({
        ticks: at,
        tickFormat: tick,
        tickSize: 3,
        label: `${unit}, in this model`,
        labelAnchor: 'center',
        labelArrow: false,
        color: 'var(--soft)',
      }),
      rect(bars, { x1: 'from', x2: 'to', y1: 0, y2: 'high', fill: mark.colour, fillOpacity: 0.45, inset: 0.5 }),
      ruleY([0], { stroke: 'currentColor' }),
      least < 0 && most > 0 ? ruleX([0], { stroke: 'var(--soft)', strokeWidth: 1 }) : null,
      ruleX([up(mean, 1)], { x: 'x', y1: 'y1', y2: 'y2', stroke: mark.colour, strokeWidth: 2.5 }),
      ruleX([up(truth * factor, 0)], {
        x: 'x',
        y1: 'y1',
        y2: 'y2',
        stroke: 'currentColor',
        strokeWidth: 2,
        strokeDasharray: '5 3',
      }),
      label(truth * factor, `true ${shown(study, truth, truthDigits(study))}`, 'currentColor', 0),
      label(mean, `reported ${shown(study, study.reported.mean)}`, mark.colour, 1),
    ],
  });
}
