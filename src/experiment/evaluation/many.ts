/** A number found from many imaginary studies, and the Monte Carlo error that more of them would remove. */
export type Diagnosand = { readonly value: number; readonly error: number };

/** Where an imaginary study took place: which world, and which lot of the assignment in it. */
export type Place = { readonly replicate: number; readonly lot: number };

/**
 * Which studies share a place. Studies of one world resemble each other, so that errors come from differences between worlds; with
 * a single world from differences between lots, and with a single lot from those between surveys. The errors then speak of that
 * world, or that lot, only.
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
  for (const found of [by(({ replicate }) => replicate), by(({ lot }) => lot)]) if (found.count > 1) return found;
  return by((_, at) => at);
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
