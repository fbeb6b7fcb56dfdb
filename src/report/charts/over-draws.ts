import { axisX, axisY, dot, line, ruleY } from '@observablehq/plot';
import type { ChosenNumbers } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import type { Mark } from '../colours.ts';
import { number, scaleOf, signed } from '../words.ts';
import { type Canvas, drawn, tickDigits, ticks } from './canvas.ts';

const HEIGHT = 220;
/** Values of a number that are shown each for themselves; more are put together in groups of equal size. */
const OWN = 8;
const GROUPS = 6;

type Point = { readonly x: number; readonly y: number };
/** What one design changes, along one number. */
export type Course = { readonly title: string; readonly design: string; readonly points: readonly Point[] };

/** Means along a number: at each of its values, or over groups of neighbouring draws where there are many. */
export function courseOf(
  values: readonly number[],
  { draws, ...effect }: ChosenNumbers['effects'][number],
  outcome: 'decision_quality' | 'harmed',
): readonly Point[] {
  const points = draws
    .map((draw, at) => ({ x: values[draw] ?? 0, y: effect[outcome][at] ?? 0 }))
    .sort((a, b) => a.x - b.x);
  const own = [...new Set(points.map(({ x }) => x))];
  const groups =
    own.length <= OWN
      ? own.map((value) => points.filter(({ x }) => x === value))
      : Array.from({ length: GROUPS }, (_, k) =>
          points.slice(Math.floor((k * points.length) / GROUPS), Math.floor(((k + 1) * points.length) / GROUPS)),
        );
  const mean = (group: readonly Point[], of: 'x' | 'y') =>
    group.reduce((sum, point) => sum + point[of], 0) / group.length;
  return groups.filter(({ length }) => length > 0).map((group) => ({ x: mean(group, 'x'), y: mean(group, 'y') }));
}

/** What designs change in one outcome, along one number that somebody chose to vary: a line for each design. */
export function overDraws(
  name: string,
  courses: readonly Course[],
  outcome: OutcomeName,
  marks: ReadonlyMap<string, Mark>,
  canvas: Canvas,
): Element | null {
  const { factor, unit } = scaleOf(outcome);
  const rows = courses.flatMap(({ title, design, points }) =>
    points.map(({ x, y }) => ({ title, x, y: y * factor, colour: marks.get(design)?.colour ?? 'currentColor' })),
  );
  if (rows.length === 0) return null;
  const low = Math.min(0, ...rows.map(({ y }) => y));
  const high = Math.max(0, ...rows.map(({ y }) => y));
  const room = (high - low || 1) * 0.06;
  const at = ticks(low - room, high + room, 4);
  const digits = tickDigits(at);
  const across = rows.map(({ x }) => x);
  const places = ticks(Math.min(...across), Math.max(...across), 4);
  const said = courses.map(
    ({ title, points }) =>
      `${title} ${points.map(({ x, y }) => `${number(x, 3)}: ${signed(y * factor, 1)}`).join(', ')}`,
  );
  return drawn(canvas, `${outcomes[outcome].label}, ${unit}, along ${name}. ${said.join('; ')}.`, {
    height: HEIGHT,
    marginLeft: 44,
    marginRight: 12,
    marginTop: 8,
    marginBottom: 28,
    y: { domain: [low - room, high + room] },
    marks: [
      ruleY(at, { stroke: 'var(--faint)' }),
      ruleY([0], { stroke: 'currentColor', strokeWidth: 1.25 }),
      axisY({
        ...{ ticks: at, tickSize: 0, label: null, color: 'var(--soft)' },
        tickFormat: (value: number) => signed(value, digits),
      }),
      axisX({
        ...{ ticks: places, tickSize: 0, label: null, color: 'var(--soft)' },
        tickFormat: (value: number) => number(value, tickDigits(places)),
      }),
      line(rows, { x: 'x', y: 'y', z: 'title', stroke: 'colour', strokeWidth: 2 }),
      dot(rows, { x: 'x', y: 'y', r: 3.5, fill: 'colour' }),
    ],
  });
}
