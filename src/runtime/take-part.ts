import { type ArmSums, livePart, type PairedJob } from '../experiment/pair.ts';
import type { District, Life } from '../model/district.ts';
import type { Letterbox } from './letterbox.ts';
import { type Delivery, letterboxOf } from './post.ts';
import type { Tell } from './protocol.ts';
import { described } from './trace.ts';

/** What a worker is asked to do when several share a job: one district, and how to reach the workers of the others. */
export type Part = {
  readonly job: PairedJob;
  readonly district: District;
  readonly delivery: Delivery;
};

/** What comes of it. A part that fails takes the others along; the job as a whole may still be done. */
export type PartReply =
  | { readonly kind: 'done'; readonly sums: readonly ArmSums[] }
  | { readonly kind: 'failed'; readonly message: string; readonly trace: string };

/** The ports that go with a part to whoever does it. */
export function portsOf({ delivery }: Part): MessagePort[] {
  return delivery.by === 'ports' ? delivery.ports.filter((port) => port !== null) : [];
}

/** Milliseconds between two messages about the progress of a part. */
const pause = 100;

/** Does a part of a job, and always replies. */
export async function takePart({ job, district, delivery }: Part, tell: Tell): Promise<PartReply> {
  let told = Number.NEGATIVE_INFINITY;
  const life = livePart(job, district, (armsDone, week) => {
    if (performance.now() - told < pause) return;
    told = performance.now();
    tell(armsLived(job, armsDone, week));
  });
  const letterbox = letterboxOf(delivery, district);
  try {
    return { kind: 'done', sums: await corresponding(life, letterbox) };
  } catch (fault) {
    letterbox.giveUp();
    return { kind: 'failed', ...described(fault) };
  } finally {
    letterbox.close();
  }
}

/** Arms that are finished, and the share of the one under way that is lived; the burn-in belongs to the first. */
export function armsLived({ arms }: PairedJob, armsDone: number, week: number): number {
  const [{ setup }] = arms as [PairedJob['arms'][number]];
  const before = armsDone === 0 ? setup.burnIn : 0;
  return armsDone + (before + week) / (before + setup.weeks);
}

/** Lives a life to its end, with letters to and from the others. */
async function corresponding<T>(life: Life<T>, letterbox: Letterbox): Promise<T> {
  try {
    let step = life.next();
    while (step.done !== true) step = life.next(await letterbox.swap(step.value));
    return step.value;
  } catch (fault) {
    // Who waited for letters that never come gives back what it has.
    life.return(undefined as T);
    throw fault;
  }
}
