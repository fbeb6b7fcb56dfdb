// What verify sees: whoever changes a number and renews every hash is found by plan, fingerprint, or the run itself.
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { resultsOf } from '../../src/cli/carry-out.ts';
import { listedRuns } from '../../src/cli/listed-runs.ts';
import type { AskOptions } from '../../src/cli/options.ts';
import { replay } from '../../src/cli/replay.ts';
import { verify } from '../../src/cli/verify.ts';
import { type PairedResult, runPaired } from '../../src/experiment/pair.ts';
import { markOf } from '../../src/report/file-mark.ts';
import { afterRoot, checksums, rootHash } from '../../src/report/result-files.ts';
import { openBatchFolder, runBatch, stateOf } from '../../src/runtime/batch-folder.ts';
import type { Hand, Hire } from '../../src/runtime/hire.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { perform } from '../../src/runtime/perform.ts';
import type { Job } from '../../src/runtime/protocol.ts';
import { folderOf, plannedIn } from '../endurance/planted-batch.ts';
import { workshop } from '../endurance/support.ts';

// Here and now instead of in threads, and with faults where a test wants some.
const workers = vi.hoisted(() => ({ hire: undefined as Hire | undefined, message: '' }));
vi.mock('../../src/runtime/thread-pool.ts', () => ({ threads: () => workers.hire }));
vi.mock('../../src/runtime/perform.ts', async (original) => {
  const real = await original<typeof import('../../src/runtime/perform.ts')>();
  const perform: typeof real.perform = (job, tell) =>
    workers.message === '' ? real.perform(job, tell) : { kind: 'done', id: job.id, outcome: failing(job) };
  return { ...real, perform };
});

/** What a job comes to of which the last run fails. */
function failing(job: Job): PairedResult {
  if (!('arms' in job) || 'kind' in job) throw new Error('the stand-in knows comparisons only');
  const { rows } = runPaired(job);
  const [last] = rows.slice(-1);
  if (last === undefined) throw new Error('there are runs');
  const failure = { ...last, stage: 'run' as const, message: workers.message, trace: '' };
  return { id: job.id, rows: rows.slice(0, -1), failures: [failure] };
}

const { place, gone } = workshop('verify');
afterAll(gone);
const engine = inProcess(perform);

beforeAll(async () => {
  const work = folderOf(place, 'batch', plannedIn(place, { replicates: 4 }));
  await runBatch(work, { hire: engine, workers: 1 });
  resultsOf(work, stateOf(work), { out: join(place, 'sound'), tables: 'csv' }, 1);
}, 120_000);

/** Changes a file of sound results, and renews all hashes that somebody could renew. */
function doctored(name: string, file: string, change: (text: string) => string): string {
  const folder = join(place, name);
  cpSync(join(place, 'sound'), folder, { recursive: true });
  const before = readFileSync(join(folder, file), 'utf8');
  const after = change(before);
  expect(after).not.toBe(before);
  writeFileSync(join(folder, file), after);
  seal(folder);
  return folder;
}

function seal(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((path) => path !== 'checksums.sha256');
  const marks = () => files.map((path) => markOf(path, readFileSync(join(folder, path))));
  const root = rootHash(marks().filter(({ path }) => !afterRoot.includes(path)));
  const report = join(folder, 'report.html');
  writeFileSync(report, readFileSync(report, 'utf8').replace(/id="root-hash">[0-9a-f]{64}/, `id="root-hash">${root}`));
  writeFileSync(join(folder, 'checksums.sha256'), checksums(marks()));
}

async function said(work: () => unknown): Promise<{ readonly code: unknown; readonly out: string }> {
  let out = '';
  const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    out += text;
    return true;
  });
  try {
    const code = await work();
    return { code, out };
  } finally {
    spy.mockRestore();
  }
}

async function verified(folder: string, hire: Hire = engine) {
  workers.hire = hire;
  return said(() => verify(folder, { all: true, progress: 'none', workers: 1 }));
}

/** The last cell of the first line that fits, made another number. */
const otherNumber = (line: RegExp) => (text: string) => text.replace(line, '$10.0123');

