// Where theory gives the answer, the model must give it too.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ambientKinds } from '../../src/model/kinds.ts';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { choiceOf } from '../../src/model/mechanisms/appraisal.ts';
import { attention, growth } from '../../src/model/mechanisms/attention.ts';
import { belief, gain, revise } from '../../src/model/mechanisms/belief.ts';
import { inclusiveValue } from '../../src/model/mechanisms/destinations.ts';
import { exposure } from '../../src/model/mechanisms/exposure.ts';
import { trust } from '../../src/model/mechanisms/trust.ts';
import { Inbox, plainKind } from '../../src/model/message.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import type { Component, Setup } from '../../src/model/setup.ts';
import { DEATH, topics } from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { logistic, logit } from '../../src/random/exact-math.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { columnsOf, differing } from './support/same.ts';
import { settledVillage } from './support/settled.ts';
import { component, everyWay, nothing, village, withCampaign, withContext, withGiven } from './support/village.ts';

const only = (...mechanisms: readonly unknown[]): readonly Mechanism[] => mechanisms as readonly Mechanism[];

/** Beliefs of one person on every topic, held with precision 1. */
function believer(at: number) {
  const columns = (value: number) => topics.map(() => Float32Array.of(value));
  return { durable: columns(at), fading: columns(0), precision: columns(1) };
}

const thousandths = (low: number, high: number) =>
  fc.integer({ min: 1000 * low, max: 1000 * high }).map((n) => n / 1000);
const messages = fc.array(
  fc.record({
    topic: fc.integer({ min: 0, max: topics.length - 1 }),
    says: thousandths(-5, 5),
    precision: thousandths(0, 5),
  }),
  { maxLength: 25 },
);

describe('full trust, no interest, no resistance, full elaboration, no repetition, nothing forgotten', () => {
  /** How far beliefs end from the Gaussian posterior after messages, whose precision may be tampered with. */
  function distance(
    prior: number,
    heard: readonly { readonly topic: number; readonly says: number; readonly precision: number }[],
    elaboration = 1,
    credibility = 1,
  ): number {
    const one = believer(prior);
    const inbox = new Inbox();
    for (const { topic, says, precision } of heard) {
      const at = inbox.post(0, 0, 0, precision);
      inbox.say(at, topic, says);
      inbox.credibility[at] = credibility;
    }
    revise(one, inbox, [plainKind('message', 0, elaboration)], 6, 1e9, () => 1);
    let furthest = 0;
    topics.forEach((_, topic) => {
      let sum = prior;
      let weight = 1;
      for (const message of heard) {
        if (message.topic !== topic) continue;
        sum += message.precision * message.says;
        weight += message.precision;
      }
      const mean = Math.abs(one.durable[topic][0] + one.fading[topic][0] - sum / weight);
      const surely = Math.abs(one.precision[topic][0] - weight) / weight;
      furthest = Math.max(furthest, mean, surely);
    });
    return furthest;
  }

  it('belief is the Gaussian posterior after any messages, to 1e-5', () => {
    fc.assert(
      fc.property(thousandths(-4, 4), messages, (prior, heard) => {
        expect(distance(prior, heard)).toBeLessThan(1e-5);
      }),
      { numRuns: 400 },
    );
  });

  it('and is not, as soon as trust or elaboration is a hundredth less', () => {
    const heard = [
      { topic: 0, says: 2, precision: 1 },
      { topic: 0, says: -1, precision: 2 },
    ];
    expect(distance(0.5, heard)).toBeLessThan(1e-5);
    expect(distance(0.5, heard, 1, 0.99)).toBeGreaterThan(1e-3);
    expect(distance(0.5, heard, 0.99)).toBeGreaterThan(1e-3);
  });

  it('belief is the Gaussian posterior in a whole village as well', () => {
    const [says, precision] = [0.2, 1.5];
    const plain = withGiven(
      withCampaign(village, [
        component('a', 'broadcast', {
          ...{ reach: 1, most: 200, unitCost: 0.01, says: { death: says } },
          attributes: { precision, elaboration: 1, attention: 1, avoidability: 0, privacy: 1 },
        }),
      ]),
      { belief: { repetition: 0, survival: 1, forgetting: 0, care: 1 } },
    );
    const world = fresh(plain);
    const prior = world.people.durable[DEATH].slice();
    live(world, 12, only(exposure, attention, belief));
    const [{ contacts }] = world.components;
    expect(Math.min(...contacts)).toBe(12);
    for (let i = 0; i < world.sizes.people; i++) {
      const weight = precision * contacts[i];
      const posterior = (prior[i] + weight * logit(says)) / (1 + weight);
      expect(Math.abs(world.people.durable[DEATH][i] - posterior)).toBeLessThan(1e-5);
    }
  });

  it('repetition bounds what one campaign can say: G(n) grows to 1 / repetition, and by 1 a contact without it', () => {
    for (const repetition of [0.2, 0.6, 0.9]) {
      let total = 0;
      for (let n = 1; n <= 1000; n++) {
        expect(growth(n, repetition)).toBeGreaterThan(0);
        if (n > 1) expect(growth(n, repetition)).toBeLessThan(growth(n - 1, repetition));
        total += growth(n, repetition);
      }
      expect(total).toBeLessThan(1 / repetition);
      expect(total).toBeGreaterThan(0.98 / repetition);
    }
    for (let n = 1; n <= 50; n++) expect(growth(n, 0)).toBeCloseTo(1, 12);
  });
});

