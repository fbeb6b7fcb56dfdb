import { spreadOf } from '../measure.ts';

/** Nanoseconds per person and week. */
export function perPersonWeek(milliseconds: number, people: number, weeks = 1): number {
  return (milliseconds * 1e6) / (people * weeks);
}

/** Windows counts the time of a process in steps of 16 ms. */
const countsFinely = process.platform !== 'win32';
/** Milliseconds below which a pause by the scheduler is rare, and what the count of processor time costs is not. */
const SHORT = 5;

/** What came of something, and how long it took. */
export type Timed<T> = { readonly result: T; readonly milliseconds: number };

/**
 * Does something in this thread and takes its time: on the clock, or of the processor where that is less, so that other programs on
 * a busy machine do not count as work.
 */
export function timed<T>(what: () => T): Timed<T> {
  const used = process.cpuUsage();
  const before = performance.now();
  const result = what();
  const passed = performance.now() - before;
  if (passed < SHORT || !countsFinely) return { result, milliseconds: passed };
  const { user, system } = process.cpuUsage(used);
  return { result, milliseconds: Math.min(passed, (user + system) / 1000) };
}

/** Milliseconds: the median over repeats. */
export function medianTime(repeats: number, what: () => void): number {
  return spreadOf(Array.from({ length: repeats }, () => timed(what).milliseconds)).median;
}

/** Bytes that are still in use, after everything that is not was collected. */
export function bytesInUse(): number {
  if (globalThis.gc === undefined) throw new Error('bytesInUse: expected Node with --expose-gc.');
  globalThis.gc();
  globalThis.gc();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
