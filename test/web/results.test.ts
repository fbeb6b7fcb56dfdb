import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkFiles } from '../../src/runtime/check-files.ts';
import { holderOf } from '../../src/web/results/run-set.ts';
import { stateFrom, stateLink } from '../../src/web/state/app-state.ts';
import { forewarned } from '../cli/forewarned.ts';
import { type OpenedApp, type OpenedPage, openApp } from './support/app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const size = { people: 100, weeks: 26, replicates: 4, draws: 2, seed: 'take it home' };
const state = { schema: 'forewarned/state@1', scenario: 'north-africa-2023', over: {}, changed: {}, size };
const pages = ['README.md', 'brief.html', 'checksums.sha256', 'datapackage.json', 'report.html'];
/** Files that say what the runs were computed on, or hold a hash over one that does. */
const own = ['environment.json', 'ro-crate-metadata.json', ...pages];

let app: OpenedApp;
let opened: OpenedPage;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'forewarned-results-'));
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  writeFileSync(file('state.json'), JSON.stringify(state));
  // One after the other: cores are few, and both keep them busy.
  app = await openApp();
  opened = await app.open('#/results', { acceptDownloads: true });
  page = opened.page;
  const words = ['--people', '100', '--weeks', '26', '--replicates', '4', '--draws', '2', '--seed', size.seed];
  const { code, err } = await forewarned(['run', state.scenario, ...words, '--out', 'usual'], folder);
  expect({ code, err }).toEqual({ code: 0, err: '' });
}, 120_000);
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const filesOf = (zip: string) => unzipSync(new Uint8Array(readFileSync(zip)));
const textOf = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);

async function open(on: Page, name: string): Promise<void> {
  await on.setInputFiles('input[type=file]', file(name));
}

async function computeFromState(): Promise<void> {
  if (await page.getByRole('heading', { name: 'How the runs lie' }).isVisible()) return;
  await open(page, 'state.json');
  await page.getByRole('button', { name: 'Compute it here' }).click();
  await page.getByText('32 of 32 runs are shown.').waitFor();
}

async function saved(button: string, name: string): Promise<void> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: button, exact: true }).click();
  await (await download).saveAs(file(name));
}

/** Whether the browser would ask before the page is closed. */
function isAsked(): Promise<boolean> {
  return page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
}

