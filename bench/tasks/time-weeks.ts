import type { PairedJob } from '../../src/experiment/pair.ts';
import type { Hire } from '../../src/runtime/hire.ts';
import { teams } from '../../src/runtime/team.ts';

/** Share of the weeks that is not counted: code is compiled then. */
const WARM = 0.25;

/** Milliseconds a week of the one world of a job, shared by so many workers. */
export async function timeWeeks(job: PairedJob, workers: number, hire: Hire): Promise<number> {
  const [{ setup }] = job.arms;
  const hand = teams(hire, workers, 1)();
  let began = 0;
  let before = 0;
  const reply = await hand.worksite.perform(job, (lived) => {
    if (began > 0 || lived < WARM) return;
    began = performance.now();
    before = lived;
  });
  const ended = performance.now();
  hand.dismiss();
  if (reply.kind !== 'done') throw new Error(`a world of ${setup.people} people: ${reply.message}`);
  if (reply.outcome.failures.length > 0) throw new Error(reply.outcome.failures[0].message);
  return (ended - began) / ((1 - before) * (setup.weeks + setup.burnIn));
}
