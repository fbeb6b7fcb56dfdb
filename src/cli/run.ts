import { sentences } from '../report/sentences.ts';
import { closing, endOf } from './closing.ts';
import { conduct } from './conduct.ts';
import type { ExitCode } from './exit-code.ts';
import { asJson } from './json.ts';
import type { RunOptions } from './options.ts';
import { tell } from './streams.ts';

/** Runs a scenario and prints in short what it is to show and what came out. */
export async function run(word: string, options: RunOptions): Promise<ExitCode> {
  const conducted = await conduct(word, options);
  if (conducted && options.json) tell(asJson(conducted));
  else if (conducted) {
    const { settled, comparison } = conducted;
    tell(
      [
        `${settled.title}\nWhat it is to show: ${settled.shows.trim()}`,
        sentences(comparison).join('\n'),
        closing(conducted),
      ].join('\n\n'),
    );
  }
  return endOf(conducted);
}
