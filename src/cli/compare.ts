import { assumptions } from '../report/assumptions.ts';
import { regimeSentences } from '../report/regimes.ts';
import { answer, sentences } from '../report/sentences.ts';
import { table } from '../report/table.ts';
import type { Conducted } from './carry-out.ts';
import { closing, endOf } from './closing.ts';
import { conduct } from './conduct.ts';
import type { ExitCode } from './exit-code.ts';
import { asJson } from './json.ts';
import { list, paragraph, worthText } from './layout.ts';
import type { RunOptions } from './options.ts';
import { tell } from './streams.ts';

/** Runs a scenario and prints everything: the table, what it says in sentences, what it rests on, and where the files are. */
export async function compare(word: string, options: RunOptions): Promise<ExitCode> {
  const conducted = await conduct(word, options, options.regimes !== false);
  if (conducted && options.json) tell(asJson(conducted));
  else if (conducted) tell(inFull(conducted));
  return endOf(conducted);
}

/** Whether the answer rests on one reading of the evidence; nothing where that was not asked. */
function regimesText(comparison: Conducted['comparison']): readonly string[] {
  const said = regimeSentences(comparison);
  return said.length === 0 ? [] : [`Would another reading of the evidence change the answer?\n${list(said)}`];
}

function inFull(conducted: Conducted): string {
  const { comparison } = conducted;
  return [
    table(comparison).trimEnd(),
    paragraph(answer(comparison)),
    list(sentences(comparison)),
    ...worthText(comparison),
    ...regimesText(comparison),
    `What this rests on\n${list(assumptions(comparison))}`,
    closing(conducted),
  ].join('\n\n');
}
