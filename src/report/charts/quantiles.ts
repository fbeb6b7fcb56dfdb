import { axisX, dot, ruleX, ruleY, text } from '@observablehq/plot';
import { quantiles } from '../../statistics/quantile.ts';
import type { Mark } from '../colours.ts';
import { number, signed } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS, tickDigits, ticks } from './canvas.ts';
import { fitted, lookOf, type Measure, type RunsOf, reachOf, toldAs } from './distribution.ts';

/** The quantiles that are told of runs, as shares. */
const told = [0.05, 0.25, 0.5, 0.75, 0.95] as const;
export type Five = readonly [p5: number, p25: number, p50: number, p75: number, p95: number];

/** The 5th, 25th, 50th, 75th and 95th percentile (type 7); null where there are no runs. */
export function fiveOf(values: readonly number[]): Five | null {
  if (values.length === 0) return null;
  const [p5 = 0, p25 = 0, p50 = 0, p75 = 0, p95 = 0] = quantiles(values, told);
  return [p5, p25, p50, p75, p95];
}

/** The five as readers are told them. */
export function fiveTold(measure: Measure, five: Five): readonly string[] {
  const size = Math.max(...five.map(Math.abs));
  return five.map((value) => toldAs(measure, value, size));
}

/** Dots of a design at the most; of more runs, so many stand for all. */
export const DOTS = 240;

const ROW = 66;
const AIR = 6;
/** Where in a row the lines lie, and where the dots below them, which spread so that equal values can be told apart. */
const LINE = 0.44;
const MIDDLE = 0.74;
const SPREAD = 0.34;

/**
 * Every run of every design as a dot, and how they lie: the thin line holds 90 of 100, the thick one half of them, the mark on it is
 * the median (quantiles of type 7). Where a dot stands in its row means nothing; it only keeps dots apart.
 *
 * @param heading  what it is about, where it stands beside pictures of other things; else null
 * @returns        null where there are no runs
 */
export function quantileDots(
  designs: readonly RunsOf[],
  measure: Measure,
  marks: ReadonlyMap<string, Mark>,
  canvas: Canvas,
  heading: string | null = null,
): Element | null {
  const { factor, unit, isDifference, label } = measure;
  const air = heading === null ? AIR : AIR + 24;
  const rows = designs.flatMap((runs) => {
    const five = fiveOf(runs.values);
    return five === null ? [] : [{ runs, five, said: fiveTold(measure, five), ...lookOf(runs, marks) }];
  });
  if (rows.length === 0) return null;
  const reach = reachOf(designs, measure);
  const isWide = canvas.width >= 560;
  const at = ticks(reach[0], reach[1], isWide ? 8 : 4);
  const digits = tickDigits(at);
  const bottom = rows.length * ROW;
  const dots = rows.flatMap(({ runs, colour, fill }, row) =>
    thinned(runs.values).map((value, rank) => ({
      x: value * factor,
      // Multiples of the golden section spread evenly, without luck.
      y: row + MIDDLE + (((rank * 0.618034) % 1) - 0.5) * SPREAD,
      colour,
      fill,
    })),
  );
  const bars = rows.map(({ five: [p5, p25, p50, p75, p95], colour }, row) => ({
    ...{ y: row + LINE, colour, p50: p50 * factor, top: row + LINE - 0.12, bottom: row + LINE + 0.12 },
    ...{ p5: p5 * factor, p25: p25 * factor, p75: p75 * factor, p95: p95 * factor },
  }));
  const texts = rows.map(({ runs, said: [p5, , p50, , p95] }, row) => {
    const numbers = runs.values.length < 2 ? `${p50}` : `${p50} (${p5} to ${p95})`;
    const room = canvas.width - 24 - numbers.length * LETTER * 1.05;
    return { y: row + 0.14, title: fitted(runs.title, room / 1.05), numbers };
  });
  const name = `${label}, ${isDifference ? 'difference to no campaign, ' : ''}${unit}. Median, and 90 of 100 runs: ${rows
    .map(({ runs, said: [p5, , p50, , p95] }) => `${runs.title} ${p50}, ${p5} to ${p95}`)
    .join('; ')}.`;
  const lettering = { fill: 'currentColor', fontSize: LETTERS, stroke: 'var(--paper)', strokeWidth: 4 } as const;
  return drawn(canvas, name, {
    ...{ height: bottom + air + 40, marginLeft: 8, marginRight: 8, marginTop: air, marginBottom: 40 },
    x: { domain: [...reach] },
    y: { domain: [0, rows.length], range: [air, bottom + air], axis: null },
    marks: [
      ruleX(at, { stroke: 'var(--faint)', y1: 0, y2: rows.length }),
      axisX({
        ...{ ticks: at, tickSize: 0, color: 'var(--soft)' },
        tickFormat: (value: number) => (isDifference ? signed(value, digits) : number(value, digits)),
        ...{ label: `${unit}, in this model`, labelAnchor: 'center', labelArrow: false },
      }),
      reach[0] <= 0 && reach[1] >= 0
        ? ruleX([0], { stroke: 'currentColor', strokeWidth: 1.25, y1: 0, y2: rows.length })
        : null,
      dot(dots, { x: 'x', y: 'y', r: 2.25, fill: 'fill', stroke: 'colour', fillOpacity: 0.5, strokeOpacity: 0.7 }),
      ruleY(bars, { y: 'y', x1: 'p5', x2: 'p95', stroke: 'colour', strokeWidth: 1.5 }),
      ruleY(bars, { y: 'y', x1: 'p25', x2: 'p75', stroke: 'colour', strokeWidth: 5 }),
      ruleX(bars, { x: 'p50', y1: 'top', y2: 'bottom', stroke: 'var(--paper)', strokeWidth: 6 }),
      ruleX(bars, { x: 'p50', y1: 'top', y2: 'bottom', stroke: 'currentColor', strokeWidth: 2.5 }),
      text(heading === null ? [] : [heading], {
        ...{ frameAnchor: 'top-left', textAnchor: 'start', dx: -8, dy: -18, text: (words: string) => words },
        ...{ fill: 'currentColor', fontSize: LETTERS + 2, fontWeight: 600 },
      }),
      text(texts, { ...lettering, y: 'y', text: 'title', frameAnchor: 'left', textAnchor: 'start', fontWeight: 600 }),
      text(texts, { ...lettering, y: 'y', text: 'numbers', frameAnchor: 'right', textAnchor: 'end' }),
    ],
  });
}

/** All values in order, or of many so many of them, evenly chosen. */
function thinned(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length <= DOTS) return sorted;
  return Array.from({ length: DOTS }, (_, k) => sorted[Math.floor(((k + 0.5) * sorted.length) / DOTS)] ?? 0);
}
