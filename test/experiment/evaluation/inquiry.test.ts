// The truth a study is after: what is true of the same people in both worlds.
import { describe, expect, it } from 'vitest';
import { truthOf, valuesOf } from '../../../src/experiment/evaluation/inquiry.ts';
import type { Estimand, Measure } from '../../../src/experiment/evaluation/study.ts';
import { NEVER } from '../../../src/model/assignment.ts';
import { considersLeaving, goneIrregularly } from '../../../src/model/observe.ts';
import {
  AT_DESTINATION,
  CONSIDERING,
  DEAD,
  EN_ROUTE,
  LEFT_LAWFULLY,
  NONE,
  RETURNED,
  STRANDED,
  topics,
} from '../../../src/model/vocabulary.ts';
import { handMade, livedWorlds, studyOf } from './support/worlds.ts';

const measures: readonly Measure[] = [
  ...(['intends', 'intends_or_left', 'intention', 'considering', 'left_irregularly', 'left_lawfully'] as const),
  ...([
    'general_risk',
    'own_risk',
    'knows_lawful',
    'knows_alternative',
    'rights_knowledge',
    'trust_in_sender',
  ] as const),
  ...(['recall', 'decision_quality', 'unmet_protection_need', 'harmed_on_journey', 'prepared', 'regret'] as const),
  'contacts',
  ...topics.flatMap((topic) => [`believes_${topic}` as const, `error_${topic}` as const]),
];
const estimands: readonly Estimand[] = ['att', 'itt', 'spillover', 'total'];

describe('what is true of a person', () => {
  it('counts as intending or having left whoever is gone irregularly, and nobody gone lawfully', () => {
    const stages = [NONE, EN_ROUTE, AT_DESTINATION, STRANDED, DEAD, LEFT_LAWFULLY, RETURNED];
    const world = handMade({
      people: 7,
      with: [{ stage: (row) => stages[row], intention: (row) => (row > 4 ? 0.6 : 0) }],
    });
    const value = valuesOf('intends_or_left', world, 'with', 0);
    expect(stages.map((_, row) => value(row))).toEqual([0, 1, 1, 1, 1, 0, 1]);
    const intends = valuesOf('intends', world, 'with', 0);
    expect(stages.map((_, row) => intends(row))).toEqual([0, 0, 0, 0, 0, 1, 1]);
  });

  it('knows what lies near the truth, and errs by the distance', () => {
    const world = handMade({ people: 3, with: [{ beliefs: (_, row) => [0.45, 0.75, 0.25][row] }] });
    const knows = valuesOf('knows_lawful', world, 'with', 0);
    const errs = valuesOf('error_lawful', world, 'with', 0);
    const believes = valuesOf('believes_lawful', world, 'with', 0);
    expect([0, 1, 2].map(knows)).toEqual([1, 0, 0]);
    expect([1, 2].map(errs)).toEqual([0.25, 0.25]);
    expect([1, 2].map(believes)).toEqual([0.75, 0.25]);
  });

  it('has a lower risk of one’s own where the risk is played down', () => {
    const world = handMade({ people: 1, with: [{ beliefs: () => 0.5, minimisation: () => 0.5 }] });
    expect(valuesOf('general_risk', world, 'with', 0)(0)).toBe(1 - 0.5 * 0.75);
    expect(valuesOf('own_risk', world, 'with', 0)(0)).toBe(1 - 0.75 * 0.875);
  });

  it('has left lawfully only since the eve', () => {
    const world = handMade({
      people: 2,
      eve: { stage: (row) => (row === 0 ? LEFT_LAWFULLY : NONE) },
      with: [{ stage: () => LEFT_LAWFULLY }],
    });
    const value = valuesOf('left_lawfully', world, 'with', 0);
    expect([value(0), value(1)]).toEqual([0, 1]);
  });
});

