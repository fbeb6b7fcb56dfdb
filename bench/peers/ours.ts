// The reduced model as a mechanism of ours would do it: columns, tiles, keyed draws, the arithmetic of src/model/vector.ts.
import { bytesOf, compiledMemory, type Memory } from '../../src/model/memory.ts';
import {
  above,
  add,
  addScaled,
  copy,
  exceeding,
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
  readonly first: number;
  readonly id: Int32Array;
  readonly belief: Float32Array;
  readonly trust: Float32Array;
  readonly stage: Uint8Array;
  /** Ties of each. */
  readonly degree: Float32Array;
  readonly room: Room;
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
  const memory = compiledMemory(7 * bytesOf('f32', people) + 2 * 5 * bytesOf('f32', TILE));
  const real = (): Float32Array => memory.take('f32', people);
  const columns = { id: memory.take('i32', people), belief: real(), trust: real(), degree: real() };
  const { id, belief, trust, degree } = columns;
  /** What others hear is what stood at the end of last week. */
  const said = real();
  const [beliefAtStart, trustAtStart] = ['belief', 'trust'].map((name) => keyOf('bench', name));
  for (let i = 0; i < people; i++) {
    id[i] = i;
    belief[i] = uniform(beliefAtStart, i) - 0.5;
    trust[i] = 0.2 + 0.6 * uniform(trustAtStart, i);
    degree[i] = ties.start[i + 1] - ties.start[i];
  }
  const tiles = tilesOf({ ...columns, stage: memory.take('u8', people) }, memory);
  const streams = ['meeting', 'one', 'other', 'moving'].map((name) => keyOf('bench', name));
  const counts = new Int32Array(LAST + 1);
  counts[0] = people;
  let now = 0;
  return {
    week() {
      const [meeting, one, other, moving] = streams.map((stream) => weekly(stream, now));
      now++;
      copy(said, belief);
      for (const tile of tiles) {
        meet(tile, meeting);
        talk(tile, said, ties, [one, other]);
        scale(tile.belief, tile.belief, KEEPING);
        move(tile, moving, counts);
      }
      return counts;
    },
  };
};

function tilesOf(columns: Omit<Tile, 'first' | 'room'>, memory: Memory): Tile[] {
  const tiles: Tile[] = [];
  const rooms = new Map<number, Room>();
  const people = columns.id.length;
  for (let first = 0; first < people; first += TILE) {
    const last = Math.min(people, first + TILE);
    const room = rooms.get(last - first) ?? roomIn(memory, last - first);
    rooms.set(last - first, room);
    const { id, belief, trust, stage, degree } = columns;
    tiles.push({
      first,
      id: memory.part(id, first, last),
      belief: memory.part(belief, first, last),
      trust: memory.part(trust, first, last),
      stage: memory.part(stage, first, last),
      degree: memory.part(degree, first, last),
      room,
    });
  }
  return tiles;
}

function roomIn(memory: Memory, length: number): Room {
  const real = (): Float32Array => memory.take('f32', length);
  return { chance: real(), met: real(), change: real(), heard: real(), friend: memory.take('i32', length) };
}

function meet({ id, belief, trust, room: { chance, met, change } }: Tile, key: Key): void {
  fill(chance, MEETING);
  happens(met, key, id, chance);
  from(change, 1, belief);
  multiply(change, change, trust);
  multiply(change, change, met);
  addScaled(belief, GAIN, change);
}

function talk({ id, belief, degree, first, room }: Tile, said: Float32Array, ties: Ties, keys: readonly Key[]): void {
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

/** Few move in a week: they are found, and the count goes along. */
function move({ id, belief, stage, room }: Tile, key: Key, counts: Int32Array): void {
  const { chance, met, friend: rows } = room;
  scale(chance, belief, SLOPE);
  shift(chance, chance, -THRESHOLD);
  logistic(chance, chance);
  scale(chance, chance, MOVING);
  happens(met, key, id, chance);
  const found = exceeding(rows, met, 0);
  for (let k = 0; k < found; k++) {
    const i = rows[k];
    if (stage[i] === LAST) continue;
    counts[stage[i]]--;
    stage[i]++;
    counts[stage[i]]++;
  }
}
