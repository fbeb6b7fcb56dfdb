import { atHome } from '../model/campaign.ts';
import { beliefOf, considersLeaving, FixedMean, plansToLeave, truthFor } from '../model/observe.ts';
import { ALTERNATIVE, DEAD, LAWFUL, PREPARING, STAY, sources, topics } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
import { oneMinusExp } from '../random/exact-math.ts';
import { regrets } from './balance.ts';
import { type Finished, type Numbers, reachedIn } from './finished.ts';

/** The outcomes of one world by itself. `senders` are the sources whose trust is reported. */
export function levelsOf({ world, people }: Finished, senders: readonly number[]): Numbers {
  const { sizes, people: columns } = world;
  const n = sizes.people;
  const reached = reachedIn(world);
  const level = (rule: (row: number) => number | null): number | null => {
    const mean = new FixedMean();
    for (let i = 0; i < n; i++) {
      const value = rule(i);
      if (value !== null) mean.add(value);
    }
    return mean.mean;
  };
  const alive = (row: number): boolean => people.stage[row] !== DEAD;
  const home = (row: number): boolean => atHome[people.stage[row]] === 1;
  const numbers: Numbers = {
    decision_quality: level((i) => (alive(i) ? people.rightChoice[i] : null)),
    knows_lawful: level((i) => (alive(i) ? near(world, i, LAWFUL) : null)),
    knows_alternative: level((i) => (alive(i) ? near(world, i, ALTERNATIVE) : null)),
    rights_knowledge: level((i) => (alive(i) ? columns.rights[i] : null)),
    error_asylum_in_need: level((i) =>
      alive(i) && columns.danger[i] > 0 ? Math.abs(beliefOf(world, i, STAY) - truthFor(world, i, STAY)) : null,
    ),
    trust_in_sender: trustIn(world, senders),
    recall: level((i) =>
      reached[i] === 1 && alive(i) ? oneMinusExp(columns.passingTrace[i] + columns.lastingTrace[i]) : null,
    ),
    intention: level((i) => (home(i) ? people.intention[i] : null)),
    considering: level((i) => (home(i) ? Number(considersLeaving(people.stage[i])) : null)),
    planning: level((i) => (home(i) ? Number(plansToLeave(people.stage[i])) : null)),
    preparing: level((i) => (home(i) ? Number(people.stage[i] === PREPARING) : null)),
    irregular_departures: level((i) => Number(people.departureWeek[i] >= 0)),
    lawful_departures: world.log.lawfulDepartures / n,
    unmet_protection_need: level((i) => (columns.danger[i] > 0 && alive(i) ? people.unmetNeed[i] : null)),
    harmed_on_journey: level((i) => Number(people.harm[i] >= 1)),
    deaths: level((i) => Number(people.harm[i] === 2)),
    regret: level((i) => (people.departureWeek[i] >= 0 ? Number(regrets(people, i, null)) : null)),
  };
  topics.forEach((topic, t) => {
    numbers[`error_${topic}`] = level((i) =>
      alive(i) ? Math.abs(beliefOf(world, i, t) - truthFor(world, i, t)) : null,
    );
    numbers[`lean_${topic}`] = level((i) => (alive(i) ? beliefOf(world, i, t) - truthFor(world, i, t) : null));
  });
  return { ...numbers, ...costsOf(world, reached) };
}

/** Mean trust in some sources among people at home; null without sources. */
export function trustIn(world: World, senders: readonly number[]): number | null {
  if (senders.length === 0) return null;
  const { trust, stage } = world.people;
  const mean = new FixedMean();
  for (let i = 0; i < world.sizes.people; i++)
    if (atHome[stage[i]] === 1) mean.add(senders.reduce((sum, s) => sum + trust[s][i], 0) / senders.length);
  return mean.mean;
}

const near = (world: World, row: number, topic: number): number =>
  Number(Math.abs(beliefOf(world, row, topic) - truthFor(world, row, topic)) <= world.given.outcomes.knowsWithin);

/** Money and contacts, for the real population. */
function costsOf(world: World, reached: Uint8Array): Numbers {
  const { setup, components, sizes } = world;
  const real = setup.context.population / sizes.people;
  let cost = 0;
  let contacts = 0;
  for (const { plan, account } of components) {
    const paid = plan.paidWhenOffered === 1 ? account.offered : account.taken;
    cost += plan.fixedCost + real * (paid * plan.unitCost + account.slots * plan.slotCost);
    contacts += real * account.taken;
  }
  const people = reached.reduce((sum, one) => sum + one, 0);
  return {
    reached: components.length === 0 ? null : people / sizes.people,
    contacts: components.length === 0 ? null : contacts,
    cost,
    cost_per_reached: people === 0 ? null : cost / (people * real),
  };
}

/** The sources that speak in a campaign, once each. */
export const sendersOf = (world: World): number[] => [
  ...new Set(
    world.components.filter(({ plan }) => plan.mode !== 'programme').map(({ plan }) => sources.indexOf(plan.source)),
  ),
];
