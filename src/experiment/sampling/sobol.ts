import { bits } from '../../random/draw.ts';
import { keyOf } from '../../random/key.ts';
import { joeKuo } from './joe-kuo.ts';

/** Bits of a coordinate. */
const BITS = 32;
const STEP = 1 / 4294967296;

/** How many dimensions there are direction numbers for. */
export const MOST_DIMENSIONS = joeKuo.length + 1;

/** The direction numbers of a dimension (0-based), as words of 32 bits: number k is mixed in when bit k of the Gray code turns. */
function directions(dimension: number): Uint32Array {
  const numbers = new Uint32Array(BITS);
  if (dimension === 0) return numbers.map((_, k) => 1 << (BITS - 1 - k));
  const [coefficients, initial] = joeKuo[dimension - 1];
  const degree = initial.length;
  for (const [k, number] of initial.entries()) numbers[k] = number << (BITS - 1 - k);
  for (let k = degree; k < BITS; k++) {
    numbers[k] = numbers[k - degree] ^ (numbers[k - degree] >>> degree);
    for (let back = 1; back < degree; back++)
      if ((coefficients >>> (degree - 1 - back)) & 1) numbers[k] ^= numbers[k - back];
  }
  return numbers;
}

function check(points: number, dimensions: number): void {
  if (!Number.isInteger(points) || points < 1 || points > 4294967296)
    throw new RangeError(`sobol: expected a whole number of points from 1 to 2^32, found ${points}.`);
  if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS)
    throw new RangeError(
      `sobol: expected 1 to ${MOST_DIMENSIONS} dimensions, found ${dimensions}. Vary fewer numbers, or take a Latin hypercube.`,
    );
}

/** The sequence from a first point on, given as one word for each dimension; it is what all points are mixed with. */
function sequence(points: number, first: readonly number[]): readonly (readonly number[])[] {
  const mixed = first.map((_, dimension) => directions(dimension));
  const at = Uint32Array.from(first);
  const all: (readonly number[])[] = [];
  for (let point = 0; point < points; point++) {
    if (point > 0) {
      // From one Gray code to the next a single bit turns: that of the lowest one in the number of the point.
      const turned = BITS - 1 - Math.clz32(point & -point);
      for (let dimension = 0; dimension < at.length; dimension++) at[dimension] ^= mixed[dimension][turned];
    }
    all.push(Array.from(at, (word) => word * STEP));
  }
  return all;
}

/**
 * The first points of a Sobol sequence, neither scrambled nor shifted, in the order of the Gray code. The first point is 0 in all
 * dimensions. A power of two of points fills space most evenly. More dimensions leave the earlier ones as they are.
 *
 * @param points      how many, from 1
 * @param dimensions  from 1 to 128
 * @returns           points x dimensions, at least 0 and below 1
 * @throws RangeError when there are other numbers of points or dimensions
 * @source Sobol (1967); Antonov and Saleev (1979) for the order; Joe and Kuo (2008) for the direction numbers
 */
export function sobol(points: number, dimensions: number): readonly (readonly number[])[] {
  check(points, dimensions);
  return sequence(points, new Array<number>(dimensions).fill(0));
}

/**
 * The same sequence under a digital shift: the bits of each dimension are turned where a word that belongs to seed and name has a
 * one. Every seed gives another design, none begins in the corner, and all are as even as the sequence itself.
 *
 * The shift belongs to the name and the sequence to the place in the list: a name that is added at the end moves nobody.
 *
 * @returns  points x names, at least 0 and below 1
 * @throws RangeError as `sobol` does
 * @source L'Ecuyer and Lemieux (2002), Recent advances in randomized quasi-Monte Carlo methods
 */
export function shifted(points: number, seed: string, names: readonly string[]): readonly (readonly number[])[] {
  check(points, names.length);
  return sequence(
    points,
    names.map((name) => bits(keyOf(seed, 'draw', name, 'shift'), 0)),
  );
}
