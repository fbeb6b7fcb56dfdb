import { axisX, axisY, cell, text } from '@observablehq/plot';
import type { FindingRow } from '../../experiment/findings/scoreboard.ts';
import { number } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS } from './canvas.ts';

const ROW = 22;
const HEAD = 92;

/** How much of a finding is left with a mechanism off: less than half, about the same, or more. */
const classes = [
  { label: 'less than half is left', colour: '#b24200', holds: (left: number) => left < 0.5 },
  { label: 'between half and one and a half times', colour: 'var(--faint)', holds: (left: number) => left <= 1.5 },
  { label: 'more than one and a half times', colour: '#0873b4', holds: () => true },
] as const;
const NONE = { label: 'no number', colour: 'none' };

const classOf = (left: number) => (Number.isFinite(left) ? (classes.find(({ holds }) => holds(left)) ?? NONE) : NONE);

export const restsOnLegend = classes.map(({ label, colour }) => ({ label, colour }));

/** What is left of each finding's first part with one mechanism off: findings down, mechanisms across. */
export function restsOn(rows: readonly FindingRow[], canvas: Canvas): Element | null {
  const there = rows.filter((row) => Object.keys(row.restsOn).length > 0);
  if (there.length === 0) return null;
  const mechanisms = Object.keys(there[0].restsOn);
  const tiles = there.flatMap((row) =>
    mechanisms.map((mechanism) => {
      const left = row.restsOn[mechanism]?.value ?? Number.NaN;
      return { id: row.id, mechanism, left, colour: classOf(left).colour };
    }),
  );
  const label = Math.max(...there.map(({ id }) => id.length)) * LETTER + 12;
  const dark = tiles.filter(({ colour }) => colour.startsWith('#'));
  const said = there
    .map((row) => {
      const needs = mechanisms.filter(
        (mechanism) => classOf(row.restsOn[mechanism]?.value ?? Number.NaN) === classes[0],
      );
      return `${row.id} needs ${needs.join(', ') || 'none of them'}`;
    })
    .join('; ');
  const shown = (left: number): string => (Math.abs(left) > 9.95 ? (left > 0 ? '>10' : '<−10') : number(left, 1));
  return drawn(canvas, `What rests on what. ${said}.`, {
    height: HEAD + there.length * ROW + 8,
    marginLeft: label,
    marginTop: HEAD,
    marginRight: 8,
    marginBottom: 8,
    x: { domain: mechanisms, padding: 0.06 },
    y: { domain: there.map(({ id }) => id), padding: 0.1 },
    marks: [
      axisX({ anchor: 'top', tickSize: 0, tickRotate: -60, label: null, color: 'currentColor', fontSize: LETTERS }),
      axisY({ tickSize: 0, label: null, color: 'currentColor', fontSize: LETTERS }),
      cell(tiles, { x: 'mechanism', y: 'id', fill: 'colour', stroke: 'var(--faint)', strokeWidth: 0.5 }),
      text(
        tiles.filter(
          ({ left, colour }) => Number.isFinite(left) && !colour.startsWith('#') && Math.abs(left - 1) >= 0.15,
        ),
        {
          x: 'mechanism',
          y: 'id',
          text: ({ left }: { left: number }) => shown(left),
          fontSize: 10,
          fill: 'currentColor',
        },
      ),
      text(dark, {
        x: 'mechanism',
        y: 'id',
        text: ({ left }: { left: number }) => shown(left),
        fontSize: 10,
        fill: '#fff',
      }),
    ],
  });
}
