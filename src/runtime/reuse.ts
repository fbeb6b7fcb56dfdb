import type { Hand, Hire } from './hire.ts';

/** Workers that are kept between batches: starting one takes longer than a small run. */
export type Reused = { readonly hire: Hire; readonly close: () => void };

/**
 * Keeps hands that are dismissed while they are idle, and gives them out again; one that is dismissed in the middle of a job, or is
 * gone, is not kept.
 */
export function reusing(hire: Hire): Reused {
  const idle = new Set<Hand>();
  const kept = (hand: Hand): Hand => {
    let busy = false;
    let isGone = false;
    void hand.gone.then(() => {
      isGone = true;
      idle.delete(mine);
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
        if (busy || isGone) hand.dismiss();
        else idle.add(mine);
      },
    };
    all.push(hand);
    return mine;
  };
  const all: Hand[] = [];
  return {
    hire: () => {
      const [waiting] = idle;
      if (waiting === undefined) return kept(hire());
      idle.delete(waiting);
      return waiting;
    },
    close: () => {
      idle.clear();
      for (const hand of all) hand.dismiss();
    },
  };
}
