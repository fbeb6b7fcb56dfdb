import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { forewarned } from './forewarned.ts';

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'forewarned-cli-'));
  mkdirSync(join(place, 'theirs'));
  writeFileSync(join(place, 'theirs/thesis.doc'), 'years of work');
  writeFileSync(join(place, 'file'), 'text');
  writeFileSync(join(place, 'broken.yaml'), 'schema: forewarned/scenario@1\nid: broken\ndesings: [film]\n');
  writeFileSync(join(place, 'film.yaml'), design);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const design = `schema: forewarned/design@1
id: film
title: A film
about: A film for the test.
source: the test
truthfulness: truthful
components: [{ id: film, channel: film, share: { value: 1, source: the test } }]
`;

const all = () => readdirSync(place, { recursive: true }).sort();

describe('list', () => {
  it('names contexts, designs and scenarios, as JSON too', async () => {
    const { code, out, err } = await forewarned(['list', '--json'], place);
    const lists = JSON.parse(out);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(Object.keys(lists)).toEqual(['contexts', 'designs', 'scenarios', 'evaluations']);
    for (const entries of Object.values<{ id: string; title: string }[]>(lists)) {
      expect(entries.length).toBeGreaterThan(5);
      for (const { id, title } of entries)
        expect([id, title].every((text) => typeof text === 'string' && text !== '')).toBe(true);
    }
    expect(lists.contexts.map(({ id }: { id: string }) => id)).not.toContain('common');
    const text = await forewarned(['list'], place);
    for (const { id } of lists.scenarios) expect(text.out).toContain(`  ${id} `);
  });
});

describe('validate', () => {
  it('finds nothing wrong with what comes with Forewarned', async () => {
    const { code, out } = await forewarned(['validate'], place);
    expect(out).toMatch(/^\d+ files, no problem\n$/);
    expect(code).toBe(0);
  });

  it.each([
    [['film'], '1 file, no problem\n'],
    [['film.yaml'], '1 file, no problem\n'],
    [['film.yaml', './film.yaml', 'one-on-one', 'ghana'], '3 files, no problem\n'],
  ])('%s', async (words, said) => {
    expect(await forewarned(['validate', ...words], place)).toEqual({ code: 0, out: said, err: '' });
  });

  it('remarks on what is no mistake and probably not meant', async () => {
    const text = readFileSync(new URL('../../scenarios/north-africa-2023.yaml', import.meta.url), 'utf8');
    expect(text).toMatch(/^budget: \{ value: \d+/m);
    const thousandth = text.replace(/^budget: \{ value: \d+/m, 'budget: { value: 300.000');
    writeFileSync(join(place, 'thousandth.yaml'), `${thousandth.replace(/^draws: .*\n/m, '')}draws: 16\n`);
    const { code, out, err } = await forewarned(['validate', 'thousandth.yaml'], place);
    expect({ code, out }).toEqual({ code: 0, out: '1 file, no problem\n' });
    expect(err).toContain('thousandth.yaml draws: of 16 only 8 will be used');
    expect(err).toMatch(/its part \S+ is given €\u00a0300; its fixed costs, €\u00a0[\d,]+, are paid all the same\./);
  });

  it('prints one line a problem, with place, expectation, finding and remedy, and fails', async () => {
    const { code, out } = await forewarned(['validate', 'broken.yaml'], place);
    expect(code).toBe(1);
    const lines = out.trimEnd().split('\n');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(line).toMatch(/^broken\.yaml.*: expected .+, found .+\. .+/);
    expect(out).toContain('broken.yaml:3:1');
    const json = JSON.parse((await forewarned(['validate', '--json', 'broken.yaml'], place)).out);
    expect(json.files).toBe(1);
    expect(json.problems).toHaveLength(lines.length);
  });
});

describe('a mistake in the call', () => {
  it.each([
    [['compare', '--replicates', '0'], '--replicates: expected a whole number from 1 to 1,000,000, found "0".'],
    [['compare', '--people', '20'], '--people: expected a whole number from 100 to 5,000,000, found "20".'],
    [['compare', '--people', '5e3'], '--people: expected a whole number'],
    [['compare', '--weeks', '-1'], '--weeks: expected a whole number'],
    [['compare', '--workers', '0'], '--workers: expected a whole number from 1 to 256, found "0".'],
    [
      ['compare', '--draws', '3', '--replicates', '2'],
      '--draws: expected at most 2, the number of replicates, found 3.',
    ],
    [['compare', '--seed', ''], '--seed: expected words of 1 to 200 characters, found nothing.'],
    [['compare', '--out', ''], '--out: expected the name of a folder, found nothing.'],
    [['compare', '--progress', 'loud'], '--progress: expected one of auto, line, json, none, found "loud".'],
    [
      ['compare', '--peple', '500'],
      '--peple: expected an option of this command, found one it does not have. Did you mean --people?',
    ],
    [['compare', 'one', 'two'], 'arguments: too many arguments'],
    [['conpare'], 'command: expected one that Forewarned has, found "conpare". Did you mean compare?'],
    [['run'], 'what: expected a scenario'],
    [['compare', 'no-such-scenario'], 'scenario: expected a file, or one of '],
    [['run', 'missing/file.yaml'], 'scenario: expected a file, or one of '],
    [['compare', 'broken.yaml'], 'broken.yaml:3:1 desings: expected'],
    [['compare', 'file'], 'file'],
    [
      ['compare', '--out', 'theirs'],
      '--out theirs: expected an empty folder or none, found a folder that holds other things ("thesis.doc").',
    ],
    [['compare', '--out', 'theirs', '--force'], 'holds other things'],
    [['compare', '--out', 'file/below'], 'expected a place inside a folder, found "file", which is a file'],
    [['compare', '--out', '/proc/forewarned/out'], 'expected a place that can be written'],
    [['validate', 'nonsense'], 'arguments: expected files, folders or ids, found "nonsense".'],
    [['validate', 'theirs'], 'theirs: expected a folder with YAML or JSON files, found none.'],
    [['validate', 'missing.yaml'], 'missing.yaml: expected a file, found nothing.'],
  ])('%s: said in a sentence, exit code 1, nothing written, no trace', async (args, sentence) => {
    const before = all();
    const { code, out, err } = await forewarned(args, place);
    expect(err).toContain(sentence);
    expect(err).not.toMatch(/^\s+at /m);
    expect(err).not.toContain('fault in Forewarned');
    expect(out).toBe('');
    expect(code).toBe(1);
    expect(all()).toEqual(before);
  });
});

describe('help', () => {
  it.each([[], ['compare'], ['run'], ['list'], ['validate'], ['ledger'], ['docs']])(
    'explains %s',
    async (...command) => {
      const { code, out } = await forewarned([...command, '--help'], place);
      expect(code).toBe(0);
      expect(out).toContain(`Usage: forewarned ${command[0] ?? '[options]'}`);
    },
  );
});
