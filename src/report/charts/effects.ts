import { axisX, dot, ruleX, ruleY, text } from '@observablehq/plot';
import type { ArmResult } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { differenceOf, shortTitleOf } from '../arms.ts';
import type { Mark } from '../colours.ts';
import { changeFigure, joined, levelFigure, scaleOf, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS, tickDigits, ticks } from './canvas.ts';

const AIR = 6;
/** Margins, and the room between a name and its number, px. */
const SPACE = 24;
/** Width of a bold figure, px. */
const DIGIT = 7.5;
/** The part of a row below its name, where lines are drawn. */
const FIELD = { from: 0.44, to: 0.94 } as const;

/**
 * What each design changes in one outcome: a dot for the mean, a thin line for the 90 % interval, a thick one for the part that
 * is luck alone, around the line of no difference. Designs in the order given, each under its name.
 *
 * @returns the picture, or null when no design has this outcome
 */
export function effects(
  designs: readonly ArmResult[],
  name: OutcomeName,
  marks: ReadonlyMap<string, Mark>,
  canvas: Canvas,
): Element | null {
  const { factor, unit } = scaleOf(name);
  const isLevel = outcomes[name].kind === 'paired' && name !== 'changed_mind';
  const figure = isLevel ? levelFigure : changeFigure;
  const found = designs.flatMap((arm, row) => {
    const spread = differenceOf(arm, name);
    return spread ? [{ arm, row, spread, size: figure(name, spread).size }] : [];
  });
  const letters = (canvas.width - SPACE - DIGIT * Math.max(0, ...found.map(({ size }) => size.length))) / LETTER;
  const rows = found.map(({ arm, row, spread, size }) => {
    const mark = marks.get(arm.design);
    return {
      row,
      spread,
      size,
      title: shortTitleOf(arm, letters),
      colour: mark?.colour ?? 'currentColor',
      fill: mark?.hollow ? 'var(--paper)' : (mark?.colour ?? 'currentColor'),
      mean: spread.mean * factor,
      low: spread.low * factor,
      high: spread.high * factor,
      luckLow: spread.luck.low * factor,
      luckHigh: spread.luck.high * factor,
    };
  });
  if (rows.length === 0) return null;
  const low = Math.min(0, ...rows.map((row) => row.low));
  const high = Math.max(0, ...rows.map((row) => row.high));
  const room = (high - low || 1) * 0.04;
  const domain: [number, number] = [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room];
  const at = ticks(domain[0], domain[1], 5);
  const digits = tickDigits(at);
  const label = `${outcomes[name].label}: ${isLevel ? '' : 'difference to no campaign, '}${unit}`;
  const bottom = designs.length * (canvas.row ?? 38);
  return drawn(
    canvas,
    `${label}. ${rows.map(({ title, spread }) => `${title} ${joined(figure(name, spread))}`).join('; ')}.`,
    {
      height: bottom + AIR + 26,
      marginLeft: 8,
      marginRight: 8,
      marginTop: AIR,
      marginBottom: 26,
      x: { domain: domain[0] === domain[1] ? [-1, 1] : domain },
      y: { domain: [0, designs.length], range: [AIR, bottom + AIR], axis: null },
      marks: [
        // Lines end below the names, so that none runs through a word.
        ruleX(
          rows.flatMap(({ row }) => at.map((value) => ({ value, from: row + FIELD.from, to: row + FIELD.to }))),
          { x: 'value', y1: 'from', y2: 'to', stroke: 'var(--faint)' },
        ),
        axisX({
          ticks: at,
          tickFormat: (value: number) => (isLevel ? signed(value, digits).replace('+', '') : signed(value, digits)),
          tickSize: 0,
          label: null,
          color: 'var(--soft)',
        }),
        ruleX(rows, {
          x: 0,
          y1: ({ row }: { row: number }) => row + FIELD.from,
          y2: ({ row }: { row: number }) => row + FIELD.to,
          stroke: 'currentColor',
          strokeWidth: 1.25,
        }),
        ruleY(rows, { y: (row) => row.row + 0.68, x1: 'low', x2: 'high', stroke: 'colour', strokeWidth: 1.5 }),
        ruleY(rows, {
          y: (row) => row.row + 0.68,
          x1: 'luckLow',
          x2: 'luckHigh',
          stroke: 'colour',
          strokeWidth: 4,
          strokeOpacity: 0.5,
        }),
        dot(rows, { y: (row) => row.row + 0.68, x: 'mean', r: 4.5, fill: 'fill', stroke: 'colour', strokeWidth: 2 }),
        text(rows, {
          y: (row) => row.row + 0.25,
          text: 'title',
          frameAnchor: 'left',
          textAnchor: 'start',
          fill: 'currentColor',
          fontSize: LETTERS,
          stroke: 'var(--paper)',
          strokeWidth: 4,
        }),
        text(rows, {
          y: (row) => row.row + 0.25,
          text: 'size',
          frameAnchor: 'right',
          textAnchor: 'end',
          fill: 'currentColor',
          fontSize: LETTERS,
          fontWeight: 600,
          stroke: 'var(--paper)',
          strokeWidth: 4,
        }),
      ],
    },
  );
}
