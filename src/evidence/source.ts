import type { Basis, Parameter } from '../model/parameter.ts';

/** `imposed`: set by a contrast or chosen by a designer; not a claim about the world. */
export type LedgerBasis = Basis | 'imposed';

/** What a source may begin with instead of naming something that can be looked up. */
const ASSUMED = /^assumed\b/i;
/** The prototype was calibrated to published shares; what is taken over from it as such says so. */
const CALIBRATED = /^(calibrated|prototype)\b/i;
const IMPOSED = /^(imposed|choice|definition)\b/i;

/** Rows of the evidence and their numbers: prefix -> highest number. */
const ROWS: { readonly [prefix: string]: { readonly last: number; readonly digits: number } } = {
  F: { last: 40, digits: 2 },
  S: { last: 23, digits: 2 },
  L: { last: 18, digits: 2 },
  b: { last: 7, digits: 1 },
  T: { last: 12, digits: 1 },
};

/** Author and year, as in "Anderson (1971)" or "Hill and others 2008". */
const STUDY = /\p{Lu}\p{L}+.*\b(19|20)\d\d\b/u;
const DECISION = /\bdecisions?\b/i;
/** A document, A to E, followed by the place in it. */
const DOCUMENT = /(?:^|[\s;(])([A-Z]), /g;

/** The keys that a source cites and nobody knows; empty for one that cites well. */
export function unknownKeys(source: string): readonly string[] {
  const rows = [...source.matchAll(/\b([FSLTb])(\d{1,3})\b/g)]
    .filter(([, prefix, number]) => {
      const { last, digits } = ROWS[prefix];
      return number.length < digits || Number(number) < 1 || Number(number) > last;
    })
    .map(([key]) => key);
  const documents = [...source.matchAll(DOCUMENT)]
    .map(([, letter]) => letter)
    .filter((letter) => !/[A-E]/.test(letter));
  return [...rows, ...documents];
}

/** True when a source names something that can be looked up, or says that it is an assumption or a choice. */
export function isSource(source: string): boolean {
  return basisOf(source) !== undefined;
}

/** The kind of basis that a source states; undefined when it states none. */
export function basisOf(source: string): LedgerBasis | undefined {
  if (ASSUMED.test(source)) return 'assumed';
  if (CALIBRATED.test(source)) return 'calibrated';
  if (IMPOSED.test(source)) return 'imposed';
  if (/^[A-E](, | on )/.test(source) || /\bS\d\d\b/.test(source)) return 'source-document';
  if (/\b([FL]\d\d|b\d|T\d{1,2})\b/.test(source) || STUDY.test(source)) return 'study';
  if (source.match(DOCUMENT) !== null) return 'source-document';
  return DECISION.test(source) ? 'assumed' : undefined;
}

/** The confidence that a source states in brackets, "(V)" or "(V/D)" (the weaker one), or the usual one of its basis. */
export function confidenceOf(source: string): Parameter['confidence'] {
  const basis = basisOf(source);
  // What an assumption was compared with may be well known; the assumption is not.
  if (basis === 'assumed') return 'A';
  const stated = /\((V2?|D|L|A)(?:\/(V2?|D|L|A))?\)/.exec(source);
  if (stated !== null) return (stated[2] ?? stated[1]) as Parameter['confidence'];
  if (basis === 'source-document') return 'V';
  return basis === 'study' ? 'L' : 'A';
}
