// Whoever writes a column that is not theirs does not compile. `tsc -b` checks this file; each expected error that fails to come is one.
import { describe, expect, it } from 'vitest';
import { mechanism } from '../../src/model/mechanism.ts';
import type { WorldOf } from '../../src/model/world.ts';

const parts = {
  because: 'A mechanism of the tests, never run.',
  source: 'test',
  equations: ['nothing'],
  parameters: {},
  off: {},
  state: {},
} as const;

const stranger = mechanism({
  ...parts,
  name: 'stranger',
  step(world: WorldOf<'stranger'>) {
    const { people, households, communities, tiles } = world;
    // Reading is free.
    const seen = people.trust[0][0] + households.support[0] + communities.culture[0] + tiles[0].alarm[0];
    // @ts-expect-error a person's column of another mechanism
    people.intention[0] = seen;
    // @ts-expect-error one of several numbers of a person
    people.trust[0][0] = seen;
    // @ts-expect-error a household's column
    households.support[0] = seen;
    // @ts-expect-error a community's column
    communities.culture[0] = seen;
    // @ts-expect-error a column on a tile
    tiles[0].alarm[0] = seen;
    // @ts-expect-error who somebody is
    people.id[0] = 7;
    // @ts-expect-error a whole column at once
    people.savings.fill(0);
    // @ts-expect-error a whole column from elsewhere
    people.savings.set([0]);
    // @ts-expect-error another column in its place
    people.savings = new Float32Array(1);
    // @ts-expect-error a column that nobody declares
    people.courage[0] = 1;
  },
});

const belief = mechanism({
  ...parts,
  name: 'belief',
  step(world: WorldOf<'belief'>) {
    const { people, households, tiles } = world;
    // Its own.
    people.durable[0][0] = 0;
    people.fading[0][0] = 0;
    households.headPrecision[0][0] = 1;
    tiles[0].precision[0].fill(1);
    // @ts-expect-error not its own, though it reads it all the time
    people.intention[0] = 0;
    // @ts-expect-error what dissonance owns, though dissonance may write beliefs
    tiles[0].minimisation[0] = 0;
  },
});

const dissonance = mechanism({
  ...parts,
  name: 'dissonance',
  step(world: WorldOf<'dissonance'>) {
    const { people, tiles } = world;
    // Its own, and those in which it is named as a writer.
    people.minimisation[0] = 0;
    people.intention[0] = 0;
    people.trust[3][0] = 0.5;
    tiles[0].fading[2][0] = 0;
    people.preparation[0] = 0;
    // @ts-expect-error lasting beliefs, where it is not named
    people.durable[0][0] = 0;
    // @ts-expect-error the trust people return to
    people.usualTrust[3][0] = 0.5;
  },
});

describe('columns', () => {
  it('have owners that the compiler knows: the errors expected above come when types are checked', () => {
    expect([stranger, belief, dissonance].map(({ name }) => name)).toEqual(['stranger', 'belief', 'dissonance']);
  });
});
