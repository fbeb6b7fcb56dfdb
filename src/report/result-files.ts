import { ledgerCsv } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import type { Comparison, FailedRun, RunRow } from '../experiment/comparison.ts';
import { hashOf } from '../experiment/fingerprint.ts';
import { canonical } from '../scenario/canonical.ts';
import type { Settled } from '../scenario/settled.ts';
import { briefHtml } from './brief-html.ts';
import { contrastsCsv } from './contrasts.ts';
import { dataPackage } from './data-package.ts';
import { command } from './notices.ts';
import { readme } from './readme.ts';
import { reportHtml } from './report-html.ts';
import { codebookCsv, effectsCsv, failuresCsv, groupsCsv, runsCsv, seriesParquet, sorted } from './result-tables.ts';

/** A file of a results folder; the path is relative, with `/`. */
export type ResultFile = { readonly path: string; readonly content: string | Uint8Array };

/** A text without the folders of the machine it comes from: of an absolute path only the last name is left. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(/(?:file:\/\/)?(?<![\w.)\]])(?:[A-Za-z]:)?(?:[\\/][\w.@~ -]+)+[\\/]([\w.@~-]+)/g, '$1');
}

function planOf(comparison: Comparison, settled: Settled, rows: readonly RunRow[]): string {
  const { scenario, replicates, draws, seed, people, population, weeks, burnIn, version, resultsVersion } = comparison;
  const runs = rows.map(({ runId: run_id, condition, arm, draw, replicate }) => ({
    run_id,
    condition,
    arm,
    draw,
    replicate,
  }));
  const plan = {
    scenario: scenario.id,
    command: command(comparison),
    ...{ replicates, draws, seed, people, population, weeks, burnIn, version, resultsVersion },
    varied: settled.uncertain.map(({ name, value, range, basis }) => ({ name, value, range, basis })),
    runs,
  };
  return `${JSON.stringify(plan, null, 1)}\n`;
}

/**
 * The results folder: tables, pages, and everything needed to understand, check and repeat them. `datapackage.json` describes all
 * other files; `checksums.sha256` comes last and covers that one too. No folder, user or machine is named inside.
 *
 * @param rows         of all finished runs, in any order
 * @param ledger       every number with its basis
 * @param environment  what the runs were computed with, as plain data
 * @param document     draws the pictures; a page's own, or one in memory (jsdom)
 */
export function resultFiles(
  comparison: Comparison,
  rows: readonly RunRow[],
  settled: Settled,
  ledger: readonly LedgerRow[],
  environment: object,
  document: Document,
): ResultFile[] {
  const failures = comparison.failures.map(
    (run): FailedRun => ({ ...run, message: withoutPlaces(run.message), trace: withoutPlaces(run.trace) }),
  );
  const told: Comparison = { ...comparison, failures };
  const ordered = sorted(told, rows);
  const files: ResultFile[] = [
    { path: 'README.md', content: readme(told) },
    { path: 'report.html', content: reportHtml(told, document) },
    { path: 'brief.html', content: briefHtml(told, document) },
    { path: 'comparison.json', content: `${canonical(told)}\n` },
    { path: 'codebook.csv', content: codebookCsv() },
    { path: 'runs.csv', content: runsCsv(ordered) },
    { path: 'effects.csv', content: effectsCsv(ordered) },
    { path: 'groups.csv', content: groupsCsv(ordered) },
    { path: 'contrasts.csv', content: contrastsCsv(told) },
    { path: 'series.parquet', content: seriesParquet(told, ordered) },
    { path: 'failures.csv', content: failuresCsv(sorted(told, failures)) },
    { path: 'ledger.csv', content: ledgerCsv(ledger) },
    { path: 'plan.json', content: planOf(told, settled, ordered) },
    { path: `scenario/${settled.id}.json`, content: `${canonical(settled)}\n` },
    { path: 'environment.json', content: `${JSON.stringify(environment, null, 2)}\n` },
  ];
  files.push({ path: 'datapackage.json', content: dataPackage(told, files) });
  const sums = files.map(({ path, content }) => `${hashOf(content)}  ${path}\n`);
  return [...files, { path: 'checksums.sha256', content: sums.join('') }];
}
