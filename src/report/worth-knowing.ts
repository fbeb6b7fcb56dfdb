import type { Money } from '../experiment/as-planned.ts';
import type { ArmResult, Comparison } from '../experiment/comparison.ts';
import { topicTitles } from '../model/outcomes.ts';
import type { FalseFigure } from '../scenario/false-figures.ts';
import { sections } from './arms.ts';
import { listOf } from './sentences.ts';
import { capitalised, counted, euros, MINUS, number } from './words.ts';

/** Notes of runs begin with the id of the part that they are about. */
const pattern = /^([\w-]+): (.+)$/;

/**
 * What a reader must know of designs (scale, money, what is said that is not so, numbers beyond the ledger), each fact once with those that it holds for:
 * "the money buys less than one contact per simulated community: Mix as funded (parents, teachers)".
 */
export function worthKnowing(designs: readonly ArmResult[]): readonly string[] {
  return factsIn(designs).map(({ fact, holds }) => {
    const whom = [...holds].map(([title, more]) => (more.length === 0 ? title : `${title} (${more.join(', ')})`));
    return `${fact}: ${whom.join('; ')}.`;
  });
}

/** The same for a sheet with little room: how many it holds for, where they are more than two. */
export function worthKnowingInShort(designs: readonly ArmResult[]): readonly string[] {
  return factsIn(designs).map(
    ({ fact, holds, of }) => `${fact}: ${holds.size > 2 ? counted(holds.size, of) : listOf([...holds.keys()])}.`,
  );
}

/** The same over all conditions, each fact once: for what has no part of its own for every condition. */
export function worthKnowingOfAll(comparison: Comparison): readonly string[] {
  const parts = sections(comparison);
  const where = new Map<string, string[]>();
  for (const { title, designs } of parts)
    for (const line of worthKnowing(designs)) where.set(line, [...(where.get(line) ?? []), title]);
  return [...where].map(([line, titles]) => (titles.length === parts.length ? line : `${listOf(titles)}: ${line}`));
}

type Fact = {
  readonly fact: string;
  /** For whom or what, each with what is to be added. */
  readonly holds: ReadonlyMap<string, readonly string[]>;
  readonly of: 'design' | 'number';
};

function factsIn(designs: readonly ArmResult[]): readonly Fact[] {
  return [...ofScale(designs), ...ofMoney(designs), ...ofTruth(designs), ...ofNumbers(designs)];
}

/** Each fact once, with those that it holds for. */
function together(
  found: readonly (readonly [fact: string, whom: string, more: string | null])[],
  of: Fact['of'],
): readonly Fact[] {
  const facts = new Map<string, Map<string, readonly string[]>>();
  for (const [fact, whom, more] of found) {
    const holds = facts.get(fact) ?? new Map<string, readonly string[]>();
    facts.set(fact, holds.set(whom, [...(holds.get(whom) ?? []), ...(more === null ? [] : [more])]));
  }
  return [...facts].map(([fact, holds]) => ({ fact: capitalised(fact), holds, of }));
}

/** What a part of a design is too small for. */
function ofScale(designs: readonly ArmResult[]): readonly Fact[] {
  const found = designs.flatMap(({ title, notes }) =>
    notes.map((note) => {
      const [, part, fact = note] = pattern.exec(note) ?? [];
      return [fact, title, part?.replaceAll('-', ' ') ?? null] as const;
    }),
  );
  return together(found, 'design');
}

/** Spent to within this share counts as all. */
const NEARLY = 0.03;

/** Designs with the same budget need not have spent the same: fixed costs are paid in any case, and nobody may be left to meet. */
function ofMoney(designs: readonly ArmResult[]): readonly Fact[] {
  const found = designs.flatMap(({ title, cost, asPlanned }) => {
    const money = asPlanned?.money;
    if (!money) return [];
    const why = whyNotAll(cost, money);
    return why === null ? [] : [[why, title, `${euros(cost)} of ${euros(money.budget)}`] as const];
  });
  return together(found, 'design');
}

/** Why a design did not spend its budget, no more and no less; null where it did. */
function whyNotAll(cost: number, { budget, given, overdrawn }: Money): string | null {
  const isOwn = Math.abs(given - budget) > budget * NEARLY;
  if (cost < budget * (1 - NEARLY))
    return isOwn && given < budget
      ? `less is spent than the budget, because parts are given only ${euros(given)} of it`
      : 'less is spent than the budget, because nobody is left to meet or a part cannot spend what it is given';
  if (cost <= budget * (1 + NEARLY)) return null;
  if (isOwn && given > budget)
    return `more is spent than the budget, because parts are given amounts of their own, ${euros(given)} together`;
  const [first] = overdrawn;
  if (first === undefined) return 'more is spent than the budget, because costs are uncertain';
  return `more is spent than the budget, because fixed costs are paid whatever is given: ${overdrawn.map(fixedCosts).join(', ')}`;
}

/** "those of film are € 30,000 (€ 10,000 to € 200,000)". */
function fixedCosts({ part, fixed, range: [low, high] }: Money['overdrawn'][number]): string {
  const range = low === high ? '' : ` (${euros(low)} to ${euros(high)})`;
  return `those of ${part.replaceAll('-', ' ')} are ${euros(fixed)}${range}`;
}

/** What designs say and the scenario takes to be otherwise. Those that say false things on purpose are marked everywhere. */
function ofTruth(designs: readonly ArmResult[]): readonly Fact[] {
  const found = designs.flatMap(({ title, truthfulness, asPlanned }) => {
    const said = truthfulness === 'false' ? [] : (asPlanned?.falseFigures ?? []);
    return said.map((figure) => [falseFigure(figure), title, null] as const);
  });
  return together(found, 'design');
}

/** A figure beside the truth: "says of dying on the way 50 in 100, where this scenario takes 2 to 6 to be true". */
export function falseFigure({ topic, said, range: [low, high] }: FalseFigure): string {
  const of = (share: number): string => number(100 * share, Number.isInteger(Math.round(1000 * share) / 10) ? 0 : 1);
  const truth = low === high ? of(low) : `${of(low)} to ${of(high)}`;
  return `says of ${topicTitles[topic]} ${of(said)} in 100, where this scenario takes ${truth} to be true`;
}

/** Numbers set beyond what the ledger holds plausible, each once. */
function ofNumbers(designs: readonly ArmResult[]): readonly Fact[] {
  const found = designs.flatMap(({ asPlanned }) =>
    (asPlanned?.outside ?? []).map(({ name, value, range: [low, high] }) => {
      const said = `${name} is ${value} (${low} to ${high})`.replace(/-(?=\d)/g, MINUS);
      return ['set outside the range that the ledger holds plausible', said, null] as const;
    }),
  );
  return together(found, 'number');
}
