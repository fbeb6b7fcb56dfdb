// DuckDB reads what is written: both kinds of a table hold the same, as the codebook says.
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type DuckDBConnection, DuckDBInstance, type JS } from '@duckdb/node-api';
import { csvParse } from 'd3-dsv';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../docs/commands.ts';
import { blocksIn, results } from './results.ts';

const levels = ['--record', 'series', 'person', 'effect', 'event'];
const both = await results(...levels, '--tables', 'both');
const usual = await results();
const parquetOnly = await results('--tables', 'parquet');

const codebook = csvParse(readFileSync(join(both, 'codebook.csv'), 'utf8'));
const comparison = JSON.parse(readFileSync(join(both, 'comparison.json'), 'utf8'));
const ending = (kind: string): string[] =>
  readdirSync(both)
    .filter((file) => file.endsWith(`.${kind}`))
    .map((file) => file.slice(0, -kind.length - 1))
    .sort();
const tables = ending('csv').filter((name) => name !== 'codebook');
const twice = ending('parquet');
const columnsOf = (table: string) => codebook.filter((row) => row.table === table);

/** The types of the codebook in DuckDB. */
const types: { readonly [type: string]: string } = { string: 'VARCHAR', integer: 'INTEGER', number: 'DOUBLE' };

let connection: DuckDBConnection;
let instance: DuckDBInstance;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
  for (const folder of [both, usual, parquetOnly]) rmSync(dirname(folder), { recursive: true, force: true });
});

async function ask(sql: string): Promise<Record<string, JS>[]> {
  return (await connection.runAndReadAll(sql)).getRowObjectsJS();
}

/** A table as text, every cell read as the type that the codebook states; a cell that is not of it is an error. */
function asText(folder: string, table: string): string {
  const columns = columnsOf(table).map(({ column, type = '' }) => `'${column}': '${types[type]}'`);
  const options = `header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = ''`;
  return `read_csv('${join(folder, `${table}.csv`)}', columns = {${columns.join(', ')}}, ${options})`;
}
const asParquet = (folder: string, table: string): string => `read_parquet('${join(folder, `${table}.parquet`)}')`;

/** What is in one kind of a table and not in the other, and how many rows each has. */
async function differences(folder: string, table: string) {
  const [text, parquet] = [asText(folder, table), asParquet(folder, table)];
  const [counts] = await ask(
    `SELECT (SELECT count(*) FROM ${text}) AS text, (SELECT count(*) FROM ${parquet}) AS parquet`,
  );
  const onlyText = await ask(`FROM ${text} EXCEPT ALL FROM ${parquet}`);
  const onlyParquet = await ask(`FROM ${parquet} EXCEPT ALL FROM ${text}`);
  return { text: Number(counts?.text), parquet: Number(counts?.parquet), onlyText, onlyParquet };
}

describe('the folder', () => {
  it('has every table of the codebook as text, and those of runs as Parquet, too', () => {
    expect(tables).toEqual([...new Set(codebook.map(({ table }) => table))].sort());
    expect(twice).toEqual(['effects', 'events', 'groups', 'person_effects', 'persons', 'runs', 'series']);
  });
});

describe.each(tables)('%s.csv', (table) => {
  const told = columnsOf(table);

  it('has the columns of the codebook in its order', async () => {
    const found = await ask(
      `DESCRIBE FROM read_csv('${join(both, `${table}.csv`)}', header = true, all_varchar = true)`,
    );
    expect(found.map(({ column_name }) => column_name)).toEqual(told.map(({ column }) => column));
  });

  it('has cells of the types of the codebook, and none missing where it says so', async () => {
    const rows = await ask(`FROM ${asText(both, table)}`);
    const lines = csvParse(readFileSync(join(both, `${table}.csv`), 'utf8'));
    expect(rows).toHaveLength(lines.length);
    for (const { column = '', missing } of told) {
      const values = rows.map((row) => row[column]);
      // Nearly no number of the ledger has a letter of its own.
      if (missing === '' && column !== 'symbol') expect(values, column).not.toContain(null);
    }
  });
});

