import { expect, it, vi } from 'vitest';
import { runPaired } from '../../src/experiment/pair.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { smallPlan } from '../runtime/small-plan.ts';

// Writing down what a design changes for people fails for the first design.
const fault = vi.hoisted(() => ({ isDue: true }));
vi.mock('../../src/experiment/recorded.ts', async (original) => {
  const real = await original<typeof import('../../src/experiment/recorded.ts')>();
  const effectsOn: typeof real.effectsOn = (...args) => {
    if (!fault.isDue) return real.effectsOn(...args);
    fault.isDue = false;
    throw new Error('planted fault');
  };
  return { ...real, effectsOn };
});

it('a run of which something cannot be written down is a failure and no row; what was written belongs to its row', () => {
  const [job] = smallPlan(readLibrary(), knownIntercepts()).jobs;
  const arms = job?.arms.slice(0, 3) ?? [];
  if (job === undefined) throw new Error('the small plan has jobs');
  const { rows, failures, recorded = [] } = runPaired({ ...job, arms, record: ['effect'] });
  const [baseline, first, second] = arms.map(({ id }) => id);
  expect(rows.map(({ arm }) => arm)).toEqual([baseline, second]);
  expect(failures.map(({ arm }) => arm)).toEqual([first]);
  expect(recorded.map((one) => one.effect !== undefined)).toEqual([false, true]);
});