const beliefs = ['durable', 'fading', 'precision', 'headDurable', 'headFading', 'headPrecision'];
const believed = (names: readonly string[]): string[] =>
  names.filter((name) => beliefs.some((each) => name.includes(each)));
const met = (world: World): number[] =>
  Array.from(world.components[0].contacts.keys()).filter((row) => world.components[0].contacts[row] > 0);

describe('precision 0', () => {
  const loud = component('a', 'broadcast', {
    ...{ against: 'north', audience: { heads: 1 } },
    attributes: { ...nothing, threat: 0.9, relation: 0.5 },
  });
  // Up to the appraisal: who is alarmed may dream bigger still in the same week, which is not the message's doing.
  const hearing = schedule.slice(
    0,
    schedule.findIndex(({ name }) => name === 'norms'),
  );
  const world = live(begin(withCampaign(village, [loud])), 1, hearing);
  const without = live(begin(village), 1, hearing);
  const changed = differing(world, without);

  it('moves no belief of anybody', () => expect(believed(changed)).toEqual([]));
  it('takes nothing from a destination', () =>
    expect(changed.filter((name) => /penalty|destination/.test(name))).toEqual([]));
  it('still alarms and still builds trust', () => {
    expect(changed).toContain('people.alarm');
    expect(changed).toContain('people.trust[2]');
    for (const row of met(world)) expect(world.people.alarm[row]).toBeGreaterThan(without.people.alarm[row]);
  });
  it('would be seen to move beliefs if it were a ten-thousandth', () => {
    const faint = { ...loud, attributes: { ...loud.attributes, precision: 1e-4 } };
    const other = live(begin(withCampaign(village, [faint])), 1, hearing);
    expect(believed(differing(other, without)).length).toBeGreaterThan(0);
  });
});

describe('a message that says what people believe', () => {
  const says = 0.3;
  const hear = (saying: number): World => {
    const one = component('a', 'broadcast', {
      says: { death: saying, alternative: saying },
      attributes: { relation: 0, advocacy: 0.5 },
    });
    const world = fresh(withCampaign(village, [one]));
    for (const column of world.people.durable) column.fill(logit(says));
    return live(world, 1, only(exposure, attention, trust, belief));
  };
  const world = hear(says);

  it('moves no belief', () => {
    expect(met(world).length).toBeGreaterThan(100);
    for (const column of world.people.durable) expect(new Set(column)).toEqual(new Set([Math.fround(logit(says))]));
    for (const column of world.people.fading) expect(new Set(column)).toEqual(new Set([0]));
  });

  it('lets trust grow by the same part of what is missing, and a message far off takes the same part of what is there', () => {
    // All believe the same equally surely, so that the message fits, or does not, equally well for all.
    const parts = (of: World, whole: (trust: number) => number): number[] =>
      met(of).map((row) => {
        const before = of.people.usualTrust[2][row];
        return (of.people.trust[2][row] - before) / whole(before);
      });
    const { learning, expectedFit, interestCounsellor } = village.given.trust;
    const due = learning * (1 - expectedFit) * (1 - 0.5 * interestCounsellor);
    for (const gained of parts(world, (trust) => 1 - trust)) expect(gained).toBeCloseTo(due, 5);
    const lost = parts(hear(0.95), (trust) => trust);
    expect(Math.max(...lost) - Math.min(...lost)).toBeLessThan(1e-5);
    expect(Math.max(...lost)).toBeLessThan(-0.001);
    expect(Math.min(...lost)).toBeGreaterThan(-learning * expectedFit);
  });

  it('lets trust in the sender grow, and a message far off lets it fall', () => {
    const [counsellor, usual] = [world.people.trust[2], world.people.usualTrust[2]];
    for (const row of met(world)) expect(counsellor[row]).toBeGreaterThan(usual[row]);
    const far = hear(0.95);
    for (const row of met(far)) expect(far.people.trust[2][row]).toBeLessThan(far.people.usualTrust[2][row]);
  });
});

