import { logit } from '../../random/exact-math.ts';
import type { State } from '../column.ts';
import { OFFER } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { drawn, keepAmong, setOf } from '../vector.ts';
import { CONSIDERING, DEATH, EARNINGS, MISTREATMENT, PLANNING, PREPARING, SMUGGLER, STAY } from '../vocabulary.ts';

export const smugglersParameters = {
  rate: assumed(
    0.1,
    [0.03, 0.3],
    'probability per week',
    'chance that somebody who considers leaving hears an offer (pSmug)',
  ),
  precision: assumed(0.3, [0.15, 0.6], '1/logit^2', 'precision of the offer (tauSmug)'),
  elaboration: assumed(0, [0, 0.3], 'share', 'lasting share of what an offer makes people believe'),
  advocacy: assumed(1, [0.5, 1], 'share', 'how openly an offer argues for the interest of who makes it'),
  earnings: assumed(0.8, [0.6, 0.95], 'probability', 'chance of work the smuggler promises'),
  stay: assumed(0.8, [0.5, 0.95], 'probability', 'chance of a right to stay the smuggler promises'),
  death: assumed(0.15, [0.02, 0.3], 'probability', 'chance of dying the smuggler admits'),
  mistreatment: assumed(0.15, [0.02, 0.3], 'probability', 'chance of mistreatment the smuggler admits'),
} as const satisfies Parameters;

const deciding = setOf(CONSIDERING, PLANNING, PREPARING);
const ABOUT = (1 << DEATH) | (1 << MISTREATMENT) | (1 << EARNINGS) | (1 << STAY);

const smugglersState = {} as const satisfies State;

export const smugglers = mechanism({
  name: 'smugglers',
  because: 'Those who consider leaving hear rosy offers; few believe them for long.',
  source: 'model specification 4.4 (smugglers); B, assumption 1 (people do not simply go by what smugglers say)',
  equations: [
    'from considering to preparing, with chance rate: message = earnings, stay, death, mistreatment as promised; silent on lawful ways and alternatives',
  ],
  parameters: smugglersParameters,
  off: { rate: 0 },
  state: smugglersState,
  step(world) {
    const given = world.given.smugglers;
    const { inbox } = world;
    const offers = world.luck('smugglers');
    const [death, mistreatment] = [logit(given.death), logit(given.mistreatment)];
    const [earnings, stay] = [logit(given.earnings), logit(given.stay)];
    for (const { first, rows, id, stage } of world.tiles) {
      const found = keepAmong(rows, drawn(rows, offers, id, given.rate), stage, deciding);
      const at = inbox.postAll(first, rows, found, OFFER, SMUGGLER, given.precision, ABOUT);
      inbox.says[DEATH].fill(death, at, at + found);
      inbox.says[MISTREATMENT].fill(mistreatment, at, at + found);
      inbox.says[EARNINGS].fill(earnings, at, at + found);
      inbox.says[STAY].fill(stay, at, at + found);
    }
  },
});
