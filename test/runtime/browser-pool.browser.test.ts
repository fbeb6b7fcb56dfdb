import { describe, expect, it, vi } from 'vitest';
import { fingerprint } from '../../src/experiment/fingerprint.ts';
import { type PairedJob, runPaired } from '../../src/experiment/pair.ts';
import { webWorkers } from '../../src/runtime/browser-pool.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { bundledLibrary } from '../../src/runtime/library-browser.ts';
import { perform } from '../../src/runtime/perform.ts';
import { bestMeans, type Means, openPost } from '../../src/runtime/post.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { teams } from '../../src/runtime/team.ts';
import { everyReachMode, setupOf } from '../reference/setups.ts';
import fingerprintInNode from './small-plan.fingerprint.txt?raw';
import { smallPlan } from './small-plan.ts';

const { jobs } = smallPlan(bundledLibrary);

/** A world of ten communities, so that there are districts. */
const size = { people: 900, weeks: 20, burnIn: 6, context: { communitySize: 90 } };
const shared: PairedJob = {
  ...{ id: 0, condition: 'stated', draw: 0, replicate: 0 },
  arms: [
    { id: 'without', setup: setupOf({ ...size, arm: {} }) },
    { id: 'with', setup: setupOf({ ...size, arm: { components: everyReachMode } }) },
  ],
};

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

  it('a page that is isolated has its workers write through shared memory', () => {
    expect(crossOriginIsolated).toBe(true);
    expect(bestMeans()).toBe('shared memory');
    vi.stubGlobal('crossOriginIsolated', false);
    expect(bestMeans()).toBe('ports');
    vi.unstubAllGlobals();
  });

  it.each<[number, Means]>([
    [2, 'shared memory'],
    [3, 'shared memory'],
    [2, 'ports'],
    [3, 'ports'],
  ])(
    'a team of %i, each with a district, gives what one gives, to the last bit: letters by %s',
    async (members, by) => {
      const { outcomes } = await runJobs([shared], { hire: teams(webWorkers(), members, 100, by), workers: 1 });
      expect(outcomes).toStrictEqual([runPaired(shared)]);
      expect(outcomes[0]?.rows[1]?.levels.contacts).toBeGreaterThan(0);
    },
  );

  it('a Web Worker that cannot be loaded is reported, not waited for', async () => {
    const broken = webWorkers(() => new Worker(URL.createObjectURL(new Blob(['throw new Error("planted")']))));
    const { outcomes } = await runJobs(jobs.slice(0, 1), { hire: broken, workers: 1 });
    expect(outcomes[0]?.rows).toEqual([]);
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'worker' });
    expect(outcomes[0]?.failures[0]?.message).toContain('planted');
  });

  it('a team of which one cannot be loaded is reported, not waited for', async () => {
    let hired = 0;
    const broken = () => new Worker(URL.createObjectURL(new Blob(['throw new Error("planted")'])));
    const hire = () => (hired++ % 2 === 1 ? webWorkers(broken)() : webWorkers()());
    const { outcomes } = await runJobs([shared], { hire: teams(hire, 2, 100), workers: 1 });
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'worker' });
    expect(outcomes[0]?.failures[0]?.message).toContain('planted');
  });

  it.each<Means>(['shared memory', 'ports'])(
    'a team tells how far it is while it lives, and is cancelled long before its end: letters by %s',
    async (by) => {
      const stop = new AbortController();
      const arms = shared.arms.map((arm) => ({ ...arm, setup: { ...arm.setup, weeks: 1_000_000 } }));
      const { outcomes, cancelled } = await runJobs([{ ...shared, arms }], {
        hire: teams(webWorkers(), 2, 100, by),
        workers: 1,
        signal: stop.signal,
        onProgress: ({ done }) => {
          if (done > 0) stop.abort();
        },
      });
      expect(cancelled).toBe(true);
      expect(outcomes).toEqual([]);
    },
  );

  it('a Web Worker that waits in shared memory ends when it is dismissed', async () => {
    const hand = webWorkers()();
    const { deliveries } = openPost('shared memory', 2, shared.arms[0].setup.people);
    const [delivery] = deliveries;
    if (delivery.by !== 'shared memory') throw new Error('expected shared memory');
    const words = new Int32Array(delivery.memory, 0, 16);
    /** Wakes whoever waits there, only to wait again. @returns how many there are */
    const waiting = (): number => words.reduce((sum, _, at) => sum + Atomics.notify(words, at), 0);
    void hand.worksite.takePart?.({ job: shared, district: { number: 0, bounds: [0, 5, 10] }, delivery }, () => {});
    await expect.poll(waiting, { timeout: 30_000 }).toBe(1);
    // It is still there after being woken.
    await expect.poll(waiting).toBe(1);
    hand.dismiss();
    await expect.poll(waiting, { interval: 200, timeout: 30_000 }).toBe(0);
  });

  it('a batch that is cancelled comes back with the jobs that are finished, and waits for no other', async () => {
    const stop = new AbortController();
    const long = jobs.map(({ arms, ...job }) => ({
      ...job,
      arms: arms.map((arm) => ({ ...arm, setup: { ...arm.setup, weeks: job.id === 0 ? 2 : 1_000_000 } })),
    }));
    const { outcomes, cancelled } = await runJobs(long, {
      hire: webWorkers(),
      workers: 1,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done >= (jobs[0]?.arms.length ?? 0)) stop.abort();
      },
    });
    expect(cancelled).toBe(true);
    expect(outcomes.map(({ id }) => id)).toEqual([0]);
  });
});
