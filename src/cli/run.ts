import { sentences } from '../report/sentences.ts';
import { closing, endOf } from './closing.ts';
import { conduct } from './conduct.ts';
import type { ExitCode } from './exit-code.ts';
import { asJson } from './json.ts';
import { list, paragraph } from './layout.ts';
import type { RunOptions } from './options.ts';
import { tell } from './streams.ts';

/** Runs a scenario and prints in short what it is to show and what came out. */
export async function run(word: string, options: RunOptions): Promise<ExitCode> {
  const conducted = await conduct(word, options);
  if (conducted && options.json) tell(asJson(conducted));
  else if (conducted) {
    const { comparison, settled } = conducted;
    const shows = paragraph([`What it is to show: ${settled.shows.trim()}`]);
    tell([comparison.scenario.title, shows, list(sentences(comparison)), closing(conducted)].join('\n\n'));
  }
  return endOf(conducted);
}
