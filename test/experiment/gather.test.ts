import { describe, expect, it } from 'vitest';
import { gather } from '../../src/experiment/gather.ts';
import { madeUp, madeUpRows, madeUpScenario, size } from '../report/support/made-up.ts';

const made = {
  version: '0.1.0',
  resultsVersion: 1,
  defaults: 'd',
  assumed: { assumed: 1, total: 2 },
  off: [],
  asShipped: true,
};
const small = { ...size, replicates: 4, draws: 2 };

describe('gather', () => {
  const { rows, comparison } = madeUp();
  const arm = comparison.designs.find(({ id }) => id === 'parents');

  it('keeps designs in the order of the scenario, baseline first', () => {
    expect(comparison.designs.map(({ id }) => id)).toEqual(madeUpScenario({}).conditions[0]?.arms.map(({ id }) => id));
    expect(comparison.designs[0]).toMatchObject({ isBaseline: true, differences: {}, groups: [], worstOff: null });
  });

  it('takes means over all runs of an arm', () => {
    const values = rows.filter((row) => row.arm === 'parents').map((row) => row.differences.knows_lawful ?? 0);
    expect(arm?.differences.knows_lawful?.mean).toBeCloseTo(values.reduce((a, b) => a + b, 0) / 16, 12);
    expect(arm?.differences.knows_lawful).toMatchObject({ replicates: 16, draws: 8 });
    expect(arm?.cost).toBe(380000);
  });

  it('counts how often a design is better, on the good side of each outcome', () => {
    const values = rows.filter((row) => row.arm === 'parents').map((row) => row.differences.error_death ?? 0);
    expect(arm?.shareBetter.error_death).toBe(values.filter((value) => value < 0).length / 16);
    expect(arm?.shareBetter.intention).toBeUndefined();
  });

  it('finds the group that comes off worst', () => {
    const net = arm?.groups.map(({ group, helped, harmed }) => ({ group, net: helped.mean - harmed.mean })) ?? [];
    expect(arm?.worstOff).toBe(net.sort((a, b) => a.net - b.net)[0]?.group);
  });

  it('sets each design against the same world without campaign, week by week', () => {
    const change = arm?.changes?.error;
    const twins = new Map(
      rows.filter((row) => row.arm === 'no-campaign').map((row) => [row.replicate, row.series.error.at(-1) ?? 0]),
    );
    const ends = rows
      .filter((row) => row.arm === arm?.id)
      .map((row) => (row.series.error.at(-1) ?? 0) - (twins.get(row.replicate) ?? 0))
      .sort((one, other) => one - other);
    expect(ends.length).toBeGreaterThan(1);
    expect(change?.middle.at(-1)).toBeGreaterThanOrEqual(ends[0] ?? 0);
    expect(change?.middle.at(-1)).toBeLessThanOrEqual(ends.at(-1) ?? 0);
    expect(change?.low.at(-1)).toBeLessThanOrEqual(change?.middle.at(-1) ?? 0);
    expect(comparison.designs.find(({ isBaseline }) => isBaseline)?.changes).toBeUndefined();
  });

  it('gives bands for every week, low to high', () => {
    const band = arm?.series.error;
    expect(band?.low).toHaveLength(104);
    for (const week of [0, 50, 103]) {
      expect(band?.low[week]).toBeLessThan(band?.middle[week] ?? 0);
      expect(band?.middle[week]).toBeLessThan(band?.high[week] ?? 0);
    }
  });

  it('says each note once', () => expect(arm?.notes).toHaveLength(1));

  it('names arms with their condition when there are several', () => {
    const { comparison } = madeUp({ conditions: 2, designs: 3 });
    expect(comparison.designs.map(({ id }) => id)).toContain('little-trust/mix-as-funded');
    expect(comparison.contexts).toHaveLength(1);
  });

  it('leaves out what did not run and keeps its failure', () => {
    const failure = {
      runId: '0',
      condition: 'as-described',
      arm: 'film',
      draw: 0,
      replicate: 0,
      stage: 'run',
      message: 'no',
      trace: '',
    } as const;
    const rest = madeUpRows({ replicates: 4, draws: 2 }).filter((row) => row.arm !== 'film');
    const partial = gather(madeUpScenario({}), small, [{ rows: rest, failures: [failure] }], made);
    expect(partial.designs.some(({ id }) => id === 'film')).toBe(false);
    expect(partial.failures).toEqual([failure]);
  });

  it('does not depend on the order of results', () => {
    const rows = madeUpRows({ replicates: 4, draws: 2 });
    const one = gather(madeUpScenario({}), small, [{ rows, failures: [] }], made);
    const many = gather(
      madeUpScenario({}),
      small,
      [...rows].reverse().map((row) => ({ rows: [row], failures: [] })),
      made,
    );
    expect(many).toEqual(one);
  });

  it('bears runs without a value', () => {
    const rows = madeUpRows({ replicates: 4, draws: 2 }).map((row) =>
      row.replicate === 0 ? { ...row, differences: { ...row.differences, knows_lawful: null } } : row,
    );
    const result = gather(madeUpScenario({}), small, [{ rows, failures: [] }], made);
    expect(result.designs[1]?.differences.knows_lawful?.replicates).toBe(3);
  });

  it('counts a run without gain in a cost per gain', () => {
    const rows = madeUpRows({ replicates: 4, draws: 2, designs: 2 });
    const all = gather(madeUpScenario({ designs: 2 }), small, [{ rows, failures: [] }], made);
    const one = rows.map((row) =>
      row.replicate === 0 && row.arm !== 'no-campaign'
        ? { ...row, differences: { ...row.differences, cost_per_better_choice: null } }
        : row,
    );
    const less = gather(madeUpScenario({ designs: 2 }), small, [{ rows: one, failures: [] }], made);
    const cost = (comparison: typeof all) => comparison.designs[1]?.differences.cost_per_better_choice;
    expect(cost(less)?.mean).toBeGreaterThan(cost(all)?.mean ?? Number.POSITIVE_INFINITY);
    expect(cost(less)?.replicates).toBe(3);
  });
});
