import type { Parameter } from '../model/parameter.ts';
import type { LedgerBasis } from './source.ts';

/** One number of the model or of a file, and why it is what it is. */
export type LedgerRow = {
  /** Stable name: `appraisal.risk`, `channel.one-on-one.precision`, `context.guinea.people.online`. */
  readonly parameter: string;
  readonly symbol: string;
  readonly unit: string;
  readonly default: number;
  /** Both are the default where the number is not uncertain. */
  readonly low: number;
  readonly high: number;
  readonly meaning: string;
  readonly basis: LedgerBasis;
  readonly source: string;
  readonly confidence: Parameter['confidence'];
  /** The mechanism, channel, context, design or scenario that uses it. */
  readonly used_by: string;
  /** The folder or file that declares it, relative to the project. */
  readonly where: string;
};

/** The columns of the ledger in the order of its files. */
export const ledgerColumns = [
  'parameter',
  'symbol',
  'unit',
  'default',
  'low',
  'high',
  'meaning',
  'basis',
  'source',
  'confidence',
  'used_by',
  'where',
] as const satisfies readonly (keyof LedgerRow)[];
