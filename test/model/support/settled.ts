import type { Setup } from '../../../src/model/setup.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { sentence } from '../../../src/scenario/problem.ts';
import { readScenario } from '../../../src/scenario/read.ts';
import { settle } from '../../../src/scenario/settle.ts';
import { setupOf } from '../../../src/scenario/setup-of.ts';
import { hurry, village } from './village.ts';

const library = readLibrary();

/**
 * The village with its numbers settled from a scenario file, as any run has them.
 *
 * @param off      mechanisms that the scenario switches off
 * @param numbers  numbers by name that the scenario overrides
 * @param drawn    what a draw puts in the place of an uncertain number
 */
export function settledVillage(
  off: readonly string[],
  numbers: Readonly<Record<string, number>> = {},
  drawn: (name: string, fallback: number) => number = (_, fallback) => fallback,
): Setup {
  const hurried = Object.entries(hurry).flatMap(([mechanism, values]) =>
    Object.entries(values).map(([name, value]) => [`${mechanism}.${name}`, value] as const),
  );
  const overrides = [...new Map([...hurried, ...Object.entries(numbers)])].map(
    ([name, value]) => `  ${name}: { value: ${value}, source: "choice of a test", outside: true }`,
  );
  const text = `schema: forewarned/scenario@1
id: village
title: Village
question: What if?
about: A test.
source: "choice of a test"
shows: Nothing.
context: common
budget: { value: 1000, source: "choice of a test" }
designs: [null-campaign]
off: [${off.join(', ')}]
parameters:
${overrides.join('\n')}
`;
  const read = readScenario(text, 'village.yaml', library);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  const settled = settle(read.scenario);
  const { given, off: without } = setupOf(settled, settled.conditions[0].id, 'null-campaign', {
    ...village,
    valueOf: drawn,
  });
  return { ...village, given, off: without };
}
