// The page in which worlds are timed: workers as the app hires them.
import type { PairedJob } from '../../src/experiment/pair.ts';
import { webWorkers } from '../../src/runtime/browser-pool.ts';
import type { Means } from '../../src/runtime/post.ts';
import { timeWeeks, type WeekTimes } from '../tasks/time-weeks.ts';

declare global {
  interface Window {
    live: (job: PairedJob, workers: number, letters: Means) => Promise<WeekTimes>;
  }
}

window.live = (job, workers, letters) => timeWeeks(job, workers, letters, webWorkers());
