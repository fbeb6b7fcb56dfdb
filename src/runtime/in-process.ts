import type { Hire } from './hire.ts';
import type { Job, Reply, Tell } from './protocol.ts';

/**
 * A worker that is no worker: jobs are done where they are asked for. It takes a breath before each job, so that a page can
 * draw and a cancel can arrive; during a job nothing else happens.
 */
export function inProcess(perform: (job: Job, tell: Tell) => Reply): Hire {
  return () => ({
    worksite: {
      perform: async (job, tell) => {
        await new Promise((resolve) => setTimeout(resolve, 0));
        return perform(job, tell);
      },
    },
    gone: new Promise(() => {}),
    dismiss: () => {},
  });
}
