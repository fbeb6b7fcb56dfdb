import { z } from 'zod';
import { topics } from '../model/vocabulary.ts';
import { bare, choice, figures } from './figure.ts';
import { euros, flag, index, type Measure, number, probability, share, whole } from './measure.ts';
import { group, list, name, note, oneOf, text } from './note.ts';

/** What can be asked of a person, in the words of study files. */
export const questions = [
  'intends',
  'intends_or_left',
  'intention',
  'considering',
  'left_irregularly',
  'left_lawfully',
  ...topics.map((topic) => `believes_${topic}` as const),
  ...topics.map((topic) => `error_${topic}` as const),
  'general_risk',
  'own_risk',
  'knows_lawful',
  'knows_alternative',
  'rights_knowledge',
  'trust_in_sender',
  'recall',
  'changed_mind',
  'decision_quality',
  'unmet_protection_need',
  'harmed_on_journey',
  'prepared',
  'regret',
  'contacts',
] as const;

const estimands = ['att', 'itt', 'spillover', 'total'] as const;
const frames = ['beneficiary-list', 'household-listing', 'school-roster', 'online-panel'] as const;
const units = ['person', 'household', 'class', 'village'] as const;
const estimators = [
  'naive-share',
  'before-after',
  'exposed-unexposed',
  'matched',
  'difference-in-differences',
  'regression',
  'difference-in-means',
  'cluster-robust',
  'cluster-means',
  'instrument',
  'contact-count',
] as const;
export type EstimatorName = (typeof estimators)[number];

/** What the evaluator chooses. */
const assignmentMeasures = {
  share: share('units that are offered the campaign'),
  saturation: share('people of such a unit who are offered it'),
  steps: whole('steps', 1, 52, 'steps in which the units enter'),
  stepWeeks: whole('weeks', 0, 520, 'weeks between two steps'),
  encouragement: number(
    'times',
    1,
    100,
    'the chance of a contact is multiplied by it for those invited; 1 is no invitation',
  ),
};
const samplingMeasures = {
  size: whole('people', 2, 1_000_000, 'people interviewed at the first wave, both groups together'),
  clusters: whole('clusters', 0, 100_000, 'clusters drawn; 0 draws people directly'),
};

/** What interviews are like; nobody chooses that. */
const measurementMeasures = {
  falseRecall: share('of those without a contact who say they remember the campaign'),
  noise: number('standard deviation', 0, 1, 'noise in scores and in reported chances'),
  flips: share('yes-or-no answers that come out wrong'),
  denialUntreated: share('of intenders without a contact who deny that they intend to leave'),
  denialTreated: share('of intenders with a contact who deny that they intend to leave'),
  agreeable: share('people who agree that the campaign changed their mind because they are asked by it'),
  feltChange: index('fall of intention that is felt as a changed mind'),
  listItems: whole('items', 0, 20, 'harmless items of a list experiment; 0 asks directly'),
};
const tracingMeasures = {
  abroad: probability('chance of finding somebody who has arrived elsewhere'),
  refusal: probability('chance that somebody who is found refuses'),
  refusalAvoidance: probability('added for those who avoid the topic, times their avoidance'),
  refusalIntention: probability('added for those who intend to leave'),
  proxies: flag('households answer for members who cannot be found'),
  proxyKnows: probability('chance that a household knows of a departure and says so'),
};
const costMeasures = {
  fixed: euros('of the study before the first interview'),
  perInterview: euros('of an interview'),
  perCluster: euros('of reaching a cluster'),
};

const wave = bare(
  whole('week, counted from the start of week 0; -1 is the eve of it', -1, 1039, 'a wave of interviews'),
);

const inquiry = group('what is asked', { estimand: oneOf(estimands), measure: oneOf(questions) });

const assignment = group('who is offered the campaign by lot', {
  unit: oneOf(units),
  share: choice(assignmentMeasures.share),
  saturation: choice(assignmentMeasures.saturation).default(1),
  steps: choice(assignmentMeasures.steps).default(1),
  stepWeeks: choice(assignmentMeasures.stepWeeks).default(0),
  encouragement: choice(assignmentMeasures.encouragement).default(1),
});

const sampling = group('who is asked', {
  frame: oneOf(frames),
  size: choice(samplingMeasures.size),
  clusters: choice(samplingMeasures.clusters).default(0),
});

const measurement = group('the interviews', {
  waves: list('weeks of the interviews, in order', wave).min(1, {
    error: () => note('at least one week', 'Write for instance waves: [-1, 52].'),
  }),
  ...figures(measurementMeasures),
});
const tracing = group('who is found again', figures(tracingMeasures));
const cost = group('what the study costs', figures(costMeasures));

const described = {
  title: text('a short name for readers'),
  about: text('how the study is done, in the words of an evaluator'),
  source: text('the documents or studies it is modelled on'),
};

/** An evaluation with nothing missing. What it extends is merged before it is held against this. */
export const completeEvaluation = z.object({
  id: z.string(),
  ...described,
  inquiry,
  assignment: assignment.nullish().transform((lot) => lot ?? null),
  sampling,
  measurement,
  tracing,
  estimator: oneOf(estimators),
  cost,
});
export type EvaluationBody = z.infer<typeof completeEvaluation>;

/** What one file may hold; what it leaves out comes from the evaluation it extends. */
export const evaluationFile = group('an evaluation', {
  schema: oneOf(['forewarned/evaluation@1']),
  id: name('the file name without its ending'),
  extends: text('id or path of another evaluation').optional(),
  ...described,
  inquiry: inquiry.partial().optional(),
  assignment: group('who is offered the campaign by lot', {
    unit: oneOf(units),
    ...Object.fromEntries(Object.entries(assignmentMeasures).map(([key, of]) => [key, choice(of)])),
  })
    .partial()
    .nullish(),
  sampling: group('who is asked', {
    frame: oneOf(frames),
    size: choice(samplingMeasures.size),
    clusters: choice(samplingMeasures.clusters),
  })
    .partial()
    .optional(),
  measurement: measurement.partial().optional(),
  tracing: tracing.partial().optional(),
  estimator: oneOf(estimators).optional(),
  cost: cost.partial().optional(),
});

/** Unit and meaning of every figure of a study, by section. */
export const studyTables: { readonly [section: string]: { readonly [name: string]: Measure } } = {
  assignment: assignmentMeasures,
  sampling: samplingMeasures,
  measurement: measurementMeasures,
  tracing: tracingMeasures,
  cost: costMeasures,
};