describe('an estimand', () => {
  // Ten people a village: the first village assigned, its even rows met; the effect differs by row.
  const world = handMade({
    people: 30,
    from: (row) => (row < 10 ? 0 : NEVER),
    unit: (row) => (row < 20 ? Math.floor(row / 10) : -1),
    with: [
      {
        contacts: (row) => Number(row < 10 && row % 2 === 0),
        rights: (row) => (row < 10 ? (row % 2 === 0 ? 0.75 : 0.5) : 0.25),
      },
    ],
    without: [{ rights: () => 0.25 }],
  });
  it.each([
    ['att', 0.5],
    ['itt', 0.375],
    ['spillover', 0.25],
    ['total', 0.1875],
  ] as const)('%s is about its own people', (estimand, truth) => {
    expect(truthOf(world, { estimand, measure: 'rights_knowledge' })).toBeCloseTo(truth, 12);
  });

  it('of spillover looks at communities where the lot falls on people', () => {
    const single = handMade({
      people: 20,
      unit: (row) => row,
      from: (row) => (row % 2 === 0 ? 0 : NEVER),
      with: [{ contacts: (row) => Number(row === 0), rights: (row) => Number(row < 10) }],
    });
    expect(truthOf(single, { estimand: 'spillover', measure: 'rights_knowledge' })).toBe(1);
  });

  it('is null where it is about nobody', () => {
    const idle = handMade({ people: 4 });
    for (const estimand of ['att', 'spillover'] as const)
      expect(truthOf(idle, { estimand, measure: 'intends' })).toBeNull();
    expect(truthOf(idle, { estimand: 'total', measure: 'changed_mind' })).toBeNull();
    expect(truthOf(idle, { estimand: 'total', measure: 'intends' })).toBe(0);
  });

  it('takes the wave asked for, else the last', () => {
    const two = handMade({ people: 2, weeks: [8, 46], with: [{ rights: () => 0.5 }, { rights: () => 1 }] });
    expect(truthOf(two, { estimand: 'total', measure: 'rights_knowledge' }, 0)).toBe(0.5);
    expect(truthOf(two, { estimand: 'total', measure: 'rights_knowledge' })).toBe(1);
  });

  it('of changed minds is the net share of those who considered leaving on the eve', () => {
    // Six considered: two changed because of it, one would have changed but for it, the others are alike in both worlds.
    const here = [NONE, NONE, CONSIDERING, CONSIDERING, NONE, AT_DESTINATION, NONE, NONE];
    const there = [CONSIDERING, EN_ROUTE, NONE, CONSIDERING, NONE, AT_DESTINATION, CONSIDERING, CONSIDERING];
    const minds = handMade({
      people: 8,
      eve: { stage: (row) => (row < 6 ? CONSIDERING : NONE) },
      with: [{ stage: (row) => here[row] }],
      without: [{ stage: (row) => there[row] }],
    });
    expect(truthOf(minds, { estimand: 'total', measure: 'changed_mind' })).toBeCloseTo(1 / 6, 12);
  });
});

describe('in worlds of the model', () => {
  const study = studyOf({ assignment: { unit: 'village' }, measurement: { waves: [-1, 12, 26] } });
  const [world] = livedWorlds(study);

  it('nothing is different before the campaign', () => {
    for (const measure of measures)
      for (const estimand of ['itt', 'total'] as const) expect(truthOf(world, { estimand, measure }, 0)).toBe(0);
  });

  it('every measure has a value for everybody, and every estimand a mean', () => {
    for (const measure of measures) {
      for (const side of ['with', 'without'] as const) {
        const value = valuesOf(measure, world, side, 2);
        for (let row = 0; row < world.unit.length; row++) expect(Number.isFinite(value(row))).toBe(true);
      }
      for (const estimand of estimands) expect(truthOf(world, { estimand, measure })).not.toBeNull();
    }
  });

  it('the total is made of those met, those near them, and the rest', () => {
    const n = world.unit.length;
    const { contacts } = world.with[2];
    const reached = new Set(world.unit.filter((_, row) => contacts[row] > 0));
    const met = contacts.filter((count) => count > 0).length;
    const near = world.unit.filter((unit, row) => contacts[row] === 0 && reached.has(unit)).length;
    const here = valuesOf('intention', world, 'with', 2);
    const there = valuesOf('intention', world, 'without', 2);
    const rest = world.unit.reduce((sum, unit, row) => sum + (reached.has(unit) ? 0 : here(row) - there(row)), 0);
    const truth = (estimand: Estimand): number => truthOf(world, { estimand, measure: 'intention' }) ?? Number.NaN;
    expect(met).toBeGreaterThan(0);
    expect(near).toBeGreaterThan(0);
    expect((truth('att') * met + truth('spillover') * near + rest) / n).toBeCloseTo(truth('total'), 12);
    // Friends talk across the fence: spillover is not imposed, it happens.
    expect(truth('spillover')).not.toBe(0);
  });

  it('the eve is the wave before week 0', () => {
    for (const side of ['with', 'without'] as const) expect(world[side][0]).toEqual(world.eve);
    expect(world.eve.stage.some(considersLeaving)).toBe(true);
    expect(world.with[2].stage.some(goneIrregularly)).toBe(true);
  });
});
