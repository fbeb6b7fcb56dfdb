import type { Component, ContextNumbers, Route, Setup } from '../model/setup.ts';
import { isUncertain, withNumbers } from './quantity.ts';
import type { Quantity, Settled } from './settled.ts';

export type SetupOptions = {
  /** The number that a draw puts in the place of an uncertain one; `fallback` is the default. */
  readonly valueOf: (name: string, fallback: number) => number;
  readonly seed: string;
  readonly replicate: number;
  readonly people: number;
  readonly weeks: number;
};

/**
 * Everything one world needs. Two arms of a condition with the same options differ in their arm and in nothing else.
 *
 * @throws RangeError when the scenario has no such condition, or the condition no such arm
 */
export function setupOf(settled: Settled, conditionId: string, armId: string, options: SetupOptions): Setup {
  const condition = settled.conditions.find(({ id }) => id === conditionId);
  if (condition === undefined)
    throw new RangeError(`setupOf: expected a condition of ${settled.id}, found "${conditionId}".`);
  const arm = condition.arms.find(({ id }) => id === armId);
  if (arm === undefined) throw new RangeError(`setupOf: expected a design of ${conditionId}, found "${armId}".`);
  const { seed, replicate, people, weeks } = options;
  const numberOf = (of: Quantity) => (isUncertain(of) ? options.valueOf(of.name, of.value) : of.value);
  return {
    ...{ seed, replicate, people, weeks },
    burnIn: settled.burnIn,
    context: inWholeYears(withNumbers<ContextNumbers>(condition.context, numberOf)),
    given: withNumbers<Setup['given']>(condition.given, numberOf),
    off: condition.off,
    arm: {
      components: withNumbers<Setup['arm']['components']>(arm.components, numberOf).map(inWholeContacts),
      policies: withNumbers<Setup['arm']['policies']>(arm.policies, numberOf),
    },
  };
}

/** A draw between two whole numbers is not one; people, ages and yes-or-no are. */
function inWholeYears(context: ContextNumbers): ContextNumbers {
  const youngest = Math.round(context.youngest);
  return {
    ...context,
    population: Math.round(context.population),
    communitySize: Math.round(context.communitySize),
    youngest,
    oldest: Math.max(youngest, Math.round(context.oldest)),
    riteOfPassage: Math.round(context.riteOfPassage),
    routes: context.routes.map(withinOne),
  };
}

/** Drawn one by one, the shares of a route can sum to more than everybody; then they are taken relative to their sum. */
function withinOne(route: Route): Route {
  const sum = route.dead + route.stranded + route.turnedBack;
  if (sum <= 1) return route;
  return { ...route, dead: route.dead / sum, stranded: route.stranded / sum, turnedBack: route.turnedBack / sum };
}

function inWholeContacts(component: Component): Component {
  return { ...component, most: Math.max(1, Math.round(component.most)) };
}

/** The setup at which the intercept of a condition is set: its context as the file describes it, every number at its default. */
export function measuredSetup(settled: Settled, conditionId: string): Setup {
  const condition = settled.conditions.find(({ id }) => id === conditionId);
  if (condition === undefined)
    throw new RangeError(`measuredSetup: expected a condition of ${settled.id}, found "${conditionId}".`);
  const { context, given } = condition.measured;
  const numberOf = (of: Quantity) => of.value;
  return {
    ...{ seed: '', replicate: 0, people: settled.people, weeks: settled.weeks, burnIn: settled.burnIn, off: [] },
    context: inWholeYears(withNumbers<ContextNumbers>(context, numberOf)),
    given: withNumbers<Setup['given']>(given, numberOf),
    arm: { components: [], policies: [] },
  };
}
