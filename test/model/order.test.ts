// Neither the order of people nor the order of components may matter: luck belongs to the person and to the component.
import { describe, expect, it } from 'vitest';
import { mechanism } from '../../src/model/mechanism.ts';
import { weekly } from '../../src/model/observe.ts';
import { week as schedule } from '../../src/model/schedule.ts';
import { TILE, type World } from '../../src/model/world.ts';
import { bits, uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';
import { anySetup } from './support/any-setup.ts';
import { begin, finish, fresh, live } from './support/live.ts';
import { differing, differingById } from './support/same.ts';
import { everyWay, village, withCampaign, withGiven } from './support/village.ts';

/** With every chance strictly between never and always. */
const setup = withGiven(withCampaign(village, everyWay), { household: { dialogue: 0.6 } });

/** Rows for the people of a setup in an order that has nothing to do with theirs. */
function shuffled(people: number, name: string): Int32Array {
  const key = keyOf('test', 'arrangement', name);
  return Int32Array.from(
    Int32Array.from({ length: people }, (_, place) => place).sort((a, b) => bits(key, a) - bits(key, b)),
  );
}

/** What a campaign has noted about each person and household, by id. */
function notesOf(world: World): unknown {
  return world.components.map(({ plan, account, offered, contacts, headOffered, headContacts }) => ({
    id: plan.id,
    account,
    people: Array.from(world.people.id, (id, row) => [id, offered[row], contacts[row]]).sort((a, b) => a[0] - b[0]),
    heads: Array.from(headOffered, (count, row) => [count, headContacts[row]]),
  }));
}

describe('the order of people', () => {
  const reversed = Int32Array.from({ length: village.people }, (_, place) => village.people - 1 - place);
  it.each([
    ['shuffled', shuffled(village.people, 'one')],
    ['shuffled otherwise', shuffled(village.people, 'two')],
    ['reversed', reversed],
  ])('does not matter: %s, everybody lives the same life', (_, arrangement) => {
    const usual = live(fresh(setup), 48);
    const other = live(fresh(setup, arrangement), 48);
    expect(other.people.id).not.toEqual(usual.people.id);
    expect(differingById(usual, other)).toEqual(new Map());
    expect(notesOf(other)).toEqual(notesOf(usual));
    expect(other.log).toEqual(usual.log);
    for (const count of Object.values(usual.log)) expect(count).toBeGreaterThan(0);
    expect(weekly(other)).toEqual(weekly(usual));
  });

  it.each([200, 201, 202, 203])('does not matter in any setup: number %i', (which) => {
    const any = anySetup(which, { people: 500, weeks: 40, burnIn: 0 });
    const usual = live(fresh(any), any.weeks);
    const other = live(fresh(any, shuffled(any.people, 'any')), any.weeks);
    expect(differingById(usual, other)).toEqual(new Map());
    expect(notesOf(other)).toEqual(notesOf(usual));
  });

  it('does not matter where people fill more than one tile', () => {
    const many = { ...setup, people: TILE + 700, context: { ...setup.context, communitySize: 500 } };
    const usual = live(fresh(many), 48);
    expect(usual.tiles).toHaveLength(2);
    const other = live(fresh(many, shuffled(many.people, 'tiles')), 48);
    expect(differingById(usual, other)).toEqual(new Map());
    expect(usual.log.departures).toBeGreaterThan(50);
  });

  it.each([
    [
      'addressed luck by row',
      (world: World) => {
        const key = world.luck('planted');
        for (let i = 0; i < world.sizes.people; i++) if (uniform(key, i) < 0.001) world.people.alarm[i] = 1;
      },
    ],
    [
      'served whoever stands first',
      (world: World) => {
        world.people.livelihood[0] = 1;
      },
    ],
    [
      'let people see what others decided this week',
      (world: World) => {
        const { ties } = world.places;
        const { intention } = world.people;
        for (let i = 0; i < world.sizes.people; i++)
          intention[i] = (intention[i] + intention[ties.member[ties.start[i]]]) / 2;
      },
    ],
  ])('would be seen to matter if a mechanism %s', (_, step) => {
    const planted = [...schedule, mechanism({ ...plantedParts, step: step as () => void })];
    const usual = live(fresh(setup), 12, planted);
    const other = live(fresh(setup, shuffled(village.people, 'one')), 12, planted);
    expect(differingById(usual, other).size).toBeGreaterThan(0);
  });
});

const plantedParts = {
  name: 'planted',
  because: 'a fault that the tests must find',
  source: 'test',
  equations: [],
  parameters: {},
  off: {},
  state: {},
};

describe('the order of components', () => {
  const usual = finish(setup);

  it.each([
    ['reversed', [...everyWay].reverse()],
    ['rotated', [...everyWay.slice(4), ...everyWay.slice(0, 4)]],
  ])('in the list does not matter: %s', (_, components) => {
    const other = finish(withCampaign(setup, components));
    expect(differing(other, usual)).toEqual([]);
    expect(notesOf(other)).toEqual(notesOf(usual));
  });

  it('leaves the luck of the others alone: with one more component, the rest meet whom they would have met in its first week', () => {
    const some = everyWay.filter(({ id }) => id === 'feed' || id === 'broadcast');
    const alone = live(begin(withCampaign(setup, some)), 4);
    const together = live(begin(setup), 4);
    for (const { plan, offered } of alone.components)
      expect(together.components.find((live) => live.plan.id === plan.id)?.offered).toEqual(offered);
  });

  it('would be seen to matter if luck were addressed by place in the list', () => {
    const renamed = everyWay.map((each) => ({ ...each, id: each.id === 'feed' ? 'zine' : each.id }));
    expect(differing(finish(withCampaign(setup, renamed)), usual).length).toBeGreaterThan(0);
  });
});
