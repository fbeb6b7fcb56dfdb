import { uniform } from '../../random/draw.ts';
import { logit } from '../../random/exact-math.ts';
import { atHome } from '../campaign.ts';
import type { State } from '../column.ts';
import { eachDrawn } from '../few.ts';
import { CALL } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { DIASPORA, newsTopics } from '../vocabulary.ts';

export const diasporaParameters = {
  rate: assumed(0.12, [0.03, 0.3], 'probability per week', 'chance of news from somebody abroad (pDias)'),
  precision: assumed(0.35, [0.15, 0.7], '1/logit^2', 'precision of that news (tauDias)'),
  withTie: assumed(2, [1, 4], 'factor', 'contact of households with somebody abroad'),
  withoutTie: assumed(0.7, [0.2, 1], 'factor', 'contact of households without'),
  headsWithoutTie: assumed(0.6, [0.2, 1], 'factor', 'contact of household heads without somebody abroad'),
} as const satisfies Parameters;

const diasporaState = {} as const satisfies State;

export const diaspora = mechanism({
  name: 'diaspora',
  because: 'Calls and pictures from abroad are believed, and show success more than failure.',
  source: 'model specification 4.4 (diaspora), 4.10',
  equations: [
    'with chance rate x contact: message = news of the community on death, mistreatment, earnings and stay; silent on lawful ways and alternatives',
  ],
  parameters: diasporaParameters,
  off: { rate: 0 },
  state: diasporaState,
  step(world) {
    const { rate, precision, withTie, withoutTie, headsWithoutTie } = world.given.diaspora;
    const { stage, household, community, id } = world.people;
    const { abroad, householdCommunity, householdId } = world.households;
    const { news } = world.communities;
    // What is said in a community is the same for all its callers.
    const said = news.map((column) => Float64Array.from(column, logit));
    const calls = world.luck('diaspora');
    const most = rate * Math.max(withTie, withoutTie);
    eachDrawn(world.tiles, calls, most, (i) => {
      if (atHome[stage[i]] === 0) return;
      if (uniform(calls, id[i]) >= rate * (abroad[household[i]] > 0 ? withTie : withoutTie)) return;
      const at = world.inbox.post(i, CALL, DIASPORA, precision);
      for (let t = 0; t < newsTopics; t++) world.inbox.say(at, t, said[t][community[i]]);
    });
    const callsHome = world.luck('diaspora to heads');
    for (let h = 0; h < world.sizes.households; h++) {
      if (uniform(callsHome, householdId[h]) >= rate * (abroad[h] > 0 ? withTie : headsWithoutTie)) continue;
      const at = world.headInbox.post(h, CALL, DIASPORA, precision);
      for (let t = 0; t < newsTopics; t++) world.headInbox.say(at, t, said[t][householdCommunity[h]]);
    }
  },
});
