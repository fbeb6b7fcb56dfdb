// What a batch does when the machine gives out: disk, memory, clock, workers; and when many want to do it at once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { byNumber, smallBatch } from './small-batch.ts';
import { call, countJournalled, fingerprintIn, journalled, leftovers, must, start, until } from './support.ts';

const JOBS = 60;
const { place, jobs, gone, prepare, fresh, resume, table, expectWhole } = smallBatch(JOBS);
beforeAll(prepare);
afterAll(gone);

const preload = (name: string): readonly string[] => [new URL(name, import.meta.url).href];

/** A disk of a size in kilobytes that holds nothing; null where no disk can be mounted. */
function disk(
  name: string,
  kilobytes: number,
): { readonly set: (options: string) => void; readonly gone: () => void } | null {
  const folder = join(place, name);
  mkdirSync(folder);
  const mount = (options: string) => spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'none', folder]).status === 0;
  if (!mount(`size=${kilobytes}k`)) {
    rmSync(folder, { recursive: true });
    return null;
  }
  return {
    set: (options) => {
      if (!mount(`remount,${options}`)) throw new Error(`expected to remount ${name} with ${options}`);
    },
    gone: () => {
      spawnSync('umount', [folder]);
      rmSync(folder, { recursive: true });
    },
  };
}

const canMount = (() => {
  const found = disk('trial', 64);
  found?.gone();
  if (found === null)
    process.stdout.write('faults: no disk can be mounted here (that takes root); tests of full disks are left out\n');
  return found !== null;
})();

/** Does something with a disk of its own, and takes the disk away again. */
async function onDisk(
  name: string,
  kilobytes: number,
  work: (set: (options: string) => void) => Promise<void>,
): Promise<void> {
  const found = disk(name, kilobytes);
  if (found === null) throw new Error('expected a disk, found none');
  try {
    await work(found.set);
  } finally {
    found.gone();
  }
}

/** How a batch says that something came in between. */
const kept = (name: string, found: string): RegExp =>
  new RegExp(
    `^${name}: expected a place that takes what is finished, found ${found}\\. What is finished is kept \\((\\d+) jobs?\\)\\. Put it right, then: forewarned resume ${name}\\n$`,
  );

describe.skipIf(!canMount)('a disk', () => {
  it('that is full while runs go on ends the batch in good order, and it goes on when there is room', async () => {
    await onDisk('full', 680, async (set) => {
      const name = fresh('batch', 'full');
      const args = resume(name, ['--out', 'R-full']);
      const { code, out, err } = await call(args, place);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      const before = journalled(join(place, name));
      expect(err).toMatch(kept(name, 'a full disk'));
      expect(Number(kept(name, 'a full disk').exec(err)?.[1])).toBe(before.length);
      expect(before.length).toBeGreaterThan(5);
      expect(before.length).toBeLessThan(JOBS - 5);
      expect(leftovers(place)).toEqual([]);
      // As long as it is full nothing gets better, and nothing worse.
      writeFileSync(join(place, 'full', 'ballast'), '');
      spawnSync('dd', ['if=/dev/zero', `of=${join(place, 'full', 'ballast')}`, 'bs=1k', 'count=680']);
      const again = await call(args, place);
      expect({ code: again.code, out: again.out }).toEqual({ code: 3, out: '' });
      expect(again.err).toMatch(kept(name, 'a full disk'));
      expect(journalled(join(place, name))).toEqual(before);
      rmSync(join(place, 'full', 'ballast'));
      set('size=8m');
      const json = await must(args, place);
      expect(journalled(join(place, name)).slice(0, before.length)).toEqual(before);
      expectWhole(name, json);
      process.stdout.write(`faults: full disk after ${before.length} of ${JOBS} jobs\n`);
    });
  });

  it('that is full while results are written costs no run', async () => {
    await onDisk('full-results', 400, async (set) => {
      const name = fresh('full-at-the-end');
      const args = resume(name, ['--out', 'full-results/R']);
      const { code, out, err } = await call(args, place);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toBe(
        `--out full-results/R: expected a place that can be written, found a full disk. Name another folder with --out. All finished runs are kept. To write their results then: forewarned resume ${name}\n`,
      );
      expect(readdirSync(join(place, 'full-results'))).toEqual([]);
      expect(byNumber(journalled(join(place, name)))).toEqual(jobs);
      set('size=32m');
      expectWhole(name, await must(args, place));
    });
  });

  it('that can only be read is told, and the batch goes on when it can be written', async () => {
    await onDisk('read-only', 8192, async (set) => {
      const name = fresh('batch', 'read-only');
      const args = resume(name, ['--out', 'R-read-only']);
      const first = start(args, place);
      await until(() => countJournalled(join(place, name)) > 10 || first.isOver());
      first.kill('SIGKILL');
      await first.ended;
      const before = journalled(join(place, name));
      set('ro');
      const { code, out, err } = await call(args, place);
      expect({ code, out }).toEqual({ code: 3, out: '' });
      expect(err).toMatch(kept(name, 'a disk that can only be read'));
      expect(Number(kept(name, 'a disk that can only be read').exec(err)?.[1])).toBe(before.length);
      expect(existsSync(join(place, 'R-read-only'))).toBe(false);
      set('rw');
      const json = await must(args, place);
      expect(journalled(join(place, name)).slice(0, before.length)).toEqual(before);
      expectWhole(name, json);
    });
  });

  it('on which results cannot be put is told before the first run', async () => {
    await onDisk('read-only-results', 64, async (set) => {
      set('ro');
      const name = fresh('nowhere-to-put');
      const { code, err } = await call(resume(name, ['--out', 'read-only-results/R']), place);
      expect({ code, err }).toEqual({
        code: 1,
        err: '--out read-only-results/R: expected a place that can be written, found a disk that can only be read. Name another folder with --out.\n',
      });
      expect(journalled(join(place, name))).toEqual([]);
    });
  });
});

