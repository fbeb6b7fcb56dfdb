import { isAssumed } from './figure.ts';
import { isProduct, isQuantity } from './quantity.ts';
import type { Quantity, Settled } from './settled.ts';

/** How many of the numbers that the runs of a scenario read are assumptions; each name counts once. */
export function assumptionsOf({ conditions }: Settled): { readonly assumed: number; readonly total: number } {
  const met = new Map<string, Quantity>();
  const visit = (part: unknown): void => {
    if (isQuantity(part)) met.set(part.name, part);
    else if (isProduct(part)) part.product.forEach(visit);
    else if (typeof part === 'object' && part !== null) Object.values(part).forEach(visit);
  };
  visit(conditions);
  const assumed = [...met.values()].filter(({ source }) => isAssumed(source)).length;
  return { assumed, total: met.size };
}
