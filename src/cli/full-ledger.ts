import { ledger } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { SetIntercept } from '../experiment/plan.ts';
import { type Shipped, shipped, withFigures } from '../runtime/library-node.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import { figureRows } from '../scenario/figures.ts';
import type { Library } from '../scenario/library.ts';

/**
 * Every number of the model and of the files: of all files that come with Forewarned, and of those handed in.
 *
 * @param intercepts  as found for the contexts
 */
export function fullLedger(
  library: Library,
  intercepts: readonly SetIntercept[],
  others: readonly Pick<Shipped, 'file' | 'text'>[] = [],
): readonly LedgerRow[] {
  const { mechanisms, channels } = modelDeclarations;
  const files = [...shipped(library), ...withFigures(), ...others].filter(
    ({ text }, at, all) => all.findIndex((other) => other.text === text) === at,
  );
  const figures = files.flatMap(({ text, file }) => figureRows(text, file, modelDeclarations));
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
