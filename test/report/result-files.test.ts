import { createHash } from 'node:crypto';
import { csvParse } from 'd3-dsv';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { describe, expect, it } from 'vitest';
import { pathOf, tables } from '../../src/report/codebook.ts';
import { modelDescription } from '../../src/report/odd.ts';
import { withoutPlaces } from '../../src/report/result-files.ts';
import { table as textTable } from '../../src/report/table.ts';
import { exported, readText } from './support/exports.ts';

const failure = {
  ...{ runId: 'f'.repeat(16), condition: 'as-described', arm: 'film', draw: 1, replicate: 9 },
  stage: 'run',
  message: 'cannot read /home/jdoe/secret plans/scenario.yaml',
  trace: 'Error\n    at step (file:///home/jdoe/forewarned/src/model/run.ts:10:5)\n    at C:\\Users\\jdoe\\x.ts:1',
} as const;
const { files, rows, comparison, settled, file, text } = exported({ replicates: 4, draws: 2 }, [failure]);
const bytes = (content: string | Uint8Array) => Buffer.from(content);
const sha256 = (content: string | Uint8Array) => createHash('sha256').update(content).digest('hex');

describe('results folder', () => {
  it('has the files that are promised, each once, the checksums last', () => {
    const paths = files.map(({ path }) => path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(paths).toEqual(
      expect.arrayContaining([
        ...['datapackage.json', 'README.md', 'codebook.csv', 'plan.json', 'ledger.csv', 'runs.csv', 'series.parquet'],
        ...['effects.csv', 'groups.csv', 'failures.csv', 'environment.json', 'comparison.json', 'report.html'],
        ...['brief.html', 'scenario/north-africa-made-up.json', 'ro-crate-metadata.json'],
      ]),
    );
    expect(paths.at(-1)).toBe('checksums.sha256');
  });

  it.each([
    ['csv', ['runs.csv', 'effects.csv', 'series.csv'], ['runs.parquet', 'effects.parquet']],
    ['parquet', ['runs.csv', 'runs.parquet', 'effects.parquet', 'series.parquet'], ['effects.csv']],
    ['both', ['runs.csv', 'runs.parquet', 'effects.csv', 'effects.parquet'], []],
  ] as const)('has tables as %s, and runs as CSV in any case', (choice, there, absent) => {
    const paths = exported({ replicates: 2, draws: 1 }, [], choice).files.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining([...there]));
    for (const path of absent) expect(paths).not.toContain(path);
  });

  it('has right checksums of all other files', () => {
    const lines = text('checksums.sha256').trimEnd().split('\n');
    const listed = lines.slice(0, -1);
    expect(lines.at(-1)).toBe(`# seal ${sha256(listed.map((line) => `${line}\n`).join(''))}`);
    expect(listed).toHaveLength(files.length - 1);
    for (const line of listed) {
      const [hash = '', path = ''] = line.split('  ');
      expect(hash).toBe(sha256(file(path)));
    }
  });

  it('describes every file with size and hash', () => {
    const { resources, $schema } = JSON.parse(text('datapackage.json'));
    expect($schema).toBe('https://datapackage.org/profiles/2.0/datapackage.json');
    const paths = resources.map(({ path }: { path: string }) => path);
    expect(paths).toEqual(
      files.map(({ path }) => path).filter((path) => !/^(datapackage|ro-crate|checksums)/.test(path)),
    );
    for (const resource of resources) {
      expect(resource.name).toMatch(/^[a-z0-9._-]+$/);
      expect(resource.bytes).toBe(bytes(file(resource.path)).length);
      expect(resource.hash).toBe(`sha256:${sha256(file(resource.path))}`);
    }
  });

  it('has tables with exactly the columns of the codebook', () => {
    const codebook = csvParse(text('codebook.csv'));
    for (const table of tables) {
      const { name, columns } = table;
      const path = pathOf(table);
      const told = codebook.filter((row) => row.table === name).map((row) => row.column);
      expect(told).toEqual(columns.map(({ column }) => column));
      if (path.endsWith('.csv')) expect(csvParse(text(path)).columns).toEqual(told);
    }
    for (const row of codebook) expect(row.description).not.toBe('');
  });

  it('names rows by their key', () => {
    for (const table of tables.filter(({ kind }) => kind === 'csv')) {
      const { key } = table;
      const names = csvParse(text(pathOf(table))).map((row) => key.map((column) => row[column]).join('|'));
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('keeps values within what the codebook says', () => {
    for (const table of tables.filter(({ kind }) => kind === 'csv'))
      for (const row of csvParse(text(pathOf(table))))
        for (const { column, min, max, levels } of table.columns) {
          const cell = row[column] ?? '';
          if (cell === '') continue;
          if (min !== undefined) expect(Number(cell), `${table.name} ${column}`).toBeGreaterThanOrEqual(min);
          if (max !== undefined) expect(Number(cell), `${table.name} ${column}`).toBeLessThanOrEqual(max);
          if (levels) expect(levels).toContain(cell);
        }
  });

  it('keeps every bit of every number', () => {
    const first = csvParse(text('runs.csv')).find((row) => row.arm === 'parents' && row.replicate === '3');
    const run = rows.find((row) => row.arm === 'parents' && row.replicate === 3);
    expect(Number(first?.decision_quality)).toBe(run?.levels.decision_quality);
    const effect = csvParse(text('effects.csv')).find(
      (row) => row.arm === 'parents' && row.replicate === '3' && row.outcome === 'knows_lawful',
    );
    expect(Number(effect?.difference)).toBe(run?.differences.knows_lawful);
    expect(csvParse(text('runs.csv'))).toHaveLength(rows.length);
  });

  it('leaves missing values empty', () => {
    const baseline = csvParse(text('runs.csv')).find((row) => row.arm === 'no-campaign');
    expect(baseline?.recall).toBe('');
  });

  it('sorts rows by design as in the scenario, then by replicate', () => {
    const order = csvParse(text('runs.csv')).map((row) => `${row.arm} ${row.replicate}`);
    const arms = settled.conditions[0]?.arms ?? [];
    expect(order).toEqual(arms.flatMap(({ id }) => [0, 1, 2, 3].map((replicate) => `${id} ${replicate}`)));
  });

  it('writes series that other programs read, with the codebook inside', async () => {
    const content = bytes(file('series.parquet'));
    const buffer = content.buffer.slice(content.byteOffset, content.byteOffset + content.length);
    const read = await parquetReadObjects({ file: buffer });
    expect(read).toHaveLength(rows.length * 4 * 104);
    const run = rows.find((row) => row.arm === 'film' && row.replicate === 2);
    const found = read.find(
      (row) => row.arm === 'film' && row.replicate === 2 && row.series === 'error' && row.week === 50,
    );
    expect(found?.value).toBe(run?.series.error[50]);
    const metadata = parquetMetadata(buffer).key_value_metadata ?? [];
    expect(metadata.find(({ key }) => key === 'fingerprint')?.value).toBe(comparison.fingerprint);
    expect(metadata.find(({ key }) => key === 'codebook')?.value).toContain('week after the burn-in');
  });

  it('names no folder, user or machine', () => {
    for (const { path, content } of files) {
      const all = bytes(content).toString('utf8');
      expect(all, path).not.toMatch(/jdoe|\/home\/|\/root\/|\/work\/|\/tmp\/|[A-Z]:\\/);
    }
    expect(csvParse(text('failures.csv'))[0]?.message).toBe('cannot read scenario.yaml');
  });

  it('is the same whatever the order of rows', () => {
    expect(exported({ replicates: 4, draws: 2 }, [failure]).text('checksums.sha256')).toBe(text('checksums.sha256'));
  });

  it('keeps several conditions apart', () => {
    const { text } = exported({ conditions: 2, replicates: 2, draws: 1, designs: 3 });
    expect(new Set(csvParse(text('runs.csv')).map((row) => row.condition)).size).toBe(2);
  });
});

describe('every text that leaves the house', () => {
  const readable = [
    ['README.md', text('README.md')],
    ['report.html', readText(text('report.html'))],
    ['brief.html', readText(text('brief.html'))],
    ['datapackage.json', text('datapackage.json')],
    ['ro-crate-metadata.json', text('ro-crate-metadata.json')],
  ] as const;

  it.each(readable)('%s says what-if and what it is not for', (_, content) => {
    expect(content).toContain('What-if under stated assumptions, not a forecast.');
    expect(content).toMatch(/border enforcement, decisions on asylum or visas, and micro-targeted advertising/);
  });

  it.each([
    ...readable,
    ['codebook.csv', text('codebook.csv')],
    ['the table', textTable(comparison)],
    ['the model description', modelDescription()],
  ] as [string, string][])('%s keeps to words that respect people', (_, content) => {
    expect(content).not.toMatch(/\b(illegals?|illegally|flows?|waves?|prevented|floods?|influx|aliens?)\b/i);
  });
});

describe('withoutPlaces', () => {
  it.each([
    ['at /home/a/b/src/x.ts:1:2', 'at x.ts:1:2'],
    ['file:///root/y.ts', 'y.ts'],
    ['C:\\Users\\a\\x.ts', 'x.ts'],
    ['places per week and/or month', 'places per week and/or month'],
    ['src/model/run.ts', 'src/model/run.ts'],
    ['1/2 and 3/4', '1/2 and 3/4'],
  ])('%s', (text, expected) => expect(withoutPlaces(text)).toBe(expected));
});
