import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../src/experiment/fingerprint.ts';
import { webWorkers } from '../../src/runtime/browser-pool.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { bundledLibrary } from '../../src/runtime/library-browser.ts';
import { perform } from '../../src/runtime/perform.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import fingerprintInNode from './small-plan.fingerprint.txt?raw';
import { smallPlan } from './small-plan.ts';

const { jobs } = smallPlan(bundledLibrary);

describe('in a browser', () => {
  it.each([
    ['one Web Worker', webWorkers(), 1],
    ['two Web Workers', webWorkers(), 2],
    ['the page itself', inProcess(perform), 1],
  ])('%s gives the bits of Node', async (_, hire, workers) => {
    const { outcomes } = await runJobs(jobs, { hire, workers });
    expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
    expect(fingerprint(outcomes.flatMap(({ rows }) => rows))).toBe(fingerprintInNode.trim());
  });

  it('a Web Worker that cannot be loaded is reported, not waited for', async () => {
    const broken = webWorkers(() => new Worker(URL.createObjectURL(new Blob(['throw new Error("planted")']))));
    const { outcomes } = await runJobs(jobs.slice(0, 1), { hire: broken, workers: 1 });
    expect(outcomes[0]?.rows).toEqual([]);
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'worker' });
    expect(outcomes[0]?.failures[0]?.message).toContain('planted');
  });

  it('a batch that is cancelled comes back within a second with the jobs that are finished', async () => {
    const stop = new AbortController();
    const long = jobs.map(({ arms, ...job }) => ({
      ...job,
      arms: arms.map((arm) => ({ ...arm, setup: { ...arm.setup, weeks: job.id === 0 ? 2 : 100_000 } })),
    }));
    let at = Number.POSITIVE_INFINITY;
    const { outcomes, cancelled } = await runJobs(long, {
      hire: webWorkers(),
      workers: 1,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done < (jobs[0]?.arms.length ?? 0)) return;
        at = performance.now();
        stop.abort();
      },
    });
    expect(performance.now() - at).toBeLessThan(1000);
    expect(cancelled).toBe(true);
    expect(outcomes.map(({ id }) => id)).toEqual([0]);
  });
});
