import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Hire } from '../../src/runtime/hire.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { loopback } from '../../src/runtime/loopback.ts';
import { performWith } from '../../src/runtime/perform.ts';
import type { Progress } from '../../src/runtime/progress.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { threads } from '../../src/runtime/thread-pool.ts';
import { job, planted } from './planted.ts';

const scratch = mkdtempSync(join(tmpdir(), 'forewarned-pool-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const here = inProcess((job, tell) => performWith(planted, job, tell));
const pool = threads({ entry: new URL('./planted-worker-dev.mjs', import.meta.url) });
const ordinary = [0, 1, 2, 3, 4].map((id) => job(id));

describe('a worker', () => {
  it.each<[string, Hire, number]>([
    ['one thread', pool, 1],
    ['two threads', pool, 2],
    ['seven threads', pool, 7],
    ['a copy of everything', loopback(here), 1],
  ])('changes no bit of the answer: %s', async (_, hire, workers) => {
    const alone = await runJobs(ordinary, { hire: here, workers: 1 });
    const { outcomes, cancelled } = await runJobs(ordinary, { hire, workers });
    // Object.is tells -0 from 0, and absent from undefined is told by toStrictEqual.
    expect(outcomes).toStrictEqual(alone.outcomes);
    expect(outcomes.map(({ id }) => id)).toEqual([0, 1, 2, 3, 4]);
    expect(outcomes.flatMap(({ rows }) => rows)).toHaveLength(15);
    expect(cancelled).toBe(false);
  });

  it('that dies twice is reported, not waited for, and the batch goes on', async () => {
    const jobs = [job(0), job(1, 'dies'), job(2), job(3)];
    const { outcomes, cancelled } = await runJobs(jobs, { hire: pool, workers: 2 });
    expect(cancelled).toBe(false);
    expect(outcomes.map(({ rows }) => rows.length)).toEqual([3, 0, 3, 3]);
    expect(outcomes[1]?.failures).toHaveLength(3);
    expect(outcomes[1]?.failures[0]).toMatchObject({ arm: 'no-campaign', replicate: 1, stage: 'worker' });
    expect(outcomes[1]?.failures[0]?.message).toContain('exit code 3');
  });

  it('that dies once is replaced, and nothing is missing', async () => {
    const jobs = [job(0), job(1, `dies-once:${join(scratch, 'mark')}`), job(2)];
    const { outcomes } = await runJobs(jobs, { hire: pool, workers: 1 });
    expect(outcomes.map(({ rows }) => rows.length)).toEqual([3, 3, 3]);
    expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
  });

  it('that cannot even start is reported', async () => {
    const nowhere = threads({ entry: new URL('./no-such-worker.mjs', import.meta.url) });
    const { outcomes } = await runJobs([job(0)], { hire: nowhere, workers: 1 });
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'worker' });
  });

  it('outlives a job that throws; the fault comes back without folders of this machine', async () => {
    const { outcomes } = await runJobs([job(0, 'throws'), job(1)], { hire: pool, workers: 1 });
    expect(outcomes[0]?.failures[0]).toMatchObject({ stage: 'run', message: 'planted fault' });
    expect(outcomes[0]?.failures[0]?.trace).toContain('src/runtime/perform.ts');
    expect(outcomes[0]?.failures[0]?.trace).not.toContain(process.cwd());
    expect(outcomes[1]?.rows).toHaveLength(3);
  });
});

describe('a batch', () => {
  it('that is cancelled comes back with the jobs that are finished, and waits for no other', async () => {
    const stop = new AbortController();
    const jobs = [job(0), job(1), job(2, 'endless'), job(3, 'endless'), job(4)];
    const { outcomes, cancelled } = await runJobs(jobs, {
      hire: pool,
      workers: 2,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done >= 6) stop.abort();
      },
    });
    expect(cancelled).toBe(true);
    expect(outcomes.map(({ id }) => id)).toEqual([0, 1]);
  });

  it('that is cancelled before it starts does nothing', async () => {
    const { outcomes, cancelled } = await runJobs(ordinary, { hire: here, workers: 1, signal: AbortSignal.abort() });
    expect({ outcomes, cancelled }).toEqual({ outcomes: [], cancelled: true });
  });

  it('of many workers warns of no leak, and leaves nothing on the signal', async () => {
    const said: string[] = [];
    const hear = ({ message }: Error): void => void said.push(message);
    const { signal } = new AbortController();
    const listening = new Set<unknown>();
    const own = { add: signal.addEventListener, remove: signal.removeEventListener };
    signal.addEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      listening.add(listener);
      own.add.call(signal, type, listener);
    };
    signal.removeEventListener = (type: string, listener: EventListenerOrEventListenerObject) => {
      listening.delete(listener);
      own.remove.call(signal, type, listener);
    };
    process.on('warning', hear);
    const jobs = Array.from({ length: 24 }, (_, id) => job(id));
    const { outcomes } = await runJobs(jobs, { hire: here, workers: 24, signal });
    // Warnings come a little later than what they are about.
    await new Promise((resolve) => setTimeout(resolve, 20));
    process.off('warning', hear);
    expect(outcomes).toHaveLength(24);
    expect(said).toEqual([]);
    expect(listening.size).toBe(0);
  });

  it('without jobs is done', async () => {
    expect(await runJobs([], { hire: here, workers: 2 })).toEqual({ outcomes: [], cancelled: false });
  });

  it('stops when nobody can be hired, and says why', async () => {
    const refuse: Hire = () => {
      throw new Error('no workers today');
    };
    await expect(runJobs(ordinary, { hire: refuse, workers: 2 })).rejects.toThrow('no workers today');
  });

  it('tells finished runs: from nothing to all, never fewer, at most ten times a second', async () => {
    const told: (Progress & { readonly at: number })[] = [];
    const jobs = Array.from({ length: 12 }, (_, id) => job(id, id === 5 ? 'throws' : 'slow'));
    const start = performance.now();
    await runJobs(jobs, {
      hire: pool,
      workers: 2,
      onProgress: (progress) => told.push({ ...progress, at: performance.now() }),
    });
    const seconds = (performance.now() - start) / 1000;
    expect(told[0]).toMatchObject({ done: 0, failed: 0, total: 36 });
    expect(told.at(-1)).toMatchObject({ done: 36, failed: 3, total: 36 });
    expect(told.length).toBeGreaterThan(3);
    // The first and the last are told at once.
    expect(told.length).toBeLessThanOrEqual(seconds * 10 + 2);
    for (const [earlier, later] of told.slice(1).map((next, at) => [told[at], next])) {
      expect(later?.done).toBeGreaterThanOrEqual(earlier?.done ?? 0);
    }
    // Arms are counted while their job is still running.
    expect(told.some(({ done }) => done % 3 !== 0)).toBe(true);
  });
});
