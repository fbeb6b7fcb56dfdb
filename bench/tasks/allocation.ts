import type { Mechanism } from '../../src/model/mechanism.ts';
import { burnIn, liveWeek } from '../../src/model/run.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import { fork } from '../../src/model/world.ts';
import type { Figures } from '../measure.ts';
import { bytesInUse } from './clock.ts';
import { setupsAt } from './place.ts';

type Input = { readonly people: number; readonly weeks: number };

/** Weeks before the count. So many, because Node goes on compiling for long, and what it compiled counts as memory in use. */
const SETTLED = 2500;
/** Weeks whose garbage is counted; with a young generation this large none of it is collected on the way. */
const COUNTED = 20;

/**
 * What many weeks keep, what a week throws away, and which mechanism does. Needs a young generation of some hundred megabytes
 * (`--min-semi-space-size`, `--max-semi-space-size`), so that garbage can be seen as growth.
 */
export function allocation({ people, weeks }: Input): Figures {
  const setups = setupsAt({ people, weeks: SETTLED + 2 * COUNTED + weeks });
  const world = fork(burnIn(setups.without), setups.with);
  const thrown = new Map<string, number>();
  const watchedWeek = schedule.map((mechanism) => watched(mechanism, thrown));
  const live = (many: number, mechanisms?: readonly Mechanism[]): void => {
    for (let k = 0; k < many; k++) liveWeek(world, mechanisms);
  };
  live(SETTLED - COUNTED);
  live(COUNTED, watchedWeek);
  const before = bytesInUse();
  live(weeks);
  const kept = bytesInUse() - before;
  const garbage = growth(() => live(COUNTED));
  thrown.clear();
  live(COUNTED, watchedWeek);
  const each = [...thrown].map(([name, bytes]) => [name, Math.round(bytes / COUNTED)]);
  return { 'kept over all weeks': kept, 'thrown away a week': garbage / COUNTED, ...Object.fromEntries(each) };
}

/** Bytes by which memory in use grows while nothing is collected. */
function growth(what: () => void): number {
  const before = process.memoryUsage();
  what();
  const after = process.memoryUsage();
  return after.heapUsed + after.external - before.heapUsed - before.external;
}

/** The mechanism with a count of what its step throws away. Looking costs some bytes itself, which are taken off. */
function watched(mechanism: Mechanism, thrown: Map<string, number>): Mechanism {
  return {
    ...mechanism,
    step(world) {
      const looking = growth(() => {});
      const bytes = growth(() => mechanism.step(world)) - looking;
      thrown.set(mechanism.name, (thrown.get(mechanism.name) ?? 0) + bytes);
    },
  };
}
