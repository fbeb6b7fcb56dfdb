import { type ArmSums, livePart, type PairedJob } from '../experiment/pair.ts';
import type { District, Letter, Life } from '../model/district.ts';
import type { Tell } from './protocol.ts';
import { described } from './trace.ts';

/** What a worker is asked to do when several share a job: one district, and how to reach the workers of the others. */
export type Part = {
  readonly job: PairedJob;
  readonly district: District;
  /** By number of the district; null for the own. Whoever gets them closes them. */
  readonly ports: readonly (MessagePort | null)[];
};

/** What comes of it. A part that fails takes the others along; the job as a whole may still be done. */
export type PartReply =
  | { readonly kind: 'done'; readonly sums: readonly ArmSums[] }
  | { readonly kind: 'failed'; readonly message: string; readonly trace: string };

/** The ports that go with a part to whoever does it. */
export function portsOf({ ports }: Part): MessagePort[] {
  return ports.filter((port) => port !== null);
}

/** A letter, or word that there will be no more of them. */
type Mail = Letter | 'over';

/** Milliseconds between two messages about the progress of a part. */
const pause = 100;

/** Does a part of a job, and always replies. */
export async function takePart({ job, district, ports }: Part, tell: Tell): Promise<PartReply> {
  let told = Number.NEGATIVE_INFINITY;
  const life = livePart(job, district, (armsDone, week) => {
    if (performance.now() - told < pause) return;
    told = performance.now();
    tell(armsLived(job, armsDone, week));
  });
  try {
    return { kind: 'done', sums: await corresponding(life, ports.map(boxOf)) };
  } catch (fault) {
    for (const port of ports) port?.postMessage('over' satisfies Mail);
    return { kind: 'failed', ...described(fault) };
  } finally {
    for (const port of ports) port?.close();
  }
}

/** Arms that are finished, and the share of the one under way that is lived; the burn-in belongs to the first. */
export function armsLived({ arms }: PairedJob, armsDone: number, week: number): number {
  const [{ setup }] = arms as [PairedJob['arms'][number]];
  const before = armsDone === 0 ? setup.burnIn : 0;
  return armsDone + (before + week) / (before + setup.weeks);
}

/** Letters to and from another district. */
type Box = { readonly send: (letter: Letter) => void; readonly next: () => Promise<Letter> };

function boxOf(port: MessagePort | null): Box | null {
  if (port === null) return null;
  const waiting: Mail[] = [];
  let wake: (() => void) | undefined;
  port.onmessage = ({ data }: { data: Mail }) => {
    waiting.push(data);
    wake?.();
  };
  return {
    send: (letter) =>
      port.postMessage(
        letter,
        letter.map(({ buffer }) => buffer as ArrayBuffer),
      ),
    next: async () => {
      if (waiting.length === 0)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      const mail = waiting.shift();
      if (mail === undefined || mail === 'over') throw new Error('another district of this world could not go on');
      return mail;
    },
  };
}

/** Lives a life to its end, with letters to and from the others. */
async function corresponding<T>(life: Life<T>, boxes: readonly (Box | null)[]): Promise<T> {
  let step = life.next();
  while (step.done !== true) {
    for (const [district, letter] of step.value.entries()) boxes[district]?.send(letter);
    step = life.next(await Promise.all(boxes.map(async (box) => (box === null ? [] : box.next()))));
  }
  return step.value;
}
