/**
 * What a study has in hand after its interviews: one entry per person asked at the first wave. Nothing in it is a truth; it is what
 * was reported, by those who were found.
 */
export type Responses = {
  /** Row of the person, which the analyst does not know. */
  readonly row: Int32Array;
  /** 1 for the group compared as treated: assigned by lot, or without a lot those the study takes for exposed. */
  readonly treated: Uint8Array;
  /** 1 for those the study takes for exposed: on the beneficiary list, or saying so where there is no list. */
  readonly exposed: Uint8Array;
  /** What the analysis clusters on: the unit of assignment, or the sampling cluster; else each person for themselves. */
  readonly cluster: Int32Array;
  readonly weight: Float64Array;
  /** Per wave: 1 for those found and willing. */
  readonly found: readonly Uint8Array[];
  /** Per wave: the answer, on the scale of the measure; NaN where not found. */
  readonly reports: readonly Float64Array[];
  /** Per wave: 1 for those whose unit has got the campaign by then (differs over waves in a stepped wedge only). */
  readonly treatedAt: readonly Uint8Array[];
  /**
   * What an analyst can adjust for, as asked at the first wave: age, male, online, reported intention (0 or 1), years are as they are.
   * In this order; intention is 0 where nobody could be asked.
   */
  readonly covariates: readonly Float64Array[];
  /** Interviews held, for the cost of the study. */
  readonly interviews: number;
  /** Clusters visited; 0 where people are drawn singly. */
  readonly clusters: number;
};
