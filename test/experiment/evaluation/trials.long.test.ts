// Thousands of imaginary studies of lived worlds, as the evaluation promises them to its readers.
import { describe, expect, it } from 'vitest';
import { meanSplit } from '../../../src/experiment/evaluation/bias-split.ts';
import { type Diagnosis, diagnose } from '../../../src/experiment/evaluation/diagnosis.ts';
import type { Study } from '../../../src/experiment/evaluation/study.ts';
import type { Setup } from '../../../src/model/setup.ts';
import { mean } from '../../../src/statistics/mean.ts';
import { standardError } from '../../../src/statistics/spread.ts';
import { withGiven } from '../../model/support/village.ts';
import { FALSE_ALARM, normalSurprise } from '../../support/surprise.ts';
import { byLot } from './support/made-responses.ts';
import { carriers, conductIn, counting, faultless, placeOf, troubled } from './support/trials.ts';

const diagnosed = (setup: Setup, study: Study, replicates: number, lots: number, surveys: number): Diagnosis =>
  diagnose(conductIn(setup, study, replicates, { lots: counting(lots), surveys }).flatMap(({ answers }) => answers));

/** Villages of 50 for trials by village, so that there are 40 of them. */
const many = (campaign: 'strong' | 'null', off: readonly string[]): Setup =>
  placeOf(campaign, { people: 2000, off: [...off] }, 50);

const byPeople = faultless;
const byVillages: Study = {
  ...faultless,
  assignment: { ...byLot, unit: 'village' },
  sampling: { frame: 'household-listing', size: 400, clusters: 40 },
  estimator: 'cluster-robust',
};

// 2,000 studies of 10 populations with 40 lots each: coverage and size have a Monte Carlo error of about 0.005, so that the
// bounds, 0.02 from the nominal level, are passed by luck less than once in 10,000 times; a bias of 3 errors, once in 100 with so
// few populations, which is what the bound says. The luck is fixed.
describe.each([
  ['people', byPeople],
  ['villages', byVillages],
] as const)('2,000 trials of %s without spillover, error or loss', (_, study) => {
  it('have no bias and intervals that hold the truth as often as they say', () => {
    const { studies, found, asked, bias, coverage, truth } = diagnosed(many('strong', carriers), study, 10, 40, 5);
    expect(studies).toBe(2000);
    expect(found).toBe(asked);
    expect(Math.abs(truth.value)).toBeGreaterThan(0.05);
    expect(Math.abs(bias.value)).toBeLessThan(3 * bias.error);
    expect(coverage.value).toBeGreaterThan(0.93);
    expect(coverage.value).toBeLessThan(0.97);
  });

  it('find a null campaign as rarely as they say, whatever goes from person to person', () => {
    const { size, truth, bias } = diagnosed(many('null', []), study, 10, 40, 5);
    expect(truth).toEqual({ value: 0, error: 0 });
    expect(Math.abs(bias.value)).toBeLessThan(3 * bias.error);
    expect(size?.value).toBeGreaterThan(0.03);
    expect(size?.value).toBeLessThan(0.07);
  });
});

it('a trial of villages analysed as one of people would be caught', () => {
  // What villages share is put there by hand: the risk of dying as talked about among neighbours for a long time.
  const talking = withGiven(placeOf('null', { people: 2000, burnIn: 60 }, 50), { talk: { rate: 1, precision: 3 } });
  const forgetful: Study = {
    ...byVillages,
    inquiry: { estimand: 'itt', measure: 'intention' },
    sampling: { frame: 'household-listing', size: 2000, clusters: 0 },
    estimator: 'difference-in-means',
  };
  const wrong = diagnosed(talking, forgetful, 5, 100, 1);
  const right = diagnosed(talking, { ...forgetful, estimator: 'cluster-robust' }, 5, 100, 1);
  expect(wrong.size?.value).toBeGreaterThan(0.07);
  expect(right.size?.value).toBeLessThan(0.07);
});

it('spillover biases a trial of people more than one of villages, in the same 200 populations', () => {
  const off = carriers.filter((name) => name !== 'talk');
  const talking = withGiven(placeOf('strong', { off }, 50), { talk: { rate: 1 } });
  const errors = (study: Study, where: Setup): number[] => {
    const asking: Study = {
      ...study,
      inquiry: { estimand: 'itt', measure: 'believes_death' },
      sampling: { ...faultless.sampling, size: 1000 },
    };
    return conductIn(where, asking, 200).map(({ answers: [{ estimate, truth }] }) => estimate - truth);
  };
  const people = errors(byPeople, talking);
  const villages = errors(byVillages, talking);
  const silent = errors(byPeople, { ...talking, off: carriers });
  const surely = (one: readonly number[], other: readonly number[]): number => {
    const differences = one.map((value, k) => value - other[k]);
    return normalSurprise(mean(differences) / standardError(differences));
  };
  expect(surely(people, silent)).toBeLessThan(FALSE_ALARM);
  expect(surely(people, villages)).toBeLessThan(FALSE_ALARM);
  expect(mean(people)).toBeLessThan(0);
  expect(Math.abs(mean(people))).toBeGreaterThan(2 * Math.abs(mean(silent)));
  expect(Math.abs(mean(people))).toBeGreaterThan(2 * Math.abs(mean(villages)));
});

describe('the remainder of a bias', () => {
  const place = placeOf('few', { weeks: 40 });
  const ask = (changes: Partial<Study>): Study => ({ ...faultless, ...troubled, assignment: null, ...changes });
  const intends: Study['inquiry'] = { estimand: 'att', measure: 'intends' };
  const list: Study['sampling'] = { frame: 'beneficiary-list', size: 100, clusters: 0 };
  const studies: readonly (readonly [string, Study])[] = [
    ['people by lot', ask({ assignment: byLot, estimator: 'difference-in-means' })],
    [
      'villages by lot',
      ask({ ...byVillages, ...troubled, sampling: { ...list, frame: 'household-listing', clusters: 6 } }),
    ],
    [
      'beneficiaries asked',
      ask({ estimator: 'naive-share', inquiry: { ...intends, measure: 'changed_mind' }, sampling: list }),
    ],
    ['beneficiaries and others', ask({ estimator: 'exposed-unexposed', inquiry: intends, sampling: list })],
    ['departures', ask({ assignment: byLot, inquiry: { estimand: 'itt', measure: 'left_irregularly' } })],
  ];

  // Beyond 3 errors of 40 worlds by luck once in 200 times; the luck is fixed.
  it.each(studies)('%s: within 3 Monte Carlo errors of none', (_, study) => {
    const results = conductIn(place, study, 40, { surveys: 10, split: true });
    const { value, error } = meanSplit(results.flatMap(({ splits }) => splits))?.remainder ?? { value: 1, error: 0 };
    expect(Math.abs(value)).toBeLessThanOrEqual(3 * error);
  });
});
