import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forewarned } from './forewarned.ts';
import { small } from './small.ts';

let place = '';
let folder = '';
let count = 0;
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'forewarned-compare-'));
});
afterAll(() => rmSync(place, { recursive: true, force: true }));
beforeEach(() => {
  folder = join(place, String(count++));
  mkdirSync(folder);
  writeFileSync(join(folder, 'small.yaml'), small);
});

const files = (path: string) => readdirSync(path, { recursive: true, encoding: 'utf8' }).sort();

describe('compare', () => {
  it('prints JSON in the shape others rely on, and writes the same results', async () => {
    const { code, out, err } = await forewarned(['compare', 'small.yaml', '--json'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const found = JSON.parse(out);
    expect(found).toMatchObject({
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      scenario: 'small',
      people: 200,
      weeks: 10,
      replicates: 4,
      draws: 2,
      seed: 'forewarned',
      partial: null,
    });
    expect(found.designs.map(({ id }: { id: string }) => id)).toEqual(['no-campaign', 'film', 'parents']);
    const spread = {
      mean: expect.any(Number),
      low: expect.any(Number),
      high: expect.any(Number),
      replicates: 4,
      draws: 2,
    };
    const band = { low: expect.any(Number), high: expect.any(Number) };
    const whole = { ...spread, luck: band, parameters: band };
    expect(found.designs[1].outcomes.decision_quality).toMatchObject(whole);
    expect(found.designs[1].differences.decision_quality).toMatchObject(whole);
    expect(found.designs[1].cost).toBeGreaterThan(0);

    expect(found.folder).toBe(join('results', `small-${found.fingerprint.slice(0, 8)}`));
    const results = join(folder, found.folder);
    for (const file of [
      'report.html',
      'brief.html',
      'runs.csv',
      'ledger.csv',
      'checksums.sha256',
      'environment.json',
    ]) {
      expect(files(results)).toContain(file);
    }
    expect(JSON.parse(readFileSync(join(results, 'comparison.json'), 'utf8')).fingerprint).toBe(found.fingerprint);
    // Nothing in the results says where or by whom they were made.
    for (const file of files(results).filter((name) => name.includes('.'))) {
      const text = readFileSync(join(results, file), 'latin1');
      expect(text).not.toContain(folder);
      expect(text).not.toContain(process.cwd());
      if (hostname().length > 4) expect(text).not.toContain(hostname());
    }
  });

  it('gives the same fingerprint with one worker and with three, and another with another seed', async () => {
    const print = async (...args: string[]) =>
      JSON.parse((await forewarned(['compare', 'small', '--json', '--replicates', '2', ...args], folder)).out)
        .fingerprint;
    const [one, three, other] = [
      await print('--workers', '1'),
      await print('--workers', '3'),
      await print('--seed', 'other'),
    ];
    expect(three).toBe(one);
    expect(other).not.toBe(one);
    // The second took the place of the first: they are the same.
    expect(readdirSync(join(folder, 'results'))).toHaveLength(2);
  });

  it('asks other readings of the evidence, unless it is told not to or the runs are few', async () => {
    const args = ['compare', 'small.yaml', '--replicates', '8', '--draws', '2', '--people', '100', '--json'];
    const asked = JSON.parse((await forewarned([...args, '--out', 'asked'], folder)).out);
    const plain = JSON.parse((await forewarned([...args, '--out', 'plain', '--no-regimes'], folder)).out);
    expect(asked.regimes.map(({ id }: { id: string }) => id)).toEqual(['documents', 'sceptic', 'trials']);
    for (const { replicates, people, verdict, designs } of asked.regimes) {
      expect([replicates, people]).toEqual([4, 100]);
      expect(['same', 'differs', 'open']).toContain(verdict);
      expect(designs[0].quality.replicates).toBe(4);
    }
    expect(plain.regimes).toEqual([]);
    expect(plain.fingerprint).toBe(asked.fingerprint);
    const trials = JSON.parse((await forewarned([...args, '--out', 'trials', '--regime', 'trials'], folder)).out);
    expect(trials.described.title).toContain('The reading of the trials');
    expect(trials.fingerprint).not.toBe(plain.fingerprint);
    const wrong = await forewarned(['compare', 'small.yaml', '--regime', 'trial'], folder);
    expect([wrong.code, wrong.out]).toEqual([1, '']);
    expect(wrong.err).toMatch(/--regime: expected a reading of the evidence, found "trial"\. Did you mean "trials"\?/);
  });

  it('prints table, answer, sentences, assumptions and where the files are', async () => {
    const { code, out, err } = await forewarned(
      ['compare', 'small.yaml', '--out', 'here', '--progress', 'json'],
      folder,
    );
    expect(code).toBe(0);
    for (const text of [
      'A small comparison',
      'Worth knowing\n- The money buys less than one contact',
      'What this rests on',
      'are assumptions',
      join('here', 'report.html'),
    ]) {
      expect(out).toContain(text);
    }
    const events = err
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0]).toEqual({ type: 'progress', done: 0, failed: 0, total: 12, eta_s: null });
    expect(events.at(-1)).toMatchObject({ type: 'progress', done: 12, failed: 0, total: 12 });

    const again = await forewarned(['compare', 'small.yaml', '--out', 'here'], folder);
    expect(again.code).toBe(1);
    expect(again.err).toContain('--out here: expected an empty folder or none, found earlier results.');
    const before = readFileSync(join(folder, 'here/runs.csv'), 'utf8');
    const forced = await forewarned(['run', 'small.yaml', '--out', 'here', '--force', '--seed', 'other'], folder);
    expect(forced.code).toBe(0);
    expect(forced.out).toContain('What it is to show: that everything arrives');
    expect(readFileSync(join(folder, 'here/runs.csv'), 'utf8')).not.toBe(before);
    expect(files(folder).filter((name) => name.startsWith('.'))).toEqual([]);
  });

  it('that is cancelled keeps what is finished, marked as partial, and ends with 3', async () => {
    let asked = Number.POSITIVE_INFINITY;
    const { code, out, err } = await forewarned(
      ['compare', 'small.yaml', '--json', '--replicates', '2000', '--workers', '2', '--progress', 'json'],
      folder,
      (said, kill) => {
        const last = said.trimEnd().split('\n').at(-1) ?? '';
        if (asked < Number.POSITIVE_INFINITY || !last.endsWith('}') || JSON.parse(last).done < 30) return;
        asked = performance.now();
        kill('SIGINT');
      },
    );
    expect(performance.now() - asked).toBeLessThan(5000);
    expect(code).toBe(3);
    expect(err).toContain('Stopping; ');
    const found = JSON.parse(out);
    expect(found.partial).toEqual({ done: expect.any(Number), of: 6000 });
    expect(found.partial.done).toBeGreaterThan(0);
    expect(found.partial.done).toBeLessThan(6000);
    expect(found.replicates * 3).toBe(found.partial.done);
    expect(found.folder).toMatch(/-partial$/);
    const rows = readFileSync(join(folder, found.folder, 'runs.csv'), 'utf8')
      .trimEnd()
      .split('\n');
    expect(rows).toHaveLength(found.partial.done + 1);
    expect(readFileSync(join(folder, found.folder, 'report.html'), 'utf8')).toContain(
      'Partial result, cancelled after',
    );
  });

  it.each([1, 2])(
    'that is cancelled in the middle of a large world stops within a second, workers: %i',
    async (workers) => {
      let asked = Number.POSITIVE_INFINITY;
      const { code, err } = await forewarned(
        [
          'compare',
          'small.yaml',
          '--people',
          '200000',
          '--replicates',
          '1',
          '--workers',
          `${workers}`,
          '--progress',
          'json',
        ],
        folder,
        (said, kill) => {
          const last = said.trimEnd().split('\n').at(-1) ?? '';
          if (asked < Number.POSITIVE_INFINITY || !last.endsWith('}') || JSON.parse(last).done === 0) return;
          // In the first arm: its weeks are told.
          expect(JSON.parse(last).done).toBeLessThan(1);
          asked = performance.now();
          kill('SIGINT');
        },
      );
      expect(performance.now() - asked).toBeLessThan(1000);
      expect(code).toBe(3);
      expect(err).toContain('Cancelled before all designs were run with the same luck even once; nothing is written.');
      expect(readdirSync(folder)).toEqual(['results', 'small.yaml']);
    },
  );

  it('that is killed leaves no results folder, and goes on when called again', async () => {
    const { code } = await forewarned(
      ['compare', 'small.yaml', '--out', 'here', '--progress', 'json'],
      folder,
      (said, kill) => {
        if (said.includes('"done":')) kill('SIGKILL');
      },
    );
    expect(code).toBe(null);
    expect(readdirSync(folder).sort()).toEqual(['here.unfinished', 'small.yaml']);
    const { out } = await forewarned(['compare', 'small.yaml', '--out', 'here', '--json'], folder);
    const whole = await forewarned(['compare', 'small.yaml', '--out', 'whole', '--json'], folder);
    expect(JSON.parse(out).fingerprint).toBe(JSON.parse(whole.out).fingerprint);
    expect(readdirSync(folder).sort()).toEqual(['here', 'small.yaml', 'whole']);
  });

  it('bears a reader that has seen enough', async () => {
    const { code, err } = await forewarned(['compare', 'small.yaml', '--json'], folder, undefined, 'closed');
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(readdirSync(join(folder, 'results'))).toHaveLength(1);
  });
});

describe('docs and ledger', () => {
  it('the model description is up to date', async () => {
    const { code, err } = await forewarned(['docs', '--check'], folder);
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });

  it('every number has its row, and says so as CSV and JSON', async () => {
    const checked = await forewarned(['ledger', '--check'], folder);
    expect(checked.err).toBe('');
    expect(checked.code).toBe(0);
    const { rows } = JSON.parse((await forewarned(['ledger', '--json'], folder)).out);
    expect(rows.length).toBeGreaterThan(500);
    const csv = (await forewarned(['ledger', '--csv'], folder)).out;
    expect(
      csv.startsWith('parameter,symbol,unit,default,low,high,meaning,basis,source,confidence,used_by,where\n'),
    ).toBe(true);
  });
});
