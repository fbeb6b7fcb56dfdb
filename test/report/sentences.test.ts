import { describe, expect, it } from 'vitest';
import type { Spread } from '../../src/experiment/comparison.ts';
import { assumptions } from '../../src/report/assumptions.ts';
import { answer, sentences } from '../../src/report/sentences.ts';
import { table } from '../../src/report/table.ts';
import { madeUp } from './support/made-up.ts';

const { comparison } = madeUp();

describe('sentences', () => {
  const told = sentences(comparison);

  it('has one for every design, none for the world without campaign', () => expect(told).toHaveLength(7));

  it.each(told)('names choice, harm, protection need and departures together: %s', (line) => {
    expect(line).toContain('take the decision that fits them');
    expect(line).toMatch(/worse off for it: /);
    expect(line).toContain('unmet protection need: ');
    expect(line).toContain('irregular departures: ');
    expect(line).toMatch(/between .+ and .+/);
    expect(line).toContain('16 paired runs');
  });

  it('says when an effect cannot be told apart from none, and only then', () => {
    for (const arm of comparison.designs.filter((each) => !each.isBaseline)) {
      const { low = 0, high = 0 } = arm.differences.decision_quality ?? {};
      const line = told.find((each) => each.startsWith(arm.title)) ?? '';
      const choice = line.split(';')[0] ?? '';
      expect(choice.includes('cannot be told apart from none')).toBe(low <= 0 && high >= 0);
    }
  });

  it('marks messages that are not the whole truth', () => {
    expect(told.join()).toContain('Warnings only (false message)');
    expect(told.join()).toContain('Influencers (one-sided)');
  });
});

