import { describe, expect, it } from 'vitest';
import { memoryNeeded } from '../../src/experiment/memory-needed.ts';
import type { PairedJob } from '../../src/experiment/pair.ts';
import { everyReachMode, setupOf } from '../reference/setups.ts';

const size = { people: 700, weeks: 10, burnIn: 3 };
const late = everyReachMode.map((one) => ({ ...one, from: 6, to: 9 }));
const jobOf = (designs: readonly (typeof everyReachMode)[]): PairedJob => ({
  ...{ id: 0, condition: 'stated', draw: 0, replicate: 0 },
  arms: [
    { id: 'without', setup: setupOf(size) },
    ...designs.map((components, k) => ({
      id: `design ${k}`,
      setup: setupOf({ ...size, arm: { components, policies: [] } }),
    })),
  ],
});

describe('the memory that a job needs', () => {
  const worlds = (designs: readonly (typeof everyReachMode)[], record?: PairedJob['record']): number =>
    memoryNeeded({ ...jobOf(designs), ...(record && { record }) }) / memoryNeeded(jobOf([]));

  it('is that of the worlds it holds at a time', () => {
    expect(memoryNeeded(jobOf([])) / size.people).toBeGreaterThan(400);
    // The baseline, the world at week 0, and one after the other those with a campaign.
    expect(worlds([everyReachMode])).toBe(3);
    expect(worlds([everyReachMode, everyReachMode, everyReachMode])).toBe(3);
    // Where no campaign begins at week 0 that world is not kept, but one for each week in which some begin.
    expect(worlds([late])).toBe(3);
    expect(worlds([late, everyReachMode])).toBe(4);
    expect(worlds([], ['person'])).toBe(2);
  });
});
