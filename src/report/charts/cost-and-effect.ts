import { axisX, axisY, dot, link, ruleX, ruleY, text } from '@observablehq/plot';
import type { ArmResult } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomes } from '../../model/outcomes.ts';
import { differenceOf, shortTitleOf, titleOf } from '../arms.ts';
import type { Mark } from '../colours.ts';
import { changeFigure, euros, joined, scaleOf, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, tickDigits, ticks } from './canvas.ts';

const HEIGHT = 300;
const LINE = 16;

/** Places for labels: as near to where they belong as they can stand without touching. Ascending in, ascending out. */
function apart(wanted: readonly number[], gap: number, low: number, high: number): number[] {
  const order = wanted.map((at, i) => ({ at, i })).sort((a, b) => a.at - b.at);
  const placed: number[] = [];
  for (const { at } of order) placed.push(Math.max(at, (placed.at(-1) ?? low - gap) + gap));
  let ceiling = high + gap;
  for (let i = placed.length - 1; i >= 0; i--) {
    const at = Math.min(placed[i] ?? ceiling, ceiling - gap);
    placed[i] = at;
    ceiling = at;
  }
  const back: number[] = [];
  for (const [rank, { i }] of order.entries()) back[i] = placed[rank] ?? 0;
  return back;
}

/**
 * What designs cost against what they change, each with its interval and its name. Designs of the same cost stand side by side.
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
  const found = designs.flatMap((arm) => {
    const spread = differenceOf(arm, name);
    return spread ? [{ arm, spread }] : [];
  });
  if (found.length === 0) return null;
  const labels = Math.min(200, canvas.width * 0.44);
  const right = canvas.width - labels - 8;
  const left = 40;
  const top = 12;
  const most = Math.max(...found.map(({ arm }) => arm.cost), 1);
  const low = Math.min(0, ...found.map(({ spread }) => spread.low * factor));
  const high = Math.max(0, ...found.map(({ spread }) => spread.high * factor));
  const height = Math.max(HEIGHT, found.length * LINE + 60);
  const pixel = (high - low || 1) / (height - top - 40);
  const wide = most / (right - left - 60);
  const rank = new Map<number, number>();
  const spots = found.map(({ arm, spread }) => {
    const nth = rank.get(arm.cost) ?? 0;
    rank.set(arm.cost, nth + 1);
    return { arm, spread, x: arm.cost + nth * 8 * wide, mean: spread.mean * factor };
  });
  const places = apart(
    spots.map(({ mean }) => mean),
    LINE * pixel,
    low,
    high,
  );
  const edge = Math.max(...spots.map(({ x }) => x));
  const rows = spots.map(({ arm, spread, x, mean }, i) => {
    const mark = marks.get(arm.design);
    return {
      x,
      mean,
      low: spread.low * factor,
      high: spread.high * factor,
      colour: mark?.colour ?? 'currentColor',
      fill: mark?.hollow ? 'var(--paper)' : (mark?.colour ?? 'currentColor'),
      title: shortTitleOf(arm, (labels - 6) / LETTER),
      place: places[i] ?? mean,
      edge: edge + 12 * wide,
    };
  });
  const at = ticks(low, high, 5);
  const digits = tickDigits(at);
  const isLevel = outcomes[name].kind === 'paired';
  const numbers = found.map(
    ({ arm, spread }) => `${titleOf(arm)} ${euros(arm.cost)}, ${joined(changeFigure(name, spread))}`,
  );
  return drawn(canvas, `Cost against ${outcomes[name].label}, ${unit}. ${numbers.join('; ')}.`, {
    height,
    marginLeft: left,
    marginRight: labels + 8,
    marginTop: top,
    marginBottom: 40,
    x: { domain: [0, edge + 12 * wide] },
    y: { domain: [low, high] },
    marks: [
      ruleY(at, { stroke: 'var(--faint)' }),
      axisY({
        ticks: at,
        tickFormat: (value: number) => (isLevel ? signed(value, digits).replace('+', '') : signed(value, digits)),
        tickSize: 0,
        label: null,
        color: 'var(--soft)',
      }),
      axisX({
        ticks: ticks(0, most, canvas.width < 360 ? 2 : 3),
        tickFormat: (value: number) =>
          value === 0
            ? '€ 0'
            : value >= 1000
              ? `${signed(value / 1000).replace('+', '')} k`
              : signed(value).replace('+', ''),
        tickSize: 3,
        label: 'cost, € (k: thousand)',
        labelArrow: false,
        labelAnchor: 'left',
        color: 'var(--soft)',
      }),
      ruleY([0], { stroke: 'currentColor', strokeWidth: 1.25 }),
      ruleX(rows, { x: 'x', y1: 'low', y2: 'high', stroke: 'colour', strokeWidth: 1.5 }),
      link(rows, {
        x1: 'x',
        y1: 'mean',
        x2: 'edge',
        y2: 'place',
        stroke: 'colour',
        strokeWidth: 0.75,
        strokeOpacity: 0.6,
      }),
      dot(rows, { x: 'x', y: 'mean', r: 4.5, fill: 'fill', stroke: 'colour', strokeWidth: 2 }),
      text(rows, { x: 'edge', y: 'place', text: 'title', textAnchor: 'start', dx: 4, fill: 'currentColor' }),
    ],
  });
}
