import { axisX, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { StudyFindings } from '../../experiment/evaluation/evaluation.ts';
import type { Mark } from '../colours.ts';
import { causes, causeWords, digitsFor, partMargin, scaleOf, splitUnit } from '../evaluation-words.ts';
import { signed } from '../words.ts';
import { type Canvas, drawn, LETTERS, tickDigits, ticks } from './canvas.ts';

const ROW = 36;
const TOP = 4;

/**
 * Where the distance between report and truth comes from: one bar for each cause, the rest in grey, thin lines for 95 %
 * simulation intervals. The bars and the rest sum to the bias of the studies that were split.
 */
export function biasSplit(study: StudyFindings, mark: Mark, canvas: Canvas): Element | null {
  const { split } = study;
  if (split === null) return null;
  const { factor } = scaleOf(study);
  const unit = splitUnit(study);
  const parts = [...causes, 'remainder' as const].map((cause, row) => {
    const { mean } = split[cause];
    const margin = partMargin(split, split[cause]);
    return {
      row,
      label: cause === 'remainder' ? 'no cause named here' : causeWords[cause].label,
      colour: cause === 'remainder' ? 'var(--soft)' : mark.colour,
      mean: mean * factor,
      low: (mean - margin) * factor,
      high: (mean + margin) * factor,
    };
  });
  const low = Math.min(0, ...parts.map((part) => part.low));
  const high = Math.max(0, ...parts.map((part) => part.high));
  const digits = digitsFor({ low, high }, 1);
  const room = (high - low || 1) * 0.04;
  const domain: [number, number] = [low - room, high + room];
  const at = ticks(domain[0], domain[1], 4);
  const tickPlaces = tickDigits(at);
  const bottom = parts.length * ROW;
  const said = parts.map(({ label, mean }) => `${label} ${signed(mean, digits)}`).join('; ');
  const lettering = {
    y: (part: { row: number }) => part.row + 0.26,
    fill: 'currentColor',
    fontSize: LETTERS,
    stroke: 'var(--paper)',
    strokeWidth: 4,
  } as const;
  return drawn(canvas, `${study.title}: the bias by cause, ${unit}. ${said}.`, {
    height: bottom + TOP + 40,
    marginLeft: 8,
    marginRight: 8,
    marginTop: TOP,
    marginBottom: 38,
    x: { domain },
    y: { domain: [0, parts.length], range: [TOP, bottom + TOP], axis: null },
    marks: [
      ruleX(at, { stroke: 'var(--faint)' }),
      axisX({
        ticks: at,
        tickFormat: (value: number) => signed(value, tickPlaces),
        tickSize: 0,
        label: `${unit}, in this model`,
        labelAnchor: 'center',
        labelArrow: false,
        color: 'var(--soft)',
      }),
      rect(parts, {
        x1: (part: { mean: number }) => Math.min(0, part.mean),
        x2: (part: { mean: number }) => Math.max(0, part.mean),
        y1: (part: { row: number }) => part.row + 0.52,
        y2: (part: { row: number }) => part.row + 0.86,
        fill: 'colour',
        fillOpacity: 0.75,
      }),
      ruleY(parts, {
        y: (part: { row: number }) => part.row + 0.69,
        x1: 'low',
        x2: 'high',
        stroke: 'currentColor',
        strokeWidth: 1.25,
      }),
      ruleX([0], { stroke: 'currentColor', strokeWidth: 1.25 }),
      text(parts, { ...lettering, text: 'label', frameAnchor: 'left', textAnchor: 'start' }),
      text(parts, {
        ...lettering,
        text: (part: { mean: number }) => signed(part.mean, digits),
        frameAnchor: 'right',
        textAnchor: 'end',
        fontWeight: 600,
      }),
    ],
  });
}
