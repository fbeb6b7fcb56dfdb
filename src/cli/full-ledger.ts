import { ledger } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import { type Shipped, shipped } from '../runtime/library-node.ts';
import { modelDeclarations } from '../scenario/declared.ts';
import { figureRows } from '../scenario/figures.ts';
import type { Library } from '../scenario/library.ts';

/** Every number of the model and of the files: of all files that come with Forewarned, and of those handed in. */
export function fullLedger(
  library: Library,
  others: readonly Pick<Shipped, 'file' | 'text'>[] = [],
): readonly LedgerRow[] {
  const { mechanisms, channels } = modelDeclarations;
  const files = [...shipped(library), ...others].filter(
    ({ text }, at, all) => all.findIndex((other) => other.text === text) === at,
  );
  return ledger(
    mechanisms,
    channels,
    files.flatMap(({ text, file }) => figureRows(text, file, modelDeclarations)),
  );
}
