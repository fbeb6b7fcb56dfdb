// Shipped contexts and designs at default parameters in small worlds, with and without the design, on the same luck.
import { withIntercept } from '../../../src/experiment/intercept.ts';
import { burnIn, runArm } from '../../../src/model/run.ts';
import type { ContextNumbers, Setup } from '../../../src/model/setup.ts';
import type { World } from '../../../src/model/world.ts';
import { recordedIntercepts } from '../../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { readScenario } from '../../../src/scenario/read.ts';
import { settle } from '../../../src/scenario/settle.ts';
import { setupOf } from '../../../src/scenario/setup-of.ts';

/** One luck: the world at week 0, the world without a design at the horizon, and those with each design. */
export type Twins = {
  readonly start: World;
  readonly without: World;
  readonly setup: (design: string) => Setup;
  readonly with: (design: string) => World;
};

export type Place = {
  readonly context: string;
  /** Ids, or designs written out as YAML on one line. */
  readonly designs: readonly string[];
  readonly replicates: number;
  readonly people?: number;
  readonly weeks?: number;
  readonly burnIn?: number;
  /** What differs from the context as shipped. */
  readonly numbers?: Partial<ContextNumbers>;
  readonly change?: (setup: Setup) => Setup;
};

/** EUR 500,000 over half a year for a district of 40,000 people in villages of 100: enough that most who can be met are met. */
const dense: Partial<ContextNumbers> = { population: 40_000, communitySize: 100 };

export function setupsOf(place: Place): ((design: string) => Setup)[] {
  const text = `schema: forewarned/scenario@1
id: science
title: A fact
question: Is it so?
about: A context at its defaults.
source: the test
shows: whether it is so
context: ${place.context}
budget: { value: 500000, source: "choice: the test" }
campaign: { from: 0, weeks: 26 }
designs: [${place.designs.join(', ')}]
`;
  const read = readScenario(text, 'science.yaml', readLibrary());
  if (!read.ok) throw new Error(`expected a scenario without problems, found ${JSON.stringify(read.problems)}`);
  const settled = settle(read.scenario);
  const [{ id: condition }] = settled.conditions;
  // The recorded value serves even while the model changes: these are facts about differences, which hold around it.
  const intercept = recordedIntercepts().find(({ context }) => context === place.context)?.value ?? 0;
  const luck = { valueOf: (_: string, value: number) => value, seed: 'science' };
  const size = { people: place.people ?? 1000, weeks: place.weeks ?? 40 };
  return Array.from({ length: place.replicates }, (_, replicate) => (design: string) => {
    const settledSetup = setupOf(settled, condition, design, { ...luck, ...size, replicate });
    const context = { ...settledSetup.context, ...dense, ...place.numbers };
    const setup = withIntercept({ ...settledSetup, burnIn: place.burnIn ?? 26, context }, intercept);
    return place.change === undefined ? setup : place.change(setup);
  });
}

/** The twins of every replicate. Worlds are made when asked for. */
export function twinsOf(place: Place): Twins[] {
  return setupsOf(place).map((setup) => {
    const start = burnIn(setup('no-campaign'));
    return {
      start,
      without: runArm(start, setup('no-campaign')),
      setup,
      with: (design) => runArm(start, setup(design)),
    };
  });
}

/** The mean over people for whom `numberOf` gives a number. */
export function meanOver(world: World, numberOf: (row: number) => number | null): number {
  let sum = 0;
  let count = 0;
  for (let row = 0; row < world.sizes.people; row++) {
    const number = numberOf(row);
    if (number === null) continue;
    sum += number;
    count++;
  }
  if (count === 0) throw new Error('meanOver: expected somebody to count, found nobody.');
  return sum / count;
}

/** Whether somebody took in at least one contact. */
export function met(world: World, row: number): boolean {
  return world.components.some(({ contacts }) => contacts[row] > 0);
}
