import { atHome, inOrder } from '../model/campaign.ts';
import { beliefOf, considersLeaving, FixedMean, meanOf, plansToLeave, type Sum, truthFor } from '../model/observe.ts';
import type { OutcomeName } from '../model/outcomes.ts';
import type { Setup } from '../model/setup.ts';
import { ALTERNATIVE, DEAD, LAWFUL, PREPARING, STAY, sources, topics } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
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

/** Adds up the people of a world. `senders` are the sources whose trust is reported. */
export function levelSums({ world, people }: Finished, senders: readonly number[]): LevelSums {
  const { sizes, people: columns } = world;
  const n = sizes.people;
  const reached = reachedIn(world);
  const level = (rule: (row: number) => number | null): Sum => {
    const mean = new FixedMean();
    for (let i = 0; i < n; i++) {
      const value = rule(i);
      if (value !== null) mean.add(value);
    }
    return { sum: mean.sum, count: mean.count };
  };
  const alive = (row: number): boolean => people.stage[row] !== DEAD;
  const home = (row: number): boolean => atHome[people.stage[row]] === 1;
  const means: { [O in OutcomeName]?: Sum } = {
    decision_quality: level((i) => (alive(i) ? people.rightChoice[i] : null)),
    knows_lawful: level((i) => (alive(i) ? near(world, i, LAWFUL) : null)),
    knows_alternative: level((i) => (alive(i) ? near(world, i, ALTERNATIVE) : null)),
    rights_knowledge: level((i) => (alive(i) ? columns.rights[i] : null)),
    error_asylum_in_need: level((i) =>
      alive(i) && columns.danger[i] > 0 ? Math.abs(beliefOf(world, i, STAY) - truthFor(world, i, STAY)) : null,
    ),
    ...(senders.length > 0 && { trust_in_sender: trustIn(world, senders) }),
    recall: level((i) =>
      reached[i] === 1 && alive(i) ? oneMinusExp(columns.passingTrace[i] + columns.lastingTrace[i]) : null,
    ),
    intention: level((i) => (home(i) ? people.intention[i] : null)),
    considering: level((i) => (home(i) ? Number(considersLeaving(people.stage[i])) : null)),
    planning: level((i) => (home(i) ? Number(plansToLeave(people.stage[i])) : null)),
    preparing: level((i) => (home(i) ? Number(people.stage[i] === PREPARING) : null)),
    irregular_departures: level((i) => Number(people.departureWeek[i] >= 0)),
    unmet_protection_need: level((i) => (columns.danger[i] > 0 && alive(i) ? people.unmetNeed[i] : null)),
    harmed_on_journey: level((i) => Number(people.harm[i] >= 1)),
    deaths: level((i) => Number(people.harm[i] === 2)),
    regret: level((i) => (people.departureWeek[i] >= 0 ? Number(regrets(people, i, null)) : null)),
  };
  topics.forEach((topic, t) => {
    means[`error_${topic}`] = level((i) => (alive(i) ? Math.abs(beliefOf(world, i, t) - truthFor(world, i, t)) : null));
    means[`lean_${topic}`] = level((i) => (alive(i) ? beliefOf(world, i, t) - truthFor(world, i, t) : null));
  });
  return {
    people: n,
    reached: reached.reduce((sum, one) => sum + one, 0),
    lawfulDepartures: world.log.lawfulDepartures,
    communities: sizes.communities,
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
  const { trust, stage } = world.people;
  const mean = new FixedMean();
  for (let i = 0; i < world.sizes.people; i++)
    if (atHome[stage[i]] === 1) mean.add(senders.reduce((sum, s) => sum + trust[s][i], 0) / senders.length);
  return { sum: mean.sum, count: mean.count };
}

const near = (world: World, row: number, topic: number): number =>
  Number(Math.abs(beliefOf(world, row, topic) - truthFor(world, row, topic)) <= world.given.outcomes.knowsWithin);

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
