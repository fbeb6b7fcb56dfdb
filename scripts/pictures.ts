// Makes the pictures of the README from a comparison computed on the spot, and from the published scoreboard: `npm run pictures`. Options go on to `compare`, for
// instance `npm run pictures -- --people 1000 --replicates 4` for a quick look; what is kept is made without options.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Browser, chromium } from 'playwright';
import { paper } from '../src/cli/paper.ts';
import { findingsHtml } from '../src/report/findings-html.ts';
import { knownCitations, knownPatterns, lastFullRun } from '../src/runtime/findings-node.ts';
import { chromiumArgs, chromiumPath } from './chromium.mjs';

/** What a picture shows of the page: all from the top of one element to the foot of another, but for what is left out. */
type Cut = {
  readonly name: string;
  readonly width: number;
  readonly from: string;
  readonly to: string;
  readonly without: string;
  /** Of the published scoreboard; else of the comparison. */
  readonly ofFindings?: true;
};

/** Space left above and below what is cut out, px. */
const MARGIN = 16;

const firstFigure = '.lead figure figcaption';
const cuts: readonly Cut[] = [
  { name: 'answer-wide', width: 1120, from: 'header', to: firstFigure, without: 'details' },
  // On a phone the whole answer is two screens long: its first sentence and the picture stand for it.
  {
    name: 'answer-narrow',
    width: 390,
    from: 'header',
    to: firstFigure,
    without: 'details, .answer > :not(:first-child)',
  },
  {
    name: 'effects-wide',
    width: 1120,
    from: 'h2:has(+ figure .panels)',
    to: 'h2 + figure figcaption',
    without: 'details',
  },
  { name: 'findings-wide', width: 820, from: 'figure .wide', to: 'figure .wide', without: 'details', ofFindings: true },
  {
    name: 'findings-narrow',
    width: 390,
    from: 'figure .narrow',
    to: 'figure .narrow',
    without: 'details',
    ofFindings: true,
  },
];

const home = fileURLToPath(new URL('../', import.meta.url));
const pictures = join(home, 'docs', 'pictures');

/** Runs the default comparison; the folder with its results. */
function computed(folder: string): string {
  const out = join(folder, 'results');
  const command = ['bin/forewarned.mjs', 'compare', '--out', out, ...process.argv.slice(2)];
  execFileSync(process.execPath, command, { cwd: home, stdio: ['ignore', 'ignore', 'inherit'] });
  return out;
}

/** The page of the last full run of all findings. */
function scoreboardPage(folder: string): string {
  const board = lastFullRun();
  if (board === null) throw new Error('expected a published scoreboard, found none: run `npm run scoreboard` first.');
  const file = join(folder, 'findings.html');
  writeFileSync(file, findingsHtml(board, { citations: knownCitations(), patterns: knownPatterns() }, paper()));
  return file;
}

async function cutOut(
  browser: Browser,
  report: string,
  { name, width, from, to, without, ofFindings }: Cut,
): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height: 1000 },
    deviceScaleFactor: 1.5,
    colorScheme: 'light',
  });
  await page.goto(pathToFileURL(report).href);
  await page.addStyleTag({ content: `${without} { display: none }` });
  const first = await page.locator(from).first().boundingBox();
  const last = await page.locator(to).first().boundingBox();
  if (!first || !last)
    throw new Error(`${name}: the report has no ${first ? to : from}. Mend the cuts in this script.`);
  const margin = ofFindings ? 0 : MARGIN;
  const y = Math.max(0, first.y - margin);
  const clip = { x: 0, y, width, height: last.y + last.height + margin - y };
  await page.screenshot({ path: join(pictures, `${name}.png`), clip, fullPage: true });
  await page.close();
}

const scratch = mkdtempSync(join(tmpdir(), 'forewarned-pictures-'));
try {
  const results = computed(scratch);
  const { fingerprint, resultsVersion, seed, people, weeks, replicates, draws, scenario } = JSON.parse(
    readFileSync(join(results, 'comparison.json'), 'utf8'),
  );
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: chromiumArgs });
  try {
    mkdirSync(pictures, { recursive: true });
    const findings = scoreboardPage(scratch);
    for (const cut of cuts) await cutOut(browser, cut.ofFindings ? findings : join(results, 'report.html'), cut);
  } finally {
    await browser.close();
  }
  const made = { scenario: scenario.id, seed, people, weeks, replicates, draws, resultsVersion, fingerprint };
  writeFileSync(join(pictures, 'made-from.json'), `${JSON.stringify(made, null, 2)}\n`);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
