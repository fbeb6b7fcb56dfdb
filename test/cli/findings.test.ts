import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { forewarned } from './forewarned.ts';

const place = mkdtempSync(join(tmpdir(), 'forewarned-findings-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

// One condition with two designs, half a year, and a finding that nothing can test.
const small = ['findings', '--quick', '--only', 's12', 'l13', '--people', '200'];

describe('findings', () => {
  it('prints JSON in the shape others rely on, writes the same, and does nothing twice', async () => {
    const { code, out, err } = await forewarned([...small, '--json'], place);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const found = JSON.parse(out);
    const number = expect.any(Number);
    expect(found).toMatchObject({
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      runs: 4,
      people: 200,
      changes: null,
    });
    expect(found.findings.map(({ id }: { id: string }) => id)).toEqual(['l13', 's12']);
    expect(found.findings[1]).toMatchObject({
      source: expect.stringMatching(/^B13: .+\(.+, 2017\)/),
      ...{ verdict: expect.any(String), low: number, high: number, value: number, runs: 4, status: expect.any(String) },
    });
    expect(found.findings[1].ablation).toHaveProperty('verdict');
    expect(found.findings[0]).toMatchObject({ verdict: 'not testable', low: null, status: null });
    const written = JSON.parse(readFileSync(join(place, found.folder, 'findings.json'), 'utf8'));
    expect(written.fingerprint).toBe(found.fingerprint);

    const kept = readdirSync(join(place, '.forewarned', 'cache'), { recursive: true, encoding: 'utf8' }).length;
    const again = await forewarned([...small, '--json', '--workers', '1'], place);
    expect(JSON.parse(again.out).fingerprint).toBe(found.fingerprint);
    expect(readdirSync(join(place, '.forewarned', 'cache'), { recursive: true, encoding: 'utf8' })).toHaveLength(kept);

    const verified = await forewarned(['verify', found.folder], place);
    expect({ code: verified.code, err: verified.err }).toEqual({ code: 0, err: '' });
    expect(verified.out).toContain('files are as they were written');
  });

  it('shows what changes when a mechanism is off, in the words of the documents too', async () => {
    const { code, out } = await forewarned([...small, '--ablate', 'family', '--out', 'without'], place);
    expect(code).toBe(0);
    expect(out).toContain('Verdicts that change with household switched off');
    expect(out).toContain('Switched off in everything: household.');
  });

  it.each([
    [['--only', 's99'], /--only: expected the id of a finding, found "s99"\./],
    [['--only', 's1O'], /Did you mean "s10"\?/],
    [['--ablate', 'disonance'], /--ablate: expected a mechanism, found "disonance"\. Did you mean "dissonance"\?/],
    [['--people', '5'], /--people: expected a whole number from 100/],
    [['--out', ''], /--out: expected the name of a folder/],
  ])('%j is said with its remedy, and nothing is run', async (args, message) => {
    const { code, out, err } = await forewarned(['findings', '--quick', ...args], place);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  it('are checked by validate, like scenarios', async () => {
    const right = readFileSync(new URL('../../seeds/findings/s01.yaml', import.meta.url), 'utf8');
    writeFileSync(join(place, 's01.yaml'), right);
    expect((await forewarned(['validate', 's01.yaml'], place)).out).toBe('1 file, no problem\n');
    writeFileSync(join(place, 's01.yaml'), right.replace('least:', 'smallest:'));
    const { code, out } = await forewarned(['validate', 's01.yaml'], place);
    expect(code).toBe(1);
    expect(out).toMatch(/^s01\.yaml:\d+:\d+ parts\[0\]\.value: expected a group with one of the keys effect,/);
  });
});
