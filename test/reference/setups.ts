// Worlds by hand: nothing of the scenario files, so that they can change without moving these.
import { declared } from '../../src/model/given.ts';
import { defaultsOf } from '../../src/model/parameter.ts';
import { week } from '../../src/model/schedule.ts';
import type { Arm, Component, ContextNumbers, Policy, Setup } from '../../src/model/setup.ts';

type Given = Record<string, Record<string, number>>;
export type Changes = { readonly [mechanismAndParameter: string]: number };

function givenWith(changes: Changes, off: readonly string[]): Given {
  const usual: Given = {};
  for (const [name, parameters] of Object.entries(declared)) usual[name] = { ...defaultsOf(parameters) };
  const given = changed(usual, changes);
  for (const { name, off: inert } of week) if (off.includes(name)) given[name] = { ...usual[name], ...inert };
  return given;
}

function changed(given: Setup['given'], changes: Changes): Given {
  const copy: Given = Object.fromEntries(Object.entries(given).map(([name, values]) => [name, { ...values }]));
  for (const [path, value] of Object.entries(changes)) {
    const [mechanism, parameter] = path.split('.');
    if (copy[mechanism]?.[parameter] === undefined) throw new RangeError(`There is no parameter ${path}.`);
    copy[mechanism][parameter] = value;
  }
  return copy;
}

/** The same setup with other values of some parameters. */
export function withParameters(setup: Setup, changes: Changes): Setup {
  return { ...setup, given: changed(setup.given, changes) };
}

const common: ContextNumbers = {
  population: 400_000,
  communitySize: 450,
  youngest: 13,
  oldest: 34,
  male: 0.52,
  schooling: 0.7,
  online: 0.65,
  diasporaTie: 0.3,
  wealth: 0.5,
  wealthSpread: 0.22,
  protectionNeed: 0,
  danger: 0,
  familyWeight: 0.6,
  culture: 0.5,
  riteOfPassage: 0,
  considering: 0.37,
  lawfulQuota: 3,
  priors: { death: 0.43, mistreatment: 0.58, earnings: 0.34, stay: 0.3, lawful: 0.1, alternative: 0.3 },
  truths: {
    ...{ death: 0.03, mistreatment: 0.55, earnings: 0.45, stay: 0.35, stayInNeed: 0.6, lawful: 0.05 },
    alternative: 0.4,
  },
  trust: {
    'destination-government': 0.35,
    'international-organisation': 0.5,
    counsellor: 0.6,
    teacher: 0.6,
    family: 0.75,
    peer: 0.65,
    returnee: 0.6,
    influencer: 0.4,
    diaspora: 0.7,
    smuggler: 0.25,
    film: 0.5,
    'community-leader': 0.55,
  },
  routes: [
    {
      ...{ id: 'sea', cost: 0.6, weeks: 18, enforcement: 0.3 },
      ...{ dead: 0.03, stranded: 0.25, turnedBack: 0.2, harmed: 0.4 },
    },
    {
      ...{ id: 'land', cost: 0.45, weeks: 26, enforcement: 0.1 },
      ...{ dead: 0.06, stranded: 0.3, turnedBack: 0.25, harmed: 0.55 },
    },
    {
      ...{ id: 'air', cost: 1.1, weeks: 2, enforcement: 0.7 },
      ...{ dead: 0, stranded: 0.02, turnedBack: 0.3, harmed: 0.01 },
    },
  ],
  destinations: [
    { id: 'north', attraction: 0.4 },
    { id: 'south', attraction: 0 },
    { id: 'west', attraction: -0.3 },
  ],
};

/** More of everything that is rare: danger, rites, many who can and want to leave. */
const restless: Partial<ContextNumbers> = {
  ...{ protectionNeed: 0.25, danger: 0.6, riteOfPassage: 1, culture: 0.6, lawfulQuota: 25, wealth: 0.6 },
  priors: { ...common.priors, lawful: 0.3 },
};

/** More haste, and limits so near that they hold somebody back. */
export const hurried: Changes = {
  'appraisal.intercept': 0.2,
  'stages.planning': 0.12,
  'stages.preparing': 0.15,
  'stages.departing': 0.15,
  'lawful.applying': 0.05,
  'livelihood.organic': 0.08,
  'returns.fromAbroad': 0.02,
  'settings.forcedReturn': 0.04,
  'exposure.groupSize': 0.08,
  'savings.most': 0.7,
  'household.dialogue': 0.7,
  'belief.bound': 2,
  'belief.mostSure': 8,
  'dissonance.alarmRelief': 0.05,
  'dissonance.discreditMost': 0.02,
  'dissonance.resistanceMost': 0.1,
};

