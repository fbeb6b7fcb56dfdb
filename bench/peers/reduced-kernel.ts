// The reduced model's equations, as a kernel. Its columns are those of `ours.ts`, not the world's.
import {
  chance,
  isAbove,
  type Kernel,
  kernel,
  minus,
  placeAfter,
  plus,
  type Term,
  times,
} from '../../src/model/kernel.ts';
import type { Kind } from '../../src/model/memory.ts';
import { GAIN, KEEPING, MEETING, MOVING, SLOPE, TALK, THRESHOLD } from './reduced-model.ts';

/** Columns of the reduced model: `start` and `degree` say where a person's ties stand, `knows` is 1 for whoever has any. */
const kinds = {
  id: 'i32',
  start: 'i32',
  degree: 'i32',
  knows: 'f32',
  belief: 'f32',
  trust: 'f32',
  scratch: 'f32',
} as const;

export const kindOf = (name: string): Kind => kinds[name as keyof typeof kinds];

export const reducing = kernel(
  'reduce',
  'the reduced model',
  { columns: ['member', 'said'], keys: ['meeting', 'one', 'other', 'moving'], rooms: ['moves'] },
  ({ person, from, draw, lot, room, becomes }) => {
    const { id, start, degree, knows, belief, trust } = person as unknown as { [name in keyof typeof kinds]: Term };

    const met = isAbove(MEETING, draw.meeting(id));
    const informed = plus(belief, times(GAIN, times(minus(1, belief), trust, met)));

    const friend = (stream: 'one' | 'other'): Term => from.member(placeAfter(start, lot[stream](id, degree)));
    const heard = times(plus(from.said(friend('one')), from.said(friend('other'))), 0.5);
    const talked = plus(informed, times(TALK, times(minus(heard, informed), knows)));
    const kept = times(talked, KEEPING);

    const moving = times(chance(minus(times(kept, SLOPE), THRESHOLD)), MOVING);
    return {
      changes: [becomes(belief, kept), becomes(room.moves, isAbove(moving, draw.moving(id)))],
    };
  },
);

export const kernels: readonly Kernel[] = [reducing];
