import { z } from 'zod';
import { group, list, note, oneOf, text } from '../note.ts';

/** How much may be quoted so that a place can be found; the documents themselves are not ours to pass on. */
const MOST_WORDS = 10;

const place = group('a place in a document', {
  id: text('letter of the document and number of the place: B12'),
  where: text('how to find it: heading, paragraph, point or note'),
  words: text('words as they stand there, in the language of the document').refine(
    (words) => words.split(/\s+/).length <= MOST_WORDS,
    { error: () => note(`at most ${MOST_WORDS} words`, 'Quote only what is needed to find the place.') },
  ),
  says: text('what it says, in English and in our words'),
  as: list('names under which sources cite it, as in "B, assumption 2"; none in most places', text('a name')),
});

/** A source document: what it is, and the places in it on which numbers, mechanisms, scenarios or findings rest. */
export const documentFile = group('a source document', {
  schema: oneOf(['forewarned/document@1']),
  id: oneOf(['A', 'B', 'C', 'D', 'E']),
  title: text('as the document has it, in its language'),
  titleNote: text('where the title is from, when the text has none of its own').optional(),
  titleEnglish: text('the title in English'),
  from: text('the ministry or institute it comes from'),
  /** Year, month or day: no more than is known. */
  date: z.string({ error: notADate }).regex(/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/, { error: notADate }),
  dateNote: text('what the date is derived from, when the text does not state it').optional(),
  kind: oneOf(['letter to parliament', 'annual report', 'theory of change']),
  language: oneOf(['nl']),
  about: text('what it is about, in English and in our words'),
  places: list('places, in the order of the document; a note stands at the foot of its page', place).min(1),
}).check(({ value: { id, places }, issues }) => {
  const cited = new Set<string>();
  places.forEach((at, k) => {
    const expected = `${id}${k + 1}`;
    if (at.id !== expected) {
      const message = note(expected, 'Places are numbered from 1, in the order of the document.');
      issues.push({ code: 'custom', input: at.id, path: ['places', k, 'id'], message });
    }
    at.as.forEach((name, n) => {
      if (cited.has(name)) {
        const message = note('a name that no other place of the document has', 'A citation must lead to one place.');
        issues.push({ code: 'custom', input: name, path: ['places', k, 'as', n], message });
      }
      cited.add(name);
    });
  });
});
export type SeedDocument = z.infer<typeof documentFile>;

function notADate(): string {
  return note(
    'a year, month or day as "2017", "2018-10" or "2014-11-28"',
    'Quote it, and write no more than is known.',
  );
}
