// Opens a part for work whenever a file named `go-ROUND` appears, and writes down what came of it: in, out, refused, or a fault.
import fs, { appendFileSync, existsSync } from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import { openJournal } from '../../src/runtime/journal.ts';
import { Mistake } from '../../src/runtime/mistake.ts';

const [part = '', gate = '', rounds = '1', tries = '1'] = process.argv.slice(2);
const pause = new Int32Array(new SharedArrayBuffer(4));
// As on a disk that has no links.
if (process.env.NO_LINKS !== undefined)
  fs.linkSync = () => {
    throw Object.assign(new Error('no links here'), { code: 'EPERM', syscall: 'link' });
  };
// Between any two steps of one process others come in: each step that locks are made of dawdles now and then.
for (const name of ['writeFileSync', 'linkSync', 'readdirSync', 'rmSync', 'readFileSync'] as const) {
  const step = fs[name] as (...args: unknown[]) => unknown;
  const dawdling = (...args: unknown[]): unknown => {
    if (Math.random() < 0.3) Atomics.wait(pause, 0, 0, 4 * Math.random());
    return step(...args);
  };
  Object.assign(fs, { [name]: dawdling });
}
syncBuiltinESMExports();
const awaitFile = (name: string): void => {
  while (!existsSync(join(gate, name))) {
    // Whoever started us is gone.
    if (!existsSync(gate)) process.exit();
    Atomics.wait(pause, 0, 0, 1);
  }
};

function attempt(round: number, hold: () => void): void {
  // One write of one line to the end of a file: the order of the lines is the order of the events.
  const say = (what: string): void => appendFileSync(join(gate, `log-${round}`), `${what} ${process.pid}\n`);
  try {
    const { close } = openJournal(part, 'a plan', 'the batch');
    say('in');
    hold();
    say('out');
    close();
  } catch (fault) {
    const isClear =
      fault instanceof Mistake && /found process \d+ at work on it\. .*nothing was changed/.test(fault.message);
    say(isClear ? 'refused' : `fault: ${String(fault).replaceAll('\n', ' ')}`);
  }
}

for (let round = 1; round <= Number(rounds); round++) {
  awaitFile(`go-${round}`);
  attempt(round, () => awaitFile(`stop-${round}`));
}
awaitFile('go-0');
for (let k = 0; k < Number(tries); k++) attempt(0, () => void Atomics.wait(pause, 0, 0, k % 3));
