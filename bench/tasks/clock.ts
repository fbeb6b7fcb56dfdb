import { spreadOf } from '../measure.ts';

/** Nanoseconds per person and week. */
export function perPersonWeek(milliseconds: number, people: number, weeks = 1): number {
  return (milliseconds * 1e6) / (people * weeks);
}

/** Milliseconds that something takes. */
export function timed(what: () => void): number {
  const before = performance.now();
  what();
  return performance.now() - before;
}

/** The median over repeats: the scheduler of a busy machine lengthens some of them, sometimes tenfold. */
export function medianTime(repeats: number, what: () => void): number {
  return spreadOf(Array.from({ length: repeats }, () => timed(what))).median;
}

/** Bytes that are still in use, after everything that is not was collected. */
export function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('bytesInUse: expected Node with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
