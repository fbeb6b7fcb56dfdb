import { z } from 'zod';
import { group, list, name, note, oneOf, text } from '../note.ts';

const bound = z.number({ error: () => note('a number', 'Write a number in the unit of the figure.') });

/** Published figures of one population, for contexts that are to resemble it; never data about persons. */
export const placeFile = group('a place', {
  schema: oneOf(['forewarned/place@1']),
  id: name('the file name without its ending'),
  title: text('the place and its people'),
  who: text('who was asked, how many, when'),
  limits: text('whom these figures do not describe'),
  contexts: list('ids of contexts that use them', text('an id')),
  figures: list(
    'the figures',
    group('a figure of a population', {
      variable: text('what was counted or measured'),
      value: bound.optional(),
      quantiles: z.record(z.string().regex(/^p\d{1,2}$/), z.number()).optional(),
      spread: bound.optional(),
      unit: text('share, of 100, months, …'),
      confidence: text('V, V2, D, L or A'),
      note: text('what to mind').optional(),
    }),
  ).min(1),
});
