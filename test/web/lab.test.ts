// The Lab as a trainer meets it: two clicks to a moving village, lessons by keyboard, links that open what they say.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { lab as texts } from '../../src/web/i18n/en/lab.ts';
import { labStateOf } from '../../src/web/lab/lab-state.ts';
import { lessonIds } from '../../src/web/lab/lessons.ts';
import { routeOf } from '../../src/web/state/route.ts';
import { type OpenedApp, openApp } from './support/app.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
let shipped: OpenedApp;
const opened: Page[] = [];
/** As `openApp` has it; a village that plays is not left playing behind the next test. */
const app: Pick<OpenedApp, 'open'> = {
  open: async (...how) => {
    const found = await shipped.open(...how);
    opened.push(found.page);
    return found;
  },
};
beforeAll(async () => {
  shipped = await openApp();
}, 120_000);
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});
afterAll(() => shipped.close());

const picture = (page: Page, which: number): Promise<string> =>
  page
    .locator('canvas')
    .nth(which)
    .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
const pictures = (page: Page) => page.locator('canvas').nth(1).waitFor();
const begin = (page: Page) => page.getByRole('button', { name: texts.care.begin }).click();
const toWeek = (page: Page, week: number) => page.getByLabel(texts.village.weekLabel, { exact: true }).fill(`${week}`);
const go = (page: Page, address: string) =>
  page.evaluate((to) => {
    window.location.hash = to;
  }, address);

