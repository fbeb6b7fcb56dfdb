// The place in which the engine is measured: a shipped scenario with what it really asks for.

import type { PairedJob } from '../../src/experiment/pair.ts';
import { planOf } from '../../src/experiment/plan.ts';
import type { Component, Setup } from '../../src/model/setup.ts';
import { knownIntercepts } from '../../src/runtime/intercepts-node.ts';
import { filesFrom, findScenario, readLibrary } from '../../src/runtime/library-node.ts';
import { readScenario } from '../../src/scenario/read.ts';
import { settle } from '../../src/scenario/settle.ts';
import { component } from '../../test/reference/setups.ts';

const SCENARIO = 'north-africa-2023';
/** The design with the most components, of every kind the scenario has. */
const DESIGN = 'mix-as-funded';

export type PlaceSize = { readonly people: number; readonly weeks?: number; readonly burnIn?: number };

/** Jobs of the scenario at another size, all arms each; the numbers at their defaults. */
export function jobsAt({ people, weeks = 104, burnIn }: PlaceSize, replicates = 1): PairedJob[] {
  const library = readLibrary();
  const { text, file, folder } = findScenario(SCENARIO, library);
  const read = readScenario(text, file, library, filesFrom(folder));
  if (!read.ok) throw new Error(`${file} has problems: run \`npm run -s forewarned -- validate scenarios\` first.`);
  const plan = planOf(settle(read.scenario), {
    ...{ replicates, draws: 1, seed: 'bench', people, weeks },
    intercepts: knownIntercepts(),
  });
  if (burnIn === undefined) return [...plan.jobs];
  return plan.jobs.map((job) => ({
    ...job,
    arms: job.arms.map(({ id, setup }) => ({ id, setup: { ...setup, burnIn } })),
  }));
}

/** Without campaign, and with one. */
export function setupsAt(size: PlaceSize): { readonly without: Setup; readonly with: Setup } {
  const [{ arms }] = jobsAt(size);
  const campaign = arms.find(({ id }) => id === DESIGN);
  if (campaign === undefined) throw new Error(`${SCENARIO}: expected the design ${DESIGN}.`);
  return { without: arms[0].setup, with: campaign.setup };
}

/** The same with everything done later, within the time there is. */
export function later(setup: Setup, weeks: number): Setup {
  const last = setup.weeks - 1;
  const components = setup.arm.components.map((one) => ({
    ...one,
    from: one.from + weeks,
    to: Math.min(last, one.to + weeks),
  }));
  return { ...setup, arm: { ...setup.arm, components } };
}

/** A campaign that meets a share of all people each week, with nothing said that is not true. */
export function thinCampaign(setup: Setup, reach: number): Setup {
  const { death, mistreatment, earnings, stay } = setup.context.truths;
  const thin: Component = component({
    ...{ id: 'thin', mode: 'broadcast', source: 'returnee', reach, most: 1000, to: setup.weeks - 1 },
    ...{ budget: 1e9, fixedCost: 0, unitCost: 0 },
    says: { death, mistreatment, earnings, stay },
  });
  return { ...setup, arm: { ...setup.arm, components: [thin] } };
}
