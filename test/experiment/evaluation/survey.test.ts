// A whole survey: what is spared, what is not touched by sparing it, and that asking changes nothing.
import { describe, expect, it } from 'vitest';
import { truthOf, valuesOf } from '../../../src/experiment/evaluation/inquiry.ts';
import type { Responses } from '../../../src/experiment/evaluation/responses.ts';
import { type Cause, causes, type Measure, type Study } from '../../../src/experiment/evaluation/study.ts';
import { survey } from '../../../src/experiment/evaluation/survey.ts';
import { NEVER } from '../../../src/model/assignment.ts';
import { AT_DESTINATION, CONSIDERING, DEAD, EN_ROUTE, LEFT_LAWFULLY, NONE } from '../../../src/model/vocabulary.ts';
import { FALSE_ALARM, normalSurprise } from '../../support/surprise.ts';
import { everything, handMade, livedWorlds, nothing, sparing, studyOf, troubled } from './support/worlds.ts';

const waves = [-1, 26];
const lot = studyOf({
  ...{ ...troubled, id: 'lot', assignment: { unit: 'person' }, estimator: 'difference-in-differences' },
  measurement: { ...troubled.measurement, waves },
  sampling: { size: 240, clusters: 4 },
});
const list: Study = {
  ...lot,
  id: 'list',
  assignment: null,
  sampling: { frame: 'beneficiary-list', size: 200, clusters: 3 },
};
const asked: Study = {
  ...lot,
  id: 'asked',
  assignment: null,
  sampling: { frame: 'online-panel', size: 300, clusters: 0 },
};
const worlds = {
  lot: livedWorlds(lot)[0],
  list: livedWorlds(list)[0],
  asked: livedWorlds(asked)[0],
};
const studies = { lot, list, asked } as const;
const names = ['lot', 'list', 'asked'] as const;

const rowsIn = (of: Responses, treated: number): number[] => [...of.row].filter((_, k) => of.treated[k] === treated);
/** What one person said, by row, in one group. */
const entry = (of: Responses, k: number): readonly number[] => [
  of.exposed[k],
  of.cluster[k],
  of.weight[k],
  ...of.found.map((f) => f[k]),
  ...of.reports.map((r) => r[k]),
  ...of.covariates.map((c) => c[k]),
];
const groupOf = (of: Responses, treated: number): Map<number, readonly number[]> =>
  new Map([...of.row.keys()].filter((k) => of.treated[k] === treated).map((k) => [of.row[k], entry(of, k)]));
const meanOf = (of: Responses, treated: number, wave: number): number => {
  let [sum, people] = [0, 0];
  of.reports[wave].forEach((report, k) => {
    if (of.treated[k] !== treated || of.found[wave][k] === 0) return;
    sum += of.weight[k] * report;
    people += of.weight[k];
  });
  return sum / people;
};

