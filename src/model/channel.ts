import type { Parameters } from './parameter.ts';
import type { ReachMode, Source } from './vocabulary.ts';

/**
 * A way for a campaign to reach people: who speaks, how it finds its people, and what its contacts are like. A design names a
 * channel and may override any of its numbers; what it leaves alone comes from here.
 */
export type Channel = {
  readonly name: string;
  readonly title: string;
  readonly because: string;
  readonly source: Source;
  readonly mode: ReachMode;
  /**
   * `unitCost, fixedCost` (euro), `paidWhenOffered` (0 or 1), `reach`, `following` (shares), `most` (contacts a person), the
   * attributes of `setup.ts`, and `says.TOPIC` (probability) for each topic it speaks of.
   */
  readonly parameters: Parameters;
};
