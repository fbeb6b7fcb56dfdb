import { isAssumed } from './figure.ts';
import { isProduct, isQuantity } from './quantity.ts';
import type { Quantity, Settled } from './settled.ts';

/** How many of the numbers that the runs of a scenario read are assumptions; each name counts once. */
export function assumptionsOf({ conditions }: Settled): { readonly assumed: number; readonly total: number } {
  return assumptionsIn(conditions);
}

/** The same for any part of what is settled. */
export function assumptionsIn(part: unknown): { readonly assumed: number; readonly total: number } {
  const met = new Map<string, Quantity>();
  const visit = (inside: unknown): void => {
    if (isQuantity(inside)) met.set(inside.name, inside);
    else if (isProduct(inside)) inside.product.forEach(visit);
    else if (typeof inside === 'object' && inside !== null) Object.values(inside).forEach(visit);
  };
  visit(part);
  const assumed = [...met.values()].filter(({ source }) => isAssumed(source)).length;
  return { assumed, total: met.size };
}
