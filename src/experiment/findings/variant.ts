import type { MechanismName } from '../../model/schedule.ts';
import { week } from '../../model/schedule.ts';
import type { Setup } from '../../model/setup.ts';
import { canonical } from '../../scenario/canonical.ts';
import type { Scenario } from '../../scenario/read.ts';
import type { Expression, Leaf, SeedFinding } from '../../scenario/seeds/finding.ts';

/** What is taken out of a world: mechanisms, and numbers that get another value. Nothing: the model as declared. */
export type Variant = { readonly off: readonly string[]; readonly set: { readonly [parameter: string]: number } };

export const whole: Variant = { off: [], set: {} };

export function variantKey({ off, set }: Variant): string {
  return canonical({ off: [...new Set(off)].sort(), set });
}

/** Without these nobody meets, heeds or believes anything: they stay on when it is asked what carries a finding alone. */
const carriers: readonly MechanismName[] = ['exposure', 'attention', 'belief'];

/** Everything off but what brings a message to people, and what may carry the finding alone. */
export function bare({ builtInBy }: Pick<SeedFinding, 'builtInBy'>): Variant {
  const kept: readonly string[] = [...carriers, ...builtInBy];
  return { off: week.map(({ name }) => name).filter((name) => !kept.includes(name)), set: {} };
}

/** The world without what a finding's ablation takes out. */
export function ablated({ ablation }: Pick<SeedFinding, 'ablation'>): Variant {
  return ablation === undefined ? whole : { off: ablation.off, set: ablation.set };
}

/** The scenario with more mechanisms switched off. */
export function without(scenario: Scenario, off: readonly string[]): Scenario {
  return off.length === 0 ? scenario : { ...scenario, off: [...new Set([...scenario.off, ...off])] };
}

/** @throws RangeError for a number that the model does not have */
export function withSet(setup: Setup, set: Variant['set']): Setup {
  const given: { [mechanism: string]: { readonly [parameter: string]: number } } = { ...setup.given };
  for (const [name, value] of Object.entries(set)) {
    const [mechanism, parameter] = name.split('.');
    if (given[mechanism]?.[parameter] === undefined)
      throw new RangeError(`an ablation expects a number of the model, found "${name}". The ledger lists them.`);
    given[mechanism] = { ...given[mechanism], [parameter]: value };
  }
  return { ...setup, given };
}

/** The same expression about other designs or conditions, as an ablation that puts one in the place of another wants it. */
export function swapped(expression: Expression, swap: { readonly [id: string]: string }): Expression {
  const each = (parts: readonly Expression[]): Expression[] => parts.map((part) => swapped(part, swap));
  const two = ([one, other]: readonly [Expression, Expression]): [Expression, Expression] => [
    swapped(one, swap),
    swapped(other, swap),
  ];
  if ('sum' in expression) return { sum: each(expression.sum) };
  if ('minus' in expression) return { minus: two(expression.minus) };
  if ('ratio' in expression) return { ratio: two(expression.ratio) };
  if ('range' in expression) return { range: each(expression.range) };
  if ('least' in expression) return { least: each(expression.least) };
  if ('greatest' in expression) return { greatest: each(expression.greatest) };
  if ('size' in expression) return { size: swapped(expression.size, swap) };
  if ('scaled' in expression)
    return { scaled: { ...expression.scaled, value: swapped(expression.scaled.value, swap) } };
  if ('agreement' in expression) return { agreement: [each(expression.agreement[0]), each(expression.agreement[1])] };
  const leaf: Leaf = expression;
  return {
    ...leaf,
    of: swap[leaf.of] ?? leaf.of,
    ...(leaf.in === undefined ? {} : { in: swap[leaf.in] ?? leaf.in }),
  };
}
