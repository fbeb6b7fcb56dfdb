import { describe, expect, it } from 'vitest';
import { optionsOf, usage, WrongOption } from '../../bench/options.ts';
import { sections } from '../../bench/suite.ts';

describe('options of the bench', () => {
  it('are all off at first', () => {
    expect(optionsOf([])).toEqual({
      ...{ full: false, peers: false, check: false, help: false },
      ...{ only: [], people: null, rounds: null, json: null },
    });
  });

  it('are taken as they are written', () => {
    const args = [
      '--full',
      '--check',
      '--peers',
      '--only',
      'week,arms',
      '--people',
      '5000',
      '--rounds',
      '2',
      '--json',
      'a',
    ];
    expect(optionsOf(args)).toEqual({
      ...{ full: true, peers: true, check: true, help: false },
      ...{ only: ['week', 'arms'], people: 5000, rounds: 2, json: 'a' },
    });
  });

  it.each([
    [['--fast'], '--fast'],
    [['week'], 'week'],
    [['--only', 'weak'], 'found "weak"'],
    [['--only', ','], 'found nothing'],
    [['--only'], '--only'],
    [['--people', '2e6'], 'found "2e6"'],
    [['--people', '10'], 'from 200'],
    [['--rounds', '0'], 'from 1'],
  ])('%j are refused, with the reason', (args, reason) => {
    expect(() => optionsOf(args)).toThrow(WrongOption);
    expect(() => optionsOf(args)).toThrow(reason);
  });

  it('are explained, every section named', () => {
    for (const { name } of sections) expect(usage).toContain(name);
  });
});
