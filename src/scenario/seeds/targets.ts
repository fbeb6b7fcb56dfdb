import { z } from 'zod';
import { group, list, name, note, oneOf, text } from '../note.ts';
import { expression } from './finding.ts';

const bound = z.number({ error: () => note('a number', 'Write a number in the unit of the statistic.') });

const target = group('a target', {
  id: name('unique among the targets'),
  says: text('what was published'),
  sources: list('studies, or sections of the claims', text('an id')).min(1),
  unit: text('unit of the value'),
  /** What was published, as an interval. */
  observed: z.tuple([bound, bound]),
  value: expression,
});

/** What history matching looks at: an experiment, and what its runs should show. */
export const targetsFile = group('calibration targets', {
  schema: oneOf(['forewarned/targets@1']),
  experiment: text('id of an experiment'),
  targets: list('the targets', target).min(2),
  notUsed: list(
    'what may be calibrated to and is not',
    group('studies', { sources: list('studies', text('an id')), why: text('why not') }),
  ),
});
export type SeedTargets = z.infer<typeof targetsFile>;
