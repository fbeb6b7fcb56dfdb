import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { SetIntercept } from '../experiment/plan.ts';
import { type FigureFile, wholeLedger } from '../report/whole-ledger.ts';
import { shipped, withFigures } from '../runtime/library-node.ts';
import type { Library } from '../scenario/library.ts';

/**
 * Every number of the model and of the files: of all files that come with Forewarned, and of those handed in.
 *
 * @param intercepts  as found for the contexts
 */
export function fullLedger(
  library: Library,
  intercepts: readonly SetIntercept[],
  others: readonly FigureFile[] = [],
): readonly LedgerRow[] {
  return wholeLedger([...shipped(library), ...withFigures(), ...others], intercepts);
}
