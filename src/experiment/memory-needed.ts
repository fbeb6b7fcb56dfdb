import { canGoOn, parting } from '../model/run.ts';
import type { Setup } from '../model/setup.ts';
import type { PairedJob } from './pair.ts';

/** Bytes of one person in one world, with household, ties, messages and what is observed at the end; measured. */
const A_PERSON = 480;

/**
 * Worlds that a job holds at a time: the baseline, the world at week 0 where somebody needs it, a copy where each later arm parts
 * from the baseline, and the arm under way.
 *
 * @param partings weeks in which the designs part from the baseline
 */
export function worldsHeld(baseline: Setup, partings: readonly number[], record: PairedJob['record']): number {
  const late = new Set(partings.filter((week) => week > 0 && week < baseline.weeks));
  const beginning = canGoOn(baseline, partings) && record === undefined ? 0 : 1;
  return 1 + beginning + late.size + Math.min(1, partings.length);
}

/**
 * About how much memory a job takes, in bytes. Workers that share the job share this too.
 */
export function memoryNeeded({ arms, record }: Pick<PairedJob, 'arms' | 'record'>): number {
  const [{ setup }, ...designs] = arms;
  const partings = designs.map((arm) => parting(arm.setup, setup));
  return setup.people * A_PERSON * worldsHeld(setup, partings, record);
}
