import { dot, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { ArmResult } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { differenceOf, shortTitleOf, titleOf } from '../arms.ts';
import type { Mark } from '../colours.ts';
import { changeFigure, euros, joined, levelFigure, number, scaleOf, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS, tickDigits, ticks } from './canvas.ts';

const ROW = 44;
const TOP = 22;
const BOTTOM = 26;
const SIDE = 8;
/** Share of the width that the cost has, and the gap to the effect, px. */
const COST = 0.34;
const GAP = 24;
/** Room for a figure at the right end, and for the cost behind its bar, px. */
const FIGURE = 56;
const SUM = 66;

/**
 * What designs cost beside what they change: a bar for the money that is spent, and the effect with its interval. Each under its
 * name, in the order given: designs of the same budget would lie on top of each other in a plane of cost and effect.
 *
 * @returns the picture, or null when no design has this outcome
 */
export function costAndEffect(
  designs: readonly ArmResult[],
  name: OutcomeName,
  marks: ReadonlyMap<string, Mark>,
  canvas: Canvas,
): Element | null {
  const { factor, unit } = scaleOf(name);
  const isLevel = outcomes[name].kind === 'paired';
  const figure = isLevel ? levelFigure : changeFigure;
  const found = designs.flatMap((arm) => {
    const spread = differenceOf(arm, name);
    return spread ? [{ arm, spread }] : [];
  });
  if (found.length === 0) return null;
  const from = SIDE + (canvas.width - 2 * SIDE) * COST + GAP;
  const to = canvas.width - SIDE;
  const low = Math.min(0, ...found.map(({ spread }) => spread.low * factor));
  const high = Math.max(0, ...found.map(({ spread }) => spread.high * factor));
  const room = (high - low || 1) * 0.04;
  const ends = [low === 0 ? 0 : low - room, high === 0 ? 0 : high + room] as const;
  const spans = ends[1] - ends[0] || 1;
  const across = (value: number): number => from + ((value - ends[0]) / spans) * (to - from);
  const most = Math.max(...found.map(({ arm }) => arm.cost), 1);
  const rows = found.map(({ arm, spread }, row) => {
    const mark = marks.get(arm.design);
    return {
      row,
      title: shortTitleOf(arm, (canvas.width - 2 * SIDE - FIGURE) / LETTER),
      cost: euros(arm.cost),
      paid: SIDE + (arm.cost / most) * (from - GAP - SIDE - SUM),
      colour: mark?.colour ?? 'currentColor',
      fill: mark?.hollow ? 'var(--paper)' : (mark?.colour ?? 'currentColor'),
      size: figure(name, spread).size,
      mean: across(spread.mean * factor),
      low: across(spread.low * factor),
      high: across(spread.high * factor),
    };
  });
  type Row = (typeof rows)[number];
  const at = ticks(ends[0], ends[1], canvas.width < 400 ? 3 : 5);
  const digits = tickDigits(at);
  const lines = rows.flatMap(({ row }) => at.map((value) => ({ x: across(value), from: row + 0.46, to: row + 0.94 })));
  const bottom = rows.length * ROW;
  const numbers = found.map(({ arm, spread }) => `${titleOf(arm)} ${euros(arm.cost)}, ${joined(figure(name, spread))}`);
  const lettering = { fill: 'currentColor', fontSize: LETTERS } as const;
  const head = (words: string, x: number) =>
    text([words], { x, y: 0, dy: -12, text: () => words, textAnchor: 'start', fill: 'var(--soft)' });
  return drawn(canvas, `Cost against ${outcomes[name].label}, ${unit}. ${numbers.join('; ')}.`, {
    height: bottom + TOP + BOTTOM,
    margin: 0,
    x: { domain: [0, canvas.width], range: [0, canvas.width], axis: null },
    y: { domain: [0, rows.length], range: [TOP, bottom + TOP], axis: null },
    marks: [
      head('spent', SIDE),
      head(isLevel ? unit : `difference, ${unit}`, from),
      ruleX(lines, { x: 'x', y1: 'from', y2: 'to', stroke: 'var(--faint)' }),
      ruleX(rows, {
        x: across(0),
        y1: ({ row }: Row) => row + 0.46,
        y2: ({ row }: Row) => row + 0.94,
        stroke: 'currentColor',
        strokeWidth: 1.25,
      }),
      rect(rows, {
        x1: SIDE,
        x2: 'paid',
        y1: ({ row }: Row) => row + 0.58,
        y2: ({ row }: Row) => row + 0.82,
        fill: 'colour',
        fillOpacity: 0.45,
      }),
      ruleY(rows, { y: ({ row }: Row) => row + 0.7, x1: 'low', x2: 'high', stroke: 'colour', strokeWidth: 1.5 }),
      dot(rows, { y: ({ row }: Row) => row + 0.7, x: 'mean', r: 4.5, fill: 'fill', stroke: 'colour', strokeWidth: 2 }),
      text(rows, { ...lettering, x: SIDE, y: ({ row }: Row) => row + 0.26, text: 'title', textAnchor: 'start' }),
      text(rows, {
        ...lettering,
        x: to,
        y: ({ row }: Row) => row + 0.26,
        text: 'size',
        textAnchor: 'end',
        fontWeight: 600,
      }),
      text(rows, {
        ...lettering,
        x: 'paid',
        dx: 5,
        y: ({ row }: Row) => row + 0.7,
        text: 'cost',
        textAnchor: 'start',
      }),
      text(at, {
        x: (value: number) => across(value),
        y: rows.length,
        dy: 12,
        text: (value: number) => (isLevel ? number(value, digits) : signed(value, digits)),
        fill: 'var(--soft)',
      }),
    ],
  });
}
