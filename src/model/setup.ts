import type { ReachMode, Source, Topic } from './vocabulary.ts';

/**
 * Everything one world needs, as settled numbers: no ranges, no references, no defaults left to fill in. Plain data that can be
 * cloned, hashed and sent to a worker. The scenario floor makes it; the model floor only reads it.
 */
export type Setup = {
  /** Words of the master seed. */
  readonly seed: string;
  /** Which luck: worlds of one pair share it. Integer >= 0. */
  readonly replicate: number;
  /** People simulated, >= 100. */
  readonly people: number;
  /** Weeks after the burn-in, >= 1. */
  readonly weeks: number;
  /** Weeks before week 0, without any campaign or policy. */
  readonly burnIn: number;
  readonly context: ContextNumbers;
  /** mechanism name -> parameter name -> value. Complete. */
  readonly given: { readonly [mechanism: string]: { readonly [parameter: string]: number } };
  /** Names of mechanisms that are switched off. */
  readonly off: readonly string[];
  readonly arm: Arm;
};

/** What is done in one world of a comparison: a campaign, policies, both or nothing. */
export type Arm = {
  readonly components: readonly Component[];
  readonly policies: readonly Policy[];
  /** Where a study decides by lot who is offered the campaign; absent: everybody in the audience is. */
  readonly assignment?: Assignment | undefined;
};

/**
 * Who is to be offered a campaign, when a study decides that by lot. It changes nothing else: who is not assigned is simply not
 * part of the audience.
 */
export type Assignment = {
  /** What the lot falls on. People without a class are not part of a study by class. */
  readonly unit: 'person' | 'household' | 'class' | 'village';
  /** Share of units assigned, 0 to 1; exact but for rounding. */
  readonly share: number;
  /** Share of the people of an assigned unit who are offered the campaign, 0 to 1. */
  readonly saturation: number;
  /** Steps in which the assigned units enter; 1 is all at once, more is a stepped wedge. */
  readonly steps: number;
  readonly stepWeeks: number;
  /**
   * 1: only the assigned are offered the campaign. Above 1: everybody is, and the assigned are invited, which multiplies the
   * chance of a contact by this (encouragement). Classes and household heads are not invited one by one.
   */
  readonly encouragement: number;
  /** Which lot, a whole number; worlds with different lots share all other luck. */
  readonly draw: number;
};

/** The place and its people. Shares 0 to 1. */
export type ContextNumbers = {
  /** Real people in the target population; the simulated people stand for them. */
  readonly population: number;
  /** People of a community (village, neighbourhood), 50 to 2000. */
  readonly communitySize: number;
  readonly youngest: number;
  readonly oldest: number;
  readonly male: number;
  /** Share of those under 19 who go to school. */
  readonly schooling: number;
  readonly online: number;
  /** Share of households with somebody abroad at the start. */
  readonly diasporaTie: number;
  readonly wealth: number;
  readonly wealthSpread: number;
  /** Share of people for whom staying is dangerous. */
  readonly protectionNeed: number;
  /** How dangerous, 0 to 1, for those in need. */
  readonly danger: number;
  readonly familyWeight: number;
  readonly culture: number;
  /** 1 where leaving is part of becoming a man, else 0. */
  readonly riteOfPassage: number;
  /** Share that considers leaving, towards which the intercept is set. */
  readonly considering: number;
  /** Lawful places per 1,000 people a year. */
  readonly lawfulQuota: number;
  readonly priors: { readonly [T in Topic]: number };
  readonly truths: { readonly [T in Topic]: number } & {
    /** True chance of a right to stay for those with a protection need. */
    readonly stayInNeed: number;
  };
  readonly trust: { readonly [S in Source]: number };
  readonly routes: readonly Route[];
  readonly destinations: readonly Destination[];
};

/** Shares of journeys begun unprepared; what is left over arrives. */
export type Route = {
  readonly id: string;
  /** Price relative to the savings scale, where 0.6 is the common journey. */
  readonly cost: number;
  /** Mean length in weeks. */
  readonly weeks: number;
  readonly dead: number;
  readonly stranded: number;
  readonly turnedBack: number;
  /** Share seriously harmed on the way, whatever the end. */
  readonly harmed: number;
  /** 0 none to 1 all that is possible. */
  readonly enforcement: number;
};

type Destination = {
  readonly id: string;
  /** Utility of the destination against the others; 0 is the common one. */
  readonly attraction: number;
};

/** One channel of a campaign with everything that decides whom it meets and what its contacts do. */
export type Component = {
  /** Unique in the arm; the luck of its contacts is addressed by it. */
  readonly id: string;
  readonly channel: string;
  readonly source: Source;
  readonly mode: ReachMode;
  /** Week of the first and of the last contact, 0-based, inclusive. */
  readonly from: number;
  readonly to: number;
  /** Euros of 2023 for the real population. */
  readonly budget: number;
  readonly fixedCost: number;
  readonly unitCost: number;
  /** Money is spent on those offered a contact (1) or only on those who attend (0). */
  readonly paidWhenOffered: number;
  /** Share of the audience exposed per week at selection 1. */
  readonly reach: number;
  /** Share of the audience who follow at all (mode `followers`). */
  readonly following: number;
  /** Contacts at the most per person. */
  readonly most: number;
  readonly audience: Audience;
  /** Component whose contacts are passed on (mode `escalation`). */
  readonly via: string | null;
  /** What it says: believed chance it wants to convey, 0 to 1. Topics left out are not spoken of. */
  readonly says: { readonly [T in Topic]?: number };
  readonly attributes: Attributes;
  /** Whether people with a poor livelihood are pointed to a programme: not, to anyone, or only while a place is free. */
  readonly referral: 'none' | 'open' | 'managed';
  /** Livelihood places for the real population over the window. */
  readonly slots: number;
  readonly slotCost: number;
  /** Destination it argues against, or null. */
  readonly against: string | null;
  /** 1 when parents are asked to talk at home afterwards. */
  readonly homeDialogue: number;
};

export type Audience = {
  readonly youngest: number;
  readonly oldest: number;
  readonly sex: 'all' | 'male' | 'female';
  readonly school: 'any' | 'in' | 'out';
  /** 1 when only people online can be met. */
  readonly online: number;
  /** Share of communities that take part, 0 to 1; which ones is luck of the component. */
  readonly communities: number;
  /** 1 when household heads are met too (events). */
  readonly heads: number;
};

/** How a contact works on a person; every entry is 0 to 1 unless said. `docs/model.md`, "Components". */
export type Attributes = {
  /** Precision of the message, 1/logit^2, >= 0. 0 says nothing. */
  readonly precision: number;
  /** Precision is multiplied by this on the topic with the largest gap; 1 is no tailoring. >= 1. */
  readonly tailoring: number;
  readonly elaboration: number;
  readonly attention: number;
  readonly avoidability: number;
  readonly threat: number;
  readonly control: number;
  readonly narrative: number;
  readonly advocacy: number;
  readonly relation: number;
  readonly vividness: number;
  readonly encoding: number;
  readonly safety: number;
  readonly privacy: number;
};

export type PolicySetting =
  | 'enforcement'
  | 'routeCost'
  | 'routeOpen'
  | 'remittanceCost'
  | 'lawfulQuota'
  | 'opportunities'
  | 'wealth'
  | 'assistedReturn'
  | 'returnSupport'
  | 'forcedReturn';

/** Something that is not a campaign, in force from week `from` to week `to` inclusive. */
export type Policy = {
  readonly id: string;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly {
    readonly setting: PolicySetting;
    /** Route it holds for; null for all. */
    readonly route: string | null;
    readonly value: number;
  }[];
};
