// Until a campaign's first week two worlds are one: that shortcut may change nothing.
import { describe, expect, it } from 'vitest';
import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import { parting } from '../../src/model/run.ts';
import type { Arm, Policy } from '../../src/model/setup.ts';
import { everyReachMode, setupOf } from '../reference/setups.ts';

const late = (from: number): Arm['components'] =>
  everyReachMode.filter(({ via }) => via === null).map((one) => ({ ...one, from, to: 30 }));
const quota = (from: number): Policy => ({
  ...{ id: 'quota', from, to: 30 },
  changes: [{ setting: 'lawfulQuota', route: null, value: 40 }],
});
const setupWith = (arm: Partial<Arm>) => setupOf({ people: 600, weeks: 31, burnIn: 10, arm });

const arms: readonly (readonly [string, Partial<Arm>, number])[] = [
  ['from week 12 on', { components: late(12) }, 12],
  ['from the first week on', { components: late(0) }, 0],
  ['in the last week only', { components: late(30) }, 30],
  ['after a policy', { components: late(20), policies: [quota(5)] }, 5],
  ['never', {}, 31],
];

describe('worlds that part late', () => {
  it.each(arms)('know when: %s', (_, arm, week) => {
    expect(parting(setupWith(arm), setupWith({}))).toBe(week);
  });

  it('part at once from a world with a campaign of its own, and where that has another policy', () => {
    expect(parting(setupWith({}), setupWith({ components: late(9) }))).toBe(0);
    expect(parting(setupWith({}), setupWith({ policies: [quota(7)] }))).toBe(7);
    expect(parting(setupWith({ policies: [quota(7)] }), setupWith({ policies: [quota(7)] }))).toBe(31);
  });

  it('give the rows of worlds lived whole', () => {
    const job: PairedJob = {
      ...{ id: 0, condition: 'stated', draw: 0, replicate: 0 },
      arms: [['without', {}, 0] as const, ...arms].map(([id, arm]) => ({ id, setup: setupWith(arm) })),
    };
    // Where events are written down, every world is lived from week 0.
    const { rows, failures } = runPaired({ ...job, record: ['event'] });
    const weeks: number[] = [];
    expect(runPaired(job, (_, week) => weeks.push(week)).rows).toEqual(rows);
    expect(failures).toEqual([]);
    // Where no arm begins at week 0, the world after the burn-in is not copied.
    const later = [0, 1, 4, 5].map((k) => job.arms[k]) as unknown as PairedJob['arms'];
    expect(later.map(({ setup }) => parting(setup, setupWith({})))).toEqual([31, 12, 5, 31]);
    expect(runPaired({ ...job, arms: later }).rows).toEqual([0, 1, 4, 5].map((k) => rows[k]));
    const [alone] = later;
    expect(runPaired({ ...job, arms: [alone] }).rows).toEqual(rows.slice(0, 1));
    expect(rows[1]?.levels.contacts).toBeGreaterThan(0);
    expect(rows[1]?.series).not.toEqual(rows[0]?.series);
    expect(rows[5]?.series).toEqual(rows[0]?.series);
    // ... and here only the weeks that differ are.
    expect(weeks.filter((week) => week > 0).length).toBe(31 + (31 - 12) + 31 + 1 + (31 - 5) + 0);
  });

  it('are failed runs where they part in a week that never comes', () => {
    const arms = [{}, { components: late(12) }, { components: late(2.5) }].map((arm, k) => ({
      id: `arm ${k}`,
      setup: setupWith(arm),
    }));
    const { rows, failures } = runPaired({ id: 0, condition: 'stated', draw: 0, replicate: 0, arms });
    expect(rows.map(({ arm }) => arm)).toEqual(['arm 0', 'arm 1']);
    expect(failures.map(({ arm, message }) => [arm, message])).toEqual([
      ['arm 2', 'week 2.5: expected a whole week, or one after the end.'],
    ]);
  });
});
