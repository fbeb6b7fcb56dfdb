import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { latinHypercube } from '../../../src/experiment/sampling/latin-hypercube.ts';
import { MOST_DIMENSIONS, shifted, sobol } from '../../../src/experiment/sampling/sobol.ts';

/**
 * What SciPy 1.17.1 says, times 2^32: sixteen points of 21 dimensions, and six later ones of 128. Point 43690 is made of all of the
 * first sixteen direction numbers of each dimension. Written by:
 *
 *   import json
 *   from scipy.stats import qmc
 *   def rows(d, bits, wanted):
 *       points = qmc.Sobol(d, scramble=False, bits=bits).random(max(wanted) + 1)
 *       return [[int(x * 2**32) for x in points[k]] for k in wanted]
 *   first = rows(21, 30, range(16))
 *   wanted = [1, 2, 3, 1000, 43690, 65535]
 *   late = rows(128, 32, wanted)
 *   assert all(a[:21] == b for a, b in zip(rows(128, 30, wanted), rows(21, 32, wanted)))
 *   json.dump({"first": first, "wanted": wanted, "late": late}, open("sobol.json", "w"))
 */
const scipy: {
  readonly first: readonly (readonly number[])[];
  readonly wanted: readonly number[];
  readonly late: readonly (readonly number[])[];
} = JSON.parse(readFileSync(new URL('./sobol.json', import.meta.url), 'utf8'));

const inWords = (rows: readonly (readonly number[])[]) => rows.map((row) => row.map((place) => place * 4294967296));

type Points = readonly (readonly number[])[];

/**
 * True when every elementary interval of two dimensions holds exactly one of 2^m points: cut 2^i times one way and 2^(m - i) times
 * the other, for every i. The first two dimensions of a Sobol sequence are such a net.
 */
function isNet(points: Points, one: number, other: number): boolean {
  const m = Math.log2(points.length);
  for (let i = 0; i <= m; i++) {
    const cells = points.map(
      (point) => `${Math.floor(point[one] * 2 ** i)} ${Math.floor(point[other] * 2 ** (m - i))}`,
    );
    if (new Set(cells).size < points.length) return false;
  }
  return true;
}

/** True when every one of as many strata as there are points holds one, in each dimension. */
function isStratified(points: Points): boolean {
  return points[0].every(
    (_, k) => new Set(points.map((point) => Math.floor(point[k] * points.length))).size === points.length,
  );
}

describe('the Sobol sequence', () => {
  it('is that of SciPy, bit for bit', () => {
    expect(inWords(sobol(16, 21))).toEqual(scipy.first);
    const all = sobol(65536, 128);
    expect(inWords(scipy.wanted.map((k) => all[k]))).toEqual(scipy.late);
  });

  it('begins as everybody knows it', () => {
    expect(sobol(4, 2)).toEqual([
      [0, 0],
      [0.5, 0.5],
      [0.75, 0.25],
      [0.25, 0.75],
    ]);
  });

  it('continues where a shorter one ends, and more dimensions leave the earlier ones as they are', () => {
    const all = sobol(100, 8);
    expect(sobol(37, 8)).toEqual(all.slice(0, 37));
    expect(sobol(100, 3)).toEqual(all.map((row) => row.slice(0, 3)));
  });

  it('is a net, which a Latin hypercube is not', () => {
    for (const points of [2, 64, 1024]) {
      expect(isNet(sobol(points, 2), 0, 1)).toBe(true);
      expect(isStratified(sobol(points, MOST_DIMENSIONS))).toBe(true);
    }
    const names = ['a', 'b'];
    expect(isNet(latinHypercube(64, names, 's'), 0, 1)).toBe(false);
    // One point moved into the next cell would be seen.
    const moved = sobol(64, 2).map(([x, y], k) => (k === 7 ? [x, (y + 1 / 64) % 1] : [x, y]));
    expect(isNet(moved, 0, 1)).toBe(false);
    expect(isStratified(moved)).toBe(false);
  });

  it('refuses more dimensions than there are, and what is no number of points', () => {
    expect(sobol(1, MOST_DIMENSIONS)).toHaveLength(1);
    expect(() => sobol(8, MOST_DIMENSIONS + 1)).toThrow(
      new RangeError('sobol: expected 1 to 128 dimensions, found 129. Vary fewer numbers, or take a Latin hypercube.'),
    );
    for (const dimensions of [0, 1.5, -1, Number.NaN]) expect(() => sobol(8, dimensions)).toThrow(RangeError);
    for (const points of [0, 2.5, -1, Number.NaN, 2 ** 33])
      expect(() => sobol(points, 2)).toThrow('whole number of points');
    expect(() => shifted(8, 's', [])).toThrow('found 0');
  });
});

describe('a digital shift', () => {
  const names = ['appraisal.risk', 'norms.weight', 'talk.rate'];

  it('keeps the net, for every seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const points = shifted(64, seed, names);
        expect(isNet(points, 0, 1)).toBe(true);
        expect(isStratified(points)).toBe(true);
      }),
    );
  });

  it('turns the same bits of all points, and other bits for another name or seed', () => {
    const words = (seed: string, points: number) => inWords(shifted(points, seed, names));
    const plain = inWords(sobol(32, 3));
    const [first] = words('s', 1);
    expect(words('s', 32)).toEqual(plain.map((row) => row.map((word, k) => (word ^ first[k]) >>> 0)));
    const shifts = [...words('s', 1)[0], ...words('t', 1)[0]];
    expect(new Set(shifts).size).toBe(6);
  });

  it('begins in no corner, and with every seed elsewhere', () => {
    const firsts = Array.from({ length: 300 }, (_, k) => shifted(1, `seed ${k}`, names)[0]);
    for (const first of firsts) expect(first).not.toContain(0);
    expect(new Set(firsts.map(String)).size).toBe(300);
    // First points are themselves anywhere: the mean of 300 uniform numbers lies within six standard errors of a half.
    for (const k of names.keys()) {
      const mean = firsts.reduce((sum, first) => sum + first[k], 0) / 300;
      expect(Math.abs(mean - 0.5)).toBeLessThan(6 * Math.sqrt(1 / 12 / 300));
    }
  });

  it('moves nobody when a name is added at the end', () => {
    const before = shifted(50, 's', names);
    expect(shifted(50, 's', [...names, 'newcomer']).map((row) => row.slice(0, 3))).toEqual(before);
  });

  it('stays what it was', () => {
    // Changes only together with a line under "Results change" in CHANGELOG.md.
    expect(inWords(shifted(2, 'forewarned', ['appraisal.risk', 'norms.weight']))).toMatchInlineSnapshot(`
      [
        [
          2131756443,
          2036137291,
        ],
        [
          4279240091,
          4183620939,
        ],
      ]
    `);
  });
});