describe.each(names)('a survey (%s)', (name) => {
  const world = worlds[name];
  const study = studies[name];

  it('is the same again, another with another number, and changes nothing in the worlds', () => {
    const before = structuredClone(world);
    const first = survey(world, study, 0, 0, nothing);
    expect(survey(world, study, 0, 0, nothing)).toEqual(first);
    expect(survey(world, study, 0, 1, nothing)).not.toEqual(first);
    for (const cause of causes) survey(world, study, 0, 0, sparing(cause));
    expect(world).toEqual(before);
  });

  it('has an answer of exactly those found, and finds later only whom it found at first', () => {
    for (const spared of [nothing, everything, ...causes.map((cause) => sparing(cause))]) {
      const of = survey(world, study, 0, 0, spared);
      let interviews = 0;
      of.found.forEach((found, wave) => {
        found.forEach((one, k) => {
          expect(Number.isFinite(of.reports[wave][k])).toBe(one === 1);
          if (one === 1) expect(of.found[0][k]).toBe(1);
          interviews += one;
        });
      });
      expect(of.interviews).toBe(interviews);
      expect(of.covariates.every((column) => column.every(Number.isFinite))).toBe(true);
      expect([of.row, of.exposed, of.cluster, of.weight].map(({ length }) => length)).toEqual(
        new Array(4).fill(of.treated.length),
      );
    }
  });

  it('spared attrition finds everybody, and those found before say the same', () => {
    const usual = survey(world, study, 0, 0, nothing);
    const spared = survey(world, study, 0, 0, sparing('attrition'));
    expect([...spared.row].sort()).toEqual([...usual.row].sort());
    for (const found of spared.found) expect(found.every((one) => one === 1)).toBe(true);
    for (const wave of [0, 1]) {
      const said = new Map([...spared.row].map((row, k) => [row, spared.reports[wave][k]]));
      usual.row.forEach((row, k) => {
        if (usual.found[wave][k] === 1) expect(said.get(row)).toBe(usual.reports[wave][k]);
      });
    }
  });

  it('spared desirability changes only whether intenders say so', () => {
    const usual = survey(world, study, 0, 0, nothing);
    const spared = survey(world, study, 0, 0, sparing('desirability'));
    expect(spared.row).toEqual(usual.row);
    expect(spared.found).toEqual(usual.found);
    expect(spared.treated).toEqual(usual.treated);
    let changed = 0;
    for (const wave of [0, 1])
      usual.row.forEach((row, k) => {
        if (usual.found[wave][k] === 0 || spared.reports[wave][k] === usual.reports[wave][k]) return;
        changed++;
        expect(world.with[wave].intention[row]).toBeGreaterThan(world.considers);
      });
    expect(changed).toBeGreaterThan(0);
  });

  it('spared selection sets the treated beside themselves in the other world', () => {
    const usual = survey(world, study, 0, 0, nothing);
    const spared = survey(world, study, 0, 0, sparing('selection'));
    expect(groupOf(spared, 1)).toEqual(groupOf(usual, 1));
    expect(rowsIn(spared, 0)).toEqual(rowsIn(spared, 1));
    // The twins answer as the same people would where nobody is met.
    const elsewhere = { ...world, with: world.without };
    const twins = groupOf(spared, 0);
    const there = survey(elsewhere, { ...study, assignment: study.assignment ?? null }, 0, 0, nothing);
    if (study.assignment !== null) for (const [row, said] of groupOf(there, 1)) expect(twins.get(row)).toEqual(said);
    // Before the campaign there is no difference to see.
    for (const [row, said] of groupOf(spared, 1)) {
      const twin = twins.get(row) ?? [];
      expect(twin[3]).toBe(said[3]);
      expect(twin[5]).toBe(said[5]);
    }
  });

  it('spared contamination takes the answers of the comparison group, and only those, from the other world', () => {
    const usual = survey(world, study, 0, 0, nothing);
    const spared = survey(world, study, 0, 0, sparing('contamination'));
    expect(spared.row).toEqual(usual.row);
    expect(spared.treated).toEqual(usual.treated);
    expect(groupOf(spared, 1)).toEqual(groupOf(usual, 1));
    const nowhere = survey({ ...world, with: world.without }, study, 0, 0, nothing);
    if (study.assignment !== null) expect(groupOf(spared, 0)).toEqual(groupOf(nowhere, 0));
  });

  it('spared clustering draws people singly, and whoever is in both samples says the same', () => {
    const usual = survey(world, study, 0, 0, nothing);
    const spared = survey(world, study, 0, 0, sparing('clustering'));
    expect(spared).toEqual(survey(world, { ...study, sampling: { ...study.sampling, clusters: 0 } }, 0, 0, nothing));
    const said = new Map([...usual.row].map((row, k) => [row, usual.reports.map((report) => report[k])]));
    spared.row.forEach((row, k) => {
      const before = said.get(row);
      if (before !== undefined) expect(spared.reports.map((report) => report[k])).toEqual(before);
    });
  });
});

describe('exposure', () => {
  it('is what people say where there is no list, and what is true where recall is spared', () => {
    const usual = survey(worlds.asked, asked, 0, 0, nothing);
    const { contacts, trace } = worlds.asked.with[1];
    expect(usual.treated).toEqual(usual.exposed);
    const wrong = [...usual.row].filter(
      (row, k) => usual.found[1][k] === 1 && usual.exposed[k] === 1 && contacts[row] === 0,
    );
    expect(wrong.length).toBeGreaterThan(0);
    const spared = survey(worlds.asked, asked, 0, 0, sparing('recall'));
    expect(spared.row).toEqual(usual.row);
    expect(spared.found).toEqual(usual.found);
    expect(spared.reports).toEqual(usual.reports);
    spared.row.forEach((row, k) => {
      if (spared.found[1][k] === 1) expect(spared.exposed[k]).toBe(Number(contacts[row] > 0));
    });
    expect(trace.some((each) => each > 0)).toBe(true);
  });

  it('is read from the list where there is one', () => {
    const usual = survey(worlds.list, list, 0, 0, nothing);
    usual.row.forEach((row, k) => {
      expect(usual.exposed[k]).toBe(Number(worlds.list.with[1].contacts[row] > 0));
      expect(usual.treated[k]).toBe(usual.exposed[k]);
    });
  });

  it('by lot is asked, and needs no assignment', () => {
    const perfect = survey(worlds.lot, lot, 0, 0, sparing('recall', 'attrition'));
    perfect.row.forEach((row, k) => {
      expect(perfect.treated[k]).toBe(worlds.lot.assigned[row]);
      expect(perfect.exposed[k]).toBe(Number(worlds.lot.with[1].contacts[row] > 0));
    });
  });
});

