import { expect, it } from 'vitest';
import { bits, uniform } from '../../src/random/draw.ts';
import { keyOf, weekly } from '../../src/random/key.ts';
import { KNOWN_BITS, KNOWN_KEY, KNOWN_UNIFORM, KNOWN_WEEK } from './draw.known.ts';
import { MATH_DIGEST, mathDigest } from './exact-math.digest.ts';

it('is a browser', () => expect(navigator.userAgent).toMatch(/Chrom/));

it('gives the same bits of mathematics as Node', () => expect(mathDigest()).toBe(MATH_DIGEST));

it('gives the same luck as Node', () => {
  const key = keyOf('forewarned', 1, 0, 'exposure');
  expect(key).toEqual(KNOWN_KEY);
  expect(weekly(key, 17, 2)).toEqual(KNOWN_WEEK);
  expect([0, 1, 2, 1_999_999, -1].map((id) => bits(weekly(key, 17, 2), id))).toEqual(KNOWN_BITS);
  expect(uniform(weekly(key, 17, 2), 1)).toBe(KNOWN_UNIFORM);
});
