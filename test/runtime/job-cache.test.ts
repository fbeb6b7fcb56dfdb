import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { inProcess } from '../../src/runtime/in-process.ts';
import { jobCache, programMark } from '../../src/runtime/job-cache.ts';
import { performWith } from '../../src/runtime/perform.ts';
import type { Job } from '../../src/runtime/protocol.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { job, planted } from './planted.ts';

const scratch = mkdtempSync(join(tmpdir(), 'forewarned-cache-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

let done = 0;
const here = inProcess((each, tell) => {
  done++;
  return performWith(planted, each, tell);
});
const jobs = [0, 1, 2].map((id) => job(id));
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile());
const run = (all: readonly Job[], folder: string, mark = 'mark') =>
  runJobs(all, { hire: here, workers: 1, cache: jobCache(folder, mark) });

it('does nothing twice, and gives back the same bits', async () => {
  const folder = join(scratch, 'twice');
  done = 0;
  const first = await run(jobs, folder);
  expect(done).toBe(3);
  const second = await run(jobs, folder);
  expect(done).toBe(3);
  expect(second.outcomes).toStrictEqual(first.outcomes);
  const more = await run([...jobs, job(3)], folder);
  expect(done).toBe(4);
  expect(more.outcomes).toHaveLength(4);
});

it('knows a job by what it is made of, not by its place in the batch', async () => {
  const folder = join(scratch, 'place');
  await run(jobs, folder);
  done = 0;
  const { outcomes } = await run([{ ...jobs[2], id: 7 }], folder);
  expect(done).toBe(0);
  expect(outcomes[0].id).toBe(7);
});

it('keeps numbers that JSON does not know', () => {
  const cache = jobCache(join(scratch, 'numbers'), 'mark');
  const outcome = { id: 0, rows: [], failures: [], odd: [Number.NaN, -0, 0.1 + 0.2] };
  cache.put(jobs[0], outcome);
  expect(cache.get(jobs[0])).toStrictEqual(outcome);
});

it('uses nothing that another program made', async () => {
  const folder = join(scratch, 'program');
  await run(jobs, folder);
  done = 0;
  await run(jobs, folder, 'another mark');
  expect(done).toBe(3);
  expect(programMark()).toMatch(/^[0-9a-f]{64}$/);
});

it('does a job again whose file is broken', async () => {
  const folder = join(scratch, 'broken');
  await run(jobs, folder);
  const [file] = filesIn(folder);
  truncateSync(file, 5);
  done = 0;
  await run(jobs, folder);
  expect(done).toBe(1);
});

it('keeps no failure and leaves no half-written file', async () => {
  const folder = join(scratch, 'failure');
  await run([job(0, 'throws'), job(1)], folder);
  expect(filesIn(folder)).toHaveLength(1);
  expect(filesIn(folder)[0]).toMatch(/\.bin$/);
});

it('costs no result where nothing can be written', async () => {
  const folder = join(scratch, 'a-file');
  writeFileSync(folder, 'not a folder');
  const { outcomes } = await run(jobs, folder);
  expect(outcomes).toHaveLength(3);
});
