import type { Trace } from '../../model/follow.ts';
import { type WayOut, waysOut } from '../../model/vocabulary.ts';

/** Standing dissonance does not discredit a sender, aroused dissonance does not make anybody dream. */
const DISCREDIT = waysOut.indexOf('discredit-sender');
const DREAM = waysOut.indexOf('dream-bigger');

/** Dissonance resolved in a week: way out -> person's row. */
export type WaysOfWeek = readonly Float64Array[];

/** What everybody in a village did about being torn: dissonance resolved, by way out. */
export type Resolved = {
  /** To set as `world.trace`; it changes nothing. */
  readonly trace: Trace;
  /** Resolved in the week that was lived last; overwritten by the next one. */
  readonly week: WaysOfWeek;
};

export function resolvedBy(people: number): Resolved {
  const week = waysOut.map(() => new Float64Array(people));
  const nothing = (): void => undefined;
  return {
    week,
    trace: {
      ...{ weeks: [], revised: nothing, worths: nothing, choice: nothing, close: nothing },
      open() {
        for (const own of week) own.fill(0);
      },
      torn(first, wish, _against, _aroused, standing, alarmed, weights) {
        weights.forEach((weight, way) => {
          for (let k = 0; k < wish.length; k++) {
            const pace = (way === DISCREDIT ? 0 : (standing[k] ?? 0)) + (way === DREAM ? 0 : (alarmed[k] ?? 0));
            const own = week[way];
            if (own !== undefined) own[first + k] = (weight[k] ?? 0) * pace;
          }
        });
      },
    },
  };
}

/** What part of what somebody resolved in a week each way out took; all 0 where nothing was resolved. */
function sharesOf(week: WaysOfWeek, row: number): readonly number[] {
  const amounts = week.map((column) => column[row] ?? 0);
  const sum = amounts.reduce((a, b) => a + b, 0);
  return amounts.map((amount) => (sum > 0 ? amount / sum : 0));
}

/** Shares of a way out that lie nearer than this are not worth telling apart. */
const NOTABLE = 0.01;

/** A week in which a way out is somebody's largest, and takes more of it than without the message. */
type Turn = { readonly week: number; readonly with: number; readonly without: number; readonly more: number };

/** For each way out, everybody for whom it is the largest in some week, with the week in which the message adds most to it. */
export type Turns = {
  readonly see: (week: number, row: number, here: WaysOfWeek, there: WaysOfWeek) => void;
  readonly of: (way: WayOut) => ReadonlyMap<number, Turn>;
};

export function turnsOut(): Turns {
  const found = waysOut.map(() => new Map<number, Turn>());
  return {
    see(week, row, here, there) {
      const shares = sharesOf(here, row);
      const way = shares.reduce((top, share, at) => (share > (shares[top] ?? 0) ? at : top), 0);
      const [share = 0, without = 0] = [shares[way], sharesOf(there, row)[way]];
      const more = (here[way]?.[row] ?? 0) - (there[way]?.[row] ?? 0);
      if (more <= 0 || share - without < NOTABLE || more <= (found[way]?.get(row)?.more ?? 0)) return;
      found[way]?.set(row, { week, with: share, without, more });
    },
    of: (way) => found[waysOut.indexOf(way)] ?? new Map(),
  };
}
