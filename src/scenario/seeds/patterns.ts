import { z } from 'zod';
import { group, list, oneOf, text } from '../note.ts';

/** The patterns that findings belong to: what a model of this field should show together. */
export const patternsFile = group('the patterns', {
  schema: oneOf(['forewarned/patterns@1']),
  patterns: list(
    'the patterns',
    group('a pattern', {
      id: z.string().regex(/^T\d{1,2}$/),
      title: text('in a few words'),
      says: text('what should be seen'),
      sources: list('places of documents', text('an id')),
    }),
  ),
});
export type SeedPatterns = z.infer<typeof patternsFile>;
