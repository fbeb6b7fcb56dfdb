import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { FindingRow, PartResult, Scoreboard } from '../../src/experiment/findings/scoreboard.ts';
import { findingsFiles } from '../../src/report/findings-files.ts';
import { findingsHtml } from '../../src/report/findings-html.ts';
import { changesBetween, findingsTable } from '../../src/report/findings-table.ts';
import { ablationOf, estimateOf } from '../../src/report/findings-words.ts';

const { document } = new JSDOM('').window;

const part = (changes: Partial<PartResult> = {}): PartResult => ({
  ...{ id: 'p', says: 'it is so', unit: 'share', none: 0, expect: { above: 0.01 }, runsToDecide: null },
  estimate: { value: 0.03, low: 0.02, high: 0.04, runs: 16 },
  verdict: 'reproduced',
  draws: { low: -0.01, high: 0.06, held: 20, of: 32 },
  ...changes,
});

const row = (id: string, changes: Partial<FindingRow> = {}): FindingRow => ({
  ...{ id, row: 'S01', title: `Title of ${id}`, claim: `Claim of ${id}.`, why: `Why of ${id}.`, condition: null },
  ...{ sources: ['B12', 'F04'], patterns: ['T3'], conflicts: [], notTestable: null, experiment: 'family' },
  ...{ verdict: 'reproduced', decides: 'p', parts: [part()], declared: 'emerged', status: 'emerged', circular: null },
  ...{ discrepancy: null, restsOn: {} },
  draws: { share: 0.625, low: 0.48, high: 0.75, of: 32 },
  ablation: {
    says: 'without dissonance it goes',
    part: 'p',
    left: { value: 0.1, low: 0, high: 0.2, runs: 8 },
    without: { value: 0.003, low: 0, high: 0.006, runs: 8 },
    verdict: 'removed',
  },
  ...changes,
});

const board: Scoreboard = {
  ...{ fingerprint: 'f'.repeat(64), version: '0', resultsVersion: 2, defaults: 'd'.repeat(64), seed: 'findings' },
  ...{ runs: 16, draws: 32, ablationRuns: 8, people: 2000, ablationsFrom: 'this run', off: [], failures: [] },
  findings: [
    row('s10', { conflicts: ['l06'], condition: 'Lasting effects.', title: 'Warnings <b>&</b> plans' }),
    row('l06', {
      ...{ conflicts: ['s10'], condition: 'At once.', verdict: 'not reproduced', status: 'absent' },
      parts: [part({ verdict: 'not reproduced', estimate: { value: -0.01, low: -0.02, high: 0, runs: 16 } })],
      discrepancy: 'Too few contacts.',
    }),
    row('s15', {
      ...{ verdict: 'undecided', status: 'open' },
      parts: [
        part({ verdict: 'undecided', runsToDecide: 90, estimate: { value: 0.011, low: 0.001, high: 0.021, runs: 16 } }),
      ],
      restsOn: { talk: { value: 0.2, low: 0, high: 0.4, runs: 2 }, memory: { value: 2.5, low: 2, high: 3, runs: 2 } },
    }),
    row('l13', {
      ...{ verdict: 'not testable', notTestable: 'No moves within the country.', parts: [], decides: null },
      ...{ draws: null, status: null, ablation: null },
    }),
  ],
};
const cited = {
  citations: new Map([
    [
      'B12',
      {
        id: 'B12',
        title: 'A response (a ministry, 2017), Findings, 3',
        detail: 'Says so. In the document: „cognitieve dissonantie …”',
      },
    ],
    [
      'F04',
      { id: 'F04', title: 'Somebody (2024), Nigeria: individual trial', detail: 'Read: abstract; confidence V.' },
    ],
  ]),
  patterns: [{ id: 'T3', title: 'Deterrence alone', says: 'About no effect.', sources: ['B12'] }],
};
const page = findingsHtml(board, cited, document);
const dom = new JSDOM(page).window.document;
const section = (id: string): string => dom.getElementById(id)?.textContent ?? '';

