import type { Job, Reply, Tell, Worksite } from './protocol.ts';

/** A worker in our pay. */
export type Hand = {
  readonly worksite: Worksite;
  /** Settles when the worker is gone, with the reason. comlink alone would leave its caller waiting for ever. */
  readonly gone: Promise<string>;
  /** Ends the worker at once, whatever it is doing. */
  readonly dismiss: () => void;
};

/** Takes on one more worker. */
export type Hire = () => Hand;

/** What is known of a worker's death, and who wants to hear of it. */
type Watch = { reason: string | undefined; readonly hearers: Set<(reason: string) => void> };

const watches = new WeakMap<Hand, Watch>();

/** The watch over a worker: one for all its jobs, because its promise outlives them and would hold on to every reply. */
function watchOver(hand: Hand): Watch {
  const known = watches.get(hand);
  if (known !== undefined) return known;
  const watch: Watch = { reason: undefined, hearers: new Set() };
  watches.set(hand, watch);
  void hand.gone.then((reason) => {
    watch.reason = reason;
    for (const hear of watch.hearers) hear(reason);
  });
  return watch;
}

/** Runs a job on a worker and always comes back: with a result, with a failure, or with news of its death. */
export async function assign(job: Job, hand: Hand, tell: Tell): Promise<Reply> {
  const watch = watchOver(hand);
  return new Promise((resolve) => {
    const come = (reply: Reply): void => {
      watch.hearers.delete(die);
      resolve(reply);
    };
    const die = (reason: string): void =>
      come({ kind: 'lost', id: job.id, message: `the worker stopped before job ${job.id} was done: ${reason}` });
    watch.hearers.add(die);
    if (watch.reason !== undefined) die(watch.reason);
    hand.worksite.perform(job, tell).then(come, (fault) => die(fault instanceof Error ? fault.message : String(fault)));
  });
}
