// The compiled passes over messages take two at a time and decide most by a direction: they must be the loops, bit for bit.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledMemory } from '../../src/model/arena.ts';
import { curve } from '../../src/model/curve.ts';
import { partsOf } from '../../src/model/desk.ts';
import type { Given } from '../../src/model/given.ts';
import { gainOf, riskOf } from '../../src/model/mechanisms/appraisal.ts';
import { belief } from '../../src/model/mechanisms/belief.ts';
import { trust } from '../../src/model/mechanisms/trust.ts';
import { plainMemory } from '../../src/model/memory.ts';
import { Inbox } from '../../src/model/message.ts';
import { unwelcomeDirections } from '../../src/model/unwelcome.ts';
import { relaxTo } from '../../src/model/vector.ts';
import { DEATH, EARNINGS, MISTREATMENT, STAY, sources, topics } from '../../src/model/vocabulary.ts';
import { fork, openWorld, TILE, type World } from '../../src/model/world.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { anySetup } from './support/any-setup.ts';
import { live } from './support/live.ts';
import { differing } from './support/same.ts';
import { everyWay, village, withCampaign, withGiven } from './support/village.ts';

const people = 150;
const setup = { ...withCampaign(village, everyWay), people, burnIn: 0 };

/** Numbers in a row, the same for the same name. */
function luckOf(name: number): () => number {
  const key = keyOf('test', 'messages', name);
  let drawn = 0;
  return () => uniform(key, drawn++);
}

/** The number of 32 bits that lies so many steps further from 0, or nearer. */
function beside(value: number, steps: number): number {
  const real = Float32Array.of(value);
  if (real[0] !== 0) new Int32Array(real.buffer)[0] += steps;
  return real[0];
}

/** Hearers of every sort: sure and unsure, at the edges of what they can believe, alarmed, committed, playing it down. */
function unsettle(world: World, luck: () => number): void {
  const { bound } = world.given.belief;
  const { mostMinimised } = world.given.dissonance;
  const edged = (low: number, high: number): number => {
    const u = luck();
    return u < 0.1 ? low : u > 0.9 ? high : low + u * (high - low);
  };
  const put = (columns: readonly Float32Array[], low: number, high: number): void => {
    for (const column of columns) column.set(Float32Array.from(column, () => edged(low, high)));
  };
  const { people: p, households: h } = world;
  put([...p.durable, ...p.fading, ...h.headDurable, ...h.headFading], -bound, bound);
  put([...p.precision, ...h.headPrecision], 0.1, 50);
  put([...p.trust, ...h.headTrust], 0.01, 0.99);
  put([p.commitment, p.alarm, p.intention], 0, 1);
  put([p.minimisation], 0, mostMinimised);
}

/** Messages of every kind that can be heard and any topics, in runs of a kind; many say almost, or exactly, what is believed already. */
function tell(
  world: World,
  inbox: Inbox,
  hearers: number,
  trusted: readonly Float32Array[],
  believed: (t: number, row: number) => number,
  luck: () => number,
  messages: number,
) {
  const upTo = (n: number): number => Math.floor(luck() * n);
  let [kind, row] = [0, 0];
  for (let k = 0; k < messages; k++) {
    if (luck() < 0.2) kind = upTo(world.kinds.length);
    if (luck() < 0.9) row = upTo(hearers);
    const source = world.kinds[kind].source ?? (luck() < 0.5 ? -1 : upTo(sources.length));
    if (source >= 0 && trusted[source].length === 0) continue;
    const at = inbox.post(row, kind, source, luck() < 0.1 ? 0 : 10 * luck() * luck());
    if (luck() < 0.1) inbox.promise[at] = upTo(3) - 1;
    const single = luck() < 0.6;
    for (let t = upTo(topics.length + 1); t < topics.length; t += single ? topics.length : 1 + upTo(3)) {
      const u = luck();
      const near = beside(believed(t, row), upTo(5) - 2);
      inbox.say(at, t, u < 0.3 ? near : u < 0.4 ? near + 1e-6 * luck() : u < 0.5 ? 20 * luck() - 10 : 4 * luck() - 2);
    }
  }
}

