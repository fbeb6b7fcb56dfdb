import { uniform } from '../../random/draw.ts';
import type { LiveComponent } from '../campaign.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import type { Inbox, Listeners } from '../message.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { topics } from '../vocabulary.ts';

export const attentionParameters = {
  otherTopics: assumed(
    0.3,
    [0.1, 1],
    'probability',
    'chance that a tailored talk also speaks of a topic other than the one with the largest gap',
  ),
} as const satisfies Parameters;

const attentionState = {} as const satisfies State;

/**
 * The chance that somebody takes in a contact.
 *
 * @param attention    the format holds, 0 to 1
 * @param avoidability how easily it can be scrolled past, 0 to 1
 * @param avoidance    the person's habit of avoiding the topic, 0 to 1
 * @param turnedAway   share lost because the committed turn from threat, 0 to 1
 * @param seen         privacy factor for somebody who has something to hide, 0 to 1
 */
export function attentionOf(
  attention: number,
  avoidability: number,
  avoidance: number,
  turnedAway: number,
  seen: number,
): number {
  return attention * (1 - avoidability * avoidance) * (1 - turnedAway) * seen;
}

/** G(n) = n / (1 + (n - 1) r): what n messages of one campaign, which are correlated evidence, come to. */
function total(n: number, repetition: number): number {
  return n === 0 ? 0 : n / (1 + (n - 1) * repetition);
}

/** Growth of G at the n-th contact. */
export function growth(n: number, repetition: number): number {
  return total(n, repetition) - total(n - 1, repetition);
}

/** Puts what a component says into the inbox; tailored talk dwells on the largest gap. */
function speak(
  inbox: Inbox,
  live: LiveComponent,
  listeners: Listeners,
  row: number,
  grown: number,
  otherTopic: (topic: number) => boolean,
): number {
  const { attributes } = live.plan;
  let precision = attributes.precision * grown;
  let widest = -1;
  if (attributes.tailoring > 1) {
    precision *= attributes.tailoring;
    let gap = -1;
    for (let t = 0; t < topics.length; t++) {
      if ((live.speaks & (1 << t)) === 0) continue;
      const distance = Math.abs(live.says[t] - listeners.durable[t][row] - listeners.fading[t][row]);
      if (distance > gap) {
        gap = distance;
        widest = t;
      }
    }
  }
  const at = inbox.post(row, live.kind, live.source, precision);
  for (let t = 0; t < topics.length; t++)
    if ((live.speaks & (1 << t)) !== 0 && (widest < 0 || t === widest || otherTopic(t))) inbox.say(at, t, live.says[t]);
  return at;
}

/** A contact that was not taken in and need not be paid leaves its money for another one in the same community. */
function missed(live: LiveComponent, community: number): void {
  if (live.plan.paidWhenOffered !== 1) live.room[community]++;
}

export const attention = mechanism({
  name: 'attention',
  because:
    'A contact offered is not a contact taken in: feeds are scrolled past, warnings turned from, desks avoided where one is seen.',
  source: 'model specification 4.2 and 4.4 (tailoring, repetition)',
  equations: [
    'taken in with chance attention (1 - avoidability V) (1 - turningAway avoidability threat C (1 - narrative)) (privacy if I > consider)',
    'household heads take in with chance attention',
    'a contact not taken in costs nothing where only attendance is paid: its money stays in the community',
    'precision of the n-th contact = precision x tailoring x (G(n) - G(n - 1))',
    'tailored talk speaks of the topic with the largest gap, and of each other with chance otherTopics',
  ],
  parameters: attentionParameters,
  off: { otherTopics: 1 },
  state: attentionState,
  step(world) {
    if (world.offers.length === 0 && world.headOffers.length === 0) {
      world.spoken = world.inbox.count;
      return;
    }
    const { intention, commitment, avoidance, community, id } = world.people;
    const { turningAway } = world.given.dissonance;
    const { consider } = world.given.stages;
    const { repetition } = world.given.belief;
    const { otherTopics } = world.given.attention;
    const attends = world.components.map(({ plan }) => world.luck(`attention ${plan.id}`));
    const dwells = world.components.map(({ plan }) =>
      plan.attributes.tailoring > 1 ? topics.map((_, t) => world.luck(`tailoring ${plan.id}`, t)) : [],
    );
    for (const { component, row } of world.offers) {
      const live = world.components[component];
      const { attributes } = live.plan;
      const turned =
        turningAway * attributes.avoidability * attributes.threat * commitment[row] * (1 - attributes.narrative);
      const seen = intention[row] > consider ? attributes.privacy : 1;
      const chance = attentionOf(attributes.attention, attributes.avoidability, avoidance[row], turned, seen);
      if (uniform(attends[component], id[row]) >= chance) {
        missed(live, community[row]);
        continue;
      }
      live.contacts[row]++;
      live.account.taken++;
      world.taken.push({ component, row });
      const grown = growth(live.contacts[row], repetition);
      speak(world.inbox, live, world.people, row, grown, (t) => uniform(dwells[component][t], id[row]) < otherTopics);
    }
    world.spoken = world.inbox.count;
    const { households } = world;
    const heads = {
      durable: households.headDurable,
      fading: households.headFading,
      precision: households.headPrecision,
      trust: households.headTrust,
    };
    const headsAttend = world.components.map(({ plan }) => world.luck(`attention of heads ${plan.id}`));
    for (const { component, row } of world.headOffers) {
      const live = world.components[component];
      const { attributes } = live.plan;
      const who = households.householdId[row];
      if (uniform(headsAttend[component], who) >= attributes.attention) {
        missed(live, households.householdCommunity[row]);
        continue;
      }
      live.headContacts[row]++;
      live.account.taken++;
      if (live.plan.homeDialogue === 1) world.dialogues.push({ component, row });
      const grown = growth(live.headContacts[row], repetition);
      speak(world.headInbox, live, heads, row, grown, (t) => uniform(dwells[component][t], who) < otherTopics);
    }
  },
});
