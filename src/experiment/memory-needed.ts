import { parting } from '../model/run.ts';
import type { PairedJob } from './pair.ts';

/** Bytes of one person in one world, with household, ties, messages and what is observed at the end; measured. */
const A_PERSON = 550;

/**
 * About how much memory a job takes, in bytes: the world at week 0, a copy where each later arm parts from the baseline, the
 * baseline at its end, the arm under way, and the one before it, which may not be cleared away yet. Workers that share the job
 * share this too.
 */
export function memoryNeeded({ arms }: Pick<PairedJob, 'arms'>): number {
  const [{ setup }, ...designs] = arms;
  const late = new Set(
    designs.map((arm) => parting(arm.setup, setup)).filter((week) => week > 0 && week < setup.weeks),
  );
  return setup.people * A_PERSON * (2 + late.size + Math.min(2, designs.length));
}
