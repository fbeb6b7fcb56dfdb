import { curve } from './curve.ts';
import { riskOf } from './mechanisms/appraisal.ts';
import type { Vector } from './vector.ts';
import {
  DEATH,
  MISTREATMENT,
  type Source,
  type Stage,
  sources,
  stages,
  type Topic,
  topics,
  type WayOut,
  waysOut,
} from './vocabulary.ts';
import type { World } from './world.ts';

/** A message as one person heard it. Beliefs are probabilities. */
type HeardMessage = {
  readonly kind: string;
  readonly sender: Source | 'own experience';
  /** Trust in the sender before the message, 0 to 1; 1 for own experience. */
  readonly trust: number;
  /** How much of it was believed, 0 to 1. */
  readonly credibility: number;
  readonly precision: number;
  readonly said: readonly {
    readonly topic: Topic;
    readonly value: number;
    readonly before: number;
    readonly after: number;
  }[];
};

/** One week of one person, with the terms exactly as the mechanisms computed them. Utilities unless said. */
export type PersonWeek = {
  readonly week: number;
  readonly stage: Stage;
  readonly messages: readonly HeardMessage[];
  readonly beliefs: { readonly [T in Topic]: number };
  /** Risk for people in general, and for themselves after discounting. */
  readonly generalRisk: number;
  readonly ownRisk: number;
  /** Terms that sum to `total`, for going, staying and waiting for a lawful way. */
  readonly appraisal: {
    readonly leave: Terms;
    readonly stay: Terms;
    readonly wait: Terms;
    /** Share of the choice that falls on leaving irregularly. */
    readonly choice: number;
  };
  readonly dissonance: {
    readonly speaksFor: number;
    readonly speaksAgainst: number;
    readonly speaksAgainstAlarmed: number;
    /** Pace of resolution per unit of weight, of the standing and the aroused pool. */
    readonly standing: number;
    readonly aroused: number;
    /** Weight of each way out and the share of this week's resolution that it takes; shares sum to 1, or are all 0. */
    readonly waysOut: readonly { readonly way: WayOut; readonly weight: number; readonly share: number }[];
  };
  readonly intention: { readonly before: number; readonly after: number };
  readonly commitment: number;
  readonly minimisation: number;
  readonly avoidance: number;
  readonly alarm: number;
};

type Terms = { readonly terms: { readonly [name: string]: number }; readonly total: number };

/** What the mechanisms report of the person followed; called with whole tiles, it keeps one row. */
export type Trace = {
  readonly weeks: readonly PersonWeek[];
  open(world: World): void;
  revised(at: number, topic: number, before: number, after: number): void;
  worths(first: number, leave: Vector, stay: Vector, wait: Vector): void;
  choice(first: number, choice: Vector): void;
  torn(
    first: number,
    wish: Vector,
    against: Vector,
    aroused: Vector,
    standing: Vector,
    alarmed: Vector,
    weights: readonly Vector[],
  ): void;
  close(world: World): void;
};

/** Standing dissonance does not discredit a sender, aroused dissonance does not make anybody dream. */
const DISCREDIT = waysOut.indexOf('discredit-sender');
const DREAM = waysOut.indexOf('dream-bigger');

/**
 * Follows one person. Set it as `world.trace` before the weeks of interest; following changes nothing.
 *
 * @throws RangeError when nobody has that id
 */
