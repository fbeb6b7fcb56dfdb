import { below, uniform } from '../../random/draw.ts';
import { keyOf } from '../../random/key.ts';

/** Which of the strata each point falls into: a permutation of 0 ... points - 1 that belongs to the name. */
function strata(seed: string, points: number, name: string): readonly number[] {
  const key = keyOf(seed, 'draw', name);
  const order = Array.from({ length: points }, (_, k) => k);
  for (let k = points - 1; k > 0; k--) {
    const other = below(key, k, k + 1);
    [order[k], order[other]] = [order[other], order[k]];
  }
  return order;
}

/**
 * One coordinate of a Latin hypercube: a number within each of the equally wide strata, in an order that belongs to the name.
 *
 * @param points  how many, at least 1
 * @returns       by point, strictly between 0 and 1
 * @throws RangeError when there is no point
 */
export function stratified(seed: string, points: number, name: string): readonly number[] {
  if (!Number.isInteger(points) || points < 1)
    throw new RangeError(`latinHypercube: expected a whole number of at least 1 point, found ${points}.`);
  const within = keyOf(seed, 'draw', name, 'within');
  return strata(seed, points, name).map((stratum, point) => (stratum + uniform(within, point)) / points);
}

/**
 * A Latin hypercube: over all points, each name meets every one of as many equally wide strata once. Names are independent of
 * each other; adding one, anywhere in the list, moves nobody.
 *
 * @param points  how many, at least 1
 * @returns       points x names, strictly between 0 and 1
 * @throws RangeError when there is no point
 * @source McKay, Beckman and Conover (1979), A comparison of three methods for selecting values of input variables
 */
export function latinHypercube(points: number, names: readonly string[], seed: string): readonly (readonly number[])[] {
  const columns = names.map((name) => stratified(seed, points, name));
  return Array.from({ length: points }, (_, point) => columns.map((column) => column[point]));
}
