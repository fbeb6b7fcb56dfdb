import { Command } from 'commander';
import { version } from '../runtime/version.ts';
import type { CarryOptions } from './carry-out.ts';
import type { ExitCode } from './exit-code.ts';
import type { MergeOptions } from './merge.ts';
import {
  type EvaluateOptions,
  type FindingsOptions,
  type JsonOption,
  type LedgerOptions,
  oneOf,
  type RunOptions,
  shareOf,
  whole,
  withAskOptions,
  withBatchOptions,
  withEvaluateOptions,
  withFindingsOptions,
  withFolderOptions,
  withJson,
  withOut,
  withResultOptions,
  withTableOptions,
  withWorkerOptions,
  withWorkers,
} from './options.ts';
import type { PlanCommandOptions } from './plan.ts';
import { formats, type RunCommandOptions } from './run-options.ts';
import type { ServeOptions } from './serve.ts';
import type { ShardOptions } from './shard.ts';
import type { SubmitOptions } from './submit.ts';
import type { VerifyOptions } from './verify.ts';

const exits = `
Exit codes: 0 all well, 1 a mistake in the call or a check failed, 2 some runs failed, 3 cancelled (finished runs are kept).`;

const submitHelp = `
Each task does one part, with one worker a processor, and goes on where an earlier one stopped. How long a part takes says
\`forewarned plan\`; ask for twice that with --time. Tasks use the Node that submits them; with --setup, the one that is found then.
Slurm's logs are slurm-JOB-PART.log in the folder. What has no option here can be set as sbatch reads it from the environment
(SBATCH_QOS=long forewarned submit ...), or in slurm.sh, which --dry-run writes.`;

const regimeHelp = 'a reading of the evidence instead of the defaults: documents, sceptic, trials';

