import { complain } from './complain.ts';
import { program } from './program.ts';
import { bearClosedPipes } from './streams.ts';

bearClosedPipes();
try {
  await program().parseAsync();
} catch (fault) {
  process.exitCode = complain(fault, (text) => process.stderr.write(text));
}
