import type { Settled } from '../../scenario/settled.ts';
import { workersHere } from '../engine/crew.ts';
import type { Size } from '../state/app-state.ts';

/** People times weeks that one worker of a laptop does in a second, in code that is new to it, before anything was measured here. */
const USUAL = 4_000_000;

/** What was measured last in this page; a comparison of the same page runs about as fast again. */
const measured = { pace: USUAL * workersHere() };

/** People times weeks of all runs; those before the campaign are lived once for all designs. */
function workOf({ people, weeks, replicates }: Size, { conditions, burnIn }: Settled): number {
  const lived = conditions.reduce((sum, { arms }) => sum + burnIn + weeks * arms.length, 0);
  return people * lived * replicates;
}

/** About how long a comparison takes here, seconds. */
export function secondsFor(size: Size, settled: Settled): number {
  return workOf(size, settled) / measured.pace;
}

/** Learns from a comparison that is done. */
export function learnPace(size: Size, settled: Settled, seconds: number): void {
  if (seconds > 0.5) measured.pace = workOf(size, settled) / seconds;
}
