import { normalQuantile } from '../../random/exact-math.ts';
import type { Diagnosis } from './diagnosis.ts';
import { type Diagnosand, simulationMargin } from './many.ts';

/** How a design does when this many people are asked. */
export type SizePoint = { readonly size: number; readonly diagnosis: Diagnosis };

/** Why no sample reaches the power asked for. */
export type NoSample =
  /** The campaign changes nothing in what is asked about. */
  | 'no effect'
  /** The study is off by more than the effect is large: more people make a wrong answer surer. */
  | 'bias'
  /** Everybody in the frame has been asked. */
  | 'frame'
  /** More people in as many clusters hardly narrow the answer; more clusters would. */
  | 'clusters'
  /** The effect is too small for the largest sample tried. */
  | 'effect';

export type FoundN =
  | {
      readonly n: number;
      /** Of samples tried: the largest below the power asked for (0: none), and the smallest that reaches it. */
      readonly between: readonly [below: number, reaches: number];
      readonly power: Diagnosand;
    }
  | {
      readonly n: null;
      readonly because: NoSample;
      /** Largest sample tried, the people found to ask for it, and its power. */
      readonly largest: number;
      readonly asked: number;
      readonly power: Diagnosand;
      /** Sample at which the power would be reached if precision went on growing with the root of the sample; null if never. */
      readonly needed: number | null;
    };

/** Below this share of the sample wanted, the frame has no more people. */
const EXHAUSTED = 0.95;
/** Precision that a sample grows by, as a share of what the root of its size promises, below which clusters are what limits it. */
const STUCK = 0.35;

/** Share of studies that report an effect in the true direction: to report the opposite is not to find it. */
function detects({ power, typeS }: Diagnosis): Diagnosand {
  return typeS === null ? power : { value: power.value * (1 - typeS.value), error: power.error };
}

/** Standard errors between the effect that is reported and none, as far as the power tells; the power is that of a two-sided test. */
const distance = (power: number): number =>
  normalQuantile(Math.min(0.9999, Math.max(0.0001, power))) + normalQuantile(0.975);

/** The sample sizes worth trying: from 50 people in steps of the root of two up to the frame. @param frame people there are, >= 1 */
export function sizesUpTo(frame: number): number[] {
  const sizes: number[] = [];
  for (let size = 50; size < frame; size *= Math.SQRT2) sizes.push(2 * Math.round(size / 2));
  sizes.push(frame);
  return sizes;
}

/**
 * The smallest sample with a stated power, read from the same imaginary studies held at several sizes; or why there is none.
 *
 * Power here is the chance of reporting an effect in its true direction. Between the last size below and the first that reaches,
 * it is taken to grow as that of a normal estimate whose precision grows with the root of the sample. Measured powers that fall
 * with the sample are evened out first, because the true ones rarely do.
 *
 * @param points one per size, at least one; all from the same worlds and the same luck
 * @param power  asked for, strictly between 0 and 1
 * @throws RangeError when there is no point, or the power is out of range
 */
export function findN(points: readonly SizePoint[], power: number): FoundN {
  if (points.length === 0) throw new RangeError('findN: expected at least one sample size, found none.');
  if (!(power > 0 && power < 1)) throw new RangeError(`findN: expected a power between 0 and 1, found ${power}.`);
  const sorted = [...points].sort((a, b) => a.size - b.size);
  const largest = sorted[sorted.length - 1];
  const { truth, bias, groups } = largest.diagnosis;
  const best = detects(largest.diagnosis);
  const none = (because: NoSample, needed: number | null): FoundN => ({
    ...{ n: null, because, largest: largest.size, asked: largest.diagnosis.asked, power: best, needed },
  });
  if (truth.value === 0) return none('no effect', null);
  const clearly = Math.abs(bias.value) - simulationMargin(bias.error, groups);
  if (clearly > Math.abs(truth.value)) return none('bias', null);

  const powers = rising(sorted.map(({ diagnosis }) => detects(diagnosis).value));
  const at = powers.findIndex((value) => value >= power);
  if (at < 0) return none(limitOf(sorted), neededFrom(largest.size, best.value, power));
  const reaches = sorted[at];
  const found = { power: detects(reaches.diagnosis) };
  if (at === 0) return { n: reaches.size, between: [0, reaches.size], ...found };
  const below = sorted[at - 1];
  const [from, to] = [distance(powers[at - 1]), distance(powers[at])];
  const share = to > from ? (distance(power) - from) / (to - from) : 1;
  const root = Math.sqrt(below.size) + share * (Math.sqrt(reaches.size) - Math.sqrt(below.size));
  const n = Math.min(reaches.size, Math.max(below.size + 1, Math.ceil(root * root)));
  return { n, between: [below.size, reaches.size], ...found };
}

/** What holds the power down at the largest sizes tried. */
function limitOf(sorted: readonly SizePoint[]): NoSample {
  const largest = sorted[sorted.length - 1];
  if (largest.diagnosis.asked < EXHAUSTED * largest.size) return 'frame';
  const half = sorted.findLast(({ size }) => size <= largest.size / 2);
  if (half !== undefined) {
    const narrowed = half.diagnosis.minimumDetectable.value / largest.diagnosis.minimumDetectable.value;
    const promised = Math.sqrt(largest.diagnosis.asked / half.diagnosis.asked);
    if (narrowed - 1 < STUCK * (promised - 1)) return 'clusters';
  }
  return 'effect';
}

function neededFrom(size: number, reached: number, power: number): number | null {
  // At a power near that of chance alone the effect cannot be told from none, and nor can the sample it would need.
  const from = distance(reached);
  if (reached < 0.05 || from <= 0) return null;
  const times = distance(power) / from;
  return Math.ceil(size * times * times);
}

/** The closest numbers that never fall. @source Barlow et al. (1972), pool adjacent violators */
function rising(values: readonly number[]): number[] {
  const blocks: { sum: number; count: number }[] = [];
  for (const value of values) {
    blocks.push({ sum: value, count: 1 });
    while (blocks.length > 1) {
      const [before, last] = blocks.slice(-2);
      if (before.sum / before.count <= last.sum / last.count) break;
      blocks.splice(-2, 2, { sum: before.sum + last.sum, count: before.count + last.count });
    }
  }
  return blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
}
