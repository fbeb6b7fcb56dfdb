import { areaY, axisX, axisY, dot, lineY, ruleX, ruleY, text } from '@observablehq/plot';
import type { StudyFindings } from '../../experiment/evaluation/evaluation.ts';
import { simulationMargin } from '../../experiment/evaluation/many.ts';
import type { Mark } from '../colours.ts';
import { tries } from '../evaluation-words.ts';
import { number } from '../words.ts';
import { type Canvas, drawn, ticks } from './canvas.ts';

/** What is usually asked of a study: to report a true effect in 80 of 100 tries. */
const USUAL = 80;
const SCALE = [0, 20, 40, 60, 80, 100];

/**
 * In how many of 100 tries a study reports an effect, by how many people it asks; the band is the 95 % simulation interval, the
 * vertical line the people whom the study asks.
 *
 * @param most  people at the right end, so that the panels of several studies share their axis
 */
export function power(study: StudyFindings, mark: Mark, most: number, canvas: Canvas): Element | null {
  if (study.bySize.length < 2) return null;
  const points = study.bySize.map(({ asked, power: found, error }) => {
    const margin = simulationMargin(error, study.groups);
    const [low, high] = [Math.max(0, found - margin) * 100, Math.min(1, found + margin) * 100];
    return { asked, found: found * 100, low, high };
  });
  const last = points.at(-1);
  const name = `${study.title}: reports an effect in ${study.bySize.map(({ asked, power: found }) => `${tries(found)} with ${number(asked)} people`).join('; ')}.`;
  return drawn(canvas, name, {
    height: Math.round(canvas.width * 0.6),
    marginLeft: 32,
    marginRight: 10,
    marginTop: 10,
    marginBottom: 38,
    x: { domain: [0, most] },
    y: { domain: [0, 100] },
    marks: [
      ruleY(SCALE, { stroke: 'var(--faint)' }),
      axisY({ ticks: SCALE, tickSize: 0, label: null, color: 'var(--soft)' }),
      axisX({
        ticks: ticks(0, most, canvas.width < 360 ? 3 : 4),
        tickFormat: (value: number) => number(value),
        tickSize: 3,
        label: 'people asked at the first wave',
        labelAnchor: 'right',
        labelArrow: false,
        color: 'var(--soft)',
      }),
      ruleY([0], { stroke: 'currentColor' }),
      ruleY([USUAL], { stroke: 'var(--soft)', strokeDasharray: '2 3' }),
      text([USUAL], {
        x: 0,
        y: (at: number) => at,
        text: () => 'usually asked for',
        textAnchor: 'start',
        dx: 4,
        dy: -8,
        fill: 'var(--soft)',
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
      ruleX([study.n], { stroke: 'currentColor', strokeWidth: 1, strokeDasharray: '5 3' }),
      areaY(points, { x: 'asked', y1: 'low', y2: 'high', fill: mark.colour, fillOpacity: 0.2 }),
      lineY(points, { x: 'asked', y: 'found', stroke: mark.colour, strokeWidth: 2.25 }),
      dot(points, { x: 'asked', y: 'found', r: 3.5, fill: mark.colour }),
      text(last ? [last] : [], {
        x: 'asked',
        y: 'found',
        text: (point: { found: number }) => number(point.found),
        dy: (last?.found ?? 0) > 88 ? 14 : -11,
        dx: -2,
        textAnchor: 'end',
        fill: mark.colour,
        fontWeight: 600,
        stroke: 'var(--paper)',
        strokeWidth: 4,
      }),
    ],
  });
}
