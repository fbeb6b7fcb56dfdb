import { contrastsTable } from '../report/contrasts.ts';
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
    // Where assumptions are set against each other, that is the answer; the designs of each condition are in the report.
    const body = comparison.contrasts.length > 0 ? contrastsTable(comparison) : list(sentences(comparison));
    tell([comparison.scenario.title, shows, body, closing(conducted)].join('\n\n'));
  }
  return endOf(conducted);
}
