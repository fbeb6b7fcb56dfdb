// Whether programs that know the standards can read a results folder: Data Package 2, RO-Crate 1.1, Process Run Crate 0.5.
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { csvParseRows } from 'd3-dsv';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { Checker, ROCrate } from 'ro-crate';
import { describe, expect, it } from 'vitest';
import { fullLedger } from '../../src/cli/full-ledger.ts';
import { ledgerCsv } from '../../src/evidence/ledger.ts';
import { tables } from '../../src/report/codebook.ts';
import { contrastsCsv } from '../../src/report/contrasts.ts';
import { dataPackage } from '../../src/report/data-package.ts';
import { formatOf, markOf } from '../../src/report/file-mark.ts';
import { roCrate } from '../../src/report/ro-crate.ts';
import { recordedIntercepts } from '../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../src/runtime/library-node.ts';
import { exported } from './support/exports.ts';

type File = { readonly path: string; readonly content: string | Uint8Array };
type Field = {
  name: string;
  type: string;
  constraints?: { minimum?: number; maximum?: number; enum?: string[]; [other: string]: unknown };
};
type Resource = {
  [other: string]: unknown;
  name: string;
  path: string;
  type?: string;
  encoding?: string;
  bytes: number;
  hash: string;
  schema?: { fields: Field[]; primaryKey: string[]; missingValues: string[] };
};
type Package = { [other: string]: unknown; resources: Resource[] };
type Entity = { [property: string]: unknown; '@id': string; '@type': string };
type Crate = { [other: string]: unknown; '@context': unknown; '@graph': Entity[] };

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const sizeOf = (content: string | Uint8Array): number => Buffer.from(content).length;
const repeated = (texts: readonly string[]): string[] => texts.filter((text, i) => texts.indexOf(text) !== i);

const failure = {
  ...{ runId: 'f'.repeat(16), condition: 'as-described', arm: 'parents', draw: 1, replicate: 9 },
  stage: 'run',
  message: 'expected "a",\nfound b',
  trace: 'Error',
} as const;
const { files, comparison } = exported({ conditions: 2, replicates: 4, draws: 2, designs: 4 }, [failure]);
const made = { start: '2026-01-31T23:58:00Z', end: '2026-02-01T00:01:30Z' };
const marks = files.map(({ path, content }) => markOf(path, content));
function file(path: string): string | Uint8Array {
  const found = files.find((each) => each.path === path);
  if (!found) throw new Error(`no file ${path}`);
  return found.content;
}
const text = (path: string): string => Buffer.from(file(path)).toString('utf8');
const bufferOf = (path: string): ArrayBuffer => Uint8Array.from(Buffer.from(file(path))).buffer;

/* ---- Data Package: the rules ---- */

const dateTime =
  /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[-+]\d\d:\d\d)$/;

const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
ajv.addFormat('date-time', dateTime);
ajv.addFormat('email', /^[^@\s]+@[^@\s]+$/);
ajv.addFormat('uri', (address: string) => URL.canParse(address));
ajv.addFormat('regex', (pattern: string) => {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp;
  } catch {
    return false;
  }
});
const keepsProfile = ajv.compile(JSON.parse(read('./support/datapackage-2.schema.json')));

