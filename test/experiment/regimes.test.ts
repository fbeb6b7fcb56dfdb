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
  it('calls the same design the first only where intervals let it', () => {
    const answer = under((_, quality) => quality);
    expect(answer).toMatchObject({ verdict: 'same', leads: first.id, ahead: null, replicates: 4, people: 1500 });
    expect(regimeSentences({ regimes: [answer] })[0]).toMatch(
      /A reading: the same design has the highest mean, .+ cannot be told: .*worse off for it .*harmed on the way .*4 paired runs of 1,500/,
    );
    expect(readingsDiffer({ regimes: [answer] })).toEqual([]);
    const [best, ...others] = answer.designs;
    const certain = { ...best, quality: { ...best.quality, low: 0.02, high: 0.03, replicates: 6 } };
    const behind = others.map((design) => ({ ...design, quality: { ...design.quality, low: -0.01, high: 0.01 } }));
    const sure = { ...answer, designs: [certain, ...behind] };
    expect(regimeSentences({ regimes: [sure] })[0]).toContain('the same design comes first');
    const near = behind.map((design) => ({ ...design, quality: { ...design.quality, high: 0.025 } }));
    expect(regimeSentences({ regimes: [{ ...sure, designs: [certain, ...near] }] })[0]).toContain('cannot be told');
  });

  it('says that another one does, beyond luck', () => {
    const answer = under(({ arm }, quality) => (arm === first.id ? quality - 0.05 : quality));
    expect(answer.verdict).toBe('differs');
    expect(answer.leads).not.toBe(first.id);
    expect(answer.ahead?.mean).toBeGreaterThan(0.01);
    expect(regimeSentences({ regimes: [answer] })[0]).toContain('ANOTHER design is ahead');
    expect(readingsDiffer({ regimes: [answer] })).toHaveLength(1);
    const page = regimesHtml({ ...usual, regimes: [answer] })?.html;
    expect(page).not.toContain('place ');
    expect(page).toContain('worse off for it');
  });

  it('does not call it certain that nobody is harmed where no run differed', () => {
    const answer = under((_, quality) => quality);
    const [best] = answer.designs;
    const none = { mean: 0, low: 0, high: 0 };
    const quiet = { ...best, harmedOnJourney: { ...best.quality, ...none } };
    const [line] = regimeSentences({ regimes: [{ ...answer, designs: [quiet] }] });
    expect(line).toContain('harmed on the way 0 (none in 4 runs)');
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
