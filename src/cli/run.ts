import { endOf } from './closing.ts';
import { conduct } from './conduct.ts';
import type { ExitCode } from './exit-code.ts';
import type { RunOptions } from './options.ts';
import { tellInShort } from './tell-conducted.ts';

/** Runs a scenario and prints in short what it is to show and what came out. */
export async function run(word: string, options: RunOptions): Promise<ExitCode> {
  const conducted = await conduct(word, options);
  tellInShort(conducted, options);
  return endOf(conducted);
}
