import { describe, expect, it } from 'vitest';
import { fingerprint, hashOf, rowHash } from '../../src/experiment/fingerprint.ts';
import { madeUpRows } from '../report/support/made-up.ts';

/** The next number a float can hold. */
function nextBit(value: number): number {
  const float = new Float64Array([value]);
  const word = new BigUint64Array(float.buffer);
  word[0] = (word[0] ?? 0n) + 1n;
  return float[0] ?? 0;
}

describe('fingerprint', () => {
  const rows = madeUpRows({ replicates: 4, draws: 2 });

  it('is 64 hexadecimal digits', () => expect(fingerprint(rows)).toMatch(/^[0-9a-f]{64}$/));

  it('does not depend on the order of rows or of fields', () => {
    const turned = [...rows].reverse().map((row) => Object.fromEntries(Object.entries(row).reverse()) as typeof row);
    expect(fingerprint(turned)).toBe(fingerprint(rows));
  });

  it('changes with one bit of one number', () => {
    const [first, ...others] = rows;
    if (first?.levels.deaths == null) throw new Error('the fixture has deaths');
    const other = { ...first, levels: { ...first.levels, deaths: nextBit(first.levels.deaths) } };
    expect(fingerprint([other, ...others])).not.toBe(fingerprint(rows));
  });

  it('changes when a run is missing or there twice', () => {
    expect(fingerprint(rows.slice(1))).not.toBe(fingerprint(rows));
    expect(fingerprint([...rows, ...rows.slice(0, 1)])).not.toBe(fingerprint(rows));
  });

  it('keeps two arms apart that are the same world', () => {
    const [first] = rows;
    if (!first) throw new Error('the fixture has rows');
    const twin = { ...first, arm: 'null-campaign' };
    expect(rowHash(twin)).not.toBe(rowHash(first));
    expect(fingerprint([twin, first])).toBe(fingerprint([first, twin]));
  });

  it('can be made again from the hashes of the rows with the tools of any system', () => {
    const lines = rows.map((row) => `${rowHash(row)}\n`).sort();
    expect(fingerprint(rows)).toBe(hashOf(lines.join('')));
  });

  it('is SHA-256', () => {
    expect(hashOf('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(fingerprint([])).toBe(hashOf(''));
  });
});