describe('verify', { timeout: 120_000 }, () => {
  it('is content with sound results', async () => {
    const { code, out } = await verified(join(place, 'sound'));
    expect(out).toContain('12 of 12 finished runs were computed again: all are the same, to the last bit.');
    expect(code).toBe(0);
  });

  it.each<[string, string, (text: string) => string]>([
    ['an effect', 'effects.csv', otherNumber(/^(\w+,.*,film,.*,decision_quality,).*$/m)],
    ['what happens to a group', 'groups.csv', otherNumber(/^(\w+,.*,film,.*,).*$/m)],
    ['a week', 'series.csv', otherNumber(/^(\w+,.*,film,.*,).*$/m)],
    ['the id of a run', 'runs.csv', (text) => text.replace(/^[0-9a-f]{16}(,.*,film,0,2,)/m, `${'a'.repeat(16)}$1`)],
    ['the draw of a run', 'runs.csv', (text) => text.replace(/^([0-9a-f]{16},.*,film,)0(,2,)/m, '$17$2')],
    ['an effect, by leaving it out', 'effects.csv', (text) => text.replace(/^.*,film,.*,decision_quality,.*\n/m, '')],
  ])('finds a change of %s', async (_, file, change) => {
    const { code, out } = await verified(doctored(`changed-${_.replaceAll(/\W/g, '-')}`, file, change));
    expect(out).toContain('and 1 came to something else:\n');
    expect(out).toContain(`(${file})`);
    expect(code).toBe(1);
  });

  it.each<[string, AskOptions, number, (job: number) => boolean, number]>([
    ['a part', { replicates: 4 }, 2, () => false, 6],
    ['results with failures', { replicates: 4 }, 9, (job) => job === 1, 11],
    ['more replicates than were planned', { replicates: 2, precision: 1e-9, max: 5 }, 9, () => false, 15],
  ])('is content with %s', async (name, options, most, fails, runs) => {
    const work = folderOf(place, `batch of ${name}`, plannedIn(place, options));
    const stop = new AbortController();
    let begun = 0;
    const hire = inProcess((job, tell) => {
      if (++begun > most) stop.abort();
      workers.message = fails(job.id) ? 'planted fault' : '';
      return perform(job, tell);
    });
    await runBatch(work, { hire, workers: 1, signal: stop.signal });
    workers.message = '';
    const { folder } = resultsOf(work, stateOf(work), { out: join(place, name), tables: 'csv' }, 1);
    const { code, out } = await verified(folder);
    expect(out).toContain(`${runs} of ${runs} finished runs were computed again: all are the same`);
    expect(code).toBe(0);
  });

  it('finds that a replicate is missing', async () => {
    const without = (text: string) => text.replaceAll(/^[0-9a-f]{16},[^,]*,[^,]*,\d+,3,.*\n/gm, '');
    const folder = doctored('without', 'runs.csv', without);
    const { code, out } = await verified(folder);
    expect(out).toMatch(/runs\.csv: expected runs with the fingerprint that comparison\.json names, \w+, found \w+\./);
    expect(out).toContain('runs.csv and failures.csv: expected 12 runs together, as planned, found 9.');
    expect(code).toBe(1);
  });

  it('finds that a run is missing, and one that is in no plan', () => {
    const one = doctored('one-less', 'runs.csv', (text) => text.replace(/^[0-9a-f]{16},[^,]*,film,.*\n/m, ''));
    expect(listedRuns(openBatchFolder(one)).problems.join('\n')).toContain('expected 3 runs of replicate 0');
    const other = doctored('no-plan', 'runs.csv', (text) =>
      text.replace(/^([0-9a-f]{16},.*,film,0,)2,/m, '$14000000,'),
    );
    expect(listedRuns(openBatchFolder(other)).problems.join('\n')).toContain('expected runs of the plan, found ');
  });

  it('does not take a worker that dies for a forgery', async () => {
    const dying: Hire = () => {
      let die = (_reason: string): void => {};
      const gone = new Promise<string>((resolve) => {
        die = resolve;
      });
      const perform: Hand['worksite']['perform'] = async (job, tell) => {
        if (job.id !== 1) return engine().worksite.perform(job, tell);
        die('planted');
        return new Promise(() => {});
      };
      return { worksite: { perform }, gone, dismiss: () => {} };
    };
    const { code, out } = await verified(join(place, 'sound'), dying);
    expect(out).toContain('9 of 12 finished runs were computed again: all are the same, to the last bit.');
    expect(out).toContain('3 could not be computed here, because workers stopped.');
    expect(code).toBe(2);
  });

  it('reads tables of any length', () => {
    const folder = doctored('long', 'runs.csv', (text) => {
      const [head = '', first = ''] = text.split('\n');
      return `${head}\n${`${first}\n`.repeat(150_000)}`;
    });
    expect(listedRuns(openBatchFolder(folder)).count).toBe(150_000);
  });
});

describe('replay', { timeout: 120_000 }, () => {
  it('knows a failure again whose message names a folder', async () => {
    const work = folderOf(place, 'failing-batch', plannedIn(place, { replicates: 1 }));
    workers.message = 'cannot read /home/somebody/secret/file.yaml';
    try {
      await runBatch(work, { hire: engine, workers: 1 });
      const [failure] = stateOf(work).failures;
      resultsOf(work, stateOf(work), { out: join(place, 'failing') }, 1);
      expect(readFileSync(join(place, 'failing/failures.csv'), 'utf8')).not.toContain('somebody');
      const { code, out } = await said(() => replay(failure?.runId ?? '', join(place, 'failing'), {}));
      expect(out).toContain('The same as recorded, to the last bit.');
      expect(code).toBe(2);
    } finally {
      workers.message = '';
    }
  });
});