describe('families without weight and without money', () => {
  const alone = withContext(
    // The haste of the one chosen is part of the mandate itself, whatever the family weighs.
    withGiven(village, { routes: { householdMoney: 0 }, stages: { householdToPrepare: 0, mandateHaste: 0 } }),
    { familyWeight: 0 },
  );
  const parents = everyWay
    .filter(({ mode }) => mode === 'household-heads')
    .map((each) => ({ ...each, budget: 1e7, reach: 1, homeDialogue: 0 }));
  const peopleIn = (setup: Setup): string[] =>
    differing(finish(withCampaign(setup, parents)), finish(setup)).filter((name) => name.startsWith('people.'));

  it('what parents hear changes whom they choose, and nothing else about anybody', () => {
    expect(peopleIn(alone)).toEqual(['people.mandate']);
  });

  it('does change intentions as soon as the family weighs anything', () => {
    expect(peopleIn(withContext(alone, { familyWeight: 0.2 }))).toContain('people.intention');
  });

  it('does change departures as soon as the family pays', () => {
    const paying = withGiven(alone, { routes: { householdMoney: 1 }, stages: { householdToPrepare: 1 } });
    expect(peopleIn(paying)).toContain('people.departureWeek');
  });
});

describe('destinations', () => {
  const warning = everyWay.filter(({ id }) => id === 'warning').map((each): Component => ({ ...each, from: 0 }));
  const gone = (world: World): number[] => Array.from(world.people.destination).filter((place) => place !== 255);
  const { destinations } = village.context;

  it('one destination leaves nowhere else to go: it loses all that is said against it', () => {
    const setup = withContext(village, { destinations: destinations.slice(0, 1) });
    const world = finish(withCampaign(setup, warning));
    expect(new Set(gone(world))).toEqual(new Set([0]));
    expect(world.people.penalty[0].some((penalty) => penalty > 0.1)).toBe(true);
    world.people.destinationWorth.forEach((worth, row) => {
      expect(worth).toBeCloseTo(-world.people.penalty[0][row], 6);
    });
    for (const column of world.people.penalty.slice(1)) expect(new Set(column)).toEqual(new Set([0]));
  });

  it('of several, the others take up nearly all of it, and people', () => {
    const world = finish(withCampaign(village, warning));
    const without = finish(village);
    world.people.destinationWorth.forEach((worth, row) => {
      const penalty = world.people.penalty[0][row];
      if (penalty > 0.01) {
        expect(worth).toBeLessThan(0);
        expect(worth).toBeGreaterThan(-penalty / 2);
      }
    });
    const toNorth = (of: World): number => gone(of).filter((place) => place === 0).length / gone(of).length;
    expect(toNorth(world)).toBeLessThan(toNorth(without));
  });

  it('nobody speaks against: no destination is worth less', () => {
    expect(new Set(finish(village).people.destinationWorth)).toEqual(new Set([0]));
  });

  it('the worth of a set is that of the best and something for the choice', () => {
    const worth = fc.array(thousandths(-3, 3), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(worth, thousandths(0.1, 1), (values, nest) => {
        const value = inclusiveValue(values, nest);
        expect(value).toBeGreaterThanOrEqual(Math.max(...values) - 1e-12);
        expect(value).toBeLessThanOrEqual(Math.max(...values) + nest * Math.log(values.length) + 1e-9);
        expect(
          inclusiveValue(
            values.map(() => 1),
            nest,
          ),
        ).toBeCloseTo(1 + nest * Math.log(values.length), 9);
        expect(inclusiveValue([values[0]], nest)).toBeCloseTo(values[0], 12);
      }),
    );
  });
});

