// What a batch does when workers die, runs fail, or somebody else wants to work on it, too.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resultsOf } from '../../src/cli/carry-out.ts';
import { endOf } from '../../src/cli/closing.ts';
import { runPaired } from '../../src/experiment/pair.ts';
import { type BatchFolder, runBatch, stateOf } from '../../src/runtime/batch-folder.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { type Performer, performWith } from '../../src/runtime/perform.ts';
import { isFinding, isStudy } from '../../src/runtime/protocol.ts';
import { folderOf, plannedIn } from './planted-batch.ts';
import { byNumber, smallBatch } from './small-batch.ts';
import { countJournalled, must, start, until } from './support.ts';

const JOBS = 24;
const { place, jobs, gone, prepare, fresh, resume, table, expectWhole } = smallBatch(JOBS);
beforeAll(prepare, 120_000);
afterAll(gone);

const preload = (name: string): readonly string[] => [new URL(name, import.meta.url).href];

// Processes take their time where others want the machine, too.
const patience = { timeout: 240_000 };

describe('a worker that dies', patience, () => {
  it('once over a job leaves no trace', async () => {
    const name = fresh('dies-once');
    const env = { DEATHS: '2,9,17', DEATHS_ONCE: join(place, 'deaths') };
    const { code, out, err } = await start(resume(name), place, preload('./deaths.mjs'), env).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    // Each of the three was tried a second time.
    const tried = readFileSync(join(place, 'deaths'), 'utf8').trim().split('\n').map(Number);
    expect(byNumber(tried)).toEqual([2, 2, 9, 9, 17, 17]);
    expectWhole(name, out);
  });

  it('each time over one job costs the runs of this job only, until they are tried again', async () => {
    const name = fresh('dies-always');
    const { code, out } = await start(resume(name), place, preload('./deaths.mjs'), { DEATHS: '5' }).ended;
    expect(code).toBe(2);
    const { failures } = JSON.parse(out) as { failures: { stage: string; message: string; replicate: number }[] };
    const lost = failures.map(({ stage, replicate }) => ({ stage, replicate }));
    expect(lost).toEqual(Array(3).fill({ stage: 'worker', replicate: 5 }));
    expect(failures[0]?.message).toBe('the worker stopped before job 5 was done: it ended with exit code 3');
    const [, ...rows] = table(`R-${name}`, 'failures.csv');
    expect(rows).toHaveLength(3);
    // All other rows are those of the batch that nobody disturbed.
    const ids = new Set(rows.map((row) => row.split(',')[0]));
    const others = table('R-once', 'runs.csv').filter((row) => !ids.has(row.split(',')[0]));
    expect(others).toHaveLength(1 + 3 * (JOBS - 1));
    expect(table(`R-${name}`, 'runs.csv')).toEqual(others);
    expectWhole(name, await must(resume(name, ['--retry-failed']), place), byNumber([...jobs, 5]));
  });
});

