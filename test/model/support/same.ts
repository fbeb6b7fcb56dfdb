// Comparing worlds bit for bit.
import { createHash } from 'node:crypto';
import { observe, weekly } from '../../../src/model/observe.ts';
import { sources } from '../../../src/model/vocabulary.ts';
import type { World } from '../../../src/model/world.ts';
import { clippedNormal } from '../../../src/random/distributions.ts';
import { uniform } from '../../../src/random/draw.ts';

type Column = Float32Array | Uint8Array | Int16Array | Int32Array;
const kinds = ['people', 'households', 'communities'] as const;

/** Every column of a world by name, as in `people.trust[3]`; what the world does without stands there as it would begin. */
export function columnsOf(world: World): Map<string, Column> {
  const found = new Map<string, Column>();
  for (const kind of kinds)
    for (const [name, column] of Object.entries<Column | readonly Column[]>(world[kind]))
      if ('buffer' in column) found.set(`${kind}.${name}`, column);
      else
        column.forEach((part, k) => {
          found.set(`${kind}.${name}[${k}]`, part.length > 0 ? part : atStart(world, kind, name, k));
        });
  return found;
}

/** A column that a world does without: trust as it is drawn, or zeros. */
function atStart(world: World, kind: (typeof kinds)[number], name: string, place: number): Column {
  if (!/trust$/i.test(name)) return new Float32Array(world.sizes[kind]);
  const key = world.fate(kind === 'people' ? 'start trust' : 'start trust of heads', place);
  const mean = world.setup.context.trust[sources[place]];
  const { trustSpread } = world.given.population;
  return Float32Array.from(idsOf(world, kind), (id) => clippedNormal(uniform(key, id), mean, trustSpread, 0.01, 0.99));
}

/** The bits of the numbers, so that 0 and -0 differ and NaN equals itself. */
function bitsOf(column: Column): Uint8Array | Int16Array | Int32Array {
  return column instanceof Float32Array ? new Int32Array(column.buffer, column.byteOffset, column.length) : column;
}

/** Names of the columns in which two worlds with the same rows differ in any bit. */
export function differing(a: World, b: World): string[] {
  const others = columnsOf(b);
  return [...columnsOf(a)].flatMap(([name, column]) => {
    const mine = bitsOf(column);
    const theirs = others.get(name);
    if (theirs === undefined || theirs.length !== mine.length) return [`${name} (length)`];
    const bits = bitsOf(theirs);
    return mine.every((value, row) => value === bits[row]) ? [] : [name];
  });
}

/** Columns that hold a row number or a position; they are compared by what stands there, not by the number. */
const rowNumbers = new Set(['people.household', 'people.community', 'people.schoolClass', 'households.chosen']);

const idsOf = (world: World, kind: (typeof kinds)[number]): Int32Array =>
  kind === 'people'
    ? world.people.id
    : kind === 'households'
      ? world.households.householdId
      : world.communities.communityId;

/**
 * Who differs between two worlds whose rows may stand elsewhere, and in which columns: `people 65536` -> names.
 *
 * Only those present in both are compared. What a row number points at is compared by its id.
 */
export function differingById(a: World, b: World): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const columns = columnsOf(a);
  const others = columnsOf(b);
  for (const kind of kinds) {
    const ids = idsOf(a, kind);
    const rowOf = new Map(Array.from(idsOf(b, kind), (id, row) => [id, row]));
    for (const [name, column] of columns) {
      if (!name.startsWith(`${kind}.`)) continue;
      const mine = bitsOf(column);
      const theirs = bitsOf(others.get(name) ?? new Uint8Array());
      for (let row = 0; row < mine.length; row++) {
        const other = rowOf.get(ids[row]);
        if (other === undefined) continue;
        const same = rowNumbers.has(name)
          ? pointedAt(a, name, mine[row]) === pointedAt(b, name, theirs[other])
          : mine[row] === theirs[other];
        if (same) continue;
        const who = `${kind} ${ids[row]}`;
        found.set(who, [...(found.get(who) ?? []), name]);
      }
    }
  }
  return found;
}

function pointedAt(world: World, column: string, row: number): number {
  if (row < 0) return -1;
  if (column === 'people.household') return world.households.householdId[row];
  if (column === 'people.community') return world.communities.communityId[row];
  if (column === 'people.schoolClass')
    return world.people.id[world.places.ofClass.member[world.places.ofClass.start[row]]];
  return world.people.id[row];
}

/** A digest of every bit of a world's columns. */
export function fingerprint(world: World): string {
  const hash = createHash('sha256');
  for (const [name, column] of columnsOf(world)) {
    hash.update(name);
    hash.update(new Uint8Array(column.buffer, column.byteOffset, column.byteLength));
  }
  return hash.digest('hex');
}

/** What a reader sees of a world: the weekly figures, and sums of what is observed at the end. */
export function seenOf(world: World): unknown {
  return { weekly: weekly(world), observed: observe(world), log: { ...world.log } };
}
