import { contextMeasures, peopleMeasures } from '../../scenario/context-schema.ts';
import { fits, type Measure } from '../../scenario/measure.ts';
import { groupOf } from '../../scenario/tree.ts';
import type { Group } from './catalogue.ts';

/** The main figures of a place: what surveys and statistics publish as shares and means, never what is known of a person. */
export const figures = {
  population: contextMeasures.population,
  youngest: peopleMeasures.youngest,
  oldest: peopleMeasures.oldest,
  male: peopleMeasures.male,
  schooling: peopleMeasures.schooling,
  online: peopleMeasures.online,
  diasporaTie: peopleMeasures.diasporaTie,
  wealth: peopleMeasures.wealth,
  protectionNeed: peopleMeasures.protectionNeed,
  danger: peopleMeasures.danger,
  familyWeight: peopleMeasures.familyWeight,
  lawfulQuota: contextMeasures.lawfulQuota,
} as const satisfies { readonly [name: string]: Measure };
export type FigureName = keyof typeof figures;
export const figureNames = Object.keys(figures) as readonly FigureName[];
export type Figures = { readonly [N in FigureName]?: number };

/** Shares are shown and typed as percent. */
export const isShare = (name: FigureName): boolean => ['share', 'probability'].includes(figures[name].unit);

const isOfPeople = (name: FigureName): boolean => name in peopleMeasures;

/** The part of a context that holds the figures, each with where it is from. */
export function contextOf(chosen: Figures, title: string, source: string): Group {
  const told = figureNames.flatMap((name) => {
    const value = chosen[name];
    return value === undefined ? [] : [{ name, figure: { value, source } }];
  });
  const part = (ofPeople: boolean): Group =>
    Object.fromEntries(
      told.filter(({ name }) => isOfPeople(name) === ofPeople).map(({ name, figure }) => [name, figure]),
    );
  const people = part(true);
  return { title, ...part(false), ...(Object.keys(people).length > 0 ? { people } : {}) };
}

/** The figures in such a part. */
export function figuresIn(context: Group): Figures {
  const people = groupOf(context.people);
  return Object.fromEntries(
    figureNames.flatMap((name) => {
      const { value } = groupOf(isOfPeople(name) ? people[name] : context[name]);
      return typeof value === 'number' ? [[name, value]] : [];
    }),
  );
}

/** What people are known by: none of it is taken in. */
export type Personal = 'name' | 'phone' | 'email' | 'document' | 'coordinates' | 'birth' | 'address';

/** Words in the head of a column or at the head of a line, in the languages that such sheets come in. */
const heads: { readonly [P in Personal]: RegExp } = {
  name: /\b((first|last|family|given|full|sur)[ _-]?names?|surname|names?|nom|pr[ée]nom|nombre|apellido|respondent|participant|beneficiary)\b/i,
  phone: /\b(phone|mobile|cell|tel|telephone|t[ée]l[ée]phone|whatsapp|msisdn)\b/i,
  email: /\be-?mail\b|\bcourriel\b/i,
  document:
    /\b(passport|passeport|pasaporte|national[ _-]?id|id[ _-]?(number|no|card)|document[ _-]?(number|no)|case[ _-]?(number|no)|visa|imei|unhcr)\b/i,
  coordinates: /\b(gps|latitude|longitude|lat|lon|lng|coordinates?|geolocation)\b/i,
  birth: /\b(date[ _-]?of[ _-]?birth|birth[ _-]?(date|day)|dob|born)\b/i,
  address: /\b((home|street|postal)[ _-]?address|address|adresse|street)\b/i,
};
const values: { readonly [P in Personal]?: RegExp } = {
  email: /[^\s@;,]+@[^\s@;,]+\.[a-z]{2,}/i,
  phone: /(?:\+|\b00)\d[\d ()/.-]{6,}\d|\b0\d{2,3}[ /-]\d{3}[ -]?\d{2,4}\b/,
  document: /\b[A-Z]{1,2}\d{6,9}\b/,
  coordinates: /-?\d{1,3}\.\d{4,}\s*[°NSEW]?\s*[,;\t ]\s*-?\d{1,3}\.\d{4,}/,
  birth: /\b(19|20)\d\d-\d\d-\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.](19|20)\d\d\b/,
};

