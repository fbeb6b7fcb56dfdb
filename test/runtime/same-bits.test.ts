import { expect, it } from 'vitest';
import { fingerprint } from '../../src/experiment/fingerprint.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { perform } from '../../src/runtime/perform.ts';
import { runJobs } from '../../src/runtime/run-jobs.ts';
import { threads } from '../../src/runtime/thread-pool.ts';
import { smallPlan } from './small-plan.ts';

it.each([
  ['in process', inProcess(perform), 1],
  ['in one thread', threads(), 1],
  ['in two threads', threads(), 2],
  ['in seven threads', threads(), 7],
])('the engine gives the same bits %s', async (_, hire, workers) => {
  const { jobs } = smallPlan(readLibrary(), knownIntercepts());
  const { outcomes } = await runJobs(jobs, { hire, workers });
  expect(outcomes.flatMap(({ failures }) => failures)).toEqual([]);
  // One fingerprint for every engine and every number of workers. It changes with the model and with the files of the default
  // comparison; `npx vitest run --project=unit test/runtime/same-bits.test.ts -u` records the new one, and the changelog names the
  // change under "Results change".
  await expect(fingerprint(outcomes.flatMap(({ rows }) => rows))).toMatchFileSnapshot('small-plan.fingerprint.txt');
});