describe('rows that were damaged', () => {
  it('are told with their file, and what the message advises gives the results', async () => {
    const name = fresh('damaged');
    await must(resume(name, ['--out', 'R-before']), place);
    const file = join(place, name, 'part-000', 'runs-0000.bin');
    const bytes = readFileSync(file);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 0x10;
    writeFileSync(file, bytes);
    const { code, out, err } = await call(resume(name), place);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      new RegExp(
        `^${name}/part-000/runs-0000\\.bin: expected run [0-9a-f]{16} as it was kept, found other bytes\\. Copy the folder again, or delete this file and resume: its runs are then done again\\.\\n$`,
      ),
    );
    expect(existsSync(join(place, `R-${name}`))).toBe(false);
    rmSync(file);
    expectWhole(name, await must(resume(name), place));
  });
});

describe('workers', () => {
  it('that have too little memory are told, and the runs come out when they have enough', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarned-memory-'));
    const { people, megabytes } = { people: 20_000, megabytes: 16 };
    const size = ['--people', String(people), '--weeks', '2', '--replicates', '2', '--draws', '1'];
    const plan = ['plan', join(place, 'small.yaml'), ...size, '--record', 'person', 'effect', 'event', '--out'];
    try {
      await must([...plan, 'sound'], folder);
      const whole = fingerprintIn(await must(['resume', 'sound', '--json', '--out', 'R-sound'], folder));
      await must([...plan, 'small'], folder);
      const tight = ['resume', 'small', '--out', 'R', '--workers', '2'];
      const { code, out } = await call([...tight, '--memory', String(megabytes)], folder);
      expect(code).toBe(2);
      expect(out).toContain(
        '6 runs failed and are left out; failures.csv says where and why. The first: the worker stopped before job',
      );
      expect(out).toContain('Worker terminated due to reaching memory limit: JS heap out of memory');
      expect(out).toContain('to try them again: forewarned resume small --retry-failed');
      expect(byNumber(journalled(join(folder, 'small')))).toEqual([0, 1]);
      const again = await must([...tight, '--retry-failed', '--json'], folder);
      expect(fingerprintIn(again)).toBe(whole);
      expect(byNumber(journalled(join(folder, 'small')))).toEqual([0, 0, 1, 1]);
      expect(leftovers(folder)).toEqual([]);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('that die whatever they are given stop the batch, which goes on when they live', async () => {
    const name = fresh('all-die');
    await start(resume(name), place, preload('./deaths.mjs'), { DEATHS: jobs.slice(8).join(',') }).ended;
    const { code, out, err } = await start(resume(name), place, preload('./deaths.mjs'), { DEATHS: 'all' }).ended;
    expect({ code, out }).toEqual({ code: 3, out: '' });
    expect(err).toMatch(
      /^workers: expected them to live, found 4 jobs in a row lost with them\. The last: .* Use fewer --workers .* What is finished is kept \(\d+ jobs\)\. Put it right, then: forewarned resume all-die --retry-failed\n$/,
    );
    expect(existsSync(join(place, `R-${name}`))).toBe(false);
    const before = journalled(join(place, name));
    expect(byNumber(before.slice(0, 8))).toEqual(jobs.slice(0, 8));
    const json = await must(resume(name, ['--retry-failed']), place);
    const after = journalled(join(place, name));
    expect(after.slice(0, before.length)).toEqual(before);
    // Lost jobs stand there twice, the second time with their runs; no other does.
    expect(after.filter((job, at) => after.indexOf(job) !== at).every((job) => job >= 8)).toBe(true);
    expectWhole(name, json, byNumber(after));
  });
});

describe('a clock', () => {
  it('that jumps by hours, forth and back, changes nothing', async () => {
    const name = fresh('clock');
    const first = start(resume(name), place, preload('./clock.mjs'));
    await until(() => countJournalled(join(place, name)) > 10 || first.isOver());
    first.kill('SIGKILL');
    await first.ended;
    const before = journalled(join(place, name));
    const { code, out, err } = await start(resume(name), place, preload('./clock.mjs')).ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(journalled(join(place, name)).slice(0, before.length)).toEqual(before);
    expectWhole(name, out);
  });
});

describe('six processes that resume one batch at once', () => {
  it('leave it to one of them, also when one before them was killed', async () => {
    const name = fresh('six');
    const first = start(resume(name), place);
    await until(() => countJournalled(join(place, name)) > 5 || first.isOver());
    first.kill('SIGKILL');
    await first.ended;
    const before = journalled(join(place, name));
    // Nobody is done before the last one has asked.
    const slow = { SLOW_DISK: '300' };
    const six = Array.from({ length: 6 }, () => start(resume(name), place, preload('./slow-disk.mjs'), slow).ended);
    const ended = await Promise.all(six);
    const [winner, ...others] = ended.toSorted((a, b) => (a.code ?? 9) - (b.code ?? 9));
    expect(winner?.code).toBe(0);
    for (const { code, out, err } of others) {
      expect({ code, out }).toEqual({ code: 1, out: '' });
      expect(err).toMatch(
        /^six: expected a batch that nobody works on, found process \d+ at work on it\. Wait until it has ended, or stop it; nothing was changed\.\n$/,
      );
    }
    expect(journalled(join(place, name)).slice(0, before.length)).toEqual(before);
    expectWhole(name, winner?.out ?? '');
    expect(table(`R-${name}`, 'failures.csv')).toHaveLength(1);
  });
});
