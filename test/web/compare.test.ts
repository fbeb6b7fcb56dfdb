import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openEngine, type ScenarioInput } from '../../src/library/index.ts';
import { scenarioOf } from '../../src/web/engine/settled-state.ts';
import { type AppState, stateLink, stateText } from '../../src/web/state/app-state.ts';
import { type OpenedApp, openApp } from './support/app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const titles = { before: 'As assumed', changed: 'As changed' };
let app: OpenedApp;
beforeAll(async () => {
  app = await openApp();
});
afterAll(() => app.close());

/** Small enough for a test: two designs, few people, half a year. */
const small: AppState = {
  schema: 'forewarned/state@1',
  scenario: 'north-africa-2023',
  over: { designs: ['teacher-sessions', 'film'] },
  changed: {},
  size: { people: 100, weeks: 26, replicates: 4, draws: 2, seed: 'a test' },
};
const linkTo = (state: AppState): string => `#/compare?s=${stateLink(state)}`;

async function opened(state: AppState, options?: Parameters<OpenedApp['open']>[1]) {
  const found = await app.open(linkTo(state), options);
  await found.page
    .getByText(`${state.size.replicates.toLocaleString('en')} pairs of runs each`)
    .first()
    .waitFor();
  return found;
}

async function compared(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  return fingerprintOn(page);
}

async function fingerprintOn(page: Page): Promise<string> {
  return (await page.locator('code.fingerprint').textContent({ timeout: 50_000 })) ?? '';
}

/** What the engine of the command line says about the same question. */
async function fingerprintOf(state: AppState, scenario: ScenarioInput = scenarioOf(state, titles)): Promise<string> {
  const engine = openEngine({ workers: 1 });
  try {
    const { fingerprint } = await engine.compare(scenario, state.size);
    return fingerprint;
  } finally {
    engine.close();
  }
}

