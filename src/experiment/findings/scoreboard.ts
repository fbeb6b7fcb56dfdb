import type { Expectation, SeedFinding } from '../../scenario/seeds/finding.ts';
import type { FailedRun } from '../comparison.ts';
import type { Estimate } from '../jackknife.ts';
import type { Verdict } from './verdict.ts';

/**
 * Where a reproduced finding comes from, found by running it, not declared: `built-in` stays when everything but what may carry it
 * alone is off; `emerged` goes away with its ablation; `unexplained` stays although its ablation is taken out. `calibrated` and
 * `held-out` are declared: the number was used to choose parameters, or kept away from it. A finding that is not reproduced has
 * nothing to trace (`absent`), an undecided one not yet (`open`).
 */
export type Status = 'built-in' | 'emerged' | 'unexplained' | 'calibrated' | 'held-out' | 'absent' | 'open';

export type PartResult = {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
  readonly expect: Expectation;
  readonly none: number;
  /** At the default parameters: mean over luck, with the 90 % interval of that mean. */
  readonly estimate: Estimate;
  readonly verdict: Verdict;
  /** Runs that would decide it; null where it is decided, `too many` where no number of runs is likely to. */
  readonly runsToDecide: number | 'too many' | null;
  /** Over draws of the parameters, one run each: the middle 90 % of the values, and in how many the part holds. */
  readonly draws: { readonly low: number; readonly high: number; readonly held: number; readonly of: number } | null;
};

export type AblationResult = {
  readonly says: string;
  /** Part that it is about. */
  readonly part: string;
  /** What is left of the distance from `none`, as a share of what it was; 90 % interval over luck. Null for parts that expect no effect. */
  readonly left: Estimate | null;
  /** The value without what was taken out. */
  readonly without: Estimate;
  readonly verdict: 'removed' | 'kept' | 'undecided';
};

export type FindingRow = {
  readonly id: string;
  /** S01 to S23, L01 to L18. */
  readonly row: string;
  readonly title: string;
  readonly claim: string;
  readonly condition: string | null;
  /** Ids of places of documents and of studies. */
  readonly sources: readonly string[];
  readonly patterns: readonly string[];
  readonly conflicts: readonly string[];
  readonly why: string;
  readonly notTestable: string | null;
  readonly experiment: string | null;
  /** At the defaults. */
  readonly verdict: Verdict;
  /** That of the last full run, where a quick run comes to another one. */
  readonly inFull?: Verdict;
  /** The part that decides: the one that fails, the one that is open, or the one nearest to failing. Null when not testable. */
  readonly decides: string | null;
  readonly parts: readonly PartResult[];
  /** Share of parameter draws in which all parts hold, with its 90 % interval (Wilson). */
  readonly draws: { readonly share: number; readonly low: number; readonly high: number; readonly of: number } | null;
  readonly declared: SeedFinding['declared'];
  readonly status: Status | null;
  readonly ablation: AblationResult | null;
  readonly circular: string | null;
  /** Why we think it is not reproduced, where somebody has said so. */
  readonly discrepancy: string | null;
  /** What is left of the first part with one mechanism off, by mechanism; only after a full run. */
  readonly restsOn: { readonly [mechanism: string]: Estimate };
};

export type Scoreboard = {
  /** SHA-256 over all readings that the rows are made of. */
  readonly fingerprint: string;
  readonly version: string;
  readonly resultsVersion: number;
  /** SHA-256 over all default parameters. */
  readonly defaults: string;
  readonly seed: string;
  /** Runs at the defaults, draws of the parameters, runs of each ablation. */
  readonly runs: number;
  readonly draws: number;
  readonly ablationRuns: number;
  readonly people: number;
  /** Where ablations and draws come from, and the status of verdicts that are the same in both: this run, or the last full one. */
  readonly ablationsFrom: 'this run' | { readonly fingerprint: string; readonly defaults: string } | null;
  /** What was switched off for all findings (`--ablate`). */
  readonly off: readonly string[];
  readonly findings: readonly FindingRow[];
  readonly failures: readonly FailedRun[];
};
