// What must rise or fall with what, strictly. Where theory leaves the direction open (model specification 8), nothing is tested.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { choiceOf, gainOf, riskOf } from '../../src/model/mechanisms/appraisal.ts';
import { attentionOf } from '../../src/model/mechanisms/attention.ts';
import { gain } from '../../src/model/mechanisms/belief.ts';
import { inclusiveValue } from '../../src/model/mechanisms/destinations.ts';
import { dissonance, resistanceOf } from '../../src/model/mechanisms/dissonance.ts';
import { selection } from '../../src/model/mechanisms/exposure.ts';
import { priceOf } from '../../src/model/mechanisms/routes.ts';
import { readiness } from '../../src/model/mechanisms/stages.ts';
import { credibilityOf } from '../../src/model/mechanisms/trust.ts';
import type { Component, Policy, Setup } from '../../src/model/setup.ts';
import { CONSIDERING, NONE, type WayOut, waysOut } from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { oneMinusExp } from '../../src/random/exact-math.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { settledVillage } from './support/settled.ts';
import { component, defaults, everyWay, village, withCampaign, withContext, withGiven } from './support/village.ts';

/** Thousandths strictly between 0 and 1: a product with nothing cannot rise. */
const inner = fc.integer({ min: 1, max: 999 }).map((n) => n / 1000);
/** A value and a larger one. */
const rising = fc
  .tuple(inner, inner)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [Math.min(a, b), Math.max(a, b)]);
/** Exposure's numbers, with the types that `selection` asks for. */
const ready = { readyByPreparing: 0.5, readyByKnowing: 0.3 };
const reach = defaults.exposure as Parameters<typeof selection>[5];
const pressed = { reactance: 0.35, motivated: 0.35, resistanceMost: 0.9 };

type Rule = (x: number, a: number, b: number, c: number) => number;
const rises: readonly (readonly [string, Rule])[] = [
  ['credibility in trust', (x, a, b, c) => credibilityOf(x, a, b, c)],
  ['attention in what the format holds', (x, a, b, c) => attentionOf(x, a, b, c, 1)],
  ['attention in privacy', (x, a, b, c) => attentionOf(a, b, c, 0.2, x)],
  ['the weight of a message in its precision', (x, a) => gain(x, a)],
  ['resistance in commitment', (x, a, b) => resistanceOf(a, false, x, b, pressed)],
  ['resistance in controlling words', (x, a, b) => resistanceOf(x, false, a, b, pressed)],
  ['resistance in commitment where the message is unwelcome', (x, _, b) => resistanceOf(0, true, x, b, pressed)],
  ['risk in death', (x, a, b, c) => riskOf(x, a, b, c)],
  ['risk in mistreatment', (x, a, b, c) => riskOf(a, x, b, c)],
  ['risk in the weight of mistreatment', (x, a, b, c) => riskOf(a, b, c, x)],
  ['gain in earnings', (x, a, b) => gainOf(x, a, b)],
  ['gain in the right to stay', (x, a, b) => gainOf(a, x, b)],
  ['the choice to leave in the worth against staying', (x, a) => choiceOf(x, a)],
  ['the choice to leave in the worth against waiting', (x, a) => choiceOf(a, x)],
  ['readiness in preparation', (x, a) => readiness(x, a, ready)],
  ['readiness in knowledge', (x, a) => readiness(a, x, ready)],
  ['walking in, in intention', (x, a) => selection('walk-in', x, a, NONE, 1, reach)],
  ['searching, in intention', (x, a) => selection('search', x, a, CONSIDERING, 1, reach)],
  ['the price of a route in enforcement', (x, a, b, c) => priceOf(a, b, x, c)],
  ['the price of a route in its cost', (x, a, b, c) => priceOf(x, a, b, c)],
  ['the worth of destinations in that of one of them', (x, a, b) => inclusiveValue([x, a], 0.1 + 0.9 * b)],
];
const falls: readonly (readonly [string, Rule])[] = [
  ['credibility in the interest seen behind the sender', (x, a, b, c) => credibilityOf(a, x, b, c)],
  ['credibility in advocacy', (x, a, b, c) => credibilityOf(a, b, x, c)],
  ['credibility in resistance', (x, a, b, c) => credibilityOf(a, b, c, x)],
  ['attention in avoidability', (x, a, b, c) => attentionOf(a, x, b, c, 1)],
  ['attention in avoidance', (x, a, b, c) => attentionOf(a, b, x, c, 1)],
  ['attention in turning away', (x, a, b, c) => attentionOf(a, b, c, x, 1)],
  ['the weight of a message in how surely one believes', (x, a) => gain(a, x)],
  ['resistance in narrative', (x, a, b) => resistanceOf(a, true, b, x, pressed)],
  ['own risk in minimisation', (x, a, b, c) => riskOf(a, b, x, c)],
  ['walking in, in avoidance', (x, a) => selection('walk-in', a, x, NONE, 1, reach)],
  ['searching, in avoidance', (x, a) => selection('search', a, x, CONSIDERING, 1, reach)],
];

