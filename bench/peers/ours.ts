// The reduced model as a mechanism of ours would do it: columns, tiles, keyed draws, one kernel for everybody.
import { compiledMemory } from '../../src/model/arena.ts';
import { bytesOf, type Memory } from '../../src/model/memory.ts';
import { bind } from '../../src/model/run-kernel.ts';
import { exceeding } from '../../src/model/vector.ts';
import { TILE } from '../../src/model/world.ts';
import { uniform } from '../../src/random/draw.ts';
import { keyOf, weekly } from '../../src/random/key.ts';
import { base64 } from './module.ts';
import { tiesOf } from './network.ts';
import { reducing } from './reduced-kernel.ts';
import { type Build, LAST } from './reduced-model.ts';

/** Columns of some people, and room for what is between. */
type Tile = {
  readonly first: number;
  readonly id: Int32Array;
  readonly start: Int32Array;
  readonly degree: Int32Array;
  readonly knows: Float32Array;
  readonly belief: Float32Array;
  readonly trust: Float32Array;
  readonly stage: Uint8Array;
  readonly rows: Int32Array;
  readonly scratch: readonly Float32Array[];
};

export const build: Build = (people) => {
  const ties = tiesOf(people);
  const memory = compiledMemory(
    7 * bytesOf('f32', people) + bytesOf('u8', people) + bytesOf('i32', ties.member.length) + 4 * bytesOf('f32', TILE),
    base64,
  );
  const [id, start, degree] = [0, 1, 2].map(() => memory.take('i32', people));
  const [knows, belief, trust, said] = [0, 1, 2, 3].map(() => memory.take('f32', people));
  const member = memory.take('i32', ties.member.length);
  member.set(ties.member);
  const [beliefAtStart, trustAtStart] = ['belief', 'trust'].map((name) => keyOf('bench', name));
  for (let i = 0; i < people; i++) {
    id[i] = i;
    belief[i] = uniform(beliefAtStart, i) - 0.5;
    trust[i] = 0.2 + 0.6 * uniform(trustAtStart, i);
    degree[i] = ties.start[i + 1] - ties.start[i];
    // Whoever has no ties reads somebody's belief and does not use it.
    start[i] = degree[i] === 0 ? 0 : ties.start[i];
    knows[i] = degree[i] === 0 ? 0 : 1;
  }
  const tiles = tilesOf({ id, start, degree, knows, belief, trust, stage: memory.take('u8', people) }, memory);
  const [meeting, one, other, moving] = ['meeting', 'one', 'other', 'moving'].map((name) => keyOf('bench', name));
  const counts = new Int32Array(LAST + 1);
  counts[0] = people;
  let now = 0;
  return {
    week() {
      const keys = {
        meeting: weekly(meeting, now),
        one: weekly(one, now),
        other: weekly(other, now),
        moving: weekly(moving, now),
      };
      now++;
      // What others hear is what stood at the end of last week.
      said.set(belief);
      const live = bind(reducing, { keys, columns: { member, said } });
      for (const tile of tiles) {
        live(tile);
        move(tile, counts);
      }
      return counts;
    },
  };
};

function tilesOf(columns: Omit<Tile, 'first' | 'rows' | 'scratch'>, memory: Memory): Tile[] {
  const tiles: Tile[] = [];
  const rooms = new Map<number, Pick<Tile, 'rows' | 'scratch'>>();
  const people = columns.id.length;
  for (let first = 0; first < people; first += TILE) {
    const last = Math.min(people, first + TILE);
    const room = rooms.get(last - first) ?? {
      rows: memory.take('i32', last - first),
      scratch: [memory.take('f32', last - first)],
    };
    rooms.set(last - first, room);
    const parts = Object.entries(columns).map(([name, column]) => [name, memory.part(column, first, last)]);
    tiles.push({ first, ...(Object.fromEntries(parts) as typeof columns), ...room });
  }
  return tiles;
}

/** Few move in a week: they are found, and the count goes along. */
function move({ stage, rows, scratch: [moves] }: Tile, counts: Int32Array): void {
  const found = exceeding(rows, moves, 0);
  for (let k = 0; k < found; k++) {
    const i = rows[k];
    if (stage[i] === LAST) continue;
    counts[stage[i]]--;
    stage[i]++;
    counts[stage[i]]++;
  }
}
