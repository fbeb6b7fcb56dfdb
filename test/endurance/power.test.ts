// When the power fails, a disk holds what was brought to it on purpose; of the rest, whatever it likes. Every step of a batch is
// followed by such a failure here.
import fs, { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { put } from '../../src/report/shelf.ts';
import { type BatchFolder, finishedIn, openBatchFolder, partFolder } from '../../src/runtime/batch-folder.ts';
import { fillFolder, removeFolder } from '../../src/runtime/write-folder.ts';
import { small } from '../cli/small.ts';
import { type Chance, type Disk, watchedDisk } from './disk.ts';
import { contents, finish, folderOf, plannedIn } from './planted-batch.ts';
import { luckOf } from './support.ts';

const JOBS = 5;

const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'forewarned-power-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

const root = join(place, 'disk');
const failed = join(place, 'failed');

/** What somebody was told is done, from a step on. */
type Told = {
  readonly step: number;
  readonly planned: boolean;
  readonly jobs: readonly number[];
  readonly results: readonly string[];
  /** Results in a folder that was not there, in another that was not there. */
  readonly deep: boolean;
};

let disk: Disk;
let whole: ReturnType<typeof contents>;
const told: Told[] = [{ step: 0, planned: false, jobs: [], results: [], deep: false }];

const tell = (news: Partial<Omit<Told, 'step'>>): void =>
  void told.push({ ...(told.at(-1) as Told), ...news, step: disk.steps() });

const names = ['runs.csv', 'scenario/one.json', 'a/b/c.txt', 'checksums.sha256'];
/** Files as results have them, all of one word. */
const fill = (word: string) => (shelf: Parameters<typeof put>[0]) => {
  const zeros = '0'.repeat(64);
  const list = names.slice(0, 3).map((name) => `${zeros}  ${name}\n`);
  for (const path of names)
    put(shelf, { path, content: path === 'checksums.sha256' ? list.join('') : `${word} ${path}` });
};
const wordOf = (folder: string): string => {
  const texts = names.slice(0, 3).map((name) => readFileSync(join(folder, name), 'utf8'));
  const [word = ''] = texts[0]?.split(' ') ?? [];
  expect(texts).toEqual(names.slice(0, 3).map((name) => `${word} ${name}`));
  expect(readFileSync(join(folder, 'checksums.sha256'), 'utf8').split('\n')).toHaveLength(4);
  return word;
};

beforeAll(async () => {
  writeFileSync(join(place, 'small.yaml'), small);
  const batch = plannedIn(place, { replicates: JOBS, record: ['series', 'person'] });
  const calm = folderOf(place, 'calm', batch);
  await finish(calm);
  whole = contents(calm);
  mkdirSync(root);
  disk = watchedDisk(root);
  try {
    const work = folderOf(root, 'batch', batch);
    tell({ planned: true });
    const kept: number[] = [];
    const begins = (job: number): void => {
      tell({ jobs: [...kept] });
      kept.push(job);
    };
    await finish(work, { begins, stopAfter: 2 });
    // A line that did not come to its end.
    const journal = fs.openSync(join(partFolder(work, 0), 'journal.jsonl'), 'a');
    fs.writeSync(journal, '{"job":4,"condi');
    fs.closeSync(journal);
    kept.length = 2;
    await finish(work, { begins, stopAfter: 1 });
    // The rows are damaged, for instance by a copy that was cut short; from now on nobody was told anything of these jobs.
    const rows = fs.openSync(join(partFolder(work, 0), 'runs-0000.bin'), 'r+');
    tell({ jobs: [] });
    fs.ftruncateSync(rows, 10);
    fs.fsyncSync(rows);
    fs.closeSync(rows);
    kept.length = 0;
    await finish(work, { begins });
    tell({ jobs: Array.from({ length: JOBS }, (_, job) => job) });
    fillFolder(join(root, 'results'), false, fill('first'));
    tell({ results: ['first'] });
    const before = disk.steps();
    fillFolder(join(root, 'results'), true, fill('second'));
    // While they are replaced, both are right.
    told.push({ ...(told.at(-1) as Told), step: before, results: ['first', 'second'] });
    tell({ results: ['second'] });
    fillFolder(join(root, 'new', 'newer', 'results'), false, fill('deep'));
    tell({ deep: true });
    const whole = disk.steps();
    removeFolder(work.folder);
    told.push({ ...(told.at(-1) as Told), step: whole, planned: false, jobs: [] });
  } finally {
    disk.stop();
  }
}, 120_000);

/** Whoever worked there is gone with the power; here the process lives on. */
function bury(folder: string): void {
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.name.includes('lock-')) continue;
    const file = join(entry.parentPath, entry.name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(`"pid":${process.pid}`, '"pid":99999999'));
  }
}

/** What must hold of a disk after a failure, whatever else is on it. */
async function expectKept({ planned, jobs, results, deep }: Told): Promise<void> {
  const folder = join(failed, 'batch');
  if (planned) expect(existsSync(join(folder, 'plan.json'))).toBe(true);
  if (existsSync(join(folder, 'plan.json'))) {
    const work: BatchFolder = openBatchFolder(folder);
    const finished = finishedIn(work);
    expect([...finished.keys()]).toEqual(expect.arrayContaining([...jobs]));
    const again = await finish(work);
    expect(again.filter((job) => jobs.includes(job))).toEqual([]);
    expect(contents(work)).toEqual(whole);
  }
  if (deep) expect(wordOf(join(failed, 'new', 'newer', 'results'))).toBe('deep');
  const target = join(failed, 'results');
  if (existsSync(target)) expect(results.length === 0 ? ['first'] : results).toContain(wordOf(target));
  else if (results.length === 1) expect.fail(`results (${results}) are not there`);
  else if (results.length === 2) {
    const [hidden = ''] = readdirSync(failed).filter((name) => /^\.results\.earlier-/.test(name));
    expect(wordOf(join(failed, hidden, 'results'))).toBe('first');
  }
}

describe('a power failure', { timeout: 240_000 }, () => {
  it.each<[string, Chance, number]>([
    ['that loses whatever was not brought to the disk', { names: 'none', bytes: 'none' }, 1],
    ['that loses nothing, as when the program is killed', { names: 'all', bytes: 'all' }, 1],
    ['that keeps names, but no bytes', { names: 'all', bytes: 'none' }, 1],
    ['that keeps some names and torn bytes', { names: 'some', bytes: 'some' }, 2],
    ['that keeps all names and torn bytes', { names: 'all', bytes: 'some' }, 1],
  ])('%s takes nothing away that was told to be done, behind any step', async (_, chance, times) => {
    const luck = luckOf(20_260_101);
    for (let step = 0; step <= disk.steps(); step++) {
      const now = told.findLast((one) => one.step <= step) as Told;
      for (let time = 0; time < times; time++) {
        disk.after(step, chance, luck, failed);
        bury(failed);
        try {
          await expectKept(now);
        } catch (fault) {
          throw new Error(`behind step ${step} of ${disk.steps()}: ${fault}`, { cause: fault });
        }
      }
    }
    process.stdout.write(`power: ${disk.steps()} steps, ${times} times each: ${JSON.stringify(chance)}\n`);
  });
});
