import { modelDeclarations } from '../scenario/declared.ts';
import { type FalseFigure, falseFigures } from '../scenario/false-figures.ts';
import { declaredNumbers } from '../scenario/model-declarations.ts';
import { isProduct, isQuantity, withQuantities } from '../scenario/quantity.ts';
import type { Quantity, SettledArm, SettledCondition } from '../scenario/settled.ts';

/** A number that was set outside the range that the ledger holds plausible. */
type OutsideNumber = {
  readonly name: string;
  readonly value: number;
  readonly range: readonly [low: number, high: number];
};

/** What no run shows and a reader must know of a design: what it was given, what it says that is not so, what was set beyond the ledger. */
export type AsPlanned = {
  readonly money: Money | null;
  readonly falseFigures: readonly FalseFigure[];
  readonly outside: readonly OutsideNumber[];
};

/** Euros for the real population, at the defaults. */
export type Money = {
  /** What the design may spend, as the scenario says. */
  readonly budget: number;
  /** What its parts are given, all together: amounts of their own, or shares of the budget. */
  readonly given: number;
  /** Parts whose fixed costs are or may be above what they are given; these are paid all the same. Costs at the default, and their range. */
  readonly overdrawn: readonly {
    readonly part: string;
    readonly given: number;
    readonly fixed: number;
    readonly range: readonly [low: number, high: number];
  }[];
};

/** @param arm one of the condition's */
export function asPlanned(condition: SettledCondition, arm: SettledArm): AsPlanned {
  return {
    money: moneyOf(condition, arm),
    falseFigures: falseFigures(condition, arm),
    outside: outsideIn([condition.given, arm.components]),
  };
}

function moneyOf({ arms }: Pick<SettledCondition, 'arms'>, arm: SettledArm): Money | null {
  const whole = wholeOf(arm) ?? arms.map(wholeOf).find((one) => one?.name === SCENARIO);
  if (whole === undefined || arm.components.length === 0) return null;
  return {
    budget: whole.value,
    given: arm.components.reduce((sum, { budget }) => sum + defaultOf(budget), 0),
    overdrawn: arm.components.flatMap(({ id, budget, fixedCost }) => {
      const fixed = defaultOf(fixedCost);
      const range = (isQuantity(fixedCost) ? fixedCost.range : undefined) ?? [fixed, fixed];
      const given = defaultOf(budget);
      return range[1] > given ? [{ part: id, given, fixed, range }] : [];
    }),
  };
}

const SCENARIO = 'scenario.budget';

/** The budget of which the parts of a design get their shares; undefined where each has an amount of its own. */
function wholeOf({ id, components }: SettledArm): Quantity | undefined {
  return components
    .flatMap(({ budget }) => (isProduct(budget) ? budget.product.slice(0, 1) : []))
    .find(({ name }) => name === SCENARIO || name.startsWith(`arm.${id}.budget`));
}

function defaultOf(open: unknown): number {
  if (isQuantity(open)) return open.value;
  return isProduct(open) ? open.product.reduce((all, { value }) => all * value, 1) : Number(open);
}

const ledger = declaredNumbers(modelDeclarations);

function outsideIn(part: unknown): readonly OutsideNumber[] {
  const found = new Map<string, OutsideNumber>();
  withQuantities(part, (of) => {
    // Where conditions differ in a number, its name ends with that of the condition.
    const name = of.name.replace(/@.*$/, '');
    const declared = ledger.get(name);
    const [low, high] = declared?.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (of.value < low || of.value > high) found.set(name, { name, value: of.value, range: [low, high] });
    return of;
  });
  return [...found.values()];
}
