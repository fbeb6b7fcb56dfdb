import { ledgerCsv } from '../evidence/ledger.ts';
import type { LedgerRow } from '../evidence/ledger-row.ts';
import { type Batch, batchFiles } from '../experiment/batch.ts';
import type { Comparison, FailedRun } from '../experiment/comparison.ts';
import { hashOf } from '../experiment/fingerprint.ts';
import { type Compared, gathering, inTableOrder, type Provenance, type RunSize } from '../experiment/gather.ts';
import { canonical } from '../scenario/canonical.ts';
import { briefHtml } from './brief-html.ts';
import { contrastsCsv } from './contrasts.ts';
import { dataPackage } from './data-package.ts';
import { figuresJson } from './figures.ts';
import { type FileMark, type Made, markOf } from './file-mark.ts';
import { readme } from './readme.ts';
import { reportHtml } from './report-html.ts';
import {
  casesCsv,
  codebookCsv,
  drawsCsv,
  type FinishedRun,
  failuresCsv,
  resultTables,
  type TableChoice,
} from './result-tables.ts';
import { roCrate } from './ro-crate.ts';
import { memoryShelf, put, type ResultFile, type Shelf } from './shelf.ts';

/** A text without the folders of the machine it comes from: of an absolute path only the last name is left. */
export function withoutPlaces(text: string): string {
  return text.replaceAll(/(?:file:\/\/)?(?<![\w.)\]])(?:[A-Za-z]:)?(?:[\\/][\w.@~ -]+)+[\\/]([\w.@~-]+)/g, '$1');
}

/** What results are made of. */
export type ResultSource = {
  readonly batch: Batch;
  /** What was compared; its title may say that it is a part. */
  readonly compared: Compared;
  readonly size: RunSize;
  readonly made: Provenance;
  /** In table order; asked for once. */
  readonly runs: Iterable<FinishedRun>;
  readonly failures: readonly FailedRun[];
  /** Adds to the comparison what needs all of it. */
  readonly complete?: (comparison: Comparison) => Comparison;
};

/** What comes with results. */
export type ResultSetting = {
  /** Every number with its basis. */
  readonly ledger: readonly LedgerRow[];
  /** What the runs were computed with, as plain data. */
  readonly environment: object;
  /** Draws the pictures; a page's own, or one in memory (jsdom). */
  readonly document: Document;
  readonly tables?: TableChoice | undefined;
  /** When it was computed; null where nobody has a clock. */
  readonly when?: Made | null | undefined;
};

/** Marks the end of the list of checksums: its own hash. */
export const sealWord = '# seal';

/** The list of checksums, as `sha256sum --check` reads it; its last line is a remark with the hash of the lines above. */
export function checksums(marks: readonly FileMark[]): string {
  const lines = marks.map(({ hash, path }) => `${hash}  ${path}\n`).join('');
  return `${lines}${sealWord} ${hashOf(lines)}\n`;
}

/** The root hash of files: SHA-256 over their lines in the list of checksums, in the order of the paths. It stands in the report. */
export function rootHash(marks: readonly Pick<FileMark, 'path' | 'hash'>[]): string {
  const lines = marks.map(({ hash, path }) => `${hash}  ${path}\n`);
  return hashOf(lines.sort((a, b) => (a.slice(66) < b.slice(66) ? -1 : 1)).join(''));
}

/** Files that name the root hash, or are written after it: it cannot cover them. The list of checksums does. */
export const afterRoot: readonly string[] = [
  ...['report.html', 'brief.html', 'README.md', 'datapackage.json', 'ro-crate-metadata.json', 'checksums.sha256'],
];

/**
 * Writes the results folder: tables, pages, and everything needed to understand, check and repeat them. Runs pass through once, so
 * that memory does not grow with them. `datapackage.json` describes the files before it, `ro-crate-metadata.json` that one too, and
 * `checksums.sha256` covers all. No folder, user or machine is named inside.
 */
export function writeResults(shelf: Shelf, source: ResultSource, setting: ResultSetting): Comparison {
  const { batch, compared, size, made } = source;
  const { ledger, environment, document, when = null } = setting;
  const result = gathering(compared, size, made);
  const tables = resultTables(shelf, batch.record, setting.tables);
  const sets = new Map<string, string[]>();
  for (const run of source.runs) {
    result.add(run.row, run.hash);
    tables.add(run);
    const set = `${run.row.condition}/${run.row.arm}`;
    const ids = sets.get(set);
    if (ids) ids.push(run.row.runId);
    else sets.set(set, [run.row.runId]);
  }
  const failures = inTableOrder(compared, source.failures).map(
    (run): FailedRun => ({ ...run, message: withoutPlaces(run.message), trace: withoutPlaces(run.trace) }),
  );
  const gathered = result.end(failures);
  const comparison = source.complete?.(gathered) ?? gathered;
  const marks: FileMark[] = [...tables.close(comparison)];
  const add = (path: string, content: string): void => void marks.push(put(shelf, { path, content }));
  add('comparison.json', `${canonical(comparison)}\n`);
  add('cases.csv', casesCsv(batch.main));
  add('codebook.csv', codebookCsv());
  add('contrasts.csv', contrastsCsv(comparison));
  add('draws.csv', drawsCsv({ ...batch.main, replicates: size.replicates }));
  add('failures.csv', failuresCsv(failures));
  add('ledger.csv', ledgerCsv(ledger));
  for (const { path, content } of batchFiles(batch)) add(path, content);
  add('environment.json', `${JSON.stringify(environment, null, 2)}\n`);
  const report = reportHtml(comparison, document, ROOT);
  const brief = briefHtml(comparison, document);
  add('figures.json', figuresJson(sets, { 'report.html': report, 'brief.html': brief }));
  const root = rootHash(marks);
  add('report.html', report.replace(ROOT, root));
  add('brief.html', brief);
  add('README.md', readme(comparison, root, marks));
  add('datapackage.json', dataPackage(comparison, marks, when));
  add('ro-crate-metadata.json', roCrate(comparison, marks, when));
  add('checksums.sha256', checksums(marks));
  return comparison;
}

/** Stands in a report where the root hash will: the hash covers the list of pictures, which is made from the page. */
export const ROOT = 'ROOT-HASH-OF-THE-DATA';

/** Files of results with the root hash in their report, and the list of checksums after them. */
export function sealed(files: readonly ResultFile[]): readonly ResultFile[] {
  const mark = ({ path, content }: ResultFile): FileMark =>
    markOf(path, typeof content === 'string' ? new TextEncoder().encode(content) : content);
  const root = rootHash(files.filter(({ path }) => !afterRoot.includes(path)).map(mark));
  const named = files.map(({ path, content }) => ({
    path,
    content: typeof content === 'string' ? content.replace(ROOT, root) : content,
  }));
  return [...named, { path: 'checksums.sha256', content: checksums(named.map(mark)) }];
}

/** The results of runs that fit into memory, as files. */
export function resultFiles(source: ResultSource, setting: ResultSetting): readonly ResultFile[] {
  const shelf = memoryShelf();
  writeResults(shelf, source, setting);
  return shelf.files;
}
