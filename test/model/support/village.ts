// Small places where everything that can happen happens within a year, so that no test sleeps.
import { declared } from '../../../src/model/given.ts';
import { defaultsOf } from '../../../src/model/parameter.ts';
import type { Attributes, Audience, Component, ContextNumbers, Setup } from '../../../src/model/setup.ts';
import type { ReachMode } from '../../../src/model/vocabulary.ts';

type Given = Setup['given'];
type Changes = { readonly [mechanism: string]: { readonly [parameter: string]: number } };

/** Every number of the model at its default. */
export const defaults: Given = Object.fromEntries(
  Object.entries(declared).map(([name, parameters]) => [name, defaultsOf(parameters)]),
);

/** `given` with some numbers replaced. @throws RangeError where there is no such number */
export function withGiven(setup: Setup, changes: Changes): Setup {
  const given: { [mechanism: string]: { readonly [parameter: string]: number } } = { ...setup.given };
  for (const [mechanism, numbers] of Object.entries(changes)) {
    for (const name of Object.keys(numbers))
      if (given[mechanism]?.[name] === undefined)
        throw new RangeError(`withGiven: expected a number of the model, found ${mechanism}.${name}.`);
    given[mechanism] = { ...given[mechanism], ...numbers };
  }
  return { ...setup, given };
}

export function withContext(setup: Setup, changes: Partial<ContextNumbers>): Setup {
  return { ...setup, context: { ...setup.context, ...changes } };
}

export function withCampaign(setup: Setup, components: readonly Component[]): Setup {
  return { ...setup, arm: { ...setup.arm, components } };
}

const context: ContextNumbers = {
  population: 60_000,
  communitySize: 150,
  youngest: 14,
  oldest: 32,
  male: 0.5,
  schooling: 0.7,
  online: 0.7,
  diasporaTie: 0.4,
  wealth: 0.5,
  wealthSpread: 0.22,
  protectionNeed: 0.15,
  danger: 0.5,
  familyWeight: 0.5,
  culture: 0.5,
  riteOfPassage: 1,
  considering: 0.4,
  lawfulQuota: 40,
  priors: { death: 0.43, mistreatment: 0.58, earnings: 0.34, stay: 0.3, lawful: 0.3, alternative: 0.3 },
  truths: {
    death: 0.05,
    mistreatment: 0.7,
    earnings: 0.5,
    stay: 0.3,
    lawful: 0.1,
    alternative: 0.3,
    stayInNeed: 0.75,
  },
  trust: {
    'destination-government': 0.26,
    'international-organisation': 0.4,
    counsellor: 0.45,
    teacher: 0.55,
    family: 0.75,
    peer: 0.65,
    returnee: 0.65,
    influencer: 0.45,
    diaspora: 0.75,
    smuggler: 0.35,
    film: 0.45,
    'community-leader': 0.55,
  },
  routes: [
    { id: 'dear', cost: 0.5, weeks: 3, dead: 0.05, stranded: 0.2, turnedBack: 0.15, harmed: 0.4, enforcement: 0.2 },
    { id: 'cheap', cost: 0.35, weeks: 5, dead: 0.12, stranded: 0.35, turnedBack: 0.2, harmed: 0.7, enforcement: 0.4 },
  ],
  destinations: [
    { id: 'north', attraction: 0.1 },
    { id: 'west', attraction: 0 },
    { id: 'far', attraction: -0.2 },
  ],
};

const plain: Setup = {
  seed: 'village',
  replicate: 0,
  people: 600,
  weeks: 32,
  burnIn: 16,
  context,
  given: defaults,
  off: [],
  arm: { components: [], policies: [] },
};

/** What makes people hurry. */
export const hurry: Changes = {
  appraisal: { intercept: 0.5 },
  stages: { planning: 0.2, preparing: 0.3, departing: 0.3, again: 0.1, fundsToPrepare: 0.15 },
  lawful: { applying: 0.1, hopeFrom: 0.1 },
  household: { choosing: 0.3, chooseFrom: 0.1 },
  returns: { fromStranded: 0.05, fromAbroad: 0.03 },
  abroad: { findingWork: 0.2, deciding: 0.1 },
  journey: { resuming: 0.1 },
  livelihood: { organic: 0.05 },
  settings: { forcedReturn: 0.05 },
};

/** Four villages of 150 people in a hurry: plans, departures, deaths, returns and lawful ways within months. */
export const village: Setup = withGiven(plain, hurry);

