import type { Command } from 'commander';
import { hasDifference } from '../experiment/precision.ts';
import { type Level, levels } from '../experiment/recorded.ts';
import { type OutcomeName, outcomeNames } from '../model/outcomes.ts';
import { type TableChoice, tableChoices } from '../report/result-tables.ts';
import { Mistake } from '../runtime/mistake.ts';
import { didYouMean } from '../scenario/nearest.ts';
import { sizeMeasures } from '../scenario/scenario-schema.ts';
import { type ProgressKind, progressKinds } from './progress-report.ts';

/** The options of a command that computes and writes results. */
export type ResultOptions = {
  readonly json?: true;
  readonly workers?: number;
  /** Megabytes for the objects of a worker. */
  readonly memory?: number;
  readonly out?: string;
  readonly force?: true;
  readonly progress: ProgressKind;
  readonly tables?: TableChoice;
};

/** What is run; what is absent comes from the scenario. */
export type AskOptions = {
  readonly seed?: string;
  readonly replicates?: number;
  readonly draws?: number;
  readonly people?: number;
  readonly weeks?: number;
  /** The scenario that a sheet is about. */
  readonly scenario?: string;
  /** What besides outcomes and effects of runs is written. */
  readonly record?: readonly Level[];
  /** Half-width that is aimed at, the outcome it is about, and replicates at the most. */
  readonly precision?: number;
  readonly on?: OutcomeName;
  readonly max?: number;
  /** Id of a reading of the evidence. */
  readonly regime?: string;
  /** False with --no-regimes. */
  readonly regimes?: boolean;
};

/** The options of a command that runs a scenario. */
export type RunOptions = ResultOptions & AskOptions;

/** The options of `evaluate`, on top of the others. */
export type EvaluateOptions = RunOptions & {
  /** Ids or files. */
  readonly study?: readonly string[];
  readonly design?: string;
  readonly surveys?: number;
  /** Power to find a sample for, strictly between 0 and 1. */
  readonly findN?: number;
};

/** The options of `findings`. */
export type FindingsOptions = Pick<
  RunOptions,
  'json' | 'seed' | 'people' | 'workers' | 'memory' | 'out' | 'force' | 'progress'
> & {
  readonly quick?: true;
  /** Ids of findings. */
  readonly only?: readonly string[];
  /** Mechanisms. */
  readonly ablate?: readonly string[];
};

export type JsonOption = { readonly json?: true };
export type LedgerOptions = JsonOption & { readonly check?: true; readonly csv?: true };

/** Adds how much is run. Every value is checked before anything is read or run. */
function withSizeOptions(command: Command): Command {
  return command
    .option('--seed <words>', 'words that decide all luck; the same words give the same results', words)
    .option('--replicates <n>', 'paired runs per design in total, over all parameter draws', size('replicates', 16))
    .option('--draws <n>', 'draws of the uncertain numbers among the replicates', size('draws', 8))
    .option('--people <n>', 'people simulated; they stand for the real population', size('people', 5000))
    .option('--weeks <n>', 'weeks after the start of the campaign', size('weeks', 104));
}

/** Adds what is run, of a comparison that can go on for hours. */
export function withAskOptions(command: Command): Command {
  return withTableOptions(
    withSizeOptions(command)
      .option('--scenario <id>', 'the scenario that a sheet (CSV, TSV) is about (default: north-africa-2023)')
      .option(
        '--record <level...>',
        `what is written besides outcomes and effects: ${levels.join(', ')} (default: series)`,
        oneOfEach('--record', levels),
      )
      .option(
        '--precision <half-width>',
        'add replicates until the mean difference of every design is known so well, as far as luck goes',
        positive('--precision', 0.01),
      )
      .option('--on <outcome>', 'the outcome that --precision is about (default: decision_quality)', outcomeCalled)
      .option(
        '--max <n>',
        'replicates at the most with --precision (default: 5000)',
        whole('--max', 2, 1_000_000, 5000),
      ),
  );
}

/** Adds what is run, and what every command that computes has. */
export function withBatchOptions(command: Command): Command {
  return withResultOptions(withAskOptions(command), 'SCENARIO');
}

/** Adds how tables are written. */
export function withTableOptions(command: Command): Command {
  return command.option(
    '--tables <kind>',
    `how tables of runs are written: ${tableChoices.join(', ')} (usual: long ones as Parquet, others as CSV)`,
    oneOf('--tables', tableChoices),
  );
}

/** Adds what every command that computes has: workers, where results go, how it tells. */
export function withResultOptions(command: Command, name: string): Command {
  return withWorkerOptions(withFolderOptions(command, name));
}

/** Adds where results go. */
export function withFolderOptions(command: Command, name: string): Command {
  return withOut(command, `folder for the results (default: results/${name}-FINGERPRINT)`).option(
    '--force',
    'replace earlier results in that folder',
  );
}

