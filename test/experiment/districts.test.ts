// A comparison shared by districts gives the rows of one that is not, to the last bit.
import { describe, expect, it } from 'vitest';
import { livePart, type PairedJob, resultOf, runPaired } from '../../src/experiment/pair.ts';
import { boundsOf } from '../../src/model/district.ts';
import { communitiesOf } from '../../src/model/population/population.ts';
import type { Arm } from '../../src/model/setup.ts';
import { together } from '../model/support/districts.ts';
import { everyPolicy, everyReachMode, setupOf } from '../reference/setups.ts';

const setupWith = (arm: Partial<Arm>) =>
  setupOf({ people: 1100, weeks: 40, burnIn: 12, context: { communitySize: 80, protectionNeed: 0.2 }, arm });
const late = everyReachMode.map((one) => ({ ...one, from: Math.max(14, one.from), to: 39 }));
const job: PairedJob = {
  ...{ id: 3, condition: 'stated', draw: 1, replicate: 2 },
  arms: [
    { id: 'without', setup: setupWith({}) },
    { id: 'with', setup: setupWith({ components: everyReachMode }) },
    { id: 'late', setup: setupWith({ components: late }) },
    { id: 'silent', setup: setupWith({ components: everyReachMode.filter(({ mode }) => mode === 'programme') }) },
    { id: 'policies', setup: setupWith({ policies: everyPolicy }) },
  ],
};

describe('a job shared by districts', { timeout: 120_000 }, () => {
  const whole = runPaired(job);

  it.each([1, 2, 3])('has the rows of the job done whole: %i', (count) => {
    const bounds = boundsOf(communitiesOf(job.arms[0].setup), count);
    const told: string[] = [];
    const parts = together(
      bounds
        .slice(1)
        .map((_, number) => livePart(job, { number, bounds }, (done, week) => void told.push(`${done} ${week}`))),
    );
    expect(resultOf(job, parts)).toEqual(whole);
    expect(whole.rows).toHaveLength(5);
    expect(whole.rows[1].differences.trust_in_sender).not.toBeNull();
    expect(whole.rows[1].levels.contacts).toBeGreaterThan(100);
    expect(whole.rows[3].levels.trust_in_sender).toBeNull();
    expect(Object.keys(whole.rows[1].groups)).toContain('poor-households');
    // Every district tells every week of every arm.
    expect(told.filter((one) => one === '1 20')).toHaveLength(count);
  });

  it('would be seen to differ if one district counted one person more', () => {
    const bounds = boundsOf(communitiesOf(job.arms[0].setup), 2);
    const [one, other] = together([0, 1].map((number) => livePart(job, { number, bounds })));
    const { levels } = other[0];
    const { intention = { sum: 0, count: 0 } } = levels.means;
    const means = { ...levels.means, intention: { ...intention, count: intention.count + 1 } };
    const planted = other.map((sums, k) => (k === 0 ? { ...sums, levels: { ...levels, means } } : sums));
    expect(resultOf(job, [one, planted])).not.toEqual(whole);
  });
});