describe.each([
  ['rises', rises, 1],
  ['falls', falls, -1],
] as const)('strictly %s', (_, rules, sign) => {
  it.each(rules)('%s', (_rule, rule) => {
    fc.assert(
      fc.property(rising, inner, inner, inner, ([less, more], a, b, c) => {
        expect(sign * (rule(more, a, b, c) - rule(less, a, b, c))).toBeGreaterThan(0);
      }),
    );
  });
});

describe('rules', () => {
  it('of chance and credibility stay between 0 and 1', () => {
    fc.assert(
      fc.property(inner, inner, inner, inner, inner, (a, b, c, d, e) => {
        const results = [
          credibilityOf(a, b, c, d),
          attentionOf(a, b, c, d, e),
          gain(10 * a, 50 * b),
          resistanceOf(a, true, c, d, { ...pressed, reactance: 5 * e }) / 0.9,
          riskOf(a, b, c, d),
          gainOf(a, b, c),
          choiceOf(a, b),
          readiness(a, b, ready),
        ];
        for (const result of results) expect(result >= 0 && result <= 1).toBe(true);
      }),
    );
  });

  it('let the unwelcome meet more resistance than the welcome', () => {
    fc.assert(
      fc.property(inner, inner, inner, (a, b, c) => {
        expect(resistanceOf(a, true, b, c, pressed)).toBeGreaterThan(resistanceOf(a, false, b, c, pressed));
      }),
    );
  });

  it('let hardly anybody search who does not consider leaving', () => {
    expect(selection('search', 0.4, 0, NONE, 1, reach)).toBeLessThan(
      selection('search', 0.4, 0, CONSIDERING, 1, reach) / 10,
    );
    expect(selection('search', 0.4, 0, CONSIDERING, 0, reach)).toBe(0);
  });
});

const meanOf = (column: ArrayLike<number>): number => Array.from(column).reduce((a, b) => a + b, 0) / column.length;
const loud = (attributes: Partial<Component['attributes']>, changes: Partial<Component> = {}): Component => ({
  ...component('a', 'broadcast', { attributes: { relation: 0, ...attributes } }),
  ...changes,
});
const hearing = (one: Component, setup: Setup = village, weeks = 8): World =>
  live(begin(withCampaign(setup, [one])), weeks);

