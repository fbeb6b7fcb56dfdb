import type { Scenario } from '../../scenario/read.ts';
import type { Expression, FindingPart } from '../../scenario/seeds/finding.ts';
import { type Estimate, jackknifed, ratio } from '../jackknife.ts';
import { evaluate } from './expression.ts';
import { type Batch, batchKey, type FindingPlan, settledLeaf } from './plan-findings.ts';
import { keyOfLeaf, leavesOf } from './probe.ts';
import type { Batches, Run } from './readings.ts';
import { swapped, type Variant, whole } from './variant.ts';

/** Ids put in the place of others. */
type Swap = { readonly [id: string]: string };

/** What runs show of the parts of one finding. */
export type Lens = {
  /** The value of a part in a variant of the world, over its first `most` runs. */
  readonly value: (part: FindingPart, variant: Variant, most: number, swap?: Swap) => Estimate;
  /** What is left in a variant of the distance from `none`, as a share; run by run with the same luck. */
  readonly left: (part: FindingPart, variant: Variant, most: number, swap?: Swap) => Estimate;
  /** The values of some parts by draw; NaN where one does not exist. */
  readonly drawn: (
    parts: readonly Pick<FindingPart, 'value'>[],
    most: number,
  ) => readonly { readonly draw: number; readonly values: readonly number[] }[];
};

/** A lens on the runs of an experiment; runs in which a reading is missing are not looked at. */
export function lensOn(scenario: Scenario, { off }: Pick<FindingPlan, 'off'>, batches: Batches): Lens {
  const keyOf = (leaf: Parameters<typeof settledLeaf>[0]): string => keyOfLeaf(settledLeaf(leaf, scenario));
  const runsOf = (variant: Variant, of: Batch['of'], value: Expression): readonly Run[] => {
    const batch: Batch = { experiment: scenario.id, variant: { ...variant, off: [...off, ...variant.off] }, of };
    const keys = leavesOf(value).map(keyOf);
    return (batches.get(batchKey(batch)) ?? []).filter(({ readings }) =>
      keys.every((key) => readings[key] !== undefined),
    );
  };
  const statistic =
    (value: Expression) =>
    (runs: readonly Run[]): number =>
      evaluate(value, (leaf) => ratio(runs.map(({ readings }) => readings[keyOf(leaf)])));

  return {
    value: (part, variant, most, swap = {}) => {
      const value = swapped(part.value, swap);
      return jackknifed(runsOf(variant, 'luck', value).slice(0, most), statistic(value));
    },
    left: (part, variant, most, swap = {}) => {
      const value = swapped(part.value, swap);
      const usual = new Map(runsOf(whole, 'luck', part.value).map((run) => [run.replicate, run]));
      const pairs = runsOf(variant, 'luck', value)
        .slice(0, most)
        .flatMap((run) => {
          const twin = usual.get(run.replicate);
          return twin === undefined ? [] : [{ run, twin }];
        });
      return jackknifed(pairs, (some) => {
        const distance = statistic(part.value)(some.map(({ twin }) => twin)) - part.none;
        return (statistic(value)(some.map(({ run }) => run)) - part.none) / distance;
      });
    },
    drawn: (parts, most) => {
      const all: Expression = { sum: parts.map(({ value }) => value) };
      return runsOf(whole, 'draws', all)
        .slice(0, most)
        .map((run) => ({ draw: run.replicate, values: parts.map(({ value }) => statistic(value)([run])) }));
    },
  };
}
