// A study decides by lot who is offered a campaign, and changes nothing else.
import { describe, expect, it } from 'vitest';
import { NEVER } from '../../src/model/assignment.ts';
import type { Assignment, Setup } from '../../src/model/setup.ts';
import type { World } from '../../src/model/world.ts';
import { bits } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { differing, differingById } from './support/same.ts';
import { component, everyWay, village, withCampaign } from './support/village.ts';

const everybody: Assignment = {
  ...{ unit: 'person', share: 1, saturation: 1, steps: 1, stepWeeks: 0, encouragement: 1, draw: 0 },
};
/** A component that would meet everybody, so that its audience shows the lot. */
const open = component('open', 'broadcast');
const setup = withCampaign(village, [...everyWay, open]);
const assigning = (changes: Partial<Assignment>, to: Setup = setup): Setup => ({
  ...to,
  arm: { ...to.arm, assignment: { ...everybody, ...changes } },
});
const units = ['person', 'household', 'class', 'village'] as const;
const timesMet = ({ components }: World, row: number): number =>
  components.reduce((sum, { offered }) => sum + offered[row], 0);
const lotOf = (world: World): Int16Array =>
  world.components.find(({ plan }) => plan.id === open.id)?.audience ?? new Int16Array();

const without = finish(village);

describe('an assignment', () => {
  it.each(units)('of no %s is no campaign', (unit) => {
    expect(differing(finish(assigning({ unit, share: 0 })), without)).toEqual([]);
  });

  it.each(['person', 'household', 'village'] as const)('of every %s is the campaign itself', (unit) => {
    expect(differing(finish(assigning({ unit })), finish(setup))).toEqual([]);
  });

  it('without a campaign changes nothing', () => {
    expect(differing(finish(assigning({ share: 0.5 }, village)), without)).toEqual([]);
  });

  it.each(units)('by %s goes by whole units and comes to the share it says', (unit) => {
    const world = begin(assigning({ unit, share: 0.5 }));
    const lot = lotOf(world);
    const { id, household, schoolClass, community } = world.people;
    const unitOf = { person: id, household, class: schoolClass, village: community }[unit];
    const fates = new Map<number, Set<boolean>>();
    lot.forEach((from, row) => {
      if (unitOf[row] < 0) expect(from).toBe(NEVER);
      else fates.set(unitOf[row], (fates.get(unitOf[row]) ?? new Set()).add(from < NEVER));
    });
    const taken = [...fates.values()].filter((fate) => fate.has(true));
    for (const fate of fates.values()) expect(fate.size).toBe(1);
    expect(taken).toHaveLength(Math.round(fates.size / 2));
  });

  it('is kept to: nobody else is met, week after week', () => {
    const world = begin(assigning({ unit: 'household', share: 0.4 }));
    const lot = lotOf(world);
    live(world, 30);
    expect(lot.some((from) => from === NEVER)).toBe(true);
    lot.forEach((from, row) => {
      if (from === NEVER) expect(timesMet(world, row)).toBe(0);
    });
    expect(lot.some((from, row) => from < NEVER && timesMet(world, row) > 0)).toBe(true);
  });

  it('can enter in steps: nobody is met before theirs', () => {
    const world = begin(assigning({ unit: 'village', steps: 4, stepWeeks: 6 }));
    const lot = lotOf(world);
    expect(new Set(lot)).toEqual(new Set([0, 6, 12, 18]));
    for (let week = 0; week < 24; week++) {
      live(world, 1);
      for (let row = 0; row < lot.length; row++) if (lot[row] > week) expect(timesMet(world, row)).toBe(0);
    }
    for (const step of [0, 6, 12])
      expect(lot.some((from, row) => from === step && timesMet(world, row) > 0)).toBe(true);
  });

  it('can leave some of an assigned unit out', () => {
    const lot = lotOf(begin(assigning({ unit: 'village', saturation: 0.5 })));
    const met = lot.filter((from) => from < NEVER).length;
    expect(met).toBeGreaterThan(0.4 * lot.length);
    expect(met).toBeLessThan(0.6 * lot.length);
  });

  it('can invite instead: nobody is left out, the invited are met more often', () => {
    const rare = withCampaign(village, [{ ...open, reach: 0.05, most: 40 }]);
    const world = live(begin(assigning({ share: 0.5, encouragement: 4 }, rare)), 10);
    const plain = live(begin(rare), 10);
    const invited = world.components[0].invitation ?? new Float32Array();
    expect(new Set(invited)).toEqual(new Set([1, 4]));
    const sum = (of: World, who: number): number =>
      invited.reduce((all, invitation, row) => all + (invitation === who ? timesMet(of, row) : 0), 0);
    expect(sum(world, 4)).toBeGreaterThan(3 * sum(plain, 4));
    expect(sum(world, 1)).toBeGreaterThan(0.9 * sum(plain, 1));
    expect(sum(world, 1)).toBeLessThan(1.1 * sum(plain, 1));
  });

  it.each(units)('by %s falls on people, not on rows', (unit) => {
    const of = assigning({ unit, share: 0.5, saturation: 0.8, steps: 2, stepWeeks: 5 });
    const key = keyOf('test', 'arrangement of a study');
    const places = Array.from({ length: of.people }, (_, place) => place);
    const arrangement = Int32Array.from(places.sort((a, b) => bits(key, a) - bits(key, b)));
    expect(differingById(live(fresh(of), 20), live(fresh(of, arrangement), 20))).toEqual(new Map());
  });

  it('is another lot with another draw, and all other luck the same', () => {
    const [one, two] = [0, 1].map((draw) => finish(assigning({ unit: 'household', share: 0.5, draw })));
    expect(lotOf(one)).not.toEqual(lotOf(two));
    expect(differing(finish(assigning({ share: 0, draw: 1 })), without)).toEqual([]);
  });
});