/** What breaks the profile of the standard. */
function profileFaults(descriptor: unknown): string[] {
  if (keepsProfile(descriptor)) return [];
  return (keepsProfile.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The constraints that the standard has for fields of a type. */
const constraintsOf: Readonly<Record<string, readonly string[]>> = {
  string: ['required', 'unique', 'enum', 'pattern', 'minLength', 'maxLength'],
  integer: ['required', 'unique', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
  number: ['required', 'unique', 'enum', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum'],
};

/** What the standard demands of a descriptor and no JSON Schema can say, and whether it fits the files. */
function packageFaults({ resources }: Package, folder: readonly File[]): string[] {
  const faults = [
    ...repeated(resources.map(({ name }) => name)).map((name) => `the name ${name} is given twice`),
    ...repeated(resources.map(({ path }) => path)).map((path) => `${path} is listed twice`),
    ...folder
      .filter(({ path }) => resources.every((resource) => resource.path !== path))
      .map(({ path }) => `${path} is not listed`),
  ];
  for (const { name, path, type, encoding, bytes, hash, schema } of resources) {
    if (!/^[a-z0-9._-]+$/.test(name)) faults.push(`the name ${name} has other signs than it should`);
    const content = folder.find((each) => each.path === path)?.content;
    if (content === undefined) {
      faults.push(`${path} is not there`);
      continue;
    }
    if (bytes !== sizeOf(content)) faults.push(`${path} has another size`);
    if (hash !== `sha256:${sha256(content)}`) faults.push(`${path} has another hash`);
    const isText = !path.endsWith('.parquet');
    if ((encoding === 'utf-8') !== isText || (isText && !isUtf8(Buffer.from(content))))
      faults.push(`${path} has the wrong encoding`);
    if ((type === 'table') !== (schema !== undefined))
      faults.push(`${path} is a table without columns, or the reverse`);
    if (!schema) continue;
    const names = schema.fields.map((field) => field.name);
    faults.push(...repeated(names).map((field) => `${path} has the field ${field} twice`));
    for (const key of schema.primaryKey)
      if (!names.includes(key)) faults.push(`${path} has no field ${key} of its key`);
    for (const field of schema.fields)
      for (const constraint of Object.keys(field.constraints ?? {}))
        if (!constraintsOf[field.type]?.includes(constraint))
          faults.push(`${path} has a ${constraint} for ${field.name}, which is a ${field.type}`);
  }
  return faults;
}

const lexical: Readonly<Record<string, RegExp>> = {
  string: /^/,
  integer: /^[-+]?\d+$/,
  number: /^(?:[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?|NaN|-?INF)$/,
};

function cellFault(cell: string, { type, constraints = {} }: Field): string | undefined {
  const { minimum, maximum, enum: levels } = constraints;
  if (!lexical[type]?.test(cell)) return `is no ${type}`;
  if (minimum !== undefined && !(Number(cell) >= minimum)) return 'is below its minimum';
  if (maximum !== undefined && !(Number(cell) <= maximum)) return 'is above its maximum';
  if (levels && !levels.includes(cell)) return 'is none of its values';
  return undefined;
}

/** Where a table, its header first, is not what its schema says. A few faults of each kind are enough. */
function tableFaults({ path, schema }: Resource, [head = [], ...rows]: readonly (readonly string[])[]): string[] {
  if (!schema) return [`${path} has no schema`];
  const { fields, primaryKey, missingValues } = schema;
  const names = fields.map(({ name }) => name);
  if (head.join() !== names.join()) return [`${path} has another header`];
  const faults = new Set<string>();
  const keys = new Set<string>();
  for (const row of rows) {
    if (row.length !== head.length) faults.add(`${path} has a row of another length`);
    for (const [i, field] of fields.entries()) {
      const cell = row[i] ?? '';
      const isMissing = missingValues.includes(cell);
      // A key holds no missing value: the standard takes its fields for required.
      if (isMissing && primaryKey.includes(field.name)) faults.add(`${path}: ${field.name} is missing in a key`);
      const fault = isMissing ? undefined : cellFault(cell, field);
      if (fault) faults.add(`${path}: ${field.name} "${cell}" ${fault}`);
    }
    const key = JSON.stringify(primaryKey.map((name) => row[names.indexOf(name)]));
    if (keys.has(key)) faults.add(`${path} has the key ${key} twice`);
    keys.add(key);
  }
  return [...faults].slice(0, 10);
}

async function rowsOf(path: string): Promise<readonly (readonly string[])[]> {
  if (path.endsWith('.csv')) return csvParseRows(text(path));
  const head = columnsIn(path).map(({ name }) => name);
  const rows = await parquetReadObjects({ file: bufferOf(path) });
  return [head, ...rows.map((row) => head.map((name) => String(row[name] ?? '')))];
}

/** The columns of a Parquet file; its first entry is the row as a whole. */
const columnsIn = (path: string) => parquetMetadata(bufferOf(path)).schema.slice(1);

/* ---- Data Package: the folder ---- */

const listedIn = (pattern: RegExp) => files.filter(({ path }) => !pattern.test(path));
const inPackage = listedIn(/^(datapackage\.json|ro-crate-metadata\.json|checksums\.sha256)$/);
const descriptor = (): Package => JSON.parse(text('datapackage.json'));
function resourceOf(path: string): Resource {
  const found = descriptor().resources.find((resource) => resource.path === path);
  if (!found) throw new Error(`${path} is not listed`);
  return found;
}
const tablePaths = descriptor()
  .resources.filter(({ type }) => type === 'table')
  .map(({ path }) => path);

describe('datapackage.json', () => {
  it('keeps the profile of Data Package 2', () => {
    expect(profileFaults(descriptor())).toEqual([]);
    expect(descriptor().$schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
  });

  it('lists every other file once, with its size and hash, but for those that come after it', () => {
    expect(packageFaults(descriptor(), inPackage)).toEqual([]);
    expect(inPackage.length).toBe(files.length - 3);
  });

  it('describes every table, but for the codebook, which is its description', () => {
    const inFolder = files.map(({ path }) => path).filter((path) => /\.(csv|parquet)$/.test(path));
    expect([...tablePaths, 'codebook.csv'].sort()).toEqual(inFolder.sort());
    const always = tables.filter(({ onRequest }) => onRequest === undefined).map(({ name }) => name);
    expect(tablePaths.map((path) => path.replace(/\.\w+$/, ''))).toEqual(expect.arrayContaining(always));
  });

  it.each(tablePaths)('describes %s as it is: header, types, bounds, values, key', async (path) => {
    expect(tableFaults(resourceOf(path), await rowsOf(path))).toEqual([]);
  });

  it('describes contrasts where there are some', () => {
    const spread = comparison.designs.find(({ isBaseline }) => !isBaseline)?.differences.decision_quality;
    if (!spread) throw new Error('no design has an effect');
    const contrast = {
      ...{ id: 'trust', title: 'Trust', holds: 'as-described', fails: 'little-trust', design: 'parents' },
      outcomes: { decision_quality: { holds: spread, fails: spread, worth: spread } },
    };
    const rows = csvParseRows(contrastsCsv({ ...comparison, contrasts: [contrast] }));
    expect(rows.length).toBeGreaterThan(1);
    expect(tableFaults(resourceOf('contrasts.csv'), rows)).toEqual([]);
  });

  it('describes the ledger of everything that comes with Forewarned', () => {
    const rows = csvParseRows(ledgerCsv(fullLedger(readLibrary(), recordedIntercepts())));
    expect(rows.length).toBeGreaterThan(300);
    expect(tableFaults(resourceOf('ledger.csv'), rows)).toEqual([]);
  });

  it.each(tablePaths.filter((path) => path.endsWith('.parquet')))(
    'has columns of %s in the types that it says',
    (path) => {
      const physical: Readonly<Record<string, string>> = { string: 'BYTE_ARRAY', integer: 'INT32', number: 'DOUBLE' };
      const fields = resourceOf(path).schema?.fields ?? [];
      expect(columnsIn(path).map(({ name, type }) => [name, type])).toEqual(
        fields.map(({ name, type }) => [name, physical[type]]),
      );
    },
  );

  it('says when it was made where somebody knows, and keeps silent otherwise', () => {
    const timed = JSON.parse(dataPackage(comparison, marks, made));
    expect(timed.created).toBe(made.end);
    expect(profileFaults(timed)).toEqual([]);
    expect(descriptor()).not.toHaveProperty('created');
  });
});

type Address = readonly (string | number)[];

/** A copy in which one value is another, or is gone where it is undefined. */
function damaged<T>(whole: T, address: Address, value: unknown): T {
  const copy: unknown = structuredClone(whole);
  const last = address.at(-1) ?? '';
  const holder = address.slice(0, -1).reduce<unknown>((at, step) => Reflect.get(at as object, step), copy) as object;
  if (value !== undefined) Reflect.set(holder, last, value);
  else if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder, last);
  return copy as T;
}

describe('the check of a data package', () => {
  const at = (path: string) => descriptor().resources.findIndex((resource) => resource.path === path);
  const page: Address = ['resources', at('README.md')];
  const effects: Address = ['resources', at('effects.csv'), 'schema'];
  const arm: Address = [...effects, 'fields', 2];
  const outcome: Address = [...effects, 'fields', 5];

  it.each<[string, Address, unknown, RegExp]>([
    ['a missing path', [...page, 'path'], undefined, /required property 'path'/],
    ['a missing name', [...page, 'name'], undefined, /required property 'name'/],
    ['path and data at once', [...page, 'data'], [], /exactly one schema/],
    ['an absolute path', [...page, 'path'], '/README.md', /path must match pattern/],
    ['a path to a parent', [...page, 'path'], 'a/../../README.md', /path must match pattern/],
    ['no resources', ['resources'], [], /resources must NOT have fewer/],
    ['no list of resources', ['resources'], undefined, /required property 'resources'/],
    ['an unknown type of resource', [...page, 'type'], 'sheet', /type must be equal to constant/],
    ['an unknown type of field', [...arm, 'type'], 'text', /type must be equal to one of the allowed values/],
    ['a field without name', [...arm, 'name'], undefined, /required property 'name'/],
    ['a table without fields', [...effects, 'fields'], [], /fields must NOT have fewer/],
    [
      'a bound that is no number',
      [...effects, 'fields', 3, 'constraints', 'minimum'],
      'no',
      /minimum must match pattern/,
    ],
    ['values that repeat', [...outcome, 'constraints', 'enum'], ['a', 'a'], /enum must NOT have duplicate items/],
    ['a missing value that is no text', [...effects, 'missingValues'], [0], /missingValues\/0 must be string/],
    ['a size that is no number', [...page, 'bytes'], '7', /bytes must be integer/],
    ['a hash that is none', [...page, 'hash'], 'sha256:xyz', /hash must match pattern/],
    ['a kind of file that is none', [...page, 'mediatype'], 'csv', /mediatype must match pattern/],
    ['a time that is none', ['created'], '2026-02-01', /created must match format/],
    ['a licence without name', ['licenses'], [{ title: 'MIT' }], /licenses\/0 must/],
    ['a contributor of whom nothing is said', ['contributors'], [{}], /contributors\/0 must/],
    ['another profile', ['$schema'], 'https://example.org/x.json', /\$schema must be equal/],
  ])('sees %s', (_, address, value, fault) => {
    expect(profileFaults(damaged(descriptor(), address, value)).join('\n')).toMatch(fault);
  });

  it.each<[string, Address, unknown, RegExp]>([
    ['a name given twice', [...page, 'name'], 'runs', /name runs is given twice/],
    ['a name with capitals', [...page, 'name'], 'README.md', /other signs/],
    ['a file listed twice', ['resources', at('plan.json')], resourceOf('README.md'), /README\.md is listed twice/],
    ['a file that is not listed', page, undefined, /README\.md is not listed/],
    ['a file that is not there', [...page, 'path'], 'readme.md', /readme\.md is not there/],
    ['another size', [...page, 'bytes'], 7, /another size/],
    ['another hash', [...page, 'hash'], `sha256:${'0'.repeat(64)}`, /another hash/],
    ['text that does not say so', [...page, 'encoding'], undefined, /wrong encoding/],
    ['a key of no field', [...effects, 'primaryKey'], ['person'], /no field person of its key/],
    ['a field twice', [...arm, 'name'], 'draw', /the field draw twice/],
    ['a bound for text', [...arm, 'constraints'], { minimum: 0 }, /minimum for arm, which is a string/],
    ['a table that is none', [...page, 'type'], 'table', /without columns/],
  ])('sees %s', (_, address, value, fault) => {
    expect(packageFaults(damaged(descriptor(), address, value), inPackage).join('\n')).toMatch(fault);
  });

  it.each<[string, string, row: number, column: number, string | undefined, RegExp]>([
    ['a column called otherwise', 'runs.csv', 0, 1, 'place', /another header/],
    ['a column that is not described', 'runs.csv', 0, 200, 'more', /another header/],
    ['a number that is none', 'effects.csv', 1, 6, 'Infinity', /"Infinity" is no number/],
    ['half a draw', 'effects.csv', 1, 3, '0.5', /is no integer/],
    ['a share above 1', 'groups.csv', 1, 6, '1.5', /is above its maximum/],
    ['a share below 0', 'groups.csv', 1, 6, '-0.1', /is below its minimum/],
    ['an unknown outcome', 'effects.csv', 1, 5, 'luck', /is none of its values/],
    ['a key without value', 'effects.csv', 1, 2, '', /arm is missing in a key/],
    ['a key twice', 'effects.csv', 2, 5, csvParseRows(text('effects.csv'))[1]?.[5], /the key .* twice/],
    ['a row that is too long', 'effects.csv', 1, 7, '1', /row of another length/],
  ])('sees %s', (_, path, row, column, cell, fault) => {
    const rows = damaged(csvParseRows(text(path)), [row, column], cell);
    expect(tableFaults(resourceOf(path), rows).join('\n')).toMatch(fault);
  });
});

/* ---- RO-Crate: the rules ---- */

const crateVersion = 'https://w3id.org/ro/crate/1.1';
const processProfile = 'https://w3id.org/ro/wfrun/process/0.5';
const statuses = ['CompletedActionStatus', 'FailedActionStatus'].map((status) => `http://schema.org/${status}`);
const isoDate = /^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])(?:T.*)?)?)?$/;

const listOf = (value: unknown): unknown[] => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const isText = (value: unknown): value is string => typeof value === 'string' && value.trim() !== '';
const isReference = (value: unknown): value is { '@id': string } =>
  typeof value === 'object' && value !== null && Object.keys(value).join() === '@id';
const typesOf = (entity: Entity | undefined): unknown[] => listOf(entity?.['@type']);
const idsIn = (value: unknown): string[] => listOf(value).flatMap((part) => (isReference(part) ? [part['@id']] : []));

/**
 * What a library that knows RO-Crate finds wrong. It looks nothing up on a network: it has the terms of version 1.2 at hand, so
 * these stand in for those of 1.1, of which they hold all.
 */
function libraryFaults(crate: Crate): string[] {
  const [, ...more] = listOf(crate['@context']);
  const known = { ...structuredClone(crate), '@context': ['https://w3id.org/ro/crate/1.2/context', ...more] };
  let parsed: ROCrate;
  try {
    parsed = new ROCrate(known, { array: true, link: true });
  } catch (fault) {
    return [String(fault)];
  }
  const checker = new Checker(parsed);
  checker.validator.isJSON(crate);
  checker.validator.rootDataEntity();
  const said: { status: string; message: string }[] = checker.validator.results;
  const terms = crate['@graph'].flatMap((entity) => [...Object.keys(entity), ...typesOf(entity).map(String)]);
  return [
    ...said.filter(({ status }) => status !== 'success').map(({ message }) => message),
    ...[checker.hasRootDatasetWithProperID(), checker.hasName(), checker.hasDescription(), checker.hasLicense()]
      .filter(({ status }) => !status)
      .map(({ name }) => `not: ${name}`),
    ...[...new Set(terms)]
      .filter((term) => !term.startsWith('@') && !parsed.resolveTerm(term))
      .map((term) => `${term} is no term of RO-Crate`),
  ];
}

/** What breaks the rules of RO-Crate, and whether it fits the files. */
function crateFaults({ '@context': context, '@graph': graph, ...rest }: Crate, folder: readonly File[]): string[] {
  const faults = [
    ...Object.keys(rest).map((key) => `${key} is neither context nor graph`),
    ...repeated(graph.map((entity) => entity['@id'])).map((id) => `${id} is described twice`),
  ];
  const find = (id: unknown) => graph.find((entity) => entity['@id'] === id);
  const demand = (holds: boolean, fault: string) => void (holds || faults.push(fault));

  const descriptor = find('ro-crate-metadata.json');
  demand(typesOf(descriptor).includes('CreativeWork'), 'there is no metadata descriptor');
  demand(idsIn(descriptor?.conformsTo).includes(crateVersion), 'the descriptor names no version of RO-Crate');
  demand(listOf(context)[0] === `${crateVersion}/context`, 'the context is not that of the version');
  // Version 1.1 is older than this term; the library above, which knows 1.2, would not miss it.
  const own = listOf(context).find((part) => typeof part === 'object');
  demand(
    Reflect.get(Object(own), 'sha256') === 'http://schema.org/sha256',
    'sha256 is not said to be a term of schema.org',
  );
  demand(idsIn(descriptor?.about).join() === './', 'the descriptor is about something else than the root');

  const root = find('./');
  demand(typesOf(root).includes('Dataset'), 'the root is no dataset');
  demand(isText(root?.name) && isText(root?.description), 'the root has no name or no description');
  demand(isText(root?.datePublished) && isoDate.test(root.datePublished), 'the root has no date');
  const licence = find(idsIn(root?.license)[0]);
  demand(isText(licence?.name) && isText(licence?.description), 'the root has no licence that is described');

  for (const entity of graph) {
    const id = entity['@id'];
    demand(isText(id) && typesOf(entity).length > 0, `${id} has no address or no type`);
    for (const [property, value] of Object.entries(entity))
      for (const part of listOf(value)) {
        if (typeof part !== 'object') continue;
        // A graph is flat: an entity is referred to, never put inside another.
        demand(isReference(part), `${id} holds an entity in ${property}`);
        const isSpecification = entity === descriptor && property === 'conformsTo';
        for (const to of idsIn(part))
          demand(isSpecification || find(to) !== undefined, `${id} refers to ${to} in ${property}, which is not there`);
      }
  }

  const parts = idsIn(root?.hasPart);
  faults.push(...repeated(parts).map((id) => `${id} is a part twice`));
  for (const { '@id': id } of graph.filter((entity) => typesOf(entity).includes('File')))
    demand(parts.includes(id), `${id} is no part of the root`);
  for (const id of parts)
    demand(
      folder.some(({ path }) => path === decodeURIComponent(id)),
      `${id} is not in the folder`,
    );
  for (const { path, content } of folder) {
    const entity = find(path.split('/').map(encodeURIComponent).join('/'));
    demand(typesOf(entity).includes('File'), `${path} is not described as a file`);
    if (entity === undefined) continue;
    demand(isText(entity.name) && isText(entity.description), `${path} has no name or no description`);
    demand(entity.encodingFormat === formatOf(path).mediaType, `${path} has another format`);
    demand(entity.contentSize === String(sizeOf(content)), `${path} has another size`);
    demand(entity.sha256 === sha256(content), `${path} has another hash`);
  }
  return faults;
}

const moment = (value: unknown): number | undefined =>
  isText(value) && dateTime.test(value) ? Date.parse(value) : undefined;

/** What breaks the rules of Process Run Crate: which action, by which program, from what, and what came out. */
function processFaults({ '@graph': graph }: Crate): string[] {
  const faults: string[] = [];
  const find = (id: unknown) => graph.find((entity) => entity['@id'] === id);
  const demand = (holds: boolean, fault: string) => void (holds || faults.push(fault));
  const root = find('./');
  const parts = idsIn(root?.hasPart);

  const profile = idsIn(root?.conformsTo).includes(processProfile) ? find(processProfile) : undefined;
  demand(typesOf(profile).includes('CreativeWork') && isText(profile?.name), 'the profile is not named');
  demand(isText(profile?.version) && processProfile.endsWith(profile.version), 'the profile has another version');

  const actions = graph.filter((entity) => typesOf(entity).includes('CreateAction'));
  demand(actions.length === 1, `there are ${actions.length} actions`);
  for (const action of actions) {
    const id = action['@id'];
    demand(idsIn(root?.mentions).includes(id), `the root does not mention ${id}`);
    demand(isText(action.name) && isText(action.description), `${id} has no name or no description`);
    demand(statuses.includes(String(action.actionStatus)), `${id} has no known status`);
    const [instrument, ...others] = idsIn(action.instrument).map(find);
    demand(typesOf(instrument).includes('SoftwareApplication') && others.length === 0, `${id} has no instrument`);
    demand(isText(instrument?.name) && isText(instrument?.softwareVersion), 'the instrument has no name or no version');
    const [inputs, results] = [idsIn(action.object), idsIn(action.result)];
    demand(inputs.length > 0, `${id} has no object`);
    demand(results.length > 0, `${id} has no result`);
    for (const part of parts)
      demand(
        [...inputs, ...results].filter((one) => one === part).length === 1,
        `${part} is not once in or out of ${id}`,
      );
    const [start, end] = [moment(action.startTime), moment(action.endTime)];
    demand((start === undefined) === (action.startTime === undefined), `${id} begins at no time`);
    demand((end === undefined) === (action.endTime === undefined), `${id} ends at no time`);
    demand(start === undefined || end === undefined || start <= end, `${id} ends before it begins`);
  }
  return faults;
}

/* ---- RO-Crate: the folder ---- */

const inCrate = listedIn(/^(ro-crate-metadata\.json|checksums\.sha256)$/);
const crate = (): Crate => JSON.parse(text('ro-crate-metadata.json'));
function entityIn({ '@graph': graph }: Crate, id: string): Entity {
  const found = graph.find((entity) => entity['@id'] === id);
  if (!found) throw new Error(`nothing is called ${id}`);
  return found;
}
const actionIn = ({ '@graph': graph }: Crate) => graph.find((entity) => entity['@type'] === 'CreateAction');

describe('ro-crate-metadata.json', () => {
  it('is read without a fault by a library for RO-Crate', () => {
    expect(libraryFaults(crate())).toEqual([]);
  });

  it('keeps the rules of RO-Crate, and describes every file that is there before it', () => {
    expect(crateFaults(crate(), inCrate)).toEqual([]);
    expect(inCrate.length).toBe(files.length - 2);
  });

  it('keeps the rules of Process Run Crate', () => {
    expect(processFaults(crate())).toEqual([]);
  });

  it('says that plan, scenario and ledger went in, and that Forewarned made the rest of it', () => {
    const action = actionIn(crate());
    expect(idsIn(action?.object).sort()).toEqual(['ledger.csv', 'plan.json', 'scenario/north-africa-made-up.json']);
    expect(idsIn(action?.result)).toEqual(expect.arrayContaining(['runs.csv', 'effects.csv', 'report.html']));
    expect(entityIn(crate(), '#forewarned')).toMatchObject({ name: 'Forewarned', softwareVersion: comparison.version });
  });

  it('says when it was made where somebody knows, and otherwise only the year of the version', () => {
    const timed: Crate = JSON.parse(roCrate(comparison, marks, made));
    expect(entityIn(timed, './').datePublished).toBe('2026-02-01');
    expect(actionIn(timed)).toMatchObject({ startTime: made.start, endTime: made.end });
    expect([...libraryFaults(timed), ...processFaults(timed)]).toEqual([]);

    const released = /^date-released: ['"]?(\d{4})/m.exec(read('../../CITATION.cff'))?.[1];
    const licensed = /\(c\) (\d{4})/.exec(read('../../LICENSE'))?.[1];
    expect(entityIn(crate(), './').datePublished).toBe(released ?? licensed);
    expect(actionIn(crate())).not.toHaveProperty('startTime');
    expect(actionIn(crate())).not.toHaveProperty('endTime');
  });

  it('escapes a path where it is an address', () => {
    const odd = { path: 'scenario/a b#c.json', content: '{}\n' };
    const found: Crate = JSON.parse(
      roCrate(
        comparison,
        [...inCrate, odd].map(({ path, content }) => markOf(path, content)),
      ),
    );
    expect(crateFaults(found, [...inCrate, odd])).toEqual([]);
    expect(entityIn(found, 'scenario/a%20b%23c.json').name).toBe(odd.path);
  });

  it('counts runs that failed', () => {
    expect(actionIn(crate())?.description).toContain('one run failed');
  });
});

describe('the check of a crate', () => {
  const at = (wanted: (entity: Entity) => boolean): Address => ['@graph', crate()['@graph'].findIndex(wanted)];
  const called = (id: string): Address => at((entity) => entity['@id'] === id);
  const root = called('./');
  const action = at((entity) => entity['@type'] === 'CreateAction');
  const runs = called('runs.csv');
  const secondPart = listOf(entityIn(crate(), './').hasPart)[1];
  const all = (found: Crate): string =>
    [...libraryFaults(found), ...crateFaults(found, inCrate), ...processFaults(found)].join('\n');

  it.each<[string, Address, unknown, RegExp]>([
    ['no metadata descriptor', [...called('ro-crate-metadata.json'), '@id'], 'other.json', /no pointer to the root/],
    [
      'a descriptor of something else',
      [...called('ro-crate-metadata.json'), 'about'],
      { '@id': '#x' },
      /no root dataset/,
    ],
    ['a root without name', [...root, 'name'], undefined, /Missing required property: name/],
    ['a root without date', [...root, 'datePublished'], undefined, /Missing required property: datePublished/],
    ['a date that is none', [...root, 'datePublished'], 'today', /compliant date/],
    ['a root without licence', [...root, 'license'], undefined, /Missing required property: license/],
    ['a word that no context knows', [...runs, 'checksum'], 'x', /checksum is no term/],
    ['a type that no context knows', [...runs, '@type'], 'Table2', /Table2 is no term/],
    ['more than context and graph', ['title'], 'x', /keys other than/],
  ])('sees by the library %s', (_, address, value, fault) => {
    expect(libraryFaults(damaged(crate(), address, value)).join('\n')).toMatch(fault);
  });

  it.each<[string, Address, unknown, RegExp]>([
    [
      'a descriptor that conforms to nothing',
      [...called('ro-crate-metadata.json'), 'conformsTo'],
      undefined,
      /no version/,
    ],
    ['a hash that no context knows', ['@context', 1], {}, /sha256 is not said/],
    ['another context', ['@context', 0], 'https://schema.org', /not that of the version/],
    ['a root without description', [...root, 'description'], '', /no name or no description/],
    ['a root that is no dataset', [...root, '@type'], 'CreativeWork', /root is no dataset/],
    ['a licence that is not described', [...called('https://spdx.org/licenses/MIT'), 'name'], undefined, /no licence/],
    ['a dangling reference', [...action, 'instrument'], { '@id': '#other' }, /refers to #other in instrument/],
    [
      'a part that nobody describes',
      [...root, 'hasPart', 0],
      { '@id': 'gone.csv' },
      /gone\.csv in hasPart, which is not/,
    ],
    ['a file that is no part', [...root, 'hasPart'], [], /runs\.csv is no part/],
    ['a part twice', [...root, 'hasPart', 0], secondPart, /is a part twice/],
    ['a file that is not described', [...runs, '@id'], 'walks.csv', /runs\.csv is not described/],
    ['an entity described twice', [...runs, '@id'], 'effects.csv', /effects\.csv is described twice/],
    ['an entity in another', [...runs, 'author'], { '@id': '#x', name: 'x' }, /holds an entity in author/],
    ['an entity without type', [...runs, '@type'], undefined, /runs\.csv has no address or no type/],
    ['a file without description', [...runs, 'description'], undefined, /runs\.csv has no name or no description/],
    ['another format', [...runs, 'encodingFormat'], 'text/plain', /runs\.csv has another format/],
    ['another size', [...runs, 'contentSize'], '7', /runs\.csv has another size/],
    ['another hash', [...runs, 'sha256'], '0', /runs\.csv has another hash/],
    ['no profile', [...root, 'conformsTo'], undefined, /profile is not named/],
    ['another version of the profile', [...called(processProfile), 'version'], '0.4', /another version/],
    ['no action', [...action, '@type'], 'Thing', /there are 0 actions/],
    ['an action that is not mentioned', [...root, 'mentions'], undefined, /does not mention/],
    ['an action without instrument', [...action, 'instrument'], undefined, /no instrument/],
    ['an instrument that is no program', [...action, 'instrument'], { '@id': 'runs.csv' }, /no instrument/],
    ['a program without version', [...called('#forewarned'), 'softwareVersion'], undefined, /no name or no version/],
    ['an action without object', [...action, 'object'], undefined, /has no object/],
    ['an action without result', [...action, 'result'], undefined, /has no result/],
    ['a result that is an object, too', [...action, 'object', 0], { '@id': 'runs.csv' }, /runs\.csv is not once/],
    ['an unknown status', [...action, 'actionStatus'], 'done', /no known status/],
    ['a time that is none', [...action, 'endTime'], 'noon', /ends at no time/],
  ])('sees %s', (_, address, value, fault) => {
    expect(all(damaged(crate(), address, value))).toMatch(fault);
  });

  it('sees an action that ends before it begins', () => {
    const found: Crate = JSON.parse(roCrate(comparison, marks, { start: made.end, end: made.start }));
    expect(processFaults(found).join()).toMatch(/ends before it begins/);
  });
});

describe('the mark of a file', () => {
  it('has its size and hash in UTF-8, whether it comes as text or as bytes', () => {
    const content = 'Größe, 大きさ\n';
    const bytes = new TextEncoder().encode(content);
    expect(markOf('a/b.md', content)).toEqual({ path: 'a/b.md', bytes: bytes.length, hash: sha256(content) });
    expect(markOf('a/b.md', bytes)).toEqual(markOf('a/b.md', content));
  });

  it.each([
    ['runs.csv', 'csv', 'text/csv', true],
    ['scenario/a.b.json', 'json', 'application/json', true],
    ['series.parquet', 'parquet', 'application/vnd.apache.parquet', false],
    ['a.b/LICENSE', '', 'application/octet-stream', false],
    ['picture.xyz', 'xyz', 'application/octet-stream', false],
  ])('knows the format of %s', (path, ending, mediaType, isText) => {
    expect(formatOf(path)).toEqual({ ending, mediaType, isText });
  });
});
