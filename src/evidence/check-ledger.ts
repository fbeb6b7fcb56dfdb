import type { LedgerRow } from './ledger-row.ts';
import { isSource, unknownKeys } from './source.ts';

/** One thing wrong with a row of the ledger. */
export type LedgerFault = {
  /** Name of the number. */
  readonly where: string;
  readonly expected: string;
  readonly found: string;
  readonly remedy: string;
};

/** Least width of the range of an assumed number, as a share of its size. */
const WIDTH = 0.2;
/** For shares near 1, such as weekly survival: the rest up to 1 is at least so many times larger at one end than at the other. */
const REST = 2;
/** Room for decimals that have no exact form. */
const ROUNDING = 1e-9;

const text = (row: LedgerRow, column: 'parameter' | 'unit' | 'meaning' | 'source' | 'confidence' | 'used_by') => {
  const value: unknown = row[column];
  return typeof value === 'string' ? value.trim() : '';
};

/**
 * Every fault of a ledger; empty for one that may be built on.
 *
 * A row has a name of its own, a unit, a finite default, a meaning, a source that names what can be looked up (or says that it
 * is assumed, calibrated, imposed, a choice or a definition), and a confidence. Its range contains its default. An assumed
 * number has a range at least a fifth of its size wide (or, for a share near 1, one in which what is left over doubles), unless it is no quantity but a yes or no, none, all or "no limit".
 */
export function checkLedger(rows: readonly LedgerRow[]): readonly LedgerFault[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const twice = seen.has(row.parameter);
    seen.add(row.parameter);
    return twice
      ? [fault(row, 'a name of its own', 'the name again', 'Rename one of the two.'), ...faults(row)]
      : faults(row);
  });
}

function fault(row: LedgerRow, expected: string, found: string, remedy: string): LedgerFault {
  return { where: text(row, 'parameter') || '(no name)', expected, found, remedy };
}

function faults(row: LedgerRow): readonly LedgerFault[] {
  const found: LedgerFault[] = [];
  for (const column of ['parameter', 'unit', 'meaning', 'confidence', 'used_by'] as const)
    if (text(row, column) === '') found.push(fault(row, column, 'nothing', 'Declare it where the number is declared.'));
  const { default: value, low, high, basis } = row;
  if (!Number.isFinite(value)) found.push(fault(row, 'a finite default', String(value), 'Declare a number.'));
  if (!(low <= value && value <= high))
    found.push(fault(row, `a range around ${value}`, `${low} to ${high}`, 'Correct the range or the default.'));
  const source = text(row, 'source');
  if (source === '')
    found.push(fault(row, 'a source', 'nothing', 'Name the document and place, the study, or "assumed".'));
  else if (!isSource(source))
    found.push(
      fault(
        row,
        'a source that can be looked up (a document A to E with its place, a row of the evidence, author and year, a decision) or "assumed"',
        JSON.stringify(source),
        'Name it in one of these forms.',
      ),
    );
  for (const key of unknownKeys(source))
    found.push(fault(row, 'keys of documents (A to E) and of the evidence', key, 'Check the number of the row.'));
  if (basis === 'assumed' && !isDefinition(row) && !isWide(row))
    found.push(
      fault(
        row,
        `a range at least ${Number((WIDTH * Math.abs(value)).toPrecision(6))} wide, a fifth of the size of an assumed number`,
        `${low} to ${high}`,
        'Nobody knows an assumed number so well; widen its range.',
      ),
    );
  return found;
}

function isWide({ default: value, low, high }: LedgerRow): boolean {
  if (high - low >= WIDTH * Math.abs(value) - ROUNDING && high > low) return true;
  return value > 0.5 && high <= 1 && low >= 0 && high > low && 1 - low >= REST * (1 - high);
}

/** Numbers that say how something is counted and not how much of it there is. */
function isDefinition({ unit, default: value, low, high, source }: LedgerRow): boolean {
  if (/^(0 or 1|yes or no)$/.test(unit)) return true;
  return low === high && (value === 0 || value === 1 || /\bno limit\b/.test(source));
}
