import { atHome, inOrder } from '../model/campaign.ts';
import { beliefOf, considersLeaving, FixedMean, meanOf, plansToLeave, type Sum, truthFor } from '../model/observe.ts';
import type { OutcomeName } from '../model/outcomes.ts';
import type { Setup } from '../model/setup.ts';
import { ALTERNATIVE, DEAD, LAWFUL, PREPARING, STAY, sources, topics } from '../model/vocabulary.ts';
import { trustTowards, type World } from '../model/world.ts';
import { oneMinusExp } from '../random/exact-math.ts';
import { regrets } from './balance.ts';
import { type Finished, type Numbers, reachedIn } from './finished.ts';

/** What the outcomes of one world are made of; districts add theirs. */
export type LevelSums = {
  readonly people: number;
  readonly reached: number;
  readonly lawfulDepartures: number;
  readonly communities: number;
  /** Component by component, in their canonical order. */
  readonly accounts: readonly { readonly offered: number; readonly taken: number; readonly slots: number }[];
  /** Outcomes that are means over people. */
  readonly means: { readonly [O in OutcomeName]?: Sum };
};

/** What can be said of each person of a finished world: null for those of whom an outcome does not speak. */
type Rule = (of: Finished, row: number, reached: Uint8Array) => number | null;

const alive = ({ people }: Finished, row: number): boolean => people.stage[row] !== DEAD;
const home = ({ people }: Finished, row: number): boolean => atHome[people.stage[row]] === 1;

/** Outcomes that are means over people. Made once: engines let go of what they compiled for functions that each run makes anew. */
const rules: { readonly [O in OutcomeName]?: Rule } = {
  decision_quality: (of, i) => (alive(of, i) ? of.people.rightChoice[i] : null),
  rights_knowledge: (of, i) => (alive(of, i) ? of.world.people.rights[i] : null),
  recall: (of, i, reached) =>
    reached[i] === 1 && alive(of, i)
      ? oneMinusExp(of.world.people.passingTrace[i] + of.world.people.lastingTrace[i])
      : null,
  intention: (of, i) => (home(of, i) ? of.people.intention[i] : null),
  considering: (of, i) => (home(of, i) ? Number(considersLeaving(of.people.stage[i])) : null),
  planning: (of, i) => (home(of, i) ? Number(plansToLeave(of.people.stage[i])) : null),
  preparing: (of, i) => (home(of, i) ? Number(of.people.stage[i] === PREPARING) : null),
  irregular_departures: ({ people }, i) => Number(people.departureWeek[i] >= 0),
  unmet_protection_need: (of, i) => (of.world.people.danger[i] > 0 && alive(of, i) ? of.people.unmetNeed[i] : null),
  harmed_on_journey: ({ people }, i) => Number(people.harm[i] >= 1),
  deaths: ({ people }, i) => Number(people.harm[i] === 2),
  regret: ({ people }, i) => (people.departureWeek[i] >= 0 ? Number(regrets(people, i, null)) : null),
};

function meanBy(rule: Rule, of: Finished, reached: Uint8Array): Sum {
  const mean = new FixedMean();
  for (let i = 0; i < of.world.sizes.people; i++) {
    const value = rule(of, i, reached);
    if (value !== null) mean.add(value);
  }
  return { sum: mean.sum, count: mean.count };
}

/** What the living believe about a topic, beside what is true. */
function addBeliefs(means: { [O in OutcomeName]?: Sum }, { world, people }: Finished, t: number): void {
  const { danger } = world.people;
  const { knowsWithin } = world.given.outcomes;
  const [lean, error, inNeed, knows] = [new FixedMean(), new FixedMean(), new FixedMean(), new FixedMean()];
  for (let i = 0; i < world.sizes.people; i++) {
    if (people.stage[i] === DEAD) continue;
    const leaning = beliefOf(world, i, t) - truthFor(world, i, t);
    const distance = Math.abs(leaning);
    lean.add(leaning);
    error.add(distance);
    knows.add(distance <= knowsWithin ? 1 : 0);
    if (danger[i] > 0) inNeed.add(distance);
  }
  const topic = topics[t];
  means[`error_${topic}`] = { ...error };
  means[`lean_${topic}`] = { ...lean };
  if (t === STAY) means.error_asylum_in_need = { ...inNeed };
  if (t === LAWFUL) means.knows_lawful = { ...knows };
  if (t === ALTERNATIVE) means.knows_alternative = { ...knows };
}

function countOf(flags: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < flags.length; i++) count += flags[i];
  return count;
}

/** Adds up the people of a world. `senders` are the sources whose trust is reported. */
export function levelSums(finished: Finished, senders: readonly number[]): LevelSums {
  const { world } = finished;
  const reached = reachedIn(world);
  const means: { [O in OutcomeName]?: Sum } = Object.fromEntries(
    Object.entries(rules).map(([name, rule]) => [name, meanBy(rule, finished, reached)]),
  );
  for (let t = 0; t < topics.length; t++) addBeliefs(means, finished, t);
  if (senders.length > 0) means.trust_in_sender = trustIn(world, senders);
  return {
    people: world.sizes.people,
    reached: countOf(reached),
    lawfulDepartures: world.log.lawfulDepartures,
    communities: world.sizes.communities,
    accounts: world.components.map(({ account }) => ({ ...account })),
    means,
  };
}

/** The outcomes of a whole world by itself. */
export function levelsFrom(sums: LevelSums, setup: Setup): Numbers {
  const numbers: Numbers = { trust_in_sender: null };
  for (const [name, sum] of Object.entries(sums.means) as [OutcomeName, Sum][]) numbers[name] = meanOf(sum);
  return { ...numbers, lawful_departures: sums.lawfulDepartures / sums.people, ...costsOf(sums, setup) };
}

/** The outcomes of a whole world by itself. `senders` are the sources whose trust is reported. */
export function levelsOf(finished: Finished, senders: readonly number[]): Numbers {
  return levelsFrom(levelSums(finished, senders), finished.world.setup);
}

/** Mean trust in some sources among people at home. */
export function trustIn(world: World, senders: readonly number[]): Sum {
  const { stage } = world.people;
  const trust = senders.map((sender) => trustTowards(world, sender));
  const mean = new FixedMean();
  for (let i = 0; i < world.sizes.people; i++) {
    if (atHome[stage[i]] !== 1) continue;
    let sum = 0;
    for (const column of trust) sum += column[i];
    mean.add(sum / senders.length);
  }
  return { sum: mean.sum, count: mean.count };
}

/** Money and contacts, for the real population. */
function costsOf({ people, reached, accounts }: LevelSums, setup: Setup): Numbers {
  const real = setup.context.population / people;
  let cost = 0;
  let contacts = 0;
  for (const [k, plan] of inOrder(setup.arm.components).entries()) {
    const account = accounts[k];
    const paid = plan.paidWhenOffered === 1 ? account.offered : account.taken;
    cost += plan.fixedCost + real * (paid * plan.unitCost + account.slots * plan.slotCost);
    contacts += real * account.taken;
  }
  return {
    reached: accounts.length === 0 ? null : reached / people,
    contacts: accounts.length === 0 ? null : contacts,
    cost,
    cost_per_reached: reached === 0 ? null : cost / (reached * real),
  };
}

/** The sources that speak in a campaign, once each. */
export const sendersOf = ({ arm }: Setup): number[] => [
  ...new Set(
    inOrder(arm.components)
      .filter(({ mode }) => mode !== 'programme')
      .map(({ source }) => sources.indexOf(source)),
  ),
];
