import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runPaired } from '../../src/experiment/pair.ts';
import { bytesOf, compiledMemory, type Memory } from '../../src/model/memory.ts';
import { MemoryPool } from '../../src/model/memory-pool.ts';
import { everyReachMode, setupOf } from '../reference/setups.ts';

const size = fc.integer({ min: 1, max: 300000 });

describe('columns in a compiled memory', () => {
  it('begin at whole cache lines, an odd number of them apart, whatever their length', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 20000 }), fc.constantFrom('f32', 'i16', 'u8'), (length, kind) => {
        const memory = compiledMemory(2 * bytesOf(kind, length));
        const [one, next] = [memory.take(kind, length), memory.take(kind, length)];
        expect(one.byteOffset % 64).toBe(0);
        expect(((next.byteOffset - one.byteOffset) / 64) % 2).toBe(1);
      }),
      { numRuns: 40 },
    );
  });
});

describe('a pool of memories', () => {
  it('gives out a memory that was given back, as empty as a new one', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 5000 }), (bytes, length) => {
        const pool = new MemoryPool();
        const before = pool.memoryOf(bytes + 4 * length);
        const written = before.take('f32', length).fill(3);
        pool.giveBack(before);
        const after = pool.memoryOf(bytes + 4 * length);
        const taken = after.take('f32', length);
        expect(after).toBe(before);
        expect(taken.byteOffset).toBe(written.byteOffset);
        expect(taken.every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('never gives out one memory twice, nor one of another size', () => {
    const pool = new MemoryPool();
    const [one, other] = [pool.memoryOf(1000), pool.memoryOf(1000)];
    expect(one).not.toBe(other);
    pool.giveBack(one);
    expect(pool.memoryOf(1001)).not.toBe(one);
    expect(pool.memoryOf(1000)).toBe(one);
    expect(pool.memoryOf(1000)).not.toBe(one);
  });

  it('keeps few', () => {
    const pool = new MemoryPool();
    const many = Array.from({ length: 12 }, (_, k) => pool.memoryOf(1000 + k));
    for (const memory of many) pool.giveBack(memory);
    const kept = many.filter((memory, k) => pool.memoryOf(1000 + k) === memory);
    expect(kept).toEqual(many.slice(4));
  });

  it('keeps one large memory until the job is over', () => {
    const pool = new MemoryPool();
    const [large, other] = [1, 2].map(() => ({ ...compiledMemory(1000), bytes: 65e6 })) as [Memory, Memory];
    pool.giveBack(large);
    pool.giveBack(other);
    expect(pool.memoryOf(65e6)).toBe(large);
    expect([large, other]).not.toContain(pool.memoryOf(65e6));
    pool.giveBack(large);
    pool.endJob();
    expect(pool.memoryOf(65e6)).not.toBe(large);
  });

  it('leaves nothing behind a column of those who had the memory earlier', () => {
    const memory = compiledMemory(100000);
    memory.take('f32', 20000).fill(7);
    memory.clear();
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 }), (lengths) => {
        memory.clear();
        for (const length of lengths) {
          const taken = memory.takeAsIs('f32', length).fill(7);
          const [end, room] = [taken.byteOffset + taken.byteLength, bytesOf('f32', length) - taken.byteLength];
          expect(new Uint8Array(taken.buffer, end, room).every((value) => value === 0)).toBe(true);
          expect(memory.take('u8', length).every((value) => value === 0)).toBe(true);
        }
      }),
    );
  });
});

describe('jobs one after the other', () => {
  const jobOf = (replicate: number, people: number) => {
    const size = { people, replicate, weeks: 12, burnIn: 4 };
    // Some begin at once, some later: those are forked on the way.
    const late = everyReachMode.map((one) => ({ ...one, from: 6, to: 11 }));
    const designs = [everyReachMode, late, everyReachMode.slice(0, 2)];
    return {
      ...{ id: 0, condition: 'stated', draw: 0, replicate },
      arms: [
        { id: 'without', setup: setupOf(size) },
        ...designs.map((components, k) => ({
          id: `design ${k}`,
          setup: setupOf({ ...size, arm: { components, policies: [] } }),
        })),
      ],
    };
  };

  it('give the same rows, whatever world was in their memory before', () => {
    const [first, other, smaller] = [jobOf(0, 600), jobOf(1, 600), jobOf(0, 400)];
    const expected = runPaired(first);
    expect(expected.failures).toEqual([]);
    for (const between of [other, smaller, other]) {
      runPaired(between);
      expect(runPaired(first)).toEqual(expected);
    }
  });
});
