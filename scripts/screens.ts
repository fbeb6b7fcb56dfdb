// Pictures of every view of the app, to be looked at: results/screens. With --readme the three of the README are made anew.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { openApp } from '../test/web/support/app.ts';

const home = fileURLToPath(new URL('..', import.meta.url));
const readme = process.argv.includes('--readme');
const folder = `${home}${readme ? 'docs/pictures' : 'results/screens'}`;
mkdirSync(folder, { recursive: true });

/** Seconds that a comparison of the page may take on a busy machine. */
const PATIENCE = 240_000;

async function compared(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await page
    .getByText(/^Done: /)
    .first()
    .waitFor({ timeout: PATIENCE });
}

async function begun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Begin' }).click();
  await page.waitForTimeout(4000);
}

type View = { readonly name: string; readonly address: string; readonly ready?: (page: Page) => Promise<void> };

const views: readonly View[] = [
  { name: 'start', address: '#/' },
  { name: 'compare', address: '#/compare' },
  { name: 'compare-answer', address: '#/compare', ready: compared },
  ...['Effects', 'Weeks', 'Cost', 'Helped and harmed', 'Findings'].map((tab) => ({
    name: `compare-${tab.toLowerCase().replaceAll(' ', '-')}`,
    address: '#/compare',
    ready: async (page: Page) => {
      await compared(page);
      await page.getByRole('tab', { name: tab }).click();
      await page.waitForTimeout(1500);
    },
  })),
  { name: 'lab', address: '#/lab', ready: begun },
  {
    name: 'results',
    address: '#/results',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Compute a small comparison here' }).click();
      await page.getByRole('heading', { name: 'How the runs lie' }).waitFor({ timeout: PATIENCE });
      await page.waitForTimeout(8000);
    },
  },
];
const looks = [
  { name: 'wide', viewport: { width: 1280, height: 860 }, colorScheme: 'light' },
  { name: 'dark', viewport: { width: 1280, height: 860 }, colorScheme: 'dark' },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'projector', viewport: { width: 1920, height: 1080 }, colorScheme: 'light' },
] as const;

const app = await openApp();
try {
  const wanted = readme ? views.filter(({ name }) => ['start', 'compare-answer', 'lab'].includes(name)) : views;
  for (const { name: look, ...options } of readme ? looks.slice(0, 1) : looks)
    for (const { name, address, ready } of wanted) {
      const { page, complaints } = await app.open(address, options);
      if (look === 'projector') await page.getByRole('button', { name: 'Projector' }).click();
      await page.waitForTimeout(800);
      await ready?.(page);
      const path = `${folder}/${readme ? `app-${name}` : `${name}-${look}`}.png`;
      await page.screenshot({ path, fullPage: !readme });
      console.log([path.slice(home.length), ...complaints].join('\n  '));
      await page.context().close();
    }
} finally {
  await app.close();
}