describe('answer', () => {
  it('has two to five paragraphs', () => {
    for (const options of [{}, { conditions: 2 }, { conditions: 5 }, { powerless: true }, { designs: 2 }]) {
      const { length } = answer(madeUp(options).comparison);
      expect(length).toBeGreaterThanOrEqual(2);
      expect(length).toBeLessThanOrEqual(5);
    }
  });

  it('finds nothing where there is nothing but luck', () => {
    const [first = ''] = answer(madeUp({ powerless: true }).comparison);
    expect(first).toContain('no design');
    expect(first).toContain('told apart from none');
  });

  /** All designs with the same effect on choice and the same harm. */
  const alike = (quality: Partial<Spread>, cost: Partial<Spread> = {}) => ({
    ...comparison,
    designs: comparison.designs.map((arm) => ({
      ...arm,
      differences: {
        ...arm.differences,
        decision_quality: { ...(arm.differences.decision_quality as Spread), ...quality },
        ...(arm.differences.cost_per_better_choice && {
          cost_per_better_choice: { ...arm.differences.cost_per_better_choice, ...cost },
        }),
      },
    })),
  });

  it('names no first design, and no price, where intervals hold zero', () => {
    const said = answer(alike({ mean: 0.0003, low: -0.002, high: 0.0026 })).join(' ');
    expect(said).toContain('no design brings more people');
    expect(said).toContain('Which design comes first cannot be told: the order changes with luck and assumptions.');
    expect(said).toContain('No price per better choice can be given: there may be no gain.');
    expect(said).not.toMatch(/comes nearest|does most for|about €/);
  });

  it('names as the least a better choice may cost what the printed intervals of all designs say, those that do worse on average too', () => {
    const worse = alike({ mean: -0.0017, low: -0.0153, high: 0.0118 }, { low: 900 });
    const designs = worse.designs.map((arm) => {
      const { cost_per_better_choice: _, ...differences } = arm.differences;
      return arm.design === 'deterrence-only' ? { ...arm, differences } : arm;
    });
    // 240,000 euros over 0.0118 of 2,000,000 people.
    expect(answer({ ...worse, designs }).join(' ')).toContain('By these intervals it would be €\u00a010.17 or more.');
    expect(table({ ...worse, designs })).toContain('at least €\u00a010.17');
    const [condition] = comparison.conditions;
    const fewer = { ...worse, designs, conditions: [{ ...condition, population: 20_000 }] };
    expect(answer(fewer).join(' ')).toContain('it would be €\u00a01,020 or more.');
  });

  it('names no first design where the intervals of several overlap', () => {
    const said = answer(alike({ mean: 0.01, low: 0.004, high: 0.016 })).join(' ');
    expect(said).toContain('so which design comes first cannot be told');
    expect(said).not.toContain('does most for informed choice');
  });

  it('says what is worse than no campaign', () => {
    expect(answer(alike({ mean: -0.01, low: -0.016, high: -0.004 })).join(' ')).toContain(
      'Told apart from none, to the worse: ',
    );
  });

  it('says nothing before there are five runs', () => {
    const said = answer(madeUp({ replicates: 4, draws: 2 }).comparison);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatch(/^Too early to say/);
  });

  it('calls nobody the one that does most harm whose interval overlaps with others', () => {
    const spread = {
      mean: 0.0046,
      low: 0,
      high: 0.0172,
      luck: { low: 0, high: 0.01 },
      parameters: { low: 0, high: 0.01 },
    };
    const designs = comparison.designs.map((arm, at) => ({
      ...arm,
      outcomes: { ...arm.outcomes, harmed: { ...(arm.outcomes.harmed as Spread), ...spread, mean: 0.001 * at } },
    }));
    const said = answer({ ...alike({ mean: 0, low: -0.002, high: 0.002 }), designs }).join(' ');
    expect(said).toMatch(/The most harm in these runs: .* it cannot be told apart from that of/);
    expect(said).not.toContain('does most harm');
  });

  it('never calls a false message best', () => {
    const designs = comparison.designs.map((arm) => ({ ...arm, truthfulness: 'false' as const }));
    expect(answer({ ...comparison, designs }).join(' ')).not.toContain('does most for informed choice');
  });

  it('tells harm and need with departures', () => {
    for (const line of answer(comparison))
      if (line.includes('departures')) expect(line).toMatch(/worse off.+unmet protection need/i);
  });

  it('never leaves a condition without its harm', () => {
    const two = answer(madeUp({ conditions: 2 }).comparison);
    expect(two).toHaveLength(2);
    for (const line of two) expect(line).toMatch(/worse off for .+unmet protection need: .+irregular departures: /i);
    const all = answer(madeUp({ conditions: 5 }).comparison).at(-1) ?? '';
    expect(all).toMatch(
      /^Over all 5 conditions, worse off for a design: .+unmet protection need: .+irregular departures: /,
    );
    expect(all).toMatch(/The highest mean of people worse off: .+ in ".+", about/);
  });

  it('says once for all conditions that it is too early', () =>
    expect(answer(madeUp({ conditions: 5, replicates: 4, draws: 2 }).comparison)).toEqual([
      expect.stringMatching(/^Too early to say/),
    ]));

  it('says in how many conditions who comes first, or that it cannot be told', () => {
    expect(answer(madeUp({ conditions: 5 }).comparison).join(' ')).toMatch(/over the 5 conditions: .+ in \d/);
  });
});

describe('assumptions', () => {
  it('begins as a what-if and counts what is assumed', () => {
    const lines = assumptions(comparison);
    expect(lines[0]).toBe('What-if under stated assumptions, not a forecast.');
    expect(lines[1]).toContain('143 of 291 numbers are assumptions');
  });

  it('says when parameters were held', () => {
    expect(assumptions(madeUp({ draws: 1 }).comparison).join()).toContain('too narrow for what is not known');
  });

  it('says what failed and what was off', () => {
    const failure = {
      ...{ runId: '', condition: '', arm: '', draw: 0, replicate: 0 },
      stage: 'run',
      message: '',
      trace: '',
    } as const;
    const lines = assumptions({ ...comparison, off: ['dissonance'], failures: [failure] }).join(' ');
    expect(lines).toContain('Switched off in this comparison: dissonance');
    expect(lines).toContain('one run failed and is not in the numbers');
  });
});
