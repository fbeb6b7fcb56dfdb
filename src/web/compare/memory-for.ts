import { memoryNeeded } from '../../experiment/memory-needed.ts';
import type { Settled } from '../../scenario/settled.ts';
import { setupOf } from '../../scenario/setup-of.ts';
import { jobsAtOnce } from '../engine/crew.ts';
import type { Size } from '../state/app-state.ts';

/** Bytes from which on it is worth saying, and people with whom it is never so much. */
const MUCH = 1e9;
const FEW = 10_000;

/** About how much memory a comparison takes here, bytes; null where that is not much. */
export function memoryFor({ seed, people, weeks, replicates }: Size, settled: Settled): number | null {
  if (people < FEW) return null;
  const options = { valueOf: (_: string, usual: number) => usual, seed, replicate: 0, people, weeks };
  const jobs = settled.conditions.map(({ id, arms }) =>
    memoryNeeded({
      arms: arms.map((arm) => ({
        id: arm.id,
        setup: setupOf(settled, id, arm.id, options),
      })),
    }),
  );
  const bytes = Math.max(...jobs) * jobsAtOnce(replicates * jobs.length, people);
  return bytes > MUCH ? bytes : null;
}
