import { atHome } from '../campaign.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import {
  add,
  addProduct,
  addScaled,
  clamp,
  divide,
  fill,
  from,
  gather,
  leads,
  logistic,
  lookup,
  multiply,
  scale,
  shift,
  subtract,
} from '../vector.ts';
import { ALTERNATIVE, DEATH, EARNINGS, LAWFUL, MISTREATMENT, STAY } from '../vocabulary.ts';

export const appraisalParameters = {
  intercept: cited(
    -1.05,
    [-1.05, -1.05],
    'utility',
    'b0: replaced once per context by the value at which the published share considers leaving; never drawn',
    'calibrated',
    'assumed: bisection on the burn-in at default parameters, recorded with each result',
    'A',
  ),
  prospects: cited(
    2.4,
    [1.2, 4],
    'utility',
    'weight of believed prospects there (bP)',
    'study',
    'F11: elasticity to earnings 0.7 (Nepal, labour migration) was the aim of the prototype',
    'D',
  ),
  risk: cited(
    1.4,
    [0.7, 2.4],
    'utility',
    'weight of personal risk (bR)',
    'study',
    'F11: elasticity to mortality 0.5 (Nepal, labour migration) was the aim of the prototype',
    'D',
  ),
  lossAversion: assumed(1.6, [1, 2.5], 'factor', 'how much more a loss counts than a gain'),
  severity: assumed(0.4, [0.1, 0.8], 'share', 'weight of mistreatment against death in personal risk (k)'),
  worthWithoutPapers: assumed(
    0.5,
    [0.2, 0.8],
    'share',
    'worth of being there without a right to stay, against being there with it (s0)',
  ),
  norm: assumed(0.8, [0.2, 1.5], 'utility', 'weight of what friends do (bN)'),
  culture: assumed(0.35, [0, 1], 'utility', 'weight of the culture of migration (bG)'),
  family: assumed(0.8, [0.4, 1.4], 'utility', 'weight of family support (bF), doubled in the equation'),
  mandate: assumed(0.4, [0.2, 0.8], 'support', 'how much being the chosen one adds to family support'),
  present: assumed(1, [0.3, 2], 'utility', 'weight of the present livelihood (bY)'),
  alternative: assumed(2.6, [1.2, 4], 'utility', 'weight of a believed livelihood here (bA)'),
  lawful: assumed(1.4, [0.5, 3], 'utility', 'weight of a believed lawful way (bL), doubled in the equation'),
  lawfulEffort: assumed(0.6, [0.3, 1.2], 'utility', 'what waiting for a lawful way costs'),
  danger: assumed(2, [1, 4], 'utility', 'weight of the danger of staying (bH)'),
  alarm: assumed(0.6, [0, 1.5], 'factor', 'how much more risk weighs while alarmed (phiW)'),
  shock: assumed(
    0.6,
    [0.3, 1.2],
    'factor',
    'how much a good or bad time in the community changes the present livelihood',
  ),
  speed: assumed(0.12, [0.05, 0.3], 'share per week', 'how fast intention follows appraisal (kI)'),
  inertia: assumed(0.6, [0.3, 0.8], 'share', 'how much commitment slows that (cC)'),
} as const satisfies Parameters;

const person = { of: 'people', kind: 'f32', owner: 'appraisal', initial: 0 } as const;

export const appraisalState = {
  intention: {
    ...person,
    initial: 0.3,
    unit: 'share',
    meaning: 'intention to leave irregularly',
    writers: ['dissonance'],
  },
  pull: { ...person, unit: 'utility', meaning: 'what speaks for leaving this week: prospects, norm, culture' },
  kin: { ...person, unit: 'support', meaning: 'family support felt this week' },
  present: { ...person, unit: 'livelihood units', meaning: 'livelihood in this week’s times' },
  ownRisk: { ...person, unit: 'probability', meaning: 'risk this person sees for themselves' },
  lawfulHope: { ...person, unit: 'probability', meaning: 'believed chance of a lawful way' },
  alternativeHope: { ...person, unit: 'probability', meaning: 'believed chance of a livelihood here, for me' },
  lawfulFirst: { ...person, kind: 'u8', unit: '0 or 1', meaning: 'waiting for a lawful way looks best' },
} as const satisfies State;

/**
 * Risk as a person sees it: dying, or being mistreated, which weighs less.
 *
 * @param minimised share of both that the person discounts for themselves, 0 to 1
 * @returns         probability-like index, 0 to 1
 */
export function riskOf(death: number, mistreatment: number, minimised: number, severity: number): number {
  return 1 - (1 - death * (1 - minimised)) * (1 - severity * mistreatment * (1 - minimised));
}

/** Worth of being there: work and pay, more of it with a right to stay. 0 to 1. */
export function gainOf(earnings: number, stay: number, worthWithoutPapers: number): number {
  return earnings * (worthWithoutPapers + (1 - worthWithoutPapers) * stay);
}

/**
 * The share of the choice that falls on leaving irregularly, against staying and waiting for a lawful way.
 *
 * @returns 1 / (1 + exp(stay - leave) + exp(wait - leave)), from two logistic values
 */
