import { outcomes } from '../../model/outcomes.ts';
import { normalQuantile } from '../../random/exact-math.ts';
import { quantiles } from '../../statistics/quantile.ts';
import { type Diagnosand, grouped, meanOver, type Place, ratioOver, shareOver, simulationMargin } from './many.ts';
import type { Answer, Measure } from './study.ts';

/** One imaginary study among many: its answer, where it took place, and what it cost in euros. */
export type Conducted = Answer & Place & { readonly cost: number };

/** How a study design does, over many imaginary studies of worlds in which the truth is known. */
export type Diagnosis = {
  /** Studies that came to an answer, and those that could not: nobody was found, or nothing was true or false of anybody. */
  readonly studies: number;
  readonly unanswered: number;
  /** Groups between which the errors were found: draws, else worlds, lots or surveys. */
  readonly groups: number;
  /** People asked at the first wave and found at the last, on average. */
  readonly asked: number;
  readonly found: number;
  readonly truth: Diagnosand;
  /** What the studies report: mean, and the middle 90 % of their estimates. */
  readonly reported: { readonly mean: number; readonly low: number; readonly high: number; readonly error: number };
  /** Reported minus true. */
  readonly bias: Diagnosand;
  readonly rmse: Diagnosand;
  /** Share of studies that report some effect. */
  readonly power: Diagnosand;
  /** The same where nothing is there to be found; null unless the campaign is null in every study. */
  readonly size: Diagnosand | null;
  /** Share of 95 % intervals that hold the truth. */
  readonly coverage: Diagnosand;
  /**
   * Among studies that report an effect, null where there are none: the share of wrong signs, and how many times too large their
   * estimates are together, as the sum of sizes over the sum of the sizes of the truths. One truth near zero does not rule a ratio
   * of sums, as it would a mean of ratios.
   */
  readonly typeS: Diagnosand | null;
  readonly typeM: Diagnosand | null;
  /** The effect that a study without bias, with intervals as wide as these, would report with a chance of 80 %. */
  readonly minimumDetectable: Diagnosand;
  /** Share of studies that do not report harm, where the truth is harmful; null where it is not clearly so on average. */
  readonly missesHarm: Diagnosand | null;
  /** Share of Lee bounds that hold the truth; null where no study has any. */
  readonly leeCoverage: Diagnosand | null;
  readonly cost: Diagnosand;
};

/** Chance of being detected that defines the minimum detectable effect. */
const DETECTED = 0.8;
const MIDDLE = [0.05, 0.95] as const;

const harmful = { lower: 1, higher: -1, open: 0 } as const;

/**
 * Which way a measure gets worse for the people concerned: 1 when more is worse, -1 when less is, and 0 where neither way is good
 * by itself, such as of intention and departures.
 */
export function harmfulWay(measure: Measure): -1 | 0 | 1 {
  const outcome = Object.entries(outcomes).find(([id]) => id === measure)?.[1];
  return outcome === undefined ? 0 : harmful[outcome.better];
}

/**
 * Judges a study design by many imaginary studies of worlds whose truth we know. Each number comes with its Monte Carlo error;
 * studies under the same draw, else of the same world, count as one group in it.
 *
 * @param answers one per imaginary study, at least one of them with an answer; NaN stands for none
 * @param alpha   p values below it are reports of an effect
 * @param worse   which way the measure gets worse, from `harmfulWay`
 * @throws RangeError where no study came to an answer
 * @source Blair, Coppock and Humphreys (2023), Research Design in the Social Sciences, ch. 10; Gelman and Carlin (2014), Beyond
 *         power calculations (type S and type M)
 */
export function diagnose(answers: readonly Conducted[], alpha = 0.05, worse: -1 | 0 | 1 = 0): Diagnosis {
  const told = answers.filter(({ truth, p }) => Number.isFinite(truth) && Number.isFinite(p));
  if (told.length === 0)
    throw new RangeError(`diagnose: expected a study with an answer, found none of ${answers.length}.`);
  const groups = grouped(told);
  const mean = (numberOf: (answer: Conducted) => number): Diagnosand =>
    meanOver(told.map(numberOf), groups) ?? { value: Number.NaN, error: Number.NaN };
  const share = (holds: (answer: Conducted) => boolean, among: (answer: Conducted) => boolean): Diagnosand | null =>
    shareOver(told.map(holds), told.map(among), groups);
  const all = (): boolean => true;
  const certain = (found: Diagnosand | null): Diagnosand => found ?? { value: Number.NaN, error: Number.NaN };
  const reports = ({ p }: Conducted): boolean => p < alpha;

  const truth = mean((answer) => answer.truth);
  const estimate = mean((answer) => answer.estimate);
  const [low, high] = quantiles(
    told.map((answer) => answer.estimate),
    MIDDLE,
  );
  const squared = mean((answer) => (answer.estimate - answer.truth) * (answer.estimate - answer.truth));
  const rmse = Math.sqrt(squared.value);
  const power = certain(share(reports, all));
  const isReal = (answer: Conducted): boolean => reports(answer) && answer.truth !== 0;
  const detectable = normalQuantile(DETECTED);
  const real = told.map(isReal);
  return {
    studies: told.length,
    unanswered: answers.length - told.length,
    groups: groups.count,
    asked: mean(({ asked }) => asked).value,
    found: mean(({ found }) => found).value,
    truth,
    reported: { mean: estimate.value, low, high, error: estimate.error },
    bias: mean((answer) => answer.estimate - answer.truth),
    rmse: { value: rmse, error: rmse === 0 ? 0 : squared.error / (2 * rmse) },
    power,
    size: told.every((answer) => answer.truth === 0) ? power : null,
    coverage: certain(share((answer) => answer.low <= answer.truth && answer.truth <= answer.high, all)),
    typeS: share((answer) => Math.sign(answer.estimate) !== Math.sign(answer.truth), isReal),
    typeM: ratioOver(
      told.map((answer, i) => (real[i] ? Math.abs(answer.estimate) : 0)),
      told.map((answer, i) => (real[i] ? Math.abs(answer.truth) : 0)),
      groups,
    ),
    minimumDetectable: mean((answer) => (answer.high - answer.low) / 2 + detectable * answer.standardError),
    missesHarm:
      truth.value * worse > simulationMargin(truth.error, groups.count)
        ? share(
            (answer) => !(reports(answer) && answer.estimate * worse > 0),
            (answer) => answer.truth * worse > 0,
          )
        : null,
    leeCoverage: share(
      ({ lee, truth }) => lee !== null && lee.low <= truth && truth <= lee.high,
      ({ lee }) => lee !== null,
    ),
    cost: mean(({ cost }) => cost),
  };
}
