import { axisX, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { ArmResult, Spread } from '../../experiment/comparison.ts';
import { groups } from '../../model/outcomes.ts';
import { differenceOf, shortTitleOf, titleOf } from '../arms.ts';
import { worstOff } from '../blocks.ts';
import type { Mark } from '../colours.ts';
import { levelFigure, number } from '../words.ts';
import { type Canvas, drawn, LETTER, LETTERS, tickDigits, ticks } from './canvas.ts';

const ROW = 62;
/** Below this width numbers stand on a line of their own. */
const ROOMY = 500;
const NARROW_ROW = 96;
/** How far lines reach above and below a bar, px. */
const BESIDE = 7;
const FACTOR = 1000;

const WIDE = { title: 7.5, numbers: 7.5, bar: 22.5, group: 37, groupNumbers: 37, groupBar: 49.5 };

type Bar = {
  readonly y: number;
  readonly from: number;
  readonly to: number;
  readonly fill: string;
  readonly opacity: number;
  /** Half its thickness, in rows. */
  readonly half: number;
};

type Title = {
  readonly y: number;
  readonly numbersAt: number;
  readonly text: string;
  readonly numbers: string;
  readonly isWhole: boolean;
};

/**
 * Who is better and who is worse off for each design, as people per 1,000: helped to the right in the design's colour, harmed to
 * the left in ink, better in one respect and worse in another further left in grey; below it the group that gains least.
 * Thin lines are the 90 % intervals of helped and harmed.
 */
export function helpedAndHarmed(
  designs: readonly ArmResult[],
  marks: ReadonlyMap<string, Mark>,
  canvas: Canvas,
): Element | null {
  const bars: Bar[] = [];
  const whiskers: { readonly y: number; readonly low: number; readonly high: number; readonly at: number }[] = [];
  const titles: Title[] = [];
  const spoken: string[] = [];
  const isNarrow = canvas.width < ROOMY;
  const height = isNarrow ? NARROW_ROW : ROW;
  /** Places within a row, px from its top. */
  const inRow = (px: number): number => px / height;
  const lines = isNarrow ? { title: 8, numbers: 23, bar: 38, group: 56, groupNumbers: 71, groupBar: 84 } : WIDE;
  const bar = (y: number, colour: string, half: number, helped: Spread, harmed: Spread, mixed = 0) => {
    const [up, down] = [helped.mean * FACTOR, -harmed.mean * FACTOR];
    bars.push(
      { y, from: 0, to: up, fill: colour, opacity: 1, half },
      { y, from: down, to: 0, fill: 'var(--ink)', opacity: 1, half },
    );
    if (mixed > 0) bars.push({ y, from: down - mixed * FACTOR, to: down, fill: 'var(--soft)', opacity: 0.4, half });
    whiskers.push(
      { y, low: helped.low * FACTOR, high: helped.high * FACTOR, at: up },
      { y, low: -harmed.high * FACTOR, high: -harmed.low * FACTOR, at: down },
    );
  };
  for (const [row, arm] of designs.entries()) {
    const [helped, harmed] = [differenceOf(arm, 'helped'), differenceOf(arm, 'harmed')];
    if (!helped || !harmed) continue;
    const colour = marks.get(arm.design)?.colour ?? 'currentColor';
    const numbers = `${levelFigure('helped', helped).size} helped, ${levelFigure('harmed', harmed).size} harmed`;
    titles.push({
      y: row + inRow(lines.title),
      numbersAt: row + inRow(lines.numbers),
      text: shortTitleOf(arm, (canvas.width - (isNarrow ? 16 : 165)) / (LETTER * 1.1)),
      numbers,
      isWhole: true,
    });
    bar(row + inRow(lines.bar), colour, inRow(6), helped, harmed, differenceOf(arm, 'mixed')?.mean ?? 0);
    spoken.push(`${titleOf(arm)}: ${numbers}`);
    const worst = worstOff(arm);
    if (!worst) continue;
    bar(row + inRow(lines.groupBar), colour, inRow(3.5), worst.helped, worst.harmed);
    const theirs = `${levelFigure('helped', worst.helped).size} helped, ${levelFigure('harmed', worst.harmed).size} harmed`;
    const gains = worst.standsOut ? 'gains least' : 'lowest';
    const unsure = worst.standsOut ? '' : ', does not stand out';
    titles.push({
      y: row + inRow(lines.group),
      numbersAt: row + inRow(lines.groupNumbers),
      text: `${gains}: ${groups[worst.group]}`,
      numbers: `${theirs}${unsure}`,
      isWhole: false,
    });
    spoken.push(`${gains} ${groups[worst.group]}: ${theirs}${unsure}`);
  }
  if (titles.length === 0) return null;
  const low = Math.min(...bars.map(({ from }) => from), ...whiskers.map((whisker) => whisker.low));
  const high = Math.max(...bars.map(({ to }) => to), ...whiskers.map((whisker) => whisker.high));
  const at = ticks(low, high, isNarrow ? 4 : 8);
  const digits = tickDigits(at);
  const bottom = designs.length * height;
  const lettering = {
    y: 'y',
    fontSize: LETTERS,
    stroke: 'var(--paper)',
    strokeWidth: 4,
    fill: 'currentColor',
  } as const;
  return drawn(canvas, `People helped and harmed per 1,000. ${spoken.join('; ')}.`, {
    height: bottom + 44,
    marginLeft: 8,
    marginRight: 8,
    marginTop: 4,
    marginBottom: 40,
    x: { domain: [low, high] },
    y: { domain: [0, designs.length], range: [4, bottom + 4], axis: null },
    marks: [
      // Lines end beside the bars, so that none runs through a word.
      ruleX(
        whiskers.flatMap(({ y }) => at.map((value) => ({ value, from: y - inRow(BESIDE), to: y + inRow(BESIDE) }))),
        { x: 'value', y1: 'from', y2: 'to', stroke: 'var(--faint)' },
      ),
      axisX({
        ticks: at,
        tickFormat: (value: number) => number(Math.abs(value), digits),
        tickSize: 0,
        label: isNarrow
          ? '← harmed   per 1,000, in this model   helped →'
          : '← harmed   people per 1,000, in this model   helped →',
        labelAnchor: 'center',
        labelArrow: false,
        color: 'var(--soft)',
      }),
      rect(bars, {
        x1: 'from',
        x2: 'to',
        y1: (d: Bar) => d.y - d.half,
        y2: (d: Bar) => d.y + d.half,
        fill: 'fill',
        fillOpacity: 'opacity',
      }),
      ruleY(whiskers, { y: 'y', x1: 'low', x2: 'high', stroke: 'var(--paper)', strokeWidth: 3 }),
      ruleY(whiskers, { y: 'y', x1: 'low', x2: 'high', stroke: 'var(--soft)', strokeWidth: 1.5 }),
      ruleX(whiskers, {
        x: 0,
        y1: ({ y }: { y: number }) => y - inRow(BESIDE),
        y2: ({ y }: { y: number }) => y + inRow(BESIDE),
        stroke: 'currentColor',
        strokeWidth: 1.25,
      }),
      ...[true, false].map((isWhole) =>
        text(
          titles.filter((title) => title.isWhole === isWhole),
          { ...lettering, text: 'text', frameAnchor: 'left', textAnchor: 'start', fontWeight: isWhole ? 600 : 400 },
        ),
      ),
      text(titles, {
        ...lettering,
        y: 'numbersAt',
        text: 'numbers',
        ...(isNarrow
          ? ({ frameAnchor: 'left', textAnchor: 'start' } as const)
          : ({ frameAnchor: 'right', textAnchor: 'end' } as const)),
      }),
    ],
  });
}
