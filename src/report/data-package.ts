import type { Comparison } from '../experiment/comparison.ts';
import { type Described, type DescribedTable, pathOf, tableAt } from './codebook.ts';
import { type FileMark, formatOf, type Made } from './file-mark.ts';
import { outOfScope, purpose, whatIf } from './notices.ts';

function field({ column, label, description, type, unit, min, max, levels }: Described): object {
  const bounds = {
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(levels && { enum: levels }),
  };
  return {
    name: column,
    type,
    title: label,
    description: unit ? `${description} (unit: ${unit})` : description,
    ...(Object.keys(bounds).length > 0 && { constraints: bounds }),
  };
}

function tableSchema({ columns, key }: DescribedTable): object {
  return { fields: columns.map(field), missingValues: [''], primaryKey: key };
}

/** A name as Data Package wants it: lower case, letters, digits, `.`, `-`, `_`. */
function nameOf(path: string): string {
  return path.toLowerCase().replace(/[^a-z0-9._-]+/g, '-');
}

function resource({ path, bytes, hash }: FileMark): object {
  const table = tableAt(path);
  const { ending, mediaType, isText } = formatOf(path);
  return {
    // A table may be there in two formats: only its usual one has the plain name.
    name: table && path === pathOf(table) ? table.name : nameOf(path),
    path,
    ...(table && { type: 'table', title: table.title }),
    ...(ending && { format: ending }),
    mediatype: mediaType,
    ...(isText && { encoding: 'utf-8' }),
    bytes,
    hash: `sha256:${hash}`,
    ...(table && { schema: tableSchema(table) }),
  };
}

/**
 * The descriptor of a results folder: every file with its size and hash, every table with its columns.
 *
 * @param files  all that it lists: not itself, nor what is written after it and covers it
 * @param made   when it was computed; null where nobody has a clock, and then nothing is said of it
 * @returns `datapackage.json`
 * @source Data Package, version 2.0, https://datapackage.org
 */
export function dataPackage(comparison: Comparison, files: readonly FileMark[], made: Made | null = null): string {
  const { scenario, version, resultsVersion, fingerprint } = comparison;
  const ledger = files.find(({ path }) => tableAt(path)?.name === 'ledger');
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${nameOf(scenario.id)}-${fingerprint.slice(0, 8)}`,
    title: scenario.title,
    description: `${scenario.question} ${whatIf} ${purpose} ${outOfScope}`,
    version,
    ...(made && { created: made.end }),
    licenses: [{ name: 'MIT', path: 'https://opensource.org/license/mit', title: 'MIT License' }],
    // Who ran it is nobody's business; who wrote the program is said in CITATION.cff, too.
    contributors: [{ title: 'the Forewarned authors', roles: ['software'] }],
    sources: [
      { title: `Forewarned, results version ${resultsVersion}`, version },
      { title: `What the scenario rests on: ${scenario.source}` },
      { title: 'Every number with its source', ...(ledger && { path: ledger.path }) },
    ],
    keywords: ['agent-based model', 'information campaigns', 'simulation'],
    resources: files.map(resource),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
