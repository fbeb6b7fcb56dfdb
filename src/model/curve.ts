import { logistic as exactLogistic } from '../random/exact-math.ts';

const CELLS_PER_UNIT = 256;
const REACH = 8;

/** Values of the logistic curve at the cells' borders; one more than is ever read, so that each has a successor. */
export const cells = Float32Array.from({ length: 2 * REACH * CELLS_PER_UNIT + 2 }, (_, cell) =>
  exactLogistic(cell / CELLS_PER_UNIT - REACH),
);

const f = Math.fround;

/**
 * The logistic curve by a table of 4,096 cells over [-8, 8] with a straight line inside a cell; flat beyond.
 * Error below 1e-6. One table for the whole model, so that every engine sees the same curve.
 */
export function curve(x: number): number {
  const held = x < -REACH ? -REACH : x > REACH ? REACH : x;
  const place = f(f(held + REACH) * CELLS_PER_UNIT);
  const cell = Math.floor(place);
  const low = cells[cell];
  return f(low + f(f(place - cell) * f(cells[cell + 1] - low)));
}
