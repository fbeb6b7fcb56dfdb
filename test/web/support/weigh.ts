// What it takes to open a door of the app: bytes as a host sends them compressed, and the time until it can be used.
import { gzipSync } from 'node:zlib';
import type { Locator, Page } from 'playwright';
import type { OpenedApp } from './app.ts';

export const doors = ['start', 'compare', 'lab', 'results'] as const;
export type Door = (typeof doors)[number];

export type Weight = {
  /** Kilobytes (1,000 bytes) of scripts, workers and styles, each file compressed with gzip. */
  readonly kilobytes: number;
  /** Milliseconds from asking for the page until its first control is there and answers. */
  readonly usable: number;
};

const addresses: { readonly [D in Door]: string } = {
  start: '',
  compare: '#/compare',
  lab: '#/lab',
  results: '#/results',
};
/** The control that somebody would use first. */
const first: { readonly [D in Door]: (page: Page) => Locator } = {
  start: (page) => page.getByRole('main').getByRole('link').first(),
  compare: (page) => page.getByRole('main').getByRole('button').first(),
  lab: (page) => page.getByRole('main').getByRole('button').first(),
  results: (page) => page.getByRole('main').getByRole('button').first(),
};

/** Opens a door with nothing in any cache. */
export async function weigh(app: OpenedApp, door: Door): Promise<Weight> {
  const { page } = await app.open(null);
  const sizes: Promise<number>[] = [];
  page.context().on('response', (response) => {
    if (/\.(js|css)$/.test(new URL(response.url()).pathname))
      sizes.push(response.body().then((body) => gzipSync(body, { level: 9 }).length));
  });
  const asked = performance.now();
  await page.goto(app.home + addresses[door], { waitUntil: 'commit' });
  await first[door](page).click({ trial: true });
  const usable = performance.now() - asked;
  await page.waitForLoadState('networkidle');
  const bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  await page.context().close();
  return { kilobytes: bytes / 1000, usable };
}
