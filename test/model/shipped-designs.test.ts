// Every design that comes with Forewarned runs, keeps its books, and the two that must do nothing do nothing.
import { describe, expect, it } from 'vitest';
import { liveWeek } from '../../src/model/run.ts';
import type { Setup } from '../../src/model/setup.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { setupOf } from '../../src/scenario/setup-of.ts';
import { keepBooks } from './support/books.ts';
import { begin, finish } from './support/live.ts';
import { differing } from './support/same.ts';
import { village } from './support/village.ts';

const library = readLibrary();

/** A shipped design in the common context, with the numbers of the hurried village. */
function designed(id: string): Setup {
  const text = `schema: forewarned/scenario@1
id: shipped
title: Shipped
question: Does it run?
about: A test.
source: "choice of a test"
shows: That it runs.
context: common
budget: { value: 2000000, source: "choice of a test" }
designs: [${id}]
`;
  const read = readScenario(text, 'shipped.yaml', library);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  const settled = settle(read.scenario);
  const setup = setupOf(settled, settled.conditions[0].id, id, {
    ...{ valueOf: (_, fallback) => fallback, seed: 'shipped', replicate: 0, people: 1000, weeks: 30 },
  });
  return { ...setup, burnIn: 16, given: village.given };
}

const without = finish(designed('no-campaign'));

describe('the design', () => {
  it.each([...library.designs.keys()])('%s runs', (id) => {
    const setup = designed(id);
    const world = begin(setup);
    const books = keepBooks(world);
    while (world.week < setup.weeks) {
      liveWeek(world);
      expect(books.close(world).slice(0, 3)).toEqual([]);
    }
    const met = world.components.reduce((sum, { account }) => sum + account.offered + account.slots, 0);
    const changed = differing(world, without).length;
    if (id === 'no-campaign') expect([met, changed]).toEqual([0, 0]);
    else expect(met).toBeGreaterThan(0);
    if (id === 'null-campaign') expect(changed).toBe(0);
    else if (id !== 'no-campaign') expect(changed).toBeGreaterThan(0);
  });
});
