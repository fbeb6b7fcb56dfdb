// What studies would conclude, in words, in a table, on a page and in pictures.
import { JSDOM } from 'jsdom';
import { describe, expect, it } from 'vitest';
import type { NoSample } from '../../src/experiment/evaluation/find-n.ts';
import { places, rankings } from '../../src/report/charts/rankings.ts';
import { evaluationFiles } from '../../src/report/evaluation-files.ts';
import { evaluationHtml } from '../../src/report/evaluation-html.ts';
import {
  evaluationAnswer,
  evaluationSentences,
  reportAgainstTruth,
  sentencesOf,
} from '../../src/report/evaluation-sentences.ts';
import { evaluationTable } from '../../src/report/evaluation-table.ts';
import { tries } from '../../src/report/evaluation-words.ts';
import { madeUpAnswers, madeUpEvaluation } from './support/made-up-evaluation.ts';

const evaluation = madeUpEvaluation();
const [followUp, trial, counting] = evaluation.studies;
const paper = () => new JSDOM('<!doctype html>').window.document;
const none = /NaN|undefined|Infinity|null/;

describe('a sentence', () => {
  it('sets the report against the truth', () => {
    expect(reportAgainstTruth(followUp)).toBe(
      'This study would report that 18 % changed their mind (in 90 of 100 studies between 15 and 21 %); in truth 5.0 % did because of it.',
    );
    expect(reportAgainstTruth(trial)).toBe(
      'This study would report 2.2 percentage points fewer who intend to leave irregularly (in 90 of 100 studies between 6.0 fewer and 2.1 more); in truth it is 1.0 percentage points fewer.',
    );
    expect(reportAgainstTruth(counting)).toBe(
      'This would report 1.20 contacts a person and say nothing of what they change.',
    );
  });

  it('says that nobody changed, that it was the other way round, and that nobody could be asked', () => {
    expect(reportAgainstTruth({ ...followUp, truth: 0 })).toContain('in truth none did because of it');
    expect(reportAgainstTruth({ ...followUp, truth: -0.02 })).toContain(
      'in truth it is 2.0 percentage points fewer than without it',
    );
    expect(reportAgainstTruth({ ...trial, reported: { mean: 0, low: -0.1, high: 0.1 } })).toContain(
      'no difference in how many intend',
    );
    expect(reportAgainstTruth({ ...trial, studies: 0 })).toContain('nobody to ask');
  });

  it('counts tries', () => {
    expect(sentencesOf({ ...trial, typeS: 0 }).join(' ')).toContain(
      'It would report an effect in 12 of 100 tries; one',
    );
    expect([0, 0.001, 0.5, 0.999, 1].map(tries)).toEqual([
      'none of 100 tries',
      'fewer than 1 of 100 tries',
      '50 of 100 tries',
      'more than 99 of 100 tries',
      'all of 100 tries',
    ]);
  });

  it('calls a report a report, not a find, and says how often it points the wrong way', () => {
    const said = sentencesOf({ ...trial, power: 0.48, typeS: 1 }).join(' ');
    expect(said).toContain('It would report an effect in 48 of 100 tries, always in the wrong direction');
    expect(sentencesOf({ ...trial, power: 0.48, typeS: 0.2 }).join(' ')).toContain(
      '20 of 100 of these in the wrong direction',
    );
    // Each world's truth is known, also where the truths are none on average.
    expect(sentencesOf({ ...trial, truth: 0.0001 }).join(' ')).toContain('8 of 100 of these in the wrong direction');
  });

  it('says how far reports exaggerate together, where that is clear', () => {
    expect(sentencesOf(trial).join(' ')).toContain(
      'Effects that it reports are together 3.1 times as large as the true ones together (± 1.0).',
    );
    expect(sentencesOf({ ...trial, errors: { ...trial.errors, typeM: 1 } }).join(' ')).not.toContain('times as large');
  });

  it('names clear causes only, with the margin of the picture and of the table', () => {
    const still = { mean: 0, error: 0 };
    const split = {
      ...{ attrition: { mean: -0.0001, error: 0.00001 }, recall: { mean: -0.13, error: 0.08 } },
      ...{ desirability: { mean: 0.07, error: 0.04 }, selection: { mean: 0.08, error: 0.05 } },
      ...{ contamination: still, clustering: still, remainder: still, bias: { mean: 0.0199, error: 0.01 } },
      ...{ studies: 200, groups: 4 },
    };
    const said = (more: Partial<typeof split>) => sentencesOf({ ...trial, split: { ...split, ...more } }).join(' ');
    // That of people not found is sure, and nothing beside the others.
    expect(said({})).toContain('no single cause is clear of simulation error');
    // Student's t with 3 degrees of freedom: 3.18 errors.
    const clear = said({ recall: { mean: -0.13, error: 0.01 } });
    expect(clear).toContain('What clearly bends it, in percentage points: memory (−13.0 ± 3.2).');
    expect(said({ recall: { mean: -0.13, error: 0.01 }, groups: 200 })).toContain('(−13.0 ± 2.0)');
    // 2.5 errors are clear between many draws and not between four.
    const half = { recall: { mean: -0.13, error: 0.052 } };
    expect(said(half)).toContain('no single cause');
    expect(said({ ...half, groups: 200 })).toContain('memory (−13.0 ± 10.3)');
    expect(said({ ...half, groups: 1 })).toContain('no single cause');
  });

  it('names harm, for every study', () => {
    const risky: typeof trial = { ...trial, inquiry: { estimand: 'itt', measure: 'harmed_on_journey' } };
    expect(sentencesOf({ ...risky, missesHarm: 0.91 }).join(' ')).toContain('it would miss harm in 91 of 100 tries');
    expect(sentencesOf(risky).join(' ')).toContain('no true harm in this number that it could miss');
    const faint = sentencesOf({ ...risky, truth: 0.003 }).join(' ');
    expect(faint).toContain('cannot be told here: the truth cannot be told from none');
    expect(faint).not.toContain('miss');
    expect(sentencesOf(counting).join(' ')).toContain('It cannot see harm');
  });

  it('does not take intention to leave for harm', () => {
    const more = sentencesOf({ ...trial, truth: 0.01 }).join(' ');
    expect(more).toContain('neither side of what it asks about is good or bad by itself');
    expect(more).not.toMatch(/harmful|miss harm/);
    const table = evaluationTable(madeUpEvaluation({ studies: [trial] }));
    expect(table).toContain('not asked');
    expect(table).not.toContain('no harm here');
  });

  it('names the sample or why there is none', () => {
    expect(sentencesOf(trial).join(' ')).toContain(
      'What clearly bends it, in percentage points: polite answers (−1.10 ± 0.32).',
    );
    const findN = { power: 0.8, size: 5200, because: null };
    expect(sentencesOf({ ...trial, findN }).join(' ')).toContain(
      'To find the effect in 80 of 100 tries it would have to ask 5,200 people',
    );
    const tried = { power: 0.8, size: null, largest: 4800, asked: 626, needed: 57_123 };
    const because = (reason: NoSample, more: Partial<typeof trial> = {}) =>
      sentencesOf({ ...trial, ...more, findN: { ...tried, because: reason } }).join(' ');
    expect(because('bias')).toContain('No sample finds the effect in 80 of 100 tries: its report is off');
    expect(because('effect')).toContain('too small (up to 4,800 people; about 57,000 would be needed)');
    const few = because('frame');
    expect(few).toContain('cannot be answered with so few simulated people: all 626 whom it could ask are asked');
    expect(few).not.toMatch(/No sample|57,000/);
    const unclear = because('effect', { truth: 0.003 });
    expect(unclear).toContain('cannot be told from none here');
    expect(unclear).not.toMatch(/No sample|57,000/);
  });

  it('begins with a study that is held smaller than asked for', () => {
    const short = { people: 10_000, villages: { wanted: 40, found: [4, 5] } } as const;
    const few = { ...trial, n: 135, short };
    const [first] = sentencesOf(few);
    expect(first).toContain('with 135 of 1,200 people, in 4 to 5 of 40 villages');
    expect(first).toContain('About 10,000 simulated people would be enough');
    expect(sentencesOf(few).join(' ')).toContain('As small as it is held here, it costs about');
    const held = madeUpEvaluation({ studies: [followUp, few] });
    expect(evaluationAnswer(held)[0]).toContain('Trial among people is held smaller than asked for');
    expect(evaluationAnswer(held)[0]).toContain('among 5,000 simulated people');
    expect(evaluationTable(held).split('───')[0]).toContain('--people 10000 would be about enough');
    expect(evaluationTable(held)).toMatch(/135, 980.*\n.*1,200\n.*wanted/);
    expect(evaluationAnswer(evaluation).join(' ')).not.toContain('smaller');
  });
});

