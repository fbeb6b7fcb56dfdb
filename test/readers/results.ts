// A results folder as the command writes it, for tests that read it with other programs.
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forewarned } from '../cli/forewarned.ts';
import { small } from '../cli/small.ts';
import { type Block, blocksOf } from '../docs/commands.ts';

/** Runs a small scenario with these options; the folder is in a new one, with the scenario beside it. */
export async function results(...options: string[]): Promise<string> {
  const place = mkdtempSync(join(tmpdir(), 'forewarned-readers-'));
  writeFileSync(join(place, 'small.yaml'), small);
  const { code, err } = await forewarned(['run', 'small.yaml', ...options, '--out', 'r'], place);
  if (code !== 0) throw new Error(`exit code ${code}: ${err}`);
  return join(place, 'r');
}

/** The blocks of a results folder's own page, in some languages. */
export function blocksIn(folder: string, ...languages: string[]): Block[] {
  const page = readFileSync(join(folder, 'README.md'), 'utf8');
  return blocksOf('README.md', page).filter(({ language }) => languages.includes(language));
}
