import { CommanderError } from 'commander';
import { Interruption, Mistake } from '../runtime/mistake.ts';
import { described } from '../runtime/trace.ts';
import { type ExitCode, exitCode } from './exit-code.ts';

/** Says what went wrong: a sentence for what the user can put right, a trace only for our own faults. */
export function complain(fault: unknown, write: (text: string) => unknown): ExitCode {
  // Help and version are errors to commander, with the exit code 0.
  if (fault instanceof CommanderError && fault.exitCode === 0) return exitCode.ok;
  if (fault instanceof Mistake) write(`${fault.message}\n`);
  else if (fault instanceof CommanderError) write(`${inOurWords(fault)}\n`);
  else {
    const { message, trace } = described(fault);
    write(
      `${message}\n\nThis is a fault in Forewarned, not in what you did. Please report it with these lines:\n${trace || message}\n`,
    );
  }
  return fault instanceof Interruption ? exitCode.cancelled : exitCode.refused;
}

const remedy = 'See `forewarned --help`, or `forewarned COMMAND --help`.';

/** Commander's complaints in the form of ours: place, expected, found, remedy. */
function inOurWords({ code, message }: CommanderError): string {
  const named = /'([^']*)'/.exec(message)?.[1] ?? '';
  const meant = /Did you mean (?:one of )?([^?]*)\?/.exec(message)?.[1];
  const hint = meant === undefined ? remedy : `Did you mean ${meant}? ${remedy}`;
  switch (code) {
    case 'commander.unknownOption':
      return `${named}: expected an option of this command, found one it does not have. ${hint}`;
    case 'commander.unknownCommand':
      return `command: expected one that Forewarned has, found "${named}". ${hint}`;
    case 'commander.optionMissingArgument':
      return `${named}: expected a value after it, found nothing. ${hint}`;
    case 'commander.excessArguments':
      return `arguments: ${message.replace(/^error: /, '').replace(/\.$/, '')}. Put words with spaces in quotes. ${hint}`;
    case 'commander.missingArgument':
      return `${named}: expected after the command, found nothing. ${hint}`;
    case 'commander.help':
      return `command: expected one of those above, found none.`;
    default:
      return `${message.replace(/^error: /, '')}. ${hint}`;
  }
}
