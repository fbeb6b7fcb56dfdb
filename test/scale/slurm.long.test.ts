// The whole way on a real Slurm: plan, submit, a task that fails, submit what is missing, merge. Also GNU parallel.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureParallel, ensureSlurm } from '../../scripts/slurm.mjs';
import { type Ended, forewarned } from '../cli/forewarned.ts';
import { small } from '../cli/small.ts';
import { type Slurm, startSlurm } from './slurm.ts';

const hasSlurm = ensureSlurm();
if (!hasSlurm) console.log('No Slurm here, and none can be installed (Debian, as root): its tests are skipped.');
const hasParallel = ensureParallel();
if (!hasParallel)
  console.log('No GNU parallel here, and none can be installed (Debian, as root): its test is skipped.');

const SHARDS = 8;
let place = '';
beforeAll(() => {
  // A folder as people have them.
  place = join(mkdtempSync(join(tmpdir(), 'forewarned-scale-')), `it's "mine", 100%j $HOME`);
  mkdirSync(place);
  writeFileSync(join(place, 'small.yaml'), small);
});
afterAll(() => rmSync(join(place, '..'), { recursive: true, force: true }));

const fingerprintOf = ({ out }: Ended): string => JSON.parse(out).fingerprint;
/** The fingerprint that one machine comes to. */
const single = async (name: string, options: readonly string[]): Promise<string> =>
  fingerprintOf(await forewarned(['run', 'small.yaml', ...options, '--json', '--out', `single-${name}`], place));

/** Lines of the journal of a part, without the first, which names the plan. */
function journalOf(folder: string, part: number): string[] {
  try {
    const text = readFileSync(join(place, folder, `part-${String(part).padStart(3, '0')}`, 'journal.jsonl'), 'utf8');
    return text.split('\n').slice(1, -1);
  } catch {
    return [];
  }
}

/** The job of each line of all journals. */
const jobsIn = (folder: string): number[] =>
  Array.from({ length: SHARDS }, (_, part) => journalOf(folder, part).map((line): number => JSON.parse(line).job))
    .flat()
    .sort((a, b) => a - b);
const eachOnce = (count: number): number[] => Array.from({ length: count }, (_, job) => job);

