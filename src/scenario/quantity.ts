import type { Parameter } from '../model/parameter.ts';
import type { Figure } from './figure.ts';
import type { Open, Product, Quantity, Uncertain } from './settled.ts';
import { groupOf } from './tree.ts';

/** A figure under its name. */
export function named(name: string, { value, source, range }: Figure): Quantity {
  return range === undefined ? { name, value, source } : { name, value, range, source };
}

/** A declared number under its name, replaced by an override where a file has one. */
export function declaredAs(name: string, { value, source, range }: Parameter, override: Figure | undefined): Quantity {
  return override === undefined ? { name, value, range, source } : named(name, override);
}

export function isQuantity(part: unknown): part is Quantity {
  const { name, value } = groupOf(part);
  return typeof name === 'string' && typeof value === 'number';
}

export function isProduct(part: unknown): part is Product {
  return Array.isArray(groupOf(part).product);
}

/** True when a draw may move it. */
export function isUncertain({ range }: Quantity): boolean {
  return range !== undefined && range[0] < range[1];
}

/** What becomes of every quantity and product of a structure; everything else stays as it is. */
function mapped(part: unknown, change: (of: Quantity) => unknown): unknown {
  if (isQuantity(part)) return change(part);
  if (isProduct(part)) {
    const factors = part.product.map(change);
    return factors.every((factor) => typeof factor === 'number')
      ? factors.reduce<number>((all, factor) => all * Number(factor), 1)
      : { product: factors };
  }
  if (Array.isArray(part)) return part.map((item) => mapped(item, change));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(Object.entries(part).map(([key, value]) => [key, mapped(value, change)]));
}

/** A number for each quantity. */
export function withNumbers<T>(open: Open<T>, numberOf: (of: Quantity) => number): T {
  return mapped(open, numberOf) as T;
}

/** The same structure with other quantities. */
export function withQuantities<T>(open: T, change: (of: Quantity) => Quantity): T {
  return mapped(open, change) as T;
}

/** Every uncertain quantity of a structure, once per name, in order of appearance. */
export function uncertainOf(part: unknown): readonly Uncertain[] {
  const found = new Map<string, Uncertain>();
  mapped(part, (of) => {
    if (of.range !== undefined && isUncertain(of) && !found.has(of.name))
      found.set(of.name, { name: of.name, value: of.value, range: of.range, basis: of.source });
    return of;
  });
  return [...found.values()];
}
