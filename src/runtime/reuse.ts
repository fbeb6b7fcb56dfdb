import type { Hand, Hire } from './hire.ts';
import { Mistake } from './mistake.ts';

/** Workers that are kept between batches: starting one takes longer than a small run. */
export type Reused = {
  /** @throws Mistake when it was closed */
  readonly hire: Hire;
  /** Ends all workers, busy ones too; from then on nobody is hired. */
  readonly close: () => void;
};

/**
 * Keeps hands that are dismissed while they are idle, and gives them out again; one that is dismissed in the middle of a job, or is
 * gone, is not kept.
 */
export function reusing(hire: Hire): Reused {
  const idle = new Set<Hand>();
  const all = new Set<Hand>();
  let isClosed = false;
  const kept = (hand: Hand): Hand => {
    let busy = false;
    let isGone = false;
    void hand.gone.then(() => {
      isGone = true;
      idle.delete(mine);
      all.delete(hand);
    });
    const mine: Hand = {
      gone: hand.gone,
      worksite: {
        perform: async (job, tell) => {
          busy = true;
          const reply = await hand.worksite.perform(job, tell);
          busy = false;
          return reply;
        },
      },
      dismiss: () => {
        if (busy || isGone || isClosed) hand.dismiss();
        else idle.add(mine);
      },
    };
    all.add(hand);
    return mine;
  };
  return {
    hire: () => {
      if (isClosed)
        throw new Mistake(
          'engine: expected an open one, found one that was closed. Close it when all comparisons are over.',
        );
      const [waiting] = idle;
      if (waiting === undefined) return kept(hire());
      idle.delete(waiting);
      return waiting;
    },
    close: () => {
      isClosed = true;
      idle.clear();
      for (const hand of all) hand.dismiss();
    },
  };
}
