import { canGoOn, parting } from '../model/run.ts';
import type { PairedJob } from './pair.ts';

/** Bytes of one person in one world, with household, ties, messages and what is observed at the end; measured. */
const A_PERSON = 480;

/**
 * About how much memory a job takes, in bytes: the baseline, the world at week 0 where somebody needs it, a copy where each later
 * arm parts from the baseline, and the arm under way. Workers that share the job share this too.
 */
export function memoryNeeded({ arms, record }: Pick<PairedJob, 'arms' | 'record'>): number {
  const [{ setup }, ...designs] = arms;
  const partings = designs.map((arm) => parting(arm.setup, setup));
  const late = new Set(partings.filter((week) => week > 0 && week < setup.weeks));
  const beginning = canGoOn(setup, partings) && record === undefined ? 0 : 1;
  return setup.people * A_PERSON * (1 + beginning + late.size + Math.min(1, designs.length));
}
