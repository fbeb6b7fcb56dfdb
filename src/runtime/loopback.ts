import type { Hand, Hire } from './hire.ts';

/** Puts a boundary where there is none: job and reply are copied as if they went to a worker and back. For tests. */
export function loopback(hire: Hire): Hire {
  return (): Hand => {
    const { worksite, ...rest } = hire();
    return {
      ...rest,
      worksite: { perform: async (job, tell) => structuredClone(await worksite.perform(structuredClone(job), tell)) },
    };
  };
}
