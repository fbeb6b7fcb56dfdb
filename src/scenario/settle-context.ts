import type { ContextNumbers } from '../model/setup.ts';
import type { Context } from './context-schema.ts';
import type { Figure } from './figure.ts';
import { named } from './quantity.ts';
import type { Open, Quantity } from './settled.ts';

/** The numbers of a context under their stable names: `context.people.online`, `context.routes.sea.dead`. */
export function openContext(context: Context): Open<ContextNumbers> {
  const { population, communitySize, considering, lawfulQuota, people, priors, truths, trust, routes, destinations } =
    context;
  return {
    ...all('context', { population, communitySize, considering, lawfulQuota }),
    ...all('context.people', people),
    priors: all('context.priors', priors),
    truths: all('context.truths', truths),
    trust: all('context.trust', trust),
    routes: routes.map(({ id, title: _title, ...figures }) => ({ id, ...all(`context.routes.${id}`, figures) })),
    destinations: destinations.map(({ id, title: _title, ...figures }) => ({
      id,
      ...all(`context.destinations.${id}`, figures),
    })),
  };
}

function all<K extends string>(prefix: string, figures: { readonly [N in K]: Figure }): { [N in K]: Quantity } {
  return Object.fromEntries(
    Object.entries<Figure>(figures).map(([name, of]) => [name, named(`${prefix}.${name}`, of)]),
  ) as { [N in K]: Quantity };
}