/** The first thing in a text that looks as if it were known of a person; null when nothing does. */
export function personIn(text: string): Personal | null {
  const labels = text.split(/\r?\n/).flatMap((line, at) => (at === 0 ? cellsOf(line) : cellsOf(line).slice(0, 1)));
  const kinds = Object.keys(heads) as readonly Personal[];
  return (
    kinds.find((kind) => labels.some((label) => heads[kind].test(label))) ??
    kinds.find((kind) => values[kind]?.test(text) === true) ??
    null
  );
}

const cellsOf = (line: string): string[] =>
  line
    .split(/[\t;]|,(?!\d)|:/)
    .map((cell) => cell.trim().replace(/^"|"$/g, ''))
    .filter((cell) => cell !== '');

/** What a label may be called beside its name and its meaning. */
const called: { readonly [N in FigureName]: readonly string[] } = {
  population: ['population', 'people', 'target population'],
  youngest: ['youngest', 'age from', 'minimum age'],
  oldest: ['oldest', 'age to', 'maximum age'],
  male: ['male', 'boys and men', 'men'],
  schooling: ['schooling', 'in school', 'school enrolment', 'enrolment'],
  online: ['online', 'internet', 'internet use', 'people online'],
  diasporaTie: ['diaspora', 'diasporatie', 'relatives abroad', 'household abroad', 'families with somebody abroad'],
  wealth: ['wealth', 'household wealth'],
  protectionNeed: ['protection need', 'protectionneed', 'in need of protection'],
  danger: ['danger'],
  familyWeight: ['family weight', 'familyweight', 'weight of the family'],
  lawfulQuota: ['lawful quota', 'lawfulquota', 'lawful ways', 'visas'],
};

export type Pasted =
  | { readonly kind: 'person'; readonly what: Personal }
  | { readonly kind: 'figures'; readonly figures: Figures; readonly unread: readonly string[] };

/** Figures from a sheet or a text: a label and a number in each line. Whatever looks like a person refuses the whole. */
export function pasted(text: string): Pasted {
  const person = personIn(text);
  if (person !== null) return { kind: 'person', what: person };
  const found: { [N in FigureName]?: number } = {};
  const unread: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === '') continue;
    const [label = '', ...others] = cellsOf(line);
    const number = others.map(numberIn).find((one) => one !== null) ?? null;
    const name = figureNames.find((one) => isCalled(one, label));
    const value = name === undefined || number === null ? null : inUnit(name, number);
    if (name === undefined || value === null) unread.push(line.trim().slice(0, 60));
    else found[name] = value;
  }
  return { kind: 'figures', figures: found, unread };
}

function isCalled(name: FigureName, label: string): boolean {
  const plain = label
    .toLowerCase()
    .replace(/[_-]/g, ' ')
    .replace(/\s*[(%].*$/, '')
    .trim();
  return [...called[name], name.toLowerCase(), figures[name].meaning.toLowerCase()].includes(plain);
}

type Read = { readonly value: number; readonly percent: boolean };

function numberIn(cell: string): Read | null {
  const match = /^(-?[\d., ]*\d)\s*(%?)/.exec(cell);
  if (match === null) return null;
  const [, digits = '', sign] = match;
  // Thousands in groups of three, or a decimal comma.
  const plain = /^\d{1,3}([, ]\d{3})+(\.\d+)?$/.test(digits) ? digits.replace(/[, ]/g, '') : digits.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) ? { value, percent: sign === '%' } : null;
}

/** Percent become shares; what does not fit is left out. */
function inUnit(name: FigureName, { value, percent }: Read): number | null {
  const shared = isShare(name) && (percent || value > 1) ? value / 100 : value;
  const measure: Measure = figures[name];
  return fits(measure, shared) ? shared : null;
}
