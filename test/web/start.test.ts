import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shell } from '../../src/web/i18n/en/shell.ts';
import { strayIn } from '../../src/web/stray.ts';
import { type OpenedApp, openApp } from './support/app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

describe('the start page', () => {
  it('opens under a sub-path of a static host, asks nobody else for anything, and complains of nothing', async () => {
    const { page, strangers, complaints } = await app.open('#/');
    await page.getByRole('heading', { level: 1 }).waitFor();
    for (const door of ['Compare designs', 'Open the Lab', 'See results']) {
      await page.goto(`${page.url().split('#')[0]}#/`);
      await page.getByRole('link', { name: door }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
    }
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
  });

  it('says of an address that leads nowhere that it does, and of no other', async () => {
    const known = ['', '#/', '#/compare?s=abc', '#/lab?lesson=fear', '#/results', '#/results?s=abc'];
    expect(known.map(strayIn)).toEqual(known.map(() => null));
    expect(['#/nowhere', '#/results?garbage=1', '#/?what'].map(strayIn)).toEqual(['#/nowhere', '?garbage', '?what']);
    const { page } = await app.open('#/nowhere');
    await page.getByRole('alert').getByText(shell.stray.title).waitFor();
    await page.goto(`${page.url().split('#')[0]}#/results?garbage=1`);
    await page.getByText('“?garbage”').waitFor();
    await page.getByRole('link', { name: shell.problem.close }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(page.url()).toMatch(/#\/results$/);
  });

  it('is read from the back of a room, bar and foot too', async () => {
    const { page } = await app.open('#/', { viewport: { width: 1920, height: 1080 } });
    await page.getByRole('button', { name: shell.projector }).click();
    const sizes = await page
      .locator('.bar :is(a, button, select), .foot p')
      .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));
    expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20);
  });

  it('has a policy that forbids the page to talk to anybody', async () => {
    const { page } = await app.open('#/');
    const policy = await page.locator('meta[http-equiv="Content-Security-Policy"]').getAttribute('content');
    expect(policy).toContain("connect-src 'none'");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    const blocked = await page.evaluate(() =>
      fetch('index.html').then(
        () => false,
        () => true,
      ),
    );
    expect(blocked).toBe(true);
  });

  it.each(['light', 'dark'] as const)('has nothing serious for axe in %s', async (colorScheme) => {
    const { page } = await app.open('#/', { colorScheme });
    await page.getByRole('heading', { level: 1 }).waitFor();
    // The page's own policy keeps scripts out; a test may look past it.
    const { violations } = (await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`)) as {
      violations: { id: string; impact: string }[];
    };
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  });
});
