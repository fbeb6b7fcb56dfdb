import type { Evaluation, StudyAnswer } from '../../experiment/evaluation/evaluation.ts';
import { gatherStudies, type StudyOutcome } from '../../experiment/evaluation/gather-studies.ts';
import { planStudies, type StudyPlan } from '../../experiment/evaluation/plan-studies.ts';
import { webWorkers } from '../../runtime/browser-pool.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import type { Progress } from '../../runtime/progress.ts';
import { unitsOf } from '../../runtime/protocol.ts';
import { provenance } from '../../runtime/provenance.ts';
import { bundledRecords } from '../../runtime/records-browser.ts';
import { doJobs } from '../../runtime/run-jobs.ts';
import { assumptionsIn } from '../../scenario/assumptions.ts';
import type { Problem } from '../../scenario/problem.ts';
import { isQuantity } from '../../scenario/quantity.ts';
import { readEvaluation } from '../../scenario/read.ts';
import type { Evaluation as StudyFile } from '../../scenario/read-evaluation.ts';
import { settleStudy } from '../../scenario/settle-study.ts';
import { settledState } from '../engine/settled-state.ts';
import type { AppState } from '../state/app-state.ts';

declare const FOREWARNED_VERSION: string;

/** A study of one design of a question, and how often it is held. */
export type StudyWish = {
  readonly state: AppState;
  readonly study: string;
  readonly design: string;
  readonly people: number;
  /** Pairs of worlds, and surveys of each lot in them. */
  readonly worlds: number;
  readonly surveys: number;
};

/** Why a study cannot be held in this question, in the words of the page. */
type Refusal =
  | { readonly kind: 'weeks'; readonly needed: number }
  | {
      readonly kind: 'villages';
      readonly found: number;
      /** People who make the least of villages that can be compared, and that many villages. */
      readonly people: number;
      readonly least: number;
      /** Villages that the study would draw, and about the people who make them; null where it names no number. */
      readonly wanted: { readonly villages: number; readonly people: number } | null;
    };

export type StudyView = {
  readonly status: 'idle' | 'preparing' | 'running' | 'cut' | 'done' | 'broken' | 'refused';
  readonly wish: StudyWish | null;
  readonly progress: Progress | null;
  readonly left: number | null;
  /** Over the pairs of worlds that are finished. */
  readonly found: { readonly evaluation: Evaluation; readonly answers: readonly StudyAnswer[] } | null;
  /** Pairs of worlds behind it. */
  readonly worlds: number;
  readonly refusal: Refusal | null;
  readonly problems: readonly Problem[];
  readonly fault: string | null;
};

const nothing: StudyView = {
  ...{ status: 'idle', wish: null, progress: null, left: null, found: null, worlds: 0 },
  ...{ refusal: null, problems: [], fault: null },
};

/** A comparison of villages needs two on either side. */
const LEAST_VILLAGES = 4;
/** Finished steps after which a time left is worth saying. */
const ENOUGH = 30;

/** All studies of the library, by title; the file that others start from is none. */
export function shippedStudies(): readonly StudyFile[] {
  return [...bundledLibrary.evaluations]
    .flatMap(([id, text]) => {
      const read = readEvaluation(text, id, bundledLibrary);
      return read.ok && read.evaluation !== null ? [read.evaluation] : [];
    })
    .sort((a, b) => a.title.localeCompare(b.title));
}

