import { describe, expect, it } from 'vitest';
import { equalF, pairedVariance } from '../../src/experiment/paired-variance.ts';
import { uniform } from '../../src/random/draw.ts';
import { normalQuantile } from '../../src/random/exact-math.ts';
import { keyOf } from '../../src/random/key.ts';

describe('equalF', () => {
  it.each([
    [0.95, 1, 161.4476],
    [0.95, 5, 5.0503],
    [0.95, 10, 2.9782],
    [0.95, 30, 1.8409],
    [0.99, 10, 4.8491],
  ])('at %f with %i degrees of freedom is that of the tables', (p, df, known) => {
    expect(equalF(p, df) / known).toBeCloseTo(1, 4);
    expect(equalF(1 - p, df) * known).toBeCloseTo(1, 4);
  });
});

/** Two correlated outcomes per replicate; `common` is the part both worlds share. */
function outcomes(trial: number, replicates: number, common: number, scale = 1): [number[], number[]] {
  const key = keyOf('paired', trial);
  const draw = (at: number): number => normalQuantile(uniform(key, at));
  const pairs = Array.from({ length: replicates }, (_, r) => {
    const shared = common * draw(3 * r);
    return [scale * (shared + draw(3 * r + 1)) + 5, shared + draw(3 * r + 2)] as const;
  });
  return [pairs.map(([here]) => here), pairs.map(([, there]) => there)];
}

describe('pairedVariance', () => {
  it('is that of every replicate against every other', () => {
    const [here, there] = outcomes(0, 12, 3);
    const { paired, unpaired, ratio, difference } = pairedVariance(here, there);
    let squares = 0;
    for (let r = 0; r < 12; r++)
      for (let other = 0; other < 12; other++) {
        if (other === r) continue;
        squares += (here[r] - there[other] - difference.value) ** 2;
      }
    // The mean over pairs of different replicates also holds the covariance within replicates, taken off with 1 / (n - 1).
    const covariance = (unpaired - paired) / 2;
    expect(squares / (12 * 11)).toBeCloseTo((unpaired * 11 * 11 + 2 * covariance * 11) / (12 * 11), 8);
    expect(ratio.value).toBeCloseTo(unpaired / paired, 12);
    expect(ratio.low).toBeLessThan(ratio.value);
    expect(ratio.high).toBeGreaterThan(ratio.value);
  });

  it('is nothing gained where worlds share no luck', () => {
    const { ratio } = pairedVariance(...outcomes(1, 4000, 0));
    expect(ratio.value).toBeGreaterThan(0.9);
    expect(ratio.value).toBeLessThan(1.1);
  });

  // 2,000 trials: the standard error of a coverage of 0.9 is 0.0067; a right rule leaves 0.87 to 0.93 less than once in 10,000.
  it.each([
    ['equal variances', 3, 1, (2 * 10) / 2],
    ['a design that widens the outcome by a tenth', 3, 1.1, (1.1 ** 2 * 10 + 10) / (1.1 ** 2 + 1 + 9 * 0.1 ** 2)],
    ['no shared luck', 0, 1, 1],
  ])('has an interval that holds the true ratio nine times in ten: %s', (_, common, scale, truth) => {
    let inside = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const { low, high } = pairedVariance(...outcomes(trial, 20, common, scale)).ratio;
      if (low <= truth && truth <= high) inside++;
    }
    expect(inside / 2000).toBeGreaterThan(0.87);
    expect(inside / 2000).toBeLessThan(0.93);
  });

  it('refuses what cannot be compared', () => {
    expect(() => pairedVariance([1, 2, 3], [1, 2])).toThrow(/two lists of at least 3, found 3 and 2/);
    expect(() => pairedVariance([1, 2], [1, 2])).toThrow(/at least 3/);
    expect(() => pairedVariance([1, 2, 3], [0, 1, 2])).toThrow(/all equal/);
  });
});
