import { ledger } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { SetIntercept } from '../experiment/plan.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import { figureRows } from '../scenario/figures.ts';

/** A file with numbers: `file` is how the ledger names it, relative to the package where it comes with it. */
export type FigureFile = { readonly file: string; readonly text: string };

/**
 * Every number of the model and of files, the same file once.
 *
 * @param files       all that come with Forewarned, then those handed in
 * @param intercepts  as found for the contexts
 */
export function wholeLedger(files: readonly FigureFile[], intercepts: readonly SetIntercept[]): readonly LedgerRow[] {
  const { mechanisms, channels } = modelDeclarations;
  const own = files.filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at);
  const figures = own.flatMap(({ text, file }) => figureRows(text, file, modelDeclarations));
  return ledger(mechanisms, channels, [...figures, ...intercepts.map(interceptRow)]);
}

function interceptRow({ key, context, considering, value }: SetIntercept): LedgerRow {
  return {
    parameter: `intercept.${context}.${key}`,
    symbol: 'b0',
    unit: 'utility',
    default: value,
    low: value,
    high: value,
    meaning: `intercept of the appraisal with which a share of ${considering} considers leaving after the burn-in`,
    basis: 'calibrated',
    source: 'calibrated: by bisection on the burn-in at default parameters',
    confidence: 'A',
    used_by: 'appraisal',
    where: 'scenarios/intercepts.json',
  };
}
