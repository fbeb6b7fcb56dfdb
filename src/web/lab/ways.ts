import type { Trace } from '../../model/follow.ts';
import { waysOut } from '../../model/vocabulary.ts';

/** Standing dissonance does not discredit a sender, aroused dissonance does not make anybody dream. */
const DISCREDIT = waysOut.indexOf('discredit-sender');
const DREAM = waysOut.indexOf('dream-bigger');

/** What everybody in a village did about being torn: dissonance resolved, by way out. */
export type Resolved = {
  /** To set as `world.trace`; it changes nothing. */
  readonly trace: Trace;
  /** Resolved since the beginning: way out -> person's row. */
  readonly soFar: readonly Float64Array[];
  /** Resolved in the week that was lived last, all people together, by way out. */
  thisWeek(): readonly number[];
};

export function resolvedBy(people: number): Resolved {
  const soFar = waysOut.map(() => new Float64Array(people));
  const week = waysOut.map(() => 0);
  const nothing = (): void => undefined;
  return {
    soFar,
    thisWeek: () => [...week],
    trace: {
      ...{ weeks: [], revised: nothing, worths: nothing, choice: nothing, close: nothing },
      open: () => void week.fill(0),
      torn(first, wish, _against, _aroused, standing, alarmed, weights) {
        weights.forEach((weight, way) => {
          for (let k = 0; k < wish.length; k++) {
            const pace = (way === DISCREDIT ? 0 : (standing[k] ?? 0)) + (way === DREAM ? 0 : (alarmed[k] ?? 0));
            const amount = (weight[k] ?? 0) * pace;
            if (amount === 0) continue;
            const own = soFar[way];
            if (own !== undefined) own[first + k] = (own[first + k] ?? 0) + amount;
            week[way] = (week[way] ?? 0) + amount;
          }
        });
      },
    },
  };
}
