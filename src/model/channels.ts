import type { Channel } from './channel.ts';
import { assumed, cited, type Parameter, type Parameters } from './parameter.ts';
import type { Attributes } from './setup.ts';
import { type Topic, topics } from './vocabulary.ts';

/**
 * The ways a campaign can reach people, as presets. The order of channels by attribute follows theory (elaboration, narrative,
 * reactance, the interest a receiver sees in the source); nearly every size is assumed, with a range from half to twice the value.
 * What a design states itself replaces the number here.
 */

const prototype = 'assumed: prototype value, ordered by theory';

/** `[unit, meaning]` of each attribute, in the order of `Attributes`. */
const meanings = {
  precision: ['1/logit^2', 'weight of one attended message against what a person already believes'],
  tailoring: ['factor', 'precision is multiplied by this on the topic with the largest gap; 1 is none'],
  elaboration: ['share', 'how far a contact makes people think it through, so that it lasts'],
  attention: ['share', 'chance that a contact is attended to'],
  avoidability: ['share', 'how easily one who avoids the topic turns away'],
  threat: ['share', 'how strongly danger is put forward'],
  control: ['share', 'how much the language tells people what to do'],
  narrative: ['share', 'how much of it is a story'],
  advocacy: ['share', 'how openly it argues against leaving'],
  relation: ['share', 'personal bond that lets trust grow'],
  vividness: ['share', 'strength of personal testimony'],
  encoding: ['share', 'strength of the memory trace of one contact'],
  safety: ['share', 'how much a contact teaches about rights and safety'],
  privacy: ['share', 'chance that somebody with plans dares to take part'],
} as const satisfies { readonly [A in keyof Attributes]: readonly [string, string] };

type Range = readonly [low: number, high: number];
type Figure = number | { readonly value: number; readonly range: Range; readonly source: string };

type Preset = {
  readonly unitCost: Figure;
  readonly fixedCost?: Figure;
  readonly reach: number;
  readonly following?: Figure;
  readonly most?: number;
  readonly paidWhenOffered?: 0 | 1;
  readonly says: { readonly [T in Topic]?: Figure };
  /** What is left out is 0, except tailoring (1) and privacy (1). */
  readonly attributes: { readonly [A in keyof Attributes]?: number };
};

/** Contacts for those without a limit of their own: more than the weeks of any campaign. */
const UNLIMITED = 200;

const halfToTwice = (value: number, cap: number): Range => [value / 2, Math.min(cap, value * 2)];

function declared(figure: Figure, unit: string, meaning: string, cap: number, source: string): Parameter {
  if (typeof figure === 'number') return assumed(figure, halfToTwice(figure, cap), unit, meaning, source);
  return figure.source.startsWith('assumed')
    ? assumed(figure.value, figure.range, unit, meaning, figure.source)
    : cited(figure.value, figure.range, unit, meaning, 'study', figure.source, 'V2');
}

function attribute(name: keyof Attributes, value: number | undefined): Parameter {
  const [unit, meaning] = meanings[name];
  if (name === 'tailoring') {
    const times = value ?? 1;
    return assumed(times, [1, times === 1 ? 1.2 : 1 + (times - 1) * 2], unit, meaning, prototype);
  }
  const amount = value ?? (name === 'privacy' ? 1 : 0);
  const cap = name === 'precision' ? 10 : 1;
  if (amount === 0) return assumed(0, [0, 0.05], unit, meaning, 'assumed: this channel hardly does so');
  return assumed(amount, halfToTwice(amount, cap), unit, meaning, prototype);
}

function message(topic: Topic, figure: Figure): Parameter {
  const split =
    topic === 'death' || topic === 'mistreatment' ? '; the prototype had one number for both risks of the journey' : '';
  return declared(figure, 'probability', `chance of ${topic} it wants to convey${split}`, 1, prototype);
}

