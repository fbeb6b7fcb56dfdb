import type { State } from '../column.ts';
import { kernel, minus, plus, times, within } from '../kernel.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { bind, oncePer } from '../run-kernel.ts';
import { CONSIDERING, NONE, PLANNING, PREPARING, stages } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

export const commitmentParameters = {
  none: assumed(0.05, [0, 0.1], 'share', 'commitment of those who do not consider leaving'),
  considering: assumed(0.25, [0.12, 0.5], 'share', 'commitment of those who consider it'),
  planning: assumed(0.55, [0.3, 0.8], 'share', 'commitment of those who plan'),
  preparing: assumed(0.8, [0.5, 0.95], 'share', 'commitment of those who prepare'),
  mandate: assumed(0.4, [0.2, 0.8], 'share', 'how much a family mandate adds, per unit of family weight'),
  paid: assumed(0.1, [0.05, 0.2], 'share', 'how much money paid or borrowed for the journey adds'),
  speed: assumed(0.08, [0.04, 0.16], 'share per week', 'how fast commitment follows'),
} as const satisfies Parameters;

export const commitmentState = {
  commitment: {
    of: 'people',
    kind: 'f32',
    initial: 0.05,
    unit: 'share',
    meaning: 'resistance to changing the intention',
    owner: 'commitment',
    writers: ['dissonance'],
  },
} as const satisfies State;

export const committing = kernel(
  'commit',
  'commitment',
  { numbers: ['money', 'speed'], tables: ['stage', 'mandate', 'paid'] },
  ({ person, given, by, becomes }) => {
    const chosen = times(by.mandate(person.mandate), person.familyWeight);
    const goal = within(plus(by.stage(person.stage), chosen, times(given.money, by.paid(person.paid))), 0, 1);
    const towards = times(given.speed, minus(goal, person.commitment));
    return { changes: [becomes(person.commitment, plus(person.commitment, towards))] };
  },
);

const committingIn = oncePer(({ given: { commitment: given } }: WorldOf<'commitment'>) => {
  const byStage = new Float32Array(stages.length).fill(given.none);
  byStage[NONE] = given.none;
  byStage[CONSIDERING] = given.considering;
  byStage[PLANNING] = given.planning;
  byStage[PREPARING] = given.preparing;
  return bind(committing, {
    numbers: { money: given.paid, speed: given.speed },
    tables: { stage: byStage, mandate: Float32Array.of(0, given.mandate), paid: Float32Array.of(0, 1) },
  });
});

export const commitment = mechanism({
  name: 'commitment',
  because: 'Each step taken, each promise and each payment makes turning back harder.',
  source: 'model specification 4.9',
  equations: [
    'C += speed (C* of the stage + mandate x family weight x chosen + paid x money paid - C); C* after departure is that of none',
  ],
  parameters: commitmentParameters,
  off: { speed: 0 },
  state: commitmentState,
  step(world) {
    const commit = committingIn(world);
    for (const tile of world.tiles) commit(tile);
  },
});
