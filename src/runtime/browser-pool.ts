import { proxy, transfer, wrap } from 'comlink';
import type { Hire } from './hire.ts';
import type { Worksite } from './protocol.ts';
import { portsOf } from './take-part.ts';

/** Web Workers. A page opened from disk may not start any: the first job then comes back as lost, with the reason. */
export function webWorkers(open: () => Worker = openWorker): Hire {
  return () => {
    const worker = open();
    const gone = new Promise<string>((resolve) => {
      worker.addEventListener('error', (event) => {
        // It is told here; the page need not hear of it a second time.
        event.preventDefault();
        resolve(event.message || 'it could not be loaded');
      });
      worker.addEventListener('messageerror', () => resolve('its message could not be read'));
    });
    const site = wrap<Required<Worksite>>(worker);
    return {
      worksite: {
        perform: (job, tell) => site.perform(job, proxy(tell)),
        takePart: (part, tell) => site.takePart(transfer(part, portsOf(part)), proxy(tell)),
      },
      gone,
      dismiss: () => worker.terminate(),
    };
  };
}

function openWorker(): Worker {
  // Vite finds the file by this exact expression.
  return new Worker(new URL('./web-worker.ts', import.meta.url), { type: 'module' });
}
