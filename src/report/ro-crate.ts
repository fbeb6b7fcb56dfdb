import type { Comparison } from '../experiment/comparison.ts';
import { tableAt } from './codebook.ts';
import { type FileMark, formatOf, type Made } from './file-mark.ts';
import { command, commandGives, outOfScope, purpose, whatIf } from './notices.ts';
import { counted } from './words.ts';

/** An entity of the graph; others are named by their `@id`. */
type Entity = { readonly '@id': string; readonly '@type': string; readonly [property: string]: unknown };

// Process Run Crate 0.5 is written upon RO-Crate 1.1, and checkers of the profile expect that version.
const specification = 'https://w3id.org/ro/crate/1.1';
const profile: Entity = {
  '@id': 'https://w3id.org/ro/wfrun/process/0.5',
  '@type': 'CreativeWork',
  name: 'Process Run Crate',
  version: '0.5',
};
const licence: Entity = {
  '@id': 'https://spdx.org/licenses/MIT',
  '@type': 'CreativeWork',
  name: 'MIT License',
  description: 'May be used, copied, changed and handed on by anybody who keeps the notice of the licence.',
};
const authors: Entity = { '@id': '#forewarned-authors', '@type': 'Organization', name: 'the Forewarned authors' };

/**
 * The year of this version, as LICENSE has it. RO-Crate demands a date; without a clock, a day would be made up. The numbers can be
 * had since the version is there, as they follow from version, scenario and seed.
 */
const versionYear = '2026';

/** Of files that are no tables of the codebook. */
const descriptions: ReadonlyMap<string, string> = new Map([
  ['README.md', 'What is in the folder, how to read it with other programs, and how to compute it again'],
  ['report.html', 'Everything, with pictures'],
  ['brief.html', 'One page for somebody who decides'],
  ['comparison.json', 'All means and intervals'],
  ['codebook.csv', 'Every column of the tables'],
  ['plan.json', 'Which runs were computed, and which numbers were varied'],
  ['figures.json', 'Which runs each picture rests on'],
  ['environment.json', 'What the runs were computed with'],
  ['datapackage.json', 'Every file and every column, for programs (Data Package, version 2)'],
]);

function descriptionOf(path: string): string | undefined {
  if (path.startsWith('scenario/')) return 'A scenario with nothing left implicit';
  return descriptions.get(path) ?? tableAt(path)?.title;
}

const reference = ({ '@id': id }: Entity): object => ({ '@id': id });

/** What the runs were computed from; all other files came out of them. */
function isInput({ path }: FileMark): boolean {
  return path === 'plan.json' || path.startsWith('scenario/') || tableAt(path)?.name === 'ledger';
}

function fileEntity({ path, bytes, hash }: FileMark): Entity {
  const description = descriptionOf(path);
  return {
    // A path as a relative address, in which other signs than letters and digits are escaped.
    '@id': path.split('/').map(encodeURIComponent).join('/'),
    '@type': 'File',
    name: path,
    ...(description !== undefined && { description }),
    encodingFormat: formatOf(path).mediaType,
    contentSize: String(bytes),
    sha256: hash,
  };
}

function software({ version }: Comparison): Entity {
  return {
    '@id': '#forewarned',
    '@type': 'SoftwareApplication',
    name: 'Forewarned',
    description: `Simulator of information campaigns on irregular migration. ${purpose}`,
    softwareVersion: version,
    license: reference(licence),
    author: reference(authors),
  };
}

function action(comparison: Comparison, files: readonly FileMark[], made: Made | null): Entity {
  const { scenario, fingerprint, failures } = comparison;
  const failed = failures.length > 0 ? ` ${counted(failures.length, 'run')} failed.` : '';
  const those = (wanted: boolean) =>
    files.filter((file) => isInput(file) === wanted).map((file) => reference(fileEntity(file)));
  return {
    '@id': `#comparison-${fingerprint.slice(0, 8)}`,
    '@type': 'CreateAction',
    name: `Comparison of designs: ${scenario.title}`,
    description: `${command(comparison)} ${commandGives(comparison)}, with fingerprint ${fingerprint}.${failed}`,
    instrument: reference(software(comparison)),
    object: those(true),
    result: those(false),
    ...(made && { startTime: made.start, endTime: made.end }),
    actionStatus: 'http://schema.org/CompletedActionStatus',
  };
}

/**
 * The results folder as a research object: what it is, every file, and the one action that made it, with what went in, what came
 * out, and by which program. It names neither who ran it nor where.
 *
 * @param files  all that it lists: not itself, nor what is written after it and covers it
 * @param made   when it was computed; null where nobody has a clock: then it has no times, and the year of the version as its date
 * @returns `ro-crate-metadata.json`
 * @source RO-Crate 1.1, https://w3id.org/ro/crate/1.1; Process Run Crate 0.5, https://w3id.org/ro/wfrun/process/0.5
 */
export function roCrate(comparison: Comparison, files: readonly FileMark[], made: Made | null = null): string {
  const { scenario } = comparison;
  const entities = files.map(fileEntity);
  const run = action(comparison, files, made);
  const descriptor: Entity = {
    '@id': 'ro-crate-metadata.json',
    '@type': 'CreativeWork',
    about: { '@id': './' },
    conformsTo: { '@id': specification },
  };
  const root: Entity = {
    '@id': './',
    '@type': 'Dataset',
    name: scenario.title,
    description: `${scenario.question} ${whatIf} ${purpose} ${outOfScope}`,
    datePublished: made ? made.end.slice(0, 'yyyy-mm-dd'.length) : versionYear,
    license: reference(licence),
    keywords: 'agent-based model, information campaigns, simulation',
    conformsTo: reference(profile),
    hasPart: entities.map(reference),
    mentions: [reference(run)],
  };
  const crate = {
    // The hash of a file is no term of RO-Crate 1.1.
    '@context': [`${specification}/context`, { sha256: 'http://schema.org/sha256' }],
    '@graph': [descriptor, root, profile, licence, authors, software(comparison), run, ...entities],
  };
  return `${JSON.stringify(crate, null, 2)}\n`;
}
