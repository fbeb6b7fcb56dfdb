import { describe, expect, it } from 'vitest';
import type { PublishedDraws } from '../../src/experiment/calibration/published-draws.ts';
import { interceptKey } from '../../src/experiment/intercept.ts';
import { type PlanOptions, planOf as planWith } from '../../src/experiment/plan.ts';
import { settle } from '../../src/scenario/settle.ts';
import type { Settled } from '../../src/scenario/settled.ts';
import { measuredSetup } from '../../src/scenario/setup-of.ts';
import { accepted, first, smallModel } from '../scenario/small.ts';

const settled = settle(accepted(first), smallModel);
const twoConditions = settle(
  accepted(`${first}conditions: [{ id: a, title: A }, { id: b, title: B, off: [norms], designs: [mix] }]\n`),
  smallModel,
);

/** The model of these tests cannot be run: its intercepts are handed in. */
function planOf(scenario: Settled, options: PlanOptions = {}) {
  const keys = scenario.conditions.map(({ id }) => interceptKey(measuredSetup(scenario, id)));
  return planWith(scenario, { ...options, intercepts: new Map(keys.map((key) => [key, -1])) });
}

describe('a plan', () => {
  it('takes from the file what nobody says otherwise', () => {
    const plan = planOf(settled);
    expect(plan).toMatchObject({ replicates: 16, draws: 8, seed: 'forewarned', people: 5000, weeks: 104, runs: 48 });
    expect(plan.jobs).toHaveLength(16);
    expect(plan.jobs.map(({ id }) => id)).toEqual(plan.jobs.map((_, k) => k));
  });

  it('has at least two runs of a draw, and never more draws than runs', () => {
    expect(planOf(settled, { replicates: 7 }).draws).toBe(3);
    expect(planOf(settled, { replicates: 1 }).draws).toBe(1);
    expect(planOf(settled, { replicates: 2, draws: 5 }).draws).toBe(2);
    expect(planOf(settled, { replicates: 6, draws: 1 }).draws).toBe(1);
  });

  it('is balanced in every prefix, and the luck of each replicate is its own', () => {
    const { jobs, draws } = planOf(settled, { replicates: 30, draws: 7 });
    expect(new Set(jobs.map(({ replicate }) => replicate)).size).toBe(30);
    for (let length = 1; length <= jobs.length; length++) {
      const counts = Array<number>(draws).fill(0);
      for (const { draw } of jobs.slice(0, length)) counts[draw]++;
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('pairs the arms of a condition: they differ in their arm and in nothing else', () => {
    for (const { arms, replicate } of planOf(settled, { replicates: 4 }).jobs) {
      expect(arms.map(({ id }) => id)).toEqual(['no-campaign', 'one-on-one', 'mix']);
      const [baseline, ...others] = arms.map(({ setup: { arm: _arm, ...shared } }) => shared);
      for (const other of others) expect(other).toEqual(baseline);
      expect(baseline.replicate).toBe(replicate);
    }
  });

  it('gives runs of one draw the same numbers and runs of another draw other numbers', () => {
    const { jobs } = planOf(settled, { replicates: 8, draws: 4 });
    const numbers = jobs.map(({ arms }) =>
      JSON.stringify([arms[2].setup.given, arms[2].setup.context, arms[2].setup.arm]),
    );
    expect(numbers[0]).toBe(numbers[4]);
    expect(new Set(numbers).size).toBe(4);
  });

  it('uses the defaults when there is one draw', () => {
    const { jobs } = planOf(settled, { replicates: 2, draws: 1 });
    expect(jobs.map(({ arms }) => arms[0].setup.given)).toEqual(
      Array(2).fill({
        appraisal: { risk: 1.4, gain: 2.4 },
        norms: { weight: 0.8 },
        talk: { rate: 0.35 },
      }),
    );
  });

  it('runs every condition with the same luck, each with its own baseline', () => {
    const { jobs, runs } = planOf(twoConditions, { replicates: 3, draws: 1 });
    expect(jobs.map(({ condition, replicate }) => `${condition}${replicate}`)).toEqual([
      'a0',
      'b0',
      'a1',
      'b1',
      'a2',
      'b2',
    ]);
    expect(jobs[1].arms.map(({ id }) => id)).toEqual(['no-campaign', 'mix']);
    expect(jobs[1].arms[0].setup.off).toEqual(['norms']);
    expect(runs).toBe(15);
  });

  it('passes the size on, and refuses one that cannot be run', () => {
    const { jobs } = planOf(settled, { replicates: 1, people: 500, weeks: 10, seed: 'other' });
    expect(jobs[0].arms[1].setup).toMatchObject({ people: 500, weeks: 10, seed: 'other', burnIn: 78, replicate: 0 });
    expect(() => planOf(settled, { replicates: 0 })).toThrow(
      'replicates: expected a whole number of at least 1, found 0.',
    );
    expect(() => planOf(settled, { people: 10 })).toThrow('people: expected a whole number of at least 100, found 10.');
    expect(() => planOf(settled, { weeks: 1.5 })).toThrow('weeks: expected a whole number of at least 1, found 1.5.');
  });

  it('is plain data that can be sent to a worker', () => {
    const { jobs } = planOf(settled, { replicates: 1 });
    expect(structuredClone(jobs)).toEqual(jobs);
  });
});

describe('published draws of the parameters', () => {
  const uncertain = settled.uncertain.slice(0, 2);
  const published: PublishedDraws = {
    ...{ schema: 'forewarned/draws@1', defaults: '', resultsVersion: 1, seed: '', people: 100, of: 9 },
    names: uncertain.map(({ name, value, range }) => ({ name, value, range })),
    draws: [1, 2, 3].map((part) => uncertain.map(({ range: [low, high] }) => low + ((high - low) * part) / 4)),
  };

  it('take the place of the ranges, for the numbers they know and for more than one draw', () => {
    const plain = planOf(settled, { replicates: 6, draws: 3 });
    const plan = planOf(settled, { replicates: 6, draws: 3, published });
    expect(plan.published).toEqual({ numbers: 2, of: 3 });
    expect(plain.published).toBeNull();
    expect(plan.jobs).not.toEqual(plain.jobs);
    expect(planOf(settled, { replicates: 6, draws: 1, published }).jobs).toEqual(
      planOf(settled, { replicates: 6, draws: 1 }).jobs,
    );
  });
});
