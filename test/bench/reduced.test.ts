import { describe, expect, it } from 'vitest';
import { type Measure, spreadOf } from '../../bench/measure.ts';
import { tiesOf } from '../../bench/peers/network.ts';
import { build as buildOurs } from '../../bench/peers/ours.ts';
import { build as buildPlain } from '../../bench/peers/plain-objects.ts';
import type { Build } from '../../bench/peers/reduced-model.ts';
import { strangersOf } from '../../bench/sections/peers.ts';

const PEOPLE = 10_000;
const WEEKS = 10;

function sharesAfter(build: Build, people = PEOPLE): number[] {
  const model = build(people);
  let counts: ArrayLike<number> = [];
  for (let week = 0; week < WEEKS; week++) counts = model.week();
  return Array.from(counts, (count) => count / people);
}

function measuresOf(of: string, shares: readonly number[]): Measure[] {
  return shares.map((share, stage) => ({
    ...{ section: 'reduced', of, figure: `stage ${stage}`, unit: '' },
    ...{ samples: [share], spread: spreadOf([share]) },
  }));
}

describe('the reduced model', () => {
  const ours = sharesAfter(buildOurs);

  it('comes to the same by our primitives and by plain objects', () => {
    const plain = sharesAfter(buildPlain);
    expect(strangersOf([...measuresOf('ours', ours), ...measuresOf('plain objects', plain)])).toEqual([]);
  });

  it('moves people, and loses none, whatever their number', () => {
    expect(ours[1]).toBeGreaterThan(0.05);
    expect(ours[2]).toBeGreaterThan(0);
    for (const people of [1, 2047, 2049]) {
      const sum = sharesAfter(buildOurs, people).reduce((all, share) => all + share, 0);
      expect(sum).toBeCloseTo(1);
    }
  });

  it('tells who does other work', () => {
    const lazy = [ours[0] + 0.05, ours[1] - 0.05, ours[2], ours[3]];
    expect(strangersOf([...measuresOf('ours', ours), ...measuresOf('lazy', lazy)])).toEqual(['lazy']);
    expect(strangersOf([...measuresOf('ours', ours), ...measuresOf('silent', [1])])).toEqual(['silent']);
  });

  it('has ties both ways, eight a person on average, none with oneself', () => {
    const { start, member } = tiesOf(500);
    expect(start[500]).toBe(8 * 500);
    const ends: string[] = [];
    for (let i = 0; i < 500; i++) for (let t = start[i]; t < start[i + 1]; t++) ends.push(`${i} ${member[t]}`);
    const turned = ends.map((tie) => tie.split(' ').reverse().join(' '));
    expect(turned.sort()).toEqual(ends.sort());
    expect(ends.filter((tie) => tie.split(' ')[0] === tie.split(' ')[1])).toEqual([]);
  });
});
