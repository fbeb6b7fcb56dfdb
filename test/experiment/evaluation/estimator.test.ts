import { describe, expect, it } from 'vitest';
import { casesAt } from '../../../src/experiment/evaluation/cases.ts';
import { crOne, crTwo } from '../../../src/experiment/evaluation/cluster-robust.ts';
import { estimate } from '../../../src/experiment/evaluation/estimator.ts';
import { leeBounds } from '../../../src/experiment/evaluation/lee-bounds.ts';
import type { Responses } from '../../../src/experiment/evaluation/responses.ts';
import type { Estimator, Study } from '../../../src/experiment/evaluation/study.ts';
import { studentQuantile } from '../../../src/statistics/student.ts';
import { type Known, type People, reference } from './reference/known.ts';
import { byLot, type Column, responsesOf } from './support/made-responses.ts';

const cases = Object.entries(reference.cases);

function tableOf(people: People): Responses {
  const { treated, exposed, cluster, weight, first, last, age, male, online, intention } = people;
  return responsesOf({
    treated,
    exposed,
    cluster,
    weight,
    reports: [first, last],
    covariates: [age, male, online, intention],
  });
}

const as = (estimator: Estimator, assignment: Study['assignment'] = byLot) => ({ estimator, assignment });

/** Agreement to more digits than R prints. */
function agrees(found: { estimate: number; standardError: number; low: number; high: number }, known: Known): void {
  expect(found.estimate).toBeCloseTo(known.estimate, 9);
  expect(found.standardError / known.standardError).toBeCloseTo(1, 9);
  const half = known.standardError * studentQuantile(0.975, known.df);
  expect(found.low).toBeCloseTo(known.estimate - half, 8);
  expect(found.high).toBeCloseTo(known.estimate + half, 8);
}

describe('with R', () => {
  const pairs: readonly (readonly [Estimator, string])[] = [
    ['regression', 'regression'],
    ['cluster-means', 'clusterMeans'],
    ['difference-in-means', 'welch'],
    ['instrument', 'instrument'],
    ['matched', 'matched'],
    ['before-after', 'before'],
  ];
  const all = cases.flatMap(([name, each]) =>
    pairs.flatMap(([estimator, key]) => {
      const known = each.concluded[key];
      return known === null || known === undefined ? [] : [[name, estimator, each.people, known] as const];
    }),
  );
  it('there is something to agree on', () => expect(all.length).toBeGreaterThan(15));

  it.each(all)('%s: %s agrees', (_, estimator, people, known) =>
    agrees(estimate(tableOf(people), as(estimator)), known),
  );

  it.each(cases)('%s: cluster-robust variances agree', (_, { people, concluded }) => {
    const table = tableOf(people);
    const last = casesAt(table, Int32Array.from(table.row.keys()), table.reports[1], table.treated);
    const one = crOne(last);
    const { crOne: known, crTwo: knownTwo } = concluded;
    for (const key of ['estimate', 'standardError', 'df'] as const)
      expect(one[key]).toBeCloseTo(known?.[key] ?? Number.NaN, 9);
    const two = crTwo(last);
    if (knownTwo === null || knownTwo === undefined) expect(two).toBeNull();
    else
      for (const key of ['estimate', 'standardError', 'df'] as const) expect(two?.[key]).toBeCloseTo(knownTwo[key], 9);
    const used = knownTwo ?? known;
    if (used) agrees(estimate(table, as('cluster-robust')), used);
  });

  it.each(cases)('%s: changes agree', (_, { people, concluded }) => {
    const known = concluded.differenceTwo ?? concluded.difference;
    expect(known).toBeTruthy();
    if (known) agrees(estimate(tableOf(people), as('difference-in-differences')), known);
  });

  it('would notice a factor of G / (G - 1) left out', () => {
    const [, { people, concluded }] = cases[0];
    const { standardError } = estimate(tableOf(people), as('regression'));
    expect(standardError * Math.sqrt(23 / 24)).not.toBeCloseTo(concluded.regression?.standardError ?? 0, 4);
  });

  it('a stepped wedge with missing answers agrees', () => {
    const { long, waves, result } = reference.wedge;
    const people = long.person.length / waves;
    const at = (values: Column, wave: number): Column => values.slice(wave * people, (wave + 1) * people);
    const inWaves = (values: Column): Column[] => Array.from({ length: waves }, (_, wave) => at(values, wave));
    const table = responsesOf({
      treated: new Array(people).fill(1),
      cluster: at(long.cluster, 0),
      reports: inWaves(long.y),
      treatedAt: inWaves(long.treated),
    });
    const steps = { ...byLot, steps: 4, stepWeeks: 5 };
    for (const estimator of ['difference-in-differences', 'regression', 'cluster-robust'] as const)
      agrees(estimate(table, as(estimator, steps)), result);
  });
});

