import type { Sampling, Varied } from '../../scenario/batch-file.ts';
import { factorial } from './factorial.ts';
import { latinHypercube } from './latin-hypercube.ts';
import { shifted } from './sobol.ts';

export type { Sampling, Varied } from '../../scenario/batch-file.ts';

/**
 * The numbers that the draws of a batch put in the place of uncertain ones, by name and draw.
 *
 * Latin hypercube and Sobol are uniform from low to high, whatever the default; draws that a scenario makes by itself have the
 * default as their median instead (`drawnValues`). The seed has no part in a list or a factorial.
 *
 * @returns  name -> value by draw; all of the same length, which is `draws`; in the unit of the number
 * @throws RangeError when nothing varies, a name stands twice, a bound or value is no number, a row has another length than the
 *         names, there is no draw, or there are more points or dimensions than the method can have
 */
export function drawsOf(
  sampling: Sampling,
  seed: string,
): { readonly draws: number; readonly values: ReadonlyMap<string, readonly number[]> } {
  const names = sampling.method === 'list' ? sampling.names : sampling.vary.map(({ name }) => name);
  if (names.length === 0) throw new RangeError('drawsOf: expected at least one name that varies, found none.');
  for (const [k, name] of names.entries())
    if (names.indexOf(name) < k) throw new RangeError(`drawsOf: expected every name once, found ${name} twice.`);
  const rows = rowsOf(sampling, seed);
  if (rows.length === 0) throw new RangeError('drawsOf: expected at least one draw, found none.');
  for (const [draw, row] of rows.entries())
    if (row.length !== names.length || !row.every(Number.isFinite))
      throw new RangeError(`drawsOf: expected ${names.length} numbers in draw ${draw}, found ${row.join(', ')}.`);
  return { draws: rows.length, values: new Map(names.map((name, k) => [name, rows.map((row) => row[k])])) };
}

/** Draws x names. */
function rowsOf(sampling: Sampling, seed: string): readonly (readonly number[])[] {
  if (sampling.method === 'list') return sampling.rows;
  const { vary } = sampling;
  for (const { name, low, high } of vary)
    if (!(low <= high)) throw new RangeError(`drawsOf: expected a range for ${name}, found ${low} to ${high}.`);
  if (sampling.method === 'factorial') return factorial(vary.map(levelsOf));
  const names = vary.map(({ name }) => name);
  const places =
    sampling.method === 'sobol' ? shifted(sampling.points, seed, names) : latinHypercube(sampling.points, names, seed);
  return places.map((row) => row.map((place, k) => vary[k].low + (vary[k].high - vary[k].low) * place));
}

/** The levels of a factor: its values, else evenly spaced ones from low to high. */
function levelsOf({ name, low, high, values, steps = 2 }: Varied): readonly number[] {
  if (values !== undefined) return values;
  if (!Number.isInteger(steps) || steps < 2)
    throw new RangeError(`drawsOf: expected a whole number of at least 2 steps for ${name}, found ${steps}.`);
  // The last one is the bound itself: a sum could round to just above it.
  return Array.from({ length: steps }, (_, k) => (k === steps - 1 ? high : low + ((high - low) * k) / (steps - 1)));
}
