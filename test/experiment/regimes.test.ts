import { describe, expect, it } from 'vitest';
import type { RunRow } from '../../src/experiment/comparison.ts';
import { gather } from '../../src/experiment/gather.ts';
import { regimeAnswer } from '../../src/experiment/regimes.ts';
import { readingsDiffer, regimeSentences, regimesHtml } from '../../src/report/regimes.ts';
import { madeUpRows, madeUpScenario, size } from '../report/support/made-up.ts';

const made = {
  version: '0',
  resultsVersion: 1,
  defaults: 'x',
  assumed: { assumed: 1, total: 2 },
  off: [],
  asShipped: true,
};
const rows = madeUpRows();
const usual = gather(madeUpScenario({}), size, [{ rows, failures: [] }], made);
const regime = { id: 'r', title: 'A reading', about: 'A test.' };
const [first] = usual.designs
  .filter(({ isBaseline, truthfulness }) => !isBaseline && truthfulness !== 'false')
  .toSorted((a, b) => (b.differences.decision_quality?.mean ?? 0) - (a.differences.decision_quality?.mean ?? 0));

/** The same runs with the decision quality of one design changed. */
function under(change: (row: RunRow, quality: number) => number) {
  const changed = rows
    .filter(({ replicate }) => replicate < 4)
    .map((row) => {
      const { decision_quality: quality } = row.differences;
      if (typeof quality !== 'number') return row;
      return { ...row, differences: { ...row.differences, decision_quality: change(row, quality) } };
    });
  const small = { ...size, replicates: 4, draws: 4, people: 1500 };
  const comparison = gather(madeUpScenario({}), small, [{ rows: changed, failures: [] }], made);
  const answer = regimeAnswer(regime, usual, comparison, changed);
  if (answer === null) throw new Error('no answer');
  return answer;
}

describe('another reading of the evidence', () => {
  it('says that the same design leads', () => {
    const answer = under((_, quality) => quality);
    expect(answer).toMatchObject({ verdict: 'same', leads: first.id, ahead: null, replicates: 4, people: 1500 });
    expect(regimeSentences({ regimes: [answer] })[0]).toMatch(
      /A reading: the same design leads.*harmed on the way.*4 paired runs of 1,500/,
    );
    expect(readingsDiffer({ regimes: [answer] })).toEqual([]);
  });

  it('says that another one does, beyond luck', () => {
    const answer = under(({ arm }, quality) => (arm === first.id ? quality - 0.05 : quality));
    expect(answer.verdict).toBe('differs');
    expect(answer.leads).not.toBe(first.id);
    expect(answer.ahead?.mean).toBeGreaterThan(0.01);
    expect(regimeSentences({ regimes: [answer] })[0]).toContain('ANOTHER design leads');
    expect(readingsDiffer({ regimes: [answer] })).toHaveLength(1);
    expect(regimesHtml({ ...usual, regimes: [answer] })?.html).toContain('place 1');
  });

  it('leaves open what luck could have done', () => {
    const second = under((_, quality) => quality).designs[1].id;
    const answer = under(({ arm, replicate }, quality) => {
      if (arm === first.id) return 0.01;
      return arm === second ? 0.0101 + (replicate % 2 === 0 ? 0.05 : -0.05) : quality - 1;
    });
    expect(answer).toMatchObject({ verdict: 'open', leads: second });
  });

  it('is nothing where nobody asked', () => {
    expect(regimesHtml(usual)).toBeNull();
    expect(regimeSentences(usual)).toEqual([]);
  });
});
