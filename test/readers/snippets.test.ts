// R and Python read results as the page beside them says. What reads text needs no package.
import { rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { lacking, plainEnv, run } from '../docs/commands.ts';
import { blocksIn, results } from './results.ts';
import { testSnippets } from './snippets.ts';

const env = plainEnv();
await testSnippets(env, () => true);

describe('a page', () => {
  it('has four blocks where series are there, and two where they are not', async () => {
    const [all, few] = [await results('--tables', 'both'), await results('--record', 'person')];
    afterAll(() => {
      for (const folder of [all, few]) rmSync(dirname(folder), { recursive: true, force: true });
    });
    expect(blocksIn(all, 'r', 'python')).toHaveLength(4);
    expect(blocksIn(few, 'r', 'python')).toHaveLength(2);
    const packages = /\w+::|^(?:import|from) (?!csv\b|collections\b|statistics\b)/m;
    for (const { code } of blocksIn(all, 'r', 'python')) expect(code).not.toMatch(packages);
    expect('weekly <- arrow::read_parquet("series.parquet")').toMatch(packages);
  });
});

describe('this test', () => {
  const missing = { file: '', line: 1, ends: 0 };

  it('knows what cannot be run here', () => {
    expect(lacking({ ...missing, language: 'python', code: 'import nothing_like_this' }, env)).toMatch(/^no /);
    expect(lacking({ ...missing, language: 'r', code: 'nothinglikethis::read()' }, env)).toMatch(/^no /);
    expect(lacking({ ...missing, language: 'sh', code: 'true' }, env)).toBeNull();
  });

  it('sees code that does not run', async () => {
    const { code } = await run({ language: 'sh', code: 'false\ntrue' }, '.', env);
    expect(code).toBe(1);
  });
});
