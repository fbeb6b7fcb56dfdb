import { type PairedJob, resultOf } from '../experiment/pair.ts';
import { boundsOf } from '../model/district.ts';
import { communitiesOf } from '../model/population/population.ts';
import type { Hand, Hire } from './hire.ts';
import { bestMeans, openPost, type Post } from './post.ts';
import { isFinding, isStudy, type Job, type Reply, type Tell } from './protocol.ts';

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

/**
 * Several workers as one: a job of at least `worth` people is shared between them, any other done by the first.
 *
 * @param by  how their districts' letters go; results are the same
 */
export function teams(hire: Hire, size: number, worth = WORTH_SHARING, by = bestMeans()): Hire {
  return () => {
    const hands = Array.from({ length: size }, () => hire());
    const [first] = hands as [Hand];
    const gone = Promise.race(hands.map((hand) => hand.gone));
    let isComplete = true;
    let post: Post | undefined;
    // One watch over all jobs: the promise outlives them and would hold on to the memory of each.
    void gone.then(() => {
      isComplete = false;
      post?.end();
    });
    const open = (districts: number, people: number): Post => {
      post = openPost(by, districts, people);
      if (!isComplete) post.end();
      return post;
    };
    return {
      gone,
      dismiss: () => {
        for (const hand of hands) hand.dismiss();
      },
      worksite: {
        perform: async (job, tell) =>
          (isShareable(job, worth) ? await share(job, hands, tell, open) : null) ?? first.worksite.perform(job, tell),
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
async function share(
  job: PairedJob,
  hands: readonly Hand[],
  tell: Tell,
  open: (districts: number, people: number) => Post,
): Promise<Reply | null> {
  const takers = hands.flatMap(({ worksite }) => worksite.takePart ?? []);
  if (takers.length < hands.length) return null;
  const [{ setup }] = job.arms as [PairedJob['arms'][number]];
  const bounds = boundsOf(communitiesOf(setup), hands.length);
  const { deliveries } = open(bounds.length - 1, setup.people);
  const replies = await Promise.all(
    // One speaks for all: they are never more than a week apart.
    deliveries.map((delivery, number) =>
      takers[number]?.({ job, district: { number, bounds }, delivery }, number === 0 ? tell : () => {}),
    ),
  );
  const parts = replies.flatMap((reply) => (reply?.kind === 'done' ? [reply.sums] : []));
  return parts.length < deliveries.length ? null : { kind: 'done', id: job.id, outcome: resultOf(job, parts) };
}
