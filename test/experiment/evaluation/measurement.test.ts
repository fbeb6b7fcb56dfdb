// What people say: recall, denial, lists, noise, slips, and minds that changed.
import { describe, expect, it } from 'vitest';
import { luckOf } from '../../../src/experiment/evaluation/luck.ts';
import { type Interview, interview } from '../../../src/experiment/evaluation/measurement.ts';
import type { StudyWorld } from '../../../src/experiment/evaluation/snapshot.ts';
import type { Measure, Measurement, Spared } from '../../../src/experiment/evaluation/study.ts';
import { AT_DESTINATION, CONSIDERING, NONE } from '../../../src/model/vocabulary.ts';
import { oneMinusExp } from '../../../src/random/exact-math.ts';
import { FALSE_ALARM, normalSurprise, surprise } from '../../support/surprise.ts';
import { handMade, nothing, sparing, studyOf } from './support/worlds.ts';

const N = 8000;
const rows = Array.from({ length: N }, (_, row) => row);
/** By four: met and intends, met and does not, not met and intends, not met and does not. */
const met = (row: number): number => Number(row % 4 < 2);
const intends = (row: number): number => (row % 2 === 0 ? 0.75 : 0.25);
const world = handMade({
  people: N,
  eve: { stage: () => CONSIDERING, intention: intends },
  with: [
    {
      contacts: met,
      intention: intends,
      trace: (row) => met(row) * 0.7,
      stage: () => CONSIDERING,
      trust: (row) => (row % 4) / 5,
    },
  ],
  without: [{ stage: () => CONSIDERING }],
});
const ask = (
  measure: Measure,
  measurement: Partial<Measurement> = {},
  spared: Spared = nothing,
  of: StudyWorld = world,
  side: 'with' | 'without' = 'with',
): Interview =>
  interview(
    of,
    { measurement: studyOf({ measurement }).measurement, measure },
    side,
    0,
    luckOf(of, 'study', 0, 0),
    spared,
  );
const answers = (...asked: Parameters<typeof ask>): number[] => rows.map(ask(...asked).answer);
const kind = (of: readonly number[], which: number): number[] => of.filter((_, row) => row % 4 === which);
const sum = (of: readonly number[]): number => of.reduce((all, each) => all + each, 0);
const expectShare = (of: readonly number[], share: number): void => {
  expect(surprise(sum(of), of.length, share)).toBeGreaterThan(FALSE_ALARM);
  // The same test sees a share that is off by a tenth.
  expect(surprise(sum(of), of.length, share + 0.1)).toBeLessThan(FALSE_ALARM);
};

describe('recall', () => {
  it('goes by the trace among those met and by false recall among the others', () => {
    const said = rows.map((row) => Number(ask('recall', { falseRecall: 0.2 }).remembers(row)));
    expectShare([...kind(said, 0), ...kind(said, 1)], oneMinusExp(0.7));
    expectShare([...kind(said, 2), ...kind(said, 3)], 0.2);
  });

  it('is perfect where it is spared, and the memory itself still fades', () => {
    const spared = ask('recall', { falseRecall: 0.2 }, sparing('recall'));
    rows.forEach((row) => {
      expect(spared.remembers(row)).toBe(met(row) === 1);
    });
    const usual = ask('recall', { falseRecall: 0 });
    rows.forEach((row) => {
      expect(spared.answer(row)).toBe(usual.answer(row));
    });
  });
});

describe('an intention asked directly', () => {
  it('is told as it is where nobody denies and nothing slips', () => {
    expect(answers('intends')).toEqual(rows.map((row) => Number(row % 2 === 0)));
    expect(answers('intention')).toEqual(rows.map(intends));
  });

  it('is denied by intenders only, more by those met', () => {
    const said = answers('intends', { denialTreated: 0.5, denialUntreated: 0.2 });
    expectShare(kind(said, 0), 0.5);
    expectShare(kind(said, 2), 0.8);
    expect(sum([...kind(said, 1), ...kind(said, 3)])).toBe(0);
  });

  it('is denied by the same people whenever asked, and by more if more deny', () => {
    const few = answers('intends', { denialTreated: 0.2, denialUntreated: 0.2 });
    const many = answers('intends', { denialTreated: 0.4, denialUntreated: 0.4 });
    few.forEach((each, row) => {
      expect(many[row]).toBeLessThanOrEqual(each);
    });
  });

  it('is not denied where desirability is spared', () => {
    expect(answers('intends', { denialTreated: 1, denialUntreated: 1 }, sparing('desirability'))).toEqual(
      answers('intends'),
    );
  });

  it('slips at the rate given, both ways', () => {
    const said = answers('intends', { flips: 0.15 });
    expectShare(kind(said, 1), 0.15);
    expectShare(kind(said, 0), 0.85);
  });

  it('is the same whether it is the question of the study or one beside it', () => {
    const trouble = { flips: 0.2, denialTreated: 0.3 };
    expect(rows.map(ask('intends', trouble).intends)).toEqual(answers('intends', trouble));
    expect(rows.map(ask('rights_knowledge', trouble).intends)).toEqual(answers('intends', trouble));
  });

  it('or having left is no secret of those away', () => {
    const away = handMade({ people: N, with: [{ stage: () => AT_DESTINATION }] });
    const trouble = { denialUntreated: 1, flips: 0.5, listItems: 3 };
    expect(sum(answers('intends_or_left', trouble, nothing, away))).toBe(N);
  });
});

