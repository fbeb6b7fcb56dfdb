import type { Letter } from '../model/district.ts';
import { reading, wholeWords, writing } from './letter-bytes.ts';
import { cannotGoOn, type Letterbox } from './letterbox.ts';

/** Words at the beginning of the memory. */
const word = {
  /** Districts that have come to the barrier and wait for the others. */
  arrived: 0,
  /** Changes when all have come, or one never will: what those who wait look at. */
  turn: 1,
  /** 1 when one of the districts cannot go on. */
  over: 2,
  /** The last round, among the even and among the odd ones, after which somebody had more to write. */
  longer: 3,
} as const;

/** Bytes in front of the slots: a line of the cache. */
const HEAD = 64;

/**
 * Bytes a person that a slot has, divided by the square of the number of districts. A letter of how people stand takes 7 of them between
 * two districts and up to 15 between several, with 0.2 ties a person into other communities, and fits. What does not goes in pieces.
 */
const ROOM = 16;

/** Memory through which the districts of a world of so many people write to each other: two slots from each to each. */
export function sharedMemoryFor(districts: number, people: number): SharedArrayBuffer {
  const pairs = districts ** 2;
  return new SharedArrayBuffer(HEAD + 2 * pairs * wholeWords((ROOM * people) / pairs));
}

/** Tells all who use the memory that there will be no more letters, and wakes those who wait for one. */
export function endOf(memory: SharedArrayBuffer): void {
  const words = wordsOf(memory);
  Atomics.store(words, word.over, 1);
  Atomics.add(words, word.turn, 1);
  Atomics.notify(words, word.turn);
}

/**
 * Letters through memory that all districts share. A turn takes as many rounds as its longest letter needs, nearly always one. In a
 * round every district writes a piece of each of its letters, comes to the barrier, waits there until all have come, without
 * returning to its event loop, and reads what was written to it.
 *
 * Two slots from each district to each are enough: whoever writes in round r + 2 into the slot of round r has left the barrier of
 * round r + 1, to which everybody came after reading what was written in round r. The same holds of `longer`.
 */
export function bySharedMemory(memory: SharedArrayBuffer, number: number, districts: number): Letterbox {
  const words = wordsOf(memory);
  const room = (memory.byteLength - HEAD) / (2 * districts ** 2);
  let round = 0;
  const slot = (from: number, to: number): Uint8Array =>
    new Uint8Array(memory, HEAD + room * (((round % 2) * districts + from) * districts + to), room);
  return {
    swap: (letters) => {
      const outgoing = letters.map((letter, to) => writing(to === number ? [] : letter));
      const incoming = letters.map(() => reading());
      for (;;) {
        round++;
        const written = outgoing.map((write, to) => write(slot(number, to)));
        if (written.some(({ done }) => done !== true)) Atomics.store(words, word.longer + (round % 2), round);
        meet(words, districts);
        const read = incoming.map((read, from) => read(slot(from, number)));
        if (Atomics.load(words, word.longer + (round % 2)) !== round) return read.map(whole);
      }
    },
    giveUp: () => endOf(memory),
    close: () => {},
  };
}

function wordsOf(memory: SharedArrayBuffer): Int32Array {
  return new Int32Array(memory, 0, HEAD / Int32Array.BYTES_PER_ELEMENT);
}

/**
 * Waits until all districts have come here.
 *
 * @throws Error when one of them cannot go on
 */
function meet(words: Int32Array, districts: number): void {
  const turn = Atomics.load(words, word.turn);
  if (Atomics.add(words, word.arrived, 1) === districts - 1) {
    // Before the others go on: the first of them may be back here at once.
    Atomics.store(words, word.arrived, 0);
    Atomics.add(words, word.turn, 1);
    Atomics.notify(words, word.turn);
  }
  for (;;) {
    // `over` is said before the turn changes and looked at after it: nobody takes the one change for the other, or sleeps through it.
    const hasChanged = Atomics.load(words, word.turn) !== turn;
    if (Atomics.load(words, word.over) === 1) throw cannotGoOn();
    if (hasChanged) return;
    Atomics.wait(words, word.turn, turn);
  }
}

function whole({ done, value }: IteratorResult<Uint8Array, Letter>): Letter {
  if (done !== true) throw new Error('a letter: expected it whole when nobody has more to write, found a part of it.');
  return value;
}
