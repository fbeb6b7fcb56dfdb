import type { Letter } from '../model/district.ts';

/** What a letter can hold, by the number under which it travels. */
const kinds = [Int32Array, Float32Array, Float64Array, Uint8Array] as const;

/** Bytes: memory in which all districts can read and write is copied by words, if both sides begin at one, and else byte by byte. */
const WORD = 8;

/** Bytes rounded up to whole words. */
export function wholeWords(bytes: number): number {
  return Math.ceil(bytes / WORD) * WORD;
}

/**
 * A letter as stretches of bytes, in the order in which they travel: the number of arrays; kind and length of each; the arrays.
 *
 * @throws Error when it holds an array of an unknown kind
 */
function* stretchesOf(letter: Letter): Generator<Uint8Array, void> {
  yield bytesOf(Int32Array.of(letter.length));
  yield bytesOf(Int32Array.from(letter.flatMap((array) => [kindOf(array), array.length])));
  yield* letter.map(bytesOf);
}

/** The stretches of a letter that is still to come, each to be filled before the next is asked for; then the letter. */
function* blankStretches(): Generator<Uint8Array, Letter> {
  const count = new Int32Array(1);
  yield bytesOf(count);
  const forms = new Int32Array(2 * (count[0] ?? 0));
  yield bytesOf(forms);
  const letter = Array.from({ length: forms.length / 2 }, (_, k) => {
    const [kind = -1, length = 0] = forms.subarray(2 * k);
    const Kind = kinds[kind];
    if (Kind === undefined) throw new Error(`a letter: expected a kind of array below ${kinds.length}, found ${kind}.`);
    return new Kind(length);
  });
  yield* letter.map(bytesOf);
  return letter;
}

function kindOf(array: Letter[number]): number {
  const kind = kinds.findIndex((Kind) => array instanceof Kind);
  if (kind < 0)
    throw new Error(`a letter: expected arrays of known kinds, found ${Object.prototype.toString.call(array)}.`);
  return kind;
}

function bytesOf({ buffer, byteOffset, byteLength }: Letter[number]): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** Goes on along the stretches of a letter for as long as there is room; done when the letter has come to its end. */
export type Move<T> = (room: Uint8Array) => IteratorResult<Uint8Array, T>;

/** Writes a letter into one room after the other. Rooms are whole words long. */
export function writing(letter: Letter): Move<void> {
  return moving(stretchesOf(letter), (stretch, room) => room.set(stretch));
}

/** Reads a letter from the rooms into which it was written. Its arrays are its own. */
export function reading(): Move<Letter> {
  return moving(blankStretches(), (stretch, room) => stretch.set(room));
}

function moving<T>(
  stretches: Generator<Uint8Array, T>,
  copy: (stretch: Uint8Array, room: Uint8Array) => void,
): Move<T> {
  let step = stretches.next();
  let done = 0;
  return (room) => {
    let used = 0;
    while (step.done !== true) {
      const length = Math.min(step.value.length - done, room.length - used);
      copy(step.value.subarray(done, done + length), room.subarray(used, used + length));
      done += length;
      if (done < step.value.length) break;
      used = wholeWords(used + length);
      step = stretches.next();
      done = 0;
    }
    return step;
  };
}
