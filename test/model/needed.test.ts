import { describe, expect, it } from 'vitest';
import { neededIn } from '../../src/model/needed.ts';
import { sources } from '../../src/model/vocabulary.ts';
import { fork, openWorld, trustTowards, type World } from '../../src/model/world.ts';
import { component } from '../reference/setups.ts';
import { live } from './support/live.ts';
import { differing } from './support/same.ts';
import { everyWay, village, withCampaign } from './support/village.ts';

const teacher = sources.indexOf('teacher');
const taught = withCampaign(village, [component({ id: 'class', mode: 'school', source: 'teacher', reach: 1 })]);
const against = withCampaign(village, [
  component({
    id: 'not there',
    mode: 'broadcast',
    source: 'film',
    reach: 1,
    against: village.context.destinations[0].id,
  }),
]);
const heardIn = ({ people }: World): string[] => sources.filter((_, s) => people.trust[s].length > 0);
const ambient = ['family', 'peer', 'returnee', 'diaspora', 'smuggler'];

describe('the columns that a world needs', () => {
  it('are trust towards those who are there without a campaign, and towards those who speak in one', () => {
    expect(heardIn(openWorld(village))).toEqual(ambient);
    expect(heardIn(openWorld(taught))).toEqual(['teacher', ...ambient]);
    expect(neededIn(taught)('headTrust', teacher)).toBe(true);
    expect(neededIn(village)('headTrust', teacher)).toBe(false);
  });

  it('hold trust towards everybody who is heard, of people and of heads', () => {
    const world = openWorld(withCampaign({ ...village, weeks: 40 }, everyWay));
    const heard = { people: new Set<number>(), heads: new Set<number>() };
    for (let week = 0; week < 40; week++) {
      live(world, 1);
      for (const source of world.inbox.source.subarray(0, world.inbox.count)) heard.people.add(source);
      for (const source of world.headInbox.source.subarray(0, world.headInbox.count)) heard.heads.add(source);
    }
    const lengths = (columns: readonly Float32Array[], from: Set<number>) =>
      [...from].filter((source) => source >= 0).map((source) => columns[source]?.length);
    expect(new Set(lengths(world.people.trust, heard.people))).toEqual(new Set([world.sizes.people]));
    expect(new Set(lengths(world.households.headTrust, heard.heads))).toEqual(new Set([world.sizes.households]));
    expect(heard.heads.size).toBeGreaterThan(1);
    expect(
      openWorld(village).households.headTrust.flatMap(({ length }, s) => (length > 0 ? [sources[s]] : [])),
    ).toEqual(['diaspora']);
  });

  it('are bad words about destinations where somebody speaks against one', () => {
    expect(openWorld(taught).people.penalty.every(({ length }) => length === 0)).toBe(true);
    expect(openWorld(against).people.penalty.every(({ length }) => length === village.people)).toBe(true);
  });

  it('are all the others, everywhere', () => {
    const { people, households, communities } = openWorld(village);
    const lacking = [people, households, communities].flatMap((columns) =>
      Object.entries<{ readonly length: number } | readonly { readonly length: number }[]>(columns)
        .filter(([, column]) => [column].flat().some(({ length }) => length === 0))
        .map(([name]) => name),
    );
    expect(lacking.sort()).toEqual(['headTrust', 'penalty', 'trust', 'usualHeadTrust', 'usualTrust']);
  });
});

describe('a copy for another arm', () => {
  it('gets what it needs beyond its origin as if it had been there from the start', () => {
    for (const setup of [taught, against])
      expect(differing(fork(openWorld(village), setup), openWorld(setup))).toEqual([]);
    const late = fork(live(openWorld(village), 3), against);
    expect(late.people.penalty[0]).toEqual(new Float32Array(village.people));
  });

  it('keeps what its origin had', () => {
    const lived = live(openWorld(taught), 3);
    expect(heardIn(fork(lived, village))).toEqual(heardIn(lived));
    expect(differing(fork(lived, village), lived)).toEqual([]);
  });
});

describe('trust towards somebody who cannot be heard', () => {
  it('is what it would begin with, and what can be heard is as it stands', () => {
    const [without, with_] = [openWorld(village), openWorld(taught)];
    expect(trustTowards(without, teacher)).toEqual(Float32Array.from(with_.people.trust[teacher]));
    live(with_, 2);
    expect(trustTowards(with_, teacher)).toBe(with_.people.trust[teacher]);
  });
});
