import type { State } from '../column.ts';
import { type Hearers, layMessages, partsOf, readBeliefs } from '../desk.ts';
import { mechanism } from '../mechanism.ts';
import type { Inbox, MessageKind } from '../message.ts';
import { assumed, cited, type Parameters } from '../parameter.ts';
import { fade, relax } from '../vector.ts';
import { topics } from '../vocabulary.ts';

export const beliefParameters = {
  priorPrecision: assumed(
    1,
    [0.6, 1.8],
    '1/logit^2',
    'how surely people hold what they believe without a campaign (tau0)',
  ),
  survival: cited(
    0.84,
    [0.35, 0.95],
    'share per week',
    'how much of a fading change of belief is left after a week (rhoO)',
    'study',
    'F32: most of the effect of advertisements is gone within one to two weeks, some lasts six; F01: an event still shows at three months; value within that range assumed',
    'V',
  ),
  forgetting: assumed(0.01, [0.002, 0.05], 'share per week', 'how fast sureness returns to its usual level (lamTau)'),
  repetition: assumed(
    0.6,
    [0.2, 0.9],
    'correlation',
    'how much a repeated message of one campaign only says the same again (r_k)',
  ),
  care: assumed(0.7, [0.4, 1], 'share', 'elaboration that remains for a listener whom it does not concern at all'),
  unconcerned: assumed(0.3, [0, 0.6], 'share', 'concern of those who do not intend to leave, where intenders have 1'),
  mostSure: assumed(50, [20, 100], '1/logit^2', 'nobody is surer than this'),
  bound: assumed(6, [4, 8], 'logit', 'beliefs do not get more extreme than this; the range matters little'),
} as const satisfies Parameters;

const person = { of: 'people', kind: 'f32', width: topics.length, owner: 'belief', initial: 0 } as const;
const head = { of: 'households', kind: 'f32', width: topics.length, owner: 'belief', initial: 0 } as const;

export const beliefState = {
  durable: { ...person, unit: 'logit', meaning: 'lasting belief on each topic', seen: true },
  fading: { ...person, unit: 'logit', meaning: 'part of the belief that fades within weeks', writers: ['dissonance'] },
  precision: { ...person, initial: 1, unit: '1/logit^2', meaning: 'how surely the belief is held' },
  headDurable: { ...head, unit: 'logit', meaning: 'lasting belief of the household head on each topic' },
  headFading: { ...head, unit: 'logit', meaning: 'fading part of the belief of the household head' },
  headPrecision: { ...head, initial: 1, unit: '1/logit^2', meaning: 'how surely the household head holds it' },
} as const satisfies State;

type Believers = {
  readonly durable: readonly Float32Array[];
  readonly fading: readonly Float32Array[];
  readonly precision: readonly Float32Array[];
};

/**
 * The share of the gap between belief and message that is closed: the weight of the message against that of the belief.
 *
 * @param message precision of the message as it is believed, 1/logit^2, >= 0
 * @param held    precision of the belief, > 0
 * @returns       0 to 1; with full trust and no repetition the Gaussian posterior
 * @source        conjugate normal updating; Hinsch & Bijak (2019) for value and confidence kept apart
 */
export function gain(message: number, held: number): number {
  return message / (held + message);
}

/** Revises beliefs by the messages of a week, one after the other in the order posted. */
export function revise(
  believers: Believers,
  inbox: Inbox,
  kinds: readonly MessageKind[],
  bound: number,
  mostSure: number,
  careOf: (row: number, kind: MessageKind) => number,
  noted?: (at: number, topic: number, before: number, after: number) => void,
): void {
  for (let at = 0; at < inbox.count; at++) {
    const row = inbox.row[at];
    const kind = kinds[inbox.kind[at]];
    const weight = inbox.precision[at] * inbox.credibility[at];
    const elaboration = Math.min(1, kind.elaboration * careOf(row, kind));
    for (let t = 0; t < topics.length; t++) {
      if ((inbox.speaks[at] & (1 << t)) === 0) continue;
      const lasting = believers.durable[t];
      const passing = believers.fading[t];
      const surely = believers.precision[t];
      const before = lasting[row] + passing[row];
      const step = gain(weight, surely[row]) * (inbox.says[t][at] - before);
      lasting[row] = Math.min(bound, Math.max(-bound, lasting[row] + elaboration * step));
      passing[row] = Math.min(bound, Math.max(-bound, passing[row] + (1 - elaboration) * step));
      surely[row] = Math.min(mostSure, surely[row] + elaboration * weight);
      noted?.(at, t, before, lasting[row] + passing[row]);
    }
  }
}

export const belief = mechanism({
  name: 'belief',
  because:
    'People who hear a message they find credible revise what they think, partly for good and partly for a few weeks.',
  source:
    'model specification 4.4 and 4.6; value and precision after Hinsch & Bijak; durable and fading parts after the persuasion-decay literature',
  equations: [
    'fading *= survival; precision += forgetting (priorPrecision - precision)',
    'weight = precision of the message x tailoring x credibility x growth of G(n), G(n) = n / (1 + (n - 1) repetition)',
    'step = weight / (precision + weight) (message - durable - fading)',
    'e = min(1, elaboration (care + (1 - care) concern)), concern 1 for those who intend to leave and for parents, else unconcerned; hearsay: e as its kind says',
    'durable += e step; fading += (1 - e) step; precision += e weight',
  ],
  parameters: beliefParameters,
  off: {},
  state: beliefState,
  step(world) {
    const { survival, forgetting, priorPrecision, bound, mostSure, care, unconcerned } = world.given.belief;
    const { headDurable, headFading, headPrecision } = world.households;
    for (let t = 0; t < topics.length; t++) {
      fade(headFading[t], survival);
      relax(headPrecision[t], priorPrecision, forgetting);
    }
    const { intention } = world.people;
    const { consider } = world.given.stages;
    const numbers = [bound, mostSure, care, unconcerned, consider];
    const laid = (hearers: Hearers, inbox: Inbox) => layMessages(inbox, hearers, world.kinds, numbers);
    // Who is followed is told what each message changed, which only the loop below knows.
    const twin = world.trace === null ? laid(world.people, world.inbox) : null;
    for (const { tiles, stretches } of partsOf(world.inbox, world.tiles)) {
      readBeliefs(world.memory, tiles);
      for (const tile of tiles)
        for (let t = 0; t < topics.length; t++) {
          fade(tile.fading[t], survival);
          relax(tile.precision[t], priorPrecision, forgetting);
        }
      for (const [first, last] of stretches) twin?.revise(first, last, 1);
    }
    if (twin === null)
      revise(
        world.people,
        world.inbox,
        world.kinds,
        bound,
        mostSure,
        (row, kind) => (kind.component < 0 ? 1 : care + (1 - care) * (intention[row] > consider ? 1 : unconcerned)),
        world.trace?.revised,
      );
    const heads = {
      ...{ durable: headDurable, fading: headFading, precision: headPrecision },
      trust: world.households.headTrust,
    };
    const headsTwin = laid(heads, world.headInbox);
    if (headsTwin !== null) headsTwin.revise(0, world.headInbox.count, 0);
    else revise(heads, world.headInbox, world.kinds, bound, mostSure, () => 1);
  },
});
