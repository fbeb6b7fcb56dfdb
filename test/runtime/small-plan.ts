import { type Plan, planOf } from '../../src/experiment/plan.ts';
import type { Library } from '../../src/scenario/library.ts';
import { sentence } from '../../src/scenario/problem.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';

/** The default comparison, small enough for a test: the same jobs wherever they are run. Intercepts that are handed in save time. */
export function smallPlan(library: Library, intercepts?: ReadonlyMap<string, number>): Plan {
  const read = readScenario(library.scenarios.get('north-africa-2023') ?? '', 'north-africa-2023.yaml', library);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  return planOf(settle(read.scenario), {
    people: 200,
    replicates: 3,
    draws: 2,
    weeks: 12,
    seed: 'same bits',
    intercepts,
  });
}
