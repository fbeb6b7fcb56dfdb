import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import { briefHtml } from '../../src/report/brief-html.ts';
import { readme } from '../../src/report/readme.ts';
import { reportHtml } from '../../src/report/report-html.ts';
import { paper, readText } from './support/exports.ts';
import { madeUp } from './support/made-up.ts';

const { comparison } = madeUp();
const pages = [
  ['report', reportHtml(comparison, paper())],
  ['brief', briefHtml(comparison, paper())],
  [
    'report of one run in two conditions',
    reportHtml(madeUp({ conditions: 2, replicates: 1, draws: 1 }).comparison, paper()),
  ],
  ['brief of two conditions', briefHtml(madeUp({ conditions: 2 }).comparison, paper())],
] as const;

describe.each(pages)('%s', (_, page) => {
  const { document } = new JSDOM(page).window;

  it('needs nothing from elsewhere', () => {
    expect(document.querySelectorAll('script, link, img, iframe, object, [src], [href]')).toHaveLength(0);
    expect(page).not.toMatch(/@import|url\(/);
    expect(page.replaceAll(/http:\/\/www\.w3\.org\/\S+"/g, '')).not.toMatch(/https?:\/\//);
  });

  it('says that it is a what-if and what it is not for', () => {
    const text = readText(page);
    expect(text).toContain('What-if under stated assumptions, not a forecast.');
    expect(text).toMatch(/border enforcement, decisions on asylum or visas, and micro-targeted advertising/);
  });

  it('has pictures that are one image with one name, and a table and caption each', () => {
    const figures = [...document.querySelectorAll('figure')];
    expect(figures.length).toBeGreaterThan(0);
    for (const figure of figures) {
      expect(figure.getAttribute('dir')).toBe('ltr');
      expect(figure.querySelectorAll('details table tbody tr').length).toBeGreaterThan(1);
      const caption = figure.querySelector('figcaption')?.textContent ?? '';
      expect(caption).toMatch(/n = (one|\d+) paired runs? per design/);
      expect(caption).toMatch(/90 % intervals|no interval|percentile/);
      expect(caption).toContain('seed "forewarned"; Forewarned 0.1.0');
      const images = [...figure.querySelectorAll('svg')];
      expect(images.length).toBeGreaterThan(0);
      for (const image of images) {
        expect(image.getAttribute('role')).toBe('img');
        expect(image.getAttribute('aria-label')).toMatch(/\w{4}/);
        expect(image.querySelectorAll('[aria-label], [role]')).toHaveLength(0);
        expect(image.outerHTML).not.toMatch(/NaN|undefined/);
      }
    }
  });

  it('never shows departures without choice and harm', () => {
    for (const figure of document.querySelectorAll('figure')) {
      const names = [...figure.querySelectorAll('h4')].map(({ textContent }) => textContent ?? '');
      if (!names.some((name) => name.includes('left irregularly'))) continue;
      expect(names.some((name) => /decision quality|belief error/.test(name))).toBe(true);
    }
    for (const table of document.querySelectorAll('table')) {
      const heads = [...table.querySelectorAll('th')].map(({ textContent }) => textContent ?? '').join(' ');
      if (!heads.includes('left irregularly')) continue;
      expect(heads).toMatch(/worse off|harmed|belief error/);
    }
    for (const part of document.querySelectorAll('p, li'))
      if (part.textContent?.includes('irregular departures'))
        expect(part.textContent).toMatch(/worse off.*unmet protection need/i);
  });

  it('has no sign of a value that is none', () => expect(readText(page)).not.toMatch(/NaN|undefined|Infinity|null/));
});

describe('report', () => {
  const { document } = new JSDOM(pages[0][1]).window;

  it('shows harm where it cannot be folded away', () => {
    const harm = document.querySelector('section.harm');
    expect(harm?.closest('details')).toBeNull();
    expect(harm?.querySelector('details')).toBeNull();
    for (const words of ['unmet protection need', 'worse off for it', 'group that gains least', 'left irregularly'])
      expect(harm?.textContent).toContain(words);
  });

  it('says how to get the same numbers', () => {
    expect(document.querySelector('pre')?.textContent).toBe(
      'forewarned compare north-africa-made-up --replicates 16 --draws 8 --people 5000 --weeks 104 --seed forewarned',
    );
    expect(document.body.textContent).toContain(comparison.fingerprint);
    expect(document.body.textContent).toContain(comparison.defaults);
  });

  it('explains every outcome', () => expect(document.querySelectorAll('dt').length).toBeGreaterThan(40));

  it('tells notes and limits', () => {
    expect(document.body.textContent).toContain('less than one session per community');
    expect(document.body.textContent).toContain('Towns and villages are alike here.');
  });

  it('says in the brief and in the README of the results, too, where runs are too small to be trusted', () => {
    const fact = /Places are scarce: less than one session per community and week\.?: Sessions with parents/;
    expect(readText(pages[1][1])).toMatch(/Worth knowing/);
    expect(readText(pages[1][1])).toMatch(fact);
    expect(readme(comparison, 'root', [])).toMatch(new RegExp(`## Worth knowing\n\n- ${fact.source}`));
    const quiet = { ...comparison, designs: comparison.designs.map((arm) => ({ ...arm, notes: [] })) };
    for (const text of [readText(briefHtml(quiet, paper())), readme(quiet, 'root', [])])
      expect(text).not.toContain('Worth knowing');
  });

  it('never says that a mean is known to within 0.0', () => {
    const designs = comparison.designs.map((arm, at) => {
      const { decision_quality: quality } = arm.differences;
      if (!quality) return arm;
      const width = at % 2 === 0 ? 0 : 0.0001;
      const luck = { low: quality.mean - width, high: quality.mean + width };
      return { ...arm, differences: { ...arm.differences, decision_quality: { ...quality, luck } } };
    });
    const { document } = new JSDOM(reportHtml({ ...comparison, designs }, paper())).window;
    const table = [...document.querySelectorAll('[aria-label*="how well the mean is known"] table')][0];
    const known = [...(table?.querySelectorAll('tbody tr') ?? [])].map((row) => row.querySelector('td')?.textContent);
    expect(known).toHaveLength(7);
    expect(known).toContain('—');
    for (const one of known) expect(one).not.toMatch(/^0\.?0*$/);
  });

  it('escapes what comes from files', () => {
    const { comparison: odd } = madeUp({ title: '<script>alert("1")</script> & <b>bold</b>', designs: 3 });
    const named = { ...odd, designs: odd.designs.map((arm) => ({ ...arm, title: '<img src=x onerror=alert(1)>' })) };
    for (const page of [reportHtml(named, paper()), briefHtml(named, paper())]) {
      const { document } = new JSDOM(page).window;
      expect(document.querySelectorAll('script, img, b')).toHaveLength(0);
      expect(document.querySelector('h1')?.textContent).toBe('<script>alert("1")</script> & <b>bold</b>');
    }
  });

  it('quotes the seed for the command line', () => {
    const page = reportHtml({ ...comparison, seed: "it's; rm" }, paper());
    expect(new JSDOM(page).window.document.querySelector('pre')?.textContent).toContain(
      String.raw`--seed 'it'\''s; rm'`,
    );
  });

  it('bears a comparison in which only the world without campaign ran', () => {
    const alone = { ...comparison, designs: comparison.designs.filter((arm) => arm.isBaseline) };
    expect(readText(reportHtml(alone, paper()))).toContain('no design ran to the end');
    expect(readText(briefHtml(alone, paper()))).toContain('no design ran to the end');
  });
});