describe('trust of a hundredth', () => {
  const one = component('a', 'broadcast', { attributes: { threat: 0.9, relation: 0, precision: 1 } });
  const world = fresh(withCampaign(village, [one]));
  for (const column of [...world.people.trust, ...world.people.usualTrust]) column.fill(0.01);
  const before = world.people.durable[DEATH].slice();
  live(world, 1, undefined);
  const { inbox, kinds } = world;

  it('lets less than a hundredth be believed, and alarms all the same', () => {
    let heard = 0;
    for (let at = 0; at < inbox.count; at++) {
      if (kinds[inbox.kind[at]].component < 0) continue;
      heard++;
      expect(inbox.credibility[at]).toBeLessThan(0.01);
      expect(world.people.alarm[inbox.row[at]]).toBeGreaterThan(0.05);
    }
    expect(heard).toBeGreaterThan(100);
    expect(before).toHaveLength(world.sizes.people);
  });

  it('closes less than a hundredth of the gap to a message as sure as the belief', () => {
    expect(gain(1 * 0.01, 1)).toBeLessThan(0.01);
    expect(gain(1 * 0.0099, 1)).toBeGreaterThan(0);
  });
});

describe('dissonance switched off', () => {
  const off = settledVillage(['dissonance']);
  const on = settledVillage([]);
  const weeks = 60;

  it('lets minimisation and avoidance fade to nothing, however loud the campaign', () => {
    const world = live(fresh(withCampaign(off, everyWay)), weeks);
    for (const left of world.people.minimisation) expect(left).toBeCloseTo(0.15 * 0.985 ** weeks, 5);
    expect(new Set(world.people.avoidance)).toEqual(new Set([0]));
    expect(live(world, 1400).people.minimisation.every((left) => left < 1e-9)).toBe(true);
  });

  it('and on, does not', () => {
    const world = live(fresh(withCampaign(on, everyWay)), weeks);
    expect(world.people.minimisation.some((left) => left > 0.3)).toBe(true);
    expect(world.people.avoidance.some((left) => left > 0.05)).toBe(true);
  });

  it('leaves no resistance to messages: who hears the same from the same sender believes by trust and interest alone', () => {
    const one = component('a', 'broadcast', { attributes: { control: 1, narrative: 0, advocacy: 0 } });
    const believedBy = (setup: Setup): number[] => {
      const world = fresh(withCampaign(setup, [one]));
      world.people.commitment.fill(0.9);
      live(world, 1);
      const { inbox, kinds, people } = world;
      return Array.from({ length: inbox.count }, (_, at) => at)
        .filter((at) => kinds[inbox.kind[at]].component >= 0)
        .map((at) => inbox.credibility[at] - people.usualTrust[2][inbox.row[at]]);
    };
    for (const difference of believedBy(off)) expect(Math.abs(difference)).toBeLessThan(1e-6);
    for (const difference of believedBy(on)) expect(difference).toBeLessThan(-0.05);
  });
});

describe('no effect has its sign built in', () => {
  // Death is believed at 0.43; the message of the same channel, sender and words says less, or more.
  const says = (death: number) =>
    component('a', 'broadcast', { says: { death }, attributes: { threat: 0, relation: 0 } });
  const intention = (components: readonly Component[]): number => {
    const world = live(begin(withCampaign(settledVillage(['dissonance']), components)), 6);
    return world.people.intention.reduce((sum, each) => sum + each, 0) / world.sizes.people;
  };
  const without = intention([]);

  it('a message below what is believed raises intention, one above lowers it', () => {
    expect(intention([says(0.05)])).toBeGreaterThan(without + 0.001);
    expect(intention([says(0.9)])).toBeLessThan(without - 0.001);
  });
});

describe('where staying is no option', () => {
  it('risk changes little: the choice is flat', () => {
    const wait = logistic(6);
    const fallBy = (stay: number): number => choiceOf(logistic(0 - stay), wait) - choiceOf(logistic(-1 - stay), wait);
    expect(fallBy(-6)).toBeGreaterThan(0);
    expect(fallBy(-6)).toBeLessThan(fallBy(0) / 10);
  });
});

describe('kinds of ambient messages', () => {
  it('carry no threat, no bond, no memory of a campaign', () => {
    for (const kind of ambientKinds(0.5, 0, 0.5)) {
      const { threat, relation, vividness, encoding, safety, component: of } = kind;
      expect([threat, relation, vividness, encoding, safety, of]).toEqual([0, 0, 0, 0, 0, -1]);
    }
  });
});

describe('a world without anything going on', () => {
  it('stays as it is', () => {
    const world = fresh(village);
    const before = new Map([...columnsOf(world)].map(([name, column]) => [name, column.slice()]));
    live(world, 10, []);
    for (const [name, column] of columnsOf(world)) expect([name, column]).toEqual([name, before.get(name)]);
  });
});
