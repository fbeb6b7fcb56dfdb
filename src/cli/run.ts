import { behaviorSpaceTable } from '../report/behaviorspace.ts';
import { Mistake } from '../runtime/mistake.ts';
import { version } from '../runtime/version.ts';
import type { Conducted } from './carry-out.ts';
import { endOf } from './closing.ts';
import { conduct } from './conduct.ts';
import type { ExitCode } from './exit-code.ts';
import { rowsIn } from './listed-runs.ts';
import { runLines } from './run-lines.ts';
import type { RunCommandOptions } from './run-options.ts';
import { tellInShort } from './tell-conducted.ts';

/** Runs a scenario and prints in short what it is to show and what came out. */
export async function run(what: string | undefined, options: RunCommandOptions): Promise<ExitCode> {
  if (options.stdin === true) {
    if (what !== undefined)
      throw new Mistake(
        `run: expected scenarios on standard input only, found "${what}" too. Leave it or --stdin out.`,
      );
    return runLines(options);
  }
  if (what === undefined)
    throw new Mistake(
      'what: expected a scenario, batch file or sheet after run, found nothing. `forewarned list` names the scenarios there are.',
    );
  if (options.format === 'behaviorspace' && options.tables === 'parquet')
    throw new Mistake(
      '--tables: expected usual, csv or both with --format behaviorspace, which is made from CSV, found parquet. Leave one of them out.',
    );
  const conducted = await conduct(what, options);
  if (conducted !== undefined && options.format === 'behaviorspace')
    for (const piece of tableOf(conducted)) process.stdout.write(piece);
  else tellInShort(conducted, options.format === 'json' ? { ...options, json: true } : options);
  return endOf(conducted);
}

function tableOf({ folder, comparison, settled }: Conducted): Iterable<string> {
  return behaviorSpaceTable({
    rowsOf: (table) => rowsIn(folder, `${table}.csv`),
    ...{ version: version(), scenario: settled.id, experiment: comparison.scenario.title, weeks: comparison.weeks },
    when: new Date(),
  });
}