/** A world that heard any messages, once: not only those that a life brings. */
function heard(world: World, which: number, messages = 400): World {
  const luck = luckOf(which);
  const { durable, fading, trust: trusted } = world.people;
  const { headDurable, headFading, headTrust } = world.households;
  unsettle(world, luck);
  tell(world, world.inbox, world.sizes.people, trusted, (t, row) => durable[t][row] + fading[t][row], luck, messages);
  tell(
    world,
    world.headInbox,
    world.sizes.households,
    headTrust,
    (t, row) => headDurable[t][row] + headFading[t][row],
    luck,
    messages,
  );
  trust.step(world as never);
  belief.step(world as never);
  return world;
}

const filled = ({ count, credibility, surprise }: Inbox): readonly Int32Array[] =>
  [credibility, surprise].map((column) => new Int32Array(column.slice(0, count).buffer));

describe('the passes over messages', () => {
  const nothing = [
    ...[{}, { appraisal: { prospects: 0 } }, { appraisal: { lossAversion: 0 } }, { appraisal: { severity: 0 } }],
    ...[{ appraisal: { severity: 1 } }, { appraisal: { worthWithoutPapers: 0 } }],
    ...[
      { appraisal: { worthWithoutPapers: 1 } },
      { dissonance: { mostMinimised: 1 } },
      { dissonance: { motivated: 0 } },
    ],
    ...[{ appraisal: { prospects: 1e-9 } }, { appraisal: { risk: 1e-12 } }, { population: { sensitivitySpread: 0 } }],
    ...[{ trust: { relating: 0 } }, { trust: { learning: 0 } }],
  ];
  it.each(nothing.map((changes) => [JSON.stringify(changes), changes] as const))(
    'are their loops on any messages: %s',
    (_, changes) => {
      for (let which = 0; which < 6; which++) {
        const [ours, plain] = [compiledMemory, plainMemory].map((memoryOf) =>
          heard(openWorld(withGiven(setup, changes), undefined, undefined, memoryOf), which),
        );
        expect(differing(ours, plain)).toEqual([]);
        expect(filled(ours.inbox)).toEqual(filled(plain.inbox));
        expect(filled(ours.headInbox)).toEqual(filled(plain.headInbox));
        expect([ours.trustMoved, ours.headTrustMoved]).toEqual([plain.trustMoved, plain.headTrustMoved]);
      }
    },
  );

  it('is so with any numbers of the model', () => {
    for (let which = 0; which < 40; which++) {
      const any = anySetup(which, { people, weeks: 1, burnIn: 0 });
      const [ours, plain] = [compiledMemory, plainMemory].map((memoryOf) =>
        heard(openWorld(any, undefined, undefined, memoryOf), which),
      );
      expect(differing(ours, plain)).toEqual([]);
      expect(filled(ours.inbox)).toEqual(filled(plain.inbox));
    }
  });
});

describe('messages by tiles', () => {
  const tiles = [0, 2048, 4096].map((first) => ({ first }));
  const posted = (rows: readonly number[]): Inbox => {
    const inbox = new Inbox();
    for (const row of rows) inbox.post(row, 0, 0, 1);
    return inbox;
  };

  it('are all there, in the tile of who hears them, and each person’s in their order', () => {
    const run = fc
      .array(fc.integer({ min: 0, max: 5000 }), { maxLength: 12 })
      .map((rows) => rows.sort((a, b) => a - b));
    fc.assert(
      fc.property(fc.array(run, { maxLength: 6 }), (runs) => {
        const inbox = posted(runs.flat());
        const parts = partsOf(inbox, tiles);
        expect(parts.map((part) => part.tiles)).toEqual(tiles.map((tile) => [tile]));
        const places = parts.map(({ stretches }) =>
          stretches.flatMap(([first, last]) => Array.from({ length: last - first }, (_, k) => first + k)),
        );
        expect(places).toEqual(
          tiles.map(({ first }) =>
            Array.from({ length: inbox.count }, (_, at) => at).filter(
              (at) => inbox.row[at] >= first && inbox.row[at] < first + 2048,
            ),
          ),
        );
      }),
    );
  });

  it('are one part where they go to and fro, and where there is one tile', () => {
    const wild = posted(Array.from({ length: 1000 }, (_, k) => (k % 2) * 3000));
    expect(partsOf(wild, tiles)).toEqual([{ tiles, stretches: [[0, 1000]] }]);
    expect(partsOf(wild, tiles.slice(0, 1))).toEqual([{ tiles: tiles.slice(0, 1), stretches: [[0, 1000]] }]);
    expect(partsOf(posted([]), tiles).flatMap(({ stretches }) => stretches)).toEqual([]);
  });

  it('make the world of the loops in TypeScript in many tiles', () => {
    const large = withCampaign({ ...village, people: 2 * TILE + 900 }, everyWay);
    const [ours, plain] = [compiledMemory, plainMemory].map((memoryOf) =>
      live(openWorld(large, undefined, undefined, memoryOf), 12),
    );
    expect(partsOf(ours.inbox, ours.tiles)).toHaveLength(3);
    expect(differing(ours, plain)).toEqual([]);
  });

  it.each([
    [500, 3],
    [2000, 1],
  ])('do so where they go to and fro: %i of them in %i parts', (messages, parts) => {
    const [ours, plain] = [compiledMemory, plainMemory].map((memoryOf) =>
      heard(openWorld({ ...setup, people: 2 * TILE + 900 }, undefined, undefined, memoryOf), 0, messages),
    );
    expect(partsOf(ours.inbox, ours.tiles)).toHaveLength(parts);
    expect(differing(ours, plain)).toEqual([]);
    expect(filled(ours.inbox)).toEqual(filled(plain.inbox));
  });
});

