import { describe, expect, it } from 'vitest';
import type { AsPlanned } from '../../src/experiment/as-planned.ts';
import { asPlanned } from '../../src/experiment/as-planned.ts';
import type { ArmResult } from '../../src/experiment/comparison.ts';
import { worthKnowing } from '../../src/report/worth-knowing.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { variantText } from '../../src/scenario/variant.ts';

const library = readLibrary();

/** A design of a variant of a shipped scenario, as it is planned. */
function planned(variant: { readonly [key: string]: unknown }, id: string): AsPlanned {
  const text = variantText({ scenario: 'north-africa-2023', ...variant }, library);
  const read = text.ok ? readScenario(text.text, 'variant', library) : text;
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const [condition] = settle(read.scenario).conditions;
  const arm = condition?.arms.find((one) => one.id === id);
  if (condition === undefined || arm === undefined) throw new Error(`no design ${id}`);
  return asPlanned(condition, arm);
}

/** What the report says of designs of which these are the costs. */
const said = (...designs: readonly [title: string, cost: number, of: AsPlanned, truthfulness?: string][]) =>
  worthKnowing(
    designs.map(
      ([title, cost, of, truthfulness = 'one-sided']) =>
        ({ title, cost, truthfulness, notes: [], asPlanned: of }) as unknown as ArmResult,
    ),
  );

const budget = (value: number) => ({ budget: { value, source: 'choice: a test' } });

describe('worth knowing about money', () => {
  it('is that fixed costs are paid whatever is given', () => {
    expect(said(['Film', 67_400, planned(budget(20_000), 'film')])[0]).toBe(
      'More is spent than the budget, because fixed costs are paid whatever is given: those of film are €\u00a030,000 (€\u00a010,000 to €\u00a0100,000): Film (€\u00a067,400 of €\u00a020,000).',
    );
  });

  it('is that parts have amounts of their own', () => {
    const [line] = said(['Mix', 376_000, planned(budget(20_000), 'mix-as-funded')]);
    expect(line).toContain('because parts are given amounts of their own, €\u00a0500,000 together: Mix');
  });

  it('is that less is spent, each reason once', () => {
    const of = planned({}, 'influencers');
    const money = said(['A', 285_000, of], ['B', 116_000, of]).filter((line) => line.includes('budget'));
    expect(money).toEqual([
      'Less is spent than the budget, because nobody is left to meet or a part cannot spend what it is given: A (€\u00a0285,000 of €\u00a0500,000); B (€\u00a0116,000 of €\u00a0500,000).',
    ]);
    const share = { ...of, money: { budget: 300_000, given: 120_000, overdrawn: [] } };
    expect(said(['C', 116_000, share])[0]).toContain('because parts are given only €\u00a0120,000 of it: C');
  });

  it('is nothing where the budget is spent', () => {
    expect(said(['A', 495_000, planned({}, 'influencers')]).join()).not.toContain('budget');
  });
});

describe('worth knowing about what is said', () => {
  it('is a figure that the scenario takes to be otherwise, beside the truth', () => {
    const of = planned({}, 'film');
    expect(said(['Film', 500_000, of])).toEqual([
      'Says of dying on the way 50 in 100, where this scenario takes 1.9 to 6 to be true: Film.',
    ]);
    // Marked everywhere else.
    expect(said(['Film', 500_000, of, 'false'])).toEqual([]);
  });
});

describe('worth knowing about numbers', () => {
  it('is that one was set outside the range of the ledger, once for all designs', () => {
    const parameters = { 'appraisal.risk': { value: 3, source: 'choice: a test', outside: true } };
    const of = planned({ parameters }, 'influencers');
    expect(said(['A', 500_000, of], ['B', 500_000, of])).toEqual([
      'Set outside the range that the ledger holds plausible: appraisal.risk is 3 (0.7 to 2.4).',
    ]);
    expect(said(['A', 500_000, planned({ parameters: { 'appraisal.risk': 2.4 } }, 'influencers')])).toEqual([]);
  });
});
