import { proxy, wrap } from 'comlink';
import type { PairedResult } from '../../experiment/pair.ts';
import type { TableChoice } from '../../report/result-tables.ts';
import type { Environment } from '../../runtime/environment.ts';
import type { Opened, PackageError } from './opened-package.ts';
import type { Packed } from './package-source.ts';
import type { Packer, PackProgress } from './package-worker.ts';

/** Jobs that are handed over in one go: a few milliseconds of the page. */
const SLICE = 20;

/** A package, when it is there, and the way to stop before. */
export type Packing<T> = { readonly result: Promise<T>; readonly cancel: () => void };

/** Somebody did not want it any more. */
export class Cancelled extends Error {}

/** Packs all that was computed into an archive, in a worker of its own. */
export function pack(packed: Packed, tables: TableChoice, onProgress: (progress: PackProgress) => void): Packing<Blob> {
  let isOver = false;
  // What a worker said before it was dismissed may come later than that.
  const tell = (progress: PackProgress): void => {
    if (!isOver) onProgress(progress);
  };
  const { result, cancel } = withPacker<Blob>(async (packer) => {
    const { results, ...about } = packed;
    await handOver(packer, results);
    return packer.pack(about, tables, proxy(tell));
  });
  return {
    result: result.finally(() => {
      isOver = true;
    }),
    cancel: () => {
      isOver = true;
      cancel();
    },
  };
}

/** One table as text. */
export function packTable(packed: Packed, path: string): Packing<Blob> {
  return withPacker(async (packer) => {
    const { results, ...about } = packed;
    await handOver(packer, results);
    return packer.table(about, path);
  });
}

/** Opens a package that was made elsewhere, in a worker of its own. */
export function unpack(
  archive: Blob,
): Packing<
  { readonly ok: true; readonly opened: Opened } | { readonly ok: false; readonly code: PackageError['code'] }
> {
  return withPacker((packer) => packer.open(archive));
}

/** What the page computes on, as far as anybody may know: no name of a machine or a user. */
export function pageEnvironment(version: string): Environment {
  const { userAgent, hardwareConcurrency } = navigator;
  const [, name = 'unknown', number = ''] = /(Firefox|Edg|Chrome|Version)\/(\d+)/.exec(userAgent) ?? [];
  const system = /Windows|Android|iPhone|iPad|Mac OS|CrOS|Linux/.exec(userAgent)?.[0] ?? 'unknown';
  return {
    engine: 'browser',
    engineVersion: `${name === 'Version' ? 'Safari' : name} ${number}`.trim(),
    ...{ system, processor: 'unknown', workers: hardwareConcurrency || 2, version },
  };
}

type Remote = ReturnType<typeof wrap<Packer>>;

async function handOver(packer: Remote, results: readonly PairedResult[]): Promise<void> {
  for (let at = 0; at < results.length; at += SLICE) await packer.take(results.slice(at, at + SLICE));
}

function withPacker<T>(use: (packer: Remote) => Promise<unknown>): Packing<T> {
  // Vite finds the file by this exact expression.
  const worker = new Worker(new URL('./package-worker.ts', import.meta.url), { type: 'module' });
  let stop: (fault: Error) => void = () => {};
  const gone = new Promise<never>((_, reject) => {
    stop = reject;
    worker.addEventListener('error', (event) => {
      event.preventDefault();
      reject(new Error(event.message || 'the worker could not be loaded'));
    });
    worker.addEventListener('messageerror', () => reject(new Error('a message of the worker could not be read')));
  });
  const result = Promise.race([use(wrap<Packer>(worker)), gone]).finally(() => worker.terminate()) as Promise<T>;
  return { result, cancel: () => stop(new Cancelled('cancelled')) };
}
