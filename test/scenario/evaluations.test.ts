// Evaluation files: all that come with Forewarned, what is refused, and under which names their numbers are drawn.
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sentence } from '../../src/scenario/problem.ts';
import { readEvaluation, readScenario } from '../../src/scenario/read.ts';
import { settleStudy, studyWith, uncertainInStudies } from '../../src/scenario/settle-study.ts';
import { first, libraryOf, smallModel } from './small.ts';

const home = fileURLToPath(new URL('../../scenarios/evaluations/', import.meta.url));
const evaluations = new Map(
  readdirSync(home).map((file) => [file.replace(/\.yaml$/, ''), readFileSync(`${home}${file}`, 'utf8')]),
);
const library = { ...libraryOf(), evaluations };

function refusals(text: string): readonly string[] {
  const read = readEvaluation(text, 'a.yaml', library);
  return read.ok ? [] : read.problems.map(sentence);
}

function study(text: string) {
  const read = readEvaluation(text, 'a.yaml', library);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  if (read.evaluation === null) throw new Error('expected a study');
  return settleStudy(read.evaluation);
}

const trial = `schema: forewarned/evaluation@1
id: mine
title: Mine
about: A trial of the test.
source: the test
inquiry: { estimand: itt, measure: intends }
assignment: { unit: person, share: 0.5 }
sampling: { frame: household-listing, size: 400 }
measurement: { waves: [-1, 20] }
estimator: difference-in-means
`;

describe('the evaluations', () => {
  it('are all there', () => {
    const wanted = `common beneficiary-follow-up before-after exposed-unexposed matched difference-in-differences individual-trial
      cluster-trial-10 cluster-trial-40 cluster-trial-333 stepped-wedge encouragement output-counting senegal-returnee-event-rct
      guinea-film-did nigeria-household-rct edo-school-10-clusters mali-video-before-after seefar-exit-survey`;
    for (const id of wanted.split(/\s+/)) expect([...evaluations.keys()]).toContain(id);
  });

  it.each([...evaluations])('%s can be read and has the id of its file', (id, text) => {
    const read = readEvaluation(text, `${id}.yaml`, library);
    expect(read.ok ? [] : read.problems.map(sentence)).toEqual([]);
    if (read.ok && id !== 'common') expect(read.evaluation?.id).toBe(id);
    if (id === 'common') expect(read).toEqual({ ok: true, evaluation: null });
  });

  it.each([...evaluations].filter(([id]) => id !== 'common'))(
    '%s is plain numbers at both ends of every range',
    (_, text) => {
      const open = study(text);
      for (const end of [0, 1] as const) {
        const ends = new Map(uncertainInStudies([open]).map(({ name, range }) => [name, range[end]]));
        const plain = studyWith(open, (name, fallback) => ends.get(name) ?? fallback);
        expect(JSON.parse(JSON.stringify(plain))).toEqual(plain);
        expect(JSON.stringify(plain)).not.toMatch(/"(range|value|product)":/);
      }
    },
  );
});

