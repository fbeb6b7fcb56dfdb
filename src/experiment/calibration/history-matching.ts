/** What was published about one target, and how exactly it can be compared. */
export type Observed = {
  readonly id: string;
  readonly low: number;
  readonly high: number;
  /** Standard deviation of what the model may be off. */
  readonly discrepancy: number;
  /** Standard deviation over luck of one run. */
  readonly luck: number;
};

/** How a set of parameter draws stands against the targets. */
export type Match = {
  /** By draw, then by target: implausibility, 0 and above; infinity where the draw has no such number. */
  readonly implausibility: readonly (readonly number[])[];
  /** Ids of targets that no draw comes near: they cannot be met within the ranges. */
  readonly unmet: readonly string[];
  /** Pairs of targets each of which some draw meets, and no draw both. */
  readonly opposed: readonly (readonly [string, string])[];
  /** Numbers of the draws that are not implausible. */
  readonly kept: readonly number[];
};

/** Three standard deviations: nearly all of any unimodal distribution. @source Pukelsheim (1994), The three sigma rule */
export const IMPLAUSIBLE = 3;

/**
 * How implausible a value is: its distance from what was published, in standard deviations of all that keeps model and world apart.
 *
 * @returns 0 within the published interval
 * @source Craig, Goldstein, Seheult and Smith (1997), Pressure matching for hydrocarbon reservoirs; Vernon, Goldstein and Bower
 *         (2010), Galaxy formation: a Bayesian uncertainty analysis
 */
export function implausibilityOf(value: number, { low, high, discrepancy, luck }: Observed): number {
  if (!Number.isFinite(value)) return Number.POSITIVE_INFINITY;
  const distance = Math.max(0, low - value, value - high);
  return distance / Math.sqrt(discrepancy * discrepancy + luck * luck);
}

/**
 * Rules out draws of the parameters. Targets that no draw meets are set aside and reported: they say something about the model,
 * not about its parameters. Of the others, the second largest implausibility decides, so that one unlucky target does not.
 *
 * @param values   by draw, then by target
 * @param observed the targets, in the order of the values
 */
export function matched(values: readonly (readonly number[])[], observed: readonly Observed[]): Match {
  const implausibility = values.map((row) => observed.map((target, t) => implausibilityOf(row[t], target)));
  const meets = (row: readonly number[], t: number): boolean => row[t] < IMPLAUSIBLE;
  const met = observed.map((_, t) => implausibility.some((row) => meets(row, t)));
  const opposed = observed.flatMap(({ id }, a) =>
    observed.slice(a + 1).flatMap(({ id: other }, k): (readonly [string, string])[] => {
      const b = a + 1 + k;
      if (!met[a] || !met[b] || implausibility.some((row) => meets(row, a) && meets(row, b))) return [];
      return [[id, other]];
    }),
  );
  const kept = implausibility.flatMap((row, draw) => {
    const counting = row.filter((_, t) => met[t]).toSorted((a, b) => b - a);
    return (counting[1] ?? 0) < IMPLAUSIBLE ? [draw] : [];
  });
  return { implausibility, unmet: observed.filter((_, t) => !met[t]).map(({ id }) => id), opposed, kept };
}
