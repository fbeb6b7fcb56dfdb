import { communitySizes } from '../../model/population/population.ts';
import type { Setup } from '../../model/setup.ts';
import { type SettledStudy, studyWith, uncertainInStudies } from '../../scenario/settle-study.ts';
import type { Settled } from '../../scenario/settled.ts';
import { drawnValues } from '../draws.ts';
import { type Plan, type PlanOptions, planOf, type SetIntercept } from '../plan.ts';
import type { StudyJob } from './conduct.ts';
import { sizesUpTo } from './find-n.ts';
import type { Study } from './study.ts';

export type StudyPlanOptions = PlanOptions & {
  /** Id of the design that is evaluated, or nothing for the first of the scenario. */
  readonly design?: string | undefined;
  /** Surveys of each world. */
  readonly surveys?: number | undefined;
  /** Power to find a sample for. */
  readonly findN?: number | undefined;
};

export type PlannedStudy = {
  readonly job: StudyJob;
  readonly draw: number;
  readonly replicate: number;
  /** The design whose place in the ranking this job is for; null for a study of the evaluated one. */
  readonly ranks: string | null;
};

export type StudyPlan = {
  readonly jobs: readonly PlannedStudy[];
  readonly settled: Settled;
  readonly studies: readonly Study[];
  readonly condition: Settled['conditions'][number];
  readonly design: Settled['conditions'][number]['arms'][number];
  readonly replicates: number;
  readonly draws: number;
  readonly lots: number;
  readonly surveys: number;
  readonly seed: string;
  readonly people: number;
  readonly weeks: number;
  readonly findN: number | null;
  readonly intercepts: readonly SetIntercept[];
  readonly published: Plan['published'];
  /** Fewest and most villages over the draws. */
  readonly villages: readonly [fewest: number, most: number];
};

/** Pairs of worlds unless asked for otherwise, and draws of the parameters among them. */
export const REPLICATES = 8;
const DRAWS = 4;
/** Lots of an assignment in each pair of worlds. */
const LOTS = 2;
const SURVEYS = 25;
/** Pairs of worlds in which the bias is split by cause: 64 surveys for each, so that all worlds would take three times as long. */
const SPLIT = 4;
/** Sizes at which the same studies are held again, as shares of their own. */
const SIZES = [0.25, 0.5, 2, 4];
/** A ranking needs the mean over surveys only. */
const RANKING_SURVEYS = 5;

/**
 * The imaginary studies of one design of a scenario, in its first condition. Worlds are those of a comparison with the same seed;
 * the numbers of the interviews are drawn along with all others, so that two studies that share one share its draws.
 *
 * @throws RangeError when a number of the options is not one that can be run, or the scenario has no such design
 */
export function planStudies(
  settled: Settled,
  files: readonly SettledStudy[],
  options: StudyPlanOptions = {},
): StudyPlan {
  const [condition] = settled.conditions;
  const designs = condition.arms.filter(({ isBaseline }) => !isBaseline);
  const design = options.design === undefined ? designs[0] : designs.find(({ id }) => id === options.design);
  if (design === undefined)
    throw new RangeError(`planStudies: expected a design of ${condition.id}, found "${options.design}".`);
  const surveys = options.surveys ?? SURVEYS;
  const replicates = options.replicates ?? REPLICATES;
  const draws = options.draws ?? Math.min(DRAWS, settled.draws, Math.max(1, Math.floor(replicates / 2)));
  const worlds = planOf({ ...settled, conditions: [condition] }, { ...options, replicates, draws });
  const { seed, people, weeks } = worlds;
  const drawn = new Map(
    uncertainInStudies(files).map(({ name, value, range }) => [name, drawnValues(seed, draws, name, value, range)]),
  );
  const inDraw = (file: SettledStudy, draw: number): Study =>
    studyWith(file, (name, fallback) => drawn.get(name)?.[draw] ?? fallback);
  const counting = files.find(({ estimator }) => estimator === 'contact-count');
  const asking = files.find(({ estimator }) => estimator === 'naive-share') ?? counting;

  const jobs: PlannedStudy[] = [];
  for (const { draw, replicate, arms } of worlds.jobs) {
    const setupIn = (id: string): Setup => {
      const arm = arms.find((other) => other.id === id);
      if (arm === undefined) throw new RangeError(`planStudies: expected a world of ${id}, found none.`);
      return arm.setup;
    };
    const base = (study: Study, setup: Setup): Omit<StudyJob, 'lots' | 'split'> => ({
      ...{ kind: 'study', id: jobs.length, study, setup, surveys },
    });
    for (const file of files) {
      const study = inDraw(file, draw);
      const job = base(study, setupIn(design.id));
      const lots = study.assignment === null ? [0] : Array.from({ length: LOTS }, (_, lot) => lot);
      const split = replicate < SPLIT && study.estimator !== 'contact-count';
      const sizes = sizesOf(study, people, options.findN !== undefined);
      jobs.push({ job: { ...job, lots, split, sizes }, draw, replicate, ranks: null });
    }
    if (counting !== undefined && asking !== undefined)
      for (const { id } of designs) {
        const study: Study = { ...counted(inDraw(counting, draw)), ...pick(inDraw(asking, draw)) };
        const job = base(study, setupIn(id));
        jobs.push({ job: { ...job, surveys: RANKING_SURVEYS, lots: [0], split: false }, draw, replicate, ranks: id });
      }
  }
  const villages = jobs.map(({ job }) => communitySizes(people, Math.round(job.setup.context.communitySize)).length);
  return {
    ...{ jobs, condition, design, draws, replicates, surveys, seed, people, weeks, lots: LOTS },
    settled,
    studies: files.map((file) => studyWith(file, (_, fallback) => fallback)),
    findN: options.findN ?? null,
    intercepts: worlds.intercepts,
    published: worlds.published,
    villages: [Math.min(...villages), Math.max(...villages)],
  };
}

/** How people are interviewed for the ranking: as in the study that asks those who were met. */
function pick({ measurement, tracing, sampling }: Study): Pick<Study, 'measurement' | 'tracing' | 'sampling'> {
  return { measurement, tracing, sampling };
}

/** For the ranking minds are asked about, not contacts. */
function counted(study: Study): Study {
  return { ...study, inquiry: { estimand: 'total', measure: 'changed_mind' }, assignment: null };
}

/** Other numbers of people at which a study is held; none where more people could not find more. */
function sizesOf({ estimator, sampling }: Study, people: number, isSearch: boolean): readonly number[] {
  if (estimator === 'contact-count' || estimator === 'naive-share') return [];
  const least = Math.max(20, 2 * sampling.clusters);
  const wanted = SIZES.map((share) => 2 * Math.round((share * sampling.size) / 2));
  const all = isSearch ? [...wanted, ...sizesUpTo(people)] : wanted;
  const within = all.filter((size) => size >= least && size <= people && size !== sampling.size);
  return [...new Set(within)].sort((a, b) => a - b);
}
