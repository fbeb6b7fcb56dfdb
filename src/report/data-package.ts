import type { Comparison } from '../experiment/comparison.ts';
import { hashOf } from '../experiment/fingerprint.ts';
import { type Described, type DescribedTable, tables } from './codebook.ts';
import { outOfScope, purpose, whatIf } from './notices.ts';
import type { ResultFile } from './result-files.ts';

const mediaTypes: { readonly [extension: string]: string } = {
  csv: 'text/csv',
  html: 'text/html',
  json: 'application/json',
  md: 'text/markdown',
  parquet: 'application/vnd.apache.parquet',
};

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

function resource({ path, content }: ResultFile): object {
  const table = tables.find((described) => described.path === path);
  const format = path.slice(path.lastIndexOf('.') + 1);
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content).length : content.length;
  return {
    name: table?.name ?? nameOf(path),
    path,
    ...(table && { type: 'table', title: table.title }),
    format,
    mediatype: mediaTypes[format] ?? 'application/octet-stream',
    ...(typeof content === 'string' && { encoding: 'utf-8' }),
    bytes,
    hash: `sha256:${hashOf(content)}`,
    ...(table && { schema: tableSchema(table) }),
  };
}

/**
 * The descriptor of a results folder: every file with its size and hash, every table with its columns.
 *
 * @param files  all others, except the list of checksums, which covers this one too
 * @source Data Package, version 2.0, https://datapackage.org
 */
export function dataPackage(comparison: Comparison, files: readonly ResultFile[]): string {
  const { scenario, version, fingerprint } = comparison;
  const descriptor = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `${nameOf(scenario.id)}-${fingerprint.slice(0, 8)}`,
    title: scenario.title,
    description: `${scenario.question} ${whatIf} ${purpose} ${outOfScope}`,
    version,
    licenses: [{ name: 'MIT', path: 'https://opensource.org/license/mit', title: 'MIT License' }],
    keywords: ['agent-based model', 'information campaigns', 'simulation'],
    resources: files.map(resource),
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
