// What is said of studies, from answers that nobody computed.
import { describe, expect, it } from 'vitest';
import type { Conducted } from '../../../src/experiment/evaluation/diagnosis.ts';
import { gatherStudies } from '../../../src/experiment/evaluation/gather-studies.ts';
import { planStudies } from '../../../src/experiment/evaluation/plan-studies.ts';
import { causes } from '../../../src/experiment/evaluation/study.ts';
import { knownIntercepts } from '../../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { readEvaluation, readScenario } from '../../../src/scenario/read.ts';
import { settle } from '../../../src/scenario/settle.ts';
import { settleStudy } from '../../../src/scenario/settle-study.ts';
import { mean } from '../../../src/statistics/mean.ts';
import { standardError } from '../../../src/statistics/spread.ts';

const library = readLibrary();
function studyOf(id: string) {
  const read = readEvaluation(library.evaluations.get(id) ?? '', id, library);
  if (!read.ok || read.evaluation === null) throw new Error(`${id} cannot be read`);
  return settleStudy(read.evaluation);
}
const scenario = readScenario(library.scenarios.get('north-africa-2023') ?? '', 'north-africa-2023.yaml', library);
if (!scenario.ok) throw new Error('the scenario cannot be read');
const plan = planStudies(settle(scenario.scenario), [studyOf('individual-trial'), studyOf('cluster-trial-40')], {
  ...{ intercepts: knownIntercepts(), people: 3000, replicates: 8, draws: 4, surveys: 1 },
});

/** Every world reports its replicate, and is off by it; asked are as many as the function says. */
function evaluated(asked: (draw: number) => number) {
  const outcomes = plan.jobs.map(({ job, replicate, draw }) => {
    const place = { replicate, lot: 0 };
    const answer: Conducted = {
      ...{ truth: 0, estimate: replicate, standardError: 1, low: replicate - 1, high: replicate + 1, p: 0.5 },
      ...{ asked: asked(draw), found: asked(draw), lee: { low: 0, high: replicate }, cost: 1 },
      ...place,
    };
    const parts = Object.fromEntries(causes.map((cause) => [cause, 0])) as { [C in (typeof causes)[number]]: number };
    const split = { ...place, error: replicate, parts, remainder: replicate };
    const splits = job.split ? [split] : [];
    const head = { kind: 'study', id: job.id, study: job.study.id, replicate } as const;
    return { id: job.id, failures: [], study: { ...head, answers: [answer], sizes: [], splits, standings: [] } };
  });
  const made = { version: '0', defaults: '', assumed: { assumed: 0, total: 0 } };
  return gatherStudies(plan, outcomes, made as unknown as Parameters<typeof gatherStudies>[2]).evaluation.studies;
}

describe('what is said of studies', () => {
  const [trial, villages] = evaluated(() => 1200);

  it('has errors between parameter draws, not between the worlds that share them', () => {
    const jobs = plan.jobs.filter(({ job }) => job.study.id === 'individual-trial');
    const means = [0, 1, 2, 3].map((draw) =>
      mean(jobs.filter((one) => one.draw === draw).map(({ replicate }) => replicate)),
    );
    expect(trial.groups).toBe(4);
    expect(trial.bias).toBe(3.5);
    expect(trial.errors.bias).toBeCloseTo(standardError(means), 12);
  });

  it('has beside the split the bias of the studies that were split', () => {
    expect(trial.split).toMatchObject({ studies: 4, groups: 4, bias: { mean: 1.5 }, remainder: { mean: 1.5 } });
  });

  it('has the share of Lee bounds that hold the truth', () => expect(trial.leeCoverage).toBe(1));

  it('has the people that would be enough, where there are too few people or places', () => {
    expect(trial.short).toBeNull();
    const [fewest] = plan.villages;
    expect(fewest).toBeLessThan(40);
    expect(villages.short?.villages).toEqual({ wanted: 40, found: plan.villages });
    expect(villages.short?.people).toBeGreaterThanOrEqual((3000 * 40) / fewest);
    // Half of the people everywhere: twice as many, less the twentieth that may be missing, are enough.
    const half = evaluated(() => 600)[0].short;
    expect(half).toMatchObject({ people: 6000, villages: null });
    // One draw in four has a tenth of them: eight times as many fill it to four fifths, and the mean to 0.95.
    const uneven = evaluated((draw) => (draw === 0 ? 120 : 1200))[0].short;
    expect(uneven?.people).toBeGreaterThanOrEqual(24_000);
    expect(uneven?.people).toBeLessThanOrEqual(27_000);
  });
});
