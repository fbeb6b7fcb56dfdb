import { describe, expect, it } from 'vitest';
import { command, commandGives } from '../../src/report/notices.ts';
import { madeUp } from './support/made-up.ts';

const { comparison } = madeUp({ replicates: 4, draws: 2 });
const shipped = { ...comparison, asShipped: true, chosen: null };

describe('how to compute the same again', () => {
  it('is the comparison in words where they say all', () => {
    expect(command(shipped)).toMatch(
      /^forewarned compare \S+ --replicates 4 --draws 2 --people \d+ --weeks \d+ --seed /,
    );
    expect(commandGives(shipped)).toBe('gives the same numbers');
  });

  it.each([
    ['a part', { partial: { done: 6, of: 12 } }],
    ['a scenario of somebody', { asShipped: false }],
  ])('is no comparison of %s: that would give other numbers', (_, what) => {
    expect(command({ ...shipped, ...what })).toBe('forewarned verify . --all');
    expect(commandGives({ ...shipped, ...what })).toBe('computes these runs again and compares them');
  });
});
