import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { halfWidthOf, nextReplicates, reached, runsNeeded } from '../../src/experiment/precision.ts';
import { spread } from '../../src/experiment/spread.ts';
import { normal } from '../../src/random/distributions.ts';
import { uniform } from '../../src/random/draw.ts';
import { type Key, keyOf } from '../../src/random/key.ts';

const drawn = (key: Key, at: number): number => normal(uniform(key, at), 0, 1);

/** Runs over draws whose means differ, with luck of a known size. */
function made(replicates: number, draws: number, luck: number, between: number, round: number) {
  const within = keyOf('precision', round, 'luck');
  const apart = keyOf('precision', round, 'draws');
  const found = spread(
    Array.from({ length: replicates }, (_, r) => ({
      draw: r % draws,
      value: between * drawn(apart, r % draws) + luck * drawn(within, r),
    })),
  );
  if (found === null) throw new Error('there are runs');
  return found;
}

describe('the half-width', () => {
  it('holds the mean over the draws of the plan in 90 of 100 cases, whatever lies between draws', () => {
    const rounds = 2000;
    let held = 0;
    for (let round = 0; round < rounds; round++) {
      const apart = keyOf('precision', round, 'draws');
      const truth = [0, 1, 2, 3].reduce((sum, draw) => sum + drawn(apart, draw), 0) / 4;
      const found = made(24, 4, 0.5, 1, round);
      if (Math.abs(found.mean - truth) <= halfWidthOf(found)) held++;
    }
    // Without a fault this fails once in a hundred thousand times: 4.4 standard errors.
    expect(Math.abs(held / rounds - 0.9)).toBeLessThan(4.4 * Math.sqrt((0.9 * 0.1) / rounds));
  });

  it('shrinks with the root of the runs', () => {
    const [few, many] = [made(200, 4, 1, 3, 1), made(3200, 4, 1, 3, 1)];
    expect(halfWidthOf(few) / halfWidthOf(many)).toBeGreaterThan(3.5);
    expect(halfWidthOf(few) / halfWidthOf(many)).toBeLessThan(4.5);
  });

  it('is not known from one run', () => {
    const one = made(1, 1, 1, 0, 1);
    expect(halfWidthOf(one)).toBe(Number.POSITIVE_INFINITY);
    expect(runsNeeded(one, 0.1)).toBe(null);
  });

  it('is not known from a few runs that happen to agree', () => {
    expect(halfWidthOf(made(15, 1, 0, 0, 1))).toBe(Number.POSITIVE_INFINITY);
    expect(runsNeeded(made(15, 1, 0, 0, 1), 0.1)).toBe(null);
    expect(halfWidthOf(made(16, 1, 0, 0, 1))).toBe(0);
  });
});

describe('runs needed', () => {
  it('would do: with so many the half-width is what was wanted', () => {
    const found = made(64, 4, 1, 2, 3);
    const wanted = halfWidthOf(found) / 3;
    const runs = runsNeeded(found, wanted) ?? 0;
    expect(runs).toBe(64 * 9);
    const then = made(runs, 4, 1, 2, 3);
    expect(halfWidthOf(then) / wanted).toBeGreaterThan(0.75);
    expect(halfWidthOf(then) / wanted).toBeLessThan(1.25);
  });
});

describe('the next number of replicates', () => {
  const aim = { outcome: 'decision_quality', halfWidth: 0.1, most: 500 } as const;
  const arm = (found: ReturnType<typeof made>, isBaseline = false) => ({
    isBaseline,
    differences: { decision_quality: found },
  });

  it('does not take a design for known that has no number at all', () => {
    const none = { isBaseline: false, differences: {} };
    expect(reached([arm(made(16, 4, 0.01, 1, 1)), none], aim)).toMatchObject({
      ...{ isEnough: false, halfWidth: Number.POSITIVE_INFINITY },
    });
    expect(reached([none], aim).isEnough).toBe(false);
  });

  it('is a whole round over the draws even where the most is none', () => {
    const far = reached([arm(made(16, 4, 2, 1, 2))], { ...aim, halfWidth: 0.001 });
    expect(nextReplicates(16, 4, far, 23)).toBe(20);
    expect(nextReplicates(20, 4, far, 23)).toBe(20);
    expect(nextReplicates(2, 4, far, 3)).toBe(2);
  });

  it('looks at the widest design, and not at the world without campaign', () => {
    const [narrow, wide] = [made(16, 4, 0.01, 1, 1), made(16, 4, 2, 1, 2)];
    expect(reached([arm(narrow), arm(wide)], aim)).toMatchObject({ isEnough: false, halfWidth: halfWidthOf(wide) });
    expect(reached([arm(narrow), arm(wide, true)], aim).isEnough).toBe(true);
  });

  it('stays, or grows by a quarter to four times in whole rounds, and never above the most', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 400 }),
        fc.integer({ min: 1, max: 12 }),
        fc.option(fc.integer({ min: 2, max: 1e6 })),
        fc.integer({ min: 2, max: 500 }),
        (now, round, needed, most) => {
          const next = nextReplicates(now, round, { halfWidth: 1, isEnough: false, needed }, most);
          expect(nextReplicates(now, round, { halfWidth: 0, isEnough: true, needed }, most)).toBe(now);
          const last = most - (most % round);
          if (now >= last) expect(next).toBe(now);
          else {
            expect(next).toBeGreaterThan(now);
            expect(next).toBeLessThanOrEqual(Math.min(last, 4 * now + round));
            expect(next % round).toBe(0);
          }
        },
      ),
    );
  });
});
