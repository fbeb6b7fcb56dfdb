// Trials of a campaign in small villages: what is true is known, and what goes wrong is what a test says.
import { runStudyJob, type StudyJob, type StudyResult } from '../../../../src/experiment/evaluation/conduct.ts';
import type { Study } from '../../../../src/experiment/evaluation/study.ts';
import type { Setup } from '../../../../src/model/setup.ts';
import { component, nothing, village, withCampaign, withContext } from '../../../model/support/village.ts';
import { byLot } from './made-responses.ts';

/**
 * A trial in which nothing goes wrong: a random half of all people, 200 of them asked once, everybody found, truth told. Whether
 * somebody intends to leave or has left is known of those away, too.
 */
export const faultless: Study = {
  ...{ id: 'trial', title: 'Trial', about: '', source: 'test' },
  inquiry: { estimand: 'itt', measure: 'intends_or_left' },
  assignment: byLot,
  sampling: { frame: 'household-listing', size: 200, clusters: 0 },
  measurement: {
    ...{ waves: [16], falseRecall: 0, noise: 0, flips: 0, denialUntreated: 0, denialTreated: 0 },
    ...{ agreeable: 0, feltChange: 0.05, listItems: 0 },
  },
  // Proxies who know everything stand for whoever cannot be met.
  tracing: { abroad: 1, refusal: 0, refusalAvoidance: 0, refusalIntention: 0, proxies: 1, proxyKnows: 1 },
  estimator: 'difference-in-means',
  cost: { fixed: 1000, perInterview: 10, perCluster: 100 },
};

/** A study in which everything goes wrong that can. */
export const troubled: Pick<Study, 'measurement' | 'tracing'> = {
  measurement: {
    ...{ waves: [-1, 36], falseRecall: 0.2, noise: 0.1, flips: 0.05, denialUntreated: 0.1, denialTreated: 0.4 },
    ...{ agreeable: 0.3, feltChange: 0.05, listItems: 0 },
  },
  tracing: {
    ...{ abroad: 0.2, refusal: 0.1, refusalAvoidance: 0.2, refusalIntention: 0.2, proxies: 0, proxyKnows: 0 },
  },
};

/** What carries news from one person to another. */
export const carriers = ['talk', 'household', 'norms', 'culture', 'news', 'lawful'] as const;

type Campaign = 'strong' | 'null' | 'few';

/** Villages in a hurry with a campaign that meets nearly everybody it is offered to, says nothing, or meets few. */
export function placeOf(campaign: Campaign, changes: Partial<Setup> = {}, communitySize = 150): Setup {
  const loud = component('loud', 'broadcast', {
    ...{ budget: 1e9, fixedCost: 0, unitCost: 1, reach: 0.9, most: 20 },
    says: campaign === 'null' ? {} : { death: 0.9, mistreatment: 0.9, earnings: 0.05, stay: 0.05, lawful: 0.1 },
    attributes: { precision: 4, threat: 0.3, attention: 1, ...(campaign === 'null' ? nothing : {}) },
  });
  const rare = [
    component('desk', 'walk-in', { reach: 0.05, most: 2 }),
    component('evening', 'event', { from: 4, to: 20, reach: 0.2, following: 0.1, most: 2 }),
  ];
  const place = withContext({ ...village, people: 1000, weeks: 20, burnIn: 10, ...changes }, { communitySize });
  return withCampaign(place, campaign === 'few' ? rare : [loud]);
}

export const counting = (count: number): number[] => Array.from({ length: count }, (_, k) => k);

/** Holds the same studies in several populations. */
export function conductIn(
  setup: Setup,
  study: Study,
  replicates: number,
  job: Partial<Pick<StudyJob, 'lots' | 'surveys' | 'split' | 'sizes'>> = {},
): StudyResult[] {
  return counting(replicates).map((replicate) =>
    runStudyJob({
      ...{ kind: 'study', id: replicate, study, lots: [0], surveys: 1, split: false, ...job },
      setup: { ...setup, replicate },
    }),
  );
}
