import { below } from '../../random/draw.ts';
import type { Key } from '../../random/key.ts';
import { atHome, homeStages } from '../campaign.ts';
import type { State } from '../column.ts';
import { layer } from '../desk.ts';
import { RETURNEE_TALK, TALK } from '../kinds.ts';
import { mechanism } from '../mechanism.ts';
import { assumed, type Parameters } from '../parameter.ts';
import type { Places } from '../population/population.ts';
import { drawn, keepAmong, readAhead } from '../vector.ts';
import { PEER, RETURNED, RETURNEE, topics } from '../vocabulary.ts';
import type { TileOf } from '../world.ts';

export const talkParameters = {
  rate: assumed(
    0.35,
    [0.1, 0.8],
    'probability per week',
    'chance that somebody hears a friend speak about leaving (pTalk); 0.40 of Guinean students talked about it last week (evidence b4)',
  ),
  precision: assumed(0.35, [0.15, 0.7], '1/logit^2', 'precision of what friends say (tauPeer)'),
  elaboration: assumed(
    0.5,
    [0.25, 1],
    'share',
    'lasting share of what is learnt in talk among people who know each other',
  ),
} as const satisfies Parameters;

/**
 * Notes in `others` with which friend each of the first `found` of `rows` talks; keeps those who have any, and returns how many.
 * A function of its own: engines compile small ones sooner.
 */
function meet(
  { first, rows, others, id }: Pick<TileOf<'talk'>, 'first' | 'rows' | 'others' | 'id'>,
  found: number,
  { start, member }: Places['ties'],
  withWhom: Key,
): number {
  let met = 0;
  for (let k = 0; k < found; k++) {
    const i = rows[k];
    const from = start[first + i];
    const friends = start[first + i + 1] - from;
    if (friends === 0) continue;
    rows[met] = i;
    others[met++] = member[from + below(withWhom, id[i], friends)];
  }
  return met;
}

const talkState = {} as const satisfies State;

const layTalk = layer();

export const talk = mechanism({
  name: 'talk',
  because: 'People talk with friends about leaving, one subject at a time; returnees say what they saw.',
  source: 'model specification 4.4 (peers), 5b',
  equations: [
    'with chance rate: one tie, one topic; message = the lasting belief of that tie, if at home; sender a returnee if the tie is one who has come back and does not consider leaving again',
  ],
  parameters: talkParameters,
  off: { rate: 0 },
  state: talkState,
  step(world) {
    const { rate, precision } = world.given.talk;
    const { inbox } = world;
    const { stage, durable, id } = world.people;
    const talks = world.luck('talk');
    const withWhom = world.luck('talk partner');
    const about = world.luck('talk topic');
    const numbers = [precision, TALK, RETURNEE_TALK, PEER, RETURNEE, RETURNED];
    for (const tile of world.tiles) {
      const { first, rows, others } = tile;
      const found = keepAmong(rows, drawn(rows, talks, tile.id, rate), tile.stage, homeStages);
      readAhead(world.memory, tile.durable);
      const met = meet(tile, found, world.places.ties, withWhom);
      const columns = () => [...inbox.columns, rows, others, id, stage, ...durable];
      const twin = inbox.hasRoomFor(met) ? layTalk(tile, inbox.row, columns, numbers) : null;
      if (twin !== null) {
        inbox.count = twin.converse(first, met, inbox.count, about[0], about[1], twin.lay(homeStages));
        continue;
      }
      for (let k = 0; k < met; k++) {
        const friend = others[k];
        if (atHome[stage[friend]] === 0) continue;
        const i = first + rows[k];
        const topic = below(about, id[i], topics.length);
        const been = stage[friend] === RETURNED;
        const at = inbox.post(i, been ? RETURNEE_TALK : TALK, been ? RETURNEE : PEER, precision);
        inbox.say(at, topic, durable[topic][friend]);
      }
    }
  },
});
