import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { csvParse, csvParseRows } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { markOf } from '../../src/report/file-mark.ts';
import { afterRoot, checksums, rootHash } from '../../src/report/result-files.ts';
import { checkFiles } from '../../src/runtime/check-files.ts';
import { forewarned } from './forewarned.ts';
import { small } from './small.ts';

const bin = fileURLToPath(new URL('../../bin/forewarned.mjs', import.meta.url));
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forewarned-batches-'));
  writeFileSync(join(folder, 'small.yaml'), small);
  writeFileSync(
    join(folder, 'batch.yaml'),
    `schema: forewarned/batch@1
id: risk
title: The weight of risk
scenario: small.yaml
designs: [film]
sampling: { method: factorial }
vary:
  - { name: appraisal.risk, values: [0.8, 1.4, 2] }
  - { name: dissonance.tolerance, low: 0.2, high: 0.4 }
`,
  );
  const { code, err } = await forewarned(['run', 'small.yaml', '--out', 'usual'], folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const called = (...args: string[]) => forewarned(args, folder);
const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const jsonOf = async (...args: string[]) => {
  const { out, err } = await called(...args, '--json');
  return JSON.parse(out || `{"nothing":${JSON.stringify(err)}}`);
};

describe('plan', () => {
  it('says what a batch would be and writes nothing', async () => {
    const before = readdirSync(folder);
    const { code, out } = await called('plan', 'small.yaml');
    expect(code).toBe(0);
    expect(out).toContain('12 runs in 4 jobs');
    expect(out).toMatch(/about \d+ s with \d+ workers?/);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('reads the file of a batch: every combination, each with all its designs', async () => {
    expect(await jsonOf('plan', 'batch.yaml')).toMatchObject({
      ...{ draws: 6, method: 'factorial', varied: ['appraisal.risk', 'dissonance.tolerance'] },
      ...{ replicates: 6, runs: 12, jobs: 6, designs: ['no-campaign', 'film'], folder: null },
    });
  });

  it('reads a sheet: a row is a case', async () => {
    writeFileSync(join(folder, 'cases.tsv'), 'design\tappraisal.risk\nfilm\t0.8\nparents\t0.8\n\t2\n');
    expect(await jsonOf('plan', 'cases.tsv', '--scenario', 'small.yaml')).toMatchObject({
      ...{ draws: 2, method: 'sheet', varied: ['appraisal.risk'], runs: 6 },
    });
  });

  it.each([
    [['plan', 'bad.csv', '--scenario', 'small.yaml'], 'cell B2: expected', 'abc'],
    [['plan', 'persons.csv', '--scenario', 'small.yaml'], 'takes no data about persons', 'phone'],
    [['plan', 'small.yaml', '--shards', '9'], '--shards: expected at most 4', 'found 9'],
    [['plan', 'small.yaml', '--shards', '2', '--precision', '0.1'], '--precision: expected without --shards', 'both'],
    [['plan', 'batch.yaml', '--draws', '3'], '--draws: expected to be left out', 'found 3'],
    [['plan', 'batch.yaml', '--replicates', '5'], '--replicates: expected at least 6, one for each draw', 'found 5'],
    [['run', 'batch.yaml', '--format', 'behaviorspace', '--tables', 'parquet'], '--tables: expected', 'found parquet'],
    [['plan', 'small.yaml', '--scenario', 'x'], '--scenario: expected with a sheet', 'small.yaml'],
    [['plan', 'small.yaml', '--precision', '0'], '--precision: expected a number above 0', '"0"'],
    [['plan', 'small.yaml', '--record', 'persons'], '--record: expected one of', 'Did you mean "person"?'],
    [['plan', 'small.yaml', '--precision', '0.1', '--on', 'cost'], '--on: expected one of', '"cost"'],
    [['plan', 'small.yaml', '--precision', '0.1', '--max', '2'], '--max: expected at least 4', 'found 2'],
    [['plan', 'small.yaml', '--max', '9'], '--max: expected together with --precision', 'alone'],
    [['run', 'small.yaml', '--on', 'error_death'], '--on: expected together with --precision', 'alone'],
    [['plan', 'small.yaml', '--force'], '--force: expected an option of this command', 'does not have'],
    [['plan', 'small.yaml', '--memory', '99'], '--memory: expected an option of this command', 'does not have'],
    [['merge', 'usual', '--memory', '99'], '--memory: expected an option of this command', 'does not have'],
    [['run', '--stdin', '--out', 'x'], '--out: expected to be left out with --stdin', 'found it'],
    [['run', '--stdin', '--progress', 'json'], '--progress: expected to be left out with --stdin', 'found it'],
    [['resume', 'usual'], 'usual: expected the folder of a plan', 'found finished results'],
    [['resume', 'nowhere'], 'nowhere: plan.json: expected the plan of a batch', 'no such file'],
    [['verify', '.'], '.: expected a folder of results', 'found none'],
    [['verify', 'usual', '--share', '2'], '--share: expected a share above 0 and at most 1', 'found 2'],
    [['replay', 'f00', 'usual'], 'run: expected the id of a finished or failed run', '"f00"'],
    [['run'], 'what: expected a scenario', 'found nothing'],
    [['submit', 'usual'], 'expected --slurm or --kubernetes', 'neither'],
  ])('%s is refused in a sentence', async (args, expected, found) => {
    writeFileSync(join(folder, 'bad.csv'), 'design,appraisal.risk\nfilm,abc\n');
    writeFileSync(join(folder, 'persons.csv'), 'phone,appraisal.risk\n0612345678,1\n');
    const { code, out, err } = await called(...args);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain(expected);
    expect(err).toContain(found);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('a batch', () => {
  it('that is planned and done apart is the run that is done at once', async () => {
    expect((await called('plan', 'small.yaml', '--tables', 'both', '--out', 'kept')).code).toBe(0);
    const again = await called('plan', 'small.yaml', '--out', 'kept');
    expect(again.code).toBe(0);
    const other = await called('plan', 'small.yaml', '--seed', 'other', '--out', 'kept');
    expect(other.code).toBe(1);
    expect(other.err).toContain('found another plan');
    const resumed = await jsonOf('resume', 'kept', '--out', 'from-kept');
    expect(resumed.fingerprint).toBe(JSON.parse(read('usual/comparison.json')).fingerprint);
    expect(read('from-kept/runs.csv')).toBe(read('usual/runs.csv'));
    expect(read('from-kept/plan.json')).toBe(read('usual/plan.json'));
    // How tables are written was said with the plan.
    expect(readdirSync(join(folder, 'from-kept'))).toEqual(expect.arrayContaining(['series.csv', 'runs.parquet']));
  });

  it('of chosen draws has these numbers in its runs', async () => {
    const found = await jsonOf('run', 'batch.yaml', '--out', 'risk');
    const draws = csvParse(read('risk/draws.csv'));
    const risk = draws.filter(({ parameter }) => parameter === 'appraisal.risk').map(({ value }) => Number(value));
    expect(risk).toEqual([0.8, 0.8, 1.4, 1.4, 2, 2]);
    expect(found.chosen.effects[0].draws).toEqual([0, 1, 2, 3, 4, 5]);
    expect(read('risk/report.html')).toContain('along appraisal.risk');
    expect(read('risk/README.md')).toContain('verify . --all');
    expect((await called('verify', 'risk', '--all')).out).toContain('12 of 12 finished runs were computed again');
  });

  it('of a sheet says which row became which draw', async () => {
    const sheet = 'label,design,appraisal.risk\nlow,film,0.8\n"high, risk",,2\nlow again,parents,0.8\n';
    writeFileSync(join(folder, 'labelled.csv'), sheet);
    const words = ['labelled.csv', '--scenario', 'small.yaml', '--people', '100', '--weeks', '2', '--out', 'labelled'];
    expect(await called('run', ...words)).toMatchObject({ code: 0 });
    expect(csvParse(read('labelled/cases.csv')).map((row) => ({ ...row }))).toEqual([
      { row: '2', draw: '0', label: 'low', design: 'film' },
      { row: '3', draw: '1', label: 'high, risk', design: '' },
      { row: '4', draw: '0', label: 'low again', design: 'parents' },
    ]);
    expect((await called('verify', 'labelled', '--all')).code).toBe(0);
  });

  it('writes people on request, and changes no run by it', async () => {
    const { out } = await called(
      ...['run', 'small.yaml', '--record', 'person', 'event', '--tables', 'both', '--out', 'people', '--json'],
    );
    expect(JSON.parse(out).fingerprint).toBe(JSON.parse(read('usual/comparison.json')).fingerprint);
    const files = readdirSync(join(folder, 'people'));
    expect(files).toEqual(expect.arrayContaining(['persons.csv', 'persons.parquet', 'events.csv', 'runs.parquet']));
    expect(files.filter((file) => file.startsWith('series') || file.startsWith('person_'))).toEqual([]);
    expect(csvParse(read('people/persons.csv'))).toHaveLength(200 * 12);
  });

  it('with an aim of precision adds runs until it is reached, or says that it is not', async () => {
    const reached = await jsonOf(
      'run',
      'small.yaml',
      '--precision',
      '0.0012',
      '--on',
      'error_death',
      '--max',
      '400',
      '--out',
      'precise',
    );
    expect(reached.precision).toMatchObject({ aim: 0.0012, isEnough: true });
    expect(reached.precision.halfWidth).toBeLessThanOrEqual(0.0012);
    expect(reached.replicates).toBeGreaterThan(4);
    expect(csvParse(read('precise/runs.csv'))).toHaveLength(3 * reached.replicates);
    expect(
      (await jsonOf('run', 'small.yaml', '--precision', '0.0012', '--on', 'error_death', '--max', '400')).fingerprint,
    ).toBe(reached.fingerprint);
    const short = await called('run', 'small.yaml', '--precision', '0.0001', '--max', '6', '--out', 'short');
    expect(short.code).toBe(0);
    expect(short.out).toContain('Warning: too few runs.');
    expect(read('short/report.html')).toContain('Warning: too few runs.');
    expect(csvParse(read('short/runs.csv'))).toHaveLength(18);
  });
});

describe('replay', () => {
  it('computes one run again, to the last bit', async () => {
    const run = csvParse(read('usual/runs.csv')).find(({ arm }) => arm === 'parents');
    const { code, out } = await called('replay', run?.run_id ?? '', 'usual');
    expect(code).toBe(0);
    expect(out).toContain('The same as recorded, to the last bit.');
    expect(out).toContain(`decision quality: ${run?.decision_quality}`);
  });

  it('says when it is not the same', async () => {
    mkdirSync(join(folder, 'forged'));
    for (const file of ['plan.json', 'scenario/small.json']) {
      mkdirSync(join(folder, 'forged/scenario'), { recursive: true });
      writeFileSync(join(folder, 'forged', file), read(`usual/${file}`));
    }
    const runs = csvParse(read('usual/runs.csv'));
    const [first] = runs;
    writeFileSync(
      join(folder, 'forged/runs.csv'),
      read('usual/runs.csv').replace(first?.row_sha256 ?? 'none', 'a'.repeat(64)),
    );
    const { code, out } = await called('replay', first?.run_id ?? '', 'forged');
    expect(code).toBe(1);
    expect(out).toContain('Not the same as recorded');
  });
});

describe('verify', () => {
  it('is content with results as they were written', async () => {
    const { code, out } = await called('verify', 'usual', '--all');
    expect(code).toBe(0);
    expect(out).toContain('12 of 12 finished runs were computed again: all are the same, to the last bit.');
    expect(out).toMatch(/Root hash [0-9a-f]{64}, as in the report\./);
  });

  it('names the one file of which one byte was changed, whichever it is', () => {
    const files = readdirSync(join(folder, 'usual'), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(folder, 'usual'), join(entry.parentPath, entry.name)));
    expect(files.length).toBeGreaterThan(15);
    for (const file of files) {
      const path = join(folder, 'usual', file);
      const before = readFileSync(path);
      const places = [0, before.length - 1, Math.floor(before.length / 3), before.length - 40, 70, 10].filter(
        (place) => place >= 0 && place < before.length,
      );
      for (const at of places) {
        const bytes = Buffer.from(before);
        bytes[at] = (bytes[at] ?? 0) ^ 1;
        writeFileSync(path, bytes);
        const { problems } = checkFiles(join(folder, 'usual'));
        expect(problems, `${file}, byte ${at}`).toHaveLength(1);
        expect(problems[0], `${file}, byte ${at}`).toMatch(new RegExp(`^${file.replaceAll('.', '[.]')}: `));
      }
      writeFileSync(path, before);
    }
    expect(checkFiles(join(folder, 'usual')).problems).toEqual([]);
  });

  it('names files that are missing or too many', () => {
    const path = join(folder, 'usual', 'draws.csv');
    const before = readFileSync(path);
    rmSync(path);
    writeFileSync(join(folder, 'usual', 'more.txt'), '');
    expect(checkFiles(join(folder, 'usual')).problems.map((problem) => problem.split(':')[0])).toEqual([
      'draws.csv',
      'more.txt',
    ]);
    rmSync(join(folder, 'usual', 'more.txt'));
    writeFileSync(path, before);
  });

  it('finds a number that was changed together with the list, its seal and the report', async () => {
    const files = readdirSync(join(folder, 'usual'), { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(join(folder, 'usual'), join(entry.parentPath, entry.name)))
      .filter((file) => file !== 'checksums.sha256');
    cpSync(join(folder, 'usual'), join(folder, 'tampered'), { recursive: true });
    const write = (file: string, text: string) => writeFileSync(join(folder, 'tampered', file), text);
    const marks = () => files.map((path) => markOf(path, readFileSync(join(folder, 'tampered', path))));
    const [, first = ''] = read('usual/runs.csv').split('\n');
    const cells = first.split(',');
    cells[5] = '0.987';
    write('runs.csv', read('usual/runs.csv').replace(first, cells.join(',')));
    // The list alone does not help: the report knows the root.
    write('checksums.sha256', checksums(marks()));
    expect(checkFiles(join(folder, 'tampered')).problems).toEqual([
      expect.stringMatching(/^report\.html: expected the root/),
    ]);
    const root = rootHash(marks().filter(({ path }) => !afterRoot.includes(path)));
    write('report.html', read('usual/report.html').replace(/id="root-hash">[0-9a-f]{64}/, `id="root-hash">${root}`));
    write('checksums.sha256', checksums(marks()));
    expect(checkFiles(join(folder, 'tampered')).problems).toEqual([]);
    // Whoever changes all that consistently is found by the run itself.
    const { code, out } = await called('verify', 'tampered', '--all');
    expect(code).toBe(1);
    expect(out).toContain(`12 of 12 finished runs were computed again, and 1 came to something else:\n  ${cells[0]}`);
  });
});

describe('scenarios on standard input', () => {
  const lines = (input: string, ...args: string[]) =>
    spawnSync(process.execPath, [bin, 'run', '--stdin', ...args], { cwd: folder, input, encoding: 'utf8' });
  const short = { scenario: 'albania-facts', people: 200, replicates: 2, draws: 1, weeks: 60 };

  it('give a line each, in their order, the same as a run by itself', async () => {
    const whole = JSON.stringify(parse(small));
    const { stdout, stderr, status } = lines(`${whole}\n\n${JSON.stringify({ ...short, seed: 'x' })}\n${whole}\n`);
    expect({ stderr, status }).toEqual({ stderr: '', status: 0 });
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ line, ok, id }) => [line, ok, id])).toEqual([
      [1, true, 'small'],
      [3, true, 'albania-facts'],
      [4, true, 'small'],
    ]);
    const usual = JSON.parse(read('usual/comparison.json'));
    expect(found[0].fingerprint).toBe(usual.fingerprint);
    expect(found[2]).toEqual({ ...found[0], line: 4 });
    expect(found[0].designs[1].differences).toEqual(usual.designs[1].differences);
    const single = await jsonOf(
      'run',
      'albania-facts',
      '--people',
      '200',
      '--replicates',
      '2',
      '--draws',
      '1',
      '--weeks',
      '60',
      '--seed',
      'x',
    );
    expect(found[1].fingerprint).toBe(single.fingerprint);
  });

  it('are waited for no longer than until somebody ends it', async () => {
    const child = spawn(process.execPath, [bin, 'run', '--stdin'], { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
    const ended = new Promise((resolve) => child.once('close', resolve));
    child.stdin.write('no scenario\n');
    // It has answered and waits for the next line, which never comes.
    await new Promise((resolve) => child.stdout.once('data', resolve));
    child.kill('SIGTERM');
    expect(await ended).toBe(3);
  });

  it('may change numbers by name', () => {
    const input = [1, 2].map((risk) => JSON.stringify({ ...short, parameters: { 'appraisal.risk': risk } })).join('\n');
    const [a, b] = lines(input)
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(a.ok && b.ok).toBe(true);
    expect(a.fingerprint).not.toBe(b.fingerprint);
  });

  it('may go beyond the ledger only where they say so, and results say so too', () => {
    const outside = { value: 3, source: 'choice: a test', outside: true };
    const input = [3, outside].map((risk) => JSON.stringify({ ...short, parameters: { 'appraisal.risk': risk } }));
    const [plain, meant] = lines(input.join('\n'))
      .stdout.trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(plain.ok).toBe(false);
    expect(plain.problems[0].expected).toContain('from 0.7 to 2.4, its range in the ledger');
    expect(meant.ok).toBe(true);
    expect(meant.worthKnowing).toContain(
      'Set outside the range that the ledger holds plausible: appraisal.risk is 3 (0.7 to 2.4).',
    );
  });

  it('may begin with a mark of the byte order', () => {
    expect(JSON.parse(lines(`\uFEFF${JSON.stringify(short)}\n`).stdout)).toMatchObject({ line: 1, ok: true });
  });

  it('that cannot be run are said to be so, and the others are run', () => {
    const bad = [
      'x',
      '[]',
      '{"scenario": "albania-fact"}',
      '{"people": 200}',
      JSON.stringify({ ...short, people: 7 }),
      JSON.stringify({ ...short, parameters: { 'appraisal.rsk': 1 } }),
      JSON.stringify({ ...short, seed: 5 }),
      JSON.stringify({ ...short, people: null }),
      // Each of these once took all memory there is, and all later lines with it.
      JSON.stringify({ ...short, people: 1e9 }),
      JSON.stringify({ ...short, replicates: 1e12, draws: 1e12 }),
      JSON.stringify({ ...short, parameters: { 'appraisal.risk': 'x' } }).replace('"x"', '1e999'),
    ];
    const { stdout, status } = lines([...bad, JSON.stringify(short)].join('\n'));
    expect(status).toBe(2);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(found.map(({ ok }) => ok)).toEqual([...bad.map(() => false), true]);
    const said = found.slice(0, -1).map(({ problems }) => JSON.stringify(problems[0]));
    for (const [at, { problems }] of found.slice(0, -1).entries())
      for (const problem of problems) {
        expect(Object.keys(problem)).toEqual(['place', 'expected', 'found', 'remedy']);
        expect(problem.place).toMatch(new RegExp(`^line ${at + 1}\\b`));
      }
    expect(said[6]).toContain('line 7 seed');
    expect(found[7].problems[0]).toMatchObject({ place: 'line 8 people', found: 'nothing' });
    expect(said[2]).toContain('albania-facts');
    expect(said[4]).toContain('from 100 to 5,000,000');
    expect(said[8]).toContain('1,000,000,000');
    expect(said[9]).toContain('replicates');
    expect(said[10]).toContain('not a finite number');
    expect(said[5]).toContain('appraisal.risk');
  });
});

describe('a BehaviorSpace table', () => {
  it('has six lines, names, and a row per run, all in quotes, as NetLogo writes them', async () => {
    const { code, out, err } = await called('run', 'batch.yaml', '--format', 'behaviorspace');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const rows = csvParseRows(out);
    expect(rows.slice(0, 6).map(({ length }) => length)).toEqual([2, 1, 1, 1, 4, 4]);
    expect(rows[0]).toEqual([expect.stringMatching(/^BehaviorSpace results \(Forewarned /), 'Table version 2.0']);
    for (const line of out.trimEnd().split('\n')) expect(line).toMatch(/^"[^"]*"(,"[^"]*")*$/);
    const head = rows.findIndex(([first]) => first === '[run number]');
    expect(head).toBe(6);
    const table = csvParse(out.split('\n').slice(head).join('\n'));
    expect(table.map((row) => row['[run number]'])).toEqual(Array.from({ length: 12 }, (_, at) => String(at + 1)));
    const own = csvParse(read('risk/runs.csv'));
    expect(table.map((row) => row.decision_quality)).toEqual(own.map((row) => row.decision_quality));
    expect(new Set(table.map((row) => row['appraisal.risk']))).toEqual(new Set(['0.8', '1.4', '2']));
    expect(new Set(table.map((row) => row['[step]']))).toEqual(new Set(['10']));
    const film = table.find((row) => row.design === 'film');
    const effect = csvParse(read('risk/effects.csv')).find(({ outcome }) => outcome === 'decision_quality');
    expect(film?.['decision_quality-difference']).toBe(effect?.difference);
  });
});