export function setupOf(parts: {
  readonly people?: number;
  readonly weeks?: number;
  readonly burnIn?: number;
  readonly seed?: string;
  readonly replicate?: number;
  readonly context?: Partial<ContextNumbers>;
  readonly given?: Changes;
  readonly off?: readonly string[];
  readonly arm?: Partial<Arm>;
}): Setup {
  const { people = 2000, weeks = 104, burnIn = 78, seed = 'reference', replicate = 0, off = [] } = parts;
  return {
    ...{ seed, replicate, people, weeks, burnIn, off },
    context: { ...common, ...parts.context },
    given: givenWith(parts.given ?? {}, off),
    arm: { components: [], policies: [], ...parts.arm },
  };
}

const everybody: Component['audience'] = {
  ...{ youngest: 13, oldest: 35, sex: 'all', school: 'any' },
  ...{ online: 0, communities: 1, heads: 0 },
};

const plain: Component['attributes'] = {
  ...{ precision: 1, tailoring: 1, elaboration: 0.6, attention: 0.7, avoidability: 0.3, threat: 0, control: 0 },
  ...{ narrative: 0, advocacy: 0.2, relation: 0, vividness: 0, encoding: 0.5, safety: 0, privacy: 1 },
};

type ComponentParts = Pick<Component, 'id' | 'mode' | 'source'> &
  Partial<Omit<Component, 'audience' | 'attributes'>> & {
    readonly audience?: Partial<Component['audience']>;
    readonly attributes?: Partial<Component['attributes']>;
  };

export function component(parts: ComponentParts): Component {
  return {
    channel: parts.id,
    from: 0,
    to: 103,
    budget: 200_000,
    fixedCost: 5_000,
    unitCost: 2,
    paidWhenOffered: 1,
    reach: 0.1,
    following: 1,
    most: 6,
    via: null,
    says: { death: 0.1, mistreatment: 0.6, earnings: 0.4, stay: 0.3 },
    referral: 'none',
    slots: 0,
    slotCost: 0,
    against: null,
    homeDialogue: 0,
    ...parts,
    audience: { ...everybody, ...parts.audience },
    attributes: { ...plain, ...parts.attributes },
  };
}

