import { useEffect, useState } from 'react';
import { useTexts } from '../i18n/index.ts';

/** Letters of the source documents, as sources in files name them. */
const letters = ['A', 'B', 'C', 'D', 'E'] as const;
type Letter = (typeof letters)[number];

/** The letters and numbers of a source in words that somebody who has no ledger at hand can read. */
export function sourceInWords(
  source: string,
  titles: { readonly [L in Letter]: string },
  studies: ReadonlyMap<string, string> = new Map(),
): string {
  const parts = source.split('; ').map((part) => {
    const [, letter, rest = ''] = /^([A-E])((?:,| \().*)?$/.exec(part) ?? [];
    return letter === undefined ? withStudies(part, studies) : `${titles[letter as Letter]}${rest}`;
  });
  return parts.join('; ');
}

/** "F17-F19" as three studies, each by its authors, year and country; a number that is not known stays. */
function withStudies(part: string, studies: ReadonlyMap<string, string>): string {
  return part.replace(/\bF(\d\d)(?:-F(\d\d))?\b/g, (found, from: string, to: string | undefined) => {
    const last = Number(to ?? from);
    const numbers = Array.from({ length: last - Number(from) + 1 }, (_, at) => Number(from) + at);
    const names = numbers.map((one) => studies.get(`F${String(one).padStart(2, '0')}`));
    return names.every((name) => name !== undefined) && names.length > 0 ? names.join('; ') : found;
  });
}

/** Words for a source; studies are named as soon as the evidence base is loaded. */
export function useSourceWords(): (source: string) => string {
  const t = useTexts('compare');
  const [studies, setStudies] = useState<ReadonlyMap<string, string>>();
  useEffect(() => {
    let isWanted = true;
    void import('./bearing.ts').then(({ studyNames }) => {
      if (isWanted) setStudies(studyNames());
    });
    return () => {
      isWanted = false;
    };
  }, []);
  const titles = useDocumentTitles();
  return (source) => sourceInWords(source, titles, studies).replace(/^choice: /, `${t('study.choice')}: `);
}

/** What the source documents are called. */
export function useDocumentTitles(): { readonly [L in Letter]: string } {
  const t = useTexts('compare');
  return {
    A: t('documents.A'),
    B: t('documents.B'),
    C: t('documents.C'),
    D: t('documents.D'),
    E: t('documents.E'),
  };
}
