// Whom each way of reaching people meets, and whom it cannot.
import { describe, expect, it } from 'vitest';
import { atHome } from '../../src/model/campaign.ts';
import type { Component, Setup } from '../../src/model/setup.ts';
import { RETURNED } from '../../src/model/vocabulary.ts';
import type { World } from '../../src/model/world.ts';
import { FALSE_ALARM, surprise } from '../support/surprise.ts';
import { begin, live } from './support/live.ts';
import { component, village, withCampaign, withGiven } from './support/village.ts';

type Week = {
  /** Rows met by the component looked at, people and household heads. */
  readonly met: readonly number[];
  readonly heads: readonly number[];
  readonly intention: Float32Array;
  readonly stage: Uint8Array;
};

/** What the first of some components does, week by week, with what stood in the world before each week. */
function weeksOf(components: readonly [Component, ...Component[]], setup: Setup = village, weeks = 12) {
  const world = begin(withCampaign(setup, components));
  const [{ id }] = components;
  const index = world.components.findIndex(({ plan }) => plan.id === id);
  const told: Week[] = [];
  for (let week = 0; week < weeks; week++) {
    const { intention, stage } = world.people;
    const before = { intention: intention.slice(), stage: stage.slice() };
    live(world, 1);
    const rows = (offers: World['offers']): number[] =>
      offers.filter((offer) => offer.component === index).map(({ row }) => row);
    told.push({ met: rows(world.offers), heads: rows(world.headOffers), ...before });
  }
  return { world, live: world.components[index], weeks: told };
}

const always = { most: 200, unitCost: 0.01 };

describe('a broadcast', () => {
  it('meets a share of everybody at home each week', () => {
    const { weeks } = weeksOf([component('a', 'broadcast', { ...always, reach: 0.3 })]);
    let home = 0;
    let met = 0;
    for (const week of weeks) {
      home += week.stage.filter((stage) => atHome[stage] === 1).length;
      met += week.met.length;
    }
    expect(surprise(met, home, 0.3)).toBeGreaterThan(FALSE_ALARM);
    expect(surprise(met, home, 0.34)).toBeLessThan(FALSE_ALARM);
  });
});

describe('an audience', () => {
  it.each<readonly [string, Component['audience'], (world: World, row: number) => boolean]>([
    [
      'age',
      audience({ youngest: 18, oldest: 20 }),
      ({ people }, row) => people.age[row] >= 18 && people.age[row] <= 20,
    ],
    ['sex', audience({ sex: 'female' }), ({ people }, row) => people.male[row] === 0],
    ['being in school', audience({ school: 'in' }), ({ people }, row) => people.schoolClass[row] >= 0],
    ['being out of school', audience({ school: 'out' }), ({ people }, row) => people.schoolClass[row] < 0],
    ['being online', audience({ online: 1 }), ({ people }, row) => people.online[row] === 1],
  ])('by %s is kept to, and all of it can be met', (_, of, belongs) => {
    const { world, weeks } = weeksOf([component('a', 'broadcast', { ...always, reach: 0.9, audience: of })]);
    const met = new Set(weeks.flatMap((week) => week.met));
    let members = 0;
    for (let row = 0; row < world.sizes.people; row++) {
      if (belongs(world, row)) members++;
      else expect(met.has(row)).toBe(false);
    }
    expect(met.size).toBeGreaterThan(0.9 * members);
    expect(members).toBeLessThan(0.9 * world.sizes.people);
  });
});

function audience(changes: Partial<Component['audience']>): Component['audience'] {
  return component('a', 'broadcast', { audience: changes }).audience;
}

describe('followers', () => {
  it('are the same people week after week', () => {
    const { world, weeks } = weeksOf([component('a', 'followers', { ...always, reach: 0.9, following: 0.3 })]);
    const met = new Set(weeks.flatMap((week) => week.met));
    expect(surprise(met.size, world.sizes.people, 0.3)).toBeGreaterThan(FALSE_ALARM);
    // A broadcast of the same size meets nearly everybody in that time.
    const broadcast = weeksOf([component('a', 'broadcast', { ...always, reach: 0.27 })]);
    expect(new Set(broadcast.weeks.flatMap((week) => week.met)).size).toBeGreaterThan(2 * met.size);
  });
});

describe('a desk', () => {
  it('is visited more by those who think of leaving, and by some who do not', () => {
    const { weeks } = weeksOf([component('a', 'walk-in', { ...always, reach: 0.2 })]);
    const rate = (thinks: boolean): number => {
      let [there, came] = [0, 0];
      for (const { met, intention, stage } of weeks) {
        const visitors = new Set(met);
        intention.forEach((wish, row) => {
          if (atHome[stage[row]] === 0 || (thinks ? wish < 0.5 : wish > 0.2)) return;
          there++;
          if (visitors.has(row)) came++;
        });
      }
      return came / there;
    };
    expect(rate(false)).toBeGreaterThan(0.05);
    expect(rate(true)).toBeGreaterThan(1.3 * rate(false));
  });
});

describe('a hotline', () => {
  const hotline = component('hotline', 'search', { ...always, reach: 0.9 });

  it('is found online only', () => {
    const { world, weeks } = weeksOf([hotline]);
    const met = new Set(weeks.flatMap((week) => week.met));
    expect(met.size).toBeGreaterThan(50);
    for (const row of met) expect(world.people.online[row]).toBe(1);
  });

  it('passes on those who were in touch before and had a wish to disclose, and nobody else', () => {
    const { weeks, world } = weeksOf([
      component('passed-on', 'escalation', { ...always, via: 'hotline', reach: 1 }),
      hotline,
    ]);
    const reached = world.components.find(({ plan }) => plan.id === 'hotline')?.contacts ?? new Uint16Array();
    const { disclosureFrom } = village.given.exposure;
    expect(weeks[0].met).toEqual([]);
    expect(weeks.flatMap(({ met }) => met).length).toBeGreaterThan(50);
    for (const { met, intention } of weeks)
      for (const row of met) {
        expect(reached[row]).toBeGreaterThan(0);
        expect(intention[row]).toBeGreaterThan(disclosureFrom);
      }
  });
});

