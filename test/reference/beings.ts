import type { Component as Plan, Setup } from '../../src/model/setup.ts';
import { PREPARING, RETURNED } from '../../src/model/vocabulary.ts';
import type { Luck } from './luck.ts';
import type { Settings } from './policies.ts';

/** What somebody believes, one number a topic, and whom they trust, one number a source. */
export type Mind = {
  durable: number[];
  fading: number[];
  precision: number[];
  trust: number[];
  usualTrust: number[];
};

/** A person. Yes-or-no is 1 or 0; numbers are as the columns of the same name keep them. */
export type Person = {
  readonly row: number;
  readonly id: number;
  readonly home: Household;
  readonly community: Community;
  readonly schoolClass: SchoolClass | null;
  readonly age: number;
  readonly male: number;
  readonly online: number;
  readonly danger: number;
  readonly taste: number;
  readonly familyWeight: number;
  readonly efficacy: number;
  readonly tolerance: number;
  readonly sensitivity: number;
  readonly riteWeight: number;
  readonly ties: Person[];
  readonly mind: Mind;

  livelihood: number;
  linked: number;
  refused: number;
  mandate: number;
  passingTrace: number;
  lastingTrace: number;
  vivid: number;
  rights: number;
  alarm: number;
  threatWeek: number;
  threatSource: number;
  norm: number;
  /** Whether friends saw this person leaving, and how many friends were seen so, when norms were last felt. */
  seenLeaving: number;
  leavingTies: number;
  intention: number;
  pull: number;
  kin: number;
  present: number;
  ownRisk: number;
  lawfulHope: number;
  alternativeHope: number;
  lawfulFirst: number;
  minimisation: number;
  avoidance: number;
  commitment: number;
  savings: number;
  stage: number;
  stageWeek: number;
  preparation: number;
  paid: number;
  route: number;
  departureWeek: number;
  readyAtDeparture: number;
  departures: number;
  leg: number;
  penalty: number[];
  destinationWorth: number;
  destination: number;
  harmed: number;
  turnedBack: number;
  working: number;
  permit: number;
  arrivalWeek: number;
  stigma: number;
  returnWeek: number;
};

export type Household = {
  readonly row: number;
  readonly id: number;
  readonly community: Community;
  readonly members: Person[];
  /** What the parents believe. */
  readonly head: Mind;
  support: number;
  chosen: Person | null;
  dialogueWeek: number;
  abroad: number;
  wealth: number;
  usualWealth: number;
  relatives: number;
};

export type Community = {
  readonly row: number;
  readonly id: number;
  readonly members: Person[];
  readonly households: Household[];
  shock: number;
  places: number;
  lawfulPlaces: number;
  news: number[];
  routeName: number[];
  culture: number;
};

export type SchoolClass = { readonly row: number; readonly community: Community; readonly pupils: Person[] };

/** How a message works on whoever hears it, whatever it says. */
export type Kind = {
  /** False for own experience, which is believed whoever sent it. */
  readonly hearsay: boolean;
  readonly elaboration: number;
  readonly control: number;
  readonly narrative: number;
  readonly advocacy: number;
  readonly relation: number;
  readonly threat: number;
  readonly vividness: number;
  readonly encoding: number;
  readonly safety: number;
  readonly component: Component | null;
};

/** Something said to a person or to a head. */
export type Message<Listener> = {
  readonly to: Listener;
  readonly kind: Kind;
  /** Number of the source; null for own experience nobody vouched for. */
  readonly source: number | null;
  readonly precision: number;
  /** Log odds, in the order of topics; nothing on topics it is silent on. */
  readonly says: readonly { readonly topic: number; readonly value: number }[];
  readonly promise: 'kept' | 'broken' | null;
  credibility: number;
  surprise: number;
};

/** A component at work: whom it may meet and whom it met. */
export type Component = {
  readonly plan: Plan;
  readonly index: number;
  readonly kind: Kind;
  readonly source: number;
  readonly says: readonly (number | null)[];
  /** Week from which it may meet each person and each head of its audience. */
  readonly audience: ReadonlyMap<Person | Household, number>;
  /** How much likelier a contact is for somebody invited. */
  readonly invitation: (person: Person) => number;
  /** People and heads in the audience, by community. */
  readonly audienceSizes: readonly number[];
  readonly offered: Map<Person | Household, number>;
  readonly contacts: Map<Person | Household, number>;
  readonly affordable: number;
  readonly places: number;
  /** Contacts that may still be offered, by community. */
  readonly room: number[];
  /** Row of the destination it argues against, or null. */
  readonly against: number | null;
};

export type Contact<Listener> = { readonly component: Component; readonly to: Listener };

export type Tale = {
  readonly about: Person;
  readonly event: 'death' | 'harm' | 'stranding' | 'arrival' | 'success' | 'failure' | 'return';
};

export type World = {
  readonly setup: Setup;
  readonly luck: Luck;
  readonly people: readonly Person[];
  readonly households: readonly Household[];
  readonly communities: readonly Community[];
  readonly classes: readonly SchoolClass[];
  components: readonly Component[];
  week: number;
  settings: Settings;
  inbox: Message<Person>[];
  headInbox: Message<Household>[];
  /** Heard first thing next week. */
  lessons: Message<Person>[];
  headLessons: Message<Household>[];
  offers: Contact<Person>[];
  headOffers: Contact<Household>[];
  taken: Contact<Person>[];
  dialogues: Household[];
  departing: Person[];
  leavers: Person[];
  tales: Tale[];
};

/** Whether somebody is at home: decides there, or has come back. */
export function isHome({ stage }: Person): boolean {
  return stage <= PREPARING || stage === RETURNED;
}