describe('the Lab', () => {
  it('shows a moving village after two clicks from the start page', async () => {
    const { page, strangers, complaints } = await app.open('#/');
    const link = page.getByRole('link', { name: 'Open the Lab' });
    await link.waitFor();
    const began = performance.now();
    await link.click();
    await begin(page);
    await pictures(page);
    const [without, with_] = [await picture(page, 0), await picture(page, 1)];
    await page.waitForFunction(
      (before) => (document.querySelectorAll('canvas')[1] as HTMLCanvasElement).toDataURL() !== before,
      with_,
    );
    console.info(`Lab: a moving village ${Math.round(performance.now() - began)} ms after the first click`);
    expect(without).not.toBe(await picture(page, 0));
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
  });

  it('answers a new message, and says how long it took', async () => {
    const { page } = await app.open('#/lab?view=message');
    await pictures(page);
    const took = async (): Promise<number> =>
      Number(/([\d,]+) ms/.exec(await page.locator('.result .small').first().innerText())?.[1]?.replace(',', ''));
    const times: number[] = [];
    for (const sender of ['teacher', 'smuggler', 'diaspora', 'film']) {
      await page.getByLabel(texts.message.sender, { exact: true }).selectOption(sender);
      await page.locator('.result .sent', { hasText: new RegExp(texts.senders[sender as 'film'], 'i') }).waitFor();
      await page.waitForFunction(() => document.querySelector('.result [aria-busy="true"]') === null);
      times.push(await took());
    }
    console.info(`Lab: 500 people answer a new message in ${times.join(', ')} ms`);
    expect(times.every((time) => time > 0)).toBe(true);
  });

  it('shows the same two worlds when nobody says anything, and says so', async () => {
    const { page } = await app.open(
      '#/lab?from=community-leader&threat=0&control=0&advocacy=0&narrative=0&vividness=0',
    );
    await pictures(page);
    await toWeek(page, 26);
    await page.getByText(texts.summary.nobody_other.replace('{{count}}', '26')).waitFor();
    expect(await picture(page, 1)).toBe(await picture(page, 0));
    await go(page, '#/lab');
    await page.getByText(/For \d+ of 500 people the path differs/).waitFor();
    expect(await picture(page, 1)).not.toBe(await picture(page, 0));
  });

  it('labels a false official message, and stands harm beside departures', async () => {
    const { page } = await app.open('#/lab?from=destination-government&death=0.6');
    await page.getByText(texts.message.truthfulness.falseOfficial).waitFor();
    await page.getByText(texts.message.badge.false, { exact: true }).waitFor();
    await page.getByText(texts.beside.unmet).waitFor();
    await page.getByText(texts.beside.worse).waitFor();
  });

  it('follows a person whose terms add up as they are printed', async () => {
    const { page } = await app.open('#/lab?view=person');
    await page.locator('.worlds').waitFor();
    await toWeek(page, 5);
    for (const details of await page.locator('.mind details').all()) await details.locator('summary').click();
    const sums = await page.locator('.signed').evaluateAll((all) =>
      all.map((sum) => ({
        total: Number(sum.getAttribute('data-total')),
        terms: (sum.getAttribute('data-terms') ?? '').split(' ').filter(Boolean).map(Number),
        printed: [...sum.querySelectorAll('.amount')].map((one) => Number(one.textContent?.replace('−', '-'))),
      })),
    );
    expect(sums.length).toBeGreaterThanOrEqual(12);
    for (const { total, terms, printed } of sums) {
      expect(Math.abs(terms.reduce((a, b) => a + b, 0) - total)).toBeLessThan(1e-9);
      const last = printed.pop() ?? Number.NaN;
      expect(printed.reduce((a, b) => a + b, 0)).toBeCloseTo(last, 6);
    }
  });

  it('opens whom it names in the week in which what it says of them is so', async () => {
    const { page } = await app.open('#/lab?view=person&from=destination-government&times=6&mistreatment=truth&luck=5');
    await page.locator('.worlds').waitFor();
    const { because } = texts.person;
    const ways = (['minimise-risk', 'discredit-sender'] as const).map(
      (way) => [because[way], texts.ways[way]] as const,
    );
    for (const [why, way] of ways) {
      const card = page.locator('.picks a', { hasText: new RegExp(why, 'i') });
      await card.click();
      const week = /Week (\d+): takes (\d+) of 100/.exec(await card.innerText());
      await page
        .getByText(`${texts.village.week.replace('{{week}}', week?.[1] ?? '').replace('{{weeks}}', '26')}`)
        .waitFor();
      await page
        .locator('.mind')
        .first()
        .getByText(texts.person.way.replace('{{way}}', way).replace('{{share}}', week?.[2] ?? ''))
        .waitFor();
    }
    // Ways out that are nobody's largest are said to be so, and stand on no card.
    await page.getByText(/there is nobody like that for: .*dream bigger/).waitFor();
    expect(await page.locator('.picks').innerText()).not.toMatch(new RegExp(because['dream-bigger'], 'i'));
    await page.keyboard.press('Home');
    await page.getByText('Week 1 of 26').waitFor();
  });

  it('keeps in sight on a wall what is looked at, after a reload too', async () => {
    const { page } = await app.open('#/lab', { viewport: { width: 1920, height: 1080 } });
    await page.getByRole('button', { name: 'Projector' }).click();
    await begin(page);
    // Whoever began by keyboard is in the village, not at the top of the page.
    expect(await page.evaluate(() => document.activeElement?.className)).toBe('stage');
    await page.reload();
    await page.locator('.projector').waitFor();
    expect(await page.getByRole('button', { name: texts.care.begin }).count()).toBe(0);
    const watched = ['canvas', '.legend', '.player', '.player output', '.said'];
    const mind = ['.path', '.player output', '.mind .bars', '.mind .signed:nth-of-type(3)'];
    const places = [
      ['#/lab', watched],
      ['#/lab?lesson=fear&step=run', watched],
      ['#/lab?view=person&person=368&at=13&from=destination-government&times=6&mistreatment=truth', mind],
    ] as const;
    for (const [address, parts] of places) {
      await go(page, address);
      await page.locator(`${parts[0]} >> nth=0`).waitFor();
      if (parts === watched) await toWeek(page, 20);
      for (const part of parts) {
        const box = await page.locator(part).first().boundingBox();
        expect({ address, part, isSeen: box !== null && box.y >= 0 && box.y + box.height <= 1080 }).toEqual({
          ...{ address, part, isSeen: true },
        });
      }
    }
  });

  it('looks the same whichever door was opened before', async () => {
    const { page } = await app.open('#/compare', { viewport: { width: 390, height: 844 } });
    await page.getByRole('button', { name: 'Compare', exact: true }).waitFor();
    await go(page, '#/lab?view=person');
    await page.locator('.worlds').waitFor();
    const heights = await page
      .locator('.signed .amount')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect().height));
    expect(Math.max(...heights)).toBeLessThan(30);
  });

  it('has a worker that may compile what the engine compiles, under the policy of the page', async () => {
    const { page } = await app.open('#/lab');
    await pictures(page);
    const [worker] = page.workers();
    const isCompiled = await worker?.evaluate(
      () => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)) instanceof WebAssembly.Module,
    );
    expect(isCompiled).toBe(true);
  });

  it('opens whoever is clicked in the picture', async () => {
    const { page } = await app.open('#/lab');
    await begin(page);
    await pictures(page);
    await page
      .locator('canvas')
      .nth(1)
      .click({ position: { x: 200, y: 150 } });
    await page.locator('.worlds').waitFor();
    expect(page.url()).toMatch(/person=\d+/);
  });

  it('says so when its worker cannot be had, and goes on with the next one', async () => {
    const { page } = await app.open('#/');
    await page.route('**/lab-worker*', (route) => route.abort());
    await go(page, '#/lab');
    await page.getByText(texts.fault.title).waitFor();
    await page.unroute('**/lab-worker*');
    await page.getByRole('button', { name: texts.fault.again }).click();
    await pictures(page);
  });

  it('explains an address that is not one, and opens with its own message', async () => {
    const { page } = await app.open('#/lab?from=nobody&luck=-3&fnord');
    await page.getByText(texts.unreadable.title).waitFor();
    await page.getByText('expected one of destination-government').waitFor();
    await page.getByText('found "fnord"').waitFor();
    await pictures(page);
  });

  it('moves week by week, without gliding, for those who asked for less motion', async () => {
    const { page } = await app.open('#/lab', { reducedMotion: 'reduce' });
    await pictures(page);
    await begin(page);
    const slider = page.getByLabel(texts.village.weekLabel, { exact: true });
    const shown = await slider.evaluate(async (control) => {
      const canvas = document.querySelectorAll('canvas')[1] as HTMLCanvasElement;
      const weeks = new Set<string>();
      const drawn = new Set<string>();
      while (!weeks.has('3')) {
        weeks.add((control as HTMLInputElement).value);
        drawn.add(canvas.toDataURL());
        await new Promise(requestAnimationFrame);
      }
      return { weeks: weeks.size, drawn: drawn.size };
    });
    expect(shown.drawn).toBeGreaterThanOrEqual(3);
    // One picture a week, and one more where the page finds its size only now; who glides draws one at every turn.
    expect(shown.drawn).toBeLessThanOrEqual(shown.weeks + 1);
  });
});

