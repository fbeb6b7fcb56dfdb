import type { Parameters } from '../model/parameter.ts';
import { type LedgerRow, ledgerColumns } from './ledger-row.ts';

/** Anything that declares numbers: a mechanism or a channel. */
export type Declaring = { readonly name: string; readonly parameters: Parameters };

/**
 * Every number there is, sorted by name.
 *
 * @param mechanisms  of the week
 * @param channels    all presets
 * @param figures     rows of the numbers in context, design and scenario files
 */
export function ledger(
  mechanisms: readonly Declaring[],
  channels: readonly Declaring[],
  figures: readonly LedgerRow[] = [],
): readonly LedgerRow[] {
  const rows = [
    ...mechanisms.flatMap((mechanism) => rowsOf(mechanism, mechanism.name, 'src/model/mechanisms')),
    ...channels.flatMap((channel) => rowsOf(channel, `channel.${channel.name}`, 'src/model/channels.ts')),
    ...figures,
  ];
  return rows.sort((a, b) => (a.parameter < b.parameter ? -1 : a.parameter > b.parameter ? 1 : 0));
}

function rowsOf({ name, parameters }: Declaring, stem: string, where: string): readonly LedgerRow[] {
  return Object.entries(parameters).map(([key, declared]) => {
    const { value, range, unit, meaning, basis, source, confidence } = declared;
    const [low, high] = range;
    const parameter = `${stem}.${key}`;
    return {
      parameter,
      symbol: '',
      unit,
      default: value,
      low,
      high,
      meaning,
      basis,
      source,
      confidence,
      used_by: name,
      where,
    };
  });
}

/** The ledger as text: comma-separated, quoted where needed, one line a number, ending in a line break (RFC 4180 with LF). */
export function ledgerCsv(rows: readonly LedgerRow[]): string {
  const lines = rows.map((row) => ledgerColumns.map((column) => quoted(String(row[column]))).join(','));
  return `${[ledgerColumns.join(','), ...lines].join('\n')}\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
