import { describe, expect, it } from 'vitest';
import { didYouMean, nearest } from '../../src/scenario/nearest.ts';

describe('the nearest name', () => {
  it.each([
    ['budgte', 'budget'],
    ['mxi', 'mix'],
    ['Guinea', 'guinea'],
    ['one-on-on', 'one-on-one'],
  ])('of %s is %s', (word, name) => {
    expect(nearest(word, ['budget', 'mix', 'guinea', 'one-on-one', 'radio'])).toBe(name);
  });

  it('is none when nothing is near, or the word is no name at all', () => {
    expect(nearest('livelihoods', ['budget', 'mix'])).toBeUndefined();
    expect(nearest('x'.repeat(10_000), ['x'])).toBeUndefined();
    expect(didYouMean('livelihoods', ['mix'], 'Look it up.')).toBe('Look it up.');
  });

  it('is the first by spelling among equals, whatever their order', () => {
    expect(nearest('bat', ['cat', 'bar'])).toBe(nearest('bat', ['bar', 'cat']));
  });
});
