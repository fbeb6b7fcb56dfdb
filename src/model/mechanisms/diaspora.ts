import { logit } from '../../random/exact-math.ts';
import { homeStages } from '../campaign.ts';
import type { State } from '../column.ts';
import { CALL } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import type { Inbox } from '../message.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { drawn, keepAmong, keepDrawn, type Vector, type Wholes } from '../vector.ts';
import { DIASPORA, newsTopics } from '../vocabulary.ts';

export const diasporaParameters = {
  rate: assumed(0.12, [0.03, 0.3], 'probability per week', 'chance of news from somebody abroad (pDias)'),
  precision: assumed(0.35, [0.15, 0.7], '1/logit^2', 'precision of that news (tauDias)'),
  withTie: assumed(2, [1, 4], 'factor', 'contact of households with somebody abroad'),
  withoutTie: assumed(0.7, [0.2, 1], 'factor', 'contact of households without'),
  headsWithoutTie: assumed(0.6, [0.2, 1], 'factor', 'contact of household heads without somebody abroad'),
} as const satisfies Parameters;

const ABOUT = (1 << newsTopics) - 1;

/** Posts a call to each of the first `count` of `rows`: the news of their community. */
function call(
  inbox: Inbox,
  { first, rows }: { readonly first: number; readonly rows: Wholes },
  count: number,
  precision: number,
  community: Wholes,
  [death, mistreatment, earnings, stay]: readonly Vector[],
): void {
  const at = inbox.postAll(first, rows, count, CALL, DIASPORA, precision, ABOUT);
  const [ofDeath, ofMistreatment, ofEarnings, ofStay] = inbox.says;
  for (let k = 0; k < count; k++) {
    const c = community[first + rows[k]];
    ofDeath[at + k] = death[c];
    ofMistreatment[at + k] = mistreatment[c];
    ofEarnings[at + k] = earnings[c];
    ofStay[at + k] = stay[c];
  }
}

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
    const { households, inbox, headInbox } = world;
    const { community } = world.people;
    // What is said in a community is the same for all its callers.
    const said = world.communities.news.map((column) => Array.from(column, logit));
    // Whoever draws above the highest chance need not be looked at.
    const [tied, untied, headsUntied] = [rate * withTie, rate * withoutTie, rate * headsWithoutTie];
    const calls = world.luck('diaspora');
    for (const tile of world.tiles) {
      const { rows, id, stage, household } = tile;
      let found = drawn(rows, calls, id, Math.max(tied, untied));
      found = keepAmong(rows, found, stage, homeStages);
      found = keepDrawn(rows, found, calls, id, household, households.abroad, tied, untied);
      call(inbox, tile, found, precision, community, said);
    }
    const callsHome = world.luck('diaspora to heads');
    for (const tile of world.householdTiles) {
      const { rows, householdId, abroad } = tile;
      let found = drawn(rows, callsHome, householdId, Math.max(tied, headsUntied));
      found = keepDrawn(rows, found, callsHome, householdId, null, abroad, tied, headsUntied);
      call(headInbox, tile, found, precision, households.householdCommunity, said);
    }
  },
});
