import { checkLedger } from '../evidence/check-ledger.ts';
import { ledgerCsv } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import { counted } from '../report/words.ts';
import { recordedIntercepts } from '../runtime/intercepts-node.ts';
import { readLibrary } from '../runtime/library-node.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { fullLedger } from './full-ledger.ts';
import type { LedgerOptions } from './options.ts';
import { remark, tell } from './streams.ts';

/** Prints every number there is with its basis, or checks that none lacks anything. */
export function showLedger({ check, csv, json }: LedgerOptions): ExitCode {
  const rows = fullLedger(readLibrary(), recordedIntercepts());
  const faults = check ? checkLedger(rows) : [];
  if (csv) process.stdout.write(ledgerCsv(rows));
  else if (json) tell(JSON.stringify({ rows, ...(check ? { faults } : {}) }, null, 2));
  else if (!check) tell(rows.map(inALine).join('\n'));
  const sentences = faults.map(
    ({ where, expected, found, remedy }) => `${where}: expected ${expected}, found ${found}. ${remedy}`,
  );
  if (check && sentences.length > 0) remark(sentences.join('\n'));
  if (check && !csv && !json)
    tell(`${count(rows)}; ${faults.length === 0 ? 'no problem' : counted(faults.length, 'problem')}`);
  return faults.length === 0 ? exitCode.ok : exitCode.refused;
}

function inALine({ parameter, default: value, low, high, unit, basis, source }: LedgerRow): string {
  const range = low === high ? '' : ` (${low} to ${high})`;
  return `${parameter}: ${value}${range} ${unit}; ${basis}: ${source}`;
}

function count(rows: readonly LedgerRow[]): string {
  const of = (basis: LedgerRow['basis']): number => rows.filter((row) => row.basis === basis).length;
  return `${rows.length} numbers, ${of('assumed')} of them assumptions and ${of('imposed')} imposed by designs and experiments`;
}
