import { z } from 'zod';
import { group, list, note, oneOf, text } from '../note.ts';

const bound = z.number({ error: () => note('a number', 'Write a number in the unit of the claim.') });

/** What sources say about numbers of the model, section by section; the ledger cites the sections by their keys (b2). */
export const claimsFile = group('claims', {
  schema: oneOf(['forewarned/claims@1']),
  id: z.string().regex(/^b\d$/),
  title: text('what the section is about'),
  travels: text('to whom and what these numbers can be carried over'),
  claims: list(
    'claims',
    group('a claim', {
      about: text('what is said'),
      /** Plain numbers where the source gives plain numbers. */
      central: bound.optional(),
      low: bound.optional(),
      high: bound.optional(),
      says: text('the figures as the source gives them'),
      from: text('who says so'),
      confidence: text('V, V2, D, L or A, as in the ledger; two where parts differ'),
    }),
  ).min(1),
});