export function follow(world: World, id: number): Trace {
  const row = world.people.id.indexOf(id);
  if (row < 0) throw new RangeError(`follow: expected the id of a person, found ${id}.`);
  const weeks: PersonWeek[] = [];
  let before = 0;
  let trusts: number[] = [];
  const revisions = new Map<number, { topic: Topic; value: number; before: number; after: number }[]>();
  let worths = { leave: 0, stay: 0, wait: 0 };
  let chosen = 0;
  let dissonance: PersonWeek['dissonance'] | null = null;
  const inTile = (first: number, length: number): boolean => row >= first && row < first + length;

  const trace: Trace = {
    weeks,
    open(now) {
      before = now.people.intention[row];
      trusts = now.people.trust.map((column) => column[row]);
      revisions.clear();
      worths = { leave: 0, stay: 0, wait: 0 };
      chosen = 0;
      dissonance = null;
    },
    revised(at, topic, was, is) {
      if (world.inbox.row[at] !== row) return;
      const list = revisions.get(at) ?? [];
      list.push({
        topic: topics[topic],
        value: curve(world.inbox.says[topic][at]),
        before: curve(was),
        after: curve(is),
      });
      revisions.set(at, list);
    },
    worths(first, leave, stay, wait) {
      if (inTile(first, leave.length))
        worths = { leave: leave[row - first], stay: stay[row - first], wait: wait[row - first] };
    },
    choice(first, choice) {
      if (inTile(first, choice.length)) chosen = choice[row - first];
    },
    torn(first, wish, against, aroused, standing, alarmed, weights) {
      if (!inTile(first, wish.length)) return;
      const k = row - first;
      const shares = weights.map(
        (weight, way) => weight[k] * ((way === DISCREDIT ? 0 : standing[k]) + (way === DREAM ? 0 : alarmed[k])),
      );
      const sum = shares.reduce((total, share) => total + share, 0);
      dissonance = {
        speaksFor: wish[k],
        speaksAgainst: against[k],
        speaksAgainstAlarmed: aroused[k],
        standing: standing[k],
        aroused: alarmed[k],
        waysOut: waysOut.map((way, w) => ({ way, weight: weights[w][k], share: sum > 0 ? shares[w] / sum : 0 })),
      };
    },
    close(now) {
      weeks.push(record(now));
    },
  };

  function record(now: World): PersonWeek {
    const { people } = now;
    const given = now.given.appraisal;
    const believed = (topic: number): number => curve(people.durable[topic][row] + people.fading[topic][row]);
    const messages: HeardMessage[] = [];
    for (let at = 0; at < now.inbox.count; at++) {
      if (now.inbox.row[at] !== row) continue;
      const kind = now.kinds[now.inbox.kind[at]];
      const source = now.inbox.source[at];
      messages.push({
        kind: kind.name,
        sender: kind.source === null || source < 0 ? 'own experience' : sources[source],
        trust: kind.source === null || source < 0 ? 1 : trusts[source],
        credibility: now.inbox.credibility[at],
        precision: now.inbox.precision[at],
        said: revisions.get(at) ?? [],
      });
    }
    const riskWeight = given.lossAversion * given.risk * people.sensitivity[row];
    const alarmed = riskWeight * people.ownRisk[row];
    const plain = {
      intercept: given.intercept,
      pull: people.pull[row],
      family: 2 * given.family * people.kin[row],
      taste: people.taste[row],
    };
    const staying = {
      livelihood: given.present * people.present[row],
      alternatives: given.alternative * people.alternativeHope[row],
      danger: -given.danger * people.danger[row],
    };
    const sum = (terms: { readonly [name: string]: number }): number => Object.values(terms).reduce((a, b) => a + b, 0);
    return {
      week: now.week,
      stage: stages[people.stage[row]],
      messages,
      beliefs: Object.fromEntries(topics.map((topic, t) => [topic, believed(t)])) as PersonWeek['beliefs'],
      generalRisk: riskOf(believed(DEATH), believed(MISTREATMENT), 0, given.severity),
      ownRisk: people.ownRisk[row],
      appraisal: {
        // What is left of the total after the plain terms is the risk term with this week's alarm.
        leave: {
          terms: { ...plain, risk: -alarmed, alarm: worths.leave - sum(plain) + alarmed },
          total: worths.leave,
        },
        stay: { terms: staying, total: worths.stay },
        wait: {
          terms: { lawful: 2 * given.lawful * people.lawfulHope[row], effort: -given.lawfulEffort },
          total: worths.wait,
        },
        choice: chosen,
      },
      dissonance: dissonance ?? {
        speaksFor: 0,
        speaksAgainst: 0,
        speaksAgainstAlarmed: 0,
        standing: 0,
        aroused: 0,
        waysOut: waysOut.map((way) => ({ way, weight: 0, share: 0 })),
      },
      intention: { before, after: people.intention[row] },
      commitment: people.commitment[row],
      minimisation: people.minimisation[row],
      avoidance: people.avoidance[row],
      alarm: people.alarm[row],
    };
  }
  return trace;
}
