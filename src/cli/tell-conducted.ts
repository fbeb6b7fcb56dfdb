import { contrastsTable } from '../report/contrasts.ts';
import { sentences } from '../report/sentences.ts';
import type { Conducted } from './carry-out.ts';
import { closing } from './closing.ts';
import { asJson } from './json.ts';
import { list, paragraph, worthText } from './layout.ts';
import { tell } from './streams.ts';

/** Prints in short what a batch was to show and what came out. */
export function tellInShort(conducted: Conducted | undefined, { json }: { readonly json?: true }): void {
  if (conducted === undefined) return;
  if (json) {
    tell(asJson(conducted));
    return;
  }
  const { comparison, settled } = conducted;
  const shows = paragraph([`What it is to show: ${settled.shows.trim()}`]);
  // Where assumptions are set against each other, that is the answer; the designs of each condition are in the report.
  const body = comparison.contrasts.length > 0 ? contrastsTable(comparison) : list(sentences(comparison));
  tell([comparison.scenario.title, shows, body, ...worthText(comparison), closing(conducted)].join('\n\n'));
}
