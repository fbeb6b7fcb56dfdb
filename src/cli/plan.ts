import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import { type Batch, batchHash, batchJobs } from '../experiment/batch.ts';
import { type PairedJob, runPaired } from '../experiment/pair.ts';
import { methods } from '../report/notices.ts';
import { quoted } from '../report/quoted.ts';
import { createBatchFolder } from '../runtime/batch-folder.ts';
import { Mistake } from '../runtime/mistake.ts';
import { canonical } from '../scenario/canonical.ts';
import { planned } from './conduct.ts';
import { tooLargeHere } from './crew.ts';
import { type ExitCode, exitCode } from './exit-code.ts';
import { list } from './layout.ts';
import type { AskOptions, ResultOptions } from './options.ts';
import { remark, tell } from './streams.ts';

export type PlanCommandOptions = AskOptions &
  Pick<ResultOptions, 'json' | 'workers' | 'out' | 'tables'> & { readonly shards?: number };

/** What is expected of a batch on this machine, from one small job that was just run. */
type Expected = { readonly seconds: number; readonly workBytes: number };

/** Says what a batch would be, and with --out or --shards writes its plan into a folder. */
export function plan(word: string, options: PlanCommandOptions): ExitCode {
  const { batch, ledger } = planned(word, options, options.shards === undefined ? {} : { shards: options.shards });
  if (batch.precision !== null && batch.shards > 1)
    throw new Mistake(
      '--precision: expected without --shards, found both: how many runs it takes is known only when those before are together. Leave one of them out.',
    );
  const jobs = batchJobs(batch);
  if (batch.shards > jobs.count)
    throw new Mistake(
      `--shards: expected at most ${jobs.count}, the number of jobs, found ${batch.shards}. Use fewer parts or more replicates.`,
    );
  const workers = options.workers ?? availableParallelism();
  // A plan may be for larger machines: it is said, and not refused.
  const wrong = tooLargeHere(batch, workers);
  if (wrong !== null) remark(`On this machine it would not be begun. ${wrong}`);
  const expected = expectedOf(batch, workers);
  const wanted = options.out ?? (options.shards === undefined ? undefined : join('batches', nameOf(batch)));
  if (wanted !== undefined) createBatchFolder(wanted, batch, ledger, options.tables);
  if (options.json) tell(JSON.stringify(asJson(batch, expected, workers, wanted ?? null), null, 2));
  else tell(inWords(batch, expected, workers, wanted ?? null));
  return exitCode.ok;
}

const nameOf = (batch: Batch): string => `${batch.main.settled.id}-${batchHash(batch).slice(0, 8)}`;

/** People of the job that is timed: few enough for a second, enough to be no trifle. */
const TRIED = 500;

function expectedOf(batch: Batch, workers: number): Expected {
  const jobs = batchJobs(batch);
  const whole = jobs.at(0);
  const arms = whole.arms.slice(0, 2);
  const people = Math.min(TRIED, batch.main.people);
  const tried: PairedJob = { ...whole, arms: arms.map((arm) => ({ ...arm, setup: { ...arm.setup, people } })) };
  // The first job of a process is slow: it is run twice, and the second one counts.
  runPaired(tried);
  const began = performance.now();
  const { rows, recorded = [] } = runPaired(tried);
  const seconds = ((performance.now() - began) / 1000) * (batch.main.people / people);
  const times = batch.main.people / people;
  const rowBytes = Math.max(...rows.map((row) => deflateRawSync(canonical(row), { level: 3 }).length + 300));
  const recordBytes = recorded.reduce((sum, one) => sum + deflateRawSync(JSON.stringify(one)).length * times, 0) / 2;
  // A job of two arms is a burn-in of 78 weeks and two courses; shares of further arms follow from their weeks.
  const { burnIn } = batch.main.settled;
  const weeks = batch.main.weeks;
  const each = seconds / (burnIn + 2 * weeks);
  const total = jobs.count * burnIn + jobs.runs * weeks;
  return { seconds: (each * total) / workers, workBytes: jobs.runs * (rowBytes + recordBytes) };
}

