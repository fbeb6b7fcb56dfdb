import { describe, expect, it } from 'vitest';
import { distribution, fitted, measureOf, type RunsOf, reachOf, toldAs } from '../../src/report/charts/distribution.ts';
import { DOTS, fiveOf, quantileDots } from '../../src/report/charts/quantiles.ts';
import { medianCourse, runsOverWeeks, seriesMeasure } from '../../src/report/charts/runs-over-weeks.ts';
import { paper } from './support/exports.ts';

const marks = new Map([['film', { colour: 'var(--design-1)', hollow: false }]]);
const canvas = { document: paper(), width: 330 };
const film: RunsOf = { title: 'Film', design: 'film', isBaseline: false, values: [-0.002, 0.001, 0.004, 0.01, 0.012] };
const none: RunsOf = { title: 'No campaign', design: 'no-campaign', isBaseline: true, values: [0.7, 0.71, 0.72] };
const quality = measureOf('decision_quality', 'difference');

/** Heights of the steps of a line, from its path, each once. */
const heights = (path: string) => [...new Set([...path.matchAll(/,([\d.]+)/g)].map(([, y]) => Number(y)))];

describe('how runs lie', () => {
  it('climbs by the share of a run at each run', () => {
    const svg = distribution(film, [], quality, marks, reachOf([film], quality), canvas);
    const [line = ''] = [...(svg?.querySelectorAll('[stroke="var(--design-1)"] path') ?? [])]
      .map((path) => path.getAttribute('d') ?? '')
      .filter((path) => path.length > 30);
    // The axis goes from 100 at 26 px to none at 176 px.
    expect(heights(line)).toEqual([176, 146, 116, 86, 56, 26]);
  });

  it('is one image with one name that tells the median and the range', () => {
    const svg = distribution(film, [none], quality, marks, reachOf([film], quality), canvas);
    expect(svg?.getAttribute('role')).toBe('img');
    expect(svg?.getAttribute('aria-label')).toBe(
      'Film: decision quality, difference to no campaign, per 1,000 people. 5 runs; half of them at or below +4.0, 90 of 100 between −1.4 and +11.6.',
    );
    expect(svg?.querySelectorAll('[aria-label]')).toHaveLength(0);
    expect(svg?.outerHTML).not.toMatch(/NaN|undefined/);
  });

  it('never cuts off the warning of a title', () => {
    expect(fitted('Film by local makers (one-sided)', 150)).toBe('Film by loc… (one-sided)');
    expect(fitted('Film by local makers (false message)', 60)).toBe('Film… (false message)');
    expect(fitted('Film', 150)).toBe('Film');
  });

  it('holds the zero line for differences, and never goes below none for shares', () => {
    const [low, high] = reachOf([{ ...film, values: [0.01, 0.02] }], quality);
    expect(low).toBeLessThanOrEqual(0);
    expect(high).toBeGreaterThan(20);
    expect(reachOf([{ ...film, values: [0, 0.02] }], measureOf('harmed', 'difference'))[0]).toBe(0);
  });

  it('draws nothing where there are no runs, and something where all are the same', () => {
    expect(distribution({ ...film, values: [] }, [], quality, marks, [0, 1], canvas)).toBeNull();
    const same = [{ ...film, values: [0, 0, 0] }];
    expect(quantileDots(same, quality, marks, canvas)?.outerHTML).not.toMatch(/NaN/);
    expect(quantileDots([{ ...film, values: [] }], quality, marks, canvas)).toBeNull();
  });
});

describe('quantiles', () => {
  it('are those of R (type 7)', () => {
    // quantile(1:10, c(.05, .25, .5, .75, .95))
    const five = fiveOf([10, 9, 8, 7, 6, 5, 4, 3, 2, 1])?.map((value) => Number(value.toFixed(9)));
    expect(five).toEqual([1.45, 3.25, 5.5, 7.75, 9.55]);
    expect(fiveOf([])).toBeNull();
  });

  it('stand beside every run as a dot, and beside so many dots where there are more', () => {
    const dotsOf = (count: number) => {
      const values = Array.from({ length: count }, (_, k) => k / 1000);
      return quantileDots([{ ...film, values }], quality, marks, canvas)?.querySelectorAll('circle').length;
    };
    expect(dotsOf(7)).toBe(7);
    expect(dotsOf(5000)).toBe(DOTS);
  });

  it('carry a sign where they are differences, and digits that suit them', () => {
    expect(toldAs(quality, 0.0123, 0.0123)).toBe('+12.3');
    expect(toldAs(quality, -0.1, 0.1)).toBe('−100');
    expect(toldAs(measureOf('decision_quality', 'level'), 0.7123, 0.8)).toBe('712');
    expect(toldAs(measureOf('harmed', 'difference', 'minors'), 0.004, 0.004)).toBe('4.0');
  });
});

describe('runs over the weeks', () => {
  const own = {
    ...{ title: 'Film', design: 'film', isBaseline: false },
    runs: [
      [0.2, 0.1, 0.1],
      [0.2, 0.2, 0.3],
      [0.2, 0.15, 0.2],
    ],
  };

  it('are thin, with their median thick', () => {
    expect(medianCourse(own.runs)).toEqual([0.2, 0.15, 0.2]);
    const svg = runsOverWeeks(own, null, seriesMeasure('error', false), marks, [0, 30], canvas);
    const thin = [...(svg?.querySelectorAll('path[d]') ?? [])].filter((path) => path.closest('[stroke-width="0.75"]'));
    expect(thin).toHaveLength(3);
    expect(svg?.querySelectorAll('[stroke-width="2.75"]')).toHaveLength(1);
    expect(svg?.getAttribute('aria-label')).toContain('3 runs; median from 20.0 to 20.0, at the end 90 of 100 runs');
  });

  it('are as long as the shortest of them', () =>
    expect(
      medianCourse([
        [1, 2, 3],
        [3, 4],
      ]),
    ).toEqual([2, 3]));
});