describe('a comparison in the page', () => {
  it('has the fingerprint of the command line, hides no harm on any tab, and asks nobody else for anything', async () => {
    const { page, strangers, complaints } = await opened(small);
    expect(await compared(page)).toBe(await fingerprintOf(small));
    await page.getByText('Done: 12 runs, none failed.').first().waitFor();
    for (const name of await page.getByRole('tab').allTextContents()) {
      await page.getByRole('tab', { name }).click();
      expect(await page.getByRole('heading', { name: 'What people do, and harm: always together' }).isVisible()).toBe(
        true,
      );
      expect(await page.locator('section.harm').getByText('group that gains least').isVisible()).toBe(true);
    }
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
  });

  it('stops when asked, keeps what is finished, goes on, and comes to the same numbers', async () => {
    const state = { ...small, size: { ...small.size, replicates: 64 } };
    const { page } = await opened(state);
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    const stopped = await page.evaluate(async () => {
      const told = () => document.querySelector('.runbar .told')?.textContent ?? '';
      // Looked at from within the page: by the time somebody outside has seen three runs done, all may be.
      while (!/^([3-9]|\d\d+) of 192 runs done/.test(told())) await new Promise((next) => setTimeout(next, 2));
      const stop = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Stop');
      stop?.click();
      while (!/^(Stopped|Done)/.test(told())) await new Promise((next) => setTimeout(next, 10));
      return told();
    });
    expect(stopped).toMatch(/^Stopped after \d+ of 192 runs\./);
    await page.getByRole('button', { name: 'Go on' }).click();
    expect(await fingerprintOn(page)).toBe(await fingerprintOf(state));
  });

  it('shows the first result when it is there, and says that it is too early to tell', async () => {
    const { page } = await opened({ ...small, size: { ...small.size, people: 500, weeks: 52, replicates: 48 } });
    const seen = await page.evaluate(async () => {
      const text = (where: string) => document.querySelector(where)?.textContent ?? '';
      [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Compare')?.click();
      while (document.querySelector('.parts svg') === null) await new Promise(requestAnimationFrame);
      return { told: text('.runbar .told'), answer: text('.parts') };
    });
    const [, done] = /^([\d.]+) of 144 runs done/.exec(seen.told) ?? [];
    expect(Number(done)).toBeGreaterThan(0);
    expect(Number(done)).toBeLessThan(144);
    expect(seen.answer).toContain('Too early to say what the designs do');
  });

  it('stops while it gets ready, too, and begins again when asked', async () => {
    const { page } = await opened(small);
    let arrive = () => {};
    const late = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/draws-*', async (route) => {
      await late;
      await route.continue();
    });
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page.getByText('Getting ready.').first().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    const start = page.getByRole('button', { name: 'Compare', exact: true });
    await start.waitFor();
    arrive();
    await page.waitForLoadState('networkidle');
    expect(await start.isVisible()).toBe(true);
    expect(await page.getByText(/runs done/).count()).toBe(0);
    expect(await compared(page)).toBe(await fingerprintOf(small));
  });

  it('shows old and new assumption with and without the campaign; the scenario file gives the same fingerprint', async () => {
    const { page } = await opened(small);
    await page.getByText('Assumptions', { exact: true }).click();
    await page.getByLabel('Search the numbers').fill('trust');
    await page.getByText(/numbers fit/).waitFor();
    const number = page.getByLabel(/^Value of /).first();
    const before = Number(await number.inputValue());
    await number.press('ArrowUp');
    await page.getByText('1 number changed').waitFor();
    const [value] = await page
      .getByLabel(/^Value of /)
      .evaluateAll((all) => all.map((one) => Number((one as HTMLInputElement).value)));
    expect(value).toBeGreaterThan(before);
    const fingerprint = await compared(page);
    await page.getByRole('heading', { name: 'What the changed assumption does' }).waitFor();
    for (const design of ['Sessions by trained teachers', 'Film by local makers (one-sided)']) {
      const table = page.getByRole('table', { name: design });
      expect(await table.getByRole('columnheader').allTextContents()).toEqual([
        'decision quality, per 1,000 people',
        'as assumed',
        'as changed',
        'difference',
      ]);
      expect(await table.getByRole('row').count()).toBe(5);
    }
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the scenario file for it' }).click(),
    ]);
    const scenario = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(await fingerprintOf(small, scenario)).toBe(fingerprint);
  });

  it('says so when its workers die', async () => {
    const { page } = await opened(small);
    await page.route('**/web-worker*', (route) => route.abort());
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await page
      .getByText(/^The runs broke off: workers: expected them to live/)
      .first()
      .waitFor();
    expect(await page.getByText('2 side by side').isVisible()).toBe(true);
  });

  it('divides the money by shares that are typed, and fills up the rest when asked', async () => {
    const { page } = await app.open('#/compare');
    await page.getByText('A division of your own').click();
    await page.getByRole('button', { name: 'Divide the money yourself' }).click();
    const shares = page.locator('.share input');
    const values = () => shares.evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    await page.getByText('8 side by side').waitFor();
    expect(await values()).toEqual(['30', '8', '20', '42']);
    await shares.nth(0).fill('40');
    await shares.nth(1).fill('30');
    await shares.nth(2).fill('20');
    await shares.nth(2).press('Enter');
    await page.getByText('32 % too much.').waitFor();
    await page.getByText('Until then 30 / 8 / 20 / 42 % is compared.').waitFor();
    await page.getByRole('button', { name: 'Give the rest to those not set' }).click();
    expect(await values()).toEqual(['40', '30', '20', '10']);
    await page.getByText('In all 100 %, €\u00a0500,000.').waitFor();
  });

  it('reads sums and sizes as people type them, and says what it uses instead', async () => {
    const { page } = await opened(small);
    await page.getByText('Money', { exact: true }).click();
    const sum = page.getByLabel('Euros for each design');
    for (const [typed, used] of [
      ['250.000', '€\u00a0250,000'],
      ['1,000,000', '€\u00a01,000,000'],
    ] as const) {
      await sum.fill(typed);
      await sum.press('Enter');
      expect(await sum.inputValue()).toBe(used);
    }
    await sum.fill('much');
    await sum.press('Enter');
    await page.getByText('€\u00a01,000,000 is kept.').waitFor();
    await sum.fill('250');
    await sum.press('Enter');
    await page.getByText(/Among 100 simulated people this money buys no contact at all: /).waitFor();
    await page.getByText('Size and luck').click();
    const people = page.getByLabel('Simulated people');
    await people.fill('9999999');
    await people.press('Enter');
    await page.getByText('At most 100,000. 100,000 is used.').waitFor();
    expect(await people.inputValue()).toBe('100,000');
  });

  it('keeps the question over a reload, and the colour of a design when another goes', async () => {
    const { page } = await opened(small);
    const dotOf = (name: string) =>
      page
        .locator('.design', { hasText: name })
        .locator('.dot')
        .evaluate((dot) => dot.getAttribute('style'));
    const before = await dotOf('Film by local makers');
    await page.getByRole('button', { name: 'Take away Sessions by trained teachers' }).click();
    await page.getByText('1 side by side').waitFor();
    expect(await dotOf('Film by local makers')).toBe(before);
    await page.reload();
    await page.getByText('1 side by side').waitFor();
    await page.getByText('100 people, 26 weeks').waitFor();
  });

  it('prints all of it, with the question', async () => {
    const { page } = await opened(small);
    const fingerprint = await compared(page);
    await page.getByRole('tab', { name: 'Answer' }).waitFor();
    // As a browser does before it counts the sheets: all must be there when the event is over.
    const printed = await page.evaluate(() => {
      window.dispatchEvent(new Event('beforeprint'));
      return [...document.querySelectorAll('.parts h2')].map(({ textContent }) => textContent);
    });
    expect(printed).toEqual(
      expect.arrayContaining([
        ...['The question', 'Answer', 'Effects', 'Weeks', 'Cost', 'Helped and harmed', 'Assumptions and limits'],
        'Findings',
      ]),
    );
    const question = (await page.locator('.on-paper').textContent()) ?? '';
    for (const words of [
      'Film by local makers',
      'one-sided',
      'a test',
      'npm run -s forewarned -- compare',
      fingerprint,
    ])
      expect(question).toContain(words);
    await page.evaluate(() => window.dispatchEvent(new Event('afterprint')));
    expect(await page.locator('.on-paper').count()).toBe(0);
  });
});

