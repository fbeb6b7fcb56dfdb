// A mechanism in the memory of the compiled passes does what its loop in TypeScript does, whatever stands in the columns.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledMemory } from '../../src/model/arena.ts';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { diaspora } from '../../src/model/mechanisms/diaspora.ts';
import { household } from '../../src/model/mechanisms/household.ts';
import { livelihood } from '../../src/model/mechanisms/livelihood.ts';
import { smugglers } from '../../src/model/mechanisms/smugglers.ts';
import { stages } from '../../src/model/mechanisms/stages.ts';
import { talk } from '../../src/model/mechanisms/talk.ts';
import { plainMemory } from '../../src/model/memory.ts';
import type { Inbox } from '../../src/model/message.ts';
import { openWorld, type World } from '../../src/model/world.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { setupOf } from '../reference/setups.ts';
import { columnsOf, differing } from './support/same.ts';

/** More than a tile, and nothing that two or four divide. */
const setup = setupOf({ people: 2_343, burnIn: 0, context: { communitySize: 150 } });
const both = [compiledMemory, plainMemory].map((memoryOf) => openWorld(setup, undefined, undefined, memoryOf));
const opened = both.map((world) => new Map(Array.from(columnsOf(world), ([name, column]) => [name, column.slice()])));

/** What columns hold at their edges, and what they never hold. */
const thresholds = [0.05, 0.3, 0.36, 0.45, 0.48].flatMap((x) => [x, x * (1 + 2 ** -23), x * (1 - 2 ** -23)]);
const odd = [0, -0, 1, -1, 8, -8, 8.001, -300, 300, 2 ** -149, 3.4e38, -3.4e38, ...thresholds];

/** Puts any numbers in the columns that mechanisms read, the same in every world; rarely odd ones, as often as `oddly` says. */
function scramble(world: World, seed: number, oddly: number): void {
  const [lots, which] = [keyOf('passes', seed), keyOf('passes odd', seed)];
  const any = (id: number, low: number, high: number): number =>
    uniform(which, id) < oddly
      ? odd[Math.floor(uniform(which, -id) * odd.length)]
      : low + (high - low) * uniform(lots, id);
  const { people, households, communities } = world;
  let id = 1;
  const put = (column: Float32Array, low: number, high: number): void => {
    for (let i = 0; i < column.length; i++) column[i] = any(id++, low, high);
  };
  const whole = (column: Uint8Array | Int16Array | Int32Array, values: readonly number[]): void => {
    for (let i = 0; i < column.length; i++) column[i] = values[Math.floor(uniform(lots, id++) * values.length)];
  };
  for (const column of [...people.durable, ...people.fading, ...households.headDurable, ...households.headFading])
    put(column, -6, 6);
  for (const column of communities.news) put(column, 0.01, 0.99);
  for (const column of [households.wealth, households.support, communities.shock, communities.culture])
    put(column, -1, 1);
  for (const column of [people.intention, people.savings, people.preparation, people.rights]) put(column, 0, 1);
  whole(people.stage, [0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  whole(people.mandate, [0, 0, 1]);
  whole(households.abroad, [0, 0, 1, 2, 255]);
  whole(households.dialogueWeek, [-9999, -9999, world.week]);
  for (let h = 0; h < households.chosen.length; h++) {
    const first = world.places.ofHousehold.start[h];
    households.chosen[h] = uniform(lots, id++) < 0.5 ? -1 : world.places.ofHousehold.member[first];
  }
}

/** Everything that stands in an inbox, by bits. */
const read = ({ count, row, kind, source, speaks, precision, credibility, surprise, promise, says }: Inbox): unknown =>
  Array.from({ length: count }, (_, at) => {
    const spoken = says.map((topic, t) => ((speaks[at] >> t) & 1 ? topic[at] : null));
    const numbers = [row, kind, source, speaks, precision, credibility, surprise, promise].map((column) => column[at]);
    return [...numbers, ...spoken];
  });

/** What a step leaves behind in the compiled and in the plain world. */
function lived(mechanism: Mechanism, seed: number, oddly: number): readonly unknown[] {
  both.forEach((world, w) => {
    for (const [name, column] of columnsOf(world)) column.set(opened[w].get(name) as never);
    scramble(world, seed, oddly);
    world.week = seed % 50;
    for (const list of [world.departing, world.taken, world.dialogues]) list.length = 0;
    world.inbox.empty();
    world.headInbox.empty();
    for (let k = 0; k < seed % 7; k++) world.inbox.post(k, 0, -1, 1);
    mechanism.step(world);
  });
  return both.map(({ inbox, headInbox, departing }) => [read(inbox), read(headInbox), [...departing]]);
}

describe.each([talk, diaspora, household, smugglers, livelihood, stages].map((one) => [one.name, one] as const))(
  '%s',
  (_, mechanism: Mechanism) => {
    it('leaves the same behind, compiled and in TypeScript', () => {
      expect(both[0].inbox.row).toHaveProperty('twin');
      expect(both[1].inbox.row).not.toHaveProperty('twin');
      fc.assert(
        fc.property(fc.nat(), fc.constantFrom(0, 0.001, 0.3), (seed, oddly) => {
          const [ours, plain] = lived(mechanism, seed, oddly);
          expect(ours).toEqual(plain);
          expect(differing(both[0], both[1])).toEqual([]);
        }),
        { numRuns: 12 },
      );
    });
  },
);

describe('what households want', () => {
  it('is the same in 64 bits, not only as stored in 32', () => {
    const usual = both[0].given.household.speed;
    const last = (speed: number): void => {
      for (const world of both) {
        Object.assign(world.given.household, { speed });
        (household as Mechanism).step(world);
      }
    };
    for (let seed = 0; seed < 10; seed++) {
      lived(household, seed, 0.1);
      // Support becomes what is wanted, as rounded; then what was lost by rounding, made large.
      last(1);
      last(2 ** 40);
      expect(differing(both[0], both[1])).toEqual([]);
    }
    Object.assign(both[0].given.household, { speed: usual });
    expect(both[1].given.household.speed).toBe(usual);
  });

  it('touches nothing behind its column, where their number is odd', () => {
    const { support } = both[0].households;
    expect(support.length % 2).toBe(1);
    const behind = new Float32Array(support.buffer, support.byteOffset + support.byteLength, 1);
    behind[0] = 7;
    lived(household, 1, 0);
    expect(behind[0]).toBe(7);
  });
});

describe('the comparison', () => {
  it('tells worlds in which one head or one friend thinks otherwise', () => {
    lived(household, 5, 0);
    for (const [k, world] of both.entries()) {
      world.households.headDurable[2][7] = k;
      (household as Mechanism).step(world);
    }
    expect(differing(both[0], both[1])).toContain('households.support');
    const [ours] = lived(talk, 5, 0);
    const friend = both[0].inbox.says.findIndex((_, t) => (both[0].inbox.speaks[9] >> t) & 1);
    both[0].inbox.says[friend][9] += 1e-6;
    expect(read(both[0].inbox)).not.toEqual((ours as unknown[])[0]);
  });
});
