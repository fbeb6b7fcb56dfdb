// Most weeks most mechanisms concern few people: they are found tile by tile, and visited in the order of rows.
import type { Key } from '../random/key.ts';
import { among, type Bytes, drawn, exceeding, type Reals, type Wholes } from './vector.ts';

type Tile = { readonly first: number; readonly rows: Int32Array };

function visitAll({ first, rows }: Tile, found: number, visit: (row: number) => void): void {
  for (let k = 0; k < found; k++) visit(first + rows[k]);
}

/** Visits everybody whose draw under `key` falls below `chance`. A visit may not look for others itself. */
export function eachDrawn(
  tiles: readonly (Tile & { readonly id: Wholes })[],
  key: Key,
  chance: number,
  visit: (row: number) => void,
): void {
  for (const tile of tiles) visitAll(tile, drawn(tile.rows, key, tile.id, chance), visit);
}

/** Visits everybody who stands at one of some stages (`setOf`) before the first visit of their tile. */
export function eachAmong(
  tiles: readonly (Tile & { readonly stage: Bytes })[],
  stages: Uint8Array,
  visit: (row: number) => void,
): void {
  for (const tile of tiles) visitAll(tile, among(tile.rows, tile.stage, stages), visit);
}

/** Visits everybody of whom a column holds more than `limit`. */
export function eachExceeding<T extends Tile>(
  tiles: readonly T[],
  column: (tile: T) => Reals,
  limit: number,
  visit: (row: number) => void,
): void {
  for (const tile of tiles) visitAll(tile, exceeding(tile.rows, column(tile), limit), visit);
}
