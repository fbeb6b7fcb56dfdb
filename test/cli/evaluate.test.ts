import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forewarned } from './forewarned.ts';
import { small } from './small.ts';

const trial = (id: string, more: string) => `schema: forewarned/evaluation@1
id: ${id}
title: ${id}
about: A study of the test.
source: the test
measurement: { waves: [-1, 9] }
sampling: { frame: household-listing, size: 100 }
${more}`;
const byPerson = trial(
  'by-person',
  'inquiry: { estimand: itt, measure: intends }\nassignment: { unit: person, share: 0.5 }\nestimator: difference-in-means\n',
);
const followUp = trial(
  'follow-up',
  'inquiry: { estimand: att, measure: changed_mind }\nestimator: naive-share\n',
).replace('household-listing', 'beneficiary-list');
const counting = trial('counting', 'inquiry: { estimand: total, measure: contacts }\nestimator: contact-count\n');
const byVillage = byPerson.replaceAll('by-person', 'by-village').replace('unit: person', 'unit: village');

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'forewarned-evaluate-'));
  mkdirSync(join(place, 'theirs'));
  writeFileSync(join(place, 'theirs/thesis.doc'), 'years of work');
  writeFileSync(join(place, 'small.yaml'), small);
  writeFileSync(join(place, 'own.yaml'), `${small}studies: [./by-person.yaml]\nevaluated: parents\n`);
  const files = { 'by-person': byPerson, 'follow-up': followUp, counting, 'by-village': byVillage };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(place, `${name}.yaml`), text);
  writeFileSync(join(place, 'broken.yaml'), byPerson.replace('sampling', 'smapling'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const quick = ['--replicates', '2', '--surveys', '3'];

describe('evaluate', () => {
  it('prints JSON in the shape others rely on, and writes the same results', async () => {
    const studies = ['--study', './follow-up.yaml', './by-person.yaml', './counting.yaml'];
    const args = ['evaluate', 'small.yaml', ...studies, '--design', 'film', '--find-n', '0.8', ...quick, '--json'];
    const { code, out, err } = await forewarned(args, place);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      ...{ scenario: 'small', design: 'film', people: 200, seed: 'forewarned', replicates: 2, partial: null },
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(found.studies.map(({ id }: { id: string }) => id)).toEqual(['follow-up', 'by-person', 'counting']);
    const number = expect.any(Number);
    expect(found.studies[1]).toMatchObject({
      ...{
        title: 'by-person',
        inquiry: { estimand: 'itt', measure: 'intends' },
        truth: number,
        bias: number,
        rmse: number,
      },
      reported: { mean: number, low: number, high: number },
      ...{ power: number, coverage: number, minimumDetectable: number, cost: number, n: number, studies: 12 },
      split: { attrition: { mean: number, error: number }, clustering: { mean: number, error: number } },
      findN: { power: 0.8 },
    });
    expect(found.ranking.map(({ id }: { id: string }) => id)).toEqual(['film', 'parents']);
    const results = join(place, found.folder);
    expect(found.folder).toBe(join('results', `small-evaluation-${found.fingerprint.slice(0, 8)}`));
    for (const file of readdirSync(results).filter((name) => name.includes('.')))
      expect(readFileSync(join(results, file), 'utf8')).not.toContain(place);
    expect(JSON.parse(readFileSync(join(results, 'evaluation.json'), 'utf8')).fingerprint).toBe(found.fingerprint);
    expect(readFileSync(join(results, 'ledger.csv'), 'utf8')).toContain('evaluation.common.measurement.flips');

    const verified = await forewarned(['verify', found.folder], place);
    expect({ code: verified.code, err: verified.err }).toEqual({ code: 0, err: '' });
    expect(verified.out).toContain('files are as they were written');
    const answers = join(results, 'answers.csv');
    writeFileSync(
      answers,
      readFileSync(answers, 'utf8').replace(/\d(?=\D*$)/, (digit) => `${9 - Number(digit)}`),
    );
    const changed = await forewarned(['verify', found.folder], place);
    expect(changed.code).toBe(1);
    expect(changed.out).toContain('answers.csv: expected bytes');
  });

  it('gives the same fingerprint with one worker and with three, and another with another seed', async () => {
    const print = async (...args: string[]) =>
      JSON.parse((await forewarned(['evaluate', 'own.yaml', ...quick, '--json', ...args], place)).out).fingerprint;
    const one = await print('--workers', '1');
    expect(await print('--workers', '3')).toBe(one);
    expect(await print('--seed', 'other')).not.toBe(one);
  });

  it('prints the table, sentences, what it rests on and where the files are, and tells its progress', async () => {
    const { code, out, err } = await forewarned(
      ['evaluate', 'own.yaml', ...quick, '--out', 'here', '--progress', 'json'],
      place,
    );
    expect(code).toBe(0);
    for (const words of [
      'What-if',
      'in truth',
      'harm',
      'What this rests on',
      'are assumptions',
      join('here', 'report.html'),
    ])
      expect(out).toContain(words);
    expect(out).toContain('"Sessions with parents"');
    const last = JSON.parse(err.trimEnd().split('\n').at(-1) ?? '');
    expect(last.done).toBe(last.total);
  });

  it('that is cancelled keeps whole worlds, marked as partial, and ends with 3', async () => {
    const { code, out } = await forewarned(
      [
        'evaluate',
        'own.yaml',
        '--replicates',
        '500',
        '--surveys',
        '3',
        '--json',
        '--progress',
        'json',
        '--workers',
        '2',
      ],
      place,
      (said, kill) => {
        const last = said.trimEnd().split('\n').at(-1) ?? '';
        if (last.endsWith('}') && JSON.parse(last).done >= 30) kill('SIGINT');
      },
    );
    expect(code).toBe(3);
    const found = JSON.parse(out);
    expect(found.partial).toEqual({ done: expect.any(Number), of: 500 });
    expect(found.replicates).toBe(found.partial.done);
    expect(found.folder).toMatch(/-partial$/);
  });
});

describe('a mistake', () => {
  it.each<[readonly string[], RegExp]>([
    [
      ['--study', 'indivdual-trial'],
      /^--study: expected the id or file of an evaluation, found "indivdual-trial"\. Did you mean "individual-trial"/,
    ],
    [['--study', './none.yaml'], /none\.yaml: expected/],
    [['--study', 'common'], /expected a study, found the figures that studies share/],
    [['--study', './broken.yaml'], /broken\.yaml:7:1 smapling: expected .*Did you mean "sampling"/],
    [['--study', './by-person.yaml', './by-person.yaml'], /expected studies with different ids/],
    [
      ['--study', './by-person.yaml', '--design', 'flim'],
      /^--design: expected the id of a design .*"flim"\. Did you mean "film"/,
    ],
    [
      ['--study', 'individual-trial'],
      /expected interviews within the 10 weeks .*found one in week 52\. Give --weeks 53/,
    ],
    [['--study', './by-village.yaml'], /expected at least 4 villages .*found 1 .*Give --people/],
    [['--study', './by-person.yaml', '--find-n', '80'], /^--find-n: expected a number between 0 and 1, found "80"/],
    [['--study', './by-person.yaml', '--surveys', '0'], /^--surveys: expected a whole number/],
    [['--study', './by-person.yaml', '--draws', '9'], /^--draws: expected at most 8/],
    [['--study', './by-person.yaml', '--out', 'theirs', '--force'], /^--out theirs: expected an empty folder or none/],
  ])('%j is said with its remedy, and nothing is written', async (args, message) => {
    const before = readdirSync(place, { recursive: true }).length;
    const { code, out, err } = await forewarned(['evaluate', 'small.yaml', ...args], place);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
    expect(err).not.toContain('This is a fault in Forewarned');
    expect(readdirSync(place, { recursive: true })).toHaveLength(before);
  });
});
