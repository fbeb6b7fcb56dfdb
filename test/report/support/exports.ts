import { JSDOM } from 'jsdom';
import type { LedgerRow } from '../../../src/evidence/ledger-row.ts';
import type { Batch } from '../../../src/experiment/batch.ts';
import type { FailedRun } from '../../../src/experiment/comparison.ts';
import { rowHash } from '../../../src/experiment/fingerprint.ts';
import { inTableOrder } from '../../../src/experiment/gather.ts';
import type { FrozenPlan } from '../../../src/experiment/plan.ts';
import { levels, type Recorded, recordColumns } from '../../../src/experiment/recorded.ts';
import { resultFiles } from '../../../src/report/result-files.ts';
import type { TableChoice } from '../../../src/report/result-tables.ts';
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

const two = (columns: readonly string[]) => Object.fromEntries(columns.map((name) => [name, [0, 1]]));
/** Two made-up people of every run. */
const recorded: Recorded = {
  person: two(recordColumns.person),
  effect: two(recordColumns.effect),
  event: two(recordColumns.event),
};

/** Everything a made-up comparison is turned into. */
export function exported(options: MadeUp = {}, failures: readonly FailedRun[] = [], tables: TableChoice = 'usual') {
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
  const { replicates = size.replicates, draws = size.draws } = options;
  const main: FrozenPlan = {
    ...{ settled, ...size, replicates, draws, method: 'ranges', stated: {}, others: 'drawn' },
    ...{ designs: null, intercepts: [], interceptOf: {}, published: null },
  };
  const { version, resultsVersion, defaults } = comparison;
  const batch: Batch = {
    ...{ version, resultsVersion, defaults, main, readings: [], shards: 1, record: levels, precision: null },
  };
  const files = resultFiles(
    {
      ...{ batch, compared: scenario, size: { ...size, replicates, draws }, made: comparison, failures },
      runs: inTableOrder(scenario, rows).map((row) => ({ row, hash: rowHash(row), recorded })),
    },
    { ledger, environment: { engine: 'node', workers: 2 }, document: paper(), tables },
  );
  const file = (path: string) => {
    const found = files.find((each) => each.path === path);
    if (!found) throw new Error(`no file ${path}`);
    return found.content;
  };
  const text = (path: string) => new TextDecoder().decode(file(path) as Uint8Array);
  return { rows, comparison, settled, files, file, text };
}

/** What a reader sees of a page: no markup, no stylesheet. */
export function readText(page: string): string {
  const { document } = new JSDOM(page).window;
  for (const hidden of document.querySelectorAll('style, script')) hidden.remove();
  return (document.documentElement.textContent ?? '').replaceAll(/\s+/g, ' ');
}
