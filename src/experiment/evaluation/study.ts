import type { Assignment } from '../../model/setup.ts';
import type { Topic } from '../../model/vocabulary.ts';

/**
 * What can be true of one person at one time, and asked about in a survey. `intends` and its kin are 0 or 1, beliefs are
 * probabilities, scores 0 to 1. Every measure has a value for everybody in both worlds; what a survey reports of it is another matter.
 */
export type Measure =
  | 'intends'
  | 'intends_or_left'
  | 'intention'
  | 'considering'
  | 'left_irregularly'
  | 'left_lawfully'
  | `believes_${Topic}`
  | `error_${Topic}`
  | 'general_risk'
  | 'own_risk'
  | 'knows_lawful'
  | 'knows_alternative'
  | 'rights_knowledge'
  | 'trust_in_sender'
  | 'recall'
  | 'changed_mind'
  | 'decision_quality'
  | 'unmet_protection_need'
  | 'harmed_on_journey'
  | 'prepared'
  | 'regret'
  | 'contacts';

/** What would be true: the quantity a study is after. */
export type Estimand =
  /** Mean of Y1 - Y0 over those who took in at least one contact. */
  | 'att'
  /** Mean of Y1 - Y0 over the assigned. */
  | 'itt'
  /** Mean of Y1 - Y0 over people without a contact in units that got the campaign. */
  | 'spillover'
  /** Mean of Y1 - Y0 over everybody in the study population. */
  | 'total';

export type Inquiry = { readonly estimand: Estimand; readonly measure: Measure };

/** Whom the study can draw from, and how many it draws. */
type Sampling = {
  readonly frame: 'beneficiary-list' | 'household-listing' | 'school-roster' | 'online-panel';
  /** People interviewed at the first wave, treated and comparison together, >= 2. */
  readonly size: number;
  /** Clusters drawn, 0 for a simple random sample of people; then `size / clusters` people in each. */
  readonly clusters: number;
};

export type Measurement = {
  /** Weeks of the interviews, ascending; the last is the endline, an earlier one (below the first contact) the baseline. */
  readonly waves: readonly number[];
  /** Share of people without any contact who say they remember the campaign. */
  readonly falseRecall: number;
  /** Standard deviation of noise in scores and reported probabilities; share of yes-or-no answers flipped. */
  readonly noise: number;
  readonly flips: number;
  /** Intenders who deny it: among those the campaign did not meet, and among those it met. */
  readonly denialUntreated: number;
  readonly denialTreated: number;
  /** People who agree that the campaign changed their mind because they were asked by it. */
  readonly agreeable: number;
  /** Fall of intention that is felt as a changed mind. */
  readonly feltChange: number;
  /** Ask by a list experiment: no denial, more variance. */
  readonly listItems: number;
};

export type Tracing = {
  /** Chance of finding somebody: at their destination; en route, stranded, gone lawfully or dead nobody is found. */
  readonly abroad: number;
  readonly refusal: number;
  /** Refusal added per unit of avoidance of the topic, and for those who intend to leave. */
  readonly refusalAvoidance: number;
  readonly refusalIntention: number;
  /** 1: households answer for members who cannot be found: departure known with `proxyKnows`. */
  readonly proxies: number;
  readonly proxyKnows: number;
};

export type Estimator =
  | 'naive-share'
  | 'before-after'
  | 'exposed-unexposed'
  | 'matched'
  | 'difference-in-differences'
  | 'regression'
  | 'difference-in-means'
  | 'cluster-robust'
  | 'cluster-means'
  | 'instrument'
  | 'contact-count';

type StudyCost = {
  readonly fixed: number;
  readonly perInterview: number;
  readonly perCluster: number;
};

/** A study design as settled numbers, in the evaluator's words. Plain data. */
export type Study = {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly source: string;
  readonly inquiry: Inquiry;
  /** Without a lot the campaign goes where it would go anyway. */
  readonly assignment: Omit<Assignment, 'draw'> | null;
  readonly sampling: Sampling;
  readonly measurement: Measurement;
  readonly tracing: Tracing;
  readonly estimator: Estimator;
  readonly cost: StudyCost;
};

/** What can bend a study. With a cause switched off the study is spared it; the split of the bias is over these. */
export const causes = ['attrition', 'recall', 'desirability', 'selection', 'contamination', 'clustering'] as const;
export type Cause = (typeof causes)[number];
export type Spared = { readonly [C in Cause]: boolean };

/** What one imaginary study of one pair of worlds found, and what was true in it. */
export type Answer = {
  readonly truth: number;
  readonly estimate: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly p: number;
  /** People asked at the first wave and found at the last. */
  readonly asked: number;
  readonly found: number;
  /** Bounds that hold whatever those not found would have said (Lee), where the estimator has them. */
  readonly lee: { readonly low: number; readonly high: number } | null;
};
