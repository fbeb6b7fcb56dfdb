// Python reads Parquet as the page beside the results says, with the package that it names.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { plainEnv } from '../docs/commands.ts';
import { testSnippets } from './snippets.ts';

const packages = mkdtempSync(join(tmpdir(), 'forewarned-python-'));
afterAll(() => rmSync(packages, { recursive: true, force: true }));

/** Fetches pyarrow for this test alone; where that cannot be done the tests are skipped and say so. */
function fetched(python: string): boolean {
  const options = ['--retries', '0', '--only-binary', ':all:', '--target', packages];
  return spawnSync(python, ['-m', 'pip', 'install', ...options, 'pyarrow'], { timeout: 180_000 }).status === 0;
}

const has = (python: string): boolean => spawnSync(python, ['-c', 'import pyarrow']).status === 0;
if (!has('python3')) ['python3', '/usr/bin/python3'].some(fetched);

await testSnippets({ ...plainEnv(), PYTHONPATH: packages }, ({ code }) => code.includes('pyarrow'));
