import { channels } from '../../model/channels.ts';
import { type Source, sources, type Topic, topics } from '../../model/vocabulary.ts';
import type { Truthfulness } from '../../scenario/design-schema.ts';

/** What a message says about one topic: what is so, nothing, or a chance that somebody chose, 0 to 1. */
export type Said = 'truth' | 'silent' | number;

/** How a message sounds, in the words of the design schema; each 0 to 1. */
export const tones = ['threat', 'control', 'advocacy', 'narrative', 'vividness'] as const;
type Tone = (typeof tones)[number];

/** What is offered beside the words: nothing, places in a programme, or a promise with nothing behind it. */
export const offers = ['none', 'places', 'promise'] as const;
type Offer = (typeof offers)[number];

/** A message that a trainer sends: one component of a design, met by everybody in the village. */
export type LabMessage = {
  readonly sender: Source;
  /** Channel whose other numbers it takes: how much thought a contact gets, how well it is remembered. */
  readonly channel: string;
  /** First week, from 0, and in how many weeks it is heard. */
  readonly week: number;
  readonly times: number;
  readonly says: { readonly [T in Topic]: Said };
  readonly tone: { readonly [T in Tone]: number };
  readonly offer: Offer;
  /** Household heads hear it too and are asked to talk about it at home. */
  readonly family: boolean;
};

/** Channels that carry words; a livelihood programme carries none. */
export const carriers: readonly string[] = channels.filter(({ mode }) => mode !== 'programme').map(({ name }) => name);

/** Who has no channel in files borrows one that is like them: talk in small groups, or posts. */
const borrowed: { readonly [S in Source]?: string } = {
  family: 'parents',
  peer: 'diaspora-messenger',
  smuggler: 'influencer',
};

/** The channel by which a sender is usually heard. */
function channelOf(sender: Source): string {
  return (
    borrowed[sender] ??
    channels.find(({ source, name }) => source === sender && carriers.includes(name))?.name ??
    'radio'
  );
}

function preset(channel: string, name: string): number | undefined {
  return channels.find((one) => one.name === channel)?.parameters[name]?.value;
}

/** A message of a sender as its channel usually sounds, silent on everything. */
export function plainMessage(sender: Source, channel = channelOf(sender)): LabMessage {
  return {
    ...{ sender, channel, week: 2, times: 1, offer: 'none', family: false },
    says: Object.fromEntries(topics.map((topic) => [topic, 'silent'])) as LabMessage['says'],
    tone: Object.fromEntries(
      tones.map((tone) => [tone, Math.round((preset(channel, tone) ?? 0) * 100) / 100]),
    ) as LabMessage['tone'],
  };
}

const allTrue = Object.fromEntries(topics.map((topic) => [topic, 'truth'])) as LabMessage['says'];
const silence = Object.fromEntries(topics.map((topic) => [topic, 'silent'])) as LabMessage['says'];

/** Messages to begin with, each as its channel usually sounds unless said. The first is what the Lab opens with. */
export const examples = {
  returnee: {
    ...plainMessage('returnee'),
    times: 3,
    says: { ...silence, mistreatment: 'truth', earnings: 'truth', stay: 'truth' },
  },
  warning: {
    ...plainMessage('destination-government', 'deterrence-ad'),
    times: 6,
    says: { ...silence, mistreatment: 'truth' },
  },
  overstated: {
    ...plainMessage('destination-government', 'deterrence-ad'),
    times: 6,
    says: { ...silence, death: 0.6, mistreatment: 0.9 },
  },
  facts: { ...plainMessage('counsellor'), times: 3, says: allTrue },
  places: { ...plainMessage('counsellor'), times: 3, says: allTrue, offer: 'places' },
  promise: { ...plainMessage('counsellor'), times: 3, says: { ...allTrue, alternative: 0.6 }, offer: 'promise' },
  family: { ...plainMessage('counsellor', 'parents'), times: 3, says: allTrue, family: true },
  smuggler: { ...plainMessage('smuggler'), times: 3, says: { ...silence, death: 0.01, earnings: 0.8, stay: 0.7 } },
  nothing: {
    ...plainMessage('community-leader', 'radio'),
    tone: { threat: 0, control: 0, advocacy: 0, narrative: 0, vividness: 0 },
  },
} as const satisfies { readonly [name: string]: LabMessage };
export const firstMessage: LabMessage = examples.returnee;

/** Whether a message says, sounds like and offers nothing. */
function saysNothing({ says, tone, offer, family }: LabMessage): boolean {
  return (
    offer === 'none' &&
    !family &&
    topics.every((topic) => says[topic] === 'silent') &&
    tones.every((one) => tone[one] === 0)
  );
}

/** A true value of a village and the range in which it may lie; without a range, the value alone. */
export type Truths = { readonly [T in Topic]: { readonly value: number; readonly range?: readonly [number, number] } };

/**
 * Whether a message agrees with the truths of the village, in the words of design files. False: something lies outside the range
 * in which the truth may lie, or a promise has nothing behind it. One-sided: true where it speaks, and it speaks only of what
 * makes leaving look worse, or only of what makes it look better.
 */
