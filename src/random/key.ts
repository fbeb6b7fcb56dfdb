import seedrandom from 'seedrandom';

/** Two 32-bit words that name a stream of luck. One is not enough: with one, some streams are permutations of others. */
export type Key = readonly [number, number];

/**
 * Turns words (a seed, a replicate, the name of a purpose) into a key: the same words give the same key on every machine.
 *
 * A stream is named by what it is for, not by when it is opened. Adding a mechanism therefore never moves the draws of
 * another one, and two worlds that share their words share their luck. About 5 microseconds: once a run, not in a loop.
 *
 * @param words  at least one; 1 and '1' are different words. Numbers must be finite, because JSON has no others
 * @throws RangeError when there is no word, or a number is not finite
 */
export function keyOf(...words: readonly (string | number)[]): Key {
  if (words.length === 0) throw new RangeError('keyOf: expected at least one word, found none.');
  for (const word of words)
    if (typeof word === 'number' && !Number.isFinite(word))
      throw new RangeError(`keyOf: expected finite numbers, found ${word}.`);
  const source = seedrandom.alea(JSON.stringify(words));
  return [source.int32(), source.int32()];
}

/** Changes half of the bits of the result for any change of one bit. @source Wellons (2018), Hash function prospector */
function stirred(word: number): number {
  let x = word | 0;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0x735a2d97);
  return x ^ (x >>> 15);
}

/**
 * The key of one week (and one counter) of a stream. Both words of the result depend on both words of the stream's key.
 *
 * @param key      of the stream
 * @param week     absolute, an integer from 0; never the week since a campaign's start, which would move luck with the plan
 * @param counter  an integer from 0, for a purpose that draws more than once per person and week
 */
export function weekly(key: Key, week: number, counter = 0): Key {
  // Odd multipliers keep different weeks and counters apart before the stirring; each stage takes in one word more.
  const first = stirred(stirred(key[0] ^ 0x9e3779b9) + Math.imul(week + 1, 0x85ebca6b)) ^ stirred(key[1] ^ 0x6a09e667);
  const second = stirred(stirred(key[1] ^ 0x3c6ef372) + Math.imul(counter + 1, 0xc2b2ae35)) ^ stirred(first);
  return [stirred(first + Math.imul(second, 0x27d4eb2f)), stirred(second + Math.imul(first, 0x165667b1) + 0x510e527f)];
}
