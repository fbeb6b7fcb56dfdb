import { exp } from '../../random/exact-math.ts';
import type { State } from '../column.ts';
import { type Hearers, layMessages, partsOf, readBeliefs } from '../desk.ts';
import { mechanism } from '../mechanism.ts';
import type { Inbox, Listeners, MessageKind } from '../message.ts';
import { assumed, cited, type Parameter, type Parameters } from '../parameter.ts';
import { oncePer } from '../run-kernel.ts';
import { unwelcomeDirections } from '../unwelcome.ts';
import { type Reals, relaxTo } from '../vector.ts';
import { sources, topics } from '../vocabulary.ts';
import type { WorldOf } from '../world.ts';

const interest = (value: number, who: string, basis?: string): Parameter =>
  basis === undefined
    ? assumed(
        value,
        [0, Math.max(0.3, Math.min(1, 2 * value))],
        'share',
        `interest of its own that people see behind ${who} (iota)`,
      )
    : cited(
        value,
        [0.2, 1],
        'share',
        `interest of its own that people see behind ${who} (iota)`,
        'source-document',
        basis,
        'A',
      );

export const trustParameters = {
  interestGovernment: interest(
    0.8,
    'a destination government',
    'B, assumption 2: campaigns are seen as an instrument of destination countries; the size is assumed',
  ),
  interestOrganisation: interest(
    0.45,
    'an international organisation',
    'B, assumption 2: messages of international organisations are distrusted too; the size is assumed',
  ),
  interestCounsellor: interest(0.15, 'a local counsellor'),
  interestTeacher: interest(0.15, 'a teacher'),
  interestFamily: interest(0, 'the family'),
  interestPeer: interest(0, 'a friend'),
  interestReturnee: interest(0.1, 'a returnee'),
  interestInfluencer: interest(0.15, 'an influencer'),
  interestDiaspora: interest(0, 'relatives and friends abroad'),
  interestSmuggler: interest(0.3, 'a smuggler'),
  interestFilm: interest(0.15, 'a film'),
  interestLeader: interest(0.15, 'a community leader'),
  learning: assumed(
    0.06,
    [0.02, 0.15],
    'share per message',
    'how much trust follows from whether a message fits what one believes (eta_T)',
  ),
  expectedFit: assumed(0.7, [0.5, 0.9], 'index', 'fit of an ordinary message, which leaves trust as it is'),
  relating: assumed(0.3, [0.05, 0.5], 'share per contact', 'how much trust a personal contact builds (eta_rel)'),
  relatingTop: assumed(0.9, [0.8, 0.99], 'share', 'trust towards which personal contact leads'),
  promise: assumed(0.25, [0.1, 0.5], 'share', 'trust gained by a kept promise or lost by a broken one (eta_out)'),
  drift: assumed(0.005, [0.0025, 0.01], 'share per week', 'return of trust to the usual level'),
} as const satisfies Parameters;

const interests = [
  'interestGovernment',
  'interestOrganisation',
  'interestCounsellor',
  'interestTeacher',
  'interestFamily',
  'interestPeer',
  'interestReturnee',
  'interestInfluencer',
  'interestDiaspora',
  'interestSmuggler',
  'interestFilm',
  'interestLeader',
] as const;

const share = { unit: 'share', initial: 0.5, kind: 'f32', width: sources.length, owner: 'trust' } as const;

export const trustState = {
  trust: { ...share, of: 'people', meaning: 'how believable each source is to this person', writers: ['dissonance'] },
  usualTrust: { ...share, of: 'people', meaning: 'trust this person returns to' },
  headTrust: { ...share, of: 'households', meaning: 'how believable each source is to the household head' },
  usualHeadTrust: { ...share, of: 'households', meaning: 'trust the household head returns to' },
} as const satisfies State;

/** Interest behind each source, in the order of `sources`. */
function interestsOf(given: { readonly [P in keyof typeof trustParameters]: number }): number[] {
  return interests.map((name) => given[name]);
}

/**
 * How much of a message is believed.
 *
 * @param trust      in the messenger, 0 to 1
 * @param interest   of its own that is seen behind the messenger, 0 to 1
 * @param advocacy   how openly the message argues for that interest, 0 to 1
 * @param resistance to this message, 0 to 0.9 (`resistanceTo` of dissonance)
 * @returns          0 to 1
 */
export function credibilityOf(trust: number, interest: number, advocacy: number, resistance: number): number {
  return trust * (1 - interest * advocacy) * (1 - resistance);
}

const least = 0.01;
const most = 0.99;
const within = (value: number): number => Math.min(most, Math.max(least, value));

/** Weighs the messages of a week with the trust and the beliefs held before them. */
function weigh(
  listeners: Listeners,
  inbox: Inbox,
  kinds: readonly MessageKind[],
  interest: readonly number[],
  resistanceTo: (at: number, kind: MessageKind) => number,
): void {
  const { durable, fading, precision: held, trust } = listeners;
  for (let at = 0; at < inbox.count; at++) {
    const kind = kinds[inbox.kind[at]];
    if (kind.source === null) continue; // own experience is believed
    const source = inbox.source[at];
    const row = inbox.row[at];
    inbox.credibility[at] = credibilityOf(trust[source][row], interest[source], kind.advocacy, resistanceTo(at, kind));
    const precision = inbox.precision[at];
    if (precision === 0 || inbox.speaks[at] === 0) continue; // says nothing, surprises nobody
    let sum = 0;
    let spoken = 0;
    for (let t = 0; t < topics.length; t++) {
      if ((inbox.speaks[at] & (1 << t)) === 0) continue;
      const gap = inbox.says[t][at] - durable[t][row] - fading[t][row];
      sum += (gap * gap) / (1 / held[t][row] + 1 / precision);
      spoken++;
    }
    inbox.surprise[at] = sum / spoken;
  }
}

