import type { Comparison } from '../experiment/comparison.ts';
import type { Conducted } from './carry-out.ts';

/** A comparison as other programs read it: `scenario` is its id, what the scenario says about itself stands under `described`. */
export function asJson({ comparison, folder, partial, unread }: Conducted): string {
  const { scenario, ...rest } = comparison;
  const shape: JsonComparison = { ...rest, scenario: scenario.id, described: scenario, partial, unread, folder };
  return JSON.stringify(shape, null, 2);
}

type JsonComparison = Omit<Comparison, 'scenario'> & {
  readonly scenario: string;
  readonly described: Comparison['scenario'];
  /** Runs done and asked for when the comparison was cancelled; else null. */
  readonly partial: Conducted['partial'];
  /** Ids of other readings of the evidence of which runs failed, so that `regimes` lacks them. */
  readonly unread: readonly string[];
  /** Where the files are. */
  readonly folder: string;
};