describe('what is handed on', () => {
  it('a link opened elsewhere holds the whole question', async () => {
    const state: AppState = {
      ...small,
      over: { ...small.over, budget: { value: 250_000, source: 'choice: set in the page' } },
    };
    const { page } = await opened(state);
    await page.getByRole('button', { name: 'Copy link' }).click();
    const link = await page.getByLabel('Link to this question').inputValue();
    const elsewhere = await app.open(link.slice(link.indexOf('#')));
    expect(await compared(elsewhere.page)).toBe(await fingerprintOf(state));
  });

  it('a broken link is explained and loses nothing', async () => {
    const { page } = await opened(small);
    await page.evaluate(() => {
      window.location.hash = '#/compare?s=broken';
    });
    await page.getByRole('heading', { name: 'This cannot be opened' }).waitFor();
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await page.getByText('100 people, 26 weeks').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it.each([
    ['#/compare?garbage', 'garbage'],
    ['#/compare?scenario=nope', 'a scenario called "nope"'],
  ])('an address that is not understood is told: %s', async (address, words) => {
    const { page } = await app.open(address);
    await page.getByRole('heading', { name: 'This address is not understood' }).waitFor();
    await page.getByText(words).waitFor();
    await page.getByRole('button', { name: 'Go on without it' }).click();
    await page.getByRole('alert').waitFor({ state: 'detached' });
  });

  it('a file of somebody else is told from one of Forewarned', async () => {
    const { page } = await opened(small);
    const give = (name: string, text: string) =>
      page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
    await give('a.json', '{"a":1}');
    await page.getByText(/this is not a question saved by Forewarned/).waitFor();
    await give('a.csv', 'name,phone\nA,1\nB,2');
    await page.getByText(/nothing of it was read or kept/).waitFor();
  });

  it('a broken file is explained and loses nothing', async () => {
    const { page } = await opened(small);
    const file = { name: 'a.json', mimeType: 'application/json', buffer: Buffer.from('{"schema": "other"}') };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText(/expected a state of this version/).waitFor();
    expect(await page.getByText('2 side by side').isVisible()).toBe(true);
  });

  it('a file comes back byte for byte', async () => {
    const { page } = await opened(small);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Save the question' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toBe(stateText(small));
  });
});

async function violationsOn(page: Page): Promise<unknown[]> {
  const { violations } = (await page.evaluate(`${axe}; axe.run(document, { resultTypes: ['violations'] })`)) as {
    violations: { id: string; impact: string; nodes: { html: string }[] }[];
  };
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, ...nodes.slice(0, 3).map(({ html }) => html)]);
}

describe('for everybody', () => {
  it('can be walked by keyboard alone', async () => {
    const { page } = await opened(small);
    const tabTo = async (found: () => boolean): Promise<boolean> => {
      for (let step = 0; step < 60; step++) {
        await page.keyboard.press('Tab');
        if (await page.evaluate(found)) return true;
      }
      return false;
    };
    expect(
      await tabTo(
        () => document.activeElement?.textContent === 'Compare' && document.activeElement.tagName === 'BUTTON',
      ),
    ).toBe(true);
    await page.keyboard.press('Enter');
    await fingerprintOn(page);
    expect(await tabTo(() => document.activeElement?.getAttribute('role') === 'tab')).toBe(true);
    for (const name of ['Effects', 'Weeks', 'Cost']) {
      await page.keyboard.press('ArrowRight');
      await page.getByRole('tab', { name, selected: true }).waitFor();
    }
  });

  it('takes in nothing about persons', async () => {
    const { page } = await opened(small);
    await page.getByText('The place', { exact: true }).click();
    await page.getByText('Figures of your own').click();
    const field = page.getByLabel('Or paste a table');
    await field.fill('name; phone\nA B; +212 600 000 000');
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByText(/^This looks like names of people/).waitFor();
    expect(await field.inputValue()).toBe('');
    await field.fill('online; 62 %\npopulation; 1,200,000');
    await page.getByRole('button', { name: 'Take over' }).click();
    await page.getByText('2 figures taken over.').waitFor();
    expect(await page.getByLabel('People who are online, percent').inputValue()).toBe('62');
  });

  it.each([
    ['light', 1280],
    ['dark', 390],
  ] as const)(
    'has nothing serious for axe in %s at %i pixels, with everything unfolded',
    async (colorScheme, width) => {
      const { page } = await opened(small, { colorScheme, viewport: { width, height: 800 } });
      await page.evaluate(() => {
        for (const part of document.querySelectorAll('details')) part.open = true;
      });
      await page.getByLabel('Search the numbers').fill('trust');
      expect(await violationsOn(page)).toEqual([]);
      await compared(page);
      for (const name of await page.getByRole('tab').allTextContents()) {
        await page.getByRole('tab', { name }).click();
        await page.waitForTimeout(200);
        expect([name, await violationsOn(page)]).toEqual([name, []]);
      }
    },
  );
});
