import { describe, expect, it } from 'vitest';
import { type Conducted, diagnose, harmfulWay } from '../../../src/experiment/evaluation/diagnosis.ts';
import { grouped, meanOver, ratioOver, shareOver, simulationMargin } from '../../../src/experiment/evaluation/many.ts';
import { normal } from '../../../src/random/distributions.ts';
import { uniform } from '../../../src/random/draw.ts';
import { keyOf } from '../../../src/random/key.ts';
import { mean } from '../../../src/statistics/mean.ts';
import { standardError } from '../../../src/statistics/spread.ts';
import { FALSE_ALARM, surprise } from '../../support/surprise.ts';
import { counting } from './support/trials.ts';

/** A study in a world of its own that reports `estimate` with a standard error of 1. */
const study = (changes: Partial<Conducted>): Conducted => {
  const { estimate = 0 } = changes;
  return {
    ...{
      truth: 1,
      estimate,
      standardError: 1,
      low: estimate - 2,
      high: estimate + 2,
      p: Math.abs(estimate) > 2 ? 0.01 : 0.5,
    },
    ...{ asked: 100, found: 90, lee: null, replicate: 0, lot: 0, cost: 500 },
    ...changes,
  };
};

const four = [3, -1, 0, 4].map((estimate, replicate) => study({ estimate, replicate }));

describe('diagnose', () => {
  it('measures what it says', () => {
    const found = diagnose(four);
    expect(found).toMatchObject({ studies: 4, unanswered: 0, asked: 100, found: 90, size: null, missesHarm: null });
    expect(found.truth).toEqual({ value: 1, error: 0 });
    expect(found.bias.value).toBeCloseTo(0.5, 12);
    expect(found.bias.error).toBeCloseTo(standardError([3, -1, 0, 4]), 12);
    expect(found.rmse.value).toBeCloseTo(Math.sqrt((4 + 4 + 1 + 9) / 4), 12);
    expect(found.power.value).toBe(0.5);
    expect(found.coverage.value).toBe(0.75);
    expect(found.typeM?.value).toBeCloseTo(3.5, 12);
    expect(found.typeS?.value).toBe(0);
    expect(found.minimumDetectable.value).toBeCloseTo(2 + 0.841621, 5);
    expect(found.cost.value).toBe(500);
    expect(found.reported.mean).toBe(1.5);
    expect(found.reported.low).toBeCloseTo(-0.85, 12);
    expect(found.reported.high).toBeCloseTo(3.85, 12);
  });

  it('sees wrong signs among reported effects only', () => {
    const { typeS } = diagnose([...four, study({ estimate: -3, replicate: 4 })]);
    expect(typeS?.value).toBeCloseTo(1 / 3, 12);
    const none = diagnose([study({ estimate: 1 }), study({ estimate: -1 })]);
    expect([none.typeS, none.typeM]).toEqual([null, null]);
  });

  it('calls reports of nothing the size', () => {
    const { size, power, typeS } = diagnose([study({ truth: 0, estimate: 3 }), study({ truth: 0 })]);
    expect(size).toEqual(power);
    expect(size?.value).toBe(0.5);
    expect(typeS).toBeNull();
    expect(diagnose([study({ truth: 0 }), study({ truth: 1e-9 })]).size).toBeNull();
  });

  it('counts harm that is not reported, where there is harm', () => {
    // More is worse and the truth is more: a report of less, or of nothing, misses it.
    const answers = [3, -3, 0, 4].map((estimate, replicate) => study({ estimate, replicate }));
    expect(diagnose(answers, 0.05, 1).missesHarm?.value).toBe(0.5);
    expect(diagnose(answers, 0.05, -1).missesHarm).toBeNull();
    expect(diagnose(answers, 0.05, 0).missesHarm).toBeNull();
  });

  it('says nothing of missed harm where the truth cannot be told from none', () => {
    const truths = [0.9, -0.8, 0.4, -0.3].map((truth, replicate) => study({ truth, replicate }));
    expect(diagnose(truths, 0.05, 1).truth.value).toBeGreaterThan(0);
    expect(diagnose(truths, 0.05, 1).missesHarm).toBeNull();
  });

  it('counts Lee bounds that hold the truth, among studies that have them', () => {
    const bounds = [{ low: 0, high: 2 }, { low: 2, high: 3 }, { low: 1, high: 1 }, null];
    const answers = bounds.map((lee, replicate) => study({ lee, replicate }));
    expect(diagnose(answers).leeCoverage?.value).toBeCloseTo(2 / 3, 12);
    expect(diagnose(four).leeCoverage).toBeNull();
  });

  it('takes worlds of one draw for one group', () => {
    const own = [3, -1, 0, 4, 2, 2, 1, 3].map((estimate, replicate) => study({ estimate, replicate }));
    const shared = own.map((answer, k) => ({ ...answer, draw: k % 2 }));
    const { bias, groups } = diagnose(shared);
    expect(groups).toBe(2);
    expect(bias.value).toBe(diagnose(own).bias.value);
    // Means 1.5 and 2 of the two draws.
    expect(bias.error).toBeCloseTo(standardError([1.5, 2]), 12);
  });

  it('sets studies without an answer apart', () => {
    const lost = study({ estimate: Number.NaN, p: Number.NaN });
    expect(diagnose([...four, lost])).toEqual({ ...diagnose(four), unanswered: 1 });
    expect(() => diagnose([lost])).toThrow(RangeError);
    expect(() => diagnose([])).toThrow(RangeError);
  });

  it('takes another level for a report', () => {
    expect(diagnose(four, 0.001).power.value).toBe(0);
    expect(diagnose(four, 0.9).power.value).toBe(1);
  });
});

