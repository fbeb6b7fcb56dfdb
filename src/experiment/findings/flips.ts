import type { FindingRow } from './scoreboard.ts';
import type { Verdict } from './verdict.ts';

/** A finding whose verdicts at several seeds are not all the same. */
export type Flip = {
  readonly id: string;
  readonly verdicts: readonly Verdict[];
  /** `contradiction`: reproduced at one seed and not at another. `open`: decided at one and undecided at another, which intervals allow. */
  readonly kind: 'contradiction' | 'open';
};

/** The findings on which runs with several seeds do not agree, contradictions first. */
export function flipsOf(boards: readonly (readonly FindingRow[])[]): readonly Flip[] {
  const [first = []] = boards;
  return first
    .map(({ id }): Flip => {
      const verdicts = boards.flatMap((rows) => rows.find((row) => row.id === id)?.verdict ?? []);
      const isContradiction = verdicts.includes('reproduced') && verdicts.includes('not reproduced');
      return { id, verdicts, kind: isContradiction ? 'contradiction' : 'open' };
    })
    .filter(({ verdicts }) => new Set(verdicts).size > 1)
    .sort((a, b) => (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : a.id < b.id ? -1 : 1));
}
