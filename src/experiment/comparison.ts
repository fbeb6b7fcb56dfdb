import type { GroupName, OutcomeName, SeriesName } from '../model/outcomes.ts';
import type { AsPlanned } from './as-planned.ts';

/**
 * What one paired job gives back: one row per arm, all from the same luck and the same parameter draw. Plain data.
 * A ratio that does not exist in a run (nobody reached) is null, never NaN.
 */
export type RunRow = {
  /** Hash of (model version, canonical setup); hex, 16 digits. */
  readonly runId: string;
  readonly condition: string;
  readonly arm: string;
  /** Parameter draw, 0-based; draw 0 of a comparison without draws is the defaults. */
  readonly draw: number;
  /** Luck, 0-based and unique over draws. */
  readonly replicate: number;
  readonly levels: { readonly [O in OutcomeName]?: number | null };
  /** Differences to the baseline of the same luck; absent in the baseline's own row. */
  readonly differences: { readonly [O in OutcomeName]?: number | null };
  readonly series: { readonly [S in SeriesName]: readonly number[] };
  /** Shares of the group helped, harmed, mixed; and the group's share of all people. */
  readonly groups: {
    readonly [G in GroupName]?: {
      readonly people: number;
      readonly helped: number;
      readonly harmed: number;
      readonly mixed: number;
    };
  };
  /** Facts worth a sentence, for instance "less than one place per community". */
  readonly notes: readonly string[];
};

export type FailedRun = {
  readonly runId: string;
  readonly condition: string;
  readonly arm: string;
  readonly draw: number;
  readonly replicate: number;
  readonly stage: 'burn-in' | 'run' | 'worker';
  readonly message: string;
  readonly trace: string;
};

/**
 * A number with both spreads: of further results, new luck and new parameters, 90 % are expected between low and high.
 * How the intervals are made: `spread.ts`. With one run there is no interval: low, mean and high are the same.
 */
export type Spread = {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** From luck alone (parameters held). */
  readonly luck: { readonly low: number; readonly high: number };
  /** From not knowing the parameters (luck averaged out). */
  readonly parameters: { readonly low: number; readonly high: number };
  /** Standard error of the mean: what more runs would remove. */
  readonly monteCarloError: number;
  /** Runs in which the number exists; fewer than the comparison's where runs failed or a ratio had nothing to divide by. */
  readonly replicates: number;
  /** Parameter draws among them. */
  readonly draws: number;
};

export type Band = {
  readonly low: readonly number[];
  readonly middle: readonly number[];
  readonly high: readonly number[];
};

export type GroupEffect = {
  readonly group: GroupName;
  readonly people: number;
  readonly helped: Spread;
  readonly harmed: Spread;
};

export type ArmResult = {
  /** `arm`, or `condition/arm` where a scenario has conditions. */
  readonly id: string;
  readonly condition: string;
  readonly design: string;
  readonly title: string;
  readonly isBaseline: boolean;
  readonly truthfulness: 'truthful' | 'one-sided' | 'false' | 'none';
  readonly outcomes: { readonly [O in OutcomeName]?: Spread };
  readonly differences: { readonly [O in OutcomeName]?: Spread };
  /** Share of paired runs in which the design is better than the baseline (for outcomes with a good side). */
  readonly shareBetter: { readonly [O in OutcomeName]?: number };
  /** Mean cost in euros of 2023 for the real population. */
  readonly cost: number;
  readonly groups: readonly GroupEffect[];
  /** The group with the lowest helped minus harmed. */
  readonly worstOff: GroupName | null;
  readonly series: { readonly [S in SeriesName]: Band };
  /** Differences to the baseline of the same luck, week by week; absent for the baseline itself. */
  readonly changes?: { readonly [S in SeriesName]: Band };
  readonly notes: readonly string[];
  /** Left out of what was read from a package, where the plan is not at hand. */
  readonly asPlanned?: AsPlanned;
};

