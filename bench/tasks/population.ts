import { liveWeek } from '../../src/model/run.ts';
import { openWorld, type World } from '../../src/model/world.ts';
import type { Figures } from '../measure.ts';
import { bytesInUse, perPersonWeek, timed } from './clock.ts';
import { setupsAt } from './place.ts';

/** Bytes of all columns of people, households and communities. */
function bytesOfColumns({ people, households, communities }: World): number {
  let bytes = 0;
  for (const columns of [people, households, communities])
    for (const column of Object.values(columns).flat()) bytes += column.byteLength;
  return bytes;
}

/** Building a population with its households, communities, classes and ties; what it holds, and what weeks add to it. */
export function population({ people }: { readonly people: number }): Figures {
  const { without } = setupsAt({ people });
  // What the code itself holds once it is loaded belongs to nobody.
  const small = openWorld({ ...without, people: 200 });
  liveWeek(small);
  const before = bytesInUse();
  const { result: world, milliseconds } = timed(() => openWorld(without));
  const held = bytesInUse() - before;
  for (let k = 0; k < 2; k++) liveWeek(world);
  const living = bytesInUse() - before;
  return {
    building: perPersonWeek(milliseconds, people),
    columns: bytesOfColumns(world) / people,
    'all that is held': held / people,
    'after two weeks': living / people,
  };
}
