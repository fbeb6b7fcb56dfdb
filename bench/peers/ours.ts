// The reduced model as a mechanism of ours would do it: columns, tiles, keyed draws, the arithmetic of src/model/vector.ts.
import {
  above,
  add,
  addScaled,
  copy,
  fill,
  from,
  gather,
  happens,
  logistic,
  multiply,
  scale,
  shift,
  subtract,
} from '../../src/model/vector.ts';
import { TILE } from '../../src/model/world.ts';
import { below, uniform } from '../../src/random/draw.ts';
import { type Key, keyOf, weekly } from '../../src/random/key.ts';
import { type Ties, tiesOf } from './network.ts';
import { type Build, GAIN, KEEPING, LAST, MEETING, MOVING, SLOPE, TALK, THRESHOLD } from './reduced-model.ts';

/** Columns of some people, and room for what is between. */
type Tile = {
  readonly id: Int32Array;
  readonly belief: Float32Array;
  readonly trust: Float32Array;
  readonly stage: Uint8Array;
  /** Ties of each. */
  readonly degree: Float32Array;
  readonly first: number;
};
type Room = {
  readonly chance: Float32Array;
  readonly met: Float32Array;
  readonly change: Float32Array;
  readonly heard: Float32Array;
  readonly friend: Int32Array;
};

export const build: Build = (people) => {
  const ties = tiesOf(people);
  const belief = new Float32Array(people);
  const trust = new Float32Array(people);
  const id = Int32Array.from({ length: people }, (_, i) => i);
  const stage = new Uint8Array(people);
  const degree = Float32Array.from({ length: people }, (_, i) => ties.start[i + 1] - ties.start[i]);
  const [beliefAtStart, trustAtStart] = ['belief', 'trust'].map((name) => keyOf('bench', name));
  for (let i = 0; i < people; i++) {
    belief[i] = uniform(beliefAtStart, i) - 0.5;
    trust[i] = 0.2 + 0.6 * uniform(trustAtStart, i);
  }
  /** What others hear is what stood at the end of last week. */
  const said = new Float32Array(people);
  const tiles = tilesOf({ id, belief, trust, stage, degree });
  const room = roomFor(Math.min(people, TILE));
  const keys = ['meeting', 'one', 'other', 'moving'].map((name) => keyOf('bench', name));
  const counts = new Int32Array(LAST + 1);
  let now = 0;
  return {
    week() {
      const [meeting, one, other, moving] = keys.map((key) => weekly(key, now));
      now++;
      copy(said, belief);
      counts.fill(0);
      for (const tile of tiles) {
        const { id, belief, stage } = tile;
        const use = tile.belief.length === TILE ? room : roomFor(belief.length);
        meet(tile, meeting, use);
        talk(tile, said, ties, [one, other], use);
        scale(belief, belief, KEEPING);
        move(id, belief, stage, moving, use, counts);
      }
      return counts;
    },
  };
};

function tilesOf(columns: Omit<Tile, 'first'>): Tile[] {
  const tiles: Tile[] = [];
  for (let first = 0; first < columns.id.length; first += TILE) {
    const end = first + TILE;
    const { id, belief, trust, stage, degree } = columns;
    tiles.push({
      id: id.subarray(first, end),
      belief: belief.subarray(first, end),
      trust: trust.subarray(first, end),
      stage: stage.subarray(first, end),
      degree: degree.subarray(first, end),
      first,
    });
  }
  return tiles;
}

function roomFor(length: number): Room {
  const column = (): Float32Array => new Float32Array(length);
  return { chance: column(), met: column(), change: column(), heard: column(), friend: new Int32Array(length) };
}

function meet({ id, belief, trust }: Tile, key: Key, { chance, met, change }: Room): void {
  fill(chance, MEETING);
  happens(met, key, id, chance);
  from(change, 1, belief);
  multiply(change, change, trust);
  multiply(change, change, met);
  addScaled(belief, GAIN, change);
}

function talk({ id, belief, degree, first }: Tile, said: Float32Array, ties: Ties, keys: Key[], room: Room): void {
  const { change, heard, met, friend } = room;
  fill(change, 0);
  for (const key of keys) {
    pick(friend, id, ties, first, key);
    gather(heard, said, friend);
    add(change, change, heard);
  }
  scale(change, change, 0.5);
  subtract(change, change, belief);
  above(met, degree, 0);
  multiply(change, change, met);
  addScaled(belief, TALK, change);
}

/** friend = one of the ties of each, by lot; whoever has none gets anybody */
function pick(friend: Int32Array, id: Int32Array, { start, member }: Ties, first: number, key: Key): void {
  for (let i = 0; i < friend.length; i++) {
    const at = start[first + i];
    const many = start[first + i + 1] - at;
    friend[i] = many === 0 ? 0 : member[at + below(key, id[i], many)];
  }
}

function move(
  id: Int32Array,
  belief: Float32Array,
  stage: Uint8Array,
  key: Key,
  { chance, met }: Room,
  counts: Int32Array,
): void {
  scale(chance, belief, SLOPE);
  shift(chance, chance, -THRESHOLD);
  logistic(chance, chance);
  scale(chance, chance, MOVING);
  happens(met, key, id, chance);
  for (let i = 0; i < stage.length; i++) {
    if (met[i] === 1 && stage[i] < LAST) stage[i]++;
    counts[stage[i]]++;
  }
}
