import type { Responses } from './responses.ts';

/** The people whose answers a comparison is made of, as columns; all of one length. */
export type Cases = {
  readonly y: Float64Array;
  /** 1 for the group compared as treated. */
  readonly treated: Uint8Array;
  readonly weight: Float64Array;
  /** Of the analysis; any whole numbers. */
  readonly cluster: Int32Array;
};

/** What an analysis says before it becomes an interval. NaN throughout where the data do not allow an answer. */
export type Finding = { readonly estimate: number; readonly standardError: number; readonly df: number };

/** Nobody left to compare, or nothing to learn the uncertainty from. */
export const noFinding: Finding = { estimate: Number.NaN, standardError: Number.NaN, df: Number.NaN };

/** People who satisfy `keep`, by their place in the responses. */
export function peopleWho(responses: Responses, keep: (at: number) => boolean): Int32Array {
  const places = new Int32Array(responses.row.length);
  let count = 0;
  for (let at = 0; at < places.length; at++) if (keep(at)) places[count++] = at;
  return places.subarray(0, count);
}

/** The entries of a column at those places. */
export function picked(column: ArrayLike<number>, places: Int32Array): Float64Array {
  const values = new Float64Array(places.length);
  for (let i = 0; i < values.length; i++) values[i] = column[places[i]];
  return values;
}

/** The cases at those places: `y` and `treated` have one entry for everybody in the responses. */
export function casesAt(
  responses: Responses,
  places: Int32Array,
  y: ArrayLike<number>,
  treated: ArrayLike<number>,
): Cases {
  const n = places.length;
  const cases = {
    y: new Float64Array(n),
    treated: new Uint8Array(n),
    weight: new Float64Array(n),
    cluster: new Int32Array(n),
  };
  for (let i = 0; i < n; i++) {
    const at = places[i];
    cases.y[i] = y[at];
    cases.treated[i] = treated[at];
    cases.weight[i] = responses.weight[at];
    cases.cluster[i] = responses.cluster[at];
  }
  return cases;
}

/** Clusters numbered from 0 in the order of their ids, and how many there are. */
export function numbered(cluster: Int32Array): { readonly of: Int32Array; readonly count: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const id of cluster) {
    if (id < low) low = id;
    if (id > high) high = id;
  }
  if (cluster.length === 0) return { of: new Int32Array(0), count: 0 };
  const number = new Int32Array(high - low + 1);
  for (const id of cluster) number[id - low] = 1;
  let count = 0;
  for (let id = 0; id < number.length; id++) if (number[id] === 1) number[id] = count++;
  return { of: cluster.map((id) => number[id - low]), count };
}
