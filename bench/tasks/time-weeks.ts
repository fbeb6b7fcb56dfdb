import type { PairedJob } from '../../src/experiment/pair.ts';
import type { Hire } from '../../src/runtime/hire.ts';
import type { Means } from '../../src/runtime/post.ts';
import { teams } from '../../src/runtime/team.ts';

/** Share of the weeks that is not counted: code is compiled then. */
const WARM = 0.25;

/** Milliseconds a week of the one world of a job, shared by so many workers; without what comes before and after the weeks. */
export async function timeWeeks(job: PairedJob, workers: number, letters: Means, hire: Hire): Promise<number> {
  const [{ setup }] = job.arms;
  const hand = teams(hire, workers, 1, letters)();
  let first = { lived: 0, at: 0 };
  let last = first;
  const reply = await hand.worksite.perform(job, (lived) => {
    if (lived >= 1) return; // its outcomes are there, too
    last = { lived, at: performance.now() };
    if (first.lived < WARM) first = last;
  });
  hand.dismiss();
  if (reply.kind !== 'done') throw new Error(`a world of ${setup.people} people: ${reply.message}`);
  if (reply.outcome.failures.length > 0) throw new Error(reply.outcome.failures[0].message);
  return (last.at - first.at) / ((last.lived - first.lived) * (setup.weeks + setup.burnIn));
}
