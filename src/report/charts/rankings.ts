import { dot, link, ruleX, text } from '@observablehq/plot';
import type { RankedDesign } from '../../experiment/evaluation/evaluation.ts';
import { palette } from '../colours.ts';
import { number, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS } from './canvas.ts';

/** What designs can be ranked by. */
export const rankedBy = [
  { id: 'contacts', label: 'contacts counted', unit: 'per 1,000 people' },
  { id: 'selfReport', label: 'what those met say', unit: '% changed their mind' },
  { id: 'effect', label: 'what is true', unit: 'changed per 1,000 people' },
] as const;
type By = (typeof rankedBy)[number]['id'];

const value = (design: RankedDesign, by: By): number | null => design[by]?.mean ?? null;

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

const ROW = 44;
const TOP = 44;

/**
 * Designs by contacts counted, by what those who were met say, and by what is true, side by side: a line that crosses others is a
 * design that one of the three ways flatters. First place on top.
 */
export function rankings(designs: readonly RankedDesign[], canvas: Canvas): Element | null {
  if (designs.length === 0) return null;
  const narrow = canvas.width < 500;
  const ranks = rankedBy.map(({ id }) => places(designs, id));
  const side = narrow ? 62 : 150;
  const letters = (side - 14) / LETTER;
  const colour = (i: number) => `var(--design-${(i % palette.length) + 1})`;
  const short = (title: string, room: number) =>
    title.length <= room ? title : `${title.slice(0, Math.max(3, Math.floor(room) - 1))}…`;
  const dots = designs.flatMap((design, i) =>
    rankedBy.map(({ id }, column) => ({
      x: column,
      y: ranks[column]?.[i] ?? 0,
      i,
      colour: colour(i),
      number: rankedNumber(design, id),
      title: design.title,
    })),
  );
  const lines = designs.flatMap((_, i) =>
    [0, 1].map((column) => ({
      x1: column,
      x2: column + 1,
      y1: ranks[column]?.[i] ?? 0,
      y2: ranks[column + 1]?.[i] ?? 0,
      colour: colour(i),
    })),
  );
  const lettering = { fontSize: LETTERS, stroke: 'var(--paper)', strokeWidth: 5, y: 'y' } as const;
  const spoken = designs.map(
    (design, i) =>
      `${design.title}: ${rankedBy.map(({ id, label }, column) => `${ranks[column]?.[i]} by ${label} (${rankedNumber(design, id)})`).join(', ')}`,
  );
  const inner = (canvas.width - 2 * side) / 2;
  const titles = narrow ? dots.filter(({ x }) => x === 0) : dots.filter(({ x }) => x !== 1);
  return drawn(canvas, `Places of ${designs.length} designs. ${spoken.join('; ')}.`, {
    height: TOP + designs.length * ROW + 8,
    marginLeft: side,
    marginRight: side,
    marginTop: TOP,
    marginBottom: 8,
    x: { domain: [0, 2], axis: null },
    y: { domain: [0.5, designs.length + 0.5], reverse: true, axis: null, range: [TOP, TOP + designs.length * ROW] },
    marks: [
      ruleX([0, 1, 2], { stroke: 'var(--faint)' }),
      text(
        rankedBy.map((by, x) => ({ ...by, x })),
        {
          x: 'x',
          frameAnchor: 'top',
          dy: -TOP + 8,
          lineAnchor: 'top',
          text: ({ label, unit }: { label: string; unit: string }) => `${label}\n${unit}`,
          fill: 'currentColor',
          fontSize: LETTERS,
          lineWidth: narrow ? 9 : 20,
        },
      ),
      link(lines, { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', stroke: 'colour', strokeWidth: 2.5 }),
      dot(dots, { x: 'x', y: 'y', r: 11, fill: 'colour', stroke: 'var(--paper)', strokeWidth: 1.5 }),
      text(dots, {
        x: 'x',
        y: 'y',
        text: ({ y }: { y: number }) => String(y),
        fill: 'var(--paper)',
        fontWeight: 700,
        fontSize: LETTERS,
      }),
      text(narrow ? dots : dots.filter(({ x }) => x === 1), {
        ...lettering,
        x: 'x',
        text: 'number',
        dy: 20,
        fill: 'var(--soft)',
      }),
      ...[0, 2].map((column) =>
        text(
          titles.filter(({ x }) => x === column),
          {
            ...lettering,
            x: 'x',
            text: ({ title, number: of }: { title: string; number: string }) =>
              narrow ? short(title, letters) : `${short(title, letters)}\n${of}`,
            dx: column === 0 ? -16 : 16,
            textAnchor: column === 0 ? 'end' : 'start',
            fill: 'colour',
            fontWeight: 600,
          },
        ),
      ),
      inner < 60 ? null : null,
    ],
  });
}
