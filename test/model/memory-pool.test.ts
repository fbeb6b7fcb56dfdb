import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runPaired } from '../../src/experiment/pair.ts';
import { compiledMemory } from '../../src/model/arena.ts';
import { bytesOf, type Memory } from '../../src/model/memory.ts';
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

/** Bytes from the start of what a memory gives to before its end. */
const spanOf = (
  memory: Memory,
): { readonly first: number; readonly last: number; readonly buffer: ArrayBufferLike } => {
  const { byteOffset, byteLength, buffer } = memory.take('u8', memory.bytes);
  return { first: byteOffset, last: byteOffset + byteLength, buffer };
};

describe('the memories of a job', () => {
  it('lie side by side in one arena, and have the same passes', () => {
    fc.assert(
      fc.property(fc.array(size, { minLength: 1, maxLength: 5 }), (sizes) => {
        const { memoryOf } = new MemoryPool().open(() => sizes.length);
        const spans = [...sizes]
          .sort((a, b) => b - a)
          .map((bytes) => spanOf(memoryOf(bytesOf('u8', bytes))))
          .sort((a, b) => a.first - b.first);
        for (const [k, { first, buffer }] of spans.entries()) {
          expect(buffer).toBe(spans[0]?.buffer);
          expect(first).toBeGreaterThanOrEqual(spans[k - 1]?.last ?? 0);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('are given again when they were given back, as empty as new ones', () => {
    fc.assert(
      fc.property(size, fc.integer({ min: 1, max: 5000 }), (bytes, length) => {
        const { memoryOf, giveBack } = new MemoryPool().open(() => 1);
        const before = memoryOf(bytes + 2 * bytesOf('f32', length));
        const written = before.take('f32', length).fill(3);
        giveBack(before);
        const after = memoryOf(bytes + 2 * bytesOf('f32', length));
        const taken = after.take('f32', length);
        expect(after).toBe(before);
        expect(taken.byteOffset).toBe(written.byteOffset);
        expect(taken.every((value) => value === 0)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('are never given twice, nor for another size', () => {
    const { memoryOf, giveBack } = new MemoryPool().open(() => 2);
    const [one, other] = [memoryOf(1000), memoryOf(1000)];
    expect(one).not.toBe(other);
    giveBack(one);
    expect(memoryOf(1001)).not.toBe(one);
    expect(memoryOf(1000)).toBe(one);
    expect(memoryOf(1000)).not.toBe(one);
  });

  it('find room apart where there are more of them than was said', () => {
    const { memoryOf } = new MemoryPool().open(() => 1);
    const spans = [0, 1, 2].map(() => spanOf(memoryOf(200000)));
    expect(new Set(spans.map(({ buffer }) => buffer)).size).toBe(3);
  });

  it('give no more than was asked for: behind them lies another world', () => {
    const { memoryOf } = new MemoryPool().open(() => 2);
    const [memory] = [memoryOf(3 * bytesOf('f32', 10)), memoryOf(3 * bytesOf('f32', 10))] as [Memory, Memory];
    for (let k = 0; k < 3; k++) memory.take('f32', 10);
    expect(() => memory.take('f32', 10)).toThrow(/expected room for 10 numbers more/);
  });

  it('are those of the job before, as empty as new ones', () => {
    const pool = new MemoryPool();
    const [first, second] = [600, 500].map((length) => {
      const job = pool.open(() => 2);
      const columns = [0, 1].map(() => job.memoryOf(1e5).take('f32', length));
      const wereEmpty = columns.every((column) => column.every((value) => value === 0));
      for (const column of columns) column.fill(7);
      job.close();
      return { columns, wereEmpty };
    });
    expect(second?.columns[0]?.buffer).toBe(first?.columns[0]?.buffer);
    expect(second?.wereEmpty).toBe(true);
  });

  it('are not those of a job that still goes on, nor of one that needed less', () => {
    const pool = new MemoryPool();
    const [one, other] = [pool.open(() => 1), pool.open(() => 1)];
    const spans = [one, other].map(({ memoryOf }) => spanOf(memoryOf(1e5)));
    expect(spans[0]?.buffer).not.toBe(spans[1]?.buffer);
    one.close();
    other.close();
    const large = spanOf(pool.open(() => 1).memoryOf(1e6));
    expect(spans.map(({ buffer }) => buffer)).not.toContain(large.buffer);
    // Whoever asks a job that is over harms nobody.
    expect(spanOf(one.memoryOf(1e5)).buffer).not.toBe(large.buffer);
  });

  it('are not given out once the job is over, nor for two that give one back twice', () => {
    const pool = new MemoryPool();
    const [one, next] = [pool.open(() => 2), pool.open(() => 2)];
    const memory = one.memoryOf(1e5);
    one.giveBack(memory);
    one.giveBack(memory);
    expect(one.memoryOf(1e5)).toBe(memory);
    expect(one.memoryOf(1e5)).not.toBe(memory);
    one.close();
    const theirs = next.memoryOf(1e5).take('u8', 100).fill(5);
    one.giveBack(memory);
    const late = one.memoryOf(1e5).take('u8', 100);
    expect(late.buffer === theirs.buffer).toBe(false);
    expect(theirs.every((value) => value === 5)).toBe(true);
  });

  it('hold on to no world that lies in an arena which was too small', () => {
    const pool = new MemoryPool();
    const small = pool.open(() => 1);
    const world = { memory: small.memoryOf(1e5) };
    small.close([world]);
    expect(pool.last).toEqual([world]);
    const failed = pool.open(() => 1);
    failed.memoryOf(1e5);
    failed.close();
    expect(pool.last).toEqual([world]);
    pool.open(() => 1).memoryOf(1e6);
    expect(pool.last).toEqual([]);
  });

  it('lie in one arena up to what WebAssembly can address, and apart beyond it', () => {
    const { memoryOf } = new MemoryPool().open(() => 40);
    // Forty would take 4.4 GB; what fits lies together. Nothing is touched, so nothing is taken.
    const buffers = [0, 1, 2].map(() => memoryOf(110e6).take('u8', 10).buffer);
    expect(buffers.every((buffer) => buffer === buffers[0])).toBe(true);
  });

  it('are plain arrays where the machine has no room in one piece', () => {
    const { Memory: usual } = globalThis.WebAssembly;
    const none = class {
      constructor() {
        throw new RangeError('could not allocate memory');
      }
    };
    Object.assign(globalThis.WebAssembly, { Memory: none });
    try {
      const memory = new MemoryPool().open(() => 2).memoryOf(1e5);
      expect(memory.take('f32', 10)).toEqual(new Float32Array(10));
    } finally {
      Object.assign(globalThis.WebAssembly, { Memory: usual });
    }
  });

  it('are let go of with the job where they are very large', () => {
    const pool = new MemoryPool();
    const [first, second] = [0, 1].map(() => {
      const job = pool.open(() => 1);
      const { buffer } = job.memoryOf(300e6).take('u8', 10);
      job.close();
      return buffer;
    });
    // Not `not.toBe`, which would compare their bytes.
    expect(second === first).toBe(false);
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
