import type { Letter } from '../model/district.ts';

/** Where a district leaves its letters and finds those of the others. */
export type Letterbox = {
  /**
   * Leaves a letter for each district, by number, and takes theirs. What it leaves is given away; the own letter stays out and comes
   * back empty.
   *
   * @throws Error when another district cannot go on; a promise is rejected with it
   */
  readonly swap: (letters: readonly Letter[]) => readonly Letter[] | Promise<readonly Letter[]>;
  /** Tells the others that this district cannot go on. */
  readonly giveUp: () => void;
  /** Lets go of it. */
  readonly close: () => void;
};

/** What ends a district when another one has ended. */
export function cannotGoOn(): Error {
  return new Error('another district of this world could not go on');
}
