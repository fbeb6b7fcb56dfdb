import { availableParallelism } from 'node:os';
import { partState, runBatch } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { crewFor } from './crew.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { interruptible } from './interruptible.ts';
import type { ResultOptions } from './options.ts';
import { progressReport } from './progress-report.ts';
import { workIn } from './resume.ts';
import { tell } from './streams.ts';

/** What a shard is called with: a command line, or a queue that numbers its tasks. */
export type ShardOptions = Pick<ResultOptions, 'json' | 'workers' | 'memory' | 'progress'> & {
  readonly index?: number;
  readonly retryFailed?: true;
};

/** Where queues write the number of a task: Slurm's job arrays, Kubernetes' Indexed Jobs. */
const indexVariables = ['SLURM_ARRAY_TASK_ID', 'JOB_COMPLETION_INDEX'] as const;

function indexOf({ index }: ShardOptions, shards: number): number {
  const variable = indexVariables.find((name) => process.env[name] !== undefined);
  const text = index ?? (variable === undefined ? undefined : process.env[variable]);
  // Digits only: to Number a blank is 0, and a queue that says nothing must not do part 0.
  const found = /^\d{1,9}$/.test(String(text)) ? Number(text) : Number.NaN;
  if (found < shards) return found;
  const place = index === undefined && variable !== undefined ? variable : '--index';
  const what = text === undefined ? 'nothing' : JSON.stringify(String(text));
  throw new Mistake(
    `${place}: expected the number of a part, 0 to ${shards - 1}, found ${what}. Write --index, or start it from a queue that sets ${indexVariables.join(' or ')}.`,
  );
}

/** Does one part of a planned batch. Parts may be done at the same time, on any machines that see the folder. */
export async function shard(folder: string, options: ShardOptions): Promise<ExitCode> {
  const work = workIn(folder);
  const { shards } = work.batch;
  const part = indexOf(options, shards);
  const workers = options.workers ?? availableParallelism();
  const progress = progressReport(options.progress, process.stderr);
  const { cancelled } = await interruptible((signal) =>
    runBatch(work, {
      ...{ ...crewFor(work, workers, options.memory, part), signal, onProgress: progress.show, part },
      ...(options.retryFailed && { retryFailed: true }),
    }).finally(progress.end),
  );
  const { runs, done, failed } = partState(work, part);
  const told = { part, shards, runs, done, failed };
  tell(
    options.json
      ? JSON.stringify(told)
      : `Part ${part} of 0 to ${shards - 1}: ${done} of ${runs} runs are finished${failed > 0 ? `, ${failed} of them failed` : ''}.`,
  );
  if (cancelled) return exitCode.cancelled;
  return failed > 0 ? exitCode.someFailed : exitCode.ok;
}