const people = { treated: [1, 1, 1, 1, 0, 0, 0, 0], exposed: [1, 1, 1, 0, 0, 0, 1, 0] } as const;

describe('an estimator', () => {
  it('counts among the exposed who were found, and needs no comparison', () => {
    const {
      estimate: share,
      asked,
      found,
    } = estimate(responsesOf({ ...people, reports: [[1, 0, null, 1, 1, 1, 1, null]] }), as('naive-share', null));
    expect(share).toBeCloseTo(2 / 3, 12);
    expect([asked, found]).toEqual([8, 6]);
  });

  it('counts contacts over everybody on the books', () => {
    const table = responsesOf({ ...people, reports: [[3, 1, 0, 0, 0, 0, 4, 0]] });
    expect(estimate(table, as('contact-count', null)).estimate).toBe(1);
  });

  it('compares the exposed with the others whoever was assigned', () => {
    const table = responsesOf({ ...people, reports: [[1, 1, 0, 1, 0, 0, 1, 0]] });
    expect(estimate(table, as('exposed-unexposed')).estimate).toBeCloseTo(3 / 4 - 1 / 4, 12);
    expect(estimate(table, as('difference-in-means')).estimate).toBeCloseTo(3 / 4 - 1 / 4, 12);
  });

  it('looks at those treated by the last wave where units enter in steps', () => {
    const table = responsesOf({
      treated: [1, 1, 1, 1],
      reports: [[1, 0, 0, 0]],
      treatedAt: [[1, 1, 0, 0]],
    });
    expect(estimate(table, as('difference-in-means', { ...byLot, steps: 2, stepWeeks: 9 })).estimate).toBeCloseTo(
      0.5,
      12,
    );
  });

  it('divides by the exposure that the invitation brings', () => {
    const table = responsesOf({ ...people, reports: [[1, 1, 1, 0, 0, 0, 1, 0]] });
    expect(estimate(table, as('instrument')).estimate).toBeCloseTo(1, 12);
  });

  it('matches people alike and drops those without a counterpart', () => {
    // Two cells: among the young 1 of 1 exposed and 0 of 2 others; among the old one exposed with 1 and one other with 1.
    // The last two have nobody like them.
    const table = responsesOf({
      treated: [1, 0, 0, 1, 0, 1, 0],
      reports: [[1, 0, 0, 1, 1, 1, 0]],
      covariates: [[15, 16, 17, 30, 31, 22, 40], new Array(7).fill(1), new Array(7).fill(0), new Array(7).fill(0.4)],
    });
    expect(estimate(table, as('matched', null)).estimate).toBeCloseTo(0.5, 12);
    const poor = responsesOf({ treated: [1, 0], reports: [[1, 0]] });
    expect(() => estimate(poor, as('matched', null))).toThrow(RangeError);
  });

  it('matches by weight', () => {
    const table = responsesOf({
      treated: [1, 0, 0, 1, 0],
      weight: [1, 1, 3, 3, 1],
      reports: [[1, 0, 1, 1, 0]],
      covariates: [[15, 16, 17, 30, 31], new Array(5).fill(1), new Array(5).fill(0), new Array(5).fill(0)],
    });
    expect(estimate(table, as('matched', null)).estimate).toBeCloseTo((1 - 0.75) / 4 + (3 / 4) * 1, 12);
  });

  it.each([
    'naive-share',
    'exposed-unexposed',
    'matched',
    'regression',
    'difference-in-means',
    'cluster-robust',
    'cluster-means',
    'instrument',
    'difference-in-differences',
    'before-after',
  ] as const)('%s has no answer when nobody was found', (estimator) => {
    const nobody = new Array(8).fill(null);
    const covariates = [nobody, nobody, nobody, nobody];
    const {
      estimate: value,
      p,
      low,
    } = estimate(responsesOf({ ...people, reports: [nobody, nobody], covariates }), as(estimator));
    expect([value, p, low]).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  it('has no answer from one cluster a group', () => {
    const table = responsesOf({ treated: [1, 1, 0, 0], cluster: [1, 1, 2, 2], reports: [[1, 0, 0, 0]] });
    expect(estimate(table, as('cluster-robust')).p).toBeNaN();
    expect(estimate(table, as('cluster-means')).p).toBeNaN();
  });

  it('has no doubt where all answers are the same', () => {
    const table = responsesOf({ ...people, reports: [new Array(8).fill(0)] });
    expect(estimate(table, as('difference-in-means'))).toMatchObject({ estimate: 0, low: 0, high: 0, p: 1 });
  });

  it('refuses a study that lacks what it needs', () => {
    const table = responsesOf({ ...people, reports: [new Array(8).fill(0)] });
    expect(() => estimate(table, as('before-after'))).toThrow(/two waves/);
    expect(() => estimate(table, as('difference-in-differences'))).toThrow(/two waves/);
    expect(() => estimate(table, as('instrument', null))).toThrow(/by lot/);
  });

  it('does not regress twice on the same answers', () => {
    const { people: table } = cases[0][1];
    // First report and intention are the same column here; R drops one of them, too.
    expect(table.first).toEqual(table.intention);
    expect(estimate(tableOf(table), as('regression')).standardError).toBeGreaterThan(0);
  });
});

describe('Lee bounds', () => {
  const bounds = (treated: Column, y: Column, weight: Column = new Array(y.length).fill(1)) => {
    const { reports, found, treated: group, weight: mass } = responsesOf({ treated, reports: [y], weight });
    return leeBounds(reports[0], group, found[0], mass);
  };

  it('cut the surplus off the top and off the bottom', () => {
    // 4 of 4 treated found, 2 of 4 others: half of the treated are surplus.
    expect(bounds([1, 1, 1, 1, 0, 0, 0, 0], [1, 2, 3, 4, 2, 2, null, null])).toEqual({ low: 1.5 - 2, high: 3.5 - 2 });
    expect(bounds([0, 0, 0, 0, 1, 1, 1, 1], [1, 2, 3, 4, 2, 2, null, null])).toEqual({ low: 2 - 3.5, high: 2 - 1.5 });
  });

  it('cut people in part', () => {
    // 3 of 3 against 2 of 4: half of a mass of 3 is kept, one and a half people.
    const found = bounds([1, 1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, null, null]);
    expect(found?.low).toBeCloseTo((0 + 0.5) / 1.5, 12);
    expect(found?.high).toBeCloseTo(1, 12);
  });

  it('are the difference itself when as many are found', () => {
    expect(bounds([1, 1, 0, 0], [1, 0, 0, null])).not.toBeNull();
    expect(bounds([1, 1, 0, 0], [1, null, 0, null])).toEqual({ low: 1, high: 1 });
  });

  it('are not known when one group is lost', () => expect(bounds([1, 1, 0, 0], [1, 0, null, null])).toBeNull());

  it('hold the truth where treatment drives some away, and the estimate does not', () => {
    // 100 a group; without treatment 0 to 99 answer row / 100. Treatment does nothing but lose the 30 who would say most.
    const n = 100;
    const y = Array.from({ length: 2 * n }, (_, i) => (i >= n && i - n >= 70 ? null : (i % n) / n));
    const treated = Array.from({ length: 2 * n }, (_, i) => Number(i >= n));
    const table = responsesOf({ treated, reports: [y] });
    const { lee, high } = estimate(table, as('difference-in-means'));
    expect(lee?.low).toBeLessThan(0);
    expect(lee?.high).toBeCloseTo(0, 12);
    expect(high).toBeLessThan(0);
  });

  it('go with lots only', () => {
    const table = responsesOf({ ...people, reports: [[1, 1, 1, 0, 0, 0, 1, 0]] });
    expect(estimate(table, as('difference-in-means', null)).lee).toBeNull();
    expect(estimate(table, as('exposed-unexposed')).lee).toBeNull();
    expect(estimate(table, as('difference-in-means')).lee).not.toBeNull();
  });
});