describe('in the same village with the same luck', () => {
  it('beliefs move further towards the message the more the sender is trusted', () => {
    // Dissonance off, or whoever believes more would resist more.
    const calm = settledVillage(['dissonance']);
    const moved = [0.1, 0.4, 0.8].map((trust) => {
      const setup = withContext(calm, { trust: { ...calm.context.trust, counsellor: trust } });
      const without = live(begin(setup), 8);
      const world = hearing(loud({ threat: 0 }, { says: { stay: 0.95 } }), setup);
      return meanOf(world.people.durable[3]) - meanOf(without.people.durable[3]);
    });
    expect(moved[0]).toBeGreaterThan(0);
    expect(moved[1]).toBeGreaterThan(moved[0] + 0.01);
    expect(moved[2]).toBeGreaterThan(moved[1] + 0.01);
  });

  it('more precise messages move beliefs further', () => {
    const moved = [0.2, 1, 4].map((precision) =>
      meanOf(hearing(loud({ precision }, { says: { stay: 0.95 } })).people.durable[3]),
    );
    expect(moved[1]).toBeGreaterThan(moved[0] + 0.01);
    expect(moved[2]).toBeGreaterThan(moved[1] + 0.01);
  });

  it('more contacts are remembered by more, and who thought it through remembers longer', () => {
    const recall = (world: World): number =>
      meanOf(world.people.lastingTrace.map((lasting, row) => oneMinusExp(lasting + world.people.passingTrace[row])));
    const [once, often] = [1, 5].map((most) => recall(hearing(loud({}, { most }))));
    expect(often).toBeGreaterThan(once + 0.05);
    const long = { ...village, weeks: 40 };
    const [shallow, deep] = [0.1, 0.9].map((elaboration) =>
      recall(finish(withCampaign(long, [loud({ elaboration }, { to: 8 })]))),
    );
    expect(deep).toBeGreaterThan(shallow + 0.05);
  });

  it('a louder threat alarms more', () => {
    const alarm = [0, 0.3, 0.9].map((threat) => meanOf(hearing(loud({ threat }), village, 2).people.alarm));
    expect(alarm[0]).toBe(0);
    expect(alarm[1]).toBeGreaterThan(0.01);
    expect(alarm[2]).toBeGreaterThan(alarm[1] + 0.01);
  });

  it('the more promises are broken, the more trust in who made them is lost', () => {
    const desk = component('desk', 'walk-in', { referral: 'open', attributes: { relation: 0 } });
    const programme = (slots: number): Component =>
      component('places', 'programme', { slots, budget: 1e7, slotCost: 0 });
    const worlds = [0, 3000, 30_000].map((slots) => live(begin(withCampaign(village, [desk, programme(slots)])), 20));
    const [none, some, many] = worlds.map((world) => meanOf(world.people.trust[2]));
    expect(some).toBeGreaterThan(none + 0.002);
    expect(many).toBeGreaterThan(some + 0.002);
    const refused = worlds.map((world) => world.people.refused.reduce((sum, each) => sum + each, 0));
    expect(refused[1]).toBeLessThan(refused[0]);
    expect(refused[2]).toBeLessThan(refused[1]);
    const used = worlds.map(({ log }) => log.placesUsed);
    expect(used[0]).toBe(0);
    expect(used[1]).toBeGreaterThan(used[0]);
    expect(used[2]).toBeGreaterThan(used[1]);
  });

  it('managed referral sends nobody in vain', () => {
    const desk = component('desk', 'walk-in', { referral: 'managed' });
    const places = component('places', 'programme', { slots: 3000, budget: 1e7, slotCost: 0 });
    const world = live(begin(withCampaign(village, [desk, places])), 20);
    expect(world.log.placesUsed).toBeGreaterThan(10);
    expect(world.people.refused.every((each) => each === 0)).toBe(true);
  });

  it('a programme nobody points to is found by itself, and only while it has places', () => {
    const places = component('places', 'programme', { slots: 6000, budget: 1e7, slotCost: 0 });
    const found = [0, 0.02, 1].map((organic) => {
      const world = live(begin(withCampaign(withGiven(village, { livelihood: { organic } }), [places])), 26);
      return world.log.placesUsed;
    });
    expect(found[0]).toBe(0);
    expect(found[1]).toBeGreaterThan(0);
    expect(found[2]).toBeGreaterThan(found[1]);
    expect(found[2]).toBeLessThanOrEqual(60);
  });

  it('better opportunities here lower intention, as long as they do not fill savings', () => {
    const calm = settledVillage(['savings']);
    const intention = [0.05, 0.3, 0.9].map((value) => {
      const policy: Policy = {
        id: 'work',
        from: 0,
        to: 80,
        changes: [{ setting: 'opportunities', route: null, value }],
      };
      return meanOf(finish({ ...calm, weeks: 60, arm: { components: [], policies: [policy] } }).people.intention);
    });
    expect(intention[1]).toBeLessThan(intention[0]);
    expect(intention[2]).toBeLessThan(intention[1]);
  });

  it('danger at home raises the intention of those in need, and of nobody who neither hears nor sees them', () => {
    // Nor may they leave each other fewer lawful places, or, torn, give up what they wish.
    const deaf = withContext(settledVillage(['talk', 'norms', 'dissonance']), { lawfulQuota: 0 });
    const [calm, worse] = [0, 4].map((danger) => live(fresh(withGiven(deaf, { appraisal: { danger } })), 5));
    let inNeed = 0;
    calm.people.danger.forEach((danger, row) => {
      const [before, after] = [calm.people.intention[row], worse.people.intention[row]];
      if (danger === 0) expect(after).toBe(before);
      else {
        expect(after).toBeGreaterThan(before);
        inNeed++;
      }
    });
    expect(inNeed).toBeGreaterThan(50);
  });

  it('nobody takes a route that is closed, and more take the dear one when the cheap one is closed', () => {
    const closed: Policy = {
      id: 'closed',
      from: 0,
      to: 99,
      changes: [{ setting: 'routeOpen', route: 'cheap', value: 0 }],
    };
    const taken = (policies: readonly Policy[]): number[] => {
      const { people } = finish({ ...village, arm: { components: [], policies } });
      return [0, 1].map(
        (route) => people.route.filter((r, row) => r === route && people.departureWeek[row] >= 0).length,
      );
    };
    const [open, shut] = [taken([]), taken([closed])];
    expect(open[1]).toBeGreaterThan(0);
    expect(shut[1]).toBe(0);
    expect(shut[0]).toBeGreaterThan(open[0]);
  });
});