describe.each(twice)('%s.parquet', (table) => {
  const told = columnsOf(table);

  it('has the columns and types of the codebook', async () => {
    const found = await ask(`DESCRIBE FROM ${asParquet(both, table)}`);
    expect(found.map(({ column_name, column_type }) => [column_name, column_type])).toEqual(
      told.map(({ column, type = '' }) => [column, types[type]]),
    );
  });

  it('can miss only what the codebook lets be missing', async () => {
    const [, ...found] = await ask(`FROM parquet_schema('${join(both, `${table}.parquet`)}')`);
    expect(found.map(({ name, repetition_type }) => [name, repetition_type])).toEqual(
      told.map(({ column, missing }) => [column, missing === '' ? 'REQUIRED' : 'OPTIONAL']),
    );
  });

  it('has the rows of the text, bit for bit and in its order', async () => {
    const { text, parquet, onlyText, onlyParquet } = await differences(both, table);
    expect(text).toBeGreaterThan(0);
    expect(parquet).toBe(text);
    expect([...onlyText, ...onlyParquet]).toEqual([]);
    const order = (source: string) => ask(`SELECT hash(COLUMNS(*)) FROM ${source}`);
    expect(await order(asParquet(both, table))).toEqual(await order(asText(both, table)));
  });

  it('has the sums of the text', async () => {
    const numbers = told.filter(({ type }) => type !== 'string').map(({ column }) => column);
    const sums = numbers.map((column) => `fsum("${column}") AS "${column}"`).join(', ');
    expect(await ask(`SELECT ${sums} FROM ${asParquet(both, table)}`)).toEqual(
      await ask(`SELECT ${sums} FROM ${asText(both, table)}`),
    );
  });

  it('carries codebook, fingerprint, seed, version and notice', async () => {
    const found = await ask(`FROM parquet_kv_metadata('${join(both, `${table}.parquet`)}')`);
    const read = Object.fromEntries(
      found.map(({ key, value }) => [String(key), Buffer.from(value as Uint8Array).toString()].map(String)),
    );
    const { version, fingerprint, seed } = comparison;
    expect(read).toMatchObject({ forewarned: version, fingerprint, seed });
    expect(read.note).toContain('not a forecast');
    const inside: readonly { readonly [field: string]: unknown }[] = JSON.parse(read.codebook ?? '');
    expect(inside.map(({ column, type, unit, description }) => [column, type, unit, description])).toEqual(
      told.map(({ column, type, unit, description }) => [column, type, unit, description]),
    );
  });
});

describe('tables that are written once', () => {
  it('have the same rows as when they are written twice', async () => {
    const same = (one: string, other: string) => ask(`FROM ${one} EXCEPT ALL FROM ${other}`);
    expect(await same(asParquet(usual, 'series'), asText(both, 'series'))).toEqual([]);
    expect(await same(asText(usual, 'effects'), asParquet(both, 'effects'))).toEqual([]);
    expect(await same(asParquet(parquetOnly, 'runs'), asText(both, 'runs'))).toEqual([]);
  });
});

describe.each([
  ['tables both', both],
  ['usual tables', usual],
  ['tables as Parquet', parquetOnly],
])('statements of the page of a folder with %s', (_, folder) => {
  it.each(blocksIn(folder, 'sql'))('run as printed in line $line', async (block) => {
    const { code, said } = await run(block, folder, {});
    expect({ code, said }).toMatchObject({ code: 0 });
    expect(said.split('\n').length).toBeGreaterThan(1);
  });

  it('are two', () => expect(blocksIn(folder, 'sql')).toHaveLength(2));
});

describe('this test', () => {
  it('sees one digit and one row that differ', async () => {
    const copy = mkdtempSync(join(tmpdir(), 'forewarned-readers-'));
    try {
      cpSync(both, copy, { recursive: true });
      const file = join(copy, 'groups.csv');
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
      const [last = ''] = lines.splice(-1);
      writeFileSync(file, `${[...lines, last.replace(/\d$/, (digit) => (digit === '1' ? '2' : '1'))].join('\n')}\n`);
      const digit = await differences(copy, 'groups');
      expect([digit.onlyText.length, digit.onlyParquet.length]).toEqual([1, 1]);
      writeFileSync(file, `${lines.join('\n')}\n`);
      const row = await differences(copy, 'groups');
      expect(row.parquet - row.text).toBe(1);
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  });

  it('sees a statement that does not run', async () => {
    const { code, said } = await run({ language: 'sql', code: "FROM 'no-such-table.csv'" }, both, {});
    expect(code).toBe(1);
    expect(said).toContain('no-such-table.csv');
  });
});
