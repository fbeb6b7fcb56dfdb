// The books of conservation.test.ts over many setups from all corners of the ranges.
import { describe, expect, it } from 'vitest';
import { liveWeek } from '../../src/model/run.ts';
import { anySetup } from './support/any-setup.ts';
import { keepBooks } from './support/books.ts';
import { begin } from './support/live.ts';

describe('the books', () => {
  it.each(Array.from({ length: 20 }, (_, block) => block))('balance in block %i of 20 setups', (block) => {
    for (let which = 100 + 20 * block; which < 120 + 20 * block; which++) {
      const world = begin(anySetup(which, { people: 400, weeks: 60, burnIn: 30 }));
      const books = keepBooks(world);
      while (world.week < world.setup.weeks) {
        liveWeek(world);
        expect([which, ...books.close(world).slice(0, 3)]).toEqual([which]);
      }
    }
  });
});
