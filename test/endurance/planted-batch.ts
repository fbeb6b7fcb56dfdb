import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { planned } from '../../src/cli/conduct.ts';
import type { AskOptions } from '../../src/cli/options.ts';
import type { Batch } from '../../src/experiment/batch.ts';
import { fingerprintOf } from '../../src/experiment/fingerprint.ts';
import type { PairedResult } from '../../src/experiment/pair.ts';
import { type BatchFolder, createBatchFolder, hashesIn, runBatch, stateOf } from '../../src/runtime/batch-folder.ts';
import type { Hire } from '../../src/runtime/hire.ts';
import { performWith } from '../../src/runtime/perform.ts';
import type { Job } from '../../src/runtime/protocol.ts';
import { planted } from '../runtime/planted.ts';
import { wait } from './support.ts';

/** A batch of the scenario in a file, as a command line would plan it. */
export function plannedIn(place: string, options: AskOptions = {}): Batch {
  return planned(join(place, 'small.yaml'), { people: 100, weeks: 2, draws: 1, ...options }).batch;
}

/** Its folder, anew. */
export function folderOf(place: string, name: string, batch: Batch): BatchFolder {
  rmSync(join(place, name), { recursive: true, force: true });
  return createBatchFolder(join(place, name), batch, []);
}

/** A stand-in for the engine that writes something down about people where that is asked. */
export function performer(job: Job): PairedResult {
  const result = planted(job, () => {});
  if (!('record' in job) || job.record === undefined) return result;
  const recorded = result.rows.map((_, k) => ({ person: { person_id: [k, job.id], age: [20 + k, 0.5] } }));
  return { ...result, recorded };
}

type Going = {
  readonly workers?: number;
  /** Milliseconds that a job takes: who waits is finished later. */
  readonly takes?: (job: number) => number;
  /** Told when a job begins: those before it are kept by then, where there is one worker. */
  readonly begins?: (job: number) => void;
  /** Jobs after which it is cut short. */
  readonly stopAfter?: number;
};

/** Does what is left, here and now. @returns the ids of the jobs that were done, in the order in which they began */
export async function finish(work: BatchFolder, going: Going = {}): Promise<number[]> {
  const { workers = 1, takes = () => 0, begins, stopAfter = Number.POSITIVE_INFINITY } = going;
  const done: number[] = [];
  const stop = new AbortController();
  const hire: Hire = () => ({
    worksite: {
      perform: async (job, tell) => {
        begins?.(job.id);
        if (done.length >= stopAfter) {
          stop.abort();
          return new Promise(() => {});
        }
        done.push(job.id);
        await wait(takes(job.id));
        return performWith(performer, job, tell);
      },
    },
    gone: new Promise(() => {}),
    dismiss: () => {},
  });
  await runBatch(work, { hire, workers, signal: stop.signal });
  return done;
}

/** All that results are made of. */
export function contents(work: BatchFolder): { readonly fingerprint: string; readonly runs: readonly object[] } {
  return { fingerprint: fingerprintOf(hashesIn(work)), runs: [...stateOf(work).runs()] };
}
