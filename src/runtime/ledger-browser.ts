import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { SetIntercept } from '../experiment/plan.ts';
import { type FigureFile, wholeLedger } from '../report/whole-ledger.ts';
import { bundledLibrary } from './library-browser.ts';

// Readings of the evidence and experiments of its findings: files with numbers that are not for others to refer to.
const regimes = import.meta.glob<string>('../../scenarios/regimes/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});
const experiments = import.meta.glob<string>('../../seeds/experiments/*.yaml', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/**
 * Every number of the model and of the files that the build put into the page, and of those handed in: row for row what
 * `fullLedger` of the command line gives.
 *
 * @param intercepts  as found for the contexts
 */
export function bundledLedger(
  intercepts: readonly SetIntercept[],
  others: readonly FigureFile[] = [],
): readonly LedgerRow[] {
  const { contexts, designs, scenarios, evaluations } = bundledLibrary;
  const shipped = [
    ...named(contexts, 'scenarios/contexts/'),
    ...named(designs, 'scenarios/designs/'),
    ...named(scenarios, 'scenarios/'),
    ...named(evaluations, 'scenarios/evaluations/'),
  ];
  return wholeLedger([...shipped, ...globbed(regimes), ...globbed(experiments), ...others], intercepts);
}

function named(texts: ReadonlyMap<string, string>, below: string): FigureFile[] {
  return [...texts].map(([id, text]) => ({ file: `${below}${id}.yaml`, text }));
}

function globbed(files: { readonly [path: string]: string }): FigureFile[] {
  return Object.entries(files)
    .map(([path, text]) => ({ file: path.replace(/^(\.\.\/)+/, ''), text }))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}
