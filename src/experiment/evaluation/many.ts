import { studentQuantile } from '../../statistics/student.ts';

/** A number found from many imaginary studies, and the Monte Carlo error that more of them would remove. */
export type Diagnosand = { readonly value: number; readonly error: number };

/** Where an imaginary study took place: which world, and which lot of the assignment in it. */
export type Place = {
  readonly replicate: number;
  readonly lot: number;
  /** Parameter draw under which the world was lived; absent where parameters are held. */
  readonly draw?: number;
};

/**
 * Which studies share what makes them alike. Worlds of one parameter draw share all uncertain numbers, so that errors come from
 * differences between draws, as in a comparison; with a single draw from differences between worlds, with a single world between
 * lots, and with a single lot between surveys. The errors then speak of that draw, that world, or that lot, only.
 */
export function grouped(places: readonly Place[]): { readonly of: Int32Array; readonly count: number } {
  const by = (name: (place: Place, at: number) => number): { of: Int32Array; count: number } => {
    const numbers = new Map<number, number>();
    const of = Int32Array.from(places, (place, at) => {
      const key = name(place, at);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size);
      return numbers.size - 1;
    });
    return { of, count: numbers.size };
  };
  const shared = [by(({ draw = 0 }) => draw), by(({ replicate }) => replicate), by(({ lot }) => lot)];
  return shared.find(({ count }) => count > 1) ?? by((_, at) => at);
}

const UPPER = 0.975;

/**
 * How far a number may lie from the one that endlessly many studies would give: half its 95 % simulation interval.
 *
 * @param error  standard error from differences between groups
 * @param groups of `grouped`; with one nothing is known, and nothing is clear
 * @source Student's t with one degree of freedom less than there are groups
 */
export function simulationMargin(error: number, groups: number): number {
  return groups < 2 ? Number.POSITIVE_INFINITY : studentQuantile(UPPER, groups - 1) * error;
}

/**
 * The mean of a number over studies, or of some of them, as a ratio of sums; its error by linearisation between groups.
 *
 * @param over    one per study
 * @param of      1, or 0 for studies that do not count; or any number to divide by
 * @returns       null when there is nothing to divide by
 * @source Cochran (1977), Sampling Techniques, 6.5 and 9A
 */
export function ratioOver(
  over: readonly number[],
  of: readonly number[],
  groups: { readonly of: Int32Array; readonly count: number },
): Diagnosand | null {
  let whole = 0;
  let total = 0;
  for (let i = 0; i < over.length; i++) {
    total += over[i];
    whole += of[i];
  }
  if (whole === 0) return null;
  const value = total / whole;
  if (groups.count < 2) return { value, error: Number.NaN };
  const sums = new Float64Array(groups.count);
  for (let i = 0; i < over.length; i++) sums[groups.of[i]] += over[i] - value * of[i];
  const squares = sums.reduce((sum, each) => sum + each * each, 0);
  return { value, error: Math.sqrt((groups.count / (groups.count - 1)) * squares) / Math.abs(whole) };
}

/** The mean of a number over studies. @returns null when there is none */
export function meanOver(
  values: readonly number[],
  groups: { readonly of: Int32Array; readonly count: number },
): Diagnosand | null {
  return ratioOver(
    values,
    values.map(() => 1),
    groups,
  );
}

/**
 * The share of studies of which something holds, among those that count. Where all of them agree the differences say nothing; the
 * error is then that of a share of which one more study, of one more group, would be half an exception.
 */
export function shareOver(
  holds: readonly boolean[],
  counts: readonly boolean[],
  groups: { readonly of: Int32Array; readonly count: number },
): Diagnosand | null {
  const share = ratioOver(
    holds.map((each, i) => Number(each && counts[i])),
    counts.map(Number),
    groups,
  );
  if (share === null || (share.value > 0 && share.value < 1)) return share;
  const near = 1 / 2 / (groups.count + 1);
  return { value: share.value, error: Math.sqrt((near * (1 - near)) / groups.count) };
}
