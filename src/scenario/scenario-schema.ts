import { z } from 'zod';
import type { PolicySetting } from '../model/setup.ts';
import { budgetMeasure, contextPart, parameters, quotaMeasure } from './context-schema.ts';
import { components, truthfulness } from './design-schema.ts';
import { bare, figure } from './figure.ts';
import { flag, index, type Measure, number, probability, share, whole } from './measure.ts';
import { group, list, name, note, oneOf, text } from './note.ts';

export const policyMeasures = {
  enforcement: index('enforcement on the route'),
  routeCost: number('times', 0, 100, 'the price of the journey is multiplied by it'),
  routeOpen: flag('the route can be taken'),
  remittanceCost: share('of a remittance lost on its way'),
  lawfulQuota: quotaMeasure,
  opportunities: probability('true chance that a search yields a livelihood'),
  wealth: number('index', -1, 1, 'added to household wealth'),
  assistedReturn: probability('weekly chance of assisted return for the stranded'),
  returnSupport: number('index', 0, 0.2, 'what support after return adds to the expected outcome'),
  forcedReturn: probability('weekly chance of forced return for those without a right to stay'),
} satisfies { [S in PolicySetting]: Measure };
const settings = Object.keys(policyMeasures) as PolicySetting[];

const window = {
  from: bare(whole('week, counted from 0', 0, 1039, 'the first week')),
  weeks: bare(whole('weeks', 1, 1040, 'how long it lasts')),
};

const change = group('a change', {
  setting: oneOf(settings),
  route: text('id of a route; left out, it holds for all').optional(),
  value: figure(number('as the setting says', -1, 1000, 'see docs/model.md, "Policies"')),
}).check(({ value: { setting, value }, issues }) => {
  const schema = figure(policyMeasures[setting]);
  const again = schema.safeParse(value);
  for (const issue of again.error?.issues ?? [])
    issues.push({ code: 'custom', input: value, path: ['value', ...issue.path], message: issue.message });
});

const policyFile = group('a policy', {
  id: name('of the policy'),
  title: text('a short name for readers'),
  about: text('what is done').optional(),
  ...window,
  changes: list('settings it changes', change),
});
export type PolicyFile = z.infer<typeof policyFile>;

const armFile = group('a design of the scenario', {
  id: name('unique in the scenario'),
  title: text('a short name for readers'),
  design: text('id or path of a design'),
  components,
  truthfulness,
  budget: figure(budgetMeasure),
  policies: list('ids of policies of this scenario', text('id of a policy')),
}).partial();

const conditionFile = group('a condition', {
  id: name('unique in the scenario'),
  title: text('a short name for readers'),
  about: text('what is different').optional(),
  context: contextPart.optional(),
  contextId: text('id or path of a context').optional(),
  parameters: parameters.optional(),
  off: list('mechanisms that are switched off', text('name of a mechanism')).optional(),
  designs: list('ids of designs of this scenario', text('id of a design')).optional(),
});

const contrastFile = group('a contrast', {
  id: name('unique in the scenario'),
  title: text('what is assumed, in a few words'),
  holds: text('id of the condition in which it is so'),
  fails: text('id of the condition in which it is not'),
  design: text('id of the design that rests on it'),
});

const seed = z
  .string({ error: () => note('text (the words of the seed)', 'Quote it.') })
  .min(1)
  .max(200);

export type ContrastFile = z.infer<typeof contrastFile>;

/** How much is run: files, the command line and programs that call have the same bounds. */
export const sizeMeasures = {
  people: whole('people', 100, 5_000_000, 'people simulated'),
  weeks: whole('weeks', 1, 1040, 'weeks after the burn-in'),
  replicates: whole('runs', 1, 1_000_000, 'paired runs of each design'),
  draws: whole('draws', 1, 100_000, 'parameter draws among them'),
};

export const scenarioFile = group('a scenario', {
  schema: oneOf(['forewarned/scenario@1']),
  id: name('the file name without its ending'),
  title: text('a short name for readers'),
  question: text('what the comparison is to answer'),
  about: text('what is compared and why'),
  source: text('the documents it is taken from'),
  shows: text('what the run must show'),
  context: text('id or path of a context'),
  budget: figure(budgetMeasure),
  campaign: group('the window of the campaign', window).default({ from: 0, weeks: 26 }),
  people: bare(sizeMeasures.people).default(5000),
  weeks: bare(sizeMeasures.weeks).default(104),
  burnIn: bare(whole('weeks', 0, 1040, 'weeks before any campaign')).default(78),
  replicates: bare(sizeMeasures.replicates).default(16),
  draws: bare(sizeMeasures.draws).default(8),
  seed: seed.default('forewarned'),
  designs: list(
    'what is compared',
    z.union([text('id of a design'), armFile], {
      error: () =>
        note('the id of a design, or a group with design or components', 'Write for instance "- one-on-one".'),
    }),
  ),
  policies: list('what is not a campaign', policyFile).default([]),
  parameters: parameters.default({}),
  off: list('mechanisms that are switched off', text('name of a mechanism')).default([]),
  conditions: list('circumstances under which all is compared', conditionFile).default([]),
  contrasts: list('pairs of conditions whose effects are set side by side', contrastFile).default([]),
  studies: list('how it would be evaluated', text('id or path of an evaluation')).default([]),
  evaluated: text('id of the design of this scenario that is evaluated').optional(),
});
