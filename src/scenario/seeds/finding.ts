import { z } from 'zod';
import { questions } from '../evaluation-schema.ts';
import { group, list, name, note, oneOf, text } from '../note.ts';

/** What can be looked at of a person at the end of a week, in the words of findings. */
const findingMeasures = [
  ...questions,
  // What nobody could be asked.
  'planning',
  'preparing',
  'minimisation',
  'away',
  'met',
] as const;
export type FindingMeasure = (typeof findingMeasures)[number];

/** Whom a mean is taken over; several in one list must all hold. Groups are as of week 0, the same people in both worlds. */
const findingGroups = [
  'intenders',
  'uncommitted',
  'planners',
  'girls-and-women',
  'boys-and-men',
  'minors',
  'adults',
  'in-school',
  'out-of-school',
  'poor-households',
  'better-off-households',
  'protection-need',
  'no-protection-need',
  'diaspora-family',
  'no-diaspora-family',
  // As of the week that is looked at.
  'at-home-in-both',
  'at-home-here',
  'left-without',
  'left-here',
] as const;
export type FindingGroup = (typeof findingGroups)[number];

const studyResults = ['estimate', 'truth', 'error', 'contacts', 'self-report', 'changed-mind', 'effect'] as const;

const where = {
  of: text('id of a design of the experiment'),
  in: text('id of a condition of the experiment; the first where left out').optional(),
};
const who = {
  on: oneOf(
    ['met', 'everybody', 'unmet'],
    'Those met took in a contact; the unmet live where others were met.',
  ).default('everybody'),
  among: list('groups, all of which must hold', oneOf(findingGroups)).default([]),
  week: z
    .int({ error: () => note('a week, counted from 0', 'Leave it out for the last week.') })
    .min(0)
    .optional(),
  /** Counts only those who left by this route, or for this destination. */
  route: text('id of a route').optional(),
  destination: text('id of a destination').optional(),
};
const measure = oneOf(findingMeasures);

const effect = group('an effect', { effect: measure, ...where, ...who });
const withIt = group('a level with the campaign', { with: measure, ...where, ...who });
const without = group('a level without the campaign', { without: measure, ...where, ...who });
const difference = group('a paired outcome', { difference: text('an outcome of the results'), ...where });
const level = group('an outcome', { level: text('an outcome of the results'), ...where });
const study = group('a study', { study: text('id of an evaluation'), result: oneOf(studyResults), ...where });

export type PersonLeaf = z.infer<typeof effect> | z.infer<typeof withIt> | z.infer<typeof without>;
export type OutcomeLeaf = z.infer<typeof difference> | z.infer<typeof level>;
export type StudyLeaf = z.infer<typeof study>;
export type Leaf = PersonLeaf | OutcomeLeaf | StudyLeaf;

/**
 * A number made of what runs show: a leaf, or leaves put together. `minus` and `ratio` take two; `range` is largest minus
 * smallest; `size` is the distance from 0; `agreement` is Kendall's tau of two equally long lists.
 */
export type Expression =
  | Leaf
  | { readonly sum: readonly Expression[] }
  | { readonly minus: readonly [Expression, Expression] }
  | { readonly ratio: readonly [Expression, Expression] }
  | { readonly range: readonly Expression[] }
  | { readonly least: readonly Expression[] }
  | { readonly greatest: readonly Expression[] }
  | { readonly size: Expression }
  | { readonly scaled: { readonly by: number; readonly value: Expression } }
  | { readonly agreement: readonly [readonly Expression[], readonly Expression[]] };

const keys =
  'effect, with, without, difference, level, study, sum, minus, ratio, range, least, greatest, size, scaled, agreement';

