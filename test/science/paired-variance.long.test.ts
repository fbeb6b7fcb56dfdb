// At 5,000 people the difference that a design makes to departures varies far less between worlds that share their luck.
import { expect, it } from 'vitest';
import { pairedVariance } from '../../src/experiment/paired-variance.ts';
import type { World } from '../../src/model/world.ts';
import { twinsOf } from './support/place.ts';

const departed = ({ people, sizes }: World): number =>
  people.departureWeek.reduce((sum, week) => sum + Number(week >= 0), 0) / sizes.people;

// With 12 replicates F leaves a true ratio of 5 above a low end of 5 once in 20; what is found is far above.
it('pairing lowers the variance of the departure difference at least fivefold', () => {
  const designs = ['community-dialogue', 'one-on-one'];
  const numbers = { population: 200_000, communitySize: 500 };
  const place = { context: 'west-africa', designs, replicates: 12, people: 5000, weeks: 104, burnIn: 78, numbers };
  const found = twinsOf(place).map((twins) => [twins.without, ...designs.map(twins.with)].map(departed));
  designs.forEach((_, d) => {
    const { ratio } = pairedVariance(
      found.map((shares) => shares[d + 1]),
      found.map(([none]) => none),
    );
    expect(ratio.low).toBeGreaterThan(5);
  });
});
