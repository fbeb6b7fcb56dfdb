import { abroadParameters } from './mechanisms/abroad.ts';
import { appraisalParameters } from './mechanisms/appraisal.ts';
import { arousalParameters } from './mechanisms/arousal.ts';
import { attentionParameters } from './mechanisms/attention.ts';
import { beliefParameters } from './mechanisms/belief.ts';
import { commitmentParameters } from './mechanisms/commitment.ts';
import { cultureParameters } from './mechanisms/culture.ts';
import { destinationsParameters } from './mechanisms/destinations.ts';
import { diasporaParameters } from './mechanisms/diaspora.ts';
import { dissonanceParameters } from './mechanisms/dissonance.ts';
import { exposureParameters } from './mechanisms/exposure.ts';
import { householdParameters } from './mechanisms/household.ts';
import { journeyParameters } from './mechanisms/journey.ts';
import { lawfulParameters } from './mechanisms/lawful.ts';
import { livelihoodParameters } from './mechanisms/livelihood.ts';
import { memoryParameters } from './mechanisms/memory.ts';
import { newsParameters } from './mechanisms/news.ts';
import { normsParameters } from './mechanisms/norms.ts';
import { returnsParameters } from './mechanisms/returns.ts';
import { routesParameters } from './mechanisms/routes.ts';
import { savingsParameters } from './mechanisms/savings.ts';
import { shocksParameters } from './mechanisms/shocks.ts';
import { smugglersParameters } from './mechanisms/smugglers.ts';
import { stagesParameters } from './mechanisms/stages.ts';
import { talkParameters } from './mechanisms/talk.ts';
import { trustParameters } from './mechanisms/trust.ts';
import { outcomesParameters } from './outcome-parameters.ts';
import type { Values } from './parameter.ts';
import { populationParameters } from './population/population.ts';
import { settingsParameters } from './settings.ts';

/** The declared numbers of every mechanism, and of the population, by name. */
export const declared = {
  population: populationParameters,
  settings: settingsParameters,
  outcomes: outcomesParameters,
  shocks: shocksParameters,
  exposure: exposureParameters,
  attention: attentionParameters,
  livelihood: livelihoodParameters,
  household: householdParameters,
  talk: talkParameters,
  diaspora: diasporaParameters,
  smugglers: smugglersParameters,
  trust: trustParameters,
  belief: beliefParameters,
  memory: memoryParameters,
  arousal: arousalParameters,
  norms: normsParameters,
  appraisal: appraisalParameters,
  dissonance: dissonanceParameters,
  commitment: commitmentParameters,
  savings: savingsParameters,
  stages: stagesParameters,
  routes: routesParameters,
  destinations: destinationsParameters,
  lawful: lawfulParameters,
  journey: journeyParameters,
  abroad: abroadParameters,
  returns: returnsParameters,
  news: newsParameters,
  culture: cultureParameters,
} as const;

/** The values a world works with. */
export type Given = { readonly [M in keyof typeof declared]: Values<(typeof declared)[M]> };
