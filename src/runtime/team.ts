import { type PairedJob, resultOf } from '../experiment/pair.ts';
import { boundsOf } from '../model/district.ts';
import { communitiesOf } from '../model/population/population.ts';
import type { Hand, Hire } from './hire.ts';
import { isFinding, isStudy, type Job, type Reply, type Tell } from './protocol.ts';
import type { Part, PartReply } from './take-part.ts';

/** People from which on it pays to share a world: below, workers wait for each other too often. */
export const WORTH_SHARING = 50_000;

/**
 * Makes teams where there are fewer jobs than workers and worlds are large, so that nobody stands idle: each team then does one job
 * at a time, and its workers share the world between them. Results are the same.
 *
 * @param worth  people from which on it is done
 */
export function teamsFor(
  hire: Hire,
  workers: number,
  jobs: number,
  people: number,
  worth = WORTH_SHARING,
): { readonly hire: Hire; readonly workers: number } {
  const size = Math.floor(workers / Math.max(1, jobs));
  return people < worth || size < 2 ? { hire, workers } : { hire: teams(hire, size, worth), workers: jobs };
}

/** Several workers as one: a job of at least `worth` people is shared between them, any other done by the first. */
export function teams(hire: Hire, size: number, worth = WORTH_SHARING): Hire {
  return () => {
    const hands = Array.from({ length: size }, () => hire());
    const [first] = hands as [Hand];
    return {
      gone: Promise.race(hands.map(({ gone }) => gone)),
      dismiss: () => {
        for (const hand of hands) hand.dismiss();
      },
      worksite: {
        perform: async (job, tell) =>
          (isShareable(job, worth) ? await share(job, hands, tell) : null) ?? first.worksite.perform(job, tell),
      },
    };
  };
}

/** Whether several can share a job: comparisons of large worlds in which nothing is written down about people. */
function isShareable(job: Job, worth: number): job is PairedJob {
  if (isStudy(job) || isFinding(job) || (job.record ?? []).length > 0) return false;
  return (job.arms[0]?.setup.people ?? 0) >= worth;
}

/** A job done by several workers; null where that is not possible, or something went wrong that one alone will find again. */
async function share(job: PairedJob, hands: readonly Hand[], tell: Tell): Promise<Reply | null> {
  const [{ setup }] = job.arms as [PairedJob['arms'][number]];
  const bounds = boundsOf(communitiesOf(setup), hands.length);
  const count = bounds.length - 1;
  const ports: (MessagePort | null)[][] = Array.from({ length: count }, () => Array(count).fill(null));
  for (let a = 0; a < count; a++)
    for (let b = a + 1; b < count; b++) {
      const { port1, port2 } = new MessageChannel();
      (ports[a] as (MessagePort | null)[])[b] = port1;
      (ports[b] as (MessagePort | null)[])[a] = port2;
    }
  const replies: Promise<PartReply>[] = [];
  for (const [number, own] of ports.entries()) {
    const take = hands[number]?.worksite.takePart;
    if (take === undefined) return null;
    const part: Part = { job, district: { number, bounds }, ports: own };
    // One speaks for all: they are never more than a week apart.
    replies.push(take(part, number === 0 ? tell : () => {}));
  }
  const parts = (await Promise.all(replies)).flatMap((reply) => (reply.kind === 'done' ? [reply.sums] : []));
  return parts.length < count ? null : { kind: 'done', id: job.id, outcome: resultOf(job, parts) };
}
