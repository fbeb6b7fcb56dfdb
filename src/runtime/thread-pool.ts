import { Worker } from 'node:worker_threads';
import { proxy, transfer, wrap } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Hire } from './hire.ts';
import type { Worksite } from './protocol.ts';
import { portsOf } from './take-part.ts';

/** The file a thread starts with: the source through tsx, which may mark its files by a query, or what the build made of it. */
const start = new URL(
  new URL(import.meta.url).pathname.endsWith('.ts') ? './thread-worker-dev.mjs' : './thread-worker.js',
  import.meta.url,
);

export type ThreadOptions = {
  readonly entry?: URL;
  /** Megabytes that a worker may use for its objects; one that needs more is ended, and its job is lost. Left out: as Node does. */
  readonly memory?: number | undefined;
};

/**
 * Megabytes for young objects, twice what Node allows. What lives as long as a run then rarely outlives it in the eyes of the collector,
 * which would otherwise go through the old objects after every third pair of small worlds; that costs 4 % of their time.
 */
const YOUNG = 96;

/** Worker threads of Node. */
export function threads({ entry = start, memory }: ThreadOptions = {}): Hire {
  return () => {
    const worker = new Worker(entry, {
      resourceLimits: {
        maxYoungGenerationSizeMb: YOUNG,
        ...(memory === undefined ? {} : { maxOldGenerationSizeMb: memory }),
      },
    });
    const gone = new Promise<string>((resolve) => {
      worker.once('error', (fault: Error) => resolve(fault.message || fault.name));
      worker.once('messageerror', () => resolve('its message could not be read'));
      worker.once('exit', (code) => resolve(`it ended with exit code ${code}`));
    });
    const site = wrap<Required<Worksite>>(nodeEndpoint(worker));
    return {
      worksite: {
        perform: (job, tell) => site.perform(job, proxy(tell)),
        takePart: (part, tell) => site.takePart(transfer(part, portsOf(part)), proxy(tell)),
      },
      gone,
      dismiss: () => void worker.terminate(),
    };
  };
}
