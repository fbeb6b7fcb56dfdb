import type { TFunction } from 'i18next';
import { stages, topics } from '../../model/vocabulary.ts';
import { number, signed } from '../../report/words.ts';
import type { Truthfulness } from '../../scenario/design-schema.ts';
import { type LabMessage, PLACES } from './message.ts';
import type { Facts, Frame, Tally } from './village.ts';

type Texts = TFunction<'lab'>;

/** 0 to 1 as points of 100, whole. */
export const hundred = (share: number): string => number(share * 100);

/** Who somebody is, in plain words: no name, nothing that could be anybody. */
export function whoIs(t: Texts, { age, isMale, isInSchool, isPoor, hasFamilyAbroad, needsProtection }: Facts): string {
  const what = age < 18 ? (isMale ? 'boy' : 'girl') : isMale ? 'man' : 'woman';
  const parts = [
    isInSchool ? t('person.inSchool') : t('person.outOfSchool'),
    isPoor ? t('person.poor') : t('person.notPoor'),
    ...(hasFamilyAbroad ? [t('person.abroad')] : []),
    ...(needsProtection ? [t('person.need')] : []),
  ];
  return t('person.who', { what: t(`person.${what}`), age, parts: parts.join(', ') });
}

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** A message in sentences; what would be heard after the weeks that are watched is not said. */
export function messageInWords(
  t: Texts,
  { sender, week, times, says, offer, family }: LabMessage,
  weeks: number,
): string {
  const spoken = topics.filter((topic) => says[topic] !== 'silent').map((topic) => t(`topics.${topic}`));
  const who = capital(t(`senders.${sender}`));
  const to = Math.min(weeks, week + times);
  return [
    to <= week
      ? t('message.unheard', { sender: who, count: weeks, from: week + 1 })
      : t('message.sentence', { count: to - week, sender: who, from: week + 1, to }),
    spoken.length === 0 ? t('message.aboutNothing') : t('message.about', { topics: spoken.join(', ') }),
    ...(offer === 'none' ? [] : [t(`message.withOffer.${offer}`, { places: PLACES })]),
    ...(family ? [t('message.withFamily')] : []),
  ].join(' ');
}

/** Who speaks with authority: what is false from them is said so twice. */
const official = ['destination-government', 'international-organisation'];

export function truthfulnessInWords(t: Texts, truthfulness: Truthfulness, sender: string): string {
  if (truthfulness === 'false' && official.includes(sender)) return t('message.truthfulness.falseOfficial');
  return t(`message.truthfulness.${truthfulness}`);
}

/** How many stand where, for those who do not see the picture. Stages with nobody are left out. */
export function countsInWords(t: Texts, tally: Tally): string {
  return stages
    .map((stage, s) => ({ stage, count: tally.stages[s] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ stage, count }) => `${t(`stages.${stage}`)} ${number(count)}`)
    .join(', ');
}

/** What is seen in a week, in sentences. */
export function frameInWords(t: Texts, frame: Frame, week: number, people: number): readonly string[] {
  if (week === 0) return [t('summary.before')];
  if (frame.touched === 0)
    return [t('summary.reached', { count: frame.reached, people }), t('summary.nobody', { count: week })];
  const gap = (frame.with.intention - frame.without.intention) * 100;
  const size = number(Math.abs(gap), 1);
  return [
    t('summary.reached', { count: frame.reached, people }),
    t('summary.elsewhere', { count: frame.elsewhere, people }),
    t('summary.touched', { count: frame.touched }),
    size === '0.0' ? t('summary.same') : t(gap < 0 ? 'summary.lower' : 'summary.higher', { size }),
  ];
}

/** A whole difference with its sign; nothing is "0". */
export const difference = (value: number): string => signed(value);
