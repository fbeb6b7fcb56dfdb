/**
 * A run of whole communities that is simulated by itself, beside others with which it makes up one world. Districts share no
 * columns: what they see of each other they write to each other.
 */
export type District = {
  readonly number: number;
  /** Communities `bounds[d]` to before `bounds[d + 1]` belong to district d. */
  readonly bounds: readonly number[];
};

/** What one district writes to another: arrays of its own, which may be handed over instead of copied. */
export type Letter = readonly (Int32Array | Float32Array | Float64Array | Uint8Array)[];

/** Something that takes its time: it yields letters, one for each district by number, and goes on with those it is sent. */
export type Life<T> = Generator<readonly Letter[], T, readonly Letter[]>;

/** The district that is the whole world. */
export function wholeOf(communities: number): District {
  return { number: 0, bounds: [0, communities] };
}

/** Bounds of `count` districts with equally many communities, as nearly as whole communities allow; never an empty one. */
export function boundsOf(communities: number, count: number): readonly number[] {
  const districts = Math.max(1, Math.min(count, communities));
  return Array.from({ length: districts + 1 }, (_, d) => Math.round((communities * d) / districts));
}

export function isWhole({ bounds }: District): boolean {
  return bounds.length === 2;
}

/**
 * Every district writes to every other and waits for what they write. All districts of a world must swap equally often and in the
 * same order. A whole world waits for nobody.
 *
 * @returns the letter of each district by number; the own one is what `letterTo` makes for the own number
 */
export function* swap({ number, bounds }: District, letterTo: (district: number) => Letter): Life<readonly Letter[]> {
  const letters = bounds.slice(1).map((_, district) => letterTo(district));
  if (letters.length === 1) return letters;
  const received = yield letters;
  return letters.map((own, district) => (district === number ? own : received[district]));
}

/** Arrays of all districts one behind the other, as they would stand in one world. */
export function joined<A extends Int32Array | Float32Array>(
  empty: new (length: number) => A,
  parts: readonly Letter[number][],
): A {
  const whole = new empty(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** Lives a life that concerns a whole world. @throws Error when it waits for another district */
export function alone<T>(life: Life<T>): T {
  const step = life.next();
  if (step.done !== true) throw new Error('alone: expected a whole world, found a district that waits for the others.');
  return step.value;
}