/** Adds a folder that is written. */
export function withOut(command: Command, meaning: string): Command {
  return command.option('--out <folder>', meaning, folder);
}

export function withWorkers(command: Command): Command {
  return command.option(
    '--workers <n>',
    'worker threads; changes the time, never a result',
    whole('--workers', 1, 256, 2),
  );
}

export function withJson(command: Command): Command {
  return command.option('--json', 'print the results as JSON on standard output');
}

/** Adds what every command that computes has, whatever becomes of it. */
export function withWorkerOptions(command: Command): Command {
  return withJson(withWorkers(command))
    .option(
      '--memory <megabytes>',
      'memory for the objects of each worker (default: as Node does)',
      whole('--memory', 16, 1_000_000, 512),
    )
    .option(
      '--progress <kind>',
      `${progressKinds.join(', ')}: progress on standard error`,
      oneOf('--progress', progressKinds),
      'auto' as const,
    );
}

/** Adds the options of `evaluate`. */
export function withEvaluateOptions(command: Command): Command {
  const own = withSizeOptions(
    command
      .option(
        '--study <what...>',
        'ids (see `forewarned list`) or files of studies (default: those of the scenario, or three)',
      )
      .option('--design <id>', 'the design of the scenario that is evaluated')
      .option('--find-n <power>', 'find the sample that finds the effect so often, for instance 0.8', powerOf)
      .option('--surveys <n>', 'surveys of each world', whole('--surveys', 1, 1000, 25)),
  );
  return withResultOptions(own, 'SCENARIO');
}

/** Adds the options of `findings`. */
export function withFindingsOptions(command: Command): Command {
  const own = command
    .option('--quick', 'a minute: fewer runs; draws and ablations from the last full run')
    .option('--only <id...>', 'some findings only')
    .option(
      '--ablate <mechanism...>',
      'show which verdicts change when a mechanism is off (also: family, alternatives)',
    )
    .option('--seed <words>', 'words that decide all luck; the same words give the same results', words)
    .option('--people <n>', 'people simulated in each world', size('people', 2000));
  return withResultOptions(own, 'findings');
}

function powerOf(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1) return value;
  throw new Mistake(
    `--find-n: expected a number between 0 and 1, found ${JSON.stringify(text)}. To find the effect in 80 of 100 tries, write --find-n 0.8.`,
  );
}

/** Reads a size within the bounds that files have, too. */
function size(name: keyof typeof sizeMeasures, example: number): (text: string) => number {
  const { low, high } = sizeMeasures[name];
  return whole(`--${name}`, low, high, example);
}

/** Reads a whole number within bounds, both inclusive. */
export function whole(option: string, least: number, most: number, example: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = `from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`;
    throw new Mistake(
      `${option}: expected a whole number ${range}, found ${JSON.stringify(text)}. Write digits only, for instance ${option} ${example}.`,
    );
  };
}

/** Reads a number above 0. */
function positive(option: string, example: number): (text: string) => number {
  return (text) => {
    const value = /^\d*\.?\d+(e-?\d+)?$/i.test(text) ? Number(text) : Number.NaN;
    if (value > 0 && Number.isFinite(value)) return value;
    throw new Mistake(
      `${option}: expected a number above 0, found ${JSON.stringify(text)}. Write for instance ${option} ${example}.`,
    );
  };
}

/** Reads a share above 0 and at most 1. */
export function shareOf(text: string): number {
  const value = positive('--share', 0.05)(text);
  if (value <= 1) return value;
  throw new Mistake(`--share: expected a share above 0 and at most 1, found ${text}. For all of them write --all.`);
}

/** Reads one of some words. */
export function oneOf<W extends string>(option: string, words: readonly W[]): (text: string) => W {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return found;
    throw new Mistake(
      `${option}: expected one of ${words.join(', ')}, found ${JSON.stringify(text)}. ${didYouMean(text, words, 'Names are spelt as in this list.')}`,
    );
  };
}

/** Reads some of some words, each once. */
function oneOfEach<W extends string>(
  option: string,
  words: readonly W[],
): (text: string, before: readonly W[] | undefined) => readonly W[] {
  const read = oneOf(option, words);
  return (text, before = []) => [...new Set([...before, read(text)])];
}

function outcomeCalled(text: string): OutcomeName {
  return oneOf('--on', outcomeNames.filter(hasDifference))(text);
}

function words(text: string): string {
  if (text.trim() !== '' && text.length <= 200) return text;
  const found = text.trim() === '' ? 'nothing' : `${text.length} characters`;
  throw new Mistake(
    `--seed: expected words of 1 to 200 characters, found ${found}. Any words will do, for instance --seed forewarned.`,
  );
}

function folder(text: string): string {
  if (text.trim() !== '') return text;
  throw new Mistake('--out: expected the name of a folder, found nothing. Write for instance --out results/mine.');
}
