import type { Letter } from '../../src/model/district.ts';
import { bits, uniform } from '../../src/random/draw.ts';
import { keyOf } from '../../src/random/key.ts';

/** What a swapping worker is told. */
export type Swapping = {
  readonly memory: SharedArrayBuffer;
  readonly number: number;
  readonly districts: number;
  readonly turns: number;
};

/** Any letter: up to four arrays of all kinds, some of them empty, any bits in them; another one for each turn and pair. */
export function letterOf(turn: number, from: number, to: number): Letter {
  const key = keyOf('swapping', turn, from, to);
  const arrays = Math.floor(5 * uniform(key, 0));
  return Array.from({ length: arrays }, (_, k) => {
    const length = Math.max(0, Math.floor(60 * uniform(key, 10 + k)) - 10);
    const words = Int32Array.from({ length: 2 * length }, (_, at) => bits(key, 100 * (k + 1) + at));
    const Kind = [Int32Array, Float32Array, Float64Array, Uint8Array][Math.floor(4 * uniform(key, 20 + k))];
    return new Kind(words.buffer, 0, length);
  });
}

/** Whether letters hold arrays of the same kinds with the same bits. */
export function sameLetter(one: Letter, other: Letter): boolean {
  const plain = (letter: Letter) =>
    letter.map((array) => [
      array.constructor.name,
      ...new Uint8Array(array.buffer, array.byteOffset, array.byteLength),
    ]);
  return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}
