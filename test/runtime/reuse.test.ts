import { describe, expect, it } from 'vitest';
import type { Hand } from '../../src/runtime/hire.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { performWith } from '../../src/runtime/perform.ts';
import { reusing } from '../../src/runtime/reuse.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { job, planted } from './planted.ts';

/** Workers that say whether they live; a job of the condition `waits` is never done. */
function crew() {
  const hands: { isAlive: boolean }[] = [];
  const here = inProcess((job, tell) => performWith(planted, job, tell));
  const hire = (): Hand => {
    const own = { isAlive: true };
    hands.push(own);
    let go = (_reason: string): void => {};
    const gone = new Promise<string>((resolve) => {
      go = resolve;
    });
    return {
      worksite: {
        perform: async (job, tell) =>
          'condition' in job && job.condition === 'waits' ? new Promise(() => {}) : here().worksite.perform(job, tell),
      },
      gone,
      dismiss: () => {
        own.isAlive = false;
        go('it was dismissed');
      },
    };
  };
  return { hire, hands, alive: () => hands.filter(({ isAlive }) => isAlive).length };
}

describe('workers that are kept', () => {
  it('are used again', async () => {
    const { hire, hands } = crew();
    const pool = reusing(hire);
    for (let time = 0; time < 3; time++) await runJobs([job(0), job(1)], { hire: pool.hire, workers: 1 });
    expect(hands).toHaveLength(1);
    pool.close();
  });

  it('are all gone when they are dismissed in the middle of a comparison, and nobody comes after them', async () => {
    const { hire, hands, alive } = crew();
    const pool = reusing(hire);
    const jobs = Array.from({ length: 4 }, (_, id) => job(id, 'waits'));
    const going = runJobs(jobs, { hire: pool.hire, workers: 2 });
    pool.close();
    await expect(going).rejects.toThrow('engine: expected an open one, found one that was closed.');
    expect(alive()).toBe(0);
    expect(hands).toHaveLength(2);
    expect(() => pool.hire()).toThrow('closed');
  });
});
