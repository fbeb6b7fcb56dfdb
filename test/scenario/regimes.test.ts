import { describe, expect, it } from 'vitest';
import { knownRegimes, readLibrary } from '../../src/runtime/library-node.ts';
import { modelDeclarations } from '../../src/scenario/declared.ts';
import { declaredNumbers } from '../../src/scenario/model-declarations.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { readRegime, withRegime } from '../../src/scenario/regime.ts';
import { settle } from '../../src/scenario/settle.ts';
import { setupOf } from '../../src/scenario/setup-of.ts';

const regimes = knownRegimes();
const numbers = declaredNumbers(modelDeclarations);
const plain = `schema: forewarned/regime@1
id: mine
title: Mine
about: A test.
source: F01
parameters:
  belief.care: { value: 0.5, source: "imposed: a test" }
`;
const problems = (text: string): string => {
  const read = readRegime(text, 'mine.yaml');
  return read.ok ? '' : read.problems.map(sentence).join('\n');
};

describe('readings of the evidence', () => {
  it('are three, and move numbers within their ranges, away from the default', () => {
    expect(regimes.map(({ id }) => id)).toEqual(['documents', 'sceptic', 'trials']);
    for (const { parameters } of regimes) {
      expect(Object.keys(parameters).length).toBeGreaterThanOrEqual(5);
      for (const [name, { value, source }] of Object.entries(parameters)) {
        const declared = numbers.get(name);
        expect(declared?.range[0]).toBeLessThanOrEqual(value);
        expect(declared?.range[1]).toBeGreaterThanOrEqual(value);
        expect(value).not.toBe(declared?.value);
        expect(source).toMatch(/\((F\d\d|[A-E], )/);
      }
    }
  });

  it('reach the worlds, unless the scenario states the number itself', () => {
    const library = readLibrary();
    const read = readScenario(library.scenarios.get('weights-of-factors') ?? '', 'x.yaml', library);
    if (!read.ok) throw new Error('the scenario has problems');
    const regime = regimes.find(({ id }) => id === 'sceptic') ?? regimes[0];
    const options = { valueOf: (_: string, value: number) => value, seed: 's', replicate: 0, people: 100, weeks: 1 };
    const given = (condition: string) =>
      setupOf(settle(withRegime(read.scenario, regime)), condition, 'one-on-one', options).given;
    expect(given('as-described').appraisal.risk).toBe(regime.parameters['appraisal.risk'].value);
    // The condition states 2.4 for itself.
    expect(given('information').appraisal.risk).toBe(2.4);
  });

  it.each([
    ['belief.care', 'belief.cair', /parameters\["belief\.cair"\].*Did you mean "belief\.care"/],
    ['value: 0.5', 'value: 1.5', /expected a number from 0\.4 to 1, its range in the ledger, found 1\.5/],
    ['about:', 'abuot:', /"abuot"/],
  ])('with %j as %j are refused', (right, wrong, message) => {
    expect(problems(plain)).toBe('');
    expect(problems(plain.replace(right, wrong))).toMatch(message);
  });
});
