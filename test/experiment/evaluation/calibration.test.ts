// Studies of populations made of dice, by the thousand: intervals must hold the truth as often as they say.
import { describe, expect, it } from 'vitest';
import { estimate } from '../../../src/experiment/evaluation/estimator.ts';
import type { Responses } from '../../../src/experiment/evaluation/responses.ts';
import type { Estimator } from '../../../src/experiment/evaluation/study.ts';
import { normal } from '../../../src/random/distributions.ts';
import { uniform } from '../../../src/random/draw.ts';
import { keyOf } from '../../../src/random/key.ts';
import { FALSE_ALARM, normalSurprise, surprise } from '../../support/surprise.ts';
import { byLot } from './support/made-responses.ts';

const STUDIES = 2000;

type World = {
  readonly clusters: number;
  readonly people: number;
  /** Effect on everybody treated; the truth. */
  readonly effect: number;
  /** Share of the variance that people of a cluster share. */
  readonly shared: number;
  /** Whole clusters are treated, or people one by one. */
  readonly byCluster: boolean;
};

/** One study: two waves, half treated; exposure follows treatment for three in four. */
function studied(world: World, number: number): Responses {
  const { clusters, people, effect, shared, byCluster } = world;
  const dice = (purpose: string) => {
    const key = keyOf('calibration', number, purpose);
    return (at: number): number => normal(uniform(key, at), 0, 1);
  };
  const [ofCluster, own, before, after] = ['cluster', 'own', 'before', 'after'].map(dice);
  const lot = keyOf('calibration', number, 'lot');
  const complies = keyOf('calibration', number, 'complies');
  const units = byCluster ? clusters : people;
  const order = Array.from({ length: units }, (_, k) => k).sort((a, b) => uniform(lot, a) - uniform(lot, b));
  const chosen = new Set(order.slice(0, units / 2));
  const cluster = Int32Array.from({ length: people }, (_, i) => i % clusters);
  const treated = Uint8Array.from(cluster, (c, i) => Number(chosen.has(byCluster ? c : i)));
  const exposed = treated.map((t, i) => (t === 1 && uniform(complies, i) < 0.75 ? 1 : 0));
  const stable = Float64Array.from(
    cluster,
    (c, i) => Math.sqrt(shared) * ofCluster(c) + Math.sqrt(1 - shared) * own(i),
  );
  const first = stable.map((value, i) => value + before(i));
  // What a cluster goes through between the waves is its own as well, or changes would know no clusters.
  const last = stable.map((value, i) => value + Math.sqrt(shared) * ofCluster(clusters + cluster[i]) + after(i));
  for (let i = 0; i < people; i++) last[i] += effect * treated[i];
  const none = new Float64Array(people);
  return {
    row: Int32Array.from(cluster.keys()),
    ...{ treated, exposed, cluster: byCluster ? cluster : Int32Array.from(cluster.keys()) },
    weight: new Float64Array(people).fill(1),
    found: [new Uint8Array(people).fill(1), new Uint8Array(people).fill(1)],
    reports: [first, last],
    treatedAt: [treated, treated],
    covariates: [none, none, none, none],
    interviews: 2 * people,
    clusters: 0,
  };
}

/** Of many studies: intervals that hold the truth, effects reported, and standard errors between mean estimate and truth. */
function record(estimator: Estimator, world: World, truth = world.effect) {
  let holds = 0;
  let reports = 0;
  let sum = 0;
  let squares = 0;
  for (let number = 0; number < STUDIES; number++) {
    const answer = estimate(studied(world, number), { estimator, assignment: byLot });
    holds += Number(answer.low <= truth && truth <= answer.high);
    reports += Number(answer.p < 0.05);
    sum += answer.estimate;
    squares += answer.estimate * answer.estimate;
  }
  const mean = sum / STUDIES;
  const error = Math.sqrt((squares / STUDIES - mean * mean) / (STUDIES - 1));
  return { holds, reports, off: (mean - truth) / error };
}

const persons: World = { clusters: 60, people: 60, effect: 0.4, shared: 0, byCluster: false };
const villages: World = { clusters: 50, people: 200, effect: 0.4, shared: 0.3, byCluster: true };
const few: World = { ...villages, clusters: 10, people: 100 };

const honest: readonly (readonly [Estimator, string, World])[] = [
  ['difference-in-means', 'people by lot', persons],
  ['regression', 'people by lot', { ...persons, people: 200, clusters: 200 }],
  ['difference-in-differences', 'people by lot', persons],
  ['cluster-robust', '50 clusters by lot', villages],
  ['cluster-means', '50 clusters by lot', villages],
  ['difference-in-differences', '50 clusters by lot', villages],
  ['cluster-robust', '10 clusters by lot', few],
  ['cluster-means', '10 clusters by lot', few],
];

// Exact binomial null at the nominal level, false-alarm rate 1e-6 a test. Methods that are right only for many people get
// populations large enough for what is left to hide in the luck of 2,000 studies.
describe('2,000 studies', () => {
  it.each(honest)('%s of %s: no bias, right coverage', (estimator, _, world) => {
    const { holds, off } = record(estimator, world);
    expect(normalSurprise(off)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(holds, STUDIES, 0.95)).toBeGreaterThan(FALSE_ALARM);
    expect(holds / STUDIES).toBeGreaterThan(0.93);
    expect(holds / STUDIES).toBeLessThan(0.97);
  });

  it.each(honest)('%s of %s: right size where nothing is to be found', (estimator, _, world) => {
    const { reports } = record(estimator, { ...world, effect: 0 });
    expect(surprise(reports, STUDIES, 0.05)).toBeGreaterThan(FALSE_ALARM);
    expect(reports / STUDIES).toBeGreaterThan(0.03);
    expect(reports / STUDIES).toBeLessThan(0.07);
  });

  it('an invitation as instrument: the effect on those it brings, right coverage', () => {
    // Treatment works by 0.4 on everybody invited here; three in four of them are exposed.
    const { holds, off } = record('instrument', { ...persons, people: 400, clusters: 400 }, 0.4 / 0.75);
    expect(normalSurprise(off)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(holds, STUDIES, 0.95)).toBeGreaterThan(FALSE_ALARM);
  });

  it('would show a study that forgets its clusters', () => {
    const { reports, holds } = record('difference-in-means', { ...villages, effect: 0 });
    expect(surprise(reports, STUDIES, 0.05)).toBeLessThan(FALSE_ALARM);
    expect(holds / STUDIES).toBeLessThan(0.93);
  });

  it('would show a bias of a tenth of the effect', () => {
    const { off } = record('regression', { ...persons, people: 200, clusters: 200 }, 0.44);
    expect(normalSurprise(off)).toBeLessThan(FALSE_ALARM);
  });
});
