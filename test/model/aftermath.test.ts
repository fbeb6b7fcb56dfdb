// What becomes of people: what friends see, life abroad, coming back, and where counting begins.
import { describe, expect, it } from 'vitest';
import type { Mechanism } from '../../src/model/mechanism.ts';
import { abroad } from '../../src/model/mechanisms/abroad.ts';
import { norms } from '../../src/model/mechanisms/norms.ts';
import { returns } from '../../src/model/mechanisms/returns.ts';
import { burnIn, liveWeek } from '../../src/model/run.ts';
import {
  AT_DESTINATION,
  EN_ROUTE,
  NONE,
  PLANNING,
  PREPARING,
  RETURNED,
  STRANDED,
  stages,
} from '../../src/model/vocabulary.ts';
import { openWorld, type World } from '../../src/model/world.ts';
import { FALSE_ALARM, surprise } from '../support/surprise.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { everyWay, village, withCampaign, withContext, withGiven } from './support/village.ts';

const only = (...mechanisms: readonly unknown[]): readonly Mechanism[] => mechanisms as readonly Mechanism[];
const rowsOf = (world: World): number[] => Array.from(world.people.id.keys());

describe('the norm', () => {
  it.each(stages.map((stage, code) => [stage, code] as const))('of a friend who is %s', (stage, code) => {
    const world = fresh(village);
    const { ties } = world.places;
    world.people.stage.fill(NONE);
    for (const row of rowsOf(world)) if (row % 5 === 0) world.people.stage[row] = code;
    live(world, 1, only(norms));
    const counts = [PLANNING, PREPARING, EN_ROUTE, AT_DESTINATION].includes(code as 2) ? 1 : 0;
    for (const row of rowsOf(world)) {
      const friends = ties.member.subarray(ties.start[row], ties.start[row + 1]);
      const leaving = counts * friends.filter((friend) => friend % 5 === 0).length;
      const due = Math.min(1, (village.given.norms.visibility * leaving) / friends.length);
      expect([stage, row, world.people.norm[row]]).toEqual([stage, row, Math.fround(due)]);
    }
  });

  it('counts from scratch what a whole year has left behind', () => {
    const world = finish(withCampaign(village, everyWay));
    const { ties } = world.places;
    const seen = world.people.stage.slice();
    const next = live(begin(withCampaign(village, everyWay)), village.weeks);
    live(next, 1, only(norms));
    for (const row of rowsOf(world)) {
      const friends = ties.member.subarray(ties.start[row], ties.start[row + 1]);
      const leaving = friends.filter((friend) => [2, 3, 4, 5].includes(seen[friend])).length;
      expect(next.people.norm[row]).toBe(Math.fround(Math.min(1, (1.5 * leaving) / friends.length)));
    }
  });
});

describe('abroad', () => {
  /** Everybody arrives in the first week, and nobody comes back. */
  function arrived(truths: Partial<World['setup']['context']['truths']>): World {
    const setup = withContext({ ...village, people: 3000 }, { truths: { ...village.context.truths, ...truths } });
    const world = fresh(withContext(setup, { communitySize: 500 }));
    world.people.stage.fill(AT_DESTINATION);
    world.people.stageWeek.fill(0);
    return live(world, 150, only(abroad));
  }
  const world = arrived({ earnings: 0.4, stay: 0.25, stayInNeed: 0.8 });

  it('as many find work as the truth says, and no more with the years', () => {
    const working = world.people.working.filter((found) => found === 1).length;
    expect(surprise(working, 3000, 0.4)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(working, 3000, 0.46)).toBeLessThan(FALSE_ALARM);
    expect(live(world, 100, only(abroad)).people.working.filter((found) => found === 1)).toHaveLength(working);
  });

  it('as many may stay as the truth says, and those in need of protection as theirs says', () => {
    const { permit, danger } = world.people;
    for (const [inNeed, share] of [
      [true, 0.8],
      [false, 0.25],
    ] as const) {
      const decided = rowsOf(world).filter((row) => danger[row] > 0 === inNeed && permit[row] > 0);
      expect(decided.length).toBeGreaterThan(300);
      const mayStay = decided.filter((row) => permit[row] === 1).length;
      expect(surprise(mayStay, decided.length, share)).toBeGreaterThan(FALSE_ALARM);
    }
  });

  it('the same people find work in a place where more is to be found', () => {
    const better = arrived({ earnings: 0.7 });
    for (const row of rowsOf(world))
      expect(better.people.working[row]).toBeGreaterThanOrEqual(world.people.working[row]);
    expect(better.people.working.some((found, row) => found > world.people.working[row])).toBe(true);
  });
});

describe('coming back', () => {
  it('is held against people for as long as declared, and no longer', () => {
    const setup = withGiven(village, { returns: { fromStranded: 1, stigmaWeeks: 7, stigma: 0.3 } });
    const world = fresh(setup);
    world.people.stage.fill(STRANDED);
    live(world, 1, only(returns));
    expect(new Set(world.people.stage)).toEqual(new Set([RETURNED]));
    for (let week = 1; week < 12; week++) {
      expect([week, ...new Set(world.people.stigma)]).toEqual([week, week <= 7 ? Math.fround(0.3) : 0]);
      live(world, 1, only(returns));
    }
  });

  it('teaches what the journey was like', () => {
    const setup = withGiven(village, { returns: { fromStranded: 1 } });
    const world = fresh(setup);
    world.people.stage.fill(STRANDED);
    const before = world.people.durable[0].slice();
    live(world, 1, only(returns));
    // Heard at the beginning of the next week.
    live(world, 1);
    const truth = Math.log(0.05 / 0.95);
    for (const row of rowsOf(world)) {
      const [was, is] = [before[row], world.people.durable[0][row] + world.people.fading[0][row]];
      expect(Math.abs(is - truth)).toBeLessThan(Math.abs(was - truth) * 0.3 + 0.2);
    }
  });
});

describe('the one chosen by the family', () => {
  it('is one of its members, at home or only just gone, and nobody else is', () => {
    const world = begin(village);
    let withdrawn = 0;
    for (let week = 0; week < village.weeks; week++) {
      const before = world.people.mandate.slice();
      liveWeek(world);
      const { mandate, household } = world.people;
      const { chosen } = world.households;
      for (const row of rowsOf(world)) {
        expect([week, row, mandate[row] === 1]).toEqual([week, row, chosen[household[row]] === row]);
        if (before[row] === 1 && mandate[row] === 0) withdrawn++;
      }
    }
    expect(withdrawn).toBeGreaterThan(5);
  });
});

describe('counting', () => {
  it('begins in week 0: what happened before is nobody’s doing', () => {
    const before = openWorld({ ...village, burnIn: 40 });
    live(before, 40);
    const { departures, harmed } = before.people;
    expect(before.log.departures).toBeGreaterThan(0);
    for (const column of [departures, harmed]) expect(column.some((count) => count > 0)).toBe(true);
    const start = burnIn({ ...village, burnIn: 40 });
    for (const column of [start.people.departures, start.people.harmed])
      expect(column.every((count) => count === 0)).toBe(true);
    expect(start.people.departureWeek.every((week) => week === -1)).toBe(true);
    expect(start.log).toEqual({ departures: 0, lawfulDepartures: 0, deaths: 0, placesUsed: 0 });
    // People are where they were.
    expect(start.people.stage).toEqual(before.people.stage);
  });
});
