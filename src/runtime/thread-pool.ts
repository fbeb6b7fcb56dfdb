import { Worker } from 'node:worker_threads';
import { proxy, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Hire } from './hire.ts';
import type { Worksite } from './protocol.ts';

/** The file a thread starts with: the source through tsx, or what the build made of it. */
const start = new URL(
  import.meta.url.endsWith('.ts') ? './thread-worker-dev.mjs' : './thread-worker.js',
  import.meta.url,
);

/** Worker threads of Node. */
export function threads(entry: URL = start): Hire {
  return () => {
    const worker = new Worker(entry);
    const gone = new Promise<string>((resolve) => {
      worker.once('error', (fault: Error) => resolve(fault.message || fault.name));
      worker.once('messageerror', () => resolve('its message could not be read'));
      worker.once('exit', (code) => resolve(`it ended with exit code ${code}`));
    });
    const site = wrap<Worksite>(nodeEndpoint(worker));
    return {
      worksite: { perform: (job, tell) => site.perform(job, proxy(tell)) },
      gone,
      dismiss: () => void worker.terminate(),
    };
  };
}
