import { type MessageKind, plainKind } from './message.ts';
import { DIASPORA, FAMILY, PEER, RETURNEE, SMUGGLER } from './vocabulary.ts';

/** Kinds of messages that are there without any campaign; components follow from `COMPONENTS` on. */
export const TALK = 0;
export const RETURNEE_TALK = 1;
export const CALL = 2;
export const OFFER = 3;
export const SEARCH = 4;
export const PLACE_KEPT = 5;
export const PLACE_BROKEN = 6;
export const PLACE_HEARD = 7;
export const HOME_TALK = 8;
export const JOURNEY = 9;
export const LETTER = 10;
export const REFUSAL = 11;
export const COMPONENTS = 12;

/**
 * @param talk elaboration of talk among people who know each other
 * @param offer elaboration of a smuggler's offer
 * @param advocacy of that offer
 */
export function ambientKinds(talk: number, offer: number, advocacy: number): MessageKind[] {
  return [
    plainKind('talk with a friend', PEER, talk),
    plainKind('talk with a returnee', RETURNEE, talk),
    plainKind('call from abroad', DIASPORA, talk),
    plainKind("a smuggler's offer", SMUGGLER, offer, 0, advocacy),
    plainKind('own search for work', null, 1),
    plainKind('a place in a programme', null, 1),
    plainKind('sent on in vain', null, 1),
    plainKind('a friend got a place', PEER, talk),
    plainKind('talk at home', FAMILY, talk),
    plainKind('own journey', null, 1),
    plainKind('news of the own migrant', DIASPORA, talk),
    plainKind('refused a lawful way', null, 1),
  ];
}
