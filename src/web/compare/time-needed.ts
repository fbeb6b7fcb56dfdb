import type { Settled } from '../../scenario/settled.ts';
import type { Size } from '../state/app-state.ts';

/** People times weeks that one worker of a laptop does in a second, before anything was measured here. */
const USUAL = 2_000_000;

/** What was measured last in this page; a comparison of the same page runs about as fast again. */
const measured = { pace: USUAL * workers() };

function workers(): number {
  return (typeof navigator === 'undefined' ? 0 : navigator.hardwareConcurrency) || 2;
}

/** People times weeks of all runs, those before the campaign among them. */
function workOf({ people, weeks, replicates }: Size, { conditions, burnIn }: Settled): number {
  const arms = conditions.reduce((sum, { arms: own }) => sum + own.length, 0);
  return people * (weeks + burnIn) * arms * replicates;
}

/** About how long a comparison takes here, seconds. */
export function secondsFor(size: Size, settled: Settled): number {
  return workOf(size, settled) / measured.pace;
}

/** Learns from a comparison that is done. */
export function learnPace(size: Size, settled: Settled, seconds: number): void {
  if (seconds > 0.5) measured.pace = workOf(size, settled) / seconds;
}