/** One component for every way to reach people, and for everything a contact can do. */
export const everyReachMode: readonly Component[] = [
  component({
    ...{ id: 'radio', mode: 'broadcast', source: 'international-organisation', from: 4, to: 60, most: 40, reach: 0.2 },
    attributes: { attention: 0.3, avoidability: 0.9, threat: 0.6, control: 0.7, advocacy: 0.8, elaboration: 0.1 },
    audience: { online: 1, communities: 0.8 },
  }),
  component({
    ...{ id: 'influencer', mode: 'followers', source: 'influencer', following: 0.4, reach: 0.5, most: 30 },
    ...{ from: 2, to: 40, unitCost: 0.5 },
    attributes: { narrative: 0.6, vividness: 0.7, threat: 0.4, attention: 0.5, avoidability: 0.6 },
    audience: { online: 1, youngest: 15, oldest: 28 },
  }),
  component({
    ...{ id: 'desk', mode: 'walk-in', source: 'counsellor', reach: 0.15, unitCost: 20, budget: 4_000_000 },
    ...{ from: 1, to: 100, referral: 'managed', paidWhenOffered: 0 },
    says: { death: 0.05, mistreatment: 0.5, earnings: 0.45, stay: 0.35, lawful: 0.05, alternative: 0.4 },
    attributes: { relation: 0.8, tailoring: 2, safety: 0.3, precision: 2, elaboration: 0.9, privacy: 0.6 },
    audience: { school: 'out' },
  }),
  component({
    ...{ id: 'consult', mode: 'search', source: 'counsellor', reach: 0.3, unitCost: 4, budget: 300_000 },
    ...{ from: 0, to: 103, referral: 'open', slots: 4_000, slotCost: 20 },
    says: { lawful: 0.06, alternative: 0.45, stay: 0.4 },
    attributes: { relation: 0.4, tailoring: 1.5, safety: 0.2 },
  }),
  component({
    ...{ id: 'case-work', mode: 'escalation', source: 'counsellor', via: 'desk', reach: 0.6, unitCost: 60 },
    ...{ budget: 3_000_000, from: 3, to: 103, most: 10, referral: 'open' },
    attributes: { relation: 1, tailoring: 3, precision: 3, elaboration: 1, safety: 0.4, privacy: 0.9 },
  }),
  component({
    ...{
      id: 'lessons',
      mode: 'school',
      source: 'teacher',
      reach: 0.4,
      unitCost: 1.5,
      from: 6,
      to: 70,
      most: 3,
      budget: 600_000,
    },
    attributes: { control: 0.3, elaboration: 0.7, encoding: 0.8, safety: 0.2 },
    audience: { school: 'in', communities: 0.7 },
  }),
  component({
    ...{
      id: 'theatre',
      mode: 'event',
      source: 'film',
      reach: 0.25,
      following: 0.4,
      unitCost: 5,
      from: 5,
      to: 50,
      budget: 700_000,
    },
    attributes: { narrative: 0.9, vividness: 0.9, threat: 0.7, encoding: 0.9 },
    audience: { heads: 1 },
  }),
  component({
    ...{
      id: 'returnees',
      mode: 'small-groups',
      source: 'returnee',
      reach: 0.3,
      unitCost: 8,
      from: 8,
      to: 80,
      budget: 900_000,
    },
    attributes: { narrative: 0.7, vividness: 0.8, relation: 0.5, threat: 0.3 },
    audience: { sex: 'male' },
  }),
  component({
    ...{ id: 'parents', mode: 'household-heads', source: 'community-leader', reach: 0.2, unitCost: 6, from: 4, to: 90 },
    ...{ most: 8, homeDialogue: 1, budget: 900_000, paidWhenOffered: 0 },
    attributes: { tailoring: 1.4, relation: 0.3 },
  }),
  component({
    ...{ id: 'workshop', mode: 'programme', source: 'international-organisation', from: 2, to: 95 },
    ...{ budget: 3_000_000, slots: 20_000, slotCost: 100, fixedCost: 50_000 },
    audience: { oldest: 30 },
  }),
  component({
    ...{ id: 'posters', mode: 'broadcast', source: 'destination-government', reach: 0.3, most: 20, unitCost: 0.2 },
    ...{ from: 0, to: 45, against: 'north' },
    says: { death: 0.6, stay: 0.05 },
    attributes: { threat: 1, control: 1, advocacy: 1, avoidability: 1, attention: 0.4, elaboration: 0.2, safety: -0.2 },
    audience: { sex: 'male' },
  }),
  component({
    ...{ id: 'leaflet', mode: 'broadcast', source: 'community-leader', unitCost: 0, most: 300, from: 0, to: 30 },
    says: {},
    attributes: { precision: 0, encoding: 0.2 },
    audience: { sex: 'female', communities: 0.5 },
  }),
  ...(['family', 'peer', 'diaspora'] as const).map((source) =>
    component({
      ...{ id: `chain letter of ${source}`, mode: 'broadcast', source, from: 10, to: 40 },
      attributes: { advocacy: 0.8 },
    }),
  ),
];

export const everyPolicy: readonly Policy[] = [
  {
    ...{ id: 'pressure', from: 10, to: 80 },
    changes: [
      { setting: 'enforcement', route: 'sea', value: 0.9 },
      { setting: 'routeCost', route: null, value: 1.3 },
    ],
  },
  { ...{ id: 'closure', from: 20, to: 60 }, changes: [{ setting: 'routeOpen', route: 'land', value: 0 }] },
  {
    ...{ id: 'return', from: 50, to: 90 },
    changes: [
      { setting: 'assistedReturn', route: null, value: 0.02 },
      { setting: 'returnSupport', route: null, value: 0.15 },
      { setting: 'forcedReturn', route: null, value: 0.02 },
    ],
  },
  {
    ...{ id: 'lawful', from: 0, to: 103 },
    changes: [{ setting: 'lawfulQuota', route: null, value: 40 }],
  },
  {
    ...{ id: 'help', from: 30, to: 90 },
    changes: [
      { setting: 'opportunities', route: null, value: 0.7 },
      { setting: 'wealth', route: null, value: 0.1 },
      { setting: 'remittanceCost', route: null, value: 0.03 },
    ],
  },
];

/** A world in which everything happens. */
export function everything(parts: Parameters<typeof setupOf>[0] = {}): Setup {
  return setupOf({
    context: restless,
    given: hurried,
    arm: { components: everyReachMode, policies: everyPolicy },
    ...parts,
  });
}
