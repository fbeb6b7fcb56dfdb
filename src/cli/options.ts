import type { Command } from 'commander';
import { Mistake } from '../runtime/mistake.ts';
import { type ProgressKind, progressKinds } from './progress-report.ts';

/** The options of a command that runs a scenario; what is absent comes from the scenario. */
export type RunOptions = {
  readonly json?: true;
  readonly seed?: string;
  readonly replicates?: number;
  readonly draws?: number;
  readonly people?: number;
  readonly weeks?: number;
  readonly workers?: number;
  readonly out?: string;
  readonly force?: true;
  readonly progress: ProgressKind;
  /** Id of a reading of the evidence. */
  readonly regime?: string;
  /** False with --no-regimes. */
  readonly regimes?: boolean;
};

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
  'json' | 'seed' | 'people' | 'workers' | 'out' | 'force' | 'progress'
> & {
  readonly quick?: true;
  /** Ids of findings. */
  readonly only?: readonly string[];
  /** Mechanisms. */
  readonly ablate?: readonly string[];
};

export type JsonOption = { readonly json?: true };
export type LedgerOptions = JsonOption & { readonly check?: true; readonly csv?: true };

/** Adds them to a command. Every value is checked before anything is read or run. */
export function withRunOptions(command: Command): Command {
  const own = command
    .option('--seed <words>', 'words that decide all luck; the same words give the same results', words)
    .option(
      '--replicates <n>',
      'paired runs per design in total, over all parameter draws',
      whole('--replicates', 1, 1_000_000, 16),
    )
    .option('--draws <n>', 'draws of the uncertain numbers among the replicates', whole('--draws', 1, 100_000, 8))
    .option(
      '--people <n>',
      'people simulated; they stand for the real population',
      whole('--people', 100, 5_000_000, 5000),
    )
    .option('--weeks <n>', 'weeks after the start of the campaign', whole('--weeks', 1, 1040, 104));
  return withResultOptions(own, 'SCENARIO');
}

/** Adds what every command that computes has: workers, where results go, how it tells. */
function withResultOptions(command: Command, name: string): Command {
  return command
    .option('--workers <n>', 'worker threads; changes the time, never a result', whole('--workers', 1, 256, 2))
    .option('--out <folder>', `folder for the results (default: results/${name}-FINGERPRINT)`, folder)
    .option('--force', 'replace earlier results in that folder')
    .option('--json', 'print the results as JSON on standard output')
    .option(
      '--progress <kind>',
      `${progressKinds.join(', ')}: progress on standard error`,
      kindOfProgress,
      'auto' as const,
    );
}

/** Adds the options of `evaluate`. */
export function withEvaluateOptions(command: Command): Command {
  return withRunOptions(
    command
      .option(
        '--study <what...>',
        'ids (see `forewarned list`) or files of studies (default: those of the scenario, or three)',
      )
      .option('--design <id>', 'the design of the scenario that is evaluated')
      .option('--find-n <power>', 'find the sample that finds the effect so often, for instance 0.8', powerOf)
      .option('--surveys <n>', 'surveys of each world', whole('--surveys', 1, 1000, 25)),
  );
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
    .option('--people <n>', 'people simulated in each world', whole('--people', 100, 5_000_000, 2000));
  return withResultOptions(own, 'findings');
}

function powerOf(text: string): number {
  const value = /^\d*\.?\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value > 0 && value < 1) return value;
  throw new Mistake(
    `--find-n: expected a number between 0 and 1, found ${JSON.stringify(text)}. To find the effect in 80 of 100 tries, write --find-n 0.8.`,
  );
}

/** Reads a whole number within bounds, both inclusive. */
function whole(option: string, least: number, most: number, example: number): (text: string) => number {
  return (text) => {
    const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= least && value <= most) return value;
    const range = `from ${least.toLocaleString('en')} to ${most.toLocaleString('en')}`;
    throw new Mistake(
      `${option}: expected a whole number ${range}, found ${JSON.stringify(text)}. Write digits only, for instance ${option} ${example}.`,
    );
  };
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

function kindOfProgress(text: string): ProgressKind {
  const kind = progressKinds.find((name) => name === text);
  if (kind !== undefined) return kind;
  throw new Mistake(
    `--progress: expected one of ${progressKinds.join(', ')}, found ${JSON.stringify(text)}. Names are spelt as in this list.`,
  );
}
