import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PairedJob } from '../../src/experiment/pair.ts';
import { isolation } from '../../src/runtime/isolation.ts';
import type { Means } from '../../src/runtime/post.ts';
import { threads } from '../../src/runtime/thread-pool.ts';
import type { Figures } from '../measure.ts';
import { jobsAt } from './place.ts';
import { timeWeeks, type WeekTimes } from './time-weeks.ts';

type Input = {
  readonly where: 'Node' | 'Chromium';
  readonly workers: number;
  /** How the workers' letters go. */
  readonly letters: Means;
  readonly people: number;
  readonly weeks: number;
};

/** One world lived by one worker, or shared between several, and its weekly figures taken. */
export async function sharing({ where, workers, letters, people, weeks }: Input): Promise<Figures> {
  const [{ arms, ...job }] = jobsAt({ people, weeks, burnIn: 1 });
  const one: PairedJob = { ...job, arms: arms.slice(0, 1) };
  const { engineNew, engineWarm } =
    where === 'Node'
      ? await timeWeeks(one, workers, letters, threads())
      : await inChromium((page) => page(one, workers, letters));
  return { 'ms a week': engineWarm, 'weeks a second': 1000 / engineWarm, 'ms a week, engines new': engineNew };
}

type Page = (job: PairedJob, workers: number, letters: Means) => Promise<WeekTimes>;

async function inChromium(use: (page: Page) => Promise<WeekTimes>): Promise<WeekTimes> {
  // Only here: a bench that opens no browser need not load what opens one.
  const [{ chromium }, { build, preview }, { chromiumArgs, chromiumPath }] = await Promise.all([
    import('playwright'),
    import('vite'),
    import('../../scripts/chromium.mjs'),
  ]);
  const root = fileURLToPath(new URL('../browser/', import.meta.url));
  const outDir = mkdtempSync(join(tmpdir(), 'forewarned-bench-'));
  const options = { configFile: false, root, base: './', logLevel: 'error', worker: { format: 'es' } } as const;
  await build({ ...options, build: { outDir } });
  const server = await preview({
    ...{ ...options, build: { outDir } },
    preview: { port: 0, host: '127.0.0.1', headers: isolation },
  });
  const executablePath = chromiumPath();
  const browser = await chromium.launch({ ...(executablePath ? { executablePath } : {}), args: chromiumArgs });
  try {
    const page = await browser.newPage();
    await page.goto(server.resolvedUrls?.local[0] ?? '');
    await page.waitForFunction(() => 'live' in window);
    return await use((...given) => page.evaluate((asked) => window.live(...asked), given));
  } finally {
    await browser.close();
    await server.close();
    rmSync(outDir, { recursive: true, force: true });
  }
}
