import type { Comparison, FailedRun } from '../comparison.ts';
import type { NoSample } from './find-n.ts';
import type { Answer, Cause, Study } from './study.ts';

/** A mean over imaginary studies, and the range in which 90 of 100 of them lie. */
export type Range = { readonly mean: number; readonly low: number; readonly high: number };

/** A mean with its standard error from differences between groups: what more worlds would remove. */
export type Part = { readonly mean: number; readonly error: number };

/** What is said of a study design by one number; null where there is nothing to say it of. */
export const figuresOfStudy = [
  'truth',
  'bias',
  'rmse',
  'power',
  'coverage',
  'typeS',
  'typeM',
  'minimumDetectable',
  'missesHarm',
  'leeCoverage',
  'cost',
] as const;
export type FigureOfStudy = (typeof figuresOfStudy)[number];

/** A sample for a power, or why there is none: then the largest tried, who was there to be asked, and about what it would take. */
type SampleFor = { readonly power: number } & (
  | { readonly size: number; readonly because: null }
  | {
      readonly size: null;
      readonly because: NoSample;
      readonly largest: number;
      readonly asked: number;
      readonly needed: number | null;
    }
);

/** How a study is held smaller than asked for. */
type Short = {
  /** Simulated people that would do, roughly. */
  readonly people: number;
  /** Villages wanted, and the fewest and most there are; null where they are enough. */
  readonly villages: { readonly wanted: number; readonly found: readonly [number, number] } | null;
};

/** What a study design would conclude about a campaign, against what is true. */
export type StudyFindings = { readonly [F in FigureOfStudy]: number | null } & {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly source: string;
  readonly inquiry: Study['inquiry'];
  readonly frame: Study['sampling']['frame'];
  /** What the lot falls on, null without one. */
  readonly unit: 'person' | 'household' | 'class' | 'village' | null;
  readonly estimator: Study['estimator'];
  readonly waves: readonly number[];
  /** People the study wants to ask; and who were asked and found again, means over imaginary studies. */
  readonly size: number;
  readonly n: number;
  readonly found: number;
  /** Imaginary studies behind the numbers. */
  readonly studies: number;
  readonly reported: Range;
  /** The same for the truths, which differ between worlds. */
  readonly truths: Range;
  /** Standard errors of the figures between the `groups` of studies that share a parameter draw, else a world, lot or survey. */
  readonly errors: { readonly [F in FigureOfStudy]: number | null };
  readonly groups: number;
  /**
   * Where the bias comes from, and what no cause accounts for; null where it was not asked for. Parts and remainder sum to the
   * bias of those studies that were split, which are those of the first worlds only.
   */
  readonly split:
    | ({ readonly [C in Cause]: Part } & {
        readonly remainder: Part;
        readonly bias: Part;
        readonly studies: number;
        readonly groups: number;
      })
    | null;
  /** Share of studies that report an effect, by people wanted; and how many were there to be asked. */
  readonly bySize: readonly {
    readonly size: number;
    readonly asked: number;
    readonly power: number;
    readonly error: number;
  }[];
  /** The sample that reaches the power asked for, or why none does; null where it was not asked for. */
  readonly findN: SampleFor | null;
  /** What the study wants and the simulated people cannot give; null where it is held as asked for. */
  readonly short: Short | null;
  /** Facts worth a sentence, for instance that there are fewer villages than the study wants. */
  readonly notes: readonly string[];
};

/** One design in the ranking: what counting, asking and the truth say of it. */
export type RankedDesign = {
  readonly id: string;
  readonly title: string;
  readonly truthfulness: 'truthful' | 'one-sided' | 'false' | 'none';
  /** Contacts per 1,000 people. */
  readonly contacts: Range;
  /** Share of beneficiaries who say that it changed their mind; null where there are none. */
  readonly selfReport: Range | null;
  /** Of everybody who considered leaving, the share that turned away from it because of the campaign. */
  readonly effect: Range;
};

/** One imaginary study. */
export type StudyAnswer = Answer & {
  readonly study: string;
  readonly replicate: number;
  readonly draw: number;
  readonly lot: number;
  readonly survey: number;
};

/** What studies of one campaign would conclude. Plain data. */
export type Evaluation = {
  /** SHA-256 over all answers, hex. */
  readonly fingerprint: string;
  readonly version: string;
  readonly resultsVersion: number;
  readonly defaults: string;
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    readonly question: string;
    readonly about: string;
    readonly source: string;
  };
  readonly context: { readonly id: string; readonly title: string; readonly limits: string };
  readonly condition: { readonly id: string; readonly title: string };
  readonly design: { readonly id: string; readonly title: string; readonly truthfulness: RankedDesign['truthfulness'] };
  readonly people: number;
  readonly population: number;
  readonly weeks: number;
  /** Pairs of worlds, parameter draws among them, lots in each, and surveys of each lot. */
  readonly replicates: number;
  readonly draws: number;
  readonly lots: number;
  readonly surveys: number;
  readonly seed: string;
  /** Where the draws of the parameters come from; null: from the ranges. */
  readonly published: Comparison['published'];
  readonly studies: readonly StudyFindings[];
  /** All designs of the scenario, where a study counts contacts only; else null. */
  readonly ranking: readonly RankedDesign[] | null;
  readonly failures: readonly FailedRun[];
  readonly assumed: { readonly assumed: number; readonly total: number };
};
