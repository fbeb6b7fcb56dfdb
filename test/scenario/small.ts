import type { Channel } from '../../src/model/channel.ts';
import { assumed } from '../../src/model/parameter.ts';
import { topics } from '../../src/model/vocabulary.ts';
import type { Library } from '../../src/scenario/library.ts';
import type { ModelDeclarations } from '../../src/scenario/model-declarations.ts';
import { type Problem, sentence } from '../../src/scenario/problem.ts';
import { readScenario, type Scenario } from '../../src/scenario/read.ts';

function channel(name: string, mode: Channel['mode'], source: Channel['source']): Channel {
  return {
    name,
    title: name,
    because: 'a channel of the tests',
    source,
    mode,
    parameters: {
      unitCost: assumed(10, [5, 20], 'euro', 'price of a contact'),
      fixedCost: assumed(0, [0, 5000], 'euro', 'cost before the first contact'),
      paidWhenOffered: assumed(0, [0, 0], 'yes or no', 'paid for when offered'),
      reach: assumed(0.1, [0.05, 0.2], 'share per week', 'reach'),
      following: assumed(1, [1, 1], 'share', 'followers'),
      most: assumed(4, [2, 8], 'contacts', 'at the most'),
      precision: assumed(2, [1, 4], '1/logit^2', 'precision'),
      attention: assumed(0.5, [0.25, 1], 'share', 'attention'),
      'says.death': assumed(0.45, [0.2, 0.9], 'probability', 'chance of dying it conveys'),
      'says.stay': assumed(0.2, [0.1, 0.4], 'probability', 'chance of staying it conveys'),
    },
  };
}

/** Three mechanisms and three channels: enough to name, to override and to switch off. */
export const smallModel: ModelDeclarations = {
  mechanisms: [
    {
      name: 'appraisal',
      because: 'a mechanism of the tests',
      parameters: {
        risk: assumed(1.4, [0.7, 2.4], 'utility', 'weight of the risk'),
        gain: assumed(2.4, [1.2, 4], 'utility', 'weight of the gain'),
      },
      off: { risk: 0 },
    },
    {
      name: 'norms',
      because: 'another',
      parameters: { weight: assumed(0.8, [0.2, 1.5], 'utility', 'weight of others') },
      off: { weight: 0 },
    },
    {
      name: 'talk',
      because: 'a third',
      parameters: { rate: assumed(0.35, [0.1, 0.8], 'per week', 'talks') },
      off: { rate: 0 },
    },
  ],
  channels: [
    channel('one-on-one', 'walk-in', 'counsellor'),
    channel('online-consult', 'search', 'counsellor'),
    channel('livelihood-programme', 'programme', 'international-organisation'),
  ],
};

const figures = (names: readonly string[], value: number) =>
  names.map((name) => `  ${name}: { value: ${value}, source: "evidence b2 (V)" }`).join('\n');

const common = `schema: forewarned/context@1
id: common
title: Common
about: Defaults.
limits: No place.
source: "decisions 20"
population: { value: 1000000, source: assumed, range: [500000, 2000000] }
communitySize: { value: 500, source: assumed, range: [200, 1000] }
people:
${figures(['male', 'schooling', 'online', 'diasporaTie', 'wealth', 'wealthSpread', 'protectionNeed', 'danger', 'familyWeight', 'culture'], 0.5)}
  riteOfPassage: { value: 0, source: "A, first bullet" }
  youngest: { value: 15, source: "A, first bullet" }
  oldest: { value: 35, source: assumed, range: [30, 39] }
considering: { value: 0.37, source: "evidence b1 (V)" }
lawfulQuota: { value: 0.5, source: assumed, range: [0.1, 2] }
priors:
${figures(topics, 0.4)}
truths:
${figures([...topics.filter((topic) => topic !== 'death'), 'stayInNeed'], 0.3)}
  death: { value: 0.03, source: assumed, range: [0.01, 0.06] }
trust:
  destination-government: { value: 0.2, source: assumed, range: [0.1, 0.4] }
${figures(['international-organisation', 'counsellor', 'teacher', 'family', 'peer', 'returnee', 'influencer', 'diaspora', 'smuggler', 'film', 'community-leader'], 0.5)}
routes:
  - id: sea
    title: By sea
    cost: { value: 0.6, source: assumed, range: [0.4, 0.9] }
    weeks: { value: 20, source: assumed, range: [10, 40] }
    dead: { value: 0.03, source: "evidence b3 (V)", range: [0.02, 0.06] }
    stranded: { value: 0.35, source: assumed, range: [0.2, 0.5] }
    turnedBack: { value: 0.17, source: assumed, range: [0.1, 0.3] }
    harmed: { value: 0.6, source: "evidence b3 (V)" }
    enforcement: { value: 0.3, source: assumed, range: [0.1, 0.5] }
destinations:
  - id: north
    title: North
    attraction: { value: 0, source: assumed, range: [-0.5, 0.5] }
`;

export const guinea = `schema: forewarned/context@1
id: guinea
title: Guinea
people:
  online: { value: 0.83, source: "evidence b4: Guinea student baseline (V/D)", range: [0.7, 0.95] }
`;

export const counselling = `schema: forewarned/design@1
id: one-on-one
title: One-on-one
about: Counselling.
source: "A, conclusion 1"
truthfulness: one-sided
components:
  - id: counselling
    channel: one-on-one
    says: { death: truth, lawful: { value: 0.05, source: assumed, range: [0.02, 0.1] }, stay: silent }
`;

export const consult = `schema: forewarned/design@1
id: mix
title: Mix
about: Online first.
source: "A, conclusion 1"
truthfulness: one-sided
includes:
  - design: one-on-one
    share: { value: 0.5, source: "choice of this design" }
components:
  - id: consult
    channel: online-consult
    share: { value: 0.3, source: assumed, range: [0.2, 0.5] }
  - id: escalated
    channel: one-on-one
    via: consult
    share: { value: 0.2, source: "choice of this design" }
    attributes: { privacy: { value: 0.9, source: assumed, range: [0.7, 1] } }
`;

export const first = `schema: forewarned/scenario@1
id: first
title: First
question: Which?
about: Two designs.
source: "A, additional budget"
shows: A difference.
context: guinea
budget: { value: 500000, source: "A, additional budget" }
designs:
  - one-on-one
  - mix
`;

export function libraryOf(
  contexts: readonly (readonly [string, string])[] = [],
  designs: readonly (readonly [string, string])[] = [],
): Library {
  return {
    contexts: new Map([['common', common], ['guinea', guinea], ...contexts]),
    designs: new Map([['one-on-one', counselling], ['mix', consult], ...designs]),
    scenarios: new Map(),
    evaluations: new Map(),
  };
}

/** The sentences about a scenario that must be refused. */
export function refusals(text: string, library: Library = libraryOf()): readonly string[] {
  const read = readScenario(text, 'first.yaml', library, undefined, smallModel);
  return read.ok ? [] : read.problems.map((problem: Problem) => sentence(problem));
}

/** A scenario that must be accepted. */
export function accepted(text: string, library: Library = libraryOf()): Scenario {
  const read = readScenario(text, 'first.yaml', library, undefined, smallModel);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  return read.scenario;
}