describe('analysis clusters', () => {
  it('are units of the lot, else sampling clusters, else people', () => {
    for (const unit of ['household', 'village', 'class'] as const) {
      const study: Study = { ...lot, assignment: { ...(lot.assignment ?? never()), unit } };
      const [world] = livedWorlds(study);
      const of = survey(world, study, 0, 0, nothing);
      of.row.forEach((row, k) => {
        expect(of.cluster[k]).toBe(world.unit[row]);
        expect(of.cluster[k]).toBeGreaterThanOrEqual(0);
      });
    }
    const sampled = survey(worlds.list, list, 0, 0, nothing);
    sampled.row.forEach((row, k) => {
      expect(sampled.cluster[k]).toBe(worlds.list.traits.community[row]);
    });
    const alone = survey(worlds.asked, asked, 0, 0, nothing);
    expect(alone.cluster).toEqual(alone.row);
  });
  function never(): never {
    throw new Error('the study has a lot');
  }
});

describe('a stepped wedge', () => {
  it('knows who has got the campaign by each wave', () => {
    const world = handMade({ people: 40, weeks: [-1, 4, 12], from: (row) => 8 * (Math.floor(row / 10) % 2) });
    const study = studyOf({ assignment: { steps: 2, stepWeeks: 8, share: 1 }, measurement: { waves: [-1, 4, 12] } });
    const of = survey(world, study, 0, 0, nothing);
    const got = of.treatedAt.map((at) => [...at].filter((one, k) => one === 1 && of.treated[k] === 1).length);
    expect(got).toEqual([0, 20, 40]);
    of.row.forEach((row, k) => {
      expect(of.treatedAt[1][k]).toBe(Number(world.from[row] === 0));
    });
  });
});