function preset(numbers: Preset): Parameters {
  const parameters: { [name: string]: Parameter } = {
    unitCost: declared(numbers.unitCost, 'euro', 'price of one contact', Number.POSITIVE_INFINITY, prototype),
    fixedCost: declared(
      numbers.fixedCost ?? { value: 0, range: [0, 5000], source: 'assumed: hardly any cost before the first contact' },
      'euro',
      'cost before the first contact, at the real population',
      Number.POSITIVE_INFINITY,
      prototype,
    ),
    paidWhenOffered: assumed(
      numbers.paidWhenOffered ?? 0,
      [numbers.paidWhenOffered ?? 0, numbers.paidWhenOffered ?? 0],
      'yes or no',
      '1 when money is spent on those offered a contact, 0 on those who take part',
      'assumed: how such work is usually paid for',
    ),
    reach: assumed(
      numbers.reach,
      halfToTwice(numbers.reach, 1),
      'share per week',
      'share of the audience (events: of the communities) exposed in a week at selection 1, before money runs out',
    ),
    following: declared(
      numbers.following ?? { value: 1, range: [1, 1], source: 'assumed: everybody in the audience can be met' },
      'share',
      'share of the audience who follow the sender, or who come to an event; 1 elsewhere',
      1,
      'assumed: no published share found',
    ),
    most: assumed(
      numbers.most ?? UNLIMITED,
      numbers.most === undefined
        ? [UNLIMITED, UNLIMITED]
        : [Math.max(1, Math.floor(numbers.most / 2)), numbers.most * 2],
      'contacts',
      'contacts at the most per person',
      numbers.most === undefined ? 'assumed: no limit' : prototype,
    ),
  };
  for (const name of Object.keys(meanings) as (keyof Attributes)[]) {
    parameters[name] = attribute(name, numbers.attributes[name]);
  }
  for (const topic of topics) {
    const figure = numbers.says[topic];
    if (figure !== undefined) parameters[`says.${topic}`] = message(topic, figure);
  }
  return parameters;
}

/** What channels say unless a design says otherwise. A design that tells the truth replaces these by the truth of its context. */
const risk = {
  death: {
    value: 0.45,
    range: [0.25, 0.7],
    source: 'assumed: prototype value; warnings dwell on death, recorded shares are far lower (evidence b3)',
  },
  mistreatment: {
    value: 0.7,
    range: [0.45, 0.9],
    source: 'evidence b3: exploitation or trafficking indicator, central Mediterranean',
  },
} as const satisfies { readonly [T in Topic]?: Figure };
const strongRisk = {
  death: {
    value: 0.5,
    range: [0.3, 0.75],
    source: 'assumed: prototype value; told as it happened, without how often it happens',
  },
  mistreatment: risk.mistreatment,
} as const satisfies { readonly [T in Topic]?: Figure };
const prospects = {
  earnings: { value: 0.21, range: [0.15, 0.35], source: 'evidence b2: reference truth of finding a job, 20-22 in 100' },
  stay: {
    value: 0.3,
    range: [0.21, 0.42],
    source: 'assumed: between 0.21 (one nationality) and 0.42 (all; evidence b2, b3)',
  },
} as const satisfies { readonly [T in Topic]?: Figure };
const ways = {
  lawful: { value: 0.12, range: [0.05, 0.25], source: prototype },
  alternative: { value: 0.35, range: [0.2, 0.6], source: prototype },
} as const satisfies { readonly [T in Topic]?: Figure };

const euro = (value: number, low: number, high: number, source: string): Figure => ({
  value,
  range: [low, high],
  source,
});
const notFound = (what: string) => `assumed: no published cost of ${what} (evidence b6)`;
const socialAds = 'evidence b6: about 0.02 a person reached by social media ads (F30)';

/** Events hold 10 to 100 people of a community of 500. */
const attendance: Figure = {
  value: 0.1,
  range: [0.02, 0.2],
  source: 'evidence b6: community events of 10-100 people (OECD), in a community of 500',
};

