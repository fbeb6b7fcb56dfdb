import type { Laid, Memory, Twin } from './memory.ts';
import type { Inbox, MessageKind } from './message.ts';
import { type Reals, readAhead } from './vector.ts';

/** Columns of those who hear, in the order in which the compiled passes know them. */
export type Hearers = {
  readonly durable: readonly Reals[];
  readonly fading: readonly Reals[];
  readonly precision: readonly Reals[];
  readonly trust: readonly Reals[];
  /** What decides whether a message is resisted, and whom it concerns; household heads have none of it. */
  readonly commitment?: Reals;
  readonly minimisation?: Reals;
  readonly sensitivity?: Reals;
  readonly alarm?: Reals;
  readonly intention?: Reals;
};

/** Numbers of each kind of message, as the compiled passes know them. */
function kindNumbers(kind: MessageKind): number[] {
  const { elaboration, control, narrative, advocacy, relation, component, source } = kind;
  return [elaboration, control, narrative, advocacy, relation, component, source === null ? 0 : 1];
}

/** Where columns lie, in the order in which a compiled pass knows them; without passes where they do not lie in one arena. */
type Lying = { readonly twin: Twin | null; readonly desk: Int32Array };

function lying(columns: readonly Laid[]): Lying {
  const [{ twin }] = columns;
  const together = twin !== undefined && columns.every((column) => column.twin === twin);
  return { twin: together ? twin : null, desk: Int32Array.from(columns, ({ byteOffset }) => byteOffset) };
}

/**
 * Lays out columns and numbers for a compiled pass. Where columns lie is looked up once for each `owner`, and again when `beside`,
 * something else on which it depends, is no longer the same.
 *
 * @returns null where they do not lie in one arena: the loop in TypeScript then does the same
 */
type Lay = (owner: object, beside: object, columns: () => readonly Laid[], numbers: ArrayLike<number>) => Twin | null;

/** A `Lay` for one pass. */
export function layer(): Lay {
  const known = new WeakMap<object, { readonly beside: object; readonly at: Lying }>();
  return (owner, beside, columns, numbers) => {
    let entry = known.get(owner);
    if (entry?.beside !== beside) {
      entry = { beside, at: lying(columns()) };
      known.set(owner, entry);
    }
    const { twin, desk } = entry.at;
    if (twin === null) return null;
    twin.desk.set(desk);
    twin.numbers.set(numbers);
    return twin;
  };
}

/** What is laid out for an inbox, as long as it lies where it does: the same week after week. */
type Layout = {
  readonly durable: readonly Reals[];
  readonly kinds: readonly MessageKind[];
  readonly twin: Twin | null;
  readonly desk: Int32Array;
  readonly kindNumbers: Float64Array;
};
const layouts = new WeakMap<Int32Array, Layout>();

function layoutOf(inbox: Inbox, hearers: Hearers, kinds: readonly MessageKind[]): Layout {
  const { durable } = hearers;
  const known = layouts.get(inbox.row);
  if (known !== undefined && known.durable === durable && known.kinds === kinds) return known;
  const { commitment, minimisation, sensitivity, alarm, intention } = hearers;
  const columns: Laid[] = [
    ...[...inbox.columns, ...durable, ...hearers.fading, ...hearers.precision, ...hearers.trust],
    ...[commitment, minimisation, sensitivity, alarm, intention].map((column) => column ?? durable[0]),
  ];
  const { twin, desk } = lying(columns);
  const layout = {
    ...{ durable, kinds, desk, twin: twin === null || kinds.length > twin.mostKinds ? null : twin },
    kindNumbers: Float64Array.from(kinds.flatMap(kindNumbers)),
  };
  layouts.set(inbox.row, layout);
  return layout;
}

/** Lays out an inbox and its hearers for the passes `weigh`, `learn` and `revise`. */
export function layMessages(
  inbox: Inbox,
  hearers: Hearers,
  kinds: readonly MessageKind[],
  numbers: ArrayLike<number>,
): Twin | null {
  const { twin, desk, kindNumbers } = layoutOf(inbox, hearers, kinds);
  if (twin === null) return null;
  twin.desk.set(desk);
  twin.kinds.set(kindNumbers);
  twin.numbers.set(numbers);
  return twin;
}

/** Some tiles of people and the messages they hear: from each first place in the inbox to before each last. */
export type Part<Tile> = {
  readonly tiles: readonly Tile[];
  readonly stretches: readonly (readonly [first: number, last: number])[];
};

/** Reads what one tile believes before messages ask for it. Of several at once it would be gone again. */
export function readBeliefs(memory: Memory, tiles: readonly Pick<Hearers, 'durable' | 'fading' | 'precision'>[]): void {
  if (tiles.length > 1) return;
  for (const { durable, fading, precision } of tiles) {
    readAhead(memory, durable);
    readAhead(memory, fading);
    readAhead(memory, precision);
  }
}

/** Stretches a tile may have on average; beyond that, going to and fro costs more than is saved. */
const MOST_STRETCHES = 256;

/**
 * Sorts the messages of a week by the tiles of those who hear them, each person's in the order posted: what a tile believes is then
 * read once for all of them. Mechanisms post in the order of people, by and large; where they do not, all tiles are one part.
 */
export function partsOf<Tile extends { readonly first: number }>(
  { row, count }: Inbox,
  tiles: readonly Tile[],
): readonly Part<Tile>[] {
  const whole: readonly Part<Tile>[] = [{ tiles, stretches: [[0, count]] }];
  if (tiles.length === 1) return whole;
  const size = tiles[1].first;
  const parts = tiles.map((tile) => ({ tiles: [tile], stretches: [] as (readonly [number, number])[] }));
  let left = MOST_STRETCHES * tiles.length;
  for (let first = 0; first < count; ) {
    if (left-- === 0) return whole;
    const tile = Math.floor(row[first] / size);
    const [low, high] = [size * tile, size * (tile + 1)];
    let last = first + 1;
    while (last < count && row[last] >= low && row[last] < high) last++;
    parts[tile].stretches.push([first, last]);
    first = last;
  }
  return parts;
}
