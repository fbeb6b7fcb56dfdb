import { parentPort } from 'node:worker_threads';
import { expose } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { Job, Reply, Tell } from './protocol.ts';
import { takePart } from './take-part.ts';

/** Makes the thread that calls it a worker, which does jobs until it is dismissed. */
export function serveThread(perform: (job: Job, tell: Tell) => Reply): void {
  if (!parentPort) throw new Error('serveThread: expected to run in a worker thread, found the main one.');
  expose({ perform, takePart }, nodeEndpoint(parentPort));
}
