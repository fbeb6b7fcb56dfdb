import { dot, link, ruleX, text } from '@observablehq/plot';
import type { RankedDesign } from '../../experiment/evaluation/evaluation.ts';
import { palette } from '../colours.ts';
import { wrapped } from '../table.ts';
import { number, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS } from './canvas.ts';

/** What designs can be ranked by. */
export const rankedBy = [
  { id: 'contacts', label: 'contacts counted', unit: 'per 1,000 people' },
  { id: 'selfReport', label: 'what those met say', unit: '% changed their mind' },
  { id: 'effect', label: 'what is true', unit: 'per 1,000 who considered' },
] as const;
type By = (typeof rankedBy)[number]['id'];

const value = (design: RankedDesign, by: By): number | null => design[by]?.mean ?? null;

/** The range in which 90 of 100 worlds lie, in the unit of the number beside it. */
export function rankedRange(design: RankedDesign, by: By): string {
  const range = design[by];
  if (range === null) return '';
  const [factor, digits] =
    by === 'contacts' ? [1, range.high < 20 ? 1 : 0] : by === 'selfReport' ? [100, 0] : [1000, 1];
  return `${number(range.low * factor, digits)} to ${number(range.high * factor, digits)}`;
}

/** The number as it stands beside a rank. */
export function rankedNumber(design: RankedDesign, by: By): string {
  const found = value(design, by);
  if (found === null) return 'nobody to ask';
  if (by === 'contacts') return number(found, found < 20 ? 1 : 0);
  return by === 'selfReport' ? `${number(found * 100)} %` : signed(found * 1000, 1);
}

/** Places from 1; designs without a number come last, and equal numbers share a place in the order given. */
export function places(designs: readonly RankedDesign[], by: By): readonly number[] {
  const order = designs
    .map((design, i) => ({ i, of: value(design, by) ?? Number.NEGATIVE_INFINITY }))
    .sort((a, b) => b.of - a.of || a.i - b.i);
  const rank: number[] = [];
  for (const [place, { i }] of order.entries()) rank[i] = place + 1;
  return rank;
}

const ROW = 46;
const TOP = 52;
/** Room beside the columns, px: names on the left, and where there is room on the right too. */
const WIDE = { left: 190, right: 190 };
const NARROW = { left: 104, right: 34 };

/** A title over at most two lines. */
function inLines(title: string, letters: number): readonly string[] {
  const [first = '', ...rest] = wrapped(title, letters);
  const second = rest.join(' ');
  const cut = (line: string) => (line.length <= letters ? line : `${line.slice(0, letters - 1)}…`);
  return second === '' ? [cut(first)] : [cut(first), cut(second)];
}

/**
 * Designs by contacts counted, by what those who were met say, and by what is true, side by side: a line that crosses others is a
 * design that one of the three ways flatters. First place on top.
 */
export function rankings(designs: readonly RankedDesign[], canvas: Canvas): Element | null {
  if (designs.length === 0) return null;
  const narrow = canvas.width < 500;
  const { left, right } = narrow ? NARROW : WIDE;
  const ranks = rankedBy.map(({ id }) => places(designs, id));
  const letters = Math.floor((left - 20) / (LETTER * 1.1));
  const dots = designs.flatMap((design, i) =>
    rankedBy.map(({ id }, column) => ({
      x: column,
      y: ranks[column]?.[i] ?? 0,
      colour: `var(--design-${(i % palette.length) + 1})`,
      number: rankedNumber(design, id),
      title: inLines(design.title, letters),
    })),
  );
  const lines = designs.flatMap((_, i) =>
    [0, 1].map((column) => ({
      x1: column,
      x2: column + 1,
      y1: ranks[column]?.[i] ?? 0,
      y2: ranks[column + 1]?.[i] ?? 0,
      colour: `var(--design-${(i % palette.length) + 1})`,
    })),
  );
  type Spot = (typeof dots)[number];
  const lettering = { x: 'x', y: 'y', fontSize: LETTERS, stroke: 'var(--paper)', strokeWidth: 5 } as const;
  const spoken = designs.map(
    (design, i) =>
      `${design.title}: ${rankedBy.map(({ id, label }, column) => `${ranks[column]?.[i]} by ${label} (${rankedNumber(design, id)})`).join(', ')}`,
  );
  const bottom = TOP + designs.length * ROW;
  const beside = (column: 0 | 2) =>
    text(
      dots.filter(({ x }) => x === column),
      {
        ...lettering,
        text: ({ title, number: of }: Spot) => (narrow ? title : [...title, of]).join('\n'),
        dx: column === 0 ? -17 : 17,
        textAnchor: column === 0 ? 'end' : 'start',
        fill: 'colour',
        fontWeight: 600,
      },
    );
  return drawn(canvas, `Places of ${designs.length} designs. ${spoken.join('; ')}.`, {
    height: bottom + 4,
    marginLeft: left,
    marginRight: right,
    marginTop: TOP,
    marginBottom: 4,
    x: { domain: [0, 2], axis: null },
    y: { domain: [0.5, designs.length + 0.5], range: [TOP, bottom], axis: null },
    marks: [
      ruleX([0, 1, 2], { stroke: 'var(--faint)' }),
      text(
        rankedBy.map((by, x) => ({ ...by, x })),
        {
          x: 'x',
          frameAnchor: 'top',
          dy: -TOP + 4,
          lineAnchor: 'top',
          text: ({ label, unit }: { label: string; unit: string }) =>
            [...wrapped(label, narrow ? 10 : 30), ...(narrow ? [] : [unit])].join('\n'),
          fill: 'currentColor',
          fontSize: LETTERS,
        },
      ),
      link(lines, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', stroke: 'colour', strokeWidth: 2.5 }),
      dot(dots, { x: 'x', y: 'y', r: 11, fill: 'colour', stroke: 'var(--paper)', strokeWidth: 1.5 }),
      text(dots, {
        x: 'x',
        y: 'y',
        text: ({ y }: Spot) => String(y),
        fill: 'var(--paper)',
        fontWeight: 700,
        fontSize: LETTERS,
      }),
      text(narrow ? dots : dots.filter(({ x }) => x === 1), {
        ...lettering,
        text: 'number',
        dy: 20,
        fill: 'var(--soft)',
      }),
      beside(0),
      narrow ? null : beside(2),
    ],
  });
}
