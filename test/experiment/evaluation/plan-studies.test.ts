import { describe, expect, it } from 'vitest';
import { planStudies } from '../../../src/experiment/evaluation/plan-studies.ts';
import { knownIntercepts } from '../../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { readScenario } from '../../../src/scenario/read.ts';
import { settle } from '../../../src/scenario/settle.ts';
import { settleStudy } from '../../../src/scenario/settle-study.ts';

const library = readLibrary();
function planned(id: string, options: Parameters<typeof planStudies>[2] = {}) {
  const read = readScenario(library.scenarios.get(id) ?? '', `${id}.yaml`, library);
  if (!read.ok) throw new Error(`${id} cannot be read`);
  const files = read.scenario.studies.map(settleStudy);
  return planStudies(settle(read.scenario), files, { intercepts: knownIntercepts(), ...options });
}

describe('a plan of studies', () => {
  const plan = planned('north-africa-2023', { design: 'mix-as-funded' });

  it('has eight pairs of worlds over four draws, two lots of a trial and one world without a lot', () => {
    expect([plan.replicates, plan.draws, plan.jobs.length]).toEqual([8, 4, 24]);
    expect(plan.jobs.map(({ job }) => job.lots.length).slice(0, 3)).toEqual([1, 2, 2]);
    expect(plan.jobs.filter(({ job }) => job.split).map(({ replicate }) => replicate)).toEqual(
      [0, 1, 2, 3].flatMap((replicate) => [replicate, replicate, replicate]),
    );
  });

  it('draws what two studies inherit once, and gives every study the worlds of a comparison', () => {
    for (let replicate = 0; replicate < 8; replicate++) {
      const jobs = plan.jobs.filter((one) => one.replicate === replicate).map(({ job }) => job);
      expect(new Set(jobs.map(({ study }) => study.measurement.flips)).size).toBe(1);
      expect(new Set(jobs.map(({ setup }) => JSON.stringify(setup))).size).toBe(1);
    }
    expect(new Set(plan.jobs.map(({ job }) => job.study.measurement.flips)).size).toBe(4);
  });

  it('ranks all designs where contacts are counted, and only there', () => {
    expect(plan.jobs.every(({ ranks }) => ranks === null)).toBe(true);
    const ranked = planned('who-is-left-to-ask', { replicates: 1 }).jobs.flatMap(({ ranks }) => ranks ?? []);
    expect(ranked).toEqual([
      'one-on-one',
      'online-consult',
      'film',
      'teacher-sessions',
      'influencers',
      'null-campaign',
    ]);
  });

  it('refuses a design that is not there', () => {
    expect(() => planned('north-africa-2023', { design: 'flim' })).toThrow(/expected a design/);
  });
});
