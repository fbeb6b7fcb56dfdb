import type { Has } from './column.ts';
import { ambientKinds } from './kinds.ts';
import { trustState } from './mechanisms/trust.ts';
import type { Setup } from './setup.ts';
import { DIASPORA, sources } from './vocabulary.ts';

/** Sources that are heard without any campaign, by number: by people, and by heads of households. */
const ambient = ambientKinds(0, 0, 0).flatMap(({ source }) => source ?? []);
const ambientToHeads = [DIASPORA];
const ofHeads: readonly (keyof typeof trustState)[] = ['headTrust', 'usualHeadTrust'];

/**
 * The columns for which a world has use: of trust, those towards whom people can hear there; of bad words about destinations, any where
 * somebody speaks against one.
 */
export function neededIn({ arm }: Setup): Has {
  const campaign = arm.components.map(({ source }) => sources.indexOf(source));
  const heard = new Set([...ambient, ...campaign]);
  const heardByHeads = new Set([...ambientToHeads, ...campaign]);
  const isAgainst = arm.components.some(({ against }) => against !== null);
  return (name, place) => {
    if (name in trustState) return (ofHeads.some((one) => one === name) ? heardByHeads : heard).has(place);
    return name !== 'penalty' || isAgainst;
  };
}
