import { Command } from 'commander';
import { version } from '../runtime/version.ts';
import type { ExitCode } from './exit-code.ts';
import {
  type EvaluateOptions,
  type FindingsOptions,
  type JsonOption,
  type LedgerOptions,
  type RunOptions,
  withEvaluateOptions,
  withFindingsOptions,
  withRunOptions,
} from './options.ts';

const exits = `
Exit codes: 0 all well, 1 a mistake in the call or a check failed, 2 some runs failed, 3 cancelled (finished runs are kept).`;

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

  withRunOptions(
    forewarned
      .command('compare')
      .description('run all designs of a scenario with the same luck, and print and write what differs')
      .argument('[scenario]', 'id (see `forewarned list`) or file', 'north-africa-2023')
      .option('--regime <id>', regimeHelp)
      .option('--no-regimes', 'do not ask whether another reading of the evidence would change the answer'),
  ).action(
    ending(async (scenario: string, options: RunOptions) => (await import('./compare.ts')).compare(scenario, options)),
  );
  withRunOptions(
    forewarned
      .command('run')
      .description('run a scenario and print its outcomes in short')
      .argument('<scenario>', 'id (see `forewarned list`) or file')
      .option('--regime <id>', regimeHelp),
  ).action(ending(async (scenario: string, options: RunOptions) => (await import('./run.ts')).run(scenario, options)));
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
  return forewarned;
}

function ending<A extends unknown[]>(
  action: (...args: A) => ExitCode | Promise<ExitCode>,
): (...args: A) => Promise<void> {
  return async (...args) => {
    process.exitCode = await action(...args);
  };
}
