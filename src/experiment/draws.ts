import { stratified } from './sampling/latin-hypercube.ts';

/** The part of a name that draws share: a condition has its own number under `name@condition`, with the same luck. */
function streamOf(name: string): string {
  return name.split('@')[0];
}

/**
 * The numbers that the draws of a plan put in the place of an uncertain one, by draw.
 *
 * Over the draws of a plan, each name meets every stratum of its distribution once (a Latin hypercube). The distribution is
 * uniform on either side of the default, with half of its mass on each: its median is the default. A single draw is the
 * default itself. Other names have no part in it: adding one moves nobody.
 *
 * @param draws  how many, at least 1
 * @param range  low <= value <= high
 * @throws RangeError when there is no draw, or the range does not contain the value
 * @source McKay, Beckman and Conover (1979), A comparison of three methods for selecting values of input variables
 */
export function drawnValues(
  seed: string,
  draws: number,
  name: string,
  value: number,
  [low, high]: readonly [number, number],
): readonly number[] {
  if (!Number.isInteger(draws) || draws < 1)
    throw new RangeError(`drawnValues: expected at least 1 draw, found ${draws}.`);
  if (!(low <= value && value <= high))
    throw new RangeError(`drawnValues: expected a range around ${value} for ${name}, found ${low} to ${high}.`);
  if (draws === 1) return [value];
  return stratified(seed, draws, streamOf(name)).map((u) =>
    u < 0.5 ? low + (value - low) * 2 * u : value + (high - value) * (2 * u - 1),
  );
}
