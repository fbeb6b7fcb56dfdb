import { bits, uniform } from '../../random/draw.ts';
import { logit } from '../../random/exact-math.ts';
import type { State } from '../column.ts';
import { REFUSAL } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import { drawn } from '../vector.ts';
import { LAWFUL, LEFT_LAWFULLY, PREPARING, RETURNED } from '../vocabulary.ts';

export const lawfulParameters = {
  applying: assumed(
    0.01,
    [0.005, 0.02],
    'probability per week',
    'chance that somebody for whom a lawful way looks best applies',
  ),
  hopeFrom: assumed(0.2, [0.1, 0.4], 'probability', 'believed chance from which it is worth applying'),
  refusalSays: assumed(0.03, [0.01, 0.1], 'probability', 'what a refusal makes people think about a lawful way'),
  refusalPrecision: assumed(1, [0.5, 2], '1/logit^2', 'precision of that experience'),
} as const satisfies Parameters;

const YEAR = 52;

export const lawfulState = {
  lawfulPlaces: {
    of: 'communities',
    kind: 'i32',
    initial: 0,
    unit: 'places',
    meaning: 'lawful places left this year',
    owner: 'lawful',
  },
} as const satisfies State;

type Applicant = { readonly row: number; readonly id: number; readonly lot: number };

function byLot(a: Applicant, b: Applicant): number {
  return a.lot - b.lot || a.id - b.id;
}

export const lawful = mechanism({
  name: 'lawful',
  because: 'Lawful ways exist for few; who is refused learns it.',
  source: 'model specification 4.14',
  equations: [
    'places opening a week and community = quota per 1,000 a year x people / 52, rounded by chance; unused places end with the year',
    'if waiting looks best and hope > hopeFrom: applies with chance applying; accepted while places are free, smallest draws first',
    'accepted: leaves lawfully; refused: message on lawful ways',
  ],
  parameters: lawfulParameters,
  off: { applying: 0 },
  state: lawfulState,
  step(world) {
    const given = world.given.lawful;
    const { stage, stageWeek, lawfulFirst, lawfulHope, community, id } = world.people;
    const { lawfulPlaces, communityId } = world.communities;
    const rounds = world.luck('lawful places');
    for (let c = 0; c < world.sizes.communities; c++) {
      if (world.week % YEAR === 0) lawfulPlaces[c] = 0;
      const due = (world.settings.lawfulQuota * world.communitySize(c)) / (1000 * YEAR);
      lawfulPlaces[c] += Math.floor(due) + (uniform(rounds, communityId[c]) < due - Math.floor(due) ? 1 : 0);
    }
    const applies = world.luck('applying');
    const lots = world.luck('lawful lots');
    const applicants: Applicant[] = [];
    for (const tile of world.tiles) {
      const found = drawn(tile.rows, applies, tile.id, given.applying);
      for (let k = 0; k < found; k++) {
        const i = tile.first + tile.rows[k];
        if (lawfulFirst[i] === 1 && (stage[i] <= PREPARING || stage[i] === RETURNED) && lawfulHope[i] > given.hopeFrom)
          applicants.push({ row: i, id: id[i], lot: bits(lots, id[i]) });
      }
    }
    applicants.sort(byLot);
    for (const { row } of applicants) {
      if (lawfulPlaces[community[row]] > 0) {
        lawfulPlaces[community[row]]--;
        stage[row] = LEFT_LAWFULLY;
        stageWeek[row] = world.week;
        world.log.lawfulDepartures++;
      } else {
        const at = world.lessons.post(row, REFUSAL, -1, given.refusalPrecision);
        world.lessons.say(at, LAWFUL, logit(given.refusalSays));
      }
    }
  },
});
