import { normal } from '../../random/distributions.ts';
import { uniform } from '../../random/draw.ts';
import type { State } from '../column.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';

export const shocksParameters = {
  persistence: assumed(0.96, [0.9, 0.99], 'share kept per week', 'how long good and bad times last in a community'),
  size: assumed(0.06, [0, 0.15], 'livelihood units', 'size of a weekly shock to livelihoods in a community (sdS)'),
} as const satisfies Parameters;

export const shocksState = {
  shock: {
    of: 'communities',
    kind: 'f32',
    initial: 0,
    unit: 'livelihood units',
    meaning: 'how good or bad times are here',
    owner: 'shocks',
  },
} as const satisfies State;

export const shocks = mechanism({
  name: 'shocks',
  because: 'Harvests, prices and work rise and fall for a whole place at once, campaign or not.',
  source: 'model specification 4.12',
  equations: ['shock = persistence shock + size z, z a standard normal draw of the community and week'],
  parameters: shocksParameters,
  off: { size: 0 },
  state: shocksState,
  step(world) {
    const { persistence, size } = world.given.shocks;
    const { shock, communityId } = world.communities;
    const key = world.luck('shocks');
    for (let c = 0; c < world.sizes.communities; c++)
      shock[c] = persistence * shock[c] + normal(uniform(key, communityId[c]), 0, size);
  },
});
