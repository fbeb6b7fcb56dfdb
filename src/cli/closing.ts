import { join } from 'node:path';
import type { Conducted } from './conduct.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { remark } from './streams.ts';

/** The last lines of an output: what is missing, and where the files are. */
export function closing({ comparison, folder, partial }: Conducted): string {
  const { assumed, failures } = comparison;
  const lines = [
    `${assumed.assumed} of the ${assumed.total} numbers used are assumptions; ledger.csv names each with its basis.`,
  ];
  if (partial)
    lines.push(
      `Partial: cancelled after ${partial.done} of ${partial.of} runs. Whole comparisons need the same command again.`,
    );
  if (failures.length > 0)
    lines.push(
      `${failures.length} runs failed and are left out; failures.csv says where and why. First: ${failures[0]?.message}`,
    );
  lines.push(`Results: ${folder} (read ${join(folder, 'report.html')}; for two pages ${join(folder, 'brief.html')})`);
  return lines.join('\n');
}

/** How the command ends. */
export function endOf(conducted: Conducted | undefined): ExitCode {
  if (!conducted) {
    remark('Cancelled before the first run was finished; nothing is written.');
    return exitCode.cancelled;
  }
  if (conducted.partial) return exitCode.cancelled;
  return conducted.comparison.failures.length > 0 ? exitCode.someFailed : exitCode.ok;
}