describe('whether a message on one topic is unwelcome', () => {
  type Hearer = { beliefs: number[]; minimised: number; sensitivity: number; alarm: number };

  function worth({ appraisal }: Given, { beliefs, minimised, sensitivity, alarm }: Hearer): number {
    const gain = gainOf(beliefs[EARNINGS], beliefs[STAY], appraisal.worthWithoutPapers);
    const risk = riskOf(beliefs[DEATH], beliefs[MISTREATMENT], minimised, appraisal.severity);
    const weight = appraisal.lossAversion * appraisal.risk * sensitivity * (1 + appraisal.alarm * alarm);
    return appraisal.prospects * gain - weight * risk;
  }

  /** An end of a range, or somewhere in it. */
  const between = (low: number, high: number) =>
    fc.oneof(fc.constantFrom(low, high), fc.double({ min: low, max: high, noNaN: true }));
  const share = fc.double({ min: -10, max: 10, noNaN: true }).map(curve);

  it('is decided by its direction, for changes from `decisive` on', () => {
    let swallowed = 0;
    fc.assert(
      fc.property(
        fc.nat(200),
        fc.array(share, { minLength: 4, maxLength: 4 }),
        fc.tuple(between(0, 1), between(-6, 6), between(0, 1)),
        fc.nat(3),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (which, beliefs, [playedDown, spreads, alarm], topic, factor) => {
          const given = anySetup(which, { people, weeks: 1, burnIn: 0 }).given as Given;
          const { direction, decisive } = unwelcomeDirections(given);
          const hearer = {
            ...{ beliefs, alarm, minimised: playedDown * given.dissonance.mostMinimised },
            sensitivity: Math.exp(spreads * given.population.sensitivitySpread),
          };
          const changed = (by: number): number => {
            const then = beliefs.map((now, t) => (t === topic ? now + by : now));
            return worth(given, { ...hearer, beliefs: then }) - worth(given, hearer);
          };
          expect(decisive[topic]).toBeLessThan(1e-4);
          // The change as it is after rounding must still be above the limit.
          const by = (factor + 1e-9) * decisive[topic] + 2 ** -52;
          expect(Math.sign(changed(by))).toBe(-direction[topic]);
          expect(Math.sign(changed(-by))).toBe(direction[topic]);
          if (changed(1e-3 * decisive[topic]) === 0) swallowed++;
        },
      ),
      { numRuns: 3000 },
    );
    // Rounding does swallow smaller changes: the limit is needed.
    expect(swallowed).toBeGreaterThan(0);
  });

  it('is never decided by it where a belief may count for nothing', () => {
    const of = (changes: Parameters<typeof withGiven>[1]) =>
      unwelcomeDirections(withGiven(village, changes).given as Given).decisive;
    const [never, always] = [Number.POSITIVE_INFINITY, 0];
    expect(of({ appraisal: { risk: 0 } }).slice(0, 2)).toEqual([never, never]);
    expect(of({ dissonance: { mostMinimised: 1 } }).slice(0, 2)).toEqual([never, never]);
    expect(of({ appraisal: { severity: 0 } })[MISTREATMENT]).toBe(never);
    expect(of({ appraisal: { prospects: 0 } }).slice(2, 4)).toEqual([never, never]);
    expect(of({ appraisal: { worthWithoutPapers: 1 } })[STAY]).toBe(never);
    expect(of({ appraisal: { risk: -1 } }).slice(0, 4)).toEqual([never, never, never, never]);
    expect(of({ appraisal: { prospects: Number.NaN } }).slice(0, 4)).toEqual([never, never, never, never]);
    expect(of({}).slice(4)).toEqual([always, always]);
  });

  it('counts with nobody more or less sensitive than there is', () => {
    const wide = withGiven({ ...setup, people: 20_000 }, { population: { sensitivitySpread: 0.6 } });
    const logs = Array.from(openWorld(wide).people.sensitivity, Math.log);
    expect(Math.max(...logs.map(Math.abs))).toBeLessThan(5.4 * 0.6);
    expect(Math.max(...logs.map(Math.abs))).toBeGreaterThan(3 * 0.6);
  });
});

