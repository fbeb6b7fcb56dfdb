import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { addProduct, addScaled, clamp, lookup, relaxTo } from '../vector.ts';
import { CONSIDERING, NONE, PLANNING, PREPARING, stages } from '../vocabulary.ts';

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
    const given = world.given.commitment;
    const byStage = new Float32Array(stages.length).fill(given.none);
    byStage[NONE] = given.none;
    byStage[CONSIDERING] = given.considering;
    byStage[PLANNING] = given.planning;
    byStage[PREPARING] = given.preparing;
    const ifChosen = Float32Array.of(0, given.mandate);
    const ifPaid = Float32Array.of(0, 1);
    for (const tile of world.tiles) {
      const [goal, x] = tile.scratch;
      lookup(goal, tile.stage, byStage);
      lookup(x, tile.mandate, ifChosen);
      addProduct(goal, x, tile.familyWeight);
      lookup(x, tile.paid, ifPaid);
      addScaled(goal, given.paid, x);
      clamp(goal, goal, 0, 1);
      relaxTo(tile.commitment, goal, given.speed);
    }
  },
});
