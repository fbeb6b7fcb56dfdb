import { availableParallelism } from 'node:os';
import { quoted } from '../report/quoted.ts';
import { stateOf } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { checkFolder } from '../runtime/write-folder.ts';
import { resultsOf } from './carry-out.ts';
import { endOf } from './closing.ts';
import type { ExitCode } from './exit-code.ts';
import type { ResultOptions } from './options.ts';
import { ranged } from './ranged.ts';
import { workIn } from './resume.ts';
import { tellInShort } from './tell-conducted.ts';

export type MergeOptions = Pick<ResultOptions, 'json' | 'out' | 'force' | 'tables'>;

/** Puts the parts of a batch together. @throws Mistake naming the parts that are not done */
export function merge(folder: string, options: MergeOptions): ExitCode {
  const work = workIn(folder);
  if (options.out !== undefined) checkFolder(options.out, options.force === true);
  const state = stateOf(work);
  if (!state.isComplete) {
    const { missing } = state;
    const [one, them] = missing.length === 1 ? ['one that is', 'it'] : [`${missing.length} that are`, 'them'];
    const place = quoted(folder);
    throw new Mistake(
      `${folder}: expected all ${work.batch.shards} parts to be done, found ${one} not: ${ranged(missing)}. ` +
        `Submit ${them} again (forewarned submit ${place} --slurm), do one here (forewarned shard ${place} --index ${missing[0]}), or all that is left (forewarned resume ${place}).`,
    );
  }
  const conducted = resultsOf(work, state, options, availableParallelism());
  tellInShort(conducted, options);
  return endOf(conducted);
}