const attributes: Attributes = {
  precision: 1.5,
  tailoring: 1,
  elaboration: 0.5,
  attention: 0.8,
  avoidability: 0.4,
  threat: 0.4,
  control: 0.2,
  narrative: 0.3,
  advocacy: 0.3,
  relation: 0.3,
  vividness: 0.4,
  encoding: 0.5,
  safety: 0.2,
  privacy: 0.8,
};

const everybody: Audience = {
  youngest: 0,
  oldest: 120,
  sex: 'all',
  school: 'any',
  online: 0,
  communities: 1,
  heads: 0,
};

type ComponentChanges = Omit<Partial<Component>, 'attributes' | 'audience'> & {
  readonly attributes?: Partial<Attributes>;
  readonly audience?: Partial<Audience>;
};

/** A component that speaks of every topic; its money buys half a contact a week for everybody unless changed. */
export function component(id: string, mode: ReachMode, changes: ComponentChanges = {}): Component {
  return {
    id,
    channel: mode,
    source: 'counsellor',
    mode,
    from: 0,
    to: 25,
    budget: 800_000,
    fixedCost: 20_000,
    unitCost: 1,
    paidWhenOffered: 0,
    reach: 0.4,
    following: 0.6,
    most: 5,
    via: null,
    says: { death: 0.2, mistreatment: 0.7, earnings: 0.2, stay: 0.25, lawful: 0.15, alternative: 0.5 },
    referral: 'none',
    slots: 0,
    slotCost: 0,
    against: null,
    homeDialogue: 0,
    ...changes,
    audience: { ...everybody, ...changes.audience },
    attributes: { ...attributes, ...changes.attributes },
  };
}

/** What makes a component null: it meets people and says, stirs, teaches and promises nothing. */
export const nothing: Partial<Attributes> = {
  precision: 0,
  threat: 0,
  relation: 0,
  vividness: 0,
  encoding: 0,
  safety: 0,
};

/** A campaign with every way of reaching people, places, referral both ways, returnees, parents who talk and a message against a country. */
export const everyWay: readonly Component[] = [
  component('broadcast', 'broadcast', {
    source: 'film',
    from: 2,
    reach: 0.2,
    says: { mistreatment: 0.7, earnings: 0.2 },
    attributes: { vividness: 0.8, threat: 0.8 },
  }),
  component('feed', 'followers', {
    source: 'influencer',
    from: 3,
    unitCost: 12,
    most: 200,
    audience: { online: 1, youngest: 16, oldest: 28 },
    attributes: { avoidability: 0.9, tailoring: 1 },
  }),
  component('desk', 'walk-in', {
    from: 2,
    unitCost: 6,
    referral: 'open',
    attributes: { tailoring: 2, relation: 0.8, privacy: 0.5 },
  }),
  component('hotline', 'search', { from: 4, audience: { online: 1 }, referral: 'managed' }),
  component('passed-on', 'escalation', { from: 4, via: 'hotline', reach: 0.9, attributes: { safety: 0.6 } }),
  component('class', 'school', {
    source: 'teacher',
    from: 3,
    unitCost: 45,
    to: 20,
    most: 2,
    paidWhenOffered: 1,
    audience: { school: 'in' },
  }),
  component('theatre', 'event', {
    source: 'community-leader',
    from: 5,
    reach: 0.3,
    audience: { heads: 1, sex: 'male' },
  }),
  component('returnees', 'small-groups', {
    source: 'returnee',
    from: 4,
    unitCost: 3,
    audience: { communities: 0.8 },
    attributes: { narrative: 0.9, vividness: 0.9 },
  }),
  component('parents', 'household-heads', { from: 2, unitCost: 20, homeDialogue: 1, most: 2 }),
  component('warning', 'broadcast', {
    source: 'destination-government',
    from: 6,
    against: 'north',
    says: { death: 0.8, stay: 0.05 },
    attributes: { threat: 1, control: 1, advocacy: 1 },
  }),
  component('places', 'programme', {
    source: 'international-organisation',
    from: 2,
    budget: 3_000_000,
    slots: 6000,
    slotCost: 300,
  }),
];

/** Takes the limits of money and places away: whoever can be met is met. */
export function unlimited(components: readonly Component[]): readonly Component[] {
  return components
    .filter(({ mode }) => mode !== 'programme')
    .map((each) => ({ ...each, budget: 1e9, fixedCost: 0, unitCost: 1, referral: 'none' as const }));
}
