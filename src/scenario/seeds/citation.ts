import type { SeedDocument } from './document.ts';

/** What findings cite: a place in a document, or a study. */
export type Citation = {
  readonly id: string;
  /** One line: the document and its date, or the study with design, country and year. */
  readonly title: string;
  /** Where exactly, and the first words there; how the study was read, and how good it is. */
  readonly detail: string;
};

/** The part of a study that a reader needs to judge it by. */
export type CitedStudy = {
  readonly id: string;
  readonly authors: string;
  readonly year: string | number;
  readonly country: string;
  readonly design: string;
  readonly read: string;
  readonly confidence: string;
  readonly quality: { readonly grade: string; readonly why: string };
};

/** Every place and study that can be cited, by id. */
export function citationsOf(
  documents: readonly SeedDocument[],
  studies: readonly CitedStudy[],
): ReadonlyMap<string, Citation> {
  const places = documents.flatMap(({ titleEnglish, from, date, places }) =>
    places.map(
      ({ id, where, words, says }): Citation => ({
        id,
        title: `${titleEnglish} (${from}, ${date}), ${where}`,
        detail: `${says} In the document: „${words} …”`,
      }),
    ),
  );
  const cited = studies.map(
    ({ id, authors, year, country, design, read, confidence, quality }): Citation => ({
      id,
      title: `${authors} (${year}), ${country}: ${design}`,
      detail: `Read: ${read}; confidence ${confidence}. Quality ${quality.grade}: ${quality.why}`,
    }),
  );
  return new Map([...places, ...cited].map((citation) => [citation.id, citation]));
}