describe('trust that nobody moved', () => {
  const campaign = withCampaign(village, everyWay.slice(0, 3));
  const bit = (s: number): number => 1 << s;

  it('is at its usual level in a lived world, where drift would not change it, and nobody misses it', () => {
    const world = live(openWorld(campaign), 40);
    const { trust: now, usualTrust } = world.people;
    const moved = sources.map((_, s) => (world.trustMoved & bit(s)) !== 0);
    expect(new Set(moved)).toEqual(new Set([true, false]));
    moved.forEach((is, s) => {
      const drifted = now[s].slice();
      relaxTo(drifted, usualTrust[s].slice(), world.given.trust.drift);
      expect(drifted.every((level, row) => level === now[s][row])).toBe(!is);
      expect(now[s].every((level, row) => level === usualTrust[s][row])).toBe(!is);
    });
    const { headTrust, usualHeadTrust } = world.households;
    sources.forEach((_, s) => {
      const same = headTrust[s].every((level, h) => level === usualHeadTrust[s][h]);
      if ((world.headTrustMoved & bit(s)) === 0) expect(same).toBe(true);
    });
  });

  it('gives the world in which all trust drifts, and so do copies in any week', () => {
    const all = openWorld(campaign);
    const ours = openWorld(campaign);
    for (let k = 0; k < 30; k++) {
      Object.assign(all, { trustMoved: 2 ** sources.length - 1, headTrustMoved: 2 ** sources.length - 1 });
      live(all, 1);
      live(ours, 1);
    }
    expect(differing(ours, all)).toEqual([]);
    const copy = fork(ours, campaign);
    live(copy, 1);
    expect(copy.trustMoved & ours.trustMoved).toBe(ours.trustMoved);
  });

  it('is looked for where somebody set trust before the first week', () => {
    const world = openWorld(withCampaign(village, [{ ...everyWay[0], source: 'film', from: 5, to: 9 }]));
    const film = sources.indexOf('film');
    const [now, usual] = [world.people.trust[film], world.people.usualTrust[film]];
    now[5] = 0.5;
    usual[5] = 0.25;
    live(world, 1);
    expect(world.trustMoved & bit(film)).toBe(bit(film));
    expect(now[5]).toBeLessThan(0.5);
    // Without a note it would stay where it is.
    world.trustMoved &= ~bit(film);
    const before = now[5];
    live(world, 1);
    expect(now[5]).toBe(before);
  });

  it('is noted where a sender is discredited from whom nobody hears any more', () => {
    // Threats are remembered in the copy; nobody says any more.
    const world = fork(live(openWorld(campaign), 20), village);
    world.trustMoved = 0;
    const before = world.people.trust.map((column) => column.slice());
    live(world, 1);
    const changed = sources.map((_, s) => world.people.trust[s].some((level, row) => level !== before[s][row]));
    const discredited = [...new Set(everyWay.slice(0, 3).map(({ source }) => sources.indexOf(source)))];
    expect(discredited.some((s) => changed[s])).toBe(true);
    changed.forEach((is, s) => {
      if (is) expect(world.trustMoved & bit(s)).toBe(bit(s));
    });
  });
});
