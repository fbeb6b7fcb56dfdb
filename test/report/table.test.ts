import { describe, expect, it } from 'vitest';
import type { Spread } from '../../src/experiment/comparison.ts';
import { sections } from '../../src/report/arms.ts';
import { blocks } from '../../src/report/blocks.ts';
import { answer } from '../../src/report/sentences.ts';
import { table, wrapped } from '../../src/report/table.ts';
import { changeFigure } from '../../src/report/words.ts';
import { madeUp } from './support/made-up.ts';

const text = table(madeUp().comparison);

describe('table', () => {
  it('fits a terminal', () => {
    for (const printed of [text, table(madeUp({ conditions: 2, replicates: 1, draws: 1 }).comparison)])
      expect(Math.max(...printed.split('\n').map((line) => line.length))).toBeLessThanOrEqual(140);
  });

  it('shows departures only in the block that shows protection need and harm', () => {
    for (const { columns } of blocks) {
      const names = columns.map(({ name }) => name);
      if (names.includes('irregular_departures'))
        expect(names).toEqual(
          expect.arrayContaining(['unmet_protection_need', 'harmed', 'worst-off', 'harmed_on_journey']),
        );
    }
    expect(text.match(/WHAT PEOPLE DO, AND HARM/g)).toHaveLength(1);
    expect(text.match(/INFORMED CHOICE/g)).toHaveLength(1);
  });

  it('shows deaths with harm, and the levels without campaign with their intervals', () => {
    const harm = text.split('WHAT PEOPLE DO')[1]?.split('TRUST, MEMORY')[0] ?? '';
    expect(harm.replaceAll(/\s+/g, ' ')).toMatch(/died on the .*way/);
    const [levels = '', intervals = ''] = harm.slice(harm.indexOf('No campaign (level)')).split('\n');
    expect(levels.match(/\d[\d.,]*/g)?.length).toBe(5);
    expect(intervals.match(/ to /g)?.length).toBe(5);
    expect(text).not.toContain('of the group');
  });

  it('does not call it certain that further runs will have none where no run had any', () => {
    const { comparison } = madeUp();
    const none = { mean: 0, low: 0, high: 0 };
    const designs = comparison.designs.map((arm) => {
      const { deaths } = arm.differences;
      return deaths ? { ...arm, differences: { ...arm.differences, deaths: { ...deaths, ...none } } } : arm;
    });
    const harm =
      table({ ...comparison, designs })
        .split('WHAT PEOPLE DO')[1]
        ?.split('TRUST, MEMORY')[0] ?? '';
    expect(harm.match(/none in 16/g)).toHaveLength(7);
    expect(harm).not.toContain('0 to 0 ');
  });

  it('says the numbers of an outcome with the same digits, however wide the interval of one design is', () => {
    const { comparison } = madeUp();
    const designs = comparison.designs.map((arm, at) => {
      const { decision_quality: quality } = arm.differences;
      if (!quality) return arm;
      const wide = { ...quality, mean: -0.00077 * at, low: -0.0012 * at - 0.001, high: 0.0009 * at * at };
      return { ...arm, differences: { ...arm.differences, decision_quality: wide } };
    });
    const changed = { ...comparison, designs };
    const sizes = sections(changed).flatMap((section) =>
      section.designs.map((arm) => changeFigure('decision_quality', arm.differences.decision_quality as Spread).size),
    );
    expect(new Set(sizes.map((size) => size.split('.')[1]?.length))).toEqual(new Set([1]));
    const said = answer(changed).join(' ');
    const means = sizes.map((size) => size.replace(/^[+\u2212]/, ''));
    for (const end of said.match(/means from ([\d.]+) fewer to ([\d.]+) fewer/)?.slice(1) ?? ['no means'])
      expect(means).toContain(end);
  });

  it('sorts by decision quality, false messages last', () => {
    const order = [
      ...(text.split('TRUST, MEMORY')[0]?.matchAll(/^(The mix|Teacher|Mostly|Influencers|Warnings)/gm) ?? []),
    ];
    expect(order.slice(0, 5).map(([name]) => name)).toEqual([
      'Mostly',
      'The mix',
      'Teacher',
      'Influencers',
      'Warnings',
    ]);
  });

  it('puts a false message last even when its numbers are best', () => {
    const { comparison } = madeUp();
    const honest = comparison.designs.find((arm) => arm.design === 'mostly-one-on-one');
    const designs = comparison.designs.map((arm) =>
      arm.truthfulness === 'false' && honest ? { ...arm, differences: honest.differences } : arm,
    );
    const first = table({ ...comparison, designs }).split('WHAT PEOPLE DO')[0] ?? '';
    expect(first.indexOf('Warnings only')).toBeGreaterThan(first.indexOf('Influencers'));
  });

  it('has a part for every condition', () => {
    const printed = table(madeUp({ conditions: 2 }).comparison);
    expect(printed).toContain('== As described ==');
    expect(printed).toContain('== With little trust in the sender ==');
    expect(printed.match(/WHAT PEOPLE DO, AND HARM/g)).toHaveLength(2);
  });

  it('says what was counted', () => {
    const said = text.replaceAll(/\s+/g, ' ');
    expect(said).toContain('n = 16 paired runs per design over 8 parameter draws; 90 % intervals');
    expect(said).toContain('seed "forewarned"; Forewarned 0.1.0');
    expect(said).toContain('What-if under stated assumptions, not a forecast.');
    expect(said).toContain('5,000 simulated people stand for 2,000,000 real ones: each for 400.');
  });
});

describe('wrapped', () => {
  it('breaks at spaces only', () => expect(wrapped('one two three', 7)).toEqual(['one two', 'three']));
  it('leaves a long word whole', () => expect(wrapped('incomprehensible', 4)).toEqual(['incomprehensible']));
});
