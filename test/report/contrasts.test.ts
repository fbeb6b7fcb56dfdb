import { describe, expect, it } from 'vitest';
import { type Compared, gather } from '../../src/experiment/gather.ts';
import { outcomes } from '../../src/model/outcomes.ts';
import { contrastSentences, contrastsCsv, contrastsHtml, contrastsTable } from '../../src/report/contrasts.ts';
import { first, refusals } from '../scenario/small.ts';
import { madeUpRows, madeUpScenario, size } from './support/made-up.ts';

const options = { conditions: 2 };
const scenario: Compared = {
  ...madeUpScenario(options),
  contrasts: [
    { id: 'trust', title: 'People <believe> the sender', holds: 'as-described', fails: 'little-trust', design: 'film' },
  ],
};
const made = {
  version: '0',
  resultsVersion: 1,
  defaults: 'x',
  assumed: { assumed: 1, total: 2 },
  off: [],
  asShipped: true,
};
const rows = madeUpRows(options);
const comparison = gather(scenario, size, [{ rows, failures: [] }], made);
const [contrast] = comparison.contrasts;

describe('a contrast', () => {
  it('sets the effects in two conditions side by side, and subtracts them run by run', () => {
    const found = contrast.outcomes.decision_quality;
    const effect = (condition: string, replicate: number): number =>
      Number(
        rows.find((row) => row.condition === condition && row.arm === 'film' && row.replicate === replicate)
          ?.differences.decision_quality,
      );
    const mean = (of: (replicate: number) => number): number =>
      Array.from({ length: size.replicates }, (_, k) => of(k)).reduce((sum, value) => sum + value, 0) / size.replicates;
    expect(found?.holds.mean).toBeCloseTo(
      mean((k) => effect('as-described', k)),
      12,
    );
    expect(found?.fails.mean).toBeCloseTo(
      mean((k) => effect('little-trust', k)),
      12,
    );
    expect(found?.worth.mean).toBeCloseTo(
      mean((k) => effect('as-described', k) - effect('little-trust', k)),
      12,
    );
    expect(found?.worth.replicates).toBe(size.replicates);
  });

  it('leaves out runs whose twin in the other condition failed', () => {
    const some = rows.filter(({ condition, replicate }) => condition === 'as-described' || replicate < 10);
    const [{ outcomes: found }] = gather(scenario, size, [{ rows: some, failures: [] }], made).contrasts;
    expect(found.decision_quality?.worth.replicates).toBe(10);
    expect(found.decision_quality?.holds.replicates).toBe(size.replicates);
  });

  it('is said in sentences with intervals, and shown in all outcomes with harm beside departures', () => {
    expect(contrastSentences(comparison, contrast)[0]).toMatch(
      /decision quality: .* in "As described"; .* in "With little trust in the sender"\. The assumption is worth .*\(between/,
    );
    const text = contrastsTable(comparison);
    for (const word of [
      '== People <believe> the sender ==',
      outcomes.irregular_departures.label,
      outcomes.unmet_protection_need.label,
      'where it does not',
    ])
      expect(text).toContain(word);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(150);
    expect(contrastsHtml(comparison)?.html).toContain('People &lt;believe&gt; the sender');
  });

  it('has a row for each outcome in the table that programs read', () => {
    const [head, ...lines] = contrastsCsv(comparison).trim().split('\n');
    expect(head).toBe(
      'contrast,holds,fails,design,outcome,holds_mean,holds_low,holds_high,fails_mean,fails_low,fails_high,worth_mean,worth_low,worth_high,replicates',
    );
    expect(lines).toHaveLength(Object.keys(contrast.outcomes).length);
    expect(lines.find((line) => line.includes(',irregular_departures,'))).toMatch(
      /^trust,as-described,little-trust,film,/,
    );
  });

  it('is absent where the scenario states none', () => {
    const none = gather({ ...scenario, contrasts: [] }, size, [{ rows, failures: [] }], made);
    expect(contrastsTable(none)).toBe('');
    expect(contrastsHtml(none)).toBeNull();
  });
});

describe('a scenario whose contrasts name what is not there', () => {
  const conditions = 'conditions: [{ id: a, title: A }, { id: b, title: B, designs: [mix] }]\n';
  const contrast = (holds: string, fails: string, design: string): string =>
    `${conditions}contrasts: [{ id: c, title: C, holds: ${holds}, fails: ${fails}, design: ${design} }]\n`;

  it.each([
    [contrast('a', 'b', 'mix'), []],
    [contrast('a', 'd', 'mix'), [/contrasts\[0\]\.fails: expected the id of a condition of this scenario, found "d"/]],
    [contrast('a', 'b', 'mux'), [/contrasts\[0\]\.design: .*Did you mean "mix"/]],
    [
      contrast('a', 'b', 'one-on-one'),
      [/contrasts\[0\]\.design: expected a design that is run in b, found "one-on-one"/],
    ],
  ])('is refused: %j', (text, problems) => {
    const found = refusals(`${first}${text}`);
    expect(found.length).toBeGreaterThanOrEqual(problems.length);
    if (problems.length === 0) expect(found).toEqual([]);
    problems.forEach((problem) => {
      expect(found.join('\n')).toMatch(problem);
    });
  });
});