export function choiceOf(leaveOverStay: number, leaveOverWait: number): number {
  return 1 / (1 / leaveOverStay + 1 / leaveOverWait - 1);
}

export const appraisal = mechanism({
  name: 'appraisal',
  because:
    'People weigh going against staying and against waiting for a lawful way; where staying is no option, risk changes little.',
  source: 'model specification 4.7; decisions on six topics and on protection need',
  equations: [
    'own risk = 1 - (1 - death (1 - M)) (1 - severity mistreatment (1 - M))',
    'gain = earnings (s0 + (1 - s0) stay)',
    'pull = prospects (gain + destination) + norm weight x norm + culture weight x G x rite',
    'kin = family weight x household support + mandate x family weight x chosen - stigma',
    'leave = b0 + pull - lossAversion x risk x sensitivity x own risk (1 + alarm weight x alarm) + 2 family kin + taste',
    'stay = present weight x livelihood in these times + alternative weight x efficacy x belief - danger weight x danger',
    'wait = 2 lawful x belief - lawfulEffort',
    'J = 1 / (1 + exp(stay - leave) + exp(wait - leave)); I += speed (1 - inertia C) (J - I)',
  ],
  parameters: appraisalParameters,
  off: {},
  state: appraisalState,
  step(world) {
    const given = world.given.appraisal;
    const { shock, culture } = world.communities;
    const { support } = world.households;
    const stays = Float32Array.from(atHome);
    for (const tile of world.tiles) {
      const [believed, other, x, leave, stay, wait] = tile.scratch;
      const perceive = (out: Float32Array, topic: number): void => {
        add(out, tile.durable[topic], tile.fading[topic]);
        logistic(out, out);
      };

      // Own risk.
      from(x, 1, tile.minimisation);
      perceive(believed, DEATH);
      perceive(other, MISTREATMENT);
      multiply(believed, believed, x);
      multiply(other, other, x);
      scale(other, other, given.severity);
      from(believed, 1, believed);
      from(other, 1, other);
      multiply(believed, believed, other);
      from(tile.ownRisk, 1, believed);

      // Pull: prospects, norm, culture.
      perceive(believed, EARNINGS);
      perceive(other, STAY);
      scale(other, other, 1 - given.worthWithoutPapers);
      shift(other, other, given.worthWithoutPapers);
      multiply(believed, believed, other);
      add(believed, believed, tile.destinationWorth);
      scale(tile.pull, believed, given.prospects);
      addScaled(tile.pull, given.norm, tile.norm);
      gather(x, culture, tile.community);
      multiply(x, x, tile.riteWeight);
      addScaled(tile.pull, given.culture, x);

      // Family.
      gather(x, support, tile.household);
      multiply(tile.kin, tile.familyWeight, x);
      lookup(x, tile.mandate, mandates(given.mandate));
      addProduct(tile.kin, tile.familyWeight, x);
      subtract(tile.kin, tile.kin, tile.stigma);

      // Leaving.
      fill(leave, given.intercept);
      add(leave, leave, tile.pull);
      scale(x, tile.alarm, given.alarm);
      shift(x, x, 1);
      multiply(x, x, tile.ownRisk);
      multiply(x, x, tile.sensitivity);
      addScaled(leave, -given.lossAversion * given.risk, x);
      addScaled(leave, 2 * given.family, tile.kin);
      add(leave, leave, tile.taste);

      // Staying.
      gather(x, shock, tile.community);
      scale(x, x, given.shock);
      add(x, x, tile.livelihood);
      clamp(tile.present, x, 0, 1);
      perceive(other, ALTERNATIVE);
      multiply(tile.alternativeHope, other, tile.efficacy);
      scale(stay, tile.present, given.present);
      addScaled(stay, given.alternative, tile.alternativeHope);
      addScaled(stay, -given.danger, tile.danger);

      // Waiting for a lawful way.
      perceive(tile.lawfulHope, LAWFUL);
      scale(wait, tile.lawfulHope, 2 * given.lawful);
      shift(wait, wait, -given.lawfulEffort);
      leads(tile.lawfulFirst, wait, leave, stay);

      world.trace?.worths(tile.first, leave, stay, wait);

      // The choice, and intention on its way there; who is gone no longer decides.
      subtract(stay, leave, stay);
      subtract(wait, leave, wait);
      logistic(stay, stay);
      logistic(wait, wait);
      fill(x, 1);
      divide(stay, x, stay);
      divide(wait, x, wait);
      add(stay, stay, wait);
      shift(stay, stay, -1);
      divide(stay, x, stay);
      world.trace?.choice(tile.first, stay);
      lookup(wait, tile.stage, stays);
      scale(x, tile.commitment, given.inertia);
      from(x, 1, x);
      scale(x, x, given.speed);
      multiply(x, x, wait);
      subtract(stay, stay, tile.intention);
      addProduct(tile.intention, x, stay);
    }
  },
});

function mandates(weight: number): Float32Array {
  return Float32Array.of(0, weight);
}
