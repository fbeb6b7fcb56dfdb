// The compiled passes are what their sources say, and a world in their memory is the same world.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compiled, targets } from '../../scripts/compile.ts';
import { compiledMemory } from '../../src/model/arena.ts';
import { plainMemory } from '../../src/model/memory.ts';
import { Inbox } from '../../src/model/message.ts';
import { weekSums } from '../../src/model/observe.ts';
import { fork, openWorld, type World } from '../../src/model/world.ts';
import { anySetup } from './support/any-setup.ts';
import { live } from './support/live.ts';
import { differing } from './support/same.ts';
import { everyWay, village, withCampaign } from './support/village.ts';

describe('the compiled modules', () => {
  it.each(Object.entries(targets))(
    'are what their sources come to: %s',
    async (file, target) => {
      expect(readFileSync(file, 'utf8')).toBe(await compiled(target));
    },
    60_000,
  );
});

describe('a world in the memory of the compiled passes', () => {
  const setup = withCampaign(village, everyWay);
  const opened = (memoryOf = compiledMemory): World => openWorld(setup, undefined, undefined, memoryOf);

  it('is the world of the loops in TypeScript, bit for bit, and so are its copies', () => {
    const [ours, plain] = [live(opened(), 30), live(opened(plainMemory), 30)];
    expect(ours.people.intention.buffer).toBe(ours.inbox.row.buffer);
    expect(plain.people.intention.buffer).not.toBe(plain.inbox.row.buffer);
    expect(differing(ours, plain)).toEqual([]);
    const copies = [fork(ours, setup), fork(plain, setup)].map((world) => live(world, 10));
    expect(differing(copies[0], copies[1])).toEqual([]);
    expect(differing(ours, copies[0])).not.toEqual([]);
    expect(ours.log.departures).toBeGreaterThan(0);
  });

  it.each([300, 301, 302, 303, 304])('is so in any setup: number %i', (which) => {
    const any = anySetup(which, { people: 500, weeks: 30, burnIn: 0 });
    const both = [compiledMemory, plainMemory].map((memoryOf) =>
      live(openWorld(any, undefined, undefined, memoryOf), any.weeks),
    );
    expect(differing(both[0], both[1])).toEqual([]);
    expect(weekSums(both[0])).toEqual(weekSums(both[1]));
  });

  it('comes to the same figures, with people at every stage', () => {
    const [ours, plain] = [opened(), opened(plainMemory)].map((world) => live(world, 40));
    for (const { people } of [ours, plain]) for (let i = 0; i < people.stage.length; i++) people.stage[i] = i % 10;
    const sums = weekSums(ours);
    expect(sums).toEqual(weekSums(plain));
    expect(sums.departed).toBeGreaterThan(0);
    expect(sums.errors.count).toBeGreaterThan(sums.intentions.count);
    expect(sums.intentions.count).toBeGreaterThan(sums.considering);
    plain.people.fading[3][7] = Math.fround(plain.people.fading[3][7] + 0.01);
    expect(weekSums(plain).errors).not.toEqual(sums.errors);
  });

  it('is so where the messages of a week outgrow their room', () => {
    const [ours, plain] = [opened(), opened(plainMemory)];
    Object.assign(ours, { inbox: new Inbox(8, compiledMemory(4096)), headInbox: new Inbox(8, compiledMemory(4096)) });
    live(ours, 6);
    live(plain, 6);
    expect(ours.inbox.row.length).toBeGreaterThan(8);
    expect(differing(ours, plain)).toEqual([]);
  });

  it('tells where a compiled pass would be wrong', () => {
    const [ours, plain] = [opened(), opened(plainMemory)];
    live(ours, 3);
    live(plain, 3);
    plain.people.alarm[5] = Math.fround(plain.people.alarm[5] + 1e-7);
    expect(differing(ours, plain)).toEqual(['people.alarm']);
  });
});
