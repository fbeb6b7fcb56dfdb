import { gumbel } from '../../random/distributions.ts';
import { uniform } from '../../random/draw.ts';
import { exp, log } from '../../random/exact-math.ts';
import { MOST_DESTINATIONS, type State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { fade } from '../vector.ts';

export const destinationsParameters = {
  nest: assumed(0.4, [0.1, 1], 'scale', 'how easily one destination stands in for another (mu); 1 is not at all'),
  penalty: assumed(0.5, [0.25, 1], 'utility', 'how much a fully believed message against a destination takes from it'),
  fading: assumed(0.99, [0.97, 0.999], 'share per week', 'how much of that is left after a week'),
} as const satisfies Parameters;

export const destinationsState = {
  penalty: {
    of: 'people',
    kind: 'f32',
    width: MOST_DESTINATIONS,
    initial: 0,
    unit: 'utility',
    meaning: 'what messages against a destination have taken from it',
    owner: 'destinations',
  },
  destinationWorth: {
    of: 'people',
    kind: 'f32',
    initial: 0,
    unit: 'utility',
    meaning: 'worth of all destinations together against that without such messages',
    owner: 'destinations',
  },
  destination: {
    of: 'people',
    kind: 'u8',
    initial: 255,
    unit: 'destination',
    meaning: 'where they went or are going, 255 for nowhere',
    owner: 'destinations',
  },
} as const satisfies State;

/**
 * Worth of a set of destinations that can stand in for each other (log-sum of a nested logit).
 *
 * @param worth utilities of the destinations
 * @param nest  scale, above 0 to 1
 */
export function inclusiveValue(worth: readonly number[], nest: number): number {
  let top = Number.NEGATIVE_INFINITY;
  for (let d = 0; d < worth.length; d++) top = Math.max(top, worth[d]);
  let sum = 0;
  for (let d = 0; d < worth.length; d++) sum += exp((worth[d] - top) / nest);
  return top + nest * log(sum);
}

export const destinations = mechanism({
  name: 'destinations',
  because: 'A message against one country moves some people to another; few stay because of it.',
  source:
    'model specification 4.16; B, closing remarks on a joint European approach; E, 2.3.1 (coordination and scale)',
  equations: [
    'a believed message against destination d: penalty_d += credibility (penalty - penalty_d); penalty fades',
    'IV = nest ln sum exp((attraction - penalty) / nest); destination term of the pull = IV - IV without penalties',
    'destination at departure: largest (attraction - penalty) / nest + Gumbel draw of the person and destination',
  ],
  parameters: destinationsParameters,
  off: {},
  state: destinationsState,
  step(world) {
    const given = world.given.destinations;
    const { penalty, destinationWorth, destination, id } = world.people;
    const { destinations: there } = world.setup.context;
    const spokenOf = world.components.some(({ against }) => against >= 0);
    if (spokenOf) {
      for (const tile of world.tiles) for (let d = 0; d < there.length; d++) fade(tile.penalty[d], given.fading);
      for (let at = 0; at < world.inbox.count; at++) {
        const { component } = world.kinds[world.inbox.kind[at]];
        const against = component < 0 ? -1 : world.components[component].against;
        if (against < 0 || world.inbox.precision[at] === 0) continue;
        const row = world.inbox.row[at];
        penalty[against][row] =
          penalty[against][row] + world.inbox.credibility[at] * (given.penalty - penalty[against][row]);
      }
      const attractions = there.map(({ attraction }) => attraction);
      const usual = inclusiveValue(attractions, given.nest);
      const worths = [...attractions];
      for (let i = 0; i < world.sizes.people; i++) {
        let any = false;
        for (let d = 0; d < worths.length; d++) {
          if (penalty[d][i] > 0) any = true;
          worths[d] = attractions[d] - penalty[d][i];
        }
        destinationWorth[i] = any ? inclusiveValue(worths, given.nest) - usual : 0;
      }
    }
    for (const row of world.leavers) {
      let best = Number.NEGATIVE_INFINITY;
      for (let d = 0; d < there.length; d++) {
        const liking = gumbel(uniform(world.fate('destination', d), id[row]));
        const taken = spokenOf ? penalty[d][row] : 0;
        const worth = (there[d].attraction - taken) / given.nest + liking;
        if (worth > best) {
          best = worth;
          destination[row] = d;
        }
      }
    }
  },
});
