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

/** Milliseconds for which the answer is out of date, from the frame in which it becomes so. Text: the page knows no helpers of a compiler. */
const ANSWERED = `new Promise((resolve) => {
  let began = 0;
  const look = (now) => {
    const busy = document.querySelector('.result [aria-busy]')?.getAttribute('aria-busy') === 'true';
    if (busy && began === 0) began = now;
    if (!busy && began > 0) resolve(now - began);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/**
 * Milliseconds from a step of a slider of the Lab's message to the new picture of 500 people in two worlds, for each of some steps.
 */
export async function slides(app: OpenedApp, steps: number): Promise<readonly number[]> {
  const { page } = await app.open('#/lab?view=message');
  await page.getByRole('button', { name: 'Begin' }).click();
  const slider = page.locator('#lab-tone-threat');
  await slider.waitFor();
  await page.locator('.result [aria-busy="false"]').waitFor();
  const taken: number[] = [];
  for (let step = 0; step < steps; step++) {
    await slider.focus();
    const answered = page.evaluate<number>(ANSWERED);
    await page.keyboard.press(step % 2 === 0 ? 'ArrowRight' : 'ArrowLeft');
    taken.push(await answered);
  }
  await page.context().close();
  return taken;
}