describe('the ranking', () => {
  const ranking = evaluation.ranking ?? [];
  it('puts first what is largest, and last whom nobody can be asked about', () => {
    expect(places(ranking, 'contacts')).toEqual([1, 3, 2, 4]);
    expect(places(ranking, 'selfReport')).toEqual([3, 1, 2, 4]);
    expect(places(ranking, 'effect')).toEqual([3, 4, 1, 2]);
  });

  it('is one picture, first place on top, at a desk and on a phone', () => {
    for (const width of [760, 340]) {
      const svg = rankings(ranking, { document: paper(), width });
      expect(svg?.getAttribute('role')).toBe('img');
      expect(svg?.getAttribute('aria-label')).toContain('1 by contacts counted');
      const heights = [...(svg?.querySelectorAll('circle') ?? [])].map((circle) => Number(circle.getAttribute('cy')));
      expect(heights).toHaveLength(12);
      // Dots stand in the order of the designs; the first is first by contacts.
      expect(heights[0]).toBe(Math.min(...heights));
    }
  });

  it('is told in a sentence', () => {
    expect(evaluationSentences(evaluation).at(-1)).toMatch(
      /Ranked by contacts counted, Design a .* Design b .* Design c/,
    );
  });
});

describe('the table', () => {
  const text = evaluationTable(evaluation);
  it('is at most 138 wide, a what-if, and names harm', () => {
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(138);
    expect(text).toContain('What-if under stated assumptions');
    expect(text).toContain('miss harm');
    expect(text).toContain('One-on-one (one-sided)');
    expect(text).not.toMatch(none);
  });
});

