import type { PairedJob } from '../../src/experiment/pair.ts';
import type { Hand, Hire } from '../../src/runtime/hire.ts';
import type { Means } from '../../src/runtime/post.ts';
import { teams } from '../../src/runtime/team.ts';

/** Share of the weeks that is not counted: the world begins. */
const BEGINNING = 0.25;
/** How often the world is lived: fewer worlds than the eight that a comparison of seven designs has. */
const LIVES = 6;

/** Milliseconds a week. */
export type WeekTimes = { readonly engineNew: number; readonly engineWarm: number };

/**
 * Has the one world of a job lived again and again, shared by so many workers: first by engines that have to compile everything, last by
 * engines that have met it all. Times are of weeks, without what comes before and after them.
 */
export async function timeWeeks(job: PairedJob, workers: number, letters: Means, hire: Hire): Promise<WeekTimes> {
  const hand = teams(hire, workers, 1, letters)();
  const engineNew = await timeOnce(job, hand);
  let engineWarm = engineNew;
  for (let life = 1; life < LIVES; life++) engineWarm = await timeOnce(job, hand);
  hand.dismiss();
  return { engineNew, engineWarm };
}

async function timeOnce(job: PairedJob, hand: Hand): Promise<number> {
  const [{ setup }] = job.arms;
  let first = { lived: 0, at: 0 };
  let last = first;
  const reply = await hand.worksite.perform(job, (lived) => {
    if (lived >= 1) return; // its outcomes are there, too
    last = { lived, at: performance.now() };
    if (first.lived < BEGINNING) first = last;
  });
  if (reply.kind !== 'done') throw new Error(`a world of ${setup.people} people: ${reply.message}`);
  if (reply.outcome.failures.length > 0) throw new Error(reply.outcome.failures[0].message);
  return (last.at - first.at) / ((last.lived - first.lived) * (setup.weeks + setup.burnIn));
}
