import { describe, expect, it } from 'vitest';
import {
  type Batch,
  batchFiles,
  batchHash,
  batchJobs,
  isMain,
  readBatch,
  readingIds,
} from '../../src/experiment/batch.ts';
import { type ChosenDraws, freezePlan, jobsOf } from '../../src/experiment/plan.ts';
import { levels } from '../../src/experiment/recorded.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';

const library = readLibrary();
const read = readScenario(library.scenarios.get('north-africa-2023') ?? '', 'north-africa-2023.yaml', library);
if (!read.ok) throw new Error('the default scenario reads');
const settled = settle(read.scenario);
const intercepts = knownIntercepts();
const plan = freezePlan(settled, { people: 200, replicates: 12, draws: 4, weeks: 60, intercepts });
const reading = { regime: { id: 'other', title: 'Another', about: 'reading' }, plan: { ...plan, replicates: 2 } };
const batch: Batch = {
  ...{ version: '0.1.0', resultsVersion: 2, defaults: 'd', main: plan, readings: [reading], shards: 3 },
  ...{ record: levels, precision: null },
};
const folderOf = (one: Batch) => new Map(batchFiles(one).map(({ path, content }) => [path, content]));

describe('a batch', () => {
  it('comes back from its files, and gives the same jobs', () => {
    const files = folderOf(batch);
    const found = readBatch((path) => files.get(path));
    if (!found.ok) throw new Error(found.problem);
    expect(batchHash(found.batch)).toBe(batchHash(batch));
    const [before, after] = [batchJobs(batch), batchJobs(found.batch)];
    expect([...after.ids()]).toEqual([...before.ids()]);
    for (const id of before.ids()) expect(after.at(id)).toEqual(before.at(id));
  });

  it('is another one when anything is different', () => {
    const others: Batch[] = [
      { ...batch, shards: 4 },
      { ...batch, record: [] },
      { ...batch, readings: [] },
      { ...batch, precision: { outcome: 'decision_quality', halfWidth: 0.1, most: 50 } },
      { ...batch, main: { ...plan, seed: 'other' } },
      { ...batch, main: { ...plan, settled: { ...settled, burnIn: 77 } } },
    ];
    expect(new Set([batch, ...others].map(batchHash)).size).toBe(others.length + 1);
  });

  it.each([
    ['plan.json', '{', 'damaged text'],
    ['plan.json', '{"schema":"forewarned/scenario@1"}', 'something else'],
    ['scenario/north-africa-2023.json', '{}', 'other contents'],
    ['plan.json', undefined, 'no such file'],
    ['scenario/north-africa-2023-other.json', undefined, 'no such file'],
  ])('with %s changed to %s is refused: %s', (path, content, found) => {
    const files = folderOf(batch);
    const answer = readBatch((wanted) => (wanted === path ? content : files.get(wanted)));
    expect(answer).toEqual({ ok: false, problem: expect.stringContaining(`${path}: expected`) });
    expect(answer).toEqual({ ok: false, problem: expect.stringContaining(found) });
  });

  it('shares its jobs out: each belongs to one part', () => {
    const all = [...batchJobs(batch).ids()];
    const parts = [0, 1, 2].map((part) => [...batchJobs(batch, undefined, part).ids()]);
    expect(parts.flat().sort((a, b) => a - b)).toEqual(all.sort((a, b) => a - b));
    const sizes = parts.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  it('keeps the jobs of readings apart from those of a main plan that grows', () => {
    const grown = batchJobs(batch, 5000);
    const own = [...grown.ids()].filter(isMain);
    expect(own).toHaveLength(5000);
    expect(readingIds(batch, 0).some((id) => own.includes(id))).toBe(false);
    for (const id of readingIds(batch, 0)) expect(grown.at(id)).toEqual(batchJobs(batch).at(id));
  });

  it('records what was asked in main jobs only', () => {
    expect(batchJobs(batch).at(0).record).toEqual(['person', 'effect', 'event']);
    expect(batchJobs(batch).at(readingIds(batch, 0)[0] ?? -1).record).toBeUndefined();
    expect(batchJobs({ ...batch, record: ['series'] }).at(0).record).toBeUndefined();
  });
});

describe('any beginning of a plan', () => {
  const chosen: ChosenDraws = {
    method: 'list',
    draws: 3,
    values: new Map([['appraisal.risk', [0.8, 1.2, 2]]]),
    designs: [null, ['film'], null],
  };

  it('is balanced over draws, and all designs of a draw come together', () => {
    const jobs = jobsOf(plan);
    const seen = new Map<number, number>();
    for (let id = 0; id < jobs.count; id++) {
      const { draw, arms } = jobs.at(id);
      expect(arms).toHaveLength(8);
      seen.set(draw, (seen.get(draw) ?? 0) + 1);
      const counts = [0, 1, 2, 3].map((one) => seen.get(one) ?? 0);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
  });

  it('is the plan with fewer replicates', () => {
    const [more, fewer] = [jobsOf(plan), jobsOf({ ...plan, replicates: 5 })];
    for (let id = 0; id < fewer.count; id++) expect(fewer.at(id)).toEqual(more.at(id));
    expect(() => fewer.at(fewer.count)).toThrow(/expected a job from 0 to 4, found 5/);
  });

  it('has the numbers and designs that somebody chose, and all other numbers at their defaults', () => {
    const own = freezePlan(settled, { people: 200, replicates: 6, weeks: 60, intercepts, chosen });
    const jobs = jobsOf(own);
    expect({ draws: own.draws, runs: jobs.runs }).toEqual({ draws: 3, runs: 2 * (8 + 2 + 8) });
    expect(jobs.at(1).arms.map(({ id }) => id)).toEqual(['no-campaign', 'film']);
    for (const [id, risk] of [0.8, 1.2, 2, 0.8].entries())
      expect(jobs.at(id).arms[0]?.setup.given.appraisal.risk).toBe(risk);
    const held = jobsOf(freezePlan(settled, { people: 200, replicates: 1, weeks: 60, intercepts })).at(0).arms[0];
    const first = jobs.at(1).arms[0];
    expect(first?.setup.given.dissonance).toEqual(held?.setup.given.dissonance);
    expect(first?.setup.given.appraisal).toEqual({ ...held?.setup.given.appraisal, risk: 1.2 });
  });
});
