import { logit } from '../../src/random/exact-math.ts';
import type { Kind, Message } from './beings.ts';
import { f } from './numbers.ts';

const silent: Kind = {
  hearsay: true,
  elaboration: 0,
  control: 0,
  narrative: 0,
  advocacy: 0,
  relation: 0,
  threat: 0,
  vividness: 0,
  encoding: 0,
  safety: 0,
  component: null,
};

/** What others say in passing: how much of it lasts, and how openly it argues for their own interest. */
export function hearsay(elaboration: number, advocacy = 0): Kind {
  return { ...silent, elaboration, advocacy };
}

/** What people find out for themselves: believed, and kept. */
export const ownExperience: Kind = { ...silent, hearsay: false, elaboration: 1 };

/** A message in the making: log odds for the topics it speaks of. Numbers are kept in 32 bits. */
export function message<Listener>(
  to: Listener,
  kind: Kind,
  source: number | null,
  precision: number,
  logits: ReadonlyMap<number, number>,
  promise: Message<Listener>['promise'] = null,
): Message<Listener> {
  const says = [...logits].sort(([one], [other]) => one - other).map(([topic, value]) => ({ topic, value: f(value) }));
  return { to, kind, source, precision: f(precision), says, promise, credibility: 1, surprise: 0 };
}

/** Log odds of what is said, from topics and probabilities. */
export function saying(...said: readonly (readonly [topic: number, probability: number])[]): Map<number, number> {
  return new Map(said.map(([topic, probability]) => [topic, logit(probability)]));
}
