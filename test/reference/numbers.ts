import { logistic } from '../../src/random/exact-math.ts';

/** Rounds to 32 bits: everything a column keeps, and every single step of the arithmetic that is done for everybody. */
export const f = Math.fround;

const CELLS_PER_UNIT = 256;

/** The logistic curve at the lower edge of each cell, and at the upper edge of the last ones. */
const edges = Array.from({ length: 16 * CELLS_PER_UNIT + 2 }, (_, cell) => f(logistic(cell / CELLS_PER_UNIT - 8)));

/** The logistic curve of the model: 4,096 cells over [-8, 8], flat beyond, a straight line inside a cell, steps of 32 bits. */
export function curve(x: number): number {
  const place = f(f(Math.min(8, Math.max(-8, x)) + 8) * CELLS_PER_UNIT);
  const cell = Math.floor(place);
  const rise = f(edges[cell + 1] - edges[cell]);
  return f(edges[cell] + f(f(place - cell) * rise));
}

/** What is left after a week; a trace below 1e-12 is none. */
export function faded(value: number, rate: number): number {
  const left = f(value * f(rate));
  return Math.abs(left) < f(1e-12) ? 0 : left;
}

/** A step from a value towards a goal. */
export function towards(value: number, goal: number, rate: number): number {
  return f(value + f(f(rate) * f(goal - value)));
}

export function held(value: number, low: number, high: number): number {
  if (value < f(low)) return f(low);
  return value > f(high) ? f(high) : value;
}