async function severe(on: Page) {
  const { violations } = (await on.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`)) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
}

// One story after the other: each goes on where the one before ended.
describe.sequential('the Results door', { shuffle: false }, () => {
  it('says that nothing was computed yet, and what to do', async () => {
    await page.getByRole('heading', { name: 'Nothing was computed yet' }).waitFor();
    expect(await page.getByRole('link', { name: 'To Compare' }).getAttribute('href')).toBe('#/compare');
    await page.getByRole('button', { name: 'Compute a small comparison here' }).waitFor();
    expect(await severe(page)).toEqual([]);
  });

  it('opens a state that somebody sent, and computes it', async () => {
    await computeFromState();
    const told = await page.locator('.hash').first().textContent();
    expect(told).toBe(JSON.parse(readFileSync(file('usual/comparison.json'), 'utf8')).fingerprint);
  });

  it('stands designs in one order, in the list and in the table', async () => {
    await computeFromState();
    const listed = await page.locator('.which fieldset label').allTextContents();
    const table = page.getByRole('region', { name: 'Table of runs' });
    const named = await table.locator('tbody th').allTextContents();
    expect([...new Set(named)]).toEqual(listed.slice(0, new Set(named).size));
  });

  it('calls no two designs that read the same the lowest and the highest', async () => {
    await computeFromState();
    for (const said of await page.locator('.results .summary').allTextContents()) {
      const [, low, high] = /lowest median is (\S+) .*The highest is (\S+): /.exec(said) ?? [];
      if (low !== undefined) expect(low).not.toBe(high);
    }
    const told = [
      { title: 'a', said: '0.0' },
      { title: 'b', said: '0.0' },
      { title: 'c', said: '\u22120.6' },
    ];
    expect([holderOf(told, '\u22120.6'), holderOf(told, '0.0')]).toEqual(['c', 2]);
  });

  it('has all pictures drawn before the page is printed', async () => {
    await computeFromState();
    await page.evaluate(() => window.scrollTo(0, 0));
    const missing = () =>
      page.evaluate(() => {
        // As a browser does it: what is drawn when the event is over is printed.
        window.dispatchEvent(new Event('beforeprint'));
        const places = [...document.querySelectorAll('figure .panel, figure.single > div')];
        return { places: places.length, empty: places.filter((one) => one.querySelector('svg') === null).length };
      });
    expect(await missing()).toEqual({ places: 15, empty: 0 });
  });

  it('sorts and filters by keyboard, and says so to those who listen', async () => {
    await computeFromState();
    const table = page.getByRole('region', { name: 'Table of runs' });
    const column = async () => (await table.locator('tbody tr td:nth-of-type(3)').allTextContents()).map(numeric);
    const sort = table.getByRole('button', { name: /^decision quality/ });
    await sort.focus();
    await page.keyboard.press('Enter');
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('ascending');
    expect(await column()).toEqual([...(await column())].sort((a, b) => a - b));
    await page.keyboard.press('Space');
    expect(await table.locator('th[aria-sort]').getAttribute('aria-sort')).toBe('descending');
    expect(await column()).toEqual([...(await column())].sort((a, b) => b - a));
    await page.getByText('1 to 25 of 28 runs, by decision quality, highest first').waitFor();
    await page.getByRole('button', { name: 'Next' }).press('Enter');
    await page.getByText('26 to 28 of 28 runs').waitFor();

    await page.getByRole('checkbox', { name: 'Sessions with parents' }).press('Space');
    await page.getByText('28 of 32 runs are shown.').waitFor();
    await page.getByLabel('Parameter draw').selectOption('1');
    await page.getByText('14 of 32 runs are shown.').waitFor();
    expect(await table.getByText('Sessions with parents').count()).toBe(0);
    await page.getByText('Only parameter draw 1.').first().waitFor();
    await page.getByRole('button', { name: 'Show all' }).press('Enter');
    await page.getByText('32 of 32 runs are shown.').waitFor();
  });

  it('never shows leaving without choice, need and harm', async () => {
    await computeFromState();
    await page.getByLabel('Outcome', { exact: true }).selectOption('irregular_departures');
    const company = page.locator('#beside-departures').first();
    // Pictures are drawn when somebody comes near.
    await company.scrollIntoViewIfNeeded();
    await company.locator('svg').nth(2).waitFor();
    const names = await company.locator('svg').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(names.map((name) => name?.split(',')[0])).toEqual([
      'decision quality',
      'unmet protection need',
      'harmed on the way',
    ]);
    await page.getByLabel('Outcome', { exact: true }).selectOption('harmed');
    await page.getByLabel('Group of people').selectOption('girls-and-women');
    await page
      .getByRole('heading', { name: /harmed: girls and women/ })
      .first()
      .waitFor();
    expect(await page.locator('#beside-departures').count()).toBe(0);
    await page.getByLabel('Outcome', { exact: true }).selectOption('decision_quality');
  });

  it('gives every picture its notice, n, interval, seed and version, and its numbers', async () => {
    await computeFromState();
    const captions = await page.locator('figcaption').allTextContents();
    expect(captions.length).toBeGreaterThan(2);
    for (const caption of captions) {
      expect(caption).toContain('What-if under stated assumptions, not a forecast.');
      expect(caption).toMatch(/n = 4 runs per design over 2 parameter draws; .*5.*95/);
      expect(caption).toContain('seed "take it home"; Forewarned 0.1.0, results version');
    }
    expect(await page.locator('figure details table').count()).toBe(captions.length);
    await saved(
      'Save picture as SVG: decision quality, difference to no campaign: every run, and the middle of them',
      'dots.svg',
    );
    const picture = readFileSync(file('dots.svg'), 'utf8');
    expect(picture).toContain('<svg xmlns="http://www.w3.org/2000/svg"');
    expect(picture).toContain('not a forecast.');
    expect(picture).not.toMatch(/var\(|NaN|undefined/);
  });

  it('packs what the command line writes, byte for byte, while the page goes on', async () => {
    await computeFromState();
    await page.evaluate(`{
      let last = performance.now();
      window.longest = 0;
      setInterval(() => {
        const now = performance.now();
        window.longest = Math.max(window.longest, now - last);
        last = now;
      }, 20);
    }`);
    expect(await isAsked()).toBe(true);
    await saved('Save the package (zip)', 'package.zip');
    expect(await isAsked()).toBe(false);
    const longest = (await page.evaluate('window.longest')) as number;
    console.log(`The longest pause of the page while packing: ${Math.round(longest)} ms.`);
    const files = filesOf(file('package.zip'));
    const usual = (path: string) => new Uint8Array(readFileSync(file(`usual/${path}`)));
    const paths = readdirSync(file('usual'), { recursive: true, encoding: 'utf8' }).filter((path) => /\./.test(path));
    expect(Object.keys(files).sort()).toEqual(paths.map((path) => path.replaceAll('\\', '/')).sort());
    const different = Object.keys(files).filter((path) => textOf(files[path]) !== textOf(usual(path)));
    expect(different.filter((path) => !own.includes(path))).toEqual([]);
    expect(textOf(files['environment.json'])).toContain('"engine": "browser"');
    // The report differs in the hash over the files, and in nothing else.
    const plain = (bytes: Uint8Array | undefined) => textOf(bytes).replaceAll(/[0-9a-f]{64}/g, '');
    expect(plain(files['report.html'])).toBe(plain(usual('report.html')));
    expect(textOf(files['brief.html'])).toBe(textOf(usual('brief.html')));
    for (const [path, bytes] of Object.entries(files)) {
      const parts = path.split('/');
      if (parts.length > 1) mkdir(parts[0] ?? '');
      writeFileSync(join(mkdir(''), path), bytes);
    }
    expect(checkFiles(file('unpacked')).problems).toEqual([]);
  });

  it('stops packing when somebody does not want it any more', async () => {
    await computeFromState();
    await page.getByRole('button', { name: 'Save the package (zip)' }).click();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Cancelled. Nothing was saved.').waitFor();
  });

  it('gives single tables as text, and the words that compute it elsewhere', async () => {
    await computeFromState();
    await saved('Save runs.csv', 'runs.csv');
    expect(readFileSync(file('runs.csv'), 'utf8')).toBe(readFileSync(file('usual/runs.csv'), 'utf8'));
    const words = `npm run -s forewarned -- compare north-africa-2023 --replicates 4 --draws 2 --people 100 --weeks 26 --seed 'take it home'`;
    await page.getByText(words, { exact: true }).waitFor();
    await page.getByText('aggregate(difference ~ condition + arm, choice, mean)').waitFor();
  });

  it('opens the question of a link, and says when a link is none', async () => {
    const { page: other } = await app.open(`#/results?s=${stateLink(stateFrom(JSON.stringify(state)))}`);
    await other.getByText('A state: scenario north-africa-2023, 100 people').waitFor();
    await other.goto(`${other.url().split('#')[0]}#/results?s=cut`);
    await other.getByText(/expected the whole link, found one that is cut off/).waitFor();
  });

  it('opens a package elsewhere, and names a byte that was changed', async () => {
    const elsewhere = await app.open('#/results');
    await open(elsewhere.page, 'package.zip');
    await elsewhere.page.getByText('files are as they were written, down to the last bit').waitFor();
    await elsewhere.page.getByText('The runs in the table have the fingerprint').waitFor();
    await elsewhere.page.getByText('32 of 32 runs are shown.').waitFor();
    await elsewhere.page.locator('#runs-decision_quality-dots').scrollIntoViewIfNeeded();
    await elsewhere.page.locator('#runs-decision_quality-dots svg').waitFor();
    expect(await elsewhere.page.locator('#runs-over-weeks-error .panel').count()).toBe(7);

    const files = filesOf(file('package.zip'));
    const effects = files['effects.csv'] ?? new Uint8Array(1);
    effects[5000] = (effects[5000] ?? 0) ^ 1;
    writeFileSync(file('tampered.zip'), zipSync(files));
    await open(elsewhere.page, 'tampered.zip');
    await elsewhere.page.getByText(/effects\.csv: expected bytes with SHA-256/).waitFor();

    writeFileSync(file('half.zip'), readFileSync(file('package.zip')).subarray(0, 30_000));
    await open(elsewhere.page, 'half.zip');
    await elsewhere.page.getByText(/half\.zip could not be read: expected an archive/).waitFor();
    writeFileSync(file('other.json'), '{"schema":"something"}');
    await open(elsewhere.page, 'other.json');
    await elsewhere.page.getByText(/expected a state of this version/).waitFor();
    expect(elsewhere.strangers).toEqual([]);
    expect(elsewhere.complaints).toEqual([]);
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s', async (colorScheme) => {
    await computeFromState();
    await page.emulateMedia({ colorScheme });
    expect(await severe(page)).toEqual([]);
  });

  it('asks nobody else for anything, and complains of nothing', () => {
    expect({ strangers: opened.strangers, complaints: opened.complaints }).toEqual({ strangers: [], complaints: [] });
  });
});

const numeric = (text: string): number => Number(text.replace('\u2212', '-'));

function mkdir(below: string): string {
  const path = join(folder, 'unpacked', below);
  mkdirSync(path, { recursive: true });
  return path;
}
