// The same setup gives the same world; another seed or replicate gives another one; looking changes nothing.
import { describe, expect, it } from 'vitest';
import { follow } from '../../src/model/follow.ts';
import { observe, weekly } from '../../src/model/observe.ts';
import { burnIn, liveWeek, runArm } from '../../src/model/run.ts';
import { fork, openWorld } from '../../src/model/world.ts';
import { begin, finish, live } from './support/live.ts';
import { differing, fingerprint } from './support/same.ts';
import { everyWay, village, withCampaign } from './support/village.ts';

const setup = withCampaign(village, everyWay);
const once = finish(setup);

describe('a run', () => {
  it('gives the same bits when it is run again', () => {
    const again = runArm(burnIn(setup), setup);
    expect(differing(again, once)).toEqual([]);
    expect(again.log).toEqual(once.log);
    expect(fingerprint(again)).toBe(fingerprint(once));
  });

  it('gives the same bits from a copy of the burn-in as without a copy', () => {
    // The campaign is there from the first week of the burn-in, and must keep still until week 0.
    const whole = burnIn(setup, openWorld(setup));
    live(whole, setup.weeks);
    expect(whole.week).toBe(setup.weeks);
    expect(differing(whole, once)).toEqual([]);
    expect(whole.log).toEqual(once.log);
  });

  it('gives the same bits from a copy made in any week: what is on its way to somebody is copied too', () => {
    const waiting = { lessons: 0, headLessons: 0 };
    const world = begin(village);
    let copy = fork(world, village);
    for (let week = 0; week < village.weeks; week++) {
      live(world, 1);
      live(copy, 1);
      expect([week, ...differing(copy, world)]).toEqual([week]);
      waiting.lessons += world.lessons.count;
      waiting.headLessons += world.headLessons.count;
      copy = fork(copy, village);
    }
    expect(waiting.lessons).toBeGreaterThan(0);
    expect(waiting.headLessons).toBeGreaterThan(0);
  });

  it('leaves the burn-in as it was, so that the next arm starts from the same', () => {
    const start = burnIn(setup);
    const before = fingerprint(start);
    runArm(start, setup);
    expect(fingerprint(start)).toBe(before);
    expect(differing(runArm(start, village), finish(village))).toEqual([]);
  });

  it('has other luck with another seed, and in another replicate', () => {
    const prints = [setup, { ...setup, seed: 'another' }, { ...setup, replicate: 1 }, { ...setup, replicate: 2 }].map(
      (other) => fingerprint(finish(other)),
    );
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('does not depend on how long it is going to be', () => {
    const short = finish({ ...setup, weeks: 20 });
    const long = live(begin(setup), 20);
    expect(differing(short, long)).toEqual([]);
  });
});

describe('looking on', () => {
  it('changes nothing: following people, weekly figures, the final view', () => {
    for (const id of [0, 65536 + 7, 3 * 65536 + 100]) {
      const world = begin(setup);
      world.trace = follow(world, id);
      for (let week = 0; week < setup.weeks; week++) {
        liveWeek(world);
        weekly(world);
        observe(world);
      }
      expect(world.trace.weeks).toHaveLength(setup.weeks);
      expect(differing(world, once)).toEqual([]);
    }
  });

  it('would be caught if it changed a single bit of one person', () => {
    const world = begin(setup);
    while (world.week < setup.weeks) {
      liveWeek(world);
      if (world.week === 20) world.people.livelihood[11] *= 1 - 2 ** -23;
    }
    expect(differing(world, once).length).toBeGreaterThan(0);
  });

  it('cannot follow somebody who is not there', () => {
    expect(() => follow(begin(setup), 200)).toThrow('follow: expected the id of a person, found 200.');
  });
});
