import { atHome } from '../campaign.ts';
import type { State } from '../column.ts';
import { chance, isAtLeast, kernel, minus, over, plus, times, within } from '../kernel.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { bind, oncePer } from '../run-kernel.ts';
import { ALTERNATIVE, DEATH, EARNINGS, LAWFUL, MISTREATMENT, STAY } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

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

/** What a week's situation comes to for each person. */
export const appraising = kernel(
  'appraise',
  'appraisal',
  {
    numbers: [
      ...(['severity', 'worthWithoutPapers', 'worthOfPapers', 'prospects', 'norm', 'culture', 'intercept'] as const),
      ...(['alarm', 'riskAverse', 'family', 'shock', 'present', 'alternative', 'endangered'] as const),
      ...(['lawful', 'effort', 'inertia', 'speed'] as const),
    ],
    tables: ['mandate', 'atHome'],
    columns: ['shock', 'culture', 'support'],
  },
  ({ person, given, by, from, becomes }) => {
    const believed = (topic: number) => chance(plus(person.durable[topic], person.fading[topic]));

    const unminimised = minus(1, person.minimisation);
    const dying = times(believed(DEATH), unminimised);
    const mistreated = times(believed(MISTREATMENT), unminimised, given.severity);
    const ownRisk = minus(1, times(minus(1, dying), minus(1, mistreated)));

    const papers = plus(times(believed(STAY), given.worthOfPapers), given.worthWithoutPapers);
    const gain = plus(times(believed(EARNINGS), papers), person.destinationWorth);
    const tradition = times(from.culture(person.community), person.riteWeight);
    const pull = plus(times(gain, given.prospects), times(given.norm, person.norm), times(given.culture, tradition));

    const backed = times(person.familyWeight, from.support(person.household));
    const kin = minus(plus(backed, times(person.familyWeight, by.mandate(person.mandate))), person.stigma);

    const feared = times(plus(times(person.alarm, given.alarm), 1), ownRisk, person.sensitivity);
    const leave = plus(given.intercept, pull, times(given.riskAverse, feared), times(given.family, kin), person.taste);

    const present = within(plus(times(from.shock(person.community), given.shock), person.livelihood), 0, 1);
    const alternativeHope = times(believed(ALTERNATIVE), person.efficacy);
    const stay = plus(
      times(present, given.present),
      times(given.alternative, alternativeHope),
      times(given.endangered, person.danger),
    );

    const lawfulHope = believed(LAWFUL);
    const wait = plus(times(lawfulHope, given.lawful), given.effort);

    // The choice, and intention on its way there; who is gone no longer decides.
    const choice = over(1, plus(over(1, chance(minus(leave, stay))), over(1, chance(minus(leave, wait))), -1));
    const pace = times(minus(1, times(person.commitment, given.inertia)), given.speed, by.atHome(person.stage));
    const intention = plus(person.intention, times(pace, minus(choice, person.intention)));

    return {
      changes: [
        becomes(person.ownRisk, ownRisk),
        becomes(person.pull, pull),
        becomes(person.kin, kin),
        becomes(person.present, present),
        becomes(person.alternativeHope, alternativeHope),
        becomes(person.lawfulHope, lawfulHope),
        becomes(person.lawfulFirst, times(isAtLeast(wait, leave), isAtLeast(wait, stay))),
        becomes(person.intention, intention),
      ],
      noted: { leave, stay, wait, choice },
    };
  },
);

const appraisingIn = oncePer(({ given: { appraisal: given }, communities, households }: WorldOf<'appraisal'>) =>
  bind(appraising, {
    numbers: {
      ...given,
      worthOfPapers: 1 - given.worthWithoutPapers,
      riskAverse: -given.lossAversion * given.risk,
      family: 2 * given.family,
      endangered: -given.danger,
      lawful: 2 * given.lawful,
      effort: -given.lawfulEffort,
    },
    tables: { mandate: Float32Array.of(0, given.mandate), atHome: Float32Array.from(atHome) },
    columns: { shock: communities.shock, culture: communities.culture, support: households.support },
  }),
);

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
    const { trace } = world;
    const appraise = appraisingIn(world);
    for (const tile of world.tiles) {
      if (trace === null) {
        appraise(tile);
        continue;
      }
      const { leave, stay, wait, choice } = appraise.noting(tile);
      trace.worths(tile.first, leave, stay, wait);
      trace.choice(tile.first, choice);
    }
  },
});
