import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { AT_DESTINATION, EN_ROUTE, PLANNING, PREPARING } from '../vocabulary.ts';

export const normsParameters = {
  visibility: assumed(
    1.5,
    [0.75, 3],
    'factor',
    'how strongly the share of friends who plan or have left is felt; the norm ends at 1',
  ),
} as const satisfies Parameters;

export const normsState = {
  norm: {
    of: 'people',
    kind: 'f32',
    initial: 0,
    unit: 'share',
    meaning: 'how usual leaving seems among the people around',
    owner: 'norms',
  },
} as const satisfies State;

export const norms = mechanism({
  name: 'norms',
  because: 'What friends do or prepare makes leaving look ordinary.',
  source: 'model specification 4.7 and 4.11; bounded complex contagion',
  equations: ['norm = min(1, visibility x share of ties planning, preparing, on the way or there, as of last week)'],
  parameters: normsParameters,
  off: { visibility: 0 },
  state: normsState,
  step(world) {
    const { visibility } = world.given.norms;
    const { norm, stage } = world.people;
    const { start, member } = world.places.ties;
    for (let i = 0; i < world.sizes.people; i++) {
      const from = start[i];
      const to = start[i + 1];
      let leaving = 0;
      for (let t = from; t < to; t++) {
        const s = stage[member[t]];
        if (s === PLANNING || s === PREPARING || s === EN_ROUTE || s === AT_DESTINATION) leaving++;
      }
      norm[i] = to > from ? Math.min(1, (visibility * leaving) / (to - from)) : 0;
    }
  },
});
