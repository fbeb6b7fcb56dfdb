// The same command once more: it goes on where a kill came, and replaces nothing that it did not write.
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { conduct } from '../../src/cli/conduct.ts';
import type { RunOptions } from '../../src/cli/options.ts';
import { inProcess } from '../../src/runtime/in-process.ts';
import { perform } from '../../src/runtime/perform.ts';
import { removeFolder } from '../../src/runtime/write-folder.ts';
import { workshop } from './support.ts';

vi.mock('../../src/runtime/thread-pool.ts', () => ({ threads: () => inProcess(perform) }));
vi.mock('../../src/runtime/write-folder.ts', async (original) => {
  const real = await original<typeof import('../../src/runtime/write-folder.ts')>();
  return { ...real, removeFolder: vi.fn(real.removeFolder) };
});

const { place, gone } = workshop('same-command');
afterAll(gone);

it('goes on after a kill between results and the end of the batch; without that it is told of the results', async () => {
  const out = join(place, 'out');
  const options: RunOptions = { progress: 'none', people: 100, weeks: 2, replicates: 2, draws: 1, out, workers: 1 };
  const word = join(place, 'small.yaml');
  // A kill that comes when the results are written and the folder of the batch is to be removed.
  vi.mocked(removeFolder).mockImplementationOnce(() => {});
  const first = await conduct(word, options);
  expect(existsSync(`${out}.unfinished`)).toBe(true);
  const written = readFileSync(join(out, 'runs.csv'), 'utf8');
  const second = await conduct(word, options);
  expect(second?.comparison.fingerprint).toBe(first?.comparison.fingerprint);
  expect(readFileSync(join(out, 'runs.csv'), 'utf8')).toBe(written);
  expect(existsSync(`${out}.unfinished`)).toBe(false);
  await expect(conduct(word, options)).rejects.toThrow('found earlier results');
  // Results of another plan are not replaced, whatever is unfinished beside them.
  mkdirSync(join(place, 'other'));
  cpSync(out, join(place, 'other'), { recursive: true });
  mkdirSync(join(place, 'other.unfinished'));
  const other = { ...options, seed: 'other', out: join(place, 'other') };
  await expect(conduct(word, other)).rejects.toThrow('found earlier results');
});