describe('the table of findings', () => {
  const text = findingsTable(board);

  it('shows every verdict with its interval and its runs, and the counts with the list', () => {
    expect(text).toContain('1 reproduced, 1 not reproduced, 1 undecided, 1 not testable');
    for (const found of [
      '● reproduced',
      '0.0300',
      '0.0200 to 0.0400',
      '× not reproduced',
      '○ undecided',
      '– not testable',
      '20 of 32',
    ])
      expect(text).toContain(found);
    expect(text).toContain(board.defaults);
    expect(text).toContain('What-if under stated assumptions, not a forecast.');
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
  });

  it('says whose ablations are shown, and warns where the defaults were others', () => {
    const from = { fingerprint: 'a'.repeat(64), defaults: board.defaults };
    expect(findingsTable({ ...board, ablationsFrom: from })).toContain('last full run, fingerprint aaaaaaaa');
    const other = { ...from, defaults: 'other' };
    expect(findingsTable({ ...board, ablationsFrom: other }).replaceAll('\n', ' ')).toContain(
      'OTHER default parameters',
    );
  });

  it('shows the verdict of the last full run beside that of a quick one where they differ, and promises no other status', () => {
    const [first, ...others] = board.findings;
    const ablationsFrom = { fingerprint: 'a'.repeat(64), defaults: board.defaults };
    const quick = { ...board, ablationsFrom, findings: [{ ...first, inFull: 'undecided' as const }, ...others] };
    const text = findingsTable(quick);
    expect(text.match(/in full:/g)).toHaveLength(1);
    expect(text.replaceAll(/\s+/g, ' ')).toContain('so is the status where both come to the same verdict');
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(/finding verdict at the/);
  });

  it('prints no interval of no width as if it were certain', () => {
    expect(findingsTable(board)).not.toContain('not known');
    const [first, ...others] = board.findings;
    const parts = first.parts.map((part) => ({ ...part, estimate: { value: 0, low: 0, high: 0, runs: 16 } }));
    const text = findingsTable({ ...board, findings: [{ ...first, parts }, ...others] });
    expect(text).toContain('not known');
    expect(text.replaceAll(/\s+/g, ' ')).toContain('the verdict then rests on the value alone');
    expect(estimateOf(parts[0].estimate)).toBe('0 (interval not known, 16 runs)');
  });

  it('names the verdicts that change when something is off', () => {
    const [first, ...others] = board.findings;
    const off = { ...board, findings: [{ ...first, verdict: 'not reproduced' as const }, ...others] };
    expect(changesBetween(board, off)).toEqual([
      's10 Warnings <b>&</b> plans: reproduced → not reproduced; it is so: 0.0300 (0.0200 to 0.0400, 16 runs)',
    ]);
    expect(changesBetween(board, board)).toEqual([]);
  });
});

describe('the page of findings', () => {
  it('traces a finding to the sentence in the document and to the study', () => {
    for (const found of [
      'A response (a ministry, 2017), Findings, 3',
      '„cognitieve dissonantie …”',
      'Nigeria: individual trial',
      'confidence V',
    ])
      expect(section('s10')).toContain(found);
  });

  it('shows findings that contradict each other on both sides, and when each holds', () => {
    expect(dom.querySelector('#s10 a[href="#l06"]')).not.toBeNull();
    expect(dom.querySelector('#l06 a[href="#s10"]')).not.toBeNull();
    expect(section('s10')).toContain('Lasting effects.');
    expect(section('l06')).toContain('At once.');
  });

  it('says of each part what it shows, where it must be, and how many runs would decide it', () => {
    expect(section('s15')).toContain(
      'it is so: 0.0110 (0.0010 to 0.0210, 16 runs), must be above 0.01 (share): undecided; about 90 runs would decide it',
    );
    expect(section('l06')).toContain('Too few contacts.');
    expect(section('l13')).toContain('No moves within the country.');
    expect(section('s10')).toContain('removes it: 10 % left (0 % to 20 %)');
    // Of what is not there nothing can be taken away.
    expect(section('l06')).not.toContain('removes it');
  });

  it('draws values and what rests on what, in words too', () => {
    const names = [...dom.querySelectorAll('svg[role=img]')].map((svg) => svg.getAttribute('aria-label') ?? '');
    expect(names.some((name) => name.includes('s10 reproduced, 0.0300 (0.0200 to 0.0400, 16 runs)'))).toBe(true);
    expect(names.some((name) => name.includes('s15 needs talk'))).toBe(true);
  });

  it('has no markup from texts, no script and nothing from elsewhere', () => {
    expect(page).toContain('Warnings &lt;b&gt;&amp;&lt;/b&gt; plans');
    expect(dom.querySelector('script, link, img')).toBeNull();
    expect(page).not.toMatch(/https?:\/\/(?!www\.w3\.org)/);
  });
});

it('a value never stands without its interval and its runs', () => {
  expect(estimateOf({ value: 0.5, low: 0.25, high: 1.25, runs: 1 })).toBe('0.500 (0.250 to 1.25, one run)');
  const none = row('x', {
    ablation: { says: '', part: 'p', left: null, without: { value: 0, low: 0, high: 0, runs: 8 }, verdict: 'kept' },
  });
  expect(ablationOf(none)).toBe('does not remove it: the value is then 0 (interval not known, 8 runs)');
});

describe('the files of findings', () => {
  const files = new Map(
    findingsFiles(board, cited, [], { node: 'x' }, document).map(({ path, content }) => [path, String(content)]),
  );

  it('hold one row a part, and one for what cannot be tested', () => {
    const [head, ...rows] = (files.get('findings.csv') ?? '').trim().split('\n');
    expect(head).toMatch(/^finding,title,source,verdict,status,declared,part,/);
    expect(rows).toHaveLength(4);
    expect(rows[3]).toMatch(/^l13,.*not testable,/);
    for (const column of head.split(',')) expect(files.get('README.md')).toContain(`\`${column}\``);
  });

  it('are listed with their checksums', () => {
    const sums = files.get('checksums.sha256') ?? '';
    for (const path of files.keys()) if (path !== 'checksums.sha256') expect(sums).toContain(`  ${path}\n`);
  });
});