describe('lessons', () => {
  it('keep the count of hands while somebody looks at a person, as the plans for trainers do', async () => {
    const { page } = await app.open('#/lab?lesson=fear');
    const { more, same } = texts.lessons.predict;
    await page.getByRole('button', { name: more.replace('{{option}}', same) }).click();
    await go(page, '#/lab?view=person');
    await page.locator('.worlds').waitFor();
    await go(page, '#/lab?lesson=risk');
    await page.getByRole('heading', { name: texts.lessons.risk.title }).waitFor();
    expect(await page.locator('.votes output').allTextContents()).toEqual(['0', '0', '0']);
    await go(page, '#/lab?lesson=fear');
    await page.getByRole('heading', { name: texts.lessons.fear.title }).waitFor();
    expect((await page.locator('.votes output').allTextContents()).map(Number).sort()).toEqual([0, 0, 1]);
  });

  it.each(lessonIds)('%s is walked by keyboard alone', async (id) => {
    const { page, complaints } = await app.open(`#/lab?lesson=${id}`);
    await page.getByRole('heading', { name: texts.lessons[id].title }).waitFor();
    // Predict: a vote, with Tab and Enter.
    const more = texts.lessons.predict.more.replace('{{option}}', texts.lessons.predict.same);
    for (let tab = 0; tab < 40; tab++) {
      await page.keyboard.press('Tab');
      if (more === (await page.evaluate(() => document.activeElement?.getAttribute('aria-label')))) break;
    }
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    const step = (name: keyof typeof texts.lessons.steps) =>
      page.locator('[aria-current="step"]', { hasText: texts.lessons.steps[name] }).waitFor();
    await page.keyboard.press('ArrowRight');
    await step('run');
    await pictures(page);
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: texts.village.stop }).waitFor();
    await page.keyboard.press(' ');
    await page.getByRole('button', { name: texts.village.play }).waitFor();
    // Weeks have the arrows here; page keys go a step on, also from the slider, which would count them the other way.
    const week = async () => Number(await page.getByLabel(texts.village.weekLabel, { exact: true }).inputValue());
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(week).toBe(2);
    await step('run');
    await page.getByLabel(texts.village.weekLabel, { exact: true }).focus();
    await page.keyboard.press('ArrowLeft');
    await expect.poll(week).toBe(1);
    await page.keyboard.press('PageDown');
    await step('reveal');
    await page.getByText(texts.lessons.reveal.title, { exact: true }).or(page.locator('progress')).first().waitFor();
    if (id === 'sender') {
      await page.locator('.dots').first().waitFor();
      await page.getByText('2 about the same').waitFor();
      await page.getByText(/fingerprint [0-9a-f]{12}/).waitFor();
    }
    await page.keyboard.press('ArrowRight');
    await step('explain');
    await page.getByText(texts.lessons[id].study).waitFor();
    await page.keyboard.press('ArrowRight');
    await step('discuss');
    await page.getByText(texts.lessons[id].ask.c).waitFor();
    await page.keyboard.press('ArrowLeft');
    await step('explain');
    expect(complaints).toEqual([]);
  });
});

