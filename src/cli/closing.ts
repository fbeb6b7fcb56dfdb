import { join } from 'node:path';
import { precisionSentence } from '../report/enough.ts';
import { quoted } from '../report/quoted.ts';
import type { Conducted } from './carry-out.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { remark } from './streams.ts';

/** The last lines of an output: what is missing, and where the files are. */
export function closing({ comparison, folder, partial, work, unread }: Conducted): string {
  const { failures } = comparison;
  const precision = precisionSentence(comparison);
  const lines: string[] = precision === null ? [] : [precision];
  if (partial)
    lines.push(
      `Partial: cancelled after ${partial.done} of ${partial.of} runs. The finished ones are kept: the same command again, or forewarned resume ${quoted(work ?? '')}, goes on from there.`,
    );
  if (failures.length > 0)
    lines.push(
      `${failures.length} ${failures.length === 1 ? 'run' : 'runs'} failed and are left out; failures.csv says where and why. The first: ${failures[0]?.message}`,
      `  to look at one: forewarned replay ${failures[0]?.runId} ${quoted(folder)}`,
    );
  if (unread.length > 0)
    lines.push(
      `Runs under other readings of the evidence failed (${unread.join(', ')}): what these would put first is not said.`,
    );
  if (work !== null && (failures.length > 0 || unread.length > 0))
    lines.push(`  to try them again: forewarned resume ${quoted(work)} --retry-failed`);
  lines.push(
    `Results are in ${folder}`,
    `  to read: ${join(folder, 'report.html')}`,
    `  on one page: ${join(folder, 'brief.html')}`,
  );
  return lines.join('\n');
}

/** How the command ends. */
export function endOf(conducted: Conducted | undefined): ExitCode {
  if (!conducted) {
    remark('Cancelled before all designs were run with the same luck even once; nothing is written.');
    return exitCode.cancelled;
  }
  if (conducted.partial) return exitCode.cancelled;
  const { comparison, unread } = conducted;
  return comparison.failures.length > 0 || unread.length > 0 ? exitCode.someFailed : exitCode.ok;
}
