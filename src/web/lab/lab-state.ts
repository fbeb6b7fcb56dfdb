import { topics } from '../../model/vocabulary.ts';
import { addressOf } from '../state/route.ts';
import { lessonIds } from './lessons.ts';
import { firstMessage, type LabMessage, MessageError, messageFrom, messageQuery, tones } from './message.ts';
import type { VillageSettings } from './village.ts';

export const views = ['watch', 'message', 'person', 'lessons'] as const;
type View = (typeof views)[number];

export const lessonSteps = ['predict', 'run', 'reveal', 'explain', 'discuss'] as const;
type LessonStep = (typeof lessonSteps)[number];

/** Places with a village to watch: `SCENARIO/CONDITION`, or a scenario as described. The first is where the Lab opens. */
export const places = [
  'five-assumptions/risk-known',
  'five-assumptions/risk-unknown',
  'five-assumptions/sender-trusted',
  'five-assumptions/deterred',
  'five-assumptions/decides-alone',
  'five-assumptions/family-decides',
  'five-assumptions/alternative-exists',
  'five-assumptions/no-alternative',
  'north-africa-2023',
  'afghanistan-unicef-2013',
  'ethiopia-dialogue-2016',
  'albania-facts',
] as const;
export type Place = (typeof places)[number];

export const sizes = [200, 500, 1000] as const;
export const horizons = [12, 26, 52] as const;

/** All that decides what the Lab shows; it travels in the address. */
export type LabState = {
  readonly view: View;
  readonly lesson: (typeof lessonIds)[number] | null;
  readonly step: LessonStep;
  readonly place: Place;
  readonly people: number;
  readonly weeks: number;
  readonly luck: number;
  readonly message: LabMessage;
  readonly person: number | null;
  /** The week in which somebody is looked at; null: wherever the play stands. */
  readonly at: number | null;
};

/** Words of the seed of the Lab: fixed, so that a room and a handout see the same village. */
export const SEED = 'lab';

export const firstState: LabState = {
  ...{ view: 'watch', lesson: null, step: 'predict' },
  ...{ place: places[0], people: 500, weeks: 26, luck: 0, message: firstMessage, person: null, at: null },
};

export function settingsOf({ place, people, weeks, luck }: LabState): VillageSettings {
  return { place, people, weeks, luck, seed: SEED };
}

/** Whatever an address of the Lab may name. */
const parts: readonly string[] = [
  ...['view', 'lesson', 'step', 'place', 'people', 'weeks', 'luck', 'person', 'at'],
  ...['from', 'by', 'week', 'times', 'offer', 'family', ...topics, ...tones],
];

/** The state of an address, and what of it could not be meant; that part is as the Lab has it. */
export function labStateOf(query: URLSearchParams): { readonly state: LabState; readonly problem: string | null } {
  const problems: string[] = [];
  const among = <T extends string | number>(key: string, all: readonly T[], otherwise: T): T => {
    const text = query.get(key);
    if (text === null) return otherwise;
    const found = all.find((one) => String(one) === text);
    if (found === undefined) problems.push(`${key}: expected one of ${all.join(', ')}, found "${text.slice(0, 40)}"`);
    return found ?? otherwise;
  };
  const whole = (key: string, most: number): number | null => {
    const text = query.get(key);
    if (text === null) return null;
    if (/^\d{1,7}$/.test(text) && Number(text) <= most) return Number(text);
    problems.push(`${key}: expected a whole number from 0 to ${most}, found "${text.slice(0, 40)}"`);
    return null;
  };
  for (const key of query.keys())
    if (!parts.includes(key))
      problems.push(`expected ${parts.slice(0, 8).join(', ')} or a part of a message, found "${key.slice(0, 40)}"`);
  let message = firstMessage;
  try {
    message = messageFrom(query) ?? firstMessage;
  } catch (fault) {
    if (!(fault instanceof MessageError)) throw fault;
    problems.push(fault.message);
  }
  const state: LabState = {
    view: among('view', views, firstState.view),
    lesson: query.has('lesson') ? among<LabState['lesson'] & string>('lesson', lessonIds, lessonIds[0]) : null,
    step: among('step', lessonSteps, firstState.step),
    place: among('place', places, firstState.place),
    people: among('people', sizes, 500),
    weeks: among('weeks', horizons, 26),
    luck: whole('luck', 9999) ?? firstState.luck,
    message,
    person: whole('person', 9_999_999),
    at: whole('at', Math.max(...horizons)),
  };
  return { state, problem: problems.length === 0 ? null : problems.join('; ') };
}

const isFirst = (message: LabMessage): boolean => JSON.stringify(message) === JSON.stringify(firstMessage);

/** The address of a state; what is as the Lab opens is left out. */
export function labAddress(state: LabState): string {
  const { view, lesson, step, place, people, weeks, luck, message, person, at } = state;
  if (lesson !== null) return addressOf('lab', { lesson, ...(step !== 'predict' && { step }) });
  return addressOf('lab', {
    ...(view !== 'watch' && { view }),
    ...(place !== firstState.place && { place }),
    ...(people !== firstState.people && { people: String(people) }),
    ...(weeks !== firstState.weeks && { weeks: String(weeks) }),
    ...(luck !== 0 && { luck: String(luck) }),
    ...(view === 'person' && person !== null && { person: String(person), ...(at !== null && { at: String(at) }) }),
    ...(isFirst(message) ? {} : messageQuery(message)),
  });
}

/** Goes to a state; `quietly` leaves no step behind for the browser's way back. */
export function goTo(state: LabState, quietly = false): void {
  const address = labAddress(state);
  if (quietly) window.location.replace(address);
  else window.location.hash = address;
}
