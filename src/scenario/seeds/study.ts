import { z } from 'zod';
import { group, list, oneOf, text } from '../note.ts';

const designs = [
  'individual trial',
  'cluster trial',
  'difference in differences',
  'before and after, no comparison',
  'exposed against unexposed, not randomised',
  'reports of those met, no comparison',
  'panel of places',
  'survey',
  'list experiment',
  'review or meta-analysis',
  'series of experiments',
  'evaluation by interviews',
  'campaign figures only',
] as const;

/** How sure we are of what is written here, as in the ledger. */
const confidences = ['V', 'V2', 'D', 'L', 'A', 'V/V2', 'V/D', 'V/L', 'V/A'] as const;

/** A study of the evidence base: what was done, what was found, and how far it carries. */
export const studyFile = group('a study', {
  schema: oneOf(['forewarned/study@1']),
  id: z.string().regex(/^F\d\d$/),
  authors: text('who wrote it, or whose programme it is'),
  year: text('of publication, or of the programme'),
  country: text('where it was done'),
  design: oneOf(designs),
  sample: text('who, and how many; not seen where that is so'),
  intervention: text('channel, source and dose; none where nothing was done').optional(),
  outcomes: text('what was measured, and when'),
  found: text('what was found, as reported; not seen where that is so'),
  scale: oneOf([
    'relative',
    'percentage points',
    'shares',
    'standard deviations',
    'elasticities',
    'counts',
    'words only',
    'not stated',
  ]),
  read: text('where it was read'),
  confidence: oneOf(confidences),
  use: oneOf(['calibration', 'context']),
  quality: group('how good it is', {
    grade: oneOf(['strong', 'fair', 'weak', 'very weak']),
    why: text('in a few words'),
  }),
  reproduces: list('ids of findings that rest on it', text('an id')).default([]),
});