describe('who is torn', () => {
  /** Mean share of a way out in all that is resolved this week, over everybody torn, after a change of their state. */
  function shareOf(way: WayOut, prepare: (world: World) => void): number {
    const setup = withCampaign(village, everyWay);
    const world = live(begin(setup), 12);
    prepare(world);
    let sum = 0;
    let torn = 0;
    world.trace = {
      weeks: [],
      open: () => {},
      revised: () => {},
      worths: () => {},
      choice: () => {},
      close: () => {},
      torn(_first, _wish, _against, _aroused, standing, _alarmed, weights) {
        for (let i = 0; i < standing.length; i++) {
          if (!(standing[i] > 0)) continue;
          const all = weights.reduce((total, weight) => total + weight[i], 0);
          sum += weights[waysOut.indexOf(way)][i] / all;
          torn++;
        }
      },
    };
    (dissonance as Mechanism).step(world as never);
    expect(torn).toBeGreaterThan(50);
    return sum / torn;
  }

  it.each<readonly [string, WayOut, (world: World, level: number) => void, 1 | -1]>([
    [
      'gives up the intention less when committed',
      'change-intention',
      ({ people }, x) => void people.commitment.fill(x),
      -1,
    ],
    [
      'gives up the intention more when there is another way',
      'change-intention',
      ({ people }, x) => void people.alternativeHope.fill(0.6 * x),
      1,
    ],
    [
      'plays the risk down less after a vivid testimony',
      'minimise-risk',
      ({ people }, x) => void people.vivid.fill(x),
      -1,
    ],
    [
      'plays the risk down less the more is played down',
      'minimise-risk',
      ({ people }, x) => void people.minimisation.fill(0.8 * x),
      -1,
    ],
    [
      'discredits a sender less who is trusted',
      'discredit-sender',
      ({ people }, x) => void people.trust.map((column) => column.fill(Math.max(0.01, 0.99 * x))),
      -1,
    ],
    [
      'looks away less the more they look away already',
      'look-away',
      ({ people }, x) => void people.avoidance.fill(x),
      -1,
    ],
    ['dreams bigger less when sure', 'dream-bigger', ({ people }, x) => void people.precision[2].fill(0.1 + 3 * x), -1],
    ['prepares more when they know how', 'prepare-better', ({ people }, x) => void people.rights.fill(x), 1],
  ])('%s', (_, way, put, sign) => {
    const [low, middle, high] = [0.1, 0.5, 0.9].map((level) => shareOf(way, (world) => put(world, level)));
    expect(sign * (middle - low)).toBeGreaterThan(0);
    expect(sign * (high - middle)).toBeGreaterThan(0);
  });
});
