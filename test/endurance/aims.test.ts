// A batch with an aim of precision adds replicates round by round, whoever carries it out and whatever failed on the way.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { resultsOf } from '../../src/cli/carry-out.ts';
import { closing, endOf } from '../../src/cli/closing.ts';
import type { Batch } from '../../src/experiment/batch.ts';
import type { PairedResult } from '../../src/experiment/pair.ts';
import { type BatchFolder, hashesIn, partState, runBatch, stateOf } from '../../src/runtime/batch-folder.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { perform, performWith } from '../../src/runtime/perform.ts';
import { folderOf, performer, plannedIn } from './planted-batch.ts';
import { workshop } from './support.ts';

const { place, gone } = workshop('aims');
afterAll(gone);

const aim = { precision: 0.001, max: 64 } as const;

/** What designs change in a job, or nothing: then it fails. */
type Change = (job: number) => number | null;

/** Does what is left with an engine that fails in some jobs: results need runs as they are. */
const really = (work: BatchFolder, fails: (job: number) => boolean, options: { retryFailed?: true } = {}) =>
  runBatch(work, {
    hire: inProcess((job, tell) => {
      if (fails(job.id)) return { kind: 'failed', id: job.id, message: 'planted fault', trace: '' };
      return perform(job, tell);
    }),
    ...{ workers: 1, ...options },
  });

/** Does what is left with an engine of which each difference is known. */
async function done(work: BatchFolder, change: Change, options: { retryFailed?: true; part?: number } = {}) {
  const hire = inProcess((job, tell) =>
    performWith(
      () => {
        const value = change(job.id);
        if (value === null) throw new Error('planted fault');
        const { rows, ...rest } = performer(job);
        const changed = rows.map((row, at) => (at === 0 ? row : { ...row, differences: { decision_quality: value } }));
        return { ...rest, rows: changed } satisfies PairedResult;
      },
      job,
      tell,
    ),
  );
  return runBatch(work, { hire, workers: 1, ...options });
}

const wide: Change = (job) => (job % 2 === 0 ? 1 : -1);

describe('an aim of precision', () => {
  it('is followed to its end when failed runs are tried again', async () => {
    const work = folderOf(place, 'again', plannedIn(place, { replicates: 4, ...aim }));
    await done(work, (job) => (job === 1 ? null : wide(job)));
    // Whatever failed: the most replicates were done, for luck is wide here.
    expect(stateOf(work)).toMatchObject({ isComplete: true, failed: 3, planned: 64 * 3 });
    const fresh = folderOf(place, 'cut', plannedIn(place, { replicates: 4, ...aim }));
    const stop = new AbortController();
    const failing = inProcess((job, tell) => {
      if (job.id === 3) stop.abort();
      return performWith(
        () => {
          throw new Error('planted fault');
        },
        job,
        tell,
      );
    });
    await runBatch(fresh, { hire: failing, workers: 1, signal: stop.signal });
    expect(await done(fresh, wide, { retryFailed: true })).toEqual({ cancelled: false });
    expect(stateOf(fresh)).toMatchObject({ isComplete: true, failed: 0, planned: 64 * 3 });
  });

  it('that a second try shows to be reached earlier leaves runs beyond out of all results', async () => {
    const work = folderOf(place, 'earlier', plannedIn(place, { replicates: 16, ...aim }));
    await done(work, (job) => (job === 3 ? null : 0));
    expect(stateOf(work).planned).toBeGreaterThan(16 * 3);
    await done(work, () => 0, { retryFailed: true });
    expect(stateOf(work)).toMatchObject({ isComplete: true, failed: 0, planned: 16 * 3 });
    expect(hashesIn(work).toSorted()).toEqual([...stateOf(work).runs()].map(({ hash }) => hash).toSorted());
  });

  it('is followed by whoever does the only part, too', async () => {
    const work = folderOf(place, 'part', plannedIn(place, { replicates: 4, ...aim }));
    await done(work, wide, { part: 0 });
    expect(stateOf(work)).toMatchObject({ isComplete: true, missing: [] });
    expect(partState(work, 0)).toEqual({ runs: 64 * 3, done: 64 * 3, failed: 0 });
  });
});

describe('another reading of the evidence', () => {
  it('of which runs failed is told, says nothing, and can be tried again', async () => {
    const usual = plannedIn(place, { replicates: 2 });
    const plan = plannedIn(place, { replicates: 1 }).main;
    const regime = { id: 'sceptic', title: 'A sceptic', about: 'the test' };
    const batch: Batch = { ...usual, readings: [{ regime, plan }] };
    const work = folderOf(place, 'read.unfinished', batch);
    await really(work, (job) => job > 1e6);
    expect(stateOf(work)).toMatchObject({ isComplete: true, failed: 0, unread: ['sceptic'] });
    expect(stateOf(work).reading(0)).toBe(null);
    const conducted = resultsOf(work, stateOf(work), { out: join(place, 'read') }, 1);
    expect(conducted.work).toBe(work.folder);
    expect(endOf(conducted)).toBe(2);
    expect(closing(conducted)).toContain('Runs under other readings of the evidence failed (sceptic)');
    expect(closing(conducted)).toContain(`forewarned resume ${work.folder} --retry-failed`);
    await really(work, () => false, { retryFailed: true });
    expect(stateOf(work).unread).toEqual([]);
    expect(stateOf(work).reading(0)).toHaveLength(1);
  });
});

describe('the usual place of results', () => {
  it('is beside the folder of the batch, from wherever it is resumed', async () => {
    const batch = plannedIn(place, { replicates: 2 });
    const { hash } = folderOf(place, 'hashed', batch);
    const work = folderOf(join(place, 'far', 'results'), `small-${hash.slice(0, 8)}.unfinished`, batch);
    await really(work, () => false);
    const { folder } = resultsOf(work, stateOf(work), {}, 1);
    expect(readdirSync(join(place, 'far', 'results'))).toEqual([folder.split('/').at(-1)]);
    expect(folder.startsWith(join(place, 'far', 'results', 'small-'))).toBe(true);
  });
});
