import { exitCode } from './exit-code.ts';
import { remark } from './streams.ts';

/** Milliseconds in which one Ctrl-C may arrive twice: from the terminal, and passed on by npm. */
const echo = 500;

/**
 * Does work that Ctrl-C (or a request of the system to end) cuts short in good order: the first asks for what is finished, the
 * second ends everything.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const stop = new AbortController();
  let asked = Number.POSITIVE_INFINITY;
  const ask = () => {
    if (performance.now() - asked > echo) process.exit(exitCode.cancelled);
    if (stop.signal.aborted) return;
    asked = performance.now();
    stop.abort();
    // On a terminal the line of the progress is left as it is.
    const line = process.stderr.isTTY ? '\n' : '';
    remark(`${line}Stopping; finished runs are kept. Once more to stop at once.`);
  };
  const signals = ['SIGINT', 'SIGTERM'] as const;
  for (const name of signals) process.on(name, ask);
  try {
    return await work(stop.signal);
  } finally {
    for (const name of signals) process.off(name, ask);
  }
}
