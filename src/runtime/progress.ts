/** Runs (arms) that are finished, and how many of them failed; of large worlds under way also the share that is lived. */
export type Progress = { readonly done: number; readonly failed: number; readonly total: number };

/** Milliseconds between two reports: at most ten a second. */
const pause = 100;

/** Counts finished runs and reports them, never backwards and not too often. What was done before counts from the start. */
export type Tally = {
  /** So many arms of a job that is not done yet are finished, or part of one lived. Late news of a job that is done is ignored. */
  readonly underway: (job: number, armsDone: number) => void;
  /** The job is done, or given up. */
  readonly done: (job: number, arms: number, failed: number) => void;
  /** Reports the last state, however recent the report before. */
  readonly close: () => void;
};

export function tally(
  total: number,
  report: (progress: Progress) => void,
  before: { readonly done: number; readonly failed: number } = { done: 0, failed: 0 },
): Tally {
  const running = new Map<number, number>();
  const closed = new Set<number>();
  let finished = before.done;
  let failed = before.failed;
  let shown: Progress = { ...before, total };
  let at = performance.now();
  let later: ReturnType<typeof setTimeout> | undefined;
  report(shown);

  const current = (): Progress => {
    const started = [...running.values()].reduce((sum, arms) => sum + arms, 0);
    // A worker that dies takes its half-finished job along; the count waits until it is caught up.
    return { done: Math.max(shown.done, finished + started), failed, total };
  };
  const show = () => {
    clearTimeout(later);
    later = undefined;
    const next = current();
    if (next.done === shown.done && next.failed === shown.failed) return;
    shown = next;
    at = performance.now();
    report(shown);
  };
  const showSoon = () => {
    later ??= setTimeout(show, Math.max(0, at + pause - performance.now()));
  };
  return {
    underway: (job, armsDone) => {
      if (closed.has(job)) return;
      running.set(job, armsDone);
      showSoon();
    },
    done: (job, arms, failures) => {
      running.delete(job);
      closed.add(job);
      finished += arms;
      failed += failures;
      showSoon();
    },
    close: show,
  };
}