/** Lets trust follow from fit, personal contact and promises. Returns the sources in whom it may have changed, a bit each. */
function learn(
  trust: readonly Float32Array[],
  inbox: Inbox,
  kinds: readonly MessageKind[],
  interest: readonly number[],
  given: { readonly [P in keyof typeof trustParameters]: number },
): number {
  let heard = 0;
  for (let at = 0; at < inbox.count; at++) {
    const source = inbox.source[at];
    if (source < 0) continue;
    heard |= 1 << source;
    const kind = kinds[inbox.kind[at]];
    const row = inbox.row[at];
    const column = trust[source];
    let level = column[row];
    if (kind.source !== null && inbox.precision[at] > 0 && inbox.speaks[at] !== 0) {
      const fit = exp(-inbox.surprise[at] / 2) - given.expectedFit;
      const room = fit < 0 ? level : (1 - level) * (1 - interest[source] * kind.advocacy);
      level += given.learning * fit * room;
    }
    level += given.relating * kind.relation * (given.relatingTop - level) * (1 - kind.control);
    if (inbox.promise[at] > 0) level += given.promise * (1 - level);
    if (inbox.promise[at] < 0) level -= given.promise * level;
    column[row] = within(level);
  }
  return heard;
}

/** Sources, a bit each, in whom somebody's trust is not at its usual level. */
function movedIn(trust: readonly Reals[], usual: readonly Reals[]): number {
  let moved = 0;
  for (let s = 0; s < trust.length; s++) if (differs(trust[s], usual[s])) moved |= 1 << s;
  return moved;
}

function differs(one: Reals, other: Reals): boolean {
  for (let row = 0; row < one.length; row++) if (one[row] !== other[row]) return true;
  return false;
}

/** What messages are weighed with in a world, and the same as the compiled passes know it. */
const weighingIn = oncePer(({ given }: WorldOf<'trust'>) => {
  const { trust, dissonance, appraisal } = given;
  const interest = interestsOf(trust);
  const { direction, decisive } = unwelcomeDirections(given);
  const numbers = Float64Array.from([
    ...interest,
    ...[trust.learning, trust.expectedFit, trust.relating, trust.relatingTop, trust.promise],
    ...[dissonance.reactance, dissonance.motivated, dissonance.resistanceMost, appraisal.worthWithoutPapers],
    ...[appraisal.severity, appraisal.lossAversion, appraisal.risk, appraisal.alarm, appraisal.prospects],
    ...direction,
    ...decisive,
  ]);
  return { interest, numbers };
});

const isIn = (moved: number, source: number): boolean => (moved & (1 << source)) !== 0;

export const trust = mechanism({
  name: 'trust',
  because:
    'Whether a message is believed depends on who says it, in whose interest, and on what became of earlier words.',
  source: 'model specification 4.3 and 4.5; Collins et al. (2018) for reliability inferred from content',
  equations: [
    'first of all messages, by trust and beliefs from before them: credibility = trust (1 - interest x advocacy) (1 - resistance)',
    'surprise = mean over topics of (message - belief)^2 / (1 / precision of belief + 1 / precision of message)',
    'then trust += drift (usual trust - trust)',
    'last, one message after the other, each within 0.01 and 0.99:',
    'fit = exp(-surprise / 2) - expectedFit; trust += learning fit (trust if fit < 0, else (1 - trust) (1 - interest x advocacy))',
    'trust += relating x relation (relatingTop - trust) (1 - control); promise kept: trust += promise (1 - trust), broken: trust -= promise x trust',
  ],
  parameters: trustParameters,
  off: { learning: 0, relating: 0, promise: 0, drift: 0 },
  state: trustState,
  step(world) {
    const given = world.given.trust;
    const { people, households, inbox, headInbox, kinds } = world;
    const { interest, numbers } = weighingIn(world);
    const laid = (hearers: Hearers, messages: Inbox) => layMessages(messages, hearers, kinds, numbers);
    const heads = {
      durable: households.headDurable,
      fading: households.headFading,
      precision: households.headPrecision,
      trust: households.headTrust,
    };
    const headsTwin = laid(heads, headInbox);
    if (headsTwin !== null) headsTwin.weigh(0, headInbox.count, 0);
    else weigh(heads, headInbox, kinds, interest, () => 0);
    // Trust that is at its usual level stays there, and most sources are never heard from.
    if (world.trustMoved === -1) world.trustMoved = movedIn(people.trust, people.usualTrust);
    if (world.headTrustMoved === -1) world.headTrustMoved = movedIn(households.headTrust, households.usualHeadTrust);
    for (let s = 0; s < sources.length; s++)
      if (isIn(world.headTrustMoved, s)) relaxTo(households.headTrust[s], households.usualHeadTrust[s], given.drift);
    world.headTrustMoved |=
      headsTwin !== null
        ? headsTwin.learn(0, headInbox.count)
        : learn(households.headTrust, headInbox, kinds, interest, given);
    const twin = laid(people, inbox);
    if (twin === null) weigh(people, inbox, kinds, interest, world.resistanceTo);
    for (const { tiles, stretches } of partsOf(inbox, world.tiles)) {
      readBeliefs(world.memory, tiles);
      for (const [first, last] of stretches) twin?.weigh(first, last, 1);
      for (const tile of tiles)
        for (let s = 0; s < sources.length; s++)
          if (isIn(world.trustMoved, s)) relaxTo(tile.trust[s], tile.usualTrust[s], given.drift);
      for (const [first, last] of stretches) world.trustMoved |= twin?.learn(first, last) ?? 0;
    }
    if (twin === null) world.trustMoved |= learn(people.trust, inbox, kinds, interest, given);
  },
});
