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

/** Shares of a way out that lie nearer than this, and less to be seen than this, are not worth telling apart. */
const NOTABLE = 0.01;

/** A week in which a way out is somebody's largest, takes more of it than without the message, and has left more to be seen. */
type Turn = {
  readonly week: number;
  readonly with: number;
  readonly without: number;
  /** How much more there is to be seen of it. */
  readonly more: number;
  /** Whether the person thinks of leaving in that week: who does not has little to be torn about. */
  readonly wishes: boolean;
};

/** Somebody in a week: what each way out took, with the message and without it, and what there is to be seen of it. */
type Seen = {
  readonly here: WaysOfWeek;
  readonly there: WaysOfWeek;
  readonly wishes: boolean;
  /** By how much a way out has moved this person further than without the message; null where nothing keeps it. */
  readonly moved: (way: WayOut) => number | null;
};

/** For each way out, everybody for whom it is the largest in some week, with the week in which there is most to be seen of it. */
export type Turns = {
  /** To be called for every week of a person, in order. */
  readonly see: (week: number, row: number, seen: Seen) => void;
  readonly of: (way: WayOut) => ReadonlyMap<number, Turn>;
};

export function turnsOut(): Turns {
  const found = waysOut.map(() => new Map<number, Turn>());
  // Somebody who begins to be torn late has the larger week when the same person without the message is long past it: what counts is
  // what has come of it so far.
  const ahead = waysOut.map(() => new Map<number, number>());
  return {
    see(week, row, { here, there, wishes, moved }) {
      const shares = sharesOf(here, row);
      const way = shares.reduce((top, share, at) => (share > (shares[top] ?? 0) ? at : top), 0);
      for (const [at, sums] of ahead.entries())
        sums.set(row, (sums.get(row) ?? 0) + (here[at]?.[row] ?? 0) - (there[at]?.[row] ?? 0));
      const name = waysOut[way];
      const [share = 0, without = 0, sofar = 0] = [shares[way], sharesOf(there, row)[way], ahead[way]?.get(row)];
      if (name === undefined || share - without < NOTABLE || sofar <= 0) return;
      const more = moved(name) ?? sofar;
      if (more < NOTABLE) return;
      const known = found[way]?.get(row);
      const isBetter = known === undefined || (wishes === known.wishes ? more > known.more : wishes);
      if (isBetter) found[way]?.set(row, { week, with: share, without, more, wishes });
    },
    of: (way) => found[waysOut.indexOf(way)] ?? new Map(),
  };
}