describe('an evaluation', () => {
  it('takes what it leaves out from what it extends, and figures keep the name of the file that states them', () => {
    const open = study(`${trial}tracing: { abroad: { value: 0.5, source: assumed, range: [0.3, 0.7] } }\n`);
    const names = uncertainInStudies([open]).map(({ name }) => name);
    expect(names).toContain('study.mine.tracing.abroad');
    expect(names).toContain('study.common.tracing.refusal');
    expect(names).not.toContain('study.common.tracing.abroad');
    const plain = studyWith(open, (name, fallback) => (name === 'study.mine.tracing.abroad' ? 0.6 : fallback));
    expect(plain.tracing.abroad).toBe(0.6);
    expect(plain.assignment).toEqual({
      unit: 'person',
      share: 0.5,
      saturation: 1,
      steps: 1,
      stepWeeks: 0,
      encouragement: 1,
    });
    expect(plain.sampling.clusters).toBe(0);
  });

  it.each<[string, string, string, RegExp]>([
    ['a misspelt key', 'sampling:', 'smapling:', /smapling: expected one of .*Did you mean "sampling"/],
    [
      'an unknown question',
      'intends',
      'intnds',
      /inquiry\.measure: expected one of intends, .* found "intnds".*Did you mean/,
    ],
    ['waves out of order', '[-1, 20]', '[20, -1]', /waves: expected weeks in order/],
    ['a wave before the eve', '[-1, 20]', '[-5, 20]', /waves\[0\]: expected a whole number from -1/],
    ['no wave', '[-1, 20]', '[]', /waves: expected at least one week/],
    ['a lot for everybody', 'share: 0.5', 'share: 1', /share: expected a share above 0 and below 1/],
    ['a share in percent', 'share: 0.5', 'share: 50', /share: expected a number from 0 to 1.*shares are written 0\.2/],
    ['clusters among people', 'difference-in-means', 'cluster-robust', /estimator: expected an estimator for people/],
    ['an instrument without an invitation', 'difference-in-means', 'instrument', /expected an invitation/],
    [
      'an estimator that needs a lot',
      'assignment: { unit: person, share: 0.5 }\n',
      '',
      /estimator: expected an estimator that needs no lot/,
    ],
    ['counting what people say', 'difference-in-means', 'contact-count', /measure: expected contacts, because/],
    [
      'more clusters than pairs of people',
      'size: 400',
      'size: 40, clusters: 30',
      /clusters: expected at least two people a cluster/,
    ],
    ['steps without weeks', 'share: 0.5', 'share: 0.5, steps: 2', /steps: expected weeks between the steps/],
    ['a change without a baseline', 'difference-in-means', 'before-after', /none/],
    ['no title', 'title: Mine\n', '', /title: expected text .*found nothing\. Add it/],
    [
      'no question',
      'inquiry: { estimand: itt, measure: intends }\n',
      '',
      /inquiry: expected what is asked .*Add it here or in an evaluation/,
    ],
    ['a circle', 'id: mine', 'id: mine\nextends: mine', /circle mine -> mine/],
    [
      'an unknown parent',
      'id: mine',
      'id: mine\nextends: commn',
      /expected the id or path of a evaluation, found "commn"/,
    ],
  ])('is refused, with place and remedy: %s', (what, from, to, message) => {
    const text = trial.replace(from, to);
    if (what === 'a change without a baseline') {
      expect(refusals(text)).toEqual([]);
      expect(refusals(text.replace('[-1, 20]', '[20]')).join('\n')).toMatch(/waves: expected two waves or more/);
      return;
    }
    const said = refusals(text);
    expect(said.join('\n')).toMatch(message);
    for (const line of said) expect(line).toMatch(/^a\.yaml:\d+:\d+ .*: expected .+, found .+\. .+/);
  });
});

describe('a scenario', () => {
  const read = (more: string) => readScenario(first + more, 'first.yaml', library, undefined, smallModel);

  it('names its studies and the design they are about', () => {
    const named = read('studies: [individual-trial, before-after]\nevaluated: mix\n');
    expect(named.ok && named.scenario.studies.map(({ id }) => id)).toEqual(['individual-trial', 'before-after']);
    expect(named.ok && named.scenario.evaluated).toBe('mix');
    const none = read('');
    expect(none.ok && none.scenario.studies).toEqual([]);
  });

  it.each([
    ['studies: [indivdual-trial]\n', /studies\[0\]: expected .*Did you mean "individual-trial"/],
    ['studies: [matched, matched]\n', /studies\[1\]: expected an id that no other entry has/],
    ['evaluated: film\n', /evaluated: expected the id of a design of this scenario, found "film"/],
  ])('is refused: %s', (more, message) => {
    const refused = read(more);
    expect(refused.ok ? '' : refused.problems.map(sentence).join('\n')).toMatch(message);
  });
});
