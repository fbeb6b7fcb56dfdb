/** Where people stand in the picture: households as small clusters, in rows. */
export type Layout = {
  readonly x: Float32Array;
  readonly y: Float32Array;
  /** Radius of the largest dot, px. */
  readonly size: number;
};

/** A fraction of one that belongs to a whole number: the same on every machine. */
function fraction(of: number, salt: number): number {
  let x = Math.imul(of + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0x2c1b3c6d);
  x ^= x >>> 13;
  return (x >>> 0) / 4294967296;
}

/** About so many columns, and of these the number that leaves the last row fullest. */
function columnsFor(households: number, about: number): number {
  const least = Math.max(1, Math.floor(about * 0.95));
  const most = Math.max(least, Math.ceil(about * 1.06));
  let best = least;
  for (let columns = least; columns <= most; columns++) {
    const empty = (of: number): number => Math.ceil(households / of) * of - households;
    if (empty(columns) < empty(best)) best = columns;
  }
  return best;
}

/**
 * Lays a village out: each household gets a cell of a grid that fills the room, a little off its middle, and its members stand
 * around that point. The same village and room give the same picture.
 *
 * @param household row of the household of each person; rows are 0 and up
 */
export function layoutOf(household: ArrayLike<number>, width: number, height: number): Layout {
  let households = 0;
  for (let i = 0; i < household.length; i++) households = Math.max(households, (household[i] ?? 0) + 1);
  const x = new Float32Array(household.length);
  const y = new Float32Array(household.length);
  if (households === 0) return { x, y, size: 0 };
  const columns = columnsFor(households, Math.max(1, Math.sqrt((households * width) / height)));
  const rows = Math.ceil(households / columns);
  const wide = width / columns;
  const high = height / rows;
  const cell = Math.min(wide, high);
  const members = new Uint8Array(households);
  for (let i = 0; i < household.length; i++) members[household[i] ?? 0] = (members[household[i] ?? 0] ?? 0) + 1;
  const placed = new Uint8Array(households);
  for (let i = 0; i < household.length; i++) {
    const home = household[i] ?? 0;
    const row = Math.floor(home / columns);
    const middle = {
      // Every other row stands half a place further on, so that no straight lines appear.
      x: ((home % columns) + 0.5 + (row % 2 === 0 ? -0.2 : 0.2)) * wide + (fraction(home, 0) - 0.5) * 0.34 * wide,
      y: (row + 0.5) * high + (fraction(home, 1) - 0.5) * 0.34 * high,
    };
    const of = members[home] ?? 1;
    const k = placed[home] ?? 0;
    placed[home] = k + 1;
    const turn = 2 * Math.PI * (fraction(home, 2) + k / of);
    const away = of === 1 ? 0 : of === 2 ? 0.19 * cell : 0.22 * cell;
    x[i] = middle.x + away * Math.cos(turn);
    y[i] = middle.y + away * Math.sin(turn);
  }
  return { x, y, size: Math.max(1.5, Math.min(9, 0.2 * cell)) };
}

/** The person nearest to a point, if any is within reach; -1 for none. */
export function nearest({ x, y }: Layout, at: { readonly x: number; readonly y: number }, reach: number): number {
  let found = -1;
  let least = reach * reach;
  for (let i = 0; i < x.length; i++) {
    const distance = ((x[i] ?? 0) - at.x) ** 2 + ((y[i] ?? 0) - at.y) ** 2;
    if (distance > least) continue;
    least = distance;
    found = i;
  }
  return found;
}