export function truthfulnessOf({ says, offer }: LabMessage, truths: Truths): Truthfulness {
  const spoken = topics.filter((topic) => says[topic] !== 'silent');
  if (offer === 'promise') return 'false';
  if (spoken.length === 0) return 'none';
  const isFalse = spoken.some((topic) => {
    const said = says[topic];
    const { value, range } = truths[topic];
    const [low, high] = range ?? [value, value];
    return typeof said === 'number' && (said < low || said > high);
  });
  if (isFalse) return 'false';
  const dangers = spoken.every((topic) => topic === 'death' || topic === 'mistreatment');
  const gains = spoken.every((topic) => topic === 'earnings' || topic === 'stay');
  return dangers || gains ? 'one-sided' : 'truthful';
}

/** People of the village for whom a place is free when places are offered. */
export const PLACES = 30;

const CHOSEN = 'choice: set in the Lab';
const chosen = (value: number) => ({ value, source: CHOSEN });

/**
 * The message as the one component of a design, in the words of design files: everybody is met, and it costs nothing.
 *
 * @param scale real people that one of the village stands for
 */
export function componentOf(message: LabMessage, scale: number) {
  const { channel, week, times, says, tone, offer, family } = message;
  const nothing = saysNothing(message);
  return {
    id: 'message',
    channel,
    ...{ from: week, weeks: times, most: times },
    ...{ reach: chosen(1), following: chosen(1), unitCost: chosen(0), fixedCost: chosen(0) },
    // Everybody, also where the channel by itself meets pupils or parents only.
    audience: { school: 'any', heads: family ? 1 : 0 },
    ...(family && { homeDialogue: 1 }),
    says: Object.fromEntries(
      topics.map((topic) => {
        const said = says[topic];
        return [topic, typeof said === 'number' ? chosen(said) : said];
      }),
    ),
    attributes: {
      ...Object.fromEntries(tones.map((one) => [one, chosen(tone[one])])),
      // Who says nothing is not remembered, teaches nothing and builds no bond.
      ...(nothing && {
        ...{ precision: chosen(0), relation: chosen(0), encoding: chosen(0), safety: chosen(0) },
      }),
    },
    ...(offer === 'places' && {
      ...{ referral: 'managed', slots: chosen(Math.round(PLACES * scale)), slotCost: chosen(0) },
    }),
    ...(offer === 'promise' && { referral: 'open' }),
  };
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** A message in the words of an address; what is as the channel has it is left out. */
export function messageQuery(message: LabMessage): { readonly [key: string]: string } {
  const { sender, channel, week, times, says, tone, offer, family } = message;
  const usual = plainMessage(sender, channel);
  return {
    from: sender,
    ...(channel !== channelOf(sender) && { by: channel }),
    ...(week !== usual.week && { week: String(week) }),
    ...(times !== 1 && { times: String(times) }),
    ...Object.fromEntries(topics.flatMap((topic) => (says[topic] === 'silent' ? [] : [[topic, String(says[topic])]]))),
    ...Object.fromEntries(tones.flatMap((one) => (tone[one] === usual.tone[one] ? [] : [[one, String(tone[one])]]))),
    ...(offer !== 'none' && { offer }),
    ...(family && { family: 'yes' }),
  };
}

/** A part of an address that is no message; the message says what was expected. */
export class MessageError extends Error {}

/** The last week a message can begin in and the most weeks it can take; the village is watched at most this long. */
export const LAST = 51;

/**
 * The message of an address; null where it has none.
 *
 * @throws MessageError when a part of it cannot be meant
 */
export function messageFrom(query: URLSearchParams): LabMessage | null {
  const from = query.get('from');
  if (from === null) return null;
  const sender = sources.find((one) => one === from);
  if (sender === undefined) throw new MessageError(`from: expected one of ${sources.join(', ')}, found "${cut(from)}"`);
  const by = query.get('by') ?? channelOf(sender);
  if (!carriers.includes(by)) throw new MessageError(`by: expected one of ${carriers.join(', ')}, found "${cut(by)}"`);
  const usual = plainMessage(sender, by);
  const number = (key: string, low: number, high: number, otherwise: number, whole = false): number => {
    const text = query.get(key);
    if (text === null) return otherwise;
    const value = text.trim() === '' ? Number.NaN : Number(text);
    if (!(value >= low && value <= high) || (whole && !Number.isInteger(value)))
      throw new MessageError(
        `${key}: expected a ${whole ? 'whole ' : ''}number from ${low} to ${high}, found "${cut(text)}"`,
      );
    return whole ? value : round(value);
  };
  const says = Object.fromEntries(
    topics.map((topic) => {
      const said = query.get(topic);
      if (said === null || said === 'silent') return [topic, 'silent'];
      return [topic, said === 'truth' ? 'truth' : number(topic, 0.01, 0.99, 0)];
    }),
  ) as LabMessage['says'];
  const given = query.get('offer') ?? 'none';
  const offer = offers.find((one) => one === given);
  if (offer === undefined) throw new MessageError(`offer: expected one of ${offers.join(', ')}, found "${cut(given)}"`);
  return {
    ...{ sender, channel: by, says, offer },
    week: number('week', 0, LAST, usual.week, true),
    times: number('times', 1, LAST + 1, 1, true),
    tone: Object.fromEntries(tones.map((one) => [one, number(one, 0, 1, usual.tone[one])])) as LabMessage['tone'],
    family: query.get('family') === 'yes',
  };
}

const cut = (text: string): string => text.slice(0, 40);
