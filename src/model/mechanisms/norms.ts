import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { setOf, turned } from '../vector.ts';
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
    seen: true,
  },
  seenLeaving: {
    of: 'people',
    kind: 'u8',
    initial: 0,
    unit: '0 or 1',
    meaning: 'friends have seen this person plan, prepare, go or be there',
    owner: 'norms',
    seen: true,
  },
  leavingTies: {
    of: 'people',
    kind: 'i16',
    initial: 0,
    unit: 'people',
    meaning: 'ties seen to plan, prepare, go or be there',
    owner: 'norms',
    seen: true,
  },
} as const satisfies State;

const leaving = setOf(PLANNING, PREPARING, EN_ROUTE, AT_DESTINATION);

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
    const { norm, seenLeaving, leavingTies } = world.people;
    const { start, member } = world.places.ties;
    // Few people change; only what their friends see is counted anew.
    for (const { first, rows, stage, seenLeaving: seen } of [...world.tiles, ...world.outsiderTiles]) {
      const found = turned(rows, seen, stage, leaving);
      for (let k = 0; k < found; k++) {
        const i = first + rows[k];
        const change = seenLeaving[i] === 1 ? 1 : -1;
        for (let t = start[i]; t < start[i + 1]; t++) {
          const friend = member[t];
          leavingTies[friend] += change;
          norm[friend] = Math.min(1, (visibility * leavingTies[friend]) / (start[friend + 1] - start[friend]));
        }
      }
    }
  },
});
