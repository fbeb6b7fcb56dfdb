// Who is found: at home those who do not refuse, at the destination some, else nobody.
import { describe, expect, it } from 'vitest';
import { luckOf } from '../../../src/experiment/evaluation/luck.ts';
import type { Measure, Spared, Tracing } from '../../../src/experiment/evaluation/study.ts';
import { BY_HOUSEHOLD, INTERVIEWED, LOST, tracer } from '../../../src/experiment/evaluation/tracing.ts';
import { stages } from '../../../src/model/vocabulary.ts';
import { FALSE_ALARM, surprise } from '../../support/surprise.ts';
import { handMade, nothing, sparing, studyOf } from './support/worlds.ts';

const EACH = 2000;
const world = handMade({
  people: EACH * stages.length,
  with: [
    {
      stage: (row) => Math.floor(row / EACH),
      avoidance: (row) => (row % 2) / 2,
      intention: (row) => (row % 4 < 2 ? 0.9 : 0),
    },
  ],
});
const found = (tracing: Partial<Tracing>, measure: Measure = 'intends', spared: Spared = nothing): number[] => {
  const trace = tracer(
    world,
    { tracing: studyOf({ tracing }).tracing, measure },
    'with',
    0,
    luckOf(world, 'study', 0, 0),
    spared,
  );
  return Array.from({ length: EACH * stages.length }, (_, row) => trace(row));
};
const at = (stage: (typeof stages)[number], of: readonly number[]): readonly number[] =>
  of.slice(stages.indexOf(stage) * EACH, (stages.indexOf(stage) + 1) * EACH);
const home = ['none', 'considering', 'planning', 'preparing', 'returned'] as const;
const nowhere = ['en-route', 'stranded', 'dead', 'left-lawfully'] as const;
const count = (of: readonly number[], what: number): number => of.filter((each) => each === what).length;

describe('tracing', () => {
  it('finds everybody at home and nobody away, unless said otherwise', () => {
    const all = found({});
    for (const stage of home) expect(new Set(at(stage, all))).toEqual(new Set([INTERVIEWED]));
    for (const stage of [...nowhere, 'at-destination'] as const)
      expect(new Set(at(stage, all))).toEqual(new Set([LOST]));
  });

  it('finds some at their destination, nobody on the way, stranded, dead or gone lawfully', () => {
    const all = found({ abroad: 0.3 });
    for (const stage of nowhere) expect(new Set(at(stage, all))).toEqual(new Set([LOST]));
    const there = count(at('at-destination', all), INTERVIEWED);
    expect(surprise(there, EACH, 0.3)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(there, EACH, 0.4)).toBeLessThan(FALSE_ALARM);
  });

  it('is refused by the base rate, by avoidance and by intention', () => {
    const all = found({ refusal: 0.1, refusalAvoidance: 0.4, refusalIntention: 0.3 });
    const athome = home.flatMap((stage) => at(stage, all));
    // Rows by four: intends without and with avoidance, then does not intend without and with.
    [0.4, 0.6, 0.1, 0.3].forEach((chance, kind) => {
      const some = athome.filter((_, k) => k % 4 === kind);
      expect(surprise(count(some, LOST), some.length, chance)).toBeGreaterThan(FALSE_ALARM);
      expect(surprise(count(some, LOST), some.length, chance + 0.1)).toBeLessThan(FALSE_ALARM);
    });
  });

  it('hears of departures from households that know, and of nothing else', () => {
    for (const measure of ['left_irregularly', 'left_lawfully', 'intends_or_left'] as const) {
      const all = found({ proxies: 1, proxyKnows: 0.8 }, measure);
      for (const stage of nowhere)
        expect(surprise(count(at(stage, all), BY_HOUSEHOLD), EACH, 0.8)).toBeGreaterThan(FALSE_ALARM);
      for (const stage of home) expect(count(at(stage, all), BY_HOUSEHOLD)).toBe(0);
    }
    for (const measure of ['intends', 'intention', 'recall', 'believes_death'] as const)
      expect(count(found({ proxies: 1, proxyKnows: 1 }, measure), BY_HOUSEHOLD)).toBe(0);
    expect(count(found({ proxies: 0, proxyKnows: 1 }, 'left_irregularly'), BY_HOUSEHOLD)).toBe(0);
  });

  it('finds everybody where attrition is spared', () => {
    expect(new Set(found({ refusal: 1 }, 'intends', sparing('attrition')))).toEqual(new Set([INTERVIEWED]));
  });

  it('loses nobody more where more are found abroad', () => {
    const few = found({ abroad: 0.2, refusal: 0.1 });
    const many = found({ abroad: 0.6, refusal: 0.1 });
    few.forEach((each, row) => {
      if (each === INTERVIEWED) expect(many[row]).toBe(INTERVIEWED);
    });
  });
});
