import { burnIn } from '../../model/run.ts';
import type { Setup } from '../../model/setup.ts';
import { type StudySplit, splitError } from './bias-split.ts';
import type { Conducted } from './diagnosis.ts';
import { enact } from './enact.ts';
import { estimate } from './estimator.ts';
import { truthOf } from './inquiry.ts';
import type { Place } from './many.ts';
import type { Responses } from './responses.ts';
import type { StudyWorld } from './snapshot.ts';
import type { Answer, Spared, Study } from './study.ts';
import { nothingSpared, survey } from './survey.ts';

/** Imaginary studies of one luck: one world without the campaign, and one with it for each lot. */
export type StudyJob = {
  readonly kind: 'study';
  readonly id: number;
  readonly study: Study;
  readonly setup: Setup;
  /** Lots of the assignment, each with a world of its own; without an assignment one is enough. */
  readonly lots: readonly number[];
  /** Surveys of each world, each with its own luck. */
  readonly surveys: number;
  /** Whether each study is split over the causes of its bias: 64 more surveys of it. */
  readonly split: boolean;
  /** Sample sizes at which the same studies are held again. */
  readonly sizes?: readonly number[];
};

/** What could be said of one campaign after one lot: by counting contacts, by asking those reached, and in truth. */
type Standings = Place & {
  /** Contacts taken in by the last wave, for the real population. */
  readonly contacts: number;
  /** Share of people reached, asked and found who say that the campaign changed their mind; null when nobody was. */
  readonly selfReport: number | null;
  /** The same share in truth: minds changed among those reached; null when nobody was. */
  readonly changedMind: number | null;
  /** Mean effect on everybody, on the measure of the study. */
  readonly effect: number | null;
};

export type StudyResult = {
  readonly kind: 'study';
  readonly id: number;
  /** Id of the study. */
  readonly study: string;
  readonly replicate: number;
  /** By lot, then by survey. */
  readonly answers: readonly Conducted[];
  readonly sizes: readonly { readonly size: number; readonly answers: readonly Conducted[] }[];
  /** One per study that came to an answer with every subset of causes; none unless asked for. */
  readonly splits: readonly StudySplit[];
  readonly standings: readonly Standings[];
};

/** Steps in which the progress of a job is told: living the worlds, and each survey of each lot. */
export function stepsOf({ lots, surveys }: Pick<StudyJob, 'lots' | 'surveys'>): number {
  return lots.length * (1 + surveys);
}

/** The same study of another number of people, in as many clusters. */
export function resized(study: Study, size: number): Study {
  return { ...study, sampling: { ...study.sampling, size } };
}

/** What output-and-satisfaction reporting asks: those reached, whether the campaign changed their mind. */
function selfReported(study: Study): Study {
  return {
    ...study,
    inquiry: { estimand: 'att', measure: 'changed_mind' },
    sampling: { ...study.sampling, frame: 'beneficiary-list', clusters: 0 },
    estimator: 'naive-share',
  };
}

/** What a study costs, in euros. */
export function costOf({ cost }: Pick<Study, 'cost'>, { interviews, clusters }: Responses): number {
  return cost.fixed + cost.perInterview * interviews + cost.perCluster * clusters;
}

/** One world in which studies are held, with what is true in it. */
type Site = Place & { readonly world: StudyWorld; readonly truth: number };

function conducted(site: Site, study: Study, number: number): Conducted {
  const responses = survey(site.world, study, site.lot, number, nothingSpared);
  return {
    truth: site.truth,
    ...estimate(responses, study),
    replicate: site.replicate,
    lot: site.lot,
    cost: costOf(study, responses),
  };
}

function splitOf(site: Site, study: Study, number: number): StudySplit | null {
  const errorOf = (spared: Spared): number => {
    const answer: Pick<Answer, 'estimate'> = estimate(survey(site.world, study, site.lot, number, spared), study);
    return answer.estimate - site.truth;
  };
  return splitError(errorOf, site);
}

function standingsOf(site: Site, study: Study, surveys: number, setup: Setup): Standings {
  const { world, replicate, lot } = site;
  const asking = selfReported(study);
  const said: number[] = [];
  for (let number = 0; number < surveys; number++) {
    const share = estimate(survey(world, asking, lot, number, nothingSpared), asking).estimate;
    if (Number.isFinite(share)) said.push(share);
  }
  const { contacts } = world.with[world.with.length - 1];
  const real = setup.context.population / setup.people;
  return {
    ...{ replicate, lot },
    contacts: real * contacts.reduce((sum, count) => sum + count, 0),
    selfReport: said.length === 0 ? null : said.reduce((sum, share) => sum + share, 0) / said.length,
    changedMind: truthOf(world, asking.inquiry),
    effect: truthOf(world, { estimand: 'total', measure: study.inquiry.measure }),
  };
}

/**
 * Conducts imaginary studies: lives the worlds once, and holds every survey, at every size and with every cause spared, in them.
 * A pure function of the job.
 *
 * @param onProgress told the steps done of `stepsOf(job)`, never fewer than before; may throw to stop
 */
export function runStudyJob(job: StudyJob, onProgress?: (stepsDone: number) => void): StudyResult {
  const { study, setup, lots, surveys, sizes = [] } = job;
  onProgress?.(0);
  const start = burnIn(setup);
  onProgress?.(0);
  const worlds = enact(setup, study, lots, start);
  let done = lots.length;
  onProgress?.(done);
  const answers: Conducted[] = [];
  const bySize = sizes.map((size) => ({ size, study: resized(study, size), answers: [] as Conducted[] }));
  const splits: StudySplit[] = [];
  const standings: Standings[] = [];
  for (const world of worlds) {
    const site: Site = {
      ...{ world, replicate: setup.replicate, lot: world.draw },
      truth: truthOf(world, study.inquiry) ?? Number.NaN,
    };
    standings.push(standingsOf(site, study, surveys, setup));
    for (let number = 0; number < surveys; number++) {
      answers.push(conducted(site, study, number));
      for (const each of bySize) {
        onProgress?.(done);
        each.answers.push(conducted(site, each.study, number));
      }
      if (job.split) {
        onProgress?.(done);
        const split = splitOf(site, study, number);
        if (split !== null) splits.push(split);
      }
      onProgress?.(++done);
    }
  }
  return {
    ...{ kind: 'study', id: job.id, study: study.id, replicate: setup.replicate },
    ...{ answers, splits, standings },
    sizes: bySize.map(({ size, answers: held }) => ({ size, answers: held })),
  };
}
