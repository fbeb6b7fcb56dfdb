import type { Mechanism } from './mechanism.ts';
import { abroad } from './mechanisms/abroad.ts';
import { appraisal } from './mechanisms/appraisal.ts';
import { arousal } from './mechanisms/arousal.ts';
import { attention } from './mechanisms/attention.ts';
import { belief } from './mechanisms/belief.ts';
import { commitment } from './mechanisms/commitment.ts';
import { culture } from './mechanisms/culture.ts';
import { destinations } from './mechanisms/destinations.ts';
import { diaspora } from './mechanisms/diaspora.ts';
import { dissonance } from './mechanisms/dissonance.ts';
import { exposure } from './mechanisms/exposure.ts';
import { household } from './mechanisms/household.ts';
import { journey } from './mechanisms/journey.ts';
import { lawful } from './mechanisms/lawful.ts';
import { livelihood } from './mechanisms/livelihood.ts';
import { memory } from './mechanisms/memory.ts';
import { news } from './mechanisms/news.ts';
import { norms } from './mechanisms/norms.ts';
import { returns } from './mechanisms/returns.ts';
import { routes } from './mechanisms/routes.ts';
import { savings } from './mechanisms/savings.ts';
import { shocks } from './mechanisms/shocks.ts';
import { smugglers } from './mechanisms/smugglers.ts';
import { stages } from './mechanisms/stages.ts';
import { talk } from './mechanisms/talk.ts';
import { trust } from './mechanisms/trust.ts';

/**
 * One week in the life of the model, in order. To add a mechanism, write its file and name it here.
 *
 * What people see of others is what stood at the end of last week, or what others say this week before anybody has heard
 * anything: the order of people never matters.
 */
export const week = [
  shocks, // good or bad times in each community
  exposure, // whom does the campaign meet?
  attention, // who takes it in?
  livelihood, // who looks for work, who is sent on to a programme, who finds a place?
  household, // what does the family want, whom does it choose, what is said at home?
  talk, // what do friends and returnees say?
  diaspora, // what do relatives and friends abroad say?
  smugglers, // what do smugglers promise?
  trust, // who is believed, and what does that do to trust?
  belief, // what do people now think, and how surely?
  memory, // what do they keep of it?
  arousal, // who is alarmed?
  norms, // what do friends do?
  appraisal, // going, staying, or waiting for a lawful way?
  dissonance, // who is torn, and what do they give up?
  commitment, // how hard has turning back become?
  savings, // who can afford what?
  stages, // who considers, plans, prepares, wants to leave now?
  routes, // which way do they take?
  destinations, // where to?
  lawful, // who applies, who is let in?
  journey, // what happens on the way?
  abroad, // who finds work, who may stay, what is sent home?
  returns, // who comes back?
  news, // what is told of it at home?
  culture, // what becomes normal over the years?
] as const satisfies readonly Mechanism[];

export type MechanismName = (typeof week)[number]['name'];

/** Raised whenever the same scenario and seed give other numbers than before; see CHANGELOG, "Results change". */
export const resultsVersion = 2;
