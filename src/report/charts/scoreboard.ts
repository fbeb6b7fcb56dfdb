import { dot, rect, ruleX, ruleY, text } from '@observablehq/plot';
import type { FindingRow } from '../../experiment/findings/scoreboard.ts';
import type { Verdict } from '../../experiment/findings/verdict.ts';
import { decidingPart, estimateOf, verdictMark } from '../findings-words.ts';
import { type Canvas, drawn, LETTER, LETTERS } from './canvas.ts';

const ROW = 24;
/** Width of a letter of a title, px: what is cut short is better read than what runs into the picture. */
const TITLE_LETTER = 6;
/** Widths of the region, or of the bound, shown on either side; what lies further out is drawn at the edge. */
const REACH = 3;

export const verdictColour: { readonly [V in Verdict]: string } = {
  reproduced: 'var(--design-1)',
  'not reproduced': 'var(--design-2)',
  undecided: 'var(--soft)',
  'not testable': 'var(--soft)',
};

type Placed = {
  readonly row: FindingRow;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly from: number;
  readonly to: number;
};

/**
 * A finding on a scale of its own, on which 0 is what the value would be if there were nothing and 1 is the nearest end of the
 * region; so findings of different units stand below each other.
 */
function placed(row: FindingRow): Placed | null {
  const part = decidingPart(row);
  if (part === undefined || !Number.isFinite(part.estimate.value)) return null;
  const { expect, none, estimate } = part;
  const ends = 'above' in expect ? [expect.above] : 'below' in expect ? [expect.below] : expect.between;
  const spans = ends.map((end) => Math.abs(end - none)).filter((span) => span > 0);
  const half = Math.max((estimate.high - estimate.low) / 2, 1e-9);
  const unit = spans.length > 0 ? Math.min(...spans) : Math.max(Math.abs(estimate.value - none), half);
  const turned = 'below' in expect ? -1 : 1;
  const at = (value: number): number => Math.max(-REACH, Math.min(REACH, (turned * (value - none)) / unit));
  const [one, other] = [at(estimate.low), at(estimate.high)];
  const region =
    'between' in expect
      ? [at(expect.between[0]), at(expect.between[1])]
      : [at('above' in expect ? expect.above : expect.below), REACH];
  return {
    ...{ row, value: at(estimate.value), low: Math.min(one, other), high: Math.max(one, other) },
    ...{ from: Math.min(...region), to: Math.max(...region) },
  };
}

/** All testable findings below each other: where the value must lie (band), where it lies (dot), and how sure that is (line). */
export function scoreboardChart(rows: readonly FindingRow[], canvas: Canvas): Element | null {
  const all = rows.map(placed).filter((each) => each !== null);
  if (all.length === 0) return null;
  const narrow = canvas.width < 500;
  const label = narrow ? Math.max(...all.map(({ row }) => row.id.length)) * LETTER + 10 : 390;
  const points = all.map((each, k) => ({ ...each, k, colour: verdictColour[each.row.verdict] }));
  const said = all.map(({ row }) => {
    const part = decidingPart(row);
    return `${row.id} ${row.verdict}${part ? `, ${estimateOf(part.estimate)}` : ''}`;
  });
  const titles = points.map(({ row, k }) => {
    const whole = narrow ? row.id : `${row.id}  ${row.title}`;
    const most = Math.floor((label - 12) / TITLE_LETTER);
    return { k, words: whole.length > most ? `${whole.slice(0, most - 1)}…` : whole };
  });
  const height = all.length * ROW;
  return drawn(canvas, `The value of each finding against where it must lie. ${said.join('; ')}.`, {
    height: height + 12,
    marginLeft: label,
    marginRight: 22,
    marginTop: 6,
    marginBottom: 6,
    x: { domain: [-REACH - 0.1, REACH + 0.1], axis: null },
    y: { domain: [0, all.length], range: [6, height + 6], axis: null },
    marks: [
      rect(points, {
        x1: 'from',
        x2: 'to',
        y1: ({ k }: { k: number }) => k + 0.16,
        y2: ({ k }: { k: number }) => k + 0.84,
        fill: 'var(--faint)',
        fillOpacity: 0.6,
      }),
      ruleX([0], { stroke: 'var(--soft)', strokeDasharray: '2 3' }),
      ruleY(points, { y: ({ k }: { k: number }) => k + 0.5, x1: 'low', x2: 'high', stroke: 'colour', strokeWidth: 2 }),
      dot(points, {
        x: 'value',
        y: ({ k }: { k: number }) => k + 0.5,
        r: 4,
        fill: ({ row, colour }: { row: FindingRow; colour: string }) =>
          row.verdict === 'undecided' ? 'var(--paper)' : colour,
        stroke: 'colour',
        strokeWidth: 1.5,
      }),
      text(titles, {
        frameAnchor: 'left',
        textAnchor: 'start',
        dx: -label,
        y: ({ k }: { k: number }) => k + 0.5,
        text: 'words',
        fontSize: LETTERS,
        fill: 'currentColor',
      }),
      text(points, {
        frameAnchor: 'right',
        textAnchor: 'end',
        dx: 20,
        y: ({ k }: { k: number }) => k + 0.5,
        text: ({ row }: { row: FindingRow }) => verdictMark[row.verdict],
        fontSize: 14,
        fill: 'colour',
      }),
    ],
  });
}
