import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Budget, complaintsOf, judge, readBudget } from '../../bench/budget.ts';
import { spreadOf } from '../../bench/measure.ts';
import { type Ratio, ratioNames, ratioSubjects, ratiosOf } from '../../bench/ratios.ts';
import { sections } from '../../bench/suite.ts';

const NAME = 'week at 2,000: engine over plain reference';
const budget: Budget = { [NAME]: { expected: 0.1, limit: 0.15 } };

function ratio(better: Ratio['better'], ...samples: number[]): Ratio {
  return { name: NAME, better, samples, spread: spreadOf(samples) };
}

const complaints = (one: Ratio): string[] => complaintsOf(judge([one], budget));

describe('the budget', () => {
  it('sees a clear regression and names measure, expected and found', () => {
    const [told, ...more] = complaints(ratio('lower', 0.2, 0.22, 0.3));
    expect(more).toEqual([]);
    expect(told).toBe(`${NAME}: expected about 0.1 and at most 0.15, found 0.22 (0.2 to 0.3).`);
    expect(complaints(ratio('higher', 0.1, 0.12, 0.14))).toHaveLength(1);
  });

  it('lets pass what is within it, better than it, or beyond it only while the machine was busy', () => {
    expect(complaints(ratio('lower', 0.1, 0.11, 0.12))).toEqual([]);
    expect(complaints(ratio('lower', 0.01, 0.01, 0.01))).toEqual([]);
    expect(complaints(ratio('lower', 0.14, 0.4, 0.5))).toEqual([]);
    expect(complaints(ratio('higher', 0.01, 0.02, 0.2))).toEqual([]);
  });

  it('says nothing of what needs a machine of its own where it had none', () => {
    const needy: Budget = { [NAME]: { expected: 0.1, limit: 0.15, idle: true } };
    expect(complaintsOf(judge([ratio('lower', 9)], needy, false))).toHaveLength(1);
    expect(judge([ratio('lower', 9)], needy, true)).toEqual([]);
  });

  it('says nothing of ratios that it does not name', () => {
    expect(judge([{ ...ratio('lower', 9), name: 'another' }], budget)).toEqual([]);
  });

  it('is in order as it is shipped', () => {
    expect(Object.keys(readBudget()).length).toBeGreaterThan(5);
  });

  it.each([
    ['a name that no ratio has', { 'a slip': { expected: 1, limit: 2 } }, 'a slip'],
    ['a limit that is none', { [NAME]: { expected: 1, limit: 0 } }, 'above 0'],
  ])('is not read with %s', (_, ratios, fault) => {
    const folder = mkdtempSync(join(tmpdir(), 'forewarned-budget-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, 'budget.json');
    writeFileSync(file, JSON.stringify({ ratios }));
    expect(() => readBudget(pathToFileURL(file))).toThrow(fault);
  });
});

describe('ratios', () => {
  it('are taken round by round, with the median where a measure has fewer rounds', () => {
    const found = new Map([
      ['engine', [1, 2, 3]],
      ['reference', [10, 10]],
    ]);
    const [one, ...more] = ratiosOf((_, of) => found.get(of) ?? null);
    expect(more).toEqual([]);
    expect(one).toMatchObject({ name: NAME, samples: [0.1, 0.2, 0.3] });
  });

  it('have names of their own', () => expect(new Set(ratioNames).size).toBe(ratioNames.length));

  it('are between things that are measured', async () => {
    const measured = new Set<string>();
    for (const full of [false, true])
      for (const { name, plan } of sections) {
        const { trials, skipped = [] } = await plan({ people: [2000, 100_000, 2_000_000], full, peers: true });
        for (const { of } of [...trials, ...skipped]) measured.add(`${name} / ${of}`);
      }
    for (const [section, of] of ratioSubjects) expect(measured).toContain(`${section} / ${of}`);
  });
});
