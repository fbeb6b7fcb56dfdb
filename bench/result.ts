import type { Machine } from './machine.ts';
import type { Measure } from './measure.ts';
import type { Ratio } from './ratios.ts';
import type { Skipped } from './section.ts';
import type { Measured } from './suite.ts';

/** Everything a bench found, as it is written to a file. */
export type Result = {
  readonly schema: 'forewarned/bench@1';
  readonly machine: Machine;
  readonly sections: readonly {
    readonly name: string;
    readonly title: string;
    readonly measures: readonly Omit<Measure, 'section'>[];
    readonly skipped: readonly Skipped[];
    readonly failed: readonly Skipped[];
  }[];
  readonly ratios: readonly Ratio[];
  /** Regressions against the budget, in words; null where nobody asked. */
  readonly regressions: readonly string[] | null;
};

export function resultOf(
  machine: Machine,
  measured: readonly Measured[],
  ratios: readonly Ratio[],
  regressions: readonly string[] | null,
): Result {
  return {
    schema: 'forewarned/bench@1',
    machine,
    sections: measured.map(({ section, measures, skipped, failed }) => ({
      ...{ name: section.name, title: section.title, skipped, failed },
      measures: measures.map(({ section: _, ...measure }) => measure),
    })),
    ratios,
    regressions,
  };
}