/** An assumption made true and not: what the same design changes in either case, and how much of it is the worth of the assumption. */
export type Contrast = {
  readonly id: string;
  readonly title: string;
  /** Ids of conditions. */
  readonly holds: string;
  readonly fails: string;
  readonly design: string;
  /** Effects where it holds, where it does not, and their difference run by run with the same luck. */
  readonly outcomes: {
    readonly [O in OutcomeName]?: { readonly holds: Spread; readonly fails: Spread; readonly worth: Spread };
  };
};

/** One design under one reading of the evidence: choosing well beside harm, never alone. */
export type RegimeDesign = {
  readonly id: string;
  readonly title: string;
  readonly quality: Spread;
  readonly unmetNeed: Spread | null;
  /** Worse off because of the design. */
  readonly harmed: Spread | null;
  readonly harmedOnJourney: Spread | null;
};

export type RegimeAnswer = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly replicates: number;
  readonly people: number;
  /** By decision quality, best first; designs with false messages last and never called best. */
  readonly designs: readonly RegimeDesign[];
  /** Id of the first. */
  readonly leads: string;
  /** Decision quality of that design minus that of the one that leads in the main comparison, pair by pair; null where they are the same. */
  readonly ahead: Spread | null;
  /** `same`: the same design has the highest mean, which alone does not say that it comes first. `differs`: another one does, and is ahead by more than luck would (one-sided t test, 5 %). `open`: another one does, by no more than luck. */
  readonly verdict: 'same' | 'differs' | 'open';
};

/** What designs change where numbers are as somebody chose them. */
export type ChosenNumbers = {
  readonly method: string;
  /** Each with its value by draw. */
  readonly numbers: readonly { readonly name: string; readonly values: readonly number[] }[];
  /** Mean differences by draw, for the draws that a design has runs of. */
  readonly effects: readonly {
    readonly id: string;
    readonly draws: readonly number[];
    readonly decision_quality: readonly number[];
    readonly harmed: readonly number[];
  }[];
};

export type Comparison = {
  /** SHA-256 over the canonical runs table, hex. */
  readonly fingerprint: string;
  readonly version: string;
  readonly resultsVersion: number;
  /** SHA-256 over all default parameters. */
  readonly defaults: string;
  /** Whether the scenario is the one of that id that comes with this version; else a command that names it gives other numbers. */
  readonly asShipped: boolean;
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly question: string;
    readonly about: string;
    readonly source: string;
  };
  readonly contexts: readonly { readonly id: string; readonly title: string; readonly limits: string }[];
  readonly conditions: readonly {
    readonly id: string;
    readonly title: string;
    readonly about: string;
    /** Real people that its simulated ones stand for. */
    readonly population: number;
  }[];
  readonly people: number;
  /** Of the first condition. */
  readonly population: number;
  readonly weeks: number;
  readonly burnIn: number;
  /** Paired runs per arm in total, and parameter draws among them. */
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
  /** Numbers that were varied by published draws, those not ruled out by what was published, and how many of these there are. */
  readonly published: { readonly numbers: number; readonly of: number } | null;
  /** Numbers that somebody chose to vary, and what the designs change at each of their draws; null for the scenario's own draws. */
  readonly chosen: ChosenNumbers | null;
  readonly designs: readonly ArmResult[];
  /** None unless the scenario states some. */
  readonly contrasts: readonly Contrast[];
  /** What other readings of the evidence would put first; none where they were not asked. */
  readonly regimes: readonly RegimeAnswer[];
  readonly failures: readonly FailedRun[];
  /** Runs finished and asked for, where it was cut short; else null. */
  readonly partial: { readonly done: number; readonly of: number } | null;
  /** What was aimed at with the number of runs, and how far it is reached; null where nothing was. */
  readonly precision: {
    readonly outcome: OutcomeName;
    /** Half-width that was aimed at, and the widest one over the designs: of the 90 % interval of a mean difference, as far as luck goes. */
    readonly aim: number;
    /** null where there are too few runs of a design to tell. */
    readonly halfWidth: number | null;
    readonly isEnough: boolean;
    /** Runs of each design at the most. */
    readonly most: number;
  } | null;
  /** How many of the numbers used are assumptions, and how many have a range in which draws vary them. */
  readonly assumed: { readonly assumed: number; readonly total: number; readonly varied?: number };
  readonly off: readonly string[];
};
