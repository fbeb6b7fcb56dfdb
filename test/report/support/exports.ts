import { JSDOM } from 'jsdom';
import type { LedgerRow } from '../../../src/evidence/ledger-row.ts';
import type { FailedRun } from '../../../src/experiment/comparison.ts';
import { resultFiles } from '../../../src/report/result-files.ts';
import type { Settled } from '../../../src/scenario/settled.ts';
import { type MadeUp, madeUp, madeUpScenario, size } from './made-up.ts';

export function paper(): Document {
  return new JSDOM('').window.document;
}

const ledger: readonly LedgerRow[] = [
  {
    parameter: 'appraisal.risk',
    symbol: 'bR',
    unit: 'logit',
    default: 1,
    low: 0.5,
    high: 2,
    meaning: 'weight of risk, "as seen"',
    basis: 'assumed',
    source: 'assumed: prototype value',
    confidence: 'A',
    used_by: 'appraisal',
    where: 'src/model/mechanisms',
  },
];

/** Everything a made-up comparison is turned into. */
export function exported(options: MadeUp = {}, failures: readonly FailedRun[] = []) {
  const { rows, comparison } = madeUp(options);
  const scenario = madeUpScenario(options);
  const settled: Settled = {
    ...scenario,
    ...size,
    shows: '',
    uncertain: [],
    conditions: scenario.conditions.map((condition) => ({
      ...condition,
      // No part of the report reads a context; an engine would not accept this one.
      context: {} as Settled['conditions'][number]['context'],
      given: {},
      off: [],
      measured: { context: {} as Settled['conditions'][number]['context'], given: {} },
      arms: condition.arms.map((arm) => ({ ...arm, components: [], policies: [] })),
    })),
  };
  const files = resultFiles(
    { ...comparison, failures },
    rows,
    settled,
    ledger,
    { engine: 'node', workers: 2 },
    paper(),
  );
  const file = (path: string) => {
    const found = files.find((each) => each.path === path);
    if (!found) throw new Error(`no file ${path}`);
    return found.content;
  };
  const text = (path: string) => {
    const content = file(path);
    if (typeof content !== 'string') throw new Error(`${path} is no text`);
    return content;
  };
  return { rows, comparison, settled, files, file, text };
}

/** What a reader sees of a page: no markup, no stylesheet. */
export function readText(page: string): string {
  const { document } = new JSDOM(page).window;
  for (const hidden of document.querySelectorAll('style, script')) hidden.remove();
  return (document.documentElement.textContent ?? '').replaceAll(/\s+/g, ' ');
}
