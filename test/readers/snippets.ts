// The blocks of R and Python on a results folder's own page, run as they are printed.
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { csvParse } from 'd3-dsv';
import { afterAll, describe, expect, it } from 'vitest';
import { type Block, lacking, run } from '../docs/commands.ts';
import { blocksIn, results } from './results.ts';

type Numbers = { readonly [design: string]: number };

/** What the blocks print, computed here: by design, and for series by week, too. */
function expected(folder: string, table: 'effects' | 'series'): Numbers {
  const groups = new Map<string, number[]>();
  for (const row of csvParse(readFileSync(join(folder, `${table}.csv`), 'utf8'))) {
    if (table === 'effects' ? row.outcome !== 'decision_quality' || row.difference === '' : row.series !== 'error')
      continue;
    const name = [row.condition, row.arm, ...(table === 'series' ? [row.week] : [])].join(' ');
    groups.set(name, [...(groups.get(name) ?? []), Number(table === 'effects' ? row.difference : row.value)]);
  }
  const middle = (values: readonly number[]): number => {
    const sorted = [...values].sort((a, b) => a - b);
    const half = sorted.length / 2;
    return ((sorted[Math.ceil(half) - 1] ?? Number.NaN) + (sorted[Math.floor(half)] ?? Number.NaN)) / 2;
  };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  return Object.fromEntries([...groups].map(([name, each]) => [name, table === 'effects' ? mean(each) : middle(each)]));
}

/** Lines of names and a number; R puts the number of the line before them, and a head above. */
function printed(said: string, { language }: Block): Numbers {
  const lines = said
    .trim()
    .split('\n')
    .slice(language === 'r' ? 1 : 0);
  const words = lines.map((line) =>
    line
      .trim()
      .split(/\s+/)
      .slice(language === 'r' ? 1 : 0),
  );
  return Object.fromEntries(words.map((each) => [each.slice(0, -1).join(' '), Number(each.at(-1))]));
}

function compare(found: Numbers, told: Numbers): void {
  expect(Object.keys(found).sort()).toEqual(Object.keys(told).sort());
  for (const [name, value] of Object.entries(told)) expect(found[name], name).toBeCloseTo(value, 6);
}

/**
 * Tests for every block of the pages of folders whose tables are written in all ways. A block that this machine cannot run is
 * skipped, and its title says why.
 *
 * @param only  which blocks
 */
export async function testSnippets(env: NodeJS.ProcessEnv, only: (block: Block) => boolean): Promise<void> {
  const both = await results('--tables', 'both');
  const folders = { both, usual: await results(), parquet: await results('--tables', 'parquet') };
  afterAll(() => {
    for (const folder of Object.values(folders)) rmSync(dirname(folder), { recursive: true, force: true });
  });
  const each = Object.entries(folders).map(([name, folder]) => {
    return { name, folder, blocks: blocksIn(folder, 'r', 'python').filter(only) };
  });
  describe.each(each.filter(({ blocks }) => blocks.length > 0))('the page of a folder with tables: $name', (page) => {
    const { folder, blocks } = page;
    for (const block of blocks) {
      const table = block.code.includes('"effects.') ? 'effects' : 'series';
      const lacks = lacking(block, env);
      const title = `reads ${table} in ${block.language === 'r' ? 'R' : 'Python'} as printed in line ${block.line}`;
      it.skipIf(lacks !== null)(lacks === null ? title : `${title} (NOT RUN: ${lacks})`, async () => {
        const { code, said } = await run(block, folder, env);
        expect({ code, said }).toMatchObject({ code: 0 });
        compare(printed(said, block), expected(both, table));
      });
    }
  });
}
