import { isWhole, type Letter, type Life, swap } from './district.ts';
import type { World } from './world.ts';

/**
 * People of other districts with whom somebody here has a tie. They stand behind the own people in the columns that others see
 * (`seen` in the declaration of a column), district by district and in the order of ids.
 */
export type Outsiders = {
  /** Rows of those from district d: `start[d]` to before `start[d + 1]`. The first is the number of own people. */
  readonly start: Int32Array;
  /** Own rows that district d sees, in the order in which they stand there. */
  readonly shown: readonly Int32Array[];
};

/** How many there are. */
export function outsidersIn({ start }: Outsiders): number {
  return start[start.length - 1] - start[0];
}

/** Shows the other districts what they see of the own people, and sees theirs: how things stand at the end of a week. */
export function* lookAround({ district, places, people }: World): Life<void> {
  if (isWhole(district)) return;
  const { start, shown } = places.outsiders;
  const { stage, durable } = people;
  const seen = [stage, ...durable];
  const letters = yield* swap(district, (d): Letter => {
    const rows = shown[d];
    return seen.map((column) => {
      const picked = column instanceof Uint8Array ? new Uint8Array(rows.length) : new Float32Array(rows.length);
      for (let k = 0; k < rows.length; k++) picked[k] = column[rows[k]];
      return picked;
    });
  });
  letters.forEach((letter, d) => {
    if (d === district.number) return;
    for (const [k, column] of seen.entries()) column.set(letter[k], start[d]);
  });
}
