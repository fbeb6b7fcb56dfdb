import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import { hashOf } from '../experiment/fingerprint.ts';
import { canonical } from '../scenario/canonical.ts';
import type { Job, Outcome } from './protocol.ts';

const source = fileURLToPath(new URL('../', import.meta.url));
/** What decides the outcome of a job, apart from the job itself. */
const floors = ['random', 'statistics', 'model', 'scenario', 'experiment'];

/** SHA-256 over the program as far as it decides outcomes: one other letter in it and nothing kept before is used again. */
export function programMark(): string {
  const files = floors
    .flatMap((floor) =>
      readdirSync(join(source, floor), { recursive: true, encoding: 'utf8' }).map((file) => join(floor, file)),
    )
    .filter((file) => /\.[jt]s$/.test(file))
    .sort();
  return hashOf(files.map((file) => hashOf(readFileSync(join(source, file)))).join('\n'));
}

/** Outcomes of jobs by what they were made of. */
export type JobCache = {
  /** The outcome of an equal job that was done before; undefined when there is none that can be read. */
  readonly get: (job: Job) => Outcome | undefined;
  /** Keeps an outcome. What failed is not kept; a disk that takes nothing costs only time. */
  readonly put: (job: Job, outcome: Outcome) => void;
};

/**
 * A cache in a folder: one file a job (numbers bit for bit, as JSON could not keep them), named after the hash of the program and the job, whole or not there. It may be deleted at
 * any time.
 */
export function jobCache(folder: string, mark: string = programMark()): JobCache {
  const fileOf = ({ id: _id, ...job }: Job): string => {
    const hash = hashOf(canonical({ mark, job }));
    return join(folder, hash.slice(0, 2), `${hash}.bin`);
  };
  return {
    get: (job) => {
      const file = fileOf(job);
      if (!existsSync(file)) return undefined;
      try {
        return { ...(deserialize(readFileSync(file)) as Outcome), id: job.id };
      } catch {
        return undefined;
      }
    },
    put: (job, outcome) => {
      if (outcome.failures.length > 0) return;
      const file = fileOf(job);
      try {
        mkdirSync(dirname(file), { recursive: true });
        const unfinished = `${file}.${process.pid}`;
        const handle = openSync(unfinished, 'w');
        writeFileSync(handle, serialize(outcome));
        fsyncSync(handle);
        closeSync(handle);
        renameSync(unfinished, file);
      } catch {
        // Without a cache the job is done again.
      }
    },
  };
}
