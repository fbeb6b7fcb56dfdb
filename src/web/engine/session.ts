import type { Batch } from '../../experiment/batch.ts';
import type { Comparison } from '../../experiment/comparison.ts';

import { gather, type Provenance } from '../../experiment/gather.ts';
import type { PairedResult } from '../../experiment/pair.ts';
import { type FrozenPlan, freezePlan, jobsOf } from '../../experiment/plan.ts';
import { resultsVersion } from '../../model/schedule.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import type { Progress } from '../../runtime/progress.ts';
import { provenance } from '../../runtime/provenance.ts';
import { bundledRecords } from '../../runtime/records-browser.ts';
import { doJobs } from '../../runtime/run-jobs.ts';
import type { Problem } from '../../scenario/problem.ts';
import type { AppState } from '../state/app-state.ts';
import { settledState } from './settled-state.ts';

declare const FOREWARNED_VERSION: string;

import { crewHere } from './crew.ts';

/** What a comparison in the page looks like at a moment. A new object whenever something changed. */
export type SessionView = {
  /** `idle`: nothing was run yet. `cut`: cancelled, can go on. `broken`: workers died or the scenario cannot be read. */
  readonly status: 'idle' | 'preparing' | 'running' | 'cut' | 'done' | 'broken';
  /** The state that is, or was, computed; null before the first run. */
  readonly state: AppState | null;
  readonly progress: Progress | null;
  /** Seconds that were computed so far, breaks left out. */
  readonly took: number;
  /** Seconds left; null while it is too early to say. */
  readonly left: number | null;
  /** Over the replicates that are finished for all designs. */
  readonly comparison: Comparison | null;
  /** What is behind it: for tables of runs and for export. */
  readonly plan: FrozenPlan | null;
  readonly results: readonly PairedResult[];
  readonly problems: readonly Problem[];
  /** What went wrong with the workers, in words. */
  readonly fault: string | null;
};

const nothing: SessionView = {
  ...{ status: 'idle', state: null, progress: null, took: 0, left: null, comparison: null, plan: null, results: [] },
  ...{ problems: [], fault: null },
};

/** Milliseconds between two gatherings while runs come in: enough to see them come, too few to slow them down. */
const PAUSE = 1200;
/** Finished runs after which a time left is worth saying. */
const ENOUGH = 5;

/** A comparison that is computed in Web Workers, started, cut short and gone on with from the page. One at a time. */
export class Session {
  private view = nothing;
  private readonly listeners = new Set<() => void>();
  private stop: AbortController | null = null;
  private results: PairedResult[] = [];
  private plan: FrozenPlan | null = null;
  /** Found once for a plan: it takes a moment. */
  private made: Provenance | null = null;

  /** For `useSyncExternalStore`. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): SessionView => this.view;

  /** Computes a state from its beginning. What was computed before is let go. */
  async start(state: AppState): Promise<void> {
    this.cancel();
    this.results = [];
    this.plan = null;
    this.made = null;
    const stop = new AbortController();
    this.stop = stop;
    this.show({ ...nothing, status: 'preparing', state });
    const read = settledState(state);
    if (!read.ok) {
      this.stop = null;
      this.show({ status: 'broken', problems: read.problems });
      return;
    }
    try {
      const records = await bundledRecords();
      // Stopped, or begun anew, while the records were on their way.
      if (this.stop !== stop) return;
      this.plan = freezePlan(read.settled, { ...state.size, ...records });
    } catch (fault) {
      if (this.stop !== stop) return;
      this.stop = null;
      this.show({ status: 'broken', fault: fault instanceof Error ? fault.message : String(fault) });
      return;
    }
    this.stop = null;
    await this.goOn();
  }

  /** Does what is left of a comparison that was cut short. */
  async goOn(): Promise<void> {
    const { plan } = this;
    if (plan === null || this.stop !== null) return;
    const stop = new AbortController();
    this.stop = stop;
    const jobs = jobsOf(plan);
    const done = new Set(this.results.map(({ id }) => id));
    const ids = Array.from({ length: jobs.count }, (_, id) => id).filter((id) => !done.has(id));
    const before = {
      done: [...done].reduce((sum, id) => sum + jobs.armsAt(id), 0),
      failed: this.results.reduce((sum, { failures }) => sum + failures.length, 0),
    };
    const began = performance.now();
    const earlier = this.view.took;
    const took = () => earlier + (performance.now() - began) / 1000;
    // The first result is shown as soon as it is there.
    let gathered = Number.NEGATIVE_INFINITY;
    this.show({ status: 'running', plan, fault: null });
    const made = (function* () {
      for (const id of ids) yield jobs.at(id);
    })();
    try {
      const work = doJobs(
        made,
        {
          ...{ total: jobs.runs, before },
          take: (result) => {
            // Somebody else's run by now.
            if (this.stop !== stop) return;
            this.results.push(result);
            if (performance.now() - gathered < PAUSE) return;
            gathered = performance.now();
            this.show({ comparison: this.gathered() });
          },
        },
        {
          ...crewHere(ids.length, plan.people),
          signal: stop.signal,
          onProgress: (progress) => {
            if (this.stop !== stop) return;
            const here = progress.done - before.done;
            const pace = (performance.now() - began) / 1000 / here;
            this.show({
              progress: { ...progress, done: Math.floor(progress.done * 100) / 100 },
              took: took(),
              left: here < ENOUGH ? null : pace * (progress.total - progress.done),
            });
          },
        },
      );
      // While the workers begin: the first result need not wait for it.
      this.made ??= provenance(plan.settled, FOREWARNED_VERSION, bundledLibrary);
      const { cancelled } = await work;
      if (this.stop !== stop) return;
      this.stop = null;
      this.show({ status: cancelled ? 'cut' : 'done', took: took(), left: null, comparison: this.gathered() });
    } catch (fault) {
      if (this.stop !== stop) return;
      this.stop = null;
      const message = fault instanceof Error ? fault.message : String(fault);
      this.show({ status: 'broken', left: null, fault: message, comparison: this.gathered() });
    }
  }

  /** Cuts the comparison short at once; finished runs stay. */
  cancel(): void {
    const { stop } = this;
    if (stop === null) return;
    this.stop = null;
    stop.abort();
    // Before there is a plan there is nothing to go on with.
    this.show({ status: this.plan === null ? 'idle' : 'cut', left: null, comparison: this.gathered() });
  }

  private show(change: Partial<SessionView>): void {
    this.view = { ...this.view, ...change, results: this.results };
    for (const listener of this.listeners) listener();
  }

  private gathered(): Comparison | null {
    const { plan } = this;
    if (plan === null || this.results.length === 0) return null;
    const count = (of: 'replicate' | 'draw') =>
      new Set(this.results.flatMap(({ rows }) => rows.map((row) => row[of]))).size;
    const size = { ...plan, replicates: Math.max(1, count('replicate')), draws: Math.max(1, count('draw')) };
    // Workers finish in an order of their own; results do not depend on it.
    const ordered = [...this.results].sort((a, b) => a.id - b.id);
    this.made ??= provenance(plan.settled, FOREWARNED_VERSION, bundledLibrary);
    return gather(plan.settled, size, ordered, this.made);
  }
}

/** The plan of a comparison as a batch, for the package that is exported. */
export function batchOf(plan: FrozenPlan, defaults: string): Batch {
  return {
    ...{ version: FOREWARNED_VERSION, resultsVersion, defaults, main: plan, readings: [], shards: 1 },
    ...{ record: ['series'], precision: null },
  };
}
