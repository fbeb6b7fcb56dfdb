import { below } from '../../random/draw.ts';
import { keyOf } from '../../random/key.ts';
import type { Uncertain } from '../../scenario/settled.ts';

/** Draws of the parameters that were not ruled out by what was published; made by `npm run calibrate`. */
export type PublishedDraws = {
  readonly schema: 'forewarned/draws@1';
  /** SHA-256 over all default parameters, and the model, for which it was made. */
  readonly defaults: string;
  readonly resultsVersion: number;
  readonly seed: string;
  readonly people: number;
  /** Draws that were looked at. */
  readonly of: number;
  /** The numbers that were varied, with the default and the range at that time. */
  readonly names: readonly {
    readonly name: string;
    readonly value: number;
    readonly range: readonly [low: number, high: number];
  }[];
  /** By draw, then by name. */
  readonly draws: readonly (readonly number[])[];
};

/** What takes a number of a plan from the published draws. */
export type PublishedValues = {
  /** The values of one number by draw of the plan; undefined where the set has none that fits. */
  readonly valuesOf: (uncertain: Uncertain) => readonly number[] | undefined;
};

/**
 * Published draws in an order of the seed: the first draws of a plan are those of a smaller plan. A number that a scenario, design
 * or other context states with another value or range keeps its own range: the published draws know nothing of it. A plan with more
 * draws than were published begins again with the first.
 *
 * @param draws of the plan, at least 2; a single draw is the defaults
 */
export function publishedValues(published: PublishedDraws, seed: string, draws: number): PublishedValues {
  const order = published.draws.map((_, k) => k);
  const key = keyOf(seed, 'draw', 'published');
  for (let k = order.length - 1; k > 0; k--) {
    const other = below(key, k, k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  const columns = new Map(published.names.map((known, column) => [known.name, { ...known, column }]));
  return {
    valuesOf: ({ name, value, range }) => {
      const known = columns.get(name);
      if (known === undefined || order.length === 0) return undefined;
      if (known.value !== value || known.range[0] !== range[0] || known.range[1] !== range[1]) return undefined;
      return Array.from({ length: draws }, (_, draw) => published.draws[order[draw % order.length]][known.column]);
    },
  };
}
