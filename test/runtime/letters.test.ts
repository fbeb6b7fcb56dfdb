// Letters come whole, through whatever room there is, and nobody waits for one that will not come.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Letter } from '../../src/model/district.ts';
import { reading, writing } from '../../src/runtime/letter-bytes.ts';
import { bySharedMemory, endOf, sharedMemoryFor } from '../../src/runtime/shared-letters.ts';
import { letterOf, type Swapping, sameLetter } from './swapping.ts';

const shortly = { maxLength: 40 };
const anyLetter: fc.Arbitrary<Letter> = fc.array(
  fc.oneof(
    fc.int32Array(shortly),
    fc.float32Array(shortly),
    fc.float64Array(shortly),
    fc.uint8Array(shortly),
    // Part of something larger, as columns are.
    fc.uint8Array({ minLength: 16, maxLength: 60 }).map(({ buffer }) => new Float32Array(buffer, 4, 3)),
  ),
  { maxLength: 6 },
);

/** A letter read from the rooms, of so many bytes each, into which it was written; and the number of rooms. */
function carried(letter: Letter, bytes: number) {
  const room = new Uint8Array(new SharedArrayBuffer(bytes));
  const [write, read] = [writing(letter), reading()];
  for (let rooms = 1; ; rooms++) {
    room.fill(170);
    const isWritten = write(room).done === true;
    const step = read(room);
    expect(step.done === true).toBe(isWritten);
    if (step.done === true) {
      room.fill(85);
      return { letter: step.value, rooms };
    }
  }
}

describe('a letter', () => {
  it('comes as it was written, in arrays of its own, however little room there is', () => {
    fc.assert(
      fc.property(anyLetter, fc.integer({ min: 1, max: 40 }), (letter, words) => {
        expect(sameLetter(carried(letter, 8 * words).letter, letter)).toBe(true);
      }),
    );
  });

  it.each([[[]], [[new Uint8Array()]], [[new Float64Array(), new Int32Array(), new Float32Array()]]])(
    'may be empty, or hold nothing: %o',
    (letter) => {
      expect(sameLetter(carried(letter, 8).letter, letter)).toBe(true);
    },
  );

  it('takes one room where it fits, to the word', () => {
    const letter = [new Uint8Array(5), new Float32Array(4)];
    // Number of arrays, forms, and both arrays, each from a new word on.
    const bytes = 8 + 16 + 8 + 16;
    expect(carried(letter, bytes).rooms).toBe(1);
    expect(carried(letter, bytes - 8).rooms).toBe(2);
  });

  it('of an unknown kind is refused by whoever writes it, and by whoever reads it', () => {
    const strange = [new Int16Array(3)] as unknown as Letter;
    expect(() => writing(strange)(new Uint8Array(80))).toThrow(
      'expected arrays of known kinds, found [object Int16Array]',
    );
    const room = new Uint8Array(80);
    writing([new Uint8Array(3)])(room);
    room[8] = 9;
    expect(() => reading()(room)).toThrow('expected a kind of array below 4, found 9');
  });
});

const entry = new URL('./swapping-worker-dev.mjs', import.meta.url);
const swapper = (number: number, memory: SharedArrayBuffer, districts: number, turns: number): Worker =>
  new Worker(entry, { workerData: { memory, number, districts, turns } satisfies Swapping });

/** Wakes whoever waits in the memory, only to wait again. @returns how many there are */
function waitingIn(memory: SharedArrayBuffer): number {
  const words = new Int32Array(memory, 0, 16);
  return words.reduce((sum, _, at) => sum + Atomics.notify(words, at), 0);
}

/** Comes back when somebody waits in the memory, undisturbed. */
async function waits(memory: SharedArrayBuffer): Promise<void> {
  await expect.poll(() => waitingIn(memory), { timeout: 60_000 }).toBe(1);
  await setTimeout(300);
}

describe('letters through shared memory', () => {
  it.each([
    ['two districts, in pieces', 2, 100],
    ['three, in pieces', 3, 200],
    ['three, with room for each letter', 3, 10_000],
  ])('come to whom they were written, turn by turn: %s', async (_, districts, people) => {
    const memory = sharedMemoryFor(districts, people);
    const workers = Array.from({ length: districts }, (_, number) => swapper(number, memory, districts, 500));
    const wrong = await Promise.all(workers.map(async (worker) => (await once(worker, 'message'))[0] as string[]));
    expect(wrong.flat()).toEqual([]);
  });

  it('are not what the swapping worker takes for the same when they differ', () => {
    const letters = [0, 1, 2, 3].map((turn) => letterOf(turn, 0, 1));
    for (const [a, one] of letters.entries())
      for (const [b, other] of letters.entries()) expect(sameLetter(one, other)).toBe(a === b);
    expect(sameLetter([new Uint8Array(4)], [new Int32Array(1)])).toBe(false);
  });

  it.each([
    ['says so', (memory: SharedArrayBuffer) => bySharedMemory(memory, 1, 2).giveUp()],
    ['is gone, and somebody else says so', endOf],
  ])('are not waited for any more when a district %s', async (_, end) => {
    const memory = sharedMemoryFor(2, 100);
    const failed = once(swapper(0, memory, 2, 1), 'error');
    await waits(memory);
    end(memory);
    expect(String((await failed)[0])).toContain('another district of this world could not go on');
  });

  it('are not waited for at all when that was said before', async () => {
    const memory = sharedMemoryFor(2, 100);
    endOf(memory);
    const failed = once(swapper(0, memory, 2, 1), 'error');
    expect(String((await failed)[0])).toContain('could not go on');
  });

  it('do not keep a worker from being ended while it waits', async () => {
    const memory = sharedMemoryFor(2, 100);
    const worker = swapper(0, memory, 2, 1);
    await waits(memory);
    expect(await worker.terminate()).toBe(1);
    expect(waitingIn(memory)).toBe(0);
  });
});