/** What a part takes with one worker: queues want to know it beforehand. */
const partSeconds = ({ seconds }: Expected, workers: number, shards: number): number => (seconds * workers) / shards;

function asJson(batch: Batch, expected: Expected, workers: number, folder: string | null): object {
  const { main, shards, record, precision } = batch;
  const jobs = batchJobs(batch);
  return {
    scenario: main.settled.id,
    designs: main.settled.conditions[0]?.arms.map(({ id }) => id) ?? [],
    conditions: main.settled.conditions.map(({ id }) => id),
    ...{ draws: main.draws, method: main.method, varied: variedIn(batch), replicates: main.replicates },
    ...{ seed: main.seed, people: main.people, weeks: main.weeks, jobs: jobs.count, runs: jobs.runs },
    ...{ shards, record, precision, folder, workers },
    expected: {
      seconds: Math.ceil(expected.seconds),
      partSeconds: Math.ceil(partSeconds(expected, workers, shards)),
      bytes: Math.ceil(expected.workBytes),
    },
  };
}

/** Names of the numbers that draws move. */
function variedIn({ main }: Batch): readonly string[] {
  return main.others === 'held' ? Object.keys(main.stated) : main.settled.uncertain.map(({ name }) => name);
}

function inWords(batch: Batch, expected: Expected, workers: number, folder: string | null): string {
  const { main, shards, record, precision } = batch;
  const jobs = batchJobs(batch);
  const [condition] = main.settled.conditions;
  const names = variedIn(batch);
  const few = names.length <= 6 ? `: ${names.join(', ')}` : '';
  const { conditions } = main.settled;
  const lines = [
    `${(condition?.arms.length ?? 1) - 1} designs and the world without campaign${conditions.length > 1 ? `, in ${conditions.length} conditions` : ''}`,
    main.draws > 1
      ? `${main.draws} draws of ${names.length} numbers (${methods[main.method] ?? main.method}${few})`
      : '1 draw: every number at its default or as stated',
    `${main.replicates} paired runs of each design in total, ${main.people.toLocaleString('en')} people, ${main.weeks} weeks; any beginning of them is balanced over designs and draws`,
    `${jobs.runs.toLocaleString('en')} runs in ${jobs.count.toLocaleString('en')} jobs${precision === null ? '' : `, and more until the mean difference in ${precision.outcome} is known to within ${precision.halfWidth}, at most ${precision.most} replicates`}`,
    `about ${duration(expected.seconds)} with ${workers} ${workers === 1 ? 'worker' : 'workers'} like this machine's (one job of ${Math.min(TRIED, main.people)} people was timed just now), about ${size(expected.workBytes)} on disk while it runs`,
    `written: runs, effects, groups${record.length > 0 ? `, ${record.join(', ')}` : ''}`,
  ];
  const place = quoted(folder ?? '');
  const next =
    folder === null
      ? 'Nothing is written. With --out FOLDER the plan is kept there; `forewarned run` with the same words does it at once.'
      : shards === 1
        ? `The plan is in ${folder}. To do it: forewarned resume ${place}`
        : `The plan is in ${folder}, in ${shards} parts. A part takes about ${duration(partSeconds(expected, workers, shards))} with one worker. To do them: forewarned submit ${place} --slurm, or forewarned shard ${place} --index 0 (to ${shards - 1}), then forewarned merge ${place}. On one machine: forewarned resume ${place}`;
  return [main.settled.title, list(lines), next].join('\n\n');
}

function duration(seconds: number): string {
  if (seconds < 100) return `${Math.max(1, Math.round(seconds))} s`;
  if (seconds < 5400) return `${Math.round(seconds / 60)} min`;
  return `${(seconds / 3600).toFixed(1)} h`;
}

function size(bytes: number): string {
  if (bytes < 1e6) return `${Math.max(1, Math.round(bytes / 1e3))} kB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
