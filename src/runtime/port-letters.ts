import type { Letter } from '../model/district.ts';
import { cannotGoOn, type Letterbox } from './letterbox.ts';

/** A letter, or word that there will be no more of them. */
type Mail = Letter | 'over';

/** A channel between every two districts: the ports of each, by number; null for the own. */
export function portsBetween(districts: number): readonly (readonly (MessagePort | null)[])[] {
  const ports: (MessagePort | null)[][] = Array.from({ length: districts }, () => Array(districts).fill(null));
  for (const [a, ofA] of ports.entries())
    for (const [b, ofB] of ports.entries()) {
      if (b <= a) continue;
      const { port1, port2 } = new MessageChannel();
      ofA[b] = port1;
      ofB[a] = port2;
    }
  return ports;
}

/** Letters as messages, which wait for the event loop of whoever gets them. Works everywhere. */
export function byPort(ports: readonly (MessagePort | null)[]): Letterbox {
  const inboxes = ports.map((port) => (port === null ? null : inboxOf(port)));
  return {
    swap: (letters) => {
      for (const [district, letter] of letters.entries())
        ports[district]?.postMessage(
          letter,
          letter.map(({ buffer }) => buffer as ArrayBuffer),
        );
      return Promise.all(inboxes.map(async (next) => (next === null ? [] : next())));
    },
    giveUp: () => {
      for (const port of ports) port?.postMessage('over' satisfies Mail);
    },
    close: () => {
      for (const port of ports) port?.close();
    },
  };
}

/** The letters that come in at a port, one after the other. */
function inboxOf(port: MessagePort): () => Promise<Letter> {
  const waiting: Mail[] = [];
  let wake: (() => void) | undefined;
  port.onmessage = ({ data }: { data: Mail }) => {
    waiting.push(data);
    wake?.();
  };
  return async () => {
    if (waiting.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    const mail = waiting.shift();
    if (mail === undefined || mail === 'over') throw cannotGoOn();
    return mail;
  };
}
