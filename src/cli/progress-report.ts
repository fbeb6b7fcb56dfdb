import type { Progress } from '../runtime/progress.ts';

/** `auto` is a line on a terminal and silence elsewhere. */
export const progressKinds = ['auto', 'line', 'json', 'none'] as const;
export type ProgressKind = (typeof progressKinds)[number];

/** Where progress is shown; standard error, or a stand-in. */
export type Screen = { readonly isTTY?: boolean | undefined; readonly write: (text: string) => unknown };

export type ProgressReport = {
  readonly show: (progress: Progress) => void;
  /** Clears the line, so that what follows starts on a clean one. */
  readonly end: () => void;
};

/** Finished runs from which on a time left is worth saying. */
const enough = 5;
/** Milliseconds between two lines where lines cannot be overwritten. */
const calm = 2000;

/**
 * Begins with the preparations; the time left is reckoned from the first time that progress is shown.
 *
 * @param now   milliseconds of a clock that never goes back
 * @param what  is counted
 */
export function progressReport(
  kind: ProgressKind,
  screen: Screen,
  now = () => performance.now(),
  what = 'runs',
): ProgressReport {
  const silent = { show: () => {}, end: () => {} };
  // What was done before this start says nothing about the pace.
  let first: { readonly at: number; readonly done: number } | undefined;
  const left = ({ done, total }: Progress): number | null => {
    first ??= { at: now(), done };
    const here = done - first.done;
    return here < enough ? null : Math.ceil((((now() - first.at) / here) * (total - done)) / 1000);
  };

  if (kind === 'none' || (kind === 'auto' && !screen.isTTY)) return silent;
  if (kind === 'json') {
    return {
      ...silent,
      show: (progress) => screen.write(`${JSON.stringify({ type: 'progress', ...progress, eta_s: left(progress) })}\n`),
    };
  }
  if (screen.isTTY) {
    screen.write('preparing the people');
    return {
      show: (progress) => screen.write(`\r${line(what, progress, left(progress))}\u001b[K`),
      end: () => screen.write('\r\u001b[K'),
    };
  }
  let last = Number.NEGATIVE_INFINITY;
  return {
    ...silent,
    show: (progress) => {
      if (progress.done < progress.total && now() - last < calm) return;
      last = now();
      screen.write(`${line(what, progress, left(progress))}\n`);
    },
  };
}

/** @param left whole seconds, or null while it is too early to say */
function line(what: string, { done, failed, total }: Progress, left: number | null): string {
  const parts = [`${what} ${Number.isInteger(done) ? done : done.toFixed(2)} of ${total}`];
  if (failed > 0) parts.push(`${failed} failed`);
  if (left !== null && done < total) parts.push(left < 100 ? `${left} s left` : `${Math.round(left / 60)} min left`);
  return parts.join(' · ');
}
