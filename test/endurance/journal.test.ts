// What a journal is worth after it was cut, torn or damaged: whole jobs are kept, others done again, and nothing wrong comes out.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Batch } from '../../src/experiment/batch.ts';
import { type BatchFolder, partFolder } from '../../src/runtime/batch-folder.ts';
import { Mistake } from '../../src/runtime/mistake.ts';
import { small } from '../cli/small.ts';
import { contents, finish, folderOf, plannedIn } from './planted-batch.ts';
import { journalled, leftovers } from './support.ts';

const JOBS = 6;

// In memory where there is such a place: every try brings everything to the disk, and there are thousands.
const place = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'forewarned-journal-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

let batch: Batch;
let work: BatchFolder;
let whole: ReturnType<typeof contents>;
/** The bytes of journal and rows when all is done. */
let journal: Buffer;
let rows: Buffer;
let journalFile = '';
let rowsFile = '';

beforeAll(async () => {
  writeFileSync(join(place, 'small.yaml'), small);
  batch = plannedIn(place, { replicates: JOBS, record: ['series', 'person'] });
  work = folderOf(place, 'batch', batch);
  // The last is finished first, as it may be with several workers: doing them again in order puts rows where those of others were.
  await finish(work, { workers: JOBS, takes: (job) => 30 * (JOBS - job) });
  expect(journalled(work.folder)).toEqual([5, 4, 3, 2, 1, 0]);
  whole = contents(work);
  expect(whole.runs).toHaveLength(3 * JOBS);
  journalFile = join(partFolder(work, 0), 'journal.jsonl');
  rowsFile = join(partFolder(work, 0), 'runs-0000.bin');
  journal = readFileSync(journalFile);
  rows = readFileSync(rowsFile);
}, 120_000);

/** Puts the part back as it was, and then something else in the place of a file. */
function plant(file: string, bytes: Buffer): void {
  writeFileSync(journalFile, journal);
  writeFileSync(rowsFile, rows);
  writeFileSync(file, bytes);
}

/** After going on: everything is there, once, and nothing besides. */
function expectWhole(): void {
  expect(contents(work)).toEqual(whole);
  expect(journalled(work.folder).sort()).toEqual([0, 1, 2, 3, 4, 5]);
  expect(leftovers(work.folder)).toEqual([]);
}

const flipped = (bytes: Buffer, at: number, bit: number): Buffer => {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ (1 << bit);
  return copy;
};

describe('a journal', { timeout: 240_000 }, () => {
  it('that is cut at any byte of its last two lines loses these jobs at the most', async () => {
    const ends = [...journal.keys()].filter((at) => journal[at] === 10).map((at) => at + 1);
    const [from = 0, middle = 0, to = 0] = ends.slice(-3);
    for (let cut = from; cut <= to; cut++) {
      plant(journalFile, journal.subarray(0, cut));
      const again = cut < middle ? [0, 1] : cut < to ? [0] : [];
      expect(await finish(work)).toEqual(again);
      expectWhole();
    }
    process.stdout.write(`journal: cut at ${to - from + 1} places, the same result each time\n`);
  });

  it('that is cut in its first line, or empty, or gone, begins anew', async () => {
    const end = journal.indexOf(10) + 1;
    for (const cut of [0, 1, end - 1, end]) {
      plant(journalFile, journal.subarray(0, cut));
      expect(await finish(work)).toEqual([0, 1, 2, 3, 4, 5]);
      expectWhole();
    }
    rmSync(journalFile);
    expect(await finish(work)).toEqual([0, 1, 2, 3, 4, 5]);
    expectWhole();
  });

  it('with any flipped bit gives the same result, or none and a message that names it', async () => {
    const said = { same: 0, again: 0, refused: 0 };
    for (let at = 0; at < journal.length; at += 7) {
      plant(journalFile, flipped(journal, at, at % 8));
      try {
        const done = await finish(work);
        expectWhole();
        said[done.length === 0 ? 'same' : 'again']++;
      } catch (fault) {
        if (!(fault instanceof Mistake)) throw fault;
        expect(fault.message).toMatch(/^\S+journal\.jsonl: expected .*, found .*\. .*(again|Use the folder)/);
        said.refused++;
      }
    }
    expect(said.again).toBeGreaterThan(100);
    process.stdout.write(`journal: flipped bits: ${JSON.stringify(said)}\n`);
  });
});

describe('a file of rows', { timeout: 240_000 }, () => {
  it('that is cut short loses the jobs behind the cut only', async () => {
    for (let cut = 0; cut < rows.length; cut += 41) {
      plant(rowsFile, rows.subarray(0, cut));
      const done = await finish(work);
      expectWhole();
      expect(done).toEqual([0, 1, 2, 3, 4, 5].slice(0, done.length));
    }
  });

  it.each([1, 2, 3, 4, 5])(
    'that was cut short, and is cut short again when %s jobs are done anew, mixes no rows',
    async (jobs) => {
      plant(rowsFile, rows.subarray(0, 10));
      expect(await finish(work, { stopAfter: jobs })).toHaveLength(jobs);
      expect(await finish(work)).toHaveLength(JOBS - jobs);
      expectWhole();
    },
  );

  it('that is gone is done again', async () => {
    plant(rowsFile, rows);
    rmSync(rowsFile);
    expect(await finish(work)).toEqual([0, 1, 2, 3, 4, 5]);
    expectWhole();
  });

  it('with any flipped bit gives the same rows, or none and a message that names the file', async () => {
    const said = { same: 0, refused: 0 };
    for (let at = 0; at < rows.length; at++) {
      plant(rowsFile, flipped(rows, at, at % 8));
      expect(await finish(work)).toEqual([]);
      try {
        expect(contents(work)).toEqual(whole);
        said.same++;
      } catch (fault) {
        if (!(fault instanceof Mistake)) throw fault;
        expect(fault.message).toMatch(
          /^\S+runs-0000\.bin: expected run \S+ as it was kept, found other bytes\. .*delete this file and resume/,
        );
        said.refused++;
      }
    }
    process.stdout.write(`rows: flipped bits: ${JSON.stringify(said)}\n`);
    expect(said.refused).toBeGreaterThan(rows.length * 0.9);
    // What the message advises works.
    rmSync(rowsFile);
    expect(await finish(work)).toHaveLength(JOBS);
    expectWhole();
  });

  it('behind the last whole job is cut off before more is written', async () => {
    plant(rowsFile, Buffer.concat([rows, Buffer.from('half a row')]));
    expect(await finish(work)).toEqual([]);
    expect(readFileSync(rowsFile).equals(rows)).toBe(true);
    truncateSync(journalFile, journal.lastIndexOf(10, journal.length - 2) + 1);
    expect(await finish(work)).toEqual([0]);
    expectWhole();
    expect(readdirSync(partFolder(work, 0)).sort()).toEqual(['journal.jsonl', 'runs-0000.bin']);
  });
});
