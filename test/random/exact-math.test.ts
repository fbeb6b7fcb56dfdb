import { describe, expect, it } from 'vitest';
import { exp, log, logistic, logit, normalQuantile, oneMinusExp, power } from '../../src/random/exact-math.ts';
import { MATH_DIGEST, mathDigest } from './exact-math.digest.ts';

const float = new Float64Array(1);
const words = new BigUint64Array(float.buffer);

/** Place of a number among all doubles, so that neighbours differ by one. */
function place(x: number): bigint {
  float[0] = x;
  const raw = words[0] ?? 0n;
  return raw >> 63n ? -(raw & 0x7fffffffffffffffn) : raw;
}

function ulps(a: number, b: number): number {
  if (Object.is(a, b) || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const apart = place(a) - place(b);
  return Number(apart < 0n ? -apart : apart);
}

/** The largest distance of two functions over 200,000 points, evenly spread over an interval by the golden ratio. */
function apart(own: (x: number) => number, other: (x: number) => number, from: number, to: number): number {
  let most = 0;
  let u = 0.5;
  for (let i = 0; i < 200_000; i++) {
    u = (u + 0.6180339887498949) % 1;
    const x = from + u * (to - from);
    most = Math.max(most, ulps(own(x), other(x)));
  }
  return most;
}

describe('exp and log', () => {
  it.each([
    [-1, 1],
    [-40, 40],
    [-745, -700],
    [-708, 709.7],
  ])('exp is within 2 ulp of the engine from %d to %d', (from, to) =>
    expect(apart(exp, Math.exp, from, to)).toBeLessThanOrEqual(2),
  );

  it.each([
    [0, 1],
    [0.5, 2],
    [1e-320, 1e-300],
    [1, 1e300],
  ])('log is within 2 ulp of the engine from %d to %d', (from, to) =>
    expect(apart(log, Math.log, from, to)).toBeLessThanOrEqual(2),
  );

  it('would show a last coefficient that is off in its fourth digit', () => {
    const off = (x: number): number => exp(x) * (1 + x ** 10 * 1e-13);
    expect(apart(off, Math.exp, -1, 1)).toBeGreaterThan(2);
  });

  it('know their ends', () => {
    expect([exp(0), exp(-Infinity), exp(Infinity), exp(-800), exp(800), exp(NaN)]).toEqual([
      1,
      0,
      Infinity,
      0,
      Infinity,
      NaN,
    ]);
    expect([log(1), log(0), log(Infinity), log(-1), log(NaN)]).toEqual([0, -Infinity, Infinity, NaN, NaN]);
    expect(exp(-745)).toBe(5e-324);
    expect(log(5e-324)).toBe(Math.log(5e-324));
  });
});

describe('what is built on them', () => {
  it('logistic and logit undo each other and mirror', () => {
    for (let z = -30; z <= 30; z += 0.37) {
      expect(logistic(z) + logistic(-z)).toBeCloseTo(1, 15);
      if (z > -15 && z < 15) expect(logit(logistic(z))).toBeCloseTo(z, 8);
    }
    expect([logistic(0), logistic(-1000), logistic(1000), logit(0), logit(1), logit(0.5)]).toEqual([
      0.5,
      0,
      1,
      -Infinity,
      Infinity,
      0,
    ]);
  });

  it('oneMinusExp keeps its digits for small hazards and across its seam', () => {
    for (const hazard of [1e-300, 1e-17, 1e-9, 9.99e-5, 1.0001e-4, 0.01, 1, 50])
      expect(oneMinusExp(hazard) / -Math.expm1(-hazard)).toBeCloseTo(1, 11);
    expect(oneMinusExp(0)).toBe(0);
  });

  it('power multiplies', () => {
    expect([power(2, 10), power(-3, 3), power(2, -2), power(0, 0), power(1.5, 1)]).toEqual([1024, -27, 0.25, 1, 1.5]);
    expect(() => power(2, 0.5)).toThrow(/integer exponent/);
  });

  it.each([
    // From the definition, by mpmath 1.4 with 40 digits; R's qnorm gives the same where it is quoted most: qnorm(.975).
    [0.975, 1.95996398454005386],
    [0.9, 1.28155156554460059],
    [0.6, 0.253347103135799741],
    [0.3, -0.524400512708040816],
    [0.001, -3.09023230616781354],
    [0.9999, 3.71901648545570839],
    [1e-10, -6.3613409024040562],
    [1e-300, -37.0470962993611992],
  ])('normalQuantile(%d)', (p, known) => expect(Math.abs(normalQuantile(p) / known - 1)).toBeLessThan(4e-15));

  it('normalQuantile has its ends and its middle', () => {
    expect([
      normalQuantile(0),
      normalQuantile(1),
      normalQuantile(0.5),
      normalQuantile(-1),
      normalQuantile(NaN),
    ]).toEqual([-Infinity, Infinity, 0, NaN, NaN]);
  });
});

describe('the digest of 100,000 evaluations', () => {
  it('is the one that browsers must give too', () => expect(mathDigest()).toBe(MATH_DIGEST));

  it('would show a single last bit', () => {
    let calls = 0;
    const off = (x: number): number => (++calls === 777 ? exp(x) * (1 + 2 ** -52) : exp(x));
    expect(mathDigest({ exp: off })).not.toBe(MATH_DIGEST);
  });
});
