import { describe, expect, it } from 'vitest';
import { type PublishedDraws, publishedValues } from '../../../src/experiment/calibration/published-draws.ts';

const published: PublishedDraws = {
  ...{ schema: 'forewarned/draws@1', defaults: 'x', resultsVersion: 1, seed: 's', people: 100, of: 50 },
  names: [
    { name: 'a.one', value: 1, range: [0, 2] },
    { name: 'a.two', value: 10, range: [5, 20] },
  ],
  draws: Array.from({ length: 12 }, (_, k) => [k / 10, 6 + k]),
};
const one = { name: 'a.one', value: 1, range: [0, 2], basis: 'assumed' } as const;
const two = { name: 'a.two', value: 10, range: [5, 20], basis: 'assumed' } as const;

describe('published draws', () => {
  it('keep together what was drawn together, each once before any comes again', () => {
    const { valuesOf } = publishedValues(published, 'words', 24);
    const [first, second] = [valuesOf(one) ?? [], valuesOf(two) ?? []];
    expect(first).toHaveLength(24);
    expect(first.map((value) => 6 + Math.round(value * 10))).toEqual(second);
    expect(new Set(first.slice(0, 12)).size).toBe(12);
    expect(first.slice(12)).toEqual(first.slice(0, 12));
  });

  it('stand in an order of the seed, of which a smaller plan has the beginning', () => {
    const of = (seed: string, draws: number) => publishedValues(published, seed, draws).valuesOf(one);
    expect(of('words', 5)).toEqual(of('words', 12)?.slice(0, 5));
    expect(of('other words', 12)).not.toEqual(of('words', 12));
  });

  it('leave alone a number that is stated otherwise, or that they do not know', () => {
    const { valuesOf } = publishedValues(published, 'words', 3);
    expect(valuesOf({ ...one, value: 1.5 })).toBeUndefined();
    expect(valuesOf({ ...one, range: [0, 3] })).toBeUndefined();
    expect(valuesOf({ ...one, name: 'a.three' })).toBeUndefined();
    expect(publishedValues({ ...published, draws: [] }, 'words', 3).valuesOf(one)).toBeUndefined();
  });
});