describe('the look', () => {
  const addresses = [
    '#/lab',
    '#/lab?view=message&from=destination-government&death=0.6',
    '#/lab?view=person',
    '#/lab?view=lessons',
    ...(['predict', 'run', 'explain'] as const).map((step) => `#/lab?lesson=fear&step=${step}`),
  ];
  it.each(['light', 'dark', 'projector', 'dark projector'])('has nothing serious for axe in %s', async (mode) => {
    const { page } = await app.open('#/lab', {
      colorScheme: mode.startsWith('dark') ? 'dark' : 'light',
      viewport: mode.endsWith('projector') ? { width: 1920, height: 1080 } : { width: 1280, height: 900 },
    });
    const isProjected = mode.endsWith('projector');
    if (isProjected) await page.getByRole('button', { name: 'Projector' }).click();
    // What a lesson reveals takes some seconds to compute: once in small letters, once in large.
    const revealed = mode.startsWith('dark') ? [] : ['#/lab?lesson=sender&step=reveal'];
    for (const address of [...addresses, ...revealed]) {
      await go(page, address);
      const here = address.endsWith('reveal')
        ? '.lab .dots'
        : '.lab canvas, .lab .worlds, .lab .lessons, .lab .claim, .lab blockquote, .lab ol > li.told';
      await page.locator(here).first().waitFor();
      const rules = isProjected ? `{ 'color-contrast-enhanced': { enabled: true } }` : '{}';
      const { violations } = (await page.evaluate(
        `${axe}; axe.run('.lab', { resultTypes: ['violations'], rules: ${rules} })`,
      )) as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => `${address} ${id}: ${nodes[0]?.html.slice(0, 120)}`)).toEqual([]);
      if (!isProjected) continue;
      const small = await page.evaluate(() =>
        [...document.querySelectorAll('.lab *')]
          .filter((one) => [...one.childNodes].some((child) => child.nodeType === 3 && child.textContent?.trim()))
          .filter((one) => one.tagName !== 'STYLE' && (one as HTMLElement).offsetParent !== null)
          .filter((one) => Number.parseFloat(getComputedStyle(one).fontSize) < 20)
          .map((one) => one.outerHTML.slice(0, 100)),
      );
      expect(small).toEqual([]);
    }
  });
});

describe('docs/trainers.md', () => {
  const guide = readFileSync(new URL('../../docs/trainers.md', import.meta.url), 'utf8');
  const addresses = [...new Set([...guide.matchAll(/`(#\/lab[^`]*)`/g)].map(([, address]) => address))];

  it('names many addresses, all five lessons among them', () => {
    expect(addresses.length).toBeGreaterThan(15);
    for (const id of lessonIds) expect(addresses).toContain(`#/lab?lesson=${id}`);
  });

  it('has addresses that open what they say', async () => {
    const { page, strangers, complaints } = await app.open('#/lab');
    for (const address of addresses) {
      const { state, problem } = labStateOf(routeOf(address).query);
      expect({ address, problem }).toEqual({ address, problem: null });
      await go(page, address);
      if (state.lesson !== null) {
        await page.getByRole('heading', { name: texts.lessons[state.lesson].title }).waitFor();
        await page.locator('[aria-current="step"]', { hasText: texts.lessons.steps[state.step] }).waitFor();
        continue;
      }
      await page.locator('.parts [aria-current="page"]', { hasText: texts.views[state.view] }).waitFor();
      await page.locator('.sent', { hasText: new RegExp(texts.senders[state.message.sender], 'i') }).waitFor();
      await page.waitForFunction(
        () => document.querySelector('.lab [aria-busy="true"], .lab [role="status"]') === null,
      );
      if (state.view === 'watch') expect(await page.locator('#lab-place').inputValue()).toBe(state.place);
      // A row that speaks of something false opens something marked false.
      const row = guide.split('\n').find((line) => line.includes(`\`${address}\``)) ?? '';
      const badge = expect.poll(() => page.locator('.sent .badge').innerText());
      if (row.includes('marked false')) await badge.toBe(texts.message.badge.false);
      else await badge.not.toMatch(/false/i);
    }
    expect(await page.locator('.problem').count()).toBe(0);
    expect({ strangers, complaints }).toEqual({ strangers: [], complaints: [] });
  });
});