describe('a list experiment', () => {
  const items = 4;
  const trouble = { listItems: items, denialTreated: 0.9, denialUntreated: 0.9, flips: 0.3 };
  it.each([
    ['everybody who intends', 0, 1],
    ['nobody', 1, 0],
  ] as const)('is right on average about %s, with the variance it costs', (_, which, truly) => {
    const said = kind(answers('intends', trouble), which);
    const mean = sum(said) / said.length;
    const variance = sum(said.map((each) => (each - mean) ** 2)) / said.length;
    const z = (share: number): number => (mean - share) / Math.sqrt((items + truly) / said.length);
    expect(normalSurprise(z(truly))).toBeGreaterThan(FALSE_ALARM);
    // A list answered with the denial of a direct question would be seen.
    expect(normalSurprise(z(truly - 0.5))).toBeLessThan(FALSE_ALARM);
    expect(variance / (items + truly)).toBeGreaterThan(0.85);
    expect(variance / (items + truly)).toBeLessThan(1.15);
  });

  it('asks about what people hide, nothing else', () => {
    expect(answers('rights_knowledge', { listItems: items })).toEqual(answers('rights_knowledge'));
  });
});

describe('scores', () => {
  it('have noise around the truth, which is not cut at the ends', () => {
    const said = answers('rights_knowledge', { noise: 0.2 });
    const z = (sum(said) / N / 0.2) * Math.sqrt(N);
    expect(normalSurprise(z)).toBeGreaterThan(FALSE_ALARM);
    expect(said.some((each) => each < 0)).toBe(true);
    const spread = Math.sqrt(sum(said.map((each) => each * each)) / N);
    expect(spread).toBeGreaterThan(0.19);
    expect(spread).toBeLessThan(0.21);
    // Cut at 0, the mean would be 0.08.
    expect(normalSurprise((sum(said.map((each) => Math.max(0, each))) / N / 0.2) * Math.sqrt(N))).toBeLessThan(
      FALSE_ALARM,
    );
  });

  it('of trust come on five points, right on average', () => {
    const said = answers('trust_in_sender');
    expect(new Set(said)).toEqual(new Set([0, 0.25, 0.5, 0.75]));
    // 0.2 lies between 0 and 0.25: four in five tick the higher.
    expectShare(
      kind(said, 1).map((each) => each / 0.25),
      0.8,
    );
    expect(new Set(kind(said, 0))).toEqual(new Set([0]));
  });
});

describe('contacts', () => {
  it('are counted by those who remember', () => {
    const asked = ask('contacts', { falseRecall: 0.2 });
    for (const row of rows) expect(asked.answer(row)).toBe(Number(asked.remembers(row)));
  });
});

describe('"it changed my mind"', () => {
  /** By four: changed by the campaign, would have changed but for it, calmer than on the eve, nothing at all. */
  const minds = handMade({
    people: N,
    eve: { stage: () => CONSIDERING, intention: () => 0.5 },
    with: [
      {
        ...{ contacts: () => 1, trace: () => 50 },
        stage: (row) => (row % 4 === 0 ? NONE : CONSIDERING),
        intention: (row) => (row % 4 === 2 ? 0.25 : 0.5),
      },
    ],
    without: [{ stage: (row) => (row % 4 === 1 ? NONE : CONSIDERING) }],
  });
  const say = (measurement: Partial<Measurement>, spared: Spared = nothing, of = minds): number[] =>
    [0, 1, 2, 3].map((which) => sum(kind(answers('changed_mind', measurement, spared, of), which)) / (N / 4));

  it('say those who remember and changed, or feel less inclined', () => {
    expect(say({ feltChange: 0.05 })).toEqual([1, 0, 1, 0]);
    expect(say({ feltChange: 0.3 })).toEqual([1, 0, 0, 0]);
  });

  it('say some because they are asked, unless that is spared', () => {
    const said = answers('changed_mind', { agreeable: 0.3 }, nothing, minds);
    expectShare(kind(said, 3), 0.3);
    expect(say({ agreeable: 0.3 }, sparing('desirability'))).toEqual([1, 0, 1, 0]);
  });

  it('is compared with the twin, not with the past, where selection is spared', () => {
    expect(say({}, sparing('selection'))).toEqual([1, -1, 0, 0]);
  });

  it('says nobody who remembers nothing or never considered leaving', () => {
    const forgot = handMade({
      people: N,
      eve: { stage: () => CONSIDERING },
      with: [{ stage: () => NONE }],
      without: [{ stage: () => CONSIDERING }],
    });
    expect(say({ agreeable: 1 }, nothing, forgot)).toEqual([0, 0, 0, 0]);
    const never = handMade({ people: N, with: [{ contacts: () => 1, trace: () => 50 }] });
    expect(say({ agreeable: 1 }, nothing, never)).toEqual([0, 0, 0, 0]);
  });

  it('says nobody of the world without the campaign but by false recall', () => {
    const said = answers('changed_mind', { falseRecall: 0.2, agreeable: 1 }, nothing, minds, 'without');
    expectShare(said, 0.2);
    expect(sum(answers('changed_mind', { agreeable: 1 }, nothing, minds, 'without'))).toBe(0);
  });
});