/** The command line of Forewarned: how commands are called. What they do stands in a file each, loaded when it is needed. */
export function program(): Command {
  const forewarned = new Command('forewarned')
    .description('Compares designs of information campaigns on irregular migration, in a simulated population.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'explain')
    .helpCommand(false)
    .addHelpText('after', exits)
    // Complaints are put into words in one place, complain.ts.
    .configureOutput({ outputError: () => {} })
    .exitOverride();

  withBatchOptions(
    forewarned
      .command('compare')
      .description('run all designs of a scenario with the same luck, and print and write what differs')
      .argument('[scenario]', 'scenario (id or file), batch file, or sheet (CSV, TSV)', 'north-africa-2023')
      .option('--regime <id>', regimeHelp)
      .option('--no-regimes', 'do not ask whether another reading of the evidence would change the answer'),
  ).action(
    ending(async (scenario: string, options: RunOptions) => (await import('./compare.ts')).compare(scenario, options)),
  );
  withBatchOptions(
    forewarned
      .command('run')
      .description('run a scenario and print its outcomes in short')
      .argument('[what]', 'scenario (id or file), batch file, or sheet (CSV, TSV)')
      .option('--stdin', 'one scenario in JSON a line on standard input, one result a line on standard output')
      .option('--format <kind>', `${formats.join(', ')}: what is printed`, oneOf('--format', formats))
      .option('--regime <id>', regimeHelp),
  ).action(
    ending(async (what: string | undefined, options: RunCommandOptions) =>
      (await import('./run.ts')).run(what, options),
    ),
  );
  withEvaluateOptions(
    forewarned
      .command('evaluate')
      .description('carry out imaginary studies of a campaign: what would they conclude, and what is true?')
      .argument('[scenario]', 'id (see `forewarned list`) or file', 'north-africa-2023'),
  ).action(
    ending(async (scenario: string, options: EvaluateOptions) =>
      (await import('./evaluate.ts')).evaluate(scenario, options),
    ),
  );
  withFindingsOptions(
    forewarned
      .command('findings')
      .description('which published findings does the model reproduce, and where do they come from?'),
  ).action(ending(async (options: FindingsOptions) => (await import('./findings.ts')).findings(options)));
  withOut(
    withJson(
      withWorkers(
        withAskOptions(
          forewarned
            .command('plan')
            .description(
              'say how many runs a batch has, how long they take and how much room; keep the plan with --out',
            )
            .argument('[what]', 'scenario (id or file), batch file, or sheet (CSV, TSV)', 'north-africa-2023')
            .option(
              '--shards <n>',
              'parts that can be done apart, on several machines',
              whole('--shards', 1, 100_000, 8),
            )
            .option('--regime <id>', regimeHelp),
        ),
      ),
    ),
    'folder in which the plan is kept, and the batch done (with --shards by default batches/SCENARIO-HASH)',
  ).action(
    ending(async (what: string, options: PlanCommandOptions) => (await import('./plan.ts')).plan(what, options)),
  );
  withTableOptions(
    withResultOptions(
      forewarned
        .command('resume')
        .description('do what is left of a batch that was planned or cut short, and write its results')
        .argument('<folder>', 'of the plan, or of the unfinished comparison')
        .option('--retry-failed', 'try the runs again that failed'),
      'SCENARIO',
    ),
  ).action(
    ending(async (folder: string, options: CarryOptions) => (await import('./resume.ts')).resume(folder, options)),
  );
  withWorkerOptions(
    forewarned
      .command('shard')
      .description('do one part of a planned batch')
      .argument('<folder>', 'of the plan')
      .option(
        '--index <n>',
        'which part, from 0 (default: SLURM_ARRAY_TASK_ID or JOB_COMPLETION_INDEX)',
        whole('--index', 0, 100_000, 0),
      )
      .option('--retry-failed', 'try the runs again that failed'),
  ).action(
    ending(async (folder: string, options: ShardOptions) => (await import('./shard.ts')).shard(folder, options)),
  );
  withJson(
    withTableOptions(
      withFolderOptions(
        forewarned
          .command('merge')
          .description('put the parts of a batch together into results')
          .argument('<folder>', 'of the plan'),
        'SCENARIO',
      ),
    ),
  ).action(
    ending(async (folder: string, options: MergeOptions) => (await import('./merge.ts')).merge(folder, options)),
  );
  forewarned
    .command('submit')
    .description('hand the parts that are not done to a queue')
    .argument('<folder>', 'of the plan; every machine of the queue must see it')
    .option('--slurm', 'as a Slurm job array')
    .option('--kubernetes', 'write an Indexed Job for kubectl')
    .option('--dry-run', 'write the job, submit nothing')
    .option('--wait', 'until the array has ended (Slurm)')
    .option('--retry-failed', 'submit parts with failed runs, too, to try these again')
    .option('--partition <name>', 'Slurm partition (default: the one of the cluster)')
    .option('--account <name>', 'Slurm account')
    .option(
      '--time <limit>',
      'time limit of a part: minutes, HH:MM:SS or D-HH:MM:SS (Slurm; default: of the partition)',
    )
    .option('--cpus <n>', 'processors of a part, and workers in it (default: 1)', whole('--cpus', 1, 256, 2))
    .option(
      '--task-memory <megabytes>',
      'memory of a part (default: of the partition; Kubernetes: 1024)',
      whole('--task-memory', 64, 10_000_000, 2048),
    )
    .option('--at-most <n>', 'parts at the same time', whole('--at-most', 1, 100_000, 16))
    .option(
      '--setup <line>',
      "shell that each task runs first, for instance 'module load nodejs'; may be given again (Slurm)",
      (line: string, before: readonly string[] = []) => [...before, line],
    )
    .option('--image <name>', 'container image with Forewarned (Kubernetes; default: forewarned:latest)')
    .option('--claim <name>', 'volume claim with the folder (Kubernetes; default: forewarned)')
    .option('--json', 'as JSON')
    .addHelpText('after', submitHelp)
    .action(
      ending(async (folder: string, options: SubmitOptions) => (await import('./submit.ts')).submit(folder, options)),
    );
  forewarned
    .command('replay')
    .description('run one run again and say whether it comes to the same')
    .argument('<run>', 'its id, as in runs.csv or failures.csv')
    .argument('<folder>', 'of the results, or of the plan')
    .option('--json', 'as JSON')
    .action(
      ending(async (run: string, folder: string, options: JsonOption) =>
        (await import('./replay.ts')).replay(run, folder, options),
      ),
    );
  withWorkerOptions(
    forewarned
      .command('verify')
      .description('check that results are as they were written, and compute a part of the runs again')
      .argument('<folder>', 'of the results')
      .option('--share <part>', 'share of the runs to compute again (default: 0.05)', shareOf)
      .option('--all', 'compute all runs again')
      .option('--no-runs', 'look at the files only'),
  ).action(
    ending(async (folder: string, options: VerifyOptions) => (await import('./verify.ts')).verify(folder, options)),
  );
  forewarned
    .command('list')
    .description('name the contexts, designs, scenarios and evaluations there are')
    .option('--json', 'as JSON')
    .action(ending(async (options: JsonOption) => (await import('./list.ts')).list(options)));
  forewarned
    .command('validate')
    .description('check files, folders or ids; without any, all that come with Forewarned')
    .argument('[what...]', 'files, folders or ids')
    .option('--json', 'as JSON')
    .action(
      ending(async (what: string[], options: JsonOption) => (await import('./validate.ts')).validate(what, options)),
    );
  forewarned
    .command('ledger')
    .description('every number of the model: unit, default, range, meaning and basis')
    .option('--check', 'fail when a row lacks something')
    .option('--csv', 'as CSV')
    .option('--json', 'as JSON')
    .action(ending(async (options: LedgerOptions) => (await import('./ledger.ts')).showLedger(options)));
  forewarned
    .command('docs')
    .description('write the model description (ODD) from the source')
    .option('--check', 'write nothing; fail when the file is out of date')
    .action(ending(async (options: { readonly check?: true }) => (await import('./docs.ts')).docs(options)));
  forewarned
    .command('serve')
    .description('serve the built app on this machine (after npm run build)')
    .option('--port <n>', 'where (default: 4173)', whole('--port', 0, 65_535, 4173))
    .action(ending(async (options: ServeOptions) => (await import('./serve.ts')).serve(options)));
  return forewarned;
}

function ending<A extends unknown[]>(
  action: (...args: A) => ExitCode | Promise<ExitCode>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    process.exitCode = await action(...args);
  };
}