describe('spared everything, a study finds the truth', () => {
  const measures: readonly Measure[] = [
    'intends',
    'intends_or_left',
    'left_irregularly',
    'error_death',
    'knows_lawful',
    'decision_quality',
  ];
  const spotless = { ...troubled.measurement, flips: 0, noise: 0.1, waves };

  it.each(measures)('about %s, of everybody on the list', (measure) => {
    const study: Study = {
      ...list,
      inquiry: { estimand: 'att', measure },
      measurement: { ...list.measurement, ...spotless },
      sampling: { frame: 'beneficiary-list', size: 5000, clusters: 0 },
    };
    const of = survey(worlds.list, study, 0, 0, everything);
    expect(meanOf(of, 1, 1) - meanOf(of, 0, 1)).toBeCloseTo(truthOf(worlds.list, study.inquiry) ?? Number.NaN, 12);
  });

  it('about the share that changed their mind, of people met', () => {
    // Of eight met: three changed because of it, one would have changed but for it, two calmed down in both worlds.
    const calm = (row: number): number => (row % 8 < 3 || row % 8 > 5 ? NONE : CONSIDERING);
    const minds = handMade({
      people: 400,
      eve: { stage: () => CONSIDERING, intention: () => 0.75 },
      with: [
        { contacts: () => 1, trace: () => 1, stage: calm, intention: (row) => (calm(row) === NONE ? 0.25 : 0.75) },
      ],
      without: [{ stage: (row) => (row % 8 === 3 || row % 8 > 5 ? NONE : CONSIDERING) }],
    });
    const study = studyOf({
      ...{ ...troubled, estimator: 'naive-share', inquiry: { estimand: 'att', measure: 'changed_mind' } },
      sampling: { frame: 'beneficiary-list', size: 400 },
    });
    expect(truthOf(minds, study.inquiry)).toBe(0.25);
    expect(meanOf(survey(minds, study, 0, 0, everything), 1, 0)).toBe(0.25);
    // Perfect memory and full follow-up alone: whoever calmed down says so, and some who are asked.
    const naive = meanOf(survey(minds, study, 0, 0, sparing('recall', 'attrition')), 1, 0);
    expect(naive).toBeGreaterThan(5 / 8 + 0.05);
    expect(meanOf(survey(minds, study, 0, 0, sparing('recall', 'attrition', 'desirability')), 1, 0)).toBe(5 / 8);
  });

  it('before and after', () => {
    const study: Study = {
      ...list,
      estimator: 'before-after',
      inquiry: { estimand: 'att', measure: 'intention' },
      measurement: { ...list.measurement, ...spotless },
      sampling: { frame: 'beneficiary-list', size: 5000, clusters: 0 },
    };
    const of = survey(worlds.list, study, 0, 0, everything);
    expect(meanOf(of, 1, 1) - meanOf(of, 1, 0)).toBeCloseTo(truthOf(worlds.list, study.inquiry) ?? Number.NaN, 12);
  });

  it('on average over samples, and not where those away are not asked', () => {
    // Half of the assigned stay home because of the campaign; nobody else does.
    const stay = (row: number): number => (row % 4 === 0 ? NONE : EN_ROUTE);
    const world = handMade({
      people: 2000,
      unit: (row) => row,
      from: (row) => (row % 2 === 0 ? 0 : NEVER),
      with: [{ stage: stay, left: (row) => Number(stay(row) === EN_ROUTE && row % 3 > 0) }],
      without: [{ stage: () => EN_ROUTE, left: (row) => Number(row % 3 > 0) }],
    });
    const study = studyOf({
      assignment: { unit: 'person' },
      inquiry: { measure: 'left_irregularly' },
      sampling: { size: 400 },
    });
    const truth = truthOf(world, study.inquiry) ?? Number.NaN;
    const bias = (...spared: Cause[]): { mean: number; error: number } => {
      const off = Array.from({ length: 200 }, (_, number) => {
        const of = survey(world, study, 0, number, sparing(...spared));
        return meanOf(of, 1, 0) - meanOf(of, 0, 0) - truth;
      });
      const mean = off.reduce((sum, each) => sum + each, 0) / off.length;
      return {
        mean,
        error: Math.sqrt(off.reduce((sum, each) => sum + (each - mean) ** 2, 0) / off.length / off.length),
      };
    };
    const found = bias('attrition');
    expect(normalSurprise(found.mean / found.error)).toBeGreaterThan(FALSE_ALARM);
    // Nobody of the comparison group is at home: without those away there is no study at all.
    expect(bias().mean).toBeNaN();
  });
});

describe('counting contacts', () => {
  it('reads the books of the campaign and asks nobody', () => {
    const of = survey(worlds.list, { ...list, estimator: 'contact-count' }, 0, 0, nothing);
    expect(of.interviews).toBe(0);
    of.row.forEach((row, k) => {
      expect(of.reports[1][k]).toBe(worlds.list.with[1].contacts[row]);
      expect(of.found[1][k]).toBe(1);
    });
  });
});

describe('those away', () => {
  it('are heard of through their households, rightly or not at all', () => {
    const away = [EN_ROUTE, AT_DESTINATION, DEAD, LEFT_LAWFULLY, CONSIDERING];
    const world = handMade({
      people: 500,
      with: [{ stage: (row) => away[row % 5], left: (row) => Number(row % 5 < 3) }],
    });
    for (const measure of ['left_irregularly', 'left_lawfully', 'intends_or_left'] as const) {
      const study = studyOf({
        inquiry: { measure },
        tracing: { proxies: 1, proxyKnows: 0.6 },
        sampling: { size: 500 },
      });
      const of = survey(world, study, 0, 0, nothing);
      const truth = valuesOf(measure, world, 'with', 0);
      of.row.forEach((row, k) => {
        if (of.found[0][k] === 1) expect(of.reports[0][k]).toBe(truth(row));
        if (row % 5 === 4) expect(of.found[0][k]).toBe(1);
        expect(of.covariates[3][k]).toBe(0);
      });
      const heard = of.found[0].reduce((sum, one) => sum + one, 0);
      expect(heard).toBeGreaterThan(200);
      expect(heard).toBeLessThan(500);
    }
  });
});