/** Every channel a design can name, in the order of lists and forms. Units and ranges are in the declarations. */
export const channels: readonly Channel[] = [
  {
    name: 'one-on-one',
    title: 'One-on-one counselling',
    because:
      'A counsellor listens and answers what this person asks, so it is thought through, trusted and remembered; it costs most per person (documents A and C).',
    source: 'counsellor',
    mode: 'walk-in',
    parameters: preset({
      unitCost: euro(40, 20, 150, notFound('a consultation')),
      reach: 0.02,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 2,
        tailoring: 1.5,
        elaboration: 0.85,
        attention: 0.95,
        avoidability: 0.15,
        threat: 0.4,
        control: 0.1,
        narrative: 0.2,
        advocacy: 0.3,
        relation: 1,
        vividness: 0.4,
        encoding: 1,
        safety: 0.35,
        privacy: 0.7,
      },
    }),
  },
  {
    name: 'online-consult',
    title: 'Online consultation',
    because:
      'People who look for advice write or call in private; less deep than meeting, yet more people can be served (document A).',
    source: 'counsellor',
    mode: 'search',
    parameters: preset({
      unitCost: euro(10, 5, 40, notFound('an online consultation')),
      reach: 0.05,
      most: 4,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 1,
        tailoring: 1.3,
        elaboration: 0.55,
        attention: 0.6,
        avoidability: 0.35,
        threat: 0.3,
        control: 0.1,
        narrative: 0.2,
        advocacy: 0.3,
        relation: 0.4,
        vividness: 0.15,
        encoding: 0.8,
        safety: 0.25,
        privacy: 1,
      },
    }),
  },
  {
    name: 'influencer',
    title: 'Influencers on social media',
    because:
      'The same followers see short posts again and again between other posts; cheap, wide and soon scrolled past (document A; F30, F32).',
    source: 'influencer',
    mode: 'followers',
    parameters: preset({
      unitCost: euro(0.02, 0.01, 0.25, socialAds),
      reach: 0.15,
      following: 0.4,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 0.5,
        elaboration: 0.2,
        attention: 0.5,
        avoidability: 0.7,
        threat: 0.5,
        control: 0.2,
        narrative: 0.4,
        advocacy: 0.4,
        relation: 0.05,
        vividness: 0.2,
        encoding: 0.4,
      },
    }),
  },
  {
    name: 'teacher',
    title: 'Teacher sessions at school',
    because:
      'A trained teacher reaches a whole class at once, also those who never look for information (documents A and C).',
    source: 'teacher',
    mode: 'school',
    parameters: preset({
      unitCost: euro(5, 3, 20, notFound('a pupil')),
      reach: 0.1,
      most: 3,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 0.9,
        elaboration: 0.5,
        attention: 0.8,
        avoidability: 0.2,
        threat: 0.4,
        control: 0.3,
        narrative: 0.2,
        advocacy: 0.3,
        relation: 0.2,
        vividness: 0.15,
        encoding: 0.7,
        safety: 0.2,
      },
    }),
  },
  {
    name: 'parents',
    title: 'Sessions with parents',
    because: 'Where the family decides or pays, its head must know what the journey is like (documents A and B).',
    source: 'counsellor',
    mode: 'household-heads',
    parameters: preset({
      unitCost: euro(15, 5, 40, notFound('a participant in an event')),
      reach: 0.03,
      says: { ...risk, ...prospects },
      attributes: {
        precision: 1.4,
        elaboration: 0.7,
        attention: 0.85,
        avoidability: 0.1,
        threat: 0.4,
        control: 0.1,
        narrative: 0.3,
        advocacy: 0.3,
      },
    }),
  },
  {
    name: 'film',
    title: 'Film, online and on screens',
    because:
      'A story is followed with little resistance and remembered, but alone it hardly changes what people want (F06, F10).',
    source: 'film',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(1.5, 0.3, 5, notFound('a film viewer')),
      fixedCost: euro(30000, 10000, 100000, notFound('making a film')),
      reach: 0.02,
      most: 3,
      says: { ...strongRisk, ...prospects },
      attributes: {
        precision: 0.6,
        elaboration: 0.3,
        attention: 0.55,
        avoidability: 0.5,
        threat: 0.7,
        control: 0.05,
        narrative: 0.9,
        advocacy: 0.15,
        vividness: 0.6,
        encoding: 0.8,
        safety: 0.05,
      },
    }),
  },
  {
    name: 'screening-discussion',
    title: 'Screening with discussion',
    because:
      'The film is talked over with neighbours and elders, so the story is thought through and what others think is heard (F03).',
    source: 'film',
    mode: 'event',
    parameters: preset({
      unitCost: euro(8, 5, 40, notFound('a participant in an event')),
      fixedCost: euro(10000, 0, 40000, notFound('a mobile cinema')),
      reach: 0.15,
      following: attendance,
      most: 3,
      says: { ...strongRisk, ...prospects, ...ways },
      attributes: {
        precision: 0.8,
        elaboration: 0.55,
        attention: 0.7,
        avoidability: 0.35,
        threat: 0.6,
        control: 0.1,
        narrative: 0.8,
        advocacy: 0.2,
        relation: 0.1,
        vividness: 0.6,
        encoding: 0.85,
        safety: 0.1,
        privacy: 0.75,
      },
    }),
  },
  {
    name: 'theatre',
    title: 'Theatre, sport and workshops',
    because:
      'People come for the play or the match and take part; the message comes with something they like (documents A and C).',
    source: 'community-leader',
    mode: 'event',
    parameters: preset({
      unitCost: euro(10, 5, 40, notFound('a participant in an event')),
      fixedCost: euro(10000, 0, 40000, notFound('a theatre production')),
      reach: 0.15,
      following: attendance,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 0.7,
        elaboration: 0.4,
        attention: 0.7,
        avoidability: 0.35,
        threat: 0.5,
        control: 0.15,
        narrative: 0.7,
        advocacy: 0.3,
        relation: 0.1,
        vividness: 0.4,
        encoding: 0.7,
        safety: 0.1,
        privacy: 0.8,
      },
    }),
  },
  {
    name: 'radio',
    title: 'Radio programmes',
    because: 'Many hear it week after week while doing something else (document A; F20).',
    source: 'community-leader',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(0.03, 0.01, 0.2, notFound('a listener')),
      fixedCost: euro(10000, 0, 40000, notFound('producing programmes')),
      reach: 0.15,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 0.45,
        elaboration: 0.25,
        attention: 0.45,
        avoidability: 0.6,
        threat: 0.5,
        control: 0.3,
        narrative: 0.4,
        advocacy: 0.4,
        vividness: 0.15,
        encoding: 0.4,
        safety: 0.05,
      },
    }),
  },
  {
    name: 'community-event',
    title: 'Community dialogue',
    because:
      'Leaders, young people and heads of households talk in public; what the community approves of can shift (document B; F09).',
    source: 'community-leader',
    mode: 'event',
    parameters: preset({
      unitCost: euro(6, 5, 40, notFound('a participant in an event')),
      reach: 0.15,
      following: attendance,
      says: { ...risk, ...prospects, alternative: ways.alternative },
      attributes: {
        precision: 0.7,
        elaboration: 0.4,
        attention: 0.65,
        avoidability: 0.4,
        threat: 0.5,
        control: 0.3,
        narrative: 0.3,
        advocacy: 0.4,
        encoding: 0.6,
        safety: 0.1,
        privacy: 0.7,
      },
    }),
  },
  {
    name: 'returnee-peer',
    title: 'Returnees in small groups',
    because:
      'Somebody from here who has been there and can be asked; perceptions move more than knowledge of facts (F01, F02).',
    source: 'returnee',
    mode: 'small-groups',
    parameters: preset({
      unitCost: euro(12, 5, 40, notFound('a participant in an event')),
      reach: 0.03,
      most: 3,
      says: { ...strongRisk, ...prospects, ...ways },
      attributes: {
        precision: 1.1,
        elaboration: 0.55,
        attention: 0.8,
        avoidability: 0.3,
        threat: 0.7,
        control: 0.05,
        narrative: 0.8,
        advocacy: 0.1,
        relation: 0.4,
        vividness: 0.7,
        encoding: 0.9,
        safety: 0.25,
        privacy: 0.85,
      },
    }),
  },
  {
    name: 'tv-series',
    title: 'Television documentary and soap',
    because:
      'A series reaches very many and is followed as a story; what it changes is hard to tell (document B; F39).',
    source: 'film',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(0.03, 0.01, 0.2, notFound('a viewer')),
      fixedCost: euro(200000, 50000, 500000, notFound('producing a series')),
      reach: 0.2,
      says: { ...strongRisk, ...prospects },
      attributes: {
        precision: 0.5,
        elaboration: 0.3,
        attention: 0.5,
        avoidability: 0.5,
        threat: 0.5,
        control: 0.05,
        narrative: 0.9,
        advocacy: 0.15,
        vividness: 0.5,
        encoding: 0.6,
      },
    }),
  },
  {
    name: 'deterrence-ad',
    title: 'Deterrence advertisement by a government',
    because:
      'Danger alone, from a sender with an interest; heard by many, turned away from by those it is meant for (document B; F08, F13).',
    source: 'destination-government',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(0.02, 0.01, 0.25, socialAds),
      reach: 0.2,
      says: {
        death: { value: 0.6, range: [0.4, 0.85], source: 'assumed: prototype value; overstated on purpose' },
        mistreatment: { value: 0.8, range: [0.6, 0.95], source: 'assumed: above the 0.70 of evidence b3' },
      },
      attributes: {
        precision: 0.5,
        elaboration: 0.15,
        attention: 0.45,
        avoidability: 0.9,
        threat: 1,
        control: 0.8,
        advocacy: 1,
        vividness: 0.1,
        encoding: 0.35,
      },
    }),
  },
  {
    name: 'country-message',
    title: 'Message about the rules of a country',
    because:
      'A government tells that its rules are strict and reception is plain; people may go elsewhere (document B; F40).',
    source: 'destination-government',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(0.02, 0.01, 0.25, socialAds),
      reach: 0.2,
      says: {
        earnings: {
          value: 0.15,
          range: [0.08, 0.3],
          source: 'assumed: below the reference of evidence b2, life there is painted plain',
        },
        stay: {
          value: 0.1,
          range: [0.03, 0.21],
          source: 'assumed: below the 0.21-0.42 of evidence b2-b3, rules are painted strict',
        },
      },
      attributes: {
        precision: 0.5,
        elaboration: 0.15,
        attention: 0.45,
        avoidability: 0.8,
        threat: 0.3,
        control: 0.6,
        advocacy: 0.9,
        encoding: 0.35,
      },
    }),
  },
  {
    name: 'livelihood-programme',
    title: 'Livelihood programme',
    because:
      'Training, credit or work rather than a message; it helps those who find it, and adds to what a journey can be paid from (F26, F27).',
    source: 'international-organisation',
    mode: 'programme',
    parameters: preset({
      unitCost: euro(10, 5, 40, notFound('an intake')),
      reach: 0.01,
      most: 1,
      says: {},
      attributes: { attention: 0.9, avoidability: 0.1, relation: 0.2, encoding: 0.5 },
    }),
  },
  {
    name: 'lawful-advice',
    title: 'Advice on lawful ways',
    because:
      'A counsellor explains which lawful ways exist, who has a right to stay, and what rights a person has on the way (documents B and C).',
    source: 'counsellor',
    mode: 'walk-in',
    parameters: preset({
      unitCost: euro(30, 15, 100, notFound('a consultation')),
      reach: 0.02,
      most: 4,
      says: { stay: prospects.stay, lawful: ways.lawful },
      attributes: {
        precision: 2,
        tailoring: 1.3,
        elaboration: 0.75,
        attention: 0.9,
        avoidability: 0.15,
        threat: 0.1,
        control: 0.05,
        narrative: 0.1,
        advocacy: 0.05,
        relation: 0.7,
        vividness: 0.1,
        encoding: 0.9,
        safety: 0.5,
        privacy: 0.8,
      },
    }),
  },
  {
    name: 'diaspora-messenger',
    title: 'Messages by people living abroad',
    because: 'Those who live there are believed, also when they tell how hard it is (document B; F31).',
    source: 'diaspora',
    mode: 'followers',
    parameters: preset({
      unitCost: euro(
        0.1,
        0.03,
        0.5,
        'assumed: above social media ads (evidence b6), people have to be found and helped',
      ),
      fixedCost: euro(10000, 0, 40000, notFound('recruiting messengers')),
      reach: 0.1,
      following: 0.3,
      says: { mistreatment: risk.mistreatment, ...prospects, lawful: ways.lawful },
      attributes: {
        precision: 0.9,
        elaboration: 0.4,
        attention: 0.65,
        avoidability: 0.5,
        threat: 0.3,
        control: 0.05,
        narrative: 0.6,
        advocacy: 0.1,
        relation: 0.15,
        vividness: 0.5,
        encoding: 0.6,
        safety: 0.1,
      },
    }),
  },
  {
    name: 'website',
    title: 'Website',
    because: 'Those who search find it and read at leisure, unseen; others never see it (documents A and B).',
    source: 'international-organisation',
    mode: 'broadcast',
    parameters: preset({
      unitCost: euro(0.1, 0.01, 0.5, notFound('a visit')),
      fixedCost: euro(10000, 0, 40000, notFound('building a website')),
      reach: 0.01,
      says: { ...risk, ...prospects, ...ways },
      attributes: {
        precision: 0.6,
        elaboration: 0.4,
        attention: 0.4,
        avoidability: 0.7,
        threat: 0.2,
        control: 0.2,
        narrative: 0.2,
        advocacy: 0.3,
        vividness: 0.1,
        encoding: 0.4,
        safety: 0.15,
      },
    }),
  },
];
