import {
  CONSIDERING,
  DEATH,
  DIASPORA,
  EARNINGS,
  MISTREATMENT,
  PEER,
  PREPARING,
  RETURNED,
  RETURNEE,
  SMUGGLER,
  STAY,
  topics,
} from '../../src/model/vocabulary.ts';
import { type Community, isHome, type World } from './beings.ts';
import { draw, pick } from './luck.ts';
import { hearsay, message, saying } from './messages.ts';

/** What do friends and returnees say? */
export function talk(world: World): void {
  const { rate, precision, elaboration } = world.setup.given.talk;
  for (const person of world.people) {
    const { ties, id } = person;
    if (!isHome(person) || ties.length === 0 || draw(world, 'talk', id) >= rate) continue;
    const friend = ties[pick(world, 'talk partner', id, ties.length)];
    if (!isHome(friend)) continue;
    const topic = pick(world, 'talk topic', id, topics.length);
    const source = friend.stage === RETURNED ? RETURNEE : PEER;
    const says = new Map([[topic, friend.mind.durable[topic]]]);
    world.inbox.push(message(person, hearsay(elaboration), source, precision, says));
  }
}

/** What do relatives and friends abroad say? */
export function diaspora(world: World): void {
  const { rate, precision, withTie, withoutTie, headsWithoutTie } = world.setup.given.diaspora;
  const kind = hearsay(world.setup.given.talk.elaboration);
  const newsOf = ({ news }: Community) =>
    saying([DEATH, news[0]], [MISTREATMENT, news[1]], [EARNINGS, news[2]], [STAY, news[3]]);
  for (const person of world.people) {
    if (!isHome(person)) continue;
    const contact = person.home.abroad > 0 ? withTie : withoutTie;
    if (draw(world, 'diaspora', person.id) < rate * contact)
      world.inbox.push(message(person, kind, DIASPORA, precision, newsOf(person.community)));
  }
  for (const home of world.households) {
    const contact = home.abroad > 0 ? withTie : headsWithoutTie;
    if (draw(world, 'diaspora to heads', home.id) < rate * contact)
      world.headInbox.push(message(home, kind, DIASPORA, precision, newsOf(home.community)));
  }
}

/** What do smugglers promise? */
export function smugglers(world: World): void {
  const given = world.setup.given.smugglers;
  const promise = saying(
    [DEATH, given.death],
    [MISTREATMENT, given.mistreatment],
    [EARNINGS, given.earnings],
    [STAY, given.stay],
  );
  for (const person of world.people) {
    if (person.stage < CONSIDERING || person.stage > PREPARING) continue;
    if (draw(world, 'smugglers', person.id) < given.rate)
      world.inbox.push(message(person, hearsay(given.elaboration, given.advocacy), SMUGGLER, given.precision, promise));
  }
}
