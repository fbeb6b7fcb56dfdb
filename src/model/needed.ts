import type { Has } from './column.ts';
import { ambientKinds } from './kinds.ts';
import { trustState } from './mechanisms/trust.ts';
import type { Setup } from './setup.ts';
import { sources } from './vocabulary.ts';

/** Sources that are heard without any campaign, by number. */
const ambient = ambientKinds(0, 0, 0).flatMap(({ source }) => source ?? []);

/**
 * The columns for which a world has use: of trust, those towards whom people can hear there; of bad words about destinations, any where
 * somebody speaks against one.
 */
export function neededIn({ arm }: Setup): Has {
  const heard = new Set([...ambient, ...arm.components.map(({ source }) => sources.indexOf(source))]);
  const isAgainst = arm.components.some(({ against }) => against !== null);
  return (name, place) => {
    if (name in trustState) return heard.has(place);
    return name !== 'penalty' || isAgainst;
  };
}