describe('Monte Carlo errors', () => {
  it('come from draws, else worlds, else lots, else surveys', () => {
    const drawn = [0, 1, 2, 3].map((replicate) => ({ replicate, lot: 0, draw: replicate % 2 }));
    expect([...grouped(drawn).of]).toEqual([0, 1, 0, 1]);
    expect([...grouped(drawn.map((place) => ({ ...place, draw: 5 }))).of]).toEqual([0, 1, 2, 3]);
    const places = [0, 0, 1, 1].map((replicate, k) => ({ replicate, lot: k % 2 }));
    expect([...grouped(places).of]).toEqual([0, 0, 1, 1]);
    expect([...grouped(places.map(({ lot }) => ({ replicate: 7, lot }))).of]).toEqual([0, 1, 0, 1]);
    expect([...grouped(places.map(() => ({ replicate: 7, lot: 3 }))).of]).toEqual([0, 1, 2, 3]);
  });

  it('have margins of Student, and none where there is one group', () => {
    // Tables of t: 97.5 % with 3 and 1 degrees of freedom.
    expect(simulationMargin(2, 4)).toBeCloseTo(2 * 3.182446, 5);
    expect(simulationMargin(1, 2)).toBeCloseTo(12.706205, 5);
    expect(simulationMargin(1, 1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('of groups of one are those of the mean', () => {
    const values = [3, 1, 4, 1, 5, 9, 2, 6];
    const alone = grouped(values.map((_, replicate) => ({ replicate, lot: 0 })));
    expect(meanOver(values, alone)?.value).toBeCloseTo(mean(values), 12);
    expect(meanOver(values, alone)?.error).toBeCloseTo(standardError(values), 12);
    expect(meanOver([], alone)).toBeNull();
    expect(ratioOver([1], [0], alone)).toBeNull();
  });

  it('are not lowered by asking the same world twice', () => {
    const values = [3, 1, 4, 1];
    const twice = [...values, ...values];
    const worlds = twice.map((_, k) => ({ replicate: k % 4, lot: 0 }));
    const once = meanOver(values, grouped(worlds.slice(0, 4)));
    expect(meanOver(twice, grouped(worlds))?.error).toBeCloseTo(once?.error ?? 0, 12);
  });

  it('are not nothing where all studies agree', () => {
    const groups = grouped(counting(20).map((replicate) => ({ replicate, lot: 0 })));
    const yes = counting(20).map(() => true);
    const all = shareOver(yes, yes, groups);
    expect(all?.value).toBe(1);
    expect(all?.error).toBeGreaterThan(0.01);
    expect(all?.error).toBeLessThan(0.1);
  });

  // 1,000 sets of 40 worlds with 3 surveys each, which share half of their variance. An interval of 1.96 errors with 40 groups
  // holds the truth in 94.3 % of sets (Student's t with 39 degrees of freedom). False-alarm rate 1e-6.
  const holding = (places: (world: number, survey: number) => { replicate: number; lot: number }): number => {
    let holds = 0;
    for (let set = 0; set < 1000; set++) {
      const key = keyOf('errors', set);
      const dice = (at: number): number => normal(uniform(key, at), 0, 1);
      const studies = counting(120).map((k) => [k % 40, Math.floor(k / 40), dice(k % 40) + dice(100 + k)] as const);
      const found = meanOver(
        studies.map(([, , value]) => value),
        grouped(studies.map(([world, number]) => places(world, number))),
      );
      if (found !== null && Math.abs(found.value) < 1.96 * found.error) holds++;
    }
    return holds;
  };

  it('tell how far the mean is off', () => {
    expect(
      surprise(
        holding((replicate, lot) => ({ replicate, lot })),
        1000,
        0.943,
      ),
    ).toBeGreaterThan(FALSE_ALARM);
  });

  it('would be caught if they took surveys of one world for worlds', () => {
    expect(
      surprise(
        holding((world, number) => ({ replicate: world * 3 + number, lot: 0 })),
        1000,
        0.943,
      ),
    ).toBeLessThan(FALSE_ALARM);
  });
});

describe('harm', () => {
  it.each([
    'intends',
    'intends_or_left',
    'intention',
    'considering',
    'left_irregularly',
    'left_lawfully',
    'changed_mind',
  ] as const)('lies on neither side of %s', (measure) => expect(harmfulWay(measure)).toBe(0));

  it('lies where a measure gets worse', () => {
    expect(harmfulWay('error_death')).toBe(1);
    expect(harmfulWay('harmed_on_journey')).toBe(1);
    expect(harmfulWay('decision_quality')).toBe(-1);
    expect(harmfulWay('believes_death')).toBe(0);
    expect(harmfulWay('general_risk')).toBe(0);
    expect(harmfulWay('unmet_protection_need')).toBe(1);
    expect(harmfulWay('regret')).toBe(1);
    expect(harmfulWay('rights_knowledge')).toBe(-1);
  });
});
