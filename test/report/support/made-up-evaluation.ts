import type { Evaluation, StudyAnswer, StudyFindings } from '../../../src/experiment/evaluation/evaluation.ts';

const errors = {
  ...{ truth: 0.001, bias: 0.002, rmse: 0.001, power: 0.02, coverage: 0.02, typeS: 0.01 },
  ...{ typeM: 0.3, minimumDetectable: 0.002, missesHarm: 0.03, leeCoverage: 0.03, cost: 10 },
};

const trial: StudyFindings = {
  ...{ id: 'individual-trial', title: 'Trial among people', about: 'By lot.', source: 'F01' },
  inquiry: { estimand: 'itt', measure: 'intends' },
  ...{ frame: 'household-listing', unit: 'person', estimator: 'difference-in-means', waves: [-1, 52] },
  ...{ size: 1200, n: 1190, found: 980, studies: 400 },
  ...{ truth: -0.01, bias: -0.012, rmse: 0.03, power: 0.12, coverage: 0.93, typeS: 0.08, typeM: 3.1 },
  ...{ minimumDetectable: 0.061, missesHarm: null, leeCoverage: null, cost: 72_500 },
  reported: { mean: -0.022, low: -0.06, high: 0.021 },
  truths: { mean: -0.01, low: -0.02, high: 0.001 },
  errors,
  groups: 4,
  split: {
    attrition: { mean: -0.001, error: 0.001 },
    recall: { mean: 0, error: 0 },
    desirability: { mean: -0.011, error: 0.001 },
    selection: { mean: 0, error: 0 },
    contamination: { mean: 0.0005, error: 0.001 },
    clustering: { mean: 0, error: 0 },
    remainder: { mean: -0.0005, error: 0.001 },
    bias: { mean: -0.0124, error: 0.002 },
    ...{ studies: 200, groups: 4 },
  },
  bySize: [
    { size: 300, asked: 300, power: 0.06, error: 0.02 },
    { size: 1200, asked: 1190, power: 0.12, error: 0.02 },
    { size: 4800, asked: 4800, power: 0.4, error: 0.03 },
  ],
  findN: null,
  short: null,
  notes: [],
};

const followUp: StudyFindings = {
  ...trial,
  ...{ id: 'beneficiary-follow-up', title: 'Follow-up of beneficiaries', unit: null, estimator: 'naive-share' },
  inquiry: { estimand: 'att', measure: 'changed_mind' },
  ...{ frame: 'beneficiary-list', waves: [52], size: 600, n: 600, found: 510 },
  ...{ truth: 0.05, bias: 0.13, power: null, typeS: null, typeM: null, minimumDetectable: null },
  reported: { mean: 0.18, low: 0.15, high: 0.21 },
  bySize: [],
  notes: ['Those who left cannot be asked; they are not in its number.'],
};

const counting: StudyFindings = {
  ...followUp,
  ...{ id: 'output-counting', title: 'Counting contacts', estimator: 'contact-count', split: null, notes: [] },
  inquiry: { estimand: 'total', measure: 'contacts' },
  ...{ truth: 1.2, bias: null, rmse: null, coverage: null, missesHarm: null, n: 0, found: 0 },
  reported: { mean: 1.2, low: 1.1, high: 1.3 },
};

/** An evaluation that nobody computed. */
export function madeUpEvaluation(more: Partial<Evaluation> = {}): Evaluation {
  const ranked = (id: string, contacts: number, said: number | null, effect: number) => {
    const around = (mean: number) => ({ mean, low: mean * 0.9, high: mean * 1.1 });
    return {
      ...{ id, title: `Design ${id} with a rather long name`, truthfulness: 'truthful' as const },
      contacts: around(contacts),
      selfReport: said === null ? null : around(said),
      effect: around(effect),
    };
  };
  return {
    fingerprint: 'f'.repeat(64),
    ...{ version: '0.1.0', resultsVersion: 1, defaults: 'd'.repeat(64) },
    scenario: { id: 'made-up', title: 'Made up', question: 'What?', about: 'A test.', source: 'the test' },
    context: { id: 'nowhere', title: 'Nowhere', limits: 'Nothing of any place is in it.' },
    condition: { id: 'as-described', title: 'as described' },
    design: { id: 'one-on-one', title: 'One-on-one', truthfulness: 'one-sided' },
    ...{ people: 5000, population: 200_000, weeks: 104, replicates: 8, draws: 4, lots: 2, surveys: 25 },
    seed: 'forewarned',
    published: null,
    studies: [followUp, trial, counting],
    ranking: [
      ranked('a', 1600, 0.01, 0.0001),
      ranked('b', 90, 0.1, -0.0003),
      ranked('c', 260, 0.06, 0.0015),
      ranked('d', 10, null, 0.0002),
    ],
    failures: [],
    assumed: { assumed: 300, total: 400 },
    ...more,
  };
}

/** Answers of its studies, spread over their ranges. */
export function madeUpAnswers({ studies }: Evaluation): readonly StudyAnswer[] {
  return studies.flatMap(({ id, reported: { low, high }, truth }) =>
    Array.from({ length: 40 }, (_, survey) => ({
      ...{ study: id, replicate: survey % 8, draw: survey % 4, lot: 0, survey, truth: truth ?? 0 },
      estimate: low + ((high - low) * survey) / 39,
      ...{ standardError: 0.01, low, high, p: 0.2, asked: 600, found: 500, lee: null },
    })),
  );
}
