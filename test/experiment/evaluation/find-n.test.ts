import { describe, expect, it } from 'vitest';
import { type Conducted, diagnose } from '../../../src/experiment/evaluation/diagnosis.ts';
import { findN, type SizePoint, sizesUpTo } from '../../../src/experiment/evaluation/find-n.ts';
import { normal } from '../../../src/random/distributions.ts';
import { uniform } from '../../../src/random/draw.ts';
import { keyOf } from '../../../src/random/key.ts';
import { counting } from './support/trials.ts';

type World = {
  readonly truth?: number;
  readonly bias?: number;
  /** People there are to ask. */
  readonly frame?: number;
  /** Part of the standard error that more people do not remove. */
  readonly floor?: number;
};

/** Studies whose estimates are normal around truth and bias, with a standard error of 2 / sqrt(people). */
function pointAt(size: number, { truth = 0.2, bias = 0, frame = 1e9, floor = 0 }: World): SizePoint {
  const asked = Math.min(size, frame);
  const standardError = Math.sqrt(4 / asked + floor * floor);
  const luck = keyOf('find-n', 'luck');
  const answers = counting(4000).map((replicate): Conducted => {
    const estimate = truth + bias + standardError * normal(uniform(luck, replicate), 0, 1);
    const half = 1.96 * standardError;
    const p = Math.abs(estimate) > half ? 0.01 : 0.5;
    return {
      ...{ truth, estimate, standardError, low: estimate - half, high: estimate + half, p },
      ...{ asked, found: asked, lee: null, replicate, lot: 0, cost: 0 },
    };
  });
  return { size, diagnosis: diagnose(answers) };
}
const points = (world: World, sizes: readonly number[] = sizesUpTo(3200)): SizePoint[] =>
  sizes.map((size) => pointAt(size, world));

describe('the search for a sample', () => {
  // 80 % power needs (1.96 + 0.84)^2 / 0.2^2 * 4 = 785 people; 90 % needs 1,051.
  it.each([
    [0.8, 785],
    [0.9, 1051],
    [0.5, 384],
  ])('finds the sample for a power of %d', (power, known) => {
    const found = findN(points({}), power);
    expect(found.n).not.toBeNull();
    // 4,000 studies leave a power error below 0.8 points, and this about 3 % in the sample: four of these.
    expect(Math.abs((found.n ?? 0) / known - 1)).toBeLessThan(0.12);
    if (found.n !== null) {
      expect(found.between[0]).toBeLessThan(found.n);
      expect(found.between[1]).toBeGreaterThanOrEqual(found.n);
    }
  });

  it('needs four times the people for half the effect', () => {
    const whole = findN(points({}), 0.8).n ?? 0;
    const half = findN(points({ truth: 0.1 }, sizesUpTo(12_000)), 0.8).n ?? 0;
    expect(half / whole).toBeGreaterThan(3.5);
    expect(half / whole).toBeLessThan(4.5);
  });

  it('finds effects of either sign, and from one size that is enough', () => {
    expect(findN(points({ truth: -0.2 }), 0.8).n).not.toBeNull();
    expect(findN(points({}, [3000]), 0.8)).toMatchObject({ n: 3000, between: [0, 3000] });
  });

  it('does not depend on the order of the sizes', () => {
    expect(findN(points({}).reverse(), 0.8)).toEqual(findN(points({}), 0.8));
  });

  it('says that there is nothing to find', () => {
    expect(findN(points({ truth: 0 }), 0.8)).toMatchObject({ n: null, because: 'no effect', needed: null });
  });

  it('says that bias grows surer with people', () => {
    // Nearly every large study reports an effect, in the direction of the truth, of nearly three times its size.
    const biased = points({ truth: 0.1, bias: 0.17 });
    expect(biased[biased.length - 1].diagnosis.power.value).toBeGreaterThan(0.99);
    expect(findN(biased, 0.8)).toMatchObject({ n: null, because: 'bias' });
    // Effects in the wrong direction are no finds.
    expect(findN(points({ truth: 0.1, bias: -0.15 }), 0.8)).toMatchObject({ n: null, because: 'bias' });
  });

  it('says that the frame is too small', () => {
    expect(findN(points({ frame: 400 }), 0.8)).toMatchObject({
      ...{ n: null, because: 'frame', largest: 3200, asked: 400 },
    });
  });

  it('says that clusters are too few', () => {
    expect(findN(points({ floor: 0.15 }), 0.8)).toMatchObject({ n: null, because: 'clusters' });
  });

  it('says that the effect is too small, and what it would take', () => {
    const found = findN(points({ truth: 0.05 }), 0.8);
    expect(found).toMatchObject({ n: null, because: 'effect', largest: 3200 });
    // (1.96 + 0.84)^2 / 0.05^2 * 4 = 12,558.
    if (found.n === null) expect(Math.abs((found.needed ?? 0) / 12_558 - 1)).toBeLessThan(0.2);
  });

  it('refuses no sizes and powers that are none', () => {
    expect(() => findN([], 0.8)).toThrow(RangeError);
    expect(() => findN(points({}, [100]), 1)).toThrow(RangeError);
  });

  it('tries sizes up to the frame', () => {
    expect(sizesUpTo(300)).toEqual([50, 70, 100, 142, 200, 282, 300]);
    expect(sizesUpTo(30)).toEqual([30]);
  });
});