describe('a run that fails', () => {
  const batch = plannedIn(place, { replicates: 4 });
  /** Does what is left with an engine that fails in one run of job 2, and puts results together. */
  async function carriedOut(work: BatchFolder, isFaulty: boolean, retryFailed = false) {
    const engine: Performer = (job) => {
      if (isStudy(job) || isFinding(job)) throw new Error('the stand-in knows comparisons only');
      const arms = job.arms.map((arm) => (isFaulty && job.id === 2 && arm.id === 'film' ? broken(arm) : arm));
      return runPaired({ ...job, arms });
    };
    await runBatch(work, {
      ...{ hire: inProcess((job, tell) => performWith(engine, job, tell)), workers: 1, retryFailed },
    });
    const results = `R-${work.folder.split('/').at(-1)}`;
    const conducted = resultsOf(work, stateOf(work), { out: join(place, results), tables: 'csv' }, 1);
    return { results, conducted };
  }
  const rowsOf = (results: string): string[] => table(results, 'runs.csv').slice(1);

  it('is a row of failures.csv with id, stage, message and trace, and changes no other row', async () => {
    const { results: sound } = await carriedOut(folderOf(place, 'sound', batch), false);
    const { results, conducted } = await carriedOut(folderOf(place, 'failing', batch), true);
    expect(endOf(conducted)).toBe(2);
    const [head = '', first = ''] = table(results, 'failures.csv');
    const [lost = ''] = rowsOf(sound).filter((row) => !rowsOf(results).includes(row));
    expect(rowsOf(results)).toEqual(rowsOf(sound).filter((row) => row !== lost));
    expect(rowsOf(results)).toHaveLength(11);
    const columns = head.split(',');
    const cell = (column: string) => first.split(',')[columns.indexOf(column)];
    expect(cell('run_id')).toBe(lost.split(',')[0]);
    expect([cell('arm'), cell('replicate'), cell('stage'), cell('message')]).toEqual([
      'film',
      '2',
      'run',
      'planted fault',
    ]);
    // The trace is a cell of several lines, without folders of this machine.
    const whole = readFileSync(join(place, results, 'failures.csv'), 'utf8');
    expect(whole).toMatch(/"Error: planted fault\n\s+at [^"]*runPaired[^"]*"/);
    expect(whole).not.toContain(process.cwd());
  });

  it('is tried again when that is asked, and a second try that comes to less takes nothing away', async () => {
    const work = folderOf(place, 'tried', batch);
    await carriedOut(work, true);
    expect([stateOf(work).done, stateOf(work).failed]).toEqual([12, 1]);
    const never = inProcess((job) => ({ kind: 'failed', id: job.id, message: 'nothing works', trace: '' }));
    await runBatch(work, { hire: never, workers: 1, retryFailed: true });
    expect([stateOf(work).done, stateOf(work).failed]).toEqual([12, 1]);
    expect([...stateOf(work).runs()]).toHaveLength(11);
    const { results, conducted } = await carriedOut(work, false, true);
    expect(endOf(conducted)).toBe(0);
    expect(rowsOf(results)).toHaveLength(12);
  });
});

/** An arm of which the first look at its numbers fails. */
function broken<A extends { readonly setup: object }>(arm: A): A {
  let isWhole = false;
  const setup = new Proxy(arm.setup, {
    get: (target, name, receiver) => {
      if (isWhole) return Reflect.get(target, name, receiver);
      isWhole = true;
      throw new Error('planted fault');
    },
  });
  return { ...arm, setup };
}

describe('two processes that resume one batch', patience, () => {
  const busy = (name: string): RegExp =>
    new RegExp(
      `^${name}: expected a batch that nobody works on, found process \\d+ at work on it\\. Wait until it has ended, or stop it; nothing was changed\\.\\n$`,
    );

  it('at once: one does it, the other says who does and changes nothing', async () => {
    const name = fresh('at-once');
    // Neither is done before the other has asked.
    const slow = { SLOW_DISK: '150' };
    const both = [1, 2].map(() => start(resume(name), place, preload('./slow-disk.mjs'), slow).ended);
    const ended = await Promise.all(both);
    const [winner, loser] = ended.toSorted((a, b) => (a.code ?? 9) - (b.code ?? 9));
    expect([winner?.code, loser?.code, loser?.out]).toEqual([0, 1, '']);
    expect(loser?.err).toMatch(busy(name));
    expectWhole(name, winner?.out ?? '');
  });

  it('while one of them writes the results: the other changes nothing', async () => {
    const name = fresh('while-writing');
    const first = start(resume(name), place, preload('./slow-disk.mjs'), { SLOW_DISK: '200' });
    const isWriting = () => readdirSync(place).some((entry) => entry.startsWith(`.R-${name}.unfinished-`));
    await until(() => countJournalled(join(place, name)) === JOBS && isWriting());
    const { code, err } = await start(resume(name), place).ended;
    expect(existsSync(join(place, `R-${name}`))).toBe(false);
    expect(code).toBe(1);
    expect(err).toMatch(busy(name));
    const ended = await first.ended;
    expect({ code: ended.code, err: ended.err }).toEqual({ code: 0, err: '' });
    expectWhole(name, ended.out);
  });
});
