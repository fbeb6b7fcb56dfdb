import { burnIn, liveWeek } from '../../src/model/run.ts';
import { fork } from '../../src/model/world.ts';
import type { Figures } from '../measure.ts';
import { bytesInUse } from './clock.ts';
import { setupsAt } from './place.ts';

type Input = { readonly people: number; readonly weeks: number };

/** Weeks before the count: lists have grown to what they need, and the code is compiled. */
const SETTLED = 200;
/** Weeks whose garbage is counted; with a young generation this large none of it is collected on the way. */
const COUNTED = 20;

/**
 * What many weeks keep, and what a week throws away. Needs a young generation of some hundred megabytes
 * (`--min-semi-space-size`, `--max-semi-space-size`), so that garbage can be seen as growth.
 */
export function allocation({ people, weeks }: Input): Figures {
  const setups = setupsAt({ people, weeks: SETTLED + COUNTED + weeks });
  const world = fork(burnIn(setups.without), setups.with);
  for (let k = 0; k < SETTLED; k++) liveWeek(world);
  bytesInUse();
  const clean = process.memoryUsage();
  for (let k = 0; k < COUNTED; k++) liveWeek(world);
  const dirty = process.memoryUsage();
  const before = bytesInUse();
  for (let k = 0; k < weeks; k++) liveWeek(world);
  const kept = bytesInUse() - before;
  return {
    'kept over all weeks': kept,
    'thrown away a week': (dirty.heapUsed + dirty.external - clean.heapUsed - clean.external) / COUNTED,
  };
}
