import { expect, it } from 'vitest';
import { flipsOf } from '../../../src/experiment/findings/flips.ts';
import type { FindingRow } from '../../../src/experiment/findings/scoreboard.ts';
import type { Verdict } from '../../../src/experiment/findings/verdict.ts';

const board = (verdicts: { readonly [id: string]: Verdict }): FindingRow[] =>
  Object.entries(verdicts).map(([id, verdict]) => ({ id, verdict }) as FindingRow);

it('lists the findings on which seeds do not agree, contradictions first', () => {
  const one = board({ a: 'undecided', b: 'reproduced', c: 'reproduced', d: 'not testable' });
  const other = board({ a: 'reproduced', b: 'not reproduced', c: 'reproduced', d: 'not testable' });
  expect(flipsOf([one, other, one])).toEqual([
    { id: 'b', verdicts: ['reproduced', 'not reproduced', 'reproduced'], kind: 'contradiction' },
    { id: 'a', verdicts: ['undecided', 'reproduced', 'undecided'], kind: 'open' },
  ]);
  expect(flipsOf([one, one])).toEqual([]);
});