describe('lessons', () => {
  it('are for whole classes, as often as agreed', () => {
    const { world, live: school, weeks } = weeksOf([component('a', 'school', { ...always, most: 2, reach: 0.4 })]);
    const { schoolClass } = world.people;
    for (const { met, stage } of weeks) {
      const pupils = new Set(met);
      const classes = new Set(met.map((row) => schoolClass[row]));
      expect(classes.has(-1)).toBe(false);
      for (let row = 0; row < schoolClass.length; row++)
        if (classes.has(schoolClass[row]) && atHome[stage[row]] === 1 && school.offered[row] < 2)
          expect(pupils.has(row)).toBe(true);
    }
    expect(weeks.flatMap(({ met }) => met).length).toBeGreaterThan(100);
    expect(Math.max(...school.offered)).toBe(2);
  });
});

describe('an event', () => {
  it('is one evening of a whole village: either many come or nobody', () => {
    const { world, weeks } = weeksOf([component('a', 'event', { ...always, reach: 0.4, following: 0.5 })]);
    let held = 0;
    for (const { met, stage } of weeks)
      for (let c = 0; c < world.sizes.communities; c++) {
        const home = Array.from(stage.keys()).filter(
          (row) => world.people.community[row] === c && atHome[stage[row]] === 1,
        );
        const came = met.filter((row) => world.people.community[row] === c).length;
        if (came === 0) continue;
        held++;
        expect(surprise(came, home.length, 0.5)).toBeGreaterThan(FALSE_ALARM);
      }
    expect(surprise(held, weeks.length * world.sizes.communities, 0.4)).toBeGreaterThan(FALSE_ALARM);
  });

  it('is open to parents where it says so', () => {
    const heads = (open: number): number =>
      weeksOf([component('a', 'event', { ...always, audience: { heads: open } })]).weeks.flatMap((week) => week.heads)
        .length;
    expect(heads(0)).toBe(0);
    expect(heads(1)).toBeGreaterThan(100);
  });
});

describe('small groups', () => {
  it('have room for as many as the returnees of the village and its visitors can talk to', () => {
    const setup = withGiven(village, { exposure: { visitors: 1, groupSize: 4 } });
    const { world, weeks } = weeksOf([component('a', 'small-groups', { ...always, reach: 1 })], setup, 26);
    let fullest = 0;
    for (const { met, stage } of weeks)
      for (let c = 0; c < world.sizes.communities; c++) {
        const here = (row: number): boolean => world.people.community[row] === c;
        const returnees = Array.from(stage.keys()).filter((row) => here(row) && stage[row] === RETURNED).length;
        const came = met.filter(here).length;
        expect(came).toBe(4 * (returnees + 1));
        fullest = Math.max(fullest, came);
      }
    expect(fullest).toBeGreaterThan(4);
  });
});

describe('sessions with parents', () => {
  it('meet parents and no young people; asked to, parents talk at home within a fortnight', () => {
    const talks = (homeDialogue: number) => {
      const once = { ...always, homeDialogue, most: 1, reach: 1, to: 0, attributes: { attention: 1 } };
      const world = begin(withCampaign(village, [component('a', 'household-heads', once)]));
      const heard: number[] = [];
      for (let week = 0; week < 5; week++) {
        live(world, 1);
        expect(world.offers).toEqual([]);
        if (week === 0) expect(world.headOffers).toHaveLength(world.sizes.households);
        const { inbox, kinds } = world;
        heard.push(
          Array.from({ length: inbox.count }, (_, at) => kinds[inbox.kind[at]].name).filter(
            (name) => name === 'talk at home',
          ).length,
        );
      }
      return { heard, home: world.people.stage.filter((stage) => atHome[stage] === 1).length };
    };
    expect(talks(0).heard).toEqual([0, 0, 0, 0, 0]);
    const { heard, home } = talks(1);
    expect([heard[0], heard[3], heard[4]]).toEqual([0, 0, 0]);
    for (const week of [1, 2]) expect(heard[week]).toBeGreaterThan(0.35 * home);
    expect(heard[1] + heard[2]).toBeGreaterThanOrEqual(home);
  });
});

describe('scarce room', () => {
  it('goes to each with the same chance, not to those who stand first', () => {
    const few = component('a', 'broadcast', { budget: 1_220_000, unitCost: 20, reach: 1, most: 200, to: 11 });
    const { world, live: broadcast, weeks } = weeksOf([few]);
    const all = weeks.flatMap(({ met }) => met);
    expect(all.length).toBeGreaterThan(300);
    expect(all.length).toBeLessThan(0.3 * weeks.length * world.sizes.people);
    const ofFirst = all.filter((row) => world.people.id[row] % 65536 < 75).length;
    expect(surprise(ofFirst, all.length, 0.5)).toBeGreaterThan(FALSE_ALARM);
    // Nobody is favoured week after week.
    expect(Math.max(...broadcast.offered)).toBeLessThan(11);
    // Planted: a lot that favours the first half with two chances of three.
    expect(surprise(Math.round((2 / 3) * all.length), all.length, 0.5)).toBeLessThan(FALSE_ALARM);
  });
});