describe('the report', () => {
  const html = evaluationHtml(evaluation, madeUpAnswers(evaluation), paper());
  const { document } = new JSDOM(html).window;

  it('has all pictures, each with a name and a caption with n, range and seed', () => {
    const names = [...document.querySelectorAll('svg')].map((svg) => svg.getAttribute('aria-label') ?? '');
    for (const words of [
      'what imaginary studies report',
      'reports an effect in',
      'the bias by cause',
      'Places of 4 designs',
    ])
      expect(names.some((name) => name.includes(words))).toBe(true);
    for (const caption of document.querySelectorAll('figcaption'))
      expect(caption.textContent).toMatch(/n = .*90 of 100 studies.*seed "forewarned".*0\.1\.0/);
  });

  it('says what the bars of a split sum to', () => {
    const figure = [...document.querySelectorAll('figure')].find(({ textContent }) => textContent?.includes('memory'));
    expect(figure?.textContent).toContain('percentage points: −1.24 ± 0.64 in the 200 studies that were split');
    expect(figure?.querySelector('thead')?.textContent).toContain('together');
  });

  it('loads and runs nothing, and shows no sign of a value that is none', () => {
    expect(document.querySelectorAll('script, img, link')).toHaveLength(0);
    document.querySelectorAll('style').forEach((style) => {
      style.remove();
    });
    expect(document.body.textContent).not.toMatch(none);
    expect(document.querySelector('pre')?.textContent).toBe(
      'forewarned evaluate made-up --design one-on-one --study beneficiary-follow-up individual-trial output-counting --replicates 8 --draws 4 --surveys 25 --people 5000 --weeks 104 --seed forewarned',
    );
  });

  it('escapes what comes from files', () => {
    const odd = '<img src=x onerror=alert(1)>';
    const named = {
      ...evaluation,
      scenario: { ...evaluation.scenario, title: odd },
      studies: evaluation.studies.map((study) => ({ ...study, title: odd, about: odd, notes: [odd] })),
      ranking: (evaluation.ranking ?? []).map((design) => ({ ...design, title: odd })),
    };
    const page = new JSDOM(evaluationHtml(named, madeUpAnswers(named), paper())).window.document;
    expect(page.querySelectorAll('img')).toHaveLength(0);
    expect(page.querySelector('h1')?.textContent).toContain(odd);
  });

  it('bears studies that came to no answer, and no ranking', () => {
    const gone = Object.fromEntries(Object.keys(trial.errors).map((name) => [name, null])) as typeof trial.errors;
    const nowhere = { mean: 0, low: 0, high: 0 };
    const empty = {
      ...trial,
      ...gone,
      errors: gone,
      studies: 0,
      reported: nowhere,
      truths: nowhere,
      split: null,
      bySize: [],
    };
    const bare = madeUpEvaluation({ studies: [empty], ranking: null });
    expect(evaluationHtml(bare, [], paper())).toContain('nobody to ask');
    expect(evaluationTable(bare)).not.toMatch(none);
    expect(evaluationAnswer(bare).join(' ')).not.toMatch(none);
  });
});

describe('the files', () => {
  it('have a row per imaginary study, empty where there is no number, and a list of checksums', () => {
    const [first, ...rest] = madeUpAnswers(evaluation);
    const answers = [{ ...first, estimate: Number.NaN }, ...rest];
    const files = evaluationFiles(evaluation, answers, { id: 'made-up' }, [], { engine: 'test' }, paper());
    const of = (path: string) => String(files.find((file) => file.path === path)?.content);
    const rows = of('answers.csv').trimEnd().split('\n');
    expect(rows).toHaveLength(answers.length + 1);
    expect(rows[1]).toMatch(/^beneficiary-follow-up,0,0,0,0,0\.05,,0\.01,/);
    // A line for each of the others, and the seal.
    expect(of('checksums.sha256').trimEnd().split('\n')).toHaveLength(files.length);
    expect(of('report.html')).toMatch(/id="root-hash">[0-9a-f]{64}</);
    expect(JSON.parse(of('evaluation.json')).studies).toHaveLength(3);
    expect(of('README.md')).toContain('in truth 5.0 % did');
    expect(of('README.md')).toMatch(/lower Lee bound.*no sampling error.*need not hold the truth/);
    expect(of('README.md')).toContain('not a mean of ratios');
  });
});
