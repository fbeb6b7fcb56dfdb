import { atHome } from '../model/campaign.ts';
import { considersLeaving, goneIrregularly } from '../model/observe.ts';
import type { OutcomeName } from '../model/outcomes.ts';
import type { Setup } from '../model/setup.ts';
import { PLANNING, PREPARING } from '../model/vocabulary.ts';
import type { World } from '../model/world.ts';
import { uniform } from '../random/draw.ts';
import { oneMinusExp } from '../random/exact-math.ts';
import { balances, balancesOf, regrets } from './balance.ts';
import { type Finished, type Numbers, reachedIn } from './finished.ts';

/** What the effects of a design are made of; districts add theirs. */
export type EffectSums = ReturnType<typeof effectSums>;

/** How people stood at week 0, as far as effects ask. */
export type Beginning = { readonly people: Pick<World['people'], 'stage' | 'intention'> };

/**
 * Adds up what a design does to the same people with the same luck.
 *
 * @param balance of everybody, from `balancesOf`
 */
export function effectSums(with_: Finished, without: Finished, start: Beginning, balance: Uint8Array) {
  const { world, people } = with_;
  const given = world.given.outcomes;
  const twin = without.people;
  const n = world.sizes.people;
  const reached = reachedIn(world);
  const asked = world.fate('survey recall');
  const agrees = world.fate('survey agrees');

  let left = 0;
  let fewer = 0;
  const course = { better_prepared: 0, postponed: 0, abandoned: 0, brought_forward: 0, new_departures: 0 };
  let couldChange = 0;
  let changed = 0;
  let present = 0;
  let says = 0;
  let regretHere = 0;
  let regretThere = 0;
  let leftHere = 0;
  const counts = new Uint32Array(balances.length);
  let informed = 0;
  let chooses = 0;
  for (let i = 0; i < n; i++) {
    const here = people.stage[i];
    const there = twin.stage[i];
    if (people.departureWeek[i] >= 0) {
      leftHere++;
      if (regrets(people, i, twin)) regretHere++;
    }
    if (twin.departureWeek[i] >= 0) {
      left++;
      if (regrets(twin, i, people)) regretThere++;
      const later = people.departureWeek[i] - twin.departureWeek[i];
      if (people.departureWeek[i] < 0) {
        if (here >= PLANNING && here <= PREPARING) course.postponed++;
        else course.abandoned++;
        fewer++;
      } else if (later > given.sameDeparture) {
        course.postponed++;
        fewer++;
      } else if (later < -given.sameDeparture) course.brought_forward++;
      else if (people.ready[i] - twin.ready[i] >= given.materialReadiness) course.better_prepared++;
    } else if (people.departureWeek[i] >= 0) course.new_departures++;

    if (reached[i] === 1 && considersLeaving(start.people.stage[i])) {
      couldChange++;
      const stillHere = considersLeaving(here) || goneIrregularly(here);
      const stillThere = considersLeaving(there) || goneIrregularly(there);
      const truly = !stillHere && stillThere;
      changed += Number(truly) - Number(stillHere && !stillThere);
      if (atHome[here] === 1) {
        present++;
        const recall = oneMinusExp(world.people.passingTrace[i] + world.people.lastingTrace[i]);
        const felt = people.intention[i] < start.people.intention[i] - given.feltChange;
        const agreeable = uniform(agrees, world.people.id[i]) < given.agreeable;
        if (uniform(asked, world.people.id[i]) < recall && (truly || felt || agreeable)) says++;
      }
    }
    counts[balance[i]]++;
    const change = people.error[i] - twin.error[i];
    informed += Number(change < -given.materialError) - Number(change > given.materialError);
    chooses += people.rightChoice[i] - twin.rightChoice[i];
  }
  const [helped, harmed, mixed, same] = counts;
  return {
    ...{ left, fewer, course, couldChange, changed, present, says, regretHere, regretThere, leftHere },
    ...{ balance: { helped, harmed, mixed, same }, informed, chooses },
  };
}

/** Effects of a design in a whole world: `levels` with it and `base` without it. */
export function differencesFrom(
  { course, balance, left, leftHere, changed, ...sums }: EffectSums,
  setup: Setup,
  people: number,
  levels: Numbers,
  base: Numbers,
): Numbers {
  const numbers: Numbers = {};
  for (const [name, value] of Object.entries(levels) as [OutcomeName, number | null][]) {
    const other = base[name] ?? null;
    if (name.startsWith('cost') || name === 'contacts' || name === 'reached' || name === 'recall') continue;
    numbers[name] = value === null || other === null ? null : value - other;
  }
  const per = (count: number, of: number): number | null => (of === 0 ? null : count / of);
  const real = setup.context.population / people;
  const cost = levels.cost ?? 0;
  const unit = (units: number): number | null => (units === 0 || cost === 0 ? null : cost / (units * real));
  return {
    ...numbers,
    changed_mind: per(changed, sums.couldChange),
    changed_mind_reported: per(sums.says, sums.present),
    better_prepared: per(course.better_prepared, left),
    postponed: per(course.postponed, left),
    abandoned: per(course.abandoned, left),
    brought_forward: per(course.brought_forward, left),
    new_departures: per(course.new_departures, left),
    regret: leftHere === 0 || left === 0 ? null : sums.regretHere / leftHere - sums.regretThere / left,
    helped: balance.helped / people,
    harmed: balance.harmed / people,
    mixed: balance.mixed / people,
    same: balance.same / people,
    cost_per_better_informed: unit(sums.informed),
    cost_per_changed_mind: unit(changed),
    cost_per_better_choice: unit(sums.chooses),
    cost_per_departure_fewer: unit(sums.fewer - course.brought_forward - course.new_departures),
  };
}

/** Effects of a design on the same people with the same luck. */
export function differencesOf(
  with_: Finished,
  without: Finished,
  start: World,
  levels: Numbers,
  base: Numbers,
): Numbers {
  const { setup, sizes } = with_.world;
  return differencesFrom(
    effectSums(with_, without, start, balancesOf(with_, without)),
    setup,
    sizes.people,
    levels,
    base,
  );
}
