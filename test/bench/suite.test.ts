import { describe, expect, it } from 'vitest';
import type { Machine } from '../../bench/machine.ts';
import { resultOf } from '../../bench/result.ts';
import type { Section, Trial } from '../../bench/section.ts';
import { finder, runSuite } from '../../bench/suite.ts';
import { sectionText, tableOf } from '../../bench/table.ts';

const size = { people: [2000], full: false, peers: false };

function trial(of: string, rounds?: number): Trial {
  return { of, call: { task: 'copying', input: {} }, ...(rounds !== undefined && { rounds }) };
}

function section(name: string, ...trials: readonly Trial[]): Section {
  return { name, title: name, about: 'Made up.', units: { time: 'ms' }, plan: () => ({ trials }) };
}

describe('the suite', () => {
  it('lets all trials take turns, each round beginning with another', async () => {
    const order: string[] = [];
    const chosen = [section('a', trial('one'), trial('two', 1)), section('b', trial('three'))];
    await runSuite(
      chosen,
      size,
      2,
      () => {},
      async ({ of }) => {
        order.push(of);
        return { time: 1 };
      },
    );
    expect(order).toEqual(['one', 'two', 'three', 'three', 'one']);
  });

  it('gathers repeats, units and what follows from them', async () => {
    let time = 0;
    const derive: Section['derive'] = (find) => [
      { of: 'one', figure: 'twice', unit: 'ms', samples: (find('a', 'one', 'time') ?? []).map((one) => 2 * one) },
    ];
    const [{ measures }] = await runSuite(
      [{ ...section('a', trial('one')), derive }],
      size,
      3,
      () => {},
      async () => ({
        time: ++time,
      }),
    );
    expect(measures).toMatchObject([
      { section: 'a', of: 'one', figure: 'time', unit: 'ms', samples: [1, 2, 3], spread: { median: 2 } },
      { figure: 'twice', samples: [2, 4, 6] },
    ]);
    expect(finder(measures)('a', 'one', 'twice')).toEqual([2, 4, 6]);
    expect(finder(measures)('a', 'one', 'thrice')).toBeNull();
  });

  it('goes on when a trial fails, and does not try it again', async () => {
    let tries = 0;
    const [{ measures, failed }] = await runSuite(
      [section('a', trial('broken'), trial('sound'))],
      size,
      2,
      () => {},
      async ({ of }) => {
        if (of === 'sound') return { time: 1 };
        tries++;
        throw new Error('no memory');
      },
    );
    expect(tries).toBe(1);
    expect(failed).toEqual([{ of: 'broken', reason: 'no memory' }]);
    expect(measures).toHaveLength(1);
  });
});

const about: Machine = {
  ...{ processor: 'made up', cores: 2, memoryGB: 8, system: 'none', node: '20', v8: '11', compiler: null, numpy: null },
  ...{ forewarned: '0', resultsVersion: 1, loadBefore: 0 },
};

describe('the result', () => {
  it('is plain data with every repeat, and nothing about whose machine it was', async () => {
    const measured = await runSuite(
      [section('a', trial('one'))],
      size,
      2,
      () => {},
      async () => ({ time: 3 }),
    );
    const result: unknown = JSON.parse(JSON.stringify(resultOf(about, measured, [], null)));
    const spread = { median: 3, lower: 3, upper: 3, least: 3, most: 3 };
    expect(result).toEqual({
      schema: 'forewarned/bench@1',
      machine: about,
      sections: [
        {
          ...{ name: 'a', title: 'a', skipped: [], failed: [] },
          measures: [{ of: 'one', figure: 'time', unit: 'ms', samples: [3, 3], spread }],
        },
      ],
      ratios: [],
      regressions: null,
    });
  });

  it('says what was left out, and what failed', async () => {
    const skips: Section = {
      ...section('a'),
      plan: () => ({ trials: [trial('one')], skipped: [{ of: 'C', reason: 'there is no compiler' }] }),
    };
    const [one] = await runSuite(
      [skips],
      size,
      1,
      () => {},
      async () => Promise.reject(new Error('lost')),
    );
    const text = sectionText(one);
    expect(text).toContain('Left out: C, because there is no compiler.');
    expect(text).toContain('FAILED: one: lost');
  });

  it('breaks a wide table into blocks that all begin with the labels', () => {
    const wide = 'w'.repeat(70);
    expect(tableOf(['', wide, wide], [['row', '1', '2']]).split('\n\n')).toEqual([
      `     ${wide}\nrow  ${'1'.padStart(70)}`,
      `     ${wide}\nrow  ${'2'.padStart(70)}`,
    ]);
  });
});