/** Imaginary studies in Web Workers: started, cut short, gone on with. One at a time. */
export class StudySession {
  private view = nothing;
  private readonly listeners = new Set<() => void>();
  private stop: AbortController | null = null;
  private plan: StudyPlan | null = null;
  private made: ReturnType<typeof provenance> | null = null;
  private outcomes: StudyOutcome[] = [];

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): StudyView => this.view;

  async start(wish: StudyWish): Promise<void> {
    this.cancel();
    this.plan = null;
    this.outcomes = [];
    this.show({ ...nothing, status: 'preparing', wish });
    const { state, study: id, design, people, worlds, surveys } = wish;
    const read = settledState(state);
    const file = readEvaluation(bundledLibrary.evaluations.get(id) ?? '', id, bundledLibrary);
    if (!read.ok || !file.ok || file.evaluation === null) {
      const problems = read.ok ? (file.ok ? [] : file.problems) : read.problems;
      this.show({ status: 'broken', problems });
      return;
    }
    const { weeks, seed } = state.size;
    const study = settleStudy(file.evaluation);
    const last = Math.max(...study.measurement.waves.map(Number));
    if (last > weeks - 1) {
      this.show({ status: 'refused', refusal: { kind: 'weeks', needed: last + 1 } });
      return;
    }
    try {
      const records = await bundledRecords();
      const size = { people, weeks, seed, replicates: worlds, surveys };
      const plan = planStudies(read.settled, [study], { ...size, design, ...records });
      const [fewest] = plan.villages;
      if (study.assignment?.unit === 'village' && fewest < LEAST_VILLAGES) {
        const peopleFor = (villages: number) => Math.ceil((people * villages) / fewest / 100) * 100;
        const drawn = study.sampling.clusters;
        const clusters = isQuantity(drawn) ? drawn.value : Number(drawn);
        const wanted = clusters > LEAST_VILLAGES ? { villages: clusters, people: peopleFor(clusters) } : null;
        const refusal = { kind: 'villages', found: fewest, people: peopleFor(LEAST_VILLAGES) } as const;
        this.show({ status: 'refused', refusal: { ...refusal, least: LEAST_VILLAGES, wanted } });
        return;
      }
      this.plan = plan;
      this.made = {
        ...provenance(read.settled, FOREWARNED_VERSION, bundledLibrary),
        assumed: assumptionsIn([read.settled.conditions[0], [study]]),
      };
    } catch (fault) {
      this.show({ status: 'broken', fault: messageOf(fault) });
      return;
    }
    await this.goOn();
  }

  async goOn(): Promise<void> {
    const { plan } = this;
    if (plan === null || this.stop !== null) return;
    const stop = new AbortController();
    this.stop = stop;
    const done = new Set(this.outcomes.map(({ id }) => id));
    const all = plan.jobs.map(({ job }) => job);
    const jobs = all.filter(({ id }) => !done.has(id));
    const steps = (some: typeof all): number => some.reduce((sum, job) => sum + unitsOf(job), 0);
    const before = { done: steps(all.filter(({ id }) => done.has(id))), failed: 0 };
    const began = performance.now();
    this.show({ status: 'running', fault: null });
    try {
      const { cancelled } = await doJobs(
        jobs,
        {
          ...{ total: steps(all), before },
          take: (outcome) => {
            if (this.stop !== stop) return;
            this.outcomes.push(outcome);
            this.show(this.gathered());
          },
        },
        {
          ...{ hire: webWorkers(), workers: Math.min(navigator.hardwareConcurrency || 2, jobs.length) },
          signal: stop.signal,
          onProgress: (progress) => {
            if (this.stop !== stop) return;
            const here = progress.done - before.done;
            const pace = (performance.now() - began) / 1000 / here;
            this.show({ progress, left: here < ENOUGH ? null : pace * (progress.total - progress.done) });
          },
        },
      );
      if (this.stop !== stop) return;
      this.stop = null;
      this.show({ status: cancelled ? 'cut' : 'done', left: null, ...this.gathered() });
    } catch (fault) {
      if (this.stop !== stop) return;
      this.stop = null;
      this.show({ status: 'broken', left: null, fault: messageOf(fault), ...this.gathered() });
    }
  }

  cancel(): void {
    const { stop } = this;
    if (stop === null) return;
    this.stop = null;
    stop.abort();
    this.show({ status: 'cut', left: null });
  }

  private show(change: Partial<StudyView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }

  /** Over whole pairs of worlds: half a pair would favour what comes first in it. */
  private gathered(): Pick<StudyView, 'found' | 'worlds'> {
    const { plan, made } = this;
    if (plan === null || made === null) return { found: null, worlds: 0 };
    const back = new Set(this.outcomes.map(({ id }) => id));
    const missing = new Set(plan.jobs.filter(({ job }) => !back.has(job.id)).map(({ replicate }) => replicate));
    const whole = new Set(plan.jobs.map(({ replicate }) => replicate).filter((one) => !missing.has(one)));
    if (whole.size === 0) return { found: null, worlds: 0 };
    const kept = plan.jobs.filter(({ replicate }) => whole.has(replicate));
    const ids = new Set(kept.map(({ job }) => job.id));
    const draws = new Set(kept.map(({ draw }) => draw)).size;
    // Workers finish in an order of their own; results do not depend on it.
    const outcomes = this.outcomes.filter(({ id }) => ids.has(id)).sort((a, b) => a.id - b.id);
    const found = gatherStudies({ ...plan, replicates: whole.size, draws }, outcomes, made);
    return { found, worlds: whole.size };
  }
}

function messageOf(fault: unknown): string {
  return fault instanceof Error ? fault.message : String(fault);
}
