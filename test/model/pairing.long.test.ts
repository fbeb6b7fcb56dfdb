// What worlds gain from sharing their luck: the difference of twins scatters far less than that of strangers.
import { describe, expect, it } from 'vitest';
import type { Setup } from '../../src/model/setup.ts';
import { finish } from './support/live.ts';
import { settledVillage } from './support/settled.ts';
import { component, defaults, withCampaign } from './support/village.ts';

const variance = (values: readonly number[]): number => {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

describe('the difference in departures', () => {
  it('scatters at least five times less between twins than between strangers, at 5,000 people', () => {
    const replicates = 16;
    const calm = settledVillage([]);
    const setup: Setup = {
      ...calm,
      ...{ people: 5000, burnIn: 40, weeks: 52 },
      // The hurry of the villages would be another model: numbers at their defaults, but people can pay.
      given: { ...defaults, stages: { ...defaults.stages, fundsToPrepare: 0.2 }, appraisal: calm.given.appraisal },
      context: { ...calm.context, communitySize: 500, population: 500_000 },
    };
    const desk = component('desk', 'walk-in', { budget: 800_000, reach: 0.05 });
    const left = (replicate: number, of: Setup): number => finish({ ...of, replicate }).log.departures;
    const all = Array.from({ length: replicates }, (_, replicate) => ({
      with: left(replicate, withCampaign(setup, [desk])),
      without: left(replicate, setup),
    }));
    expect(Math.min(...all.map(({ without }) => without))).toBeGreaterThan(20);
    const twins = all.map((pair) => pair.with - pair.without);
    const strangers = all.map((pair, k) => pair.with - all[(k + 1) % replicates].without);
    expect(variance(twins)).toBeGreaterThan(0);
    expect(variance(strangers) / variance(twins)).toBeGreaterThan(5);
  });
});