describe.skipIf(!hasSlurm)('on Slurm', () => {
  let slurm: Slurm | undefined;
  let limited = '';
  const before = process.env.SLURM_CONF;
  beforeAll(async () => {
    slurm = await startSlurm(3);
    process.env.SLURM_CONF = slurm.env.SLURM_CONF;
    // Far more jobs than there is time for; it goes on beside the tests. Slurm asks a task up to a minute and a half
    // before its limit: with a limit of a minute that might be before the program is there.
    const options = ['--replicates', '20000', '--weeks', '20', '--shards', '1', '--out', 'T'];
    await forewarned(['plan', 'small.yaml', ...options], place);
    const submitted = await forewarned(['submit', 'T', '--slurm', '--time', '2', '--json'], place);
    limited = JSON.parse(submitted.out).job;
  });
  afterAll(async () => {
    if (before === undefined) delete process.env.SLURM_CONF;
    else process.env.SLURM_CONF = before;
    await slurm?.stop();
  });

  /** Whether no task of an array is left; a queue that does not answer says nothing. */
  const isOver = (job: string): boolean => {
    const { status, stdout, stderr } = spawnSync('squeue', ['-h', '--job', job], { encoding: 'utf8' });
    return (status === 0 && stdout.trim() === '') || stderr.includes('Invalid job id');
  };
  /** Looks again and again; two minutes are long for anything that is awaited here, on a busy machine, too. */
  async function until(what: string, isSo: () => boolean): Promise<void> {
    for (let k = 0; k < 1200; k++) {
      if (isSo()) return;
      await sleep(100);
    }
    throw new Error(`not within two minutes: ${what}\n${spawnSync('squeue', { encoding: 'utf8' }).stdout}`);
  }

  it('a task that fails is named, submitted again alone, and the merged batch is that of one machine', async () => {
    const options = ['--replicates', '16'];
    const planned = await forewarned(['plan', 'small.yaml', ...options, '--shards', '8', '--out', 'F'], place);
    expect(planned).toMatchObject({ code: 0, err: '' });
    // Where the folder of the part should be lies a file.
    writeFileSync(join(place, 'F/part-005'), '');
    const first = await forewarned(['submit', 'F', '--slurm', '--wait', '--task-memory', '512', '--time', '10'], place);
    expect(first.code).toBe(2);
    expect(first.out).toMatch(/^Array \d+ has parts 0-7\./);
    expect(first.err).toMatch(/^Not done: part 5 \(sbatch ended with \d+\)\. The reason is in F\/slurm-\d+-5\.log\. /);
    expect(first.err).toContain('To submit what is missing: forewarned submit F --slurm');
    const [log = ''] = /F\/slurm-\d+-5\.log/.exec(first.err) ?? [];
    expect(readFileSync(join(place, log), 'utf8')).toContain('expected a place that takes what is finished');

    const early = await forewarned(['merge', 'F', '--out', 'R'], place);
    expect(early).toEqual({
      ...{ code: 1, out: '' },
      err: 'F: expected all 8 parts to be done, found one that is not: 5. Submit it again (forewarned submit F --slurm), do one here (forewarned shard F --index 5), or all that is left (forewarned resume F).\n',
    });

    rmSync(join(place, 'F/part-005'));
    const second = await forewarned(['submit', 'F', '--slurm', '--wait', '--json'], place);
    expect(second).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(second.out)).toMatchObject({ parts: [5], status: 0 });
    // One log a task: eight, and the one that was submitted again.
    expect(readdirSync(join(place, 'F')).filter((name) => name.endsWith('.log'))).toHaveLength(SHARDS + 1);

    const third = await forewarned(['submit', 'F', '--slurm', '--wait'], place);
    expect(third).toMatchObject({ code: 0, err: '' });
    expect(third.out).toBe('Nothing is left to submit: all parts are done. To put them together: forewarned merge F\n');
    expect(jobsIn('F')).toEqual(eachOnce(16));

    const merged = await forewarned(['merge', 'F', '--json', '--out', 'R'], place);
    expect(merged).toMatchObject({ code: 0, err: '' });
    expect(fingerprintOf(merged)).toBe(await single('F', options));
    const verified = await forewarned(['verify', 'R', '--all'], place);
    expect(verified).toMatchObject({ code: 0 });
    expect(verified.out).toContain('48 of 48 finished runs were computed again: all are the same, to the last bit.');
  });

  it('an array that is cancelled keeps what is finished, and the next one goes on from there', async () => {
    const options = ['--replicates', '96', '--people', '300', '--weeks', '20'];
    await forewarned(['plan', 'small.yaml', ...options, '--shards', '8', '--out', 'C'], place);
    const submitted = await forewarned(['submit', 'C', '--slurm', '--json'], place);
    const { job } = JSON.parse(submitted.out);
    // A part that has begun and has enough to do for a while.
    const isAtWork = (part: number): boolean => [1, 2, 3, 4, 5, 6].includes(journalOf('C', part).length);
    await until('a part that is at work', () => eachOnce(SHARDS).some(isAtWork));
    spawnSync('scancel', [job]);
    await until('the end of the cancelled array', () => isOver(job));
    const kept = eachOnce(SHARDS).map((part) => journalOf('C', part));
    const count = kept.flat().length;
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(96);
    const logs = readdirSync(join(place, 'C')).filter((name) => name.startsWith(`slurm-${job}-`));
    const said = logs.map((name) => readFileSync(join(place, 'C', name), 'utf8')).join('');
    // The request to end reached the program itself, which ended in good order.
    expect(said).toContain('Stopping; finished runs are kept.');

    const next = await forewarned(['submit', 'C', '--slurm', '--json'], place);
    expect(next).toMatchObject({ code: 0, err: '' });
    const again = JSON.parse(next.out);
    const open = eachOnce(SHARDS).filter((part) => (kept[part]?.length ?? 0) < 12);
    expect(again.parts).toEqual(open);
    const expected = await single('C', options);
    await until('the end of the second array', () => isOver(again.job));
    expect(jobsIn('C')).toEqual(eachOnce(96));
    for (const [part, lines] of kept.entries()) expect(journalOf('C', part).slice(0, lines.length)).toEqual(lines);
    const merged = await forewarned(['merge', 'C', '--json', '--out', 'R-C'], place);
    expect(fingerprintOf(merged)).toBe(expected);
    expect(await forewarned(['verify', 'R-C'], place)).toMatchObject({ code: 0 });
  });

  it('a task at its time limit is asked to end before it is killed', async () => {
    await until('the end of the array with a time limit', () => isOver(limited));
    const [log = ''] = readdirSync(join(place, 'T')).filter((name) => name.endsWith('.log'));
    const said = readFileSync(join(place, 'T', log), 'utf8');
    expect(said).toContain('Stopping; finished runs are kept.');
    expect(said).not.toContain('DUE TO TIME LIMIT');
    expect(journalOf('T', 0).length).toBeGreaterThan(0);
  });
});

it.skipIf(!hasParallel)('with GNU parallel, two parts at a time make the single run', async () => {
  const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));
  const path = join(place, '..', 'bin');
  mkdirSync(path);
  // As it is on the path of somebody who installed it.
  writeFileSync(join(path, 'forewarned'), `#!/bin/sh\nexec "${process.execPath}" "${bin}" "$@"\n`, { mode: 0o755 });
  const options = ['--replicates', '8'];
  await forewarned(['plan', 'small.yaml', ...options, '--shards', '8', '--out', 'P'], place);
  const script = 'parallel -j2 --joblog P/joblog forewarned shard P --workers 1 --index {} ::: $(seq 0 7)';
  const { status, stderr } = spawnSync('bash', ['-c', script], {
    ...{ cwd: place, encoding: 'utf8' },
    env: { ...process.env, PATH: [path, process.env.PATH].join(delimiter) },
  });
  expect([status, stderr.includes('expected')]).toEqual([0, false]);
  const merged = await forewarned(['merge', 'P', '--json', '--out', 'R-P'], place);
  expect(fingerprintOf(merged)).toBe(await single('P', options));
});
