import { atHome, inOrder } from '../model/campaign.ts';
import { curve } from '../model/curve.ts';
import { considersLeaving, meanOf, millionthsOf, plansToLeave, type Sum } from '../model/observe.ts';
import type { OutcomeName } from '../model/outcomes.ts';
import type { Setup } from '../model/setup.ts';
import type { Reals } from '../model/vector.ts';
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

/** A share as a mean of ones and zeros. */
const share = (some: number, count: number): Sum => ({ sum: millionthsOf(1) * some, count });

/** Outcomes that are means over people. All in one loop: who is alive and who is at home is asked once, and no rule is called for each person. */
function peopleSums({ world, people }: Finished, reached: Uint8Array): { [O in OutcomeName]?: Sum } {
  const { rights, danger, passingTrace, lastingTrace } = world.people;
  const { stage, intention, rightChoice, harm, unmetNeed, departureWeek } = people;
  let [living, choosing, knowing, inNeed, unmet, asked, recalled] = [0, 0, 0, 0, 0, 0, 0];
  let [home, intending, considering, planning, preparing] = [0, 0, 0, 0, 0];
  let [departed, regretting, harmed, died] = [0, 0, 0, 0];
  for (let i = 0; i < stage.length; i++) {
    const now = stage[i];
    if (now !== DEAD) {
      living++;
      choosing += rightChoice[i];
      knowing += millionthsOf(rights[i]);
      if (danger[i] > 0) {
        inNeed++;
        unmet += unmetNeed[i];
      }
      if (reached[i] === 1) {
        asked++;
        recalled += millionthsOf(oneMinusExp(passingTrace[i] + lastingTrace[i]));
      }
    }
    if (atHome[now] === 1) {
      home++;
      intending += millionthsOf(intention[i]);
      if (considersLeaving(now)) considering++;
      if (plansToLeave(now)) planning++;
      if (now === PREPARING) preparing++;
    }
    if (departureWeek[i] >= 0) {
      departed++;
      if (regrets(people, i, null)) regretting++;
    }
    if (harm[i] >= 1) harmed++;
    if (harm[i] === 2) died++;
  }
  return {
    decision_quality: share(choosing, living),
    rights_knowledge: { sum: knowing, count: living },
    recall: { sum: recalled, count: asked },
    intention: { sum: intending, count: home },
    considering: share(considering, home),
    planning: share(planning, home),
    preparing: share(preparing, home),
    irregular_departures: share(departed, stage.length),
    unmet_protection_need: share(unmet, inNeed),
    harmed_on_journey: share(harmed, stage.length),
    deaths: share(died, stage.length),
    regret: share(regretting, departed),
  };
}

type BeliefSums = { readonly lean: Sum; readonly error: Sum; readonly inNeed: Sum; readonly knows: Sum };

/** What the living believe about a topic, beside what is true. */
function beliefSums({ world, people }: Finished, t: number): BeliefSums {
  const { danger, durable, fading } = world.people;
  const { stage } = people;
  const [lasting, passing] = [durable[t], fading[t]];
  const { knowsWithin } = world.given.outcomes;
  const truth = world.setup.context.truths[topics[t]];
  const inDanger = t === STAY ? world.setup.context.truths.stayInNeed : truth;
  let [living, lean, error, knowing, inNeed, distances] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < stage.length; i++) {
    if (stage[i] === DEAD) continue;
    const leaning = curve(lasting[i] + passing[i]) - (danger[i] > 0 ? inDanger : truth);
    const distance = millionthsOf(Math.abs(leaning));
    living++;
    lean += millionthsOf(leaning);
    error += distance;
    knowing += Number(Math.abs(leaning) <= knowsWithin);
    if (danger[i] > 0) {
      inNeed++;
      distances += distance;
    }
  }
  return {
    lean: { sum: lean, count: living },
    error: { sum: error, count: living },
    inNeed: { sum: distances, count: inNeed },
    knows: share(knowing, living),
  };
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
  const means = peopleSums(finished, reached);
  for (const [t, topic] of topics.entries()) {
    const { lean, error, inNeed, knows } = beliefSums(finished, t);
    means[`error_${topic}`] = error;
    means[`lean_${topic}`] = lean;
    if (t === STAY) means.error_asylum_in_need = inNeed;
    if (t === LAWFUL) means.knows_lawful = knows;
    if (t === ALTERNATIVE) means.knows_alternative = knows;
  }
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

/**
 * Mean trust in some sources among people at home.
 *
 * @param usual trust of the same people towards sources whom nobody can hear in this world, where it is known already
 */
export function trustIn(world: World, senders: readonly number[], usual?: World['people']['usualTrust']): Sum {
  const { trust, stage } = world.people;
  const trusts = new Float64Array(world.sizes.people);
  for (const sender of senders)
    add(trusts, trust[sender].length > 0 ? trust[sender] : (usual?.[sender] ?? trustTowards(world, sender)));
  let [sum, home] = [0, 0];
  for (let i = 0; i < trusts.length; i++) {
    if (atHome[stage[i]] !== 1) continue;
    home++;
    sum += millionthsOf(trusts[i] / senders.length);
  }
  return { sum, count: home };
}

function add(sums: Float64Array, column: Reals): void {
  for (let i = 0; i < sums.length; i++) sums[i] += column[i];
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