/** By its telling key, so that a mistake inside a leaf is reported there and not as "none of fifteen forms". */
export const expression: z.ZodType<Expression> = z.lazy(() =>
  z.unknown().transform((value, context): Expression => {
    const forms: { readonly [key: string]: z.ZodType } = {
      effect,
      with: withIt,
      without,
      difference,
      level,
      study,
      sum: group('a sum', { sum: list('parts', expression).min(1) }),
      minus: group('a difference', { minus: pair }),
      ratio: group('a ratio', { ratio: pair }),
      range: group('a range', { range: list('parts', expression).min(2) }),
      least: group('the least', { least: list('parts', expression).min(1) }),
      greatest: group('the greatest', { greatest: list('parts', expression).min(1) }),
      size: group('a size', { size: expression }),
      scaled: group('a multiple', {
        scaled: group('factor and value', { by: z.number(), value: expression }),
      }),
      agreement: group('an agreement', {
        agreement: z.tuple([list('parts', expression).min(3), list('parts', expression).min(3)]),
      }),
    };
    const own = typeof value === 'object' && value !== null ? Object.keys(value) : [];
    const form = own.find((key) => forms[key] !== undefined);
    if (form === undefined) {
      context.addIssue({
        code: 'custom',
        message: note(`a group with one of the keys ${keys}`, 'See seeds/README.md.'),
      });
      return z.NEVER;
    }
    const read = forms[form].safeParse(value);
    if (read.success) return read.data as Expression;
    for (const issue of read.error.issues) context.issues.push({ ...issue, input: value } as never);
    return z.NEVER;
  }),
);
const pair = z.tuple([expression, expression], {
  error: () => note('a list of two', 'Write two entries, each beginning with a hyphen.'),
});

const bound = z.number({ error: () => note('a number', 'Write a number in the unit of the statistic.') });
const expect = z.union(
  [
    group('a bound', { above: bound }),
    group('a bound', { below: bound }),
    group('an interval', { between: z.tuple([bound, bound]) }),
  ],
  { error: () => note('above, below or between', 'Write for instance expect: { above: 0.01 }.') },
);

export type Expectation = z.infer<typeof expect>;

const part = group('a part', {
  id: name('unique in the finding'),
  says: text('what must hold, in one sentence'),
  value: expression,
  unit: text('unit of the value: share, points, ratio, …'),
  /** What the value would be if there were nothing: 1 for a ratio of levels, else 0. */
  none: bound.default(0),
  expect,
});

/** What the ablation takes out: mechanisms, numbers, or what stands in the place of designs and conditions. */
const ablation = group('an ablation', {
  says: text('what is taken out, and what should then be left'),
  part: text('id of the part that must vanish; the first where left out').optional(),
  off: list('mechanisms', text('a mechanism')).default([]),
  set: z.record(z.string(), z.number()).default({}),
  swap: z.record(z.string(), z.string()).default({}),
});

export const findingFile = group('a finding', {
  schema: oneOf(['forewarned/finding@1']),
  id: name('the row in lower case, and a word where a row has several: s13-reversal'),
  row: text('S01 to S23 or L01 to L18'),
  title: text('a short name for readers'),
  claim: text('what was found, in one sentence of our own'),
  sources: list('places of documents (B12) and studies (F05) it rests on', text('an id')).min(1),
  patterns: list('patterns T1 to T12 it belongs to', text('T1 to T12')).default([]),
  declared: oneOf(['built-in', 'emerged', 'calibrated', 'held-out']),
  condition: text('under which circumstances it is said to hold').optional(),
  conflicts: list('ids of findings that say otherwise', text('an id')).default([]),
  notTestable: text('why the model cannot address it').optional(),
  experiment: text('id of an experiment in seeds/experiments, or of a scenario').optional(),
  /** At the default parameters, in a full run. */
  runs: z
    .int({ error: () => note('a whole number', 'Write how many runs decide it, for instance 16.') })
    .min(8)
    .default(16),
  parts: list('what must all hold', part).default([]),
  ablation: ablation.optional(),
  circular: text('the parameter or mechanism that would make it circular').optional(),
  builtInBy: list('mechanisms that may carry it alone', text('a mechanism')).default([]),
  why: text('how the test stands for the finding, and what it leaves out'),
  /** Added when a full run has shown that it is not reproduced: what we think is the reason. */
  discrepancy: text('why we think it is not reproduced').optional(),
});
export type SeedFinding = z.infer<typeof findingFile>;
export type FindingPart = SeedFinding['parts'][number];
