import type { State } from './column.ts';
import { abroadState } from './mechanisms/abroad.ts';
import { appraisalState } from './mechanisms/appraisal.ts';
import { arousalState } from './mechanisms/arousal.ts';
import { beliefState } from './mechanisms/belief.ts';
import { commitmentState } from './mechanisms/commitment.ts';
import { cultureState } from './mechanisms/culture.ts';
import { destinationsState } from './mechanisms/destinations.ts';
import { dissonanceState } from './mechanisms/dissonance.ts';
import { householdState } from './mechanisms/household.ts';
import { journeyState } from './mechanisms/journey.ts';
import { lawfulState } from './mechanisms/lawful.ts';
import { livelihoodState } from './mechanisms/livelihood.ts';
import { memoryState } from './mechanisms/memory.ts';
import { newsState } from './mechanisms/news.ts';
import { normsState } from './mechanisms/norms.ts';
import { returnsState } from './mechanisms/returns.ts';
import { routesState } from './mechanisms/routes.ts';
import { savingsState } from './mechanisms/savings.ts';
import { shocksState } from './mechanisms/shocks.ts';
import { stagesState } from './mechanisms/stages.ts';
import { trustState } from './mechanisms/trust.ts';
import { populationState } from './population/population.ts';

/** All columns of the world, each declared by its owner. A column declared twice would silently hide the first: a test forbids it. */
export const allColumns = {
  ...populationState,
  ...shocksState,
  ...livelihoodState,
  ...householdState,
  ...trustState,
  ...beliefState,
  ...memoryState,
  ...arousalState,
  ...normsState,
  ...appraisalState,
  ...dissonanceState,
  ...commitmentState,
  ...savingsState,
  ...stagesState,
  ...routesState,
  ...destinationsState,
  ...lawfulState,
  ...journeyState,
  ...abroadState,
  ...newsState,
  ...returnsState,
  ...cultureState,
} as const satisfies State;

export type AllColumns = typeof allColumns;
