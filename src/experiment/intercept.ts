import { atHome } from '../model/campaign.ts';
import { considersLeaving } from '../model/observe.ts';
import { burnIn } from '../model/run.ts';
import { resultsVersion } from '../model/schedule.ts';
import type { Setup } from '../model/setup.ts';
import { canonical } from '../scenario/canonical.ts';
import { hashOf } from './fingerprint.ts';

/** People, seed and steps with which the intercept is found; fixed, so that everybody finds the same one. */
const PEOPLE = 2000;
const SEED = 'intercept';
const STEPS = 8;
/** Lucks over which the share is averaged: the times of a handful of communities move it by several points. */
const LUCKS = 4;
const LOW = -8;
const HIGH = 8;

/** Share of people at home who consider leaving or further, after the burn-in. */
function shareConsidering(setup: Setup): number {
  const { people, sizes } = burnIn(setup);
  let home = 0;
  let considering = 0;
  for (let i = 0; i < sizes.people; i++) {
    if (atHome[people.stage[i]] === 0) continue;
    home++;
    if (considersLeaving(people.stage[i])) considering++;
  }
  return home === 0 ? 0 : considering / home;
}

/** The same setup with another intercept of the appraisal. */
export function withIntercept(setup: Setup, intercept: number): Setup {
  return { ...setup, given: { ...setup.given, appraisal: { ...setup.given.appraisal, intercept } } };
}

/** The setup in which the intercept is looked for: only context, parameters and burn-in count. */
function plain(setup: Setup): Setup {
  return { ...setup, people: PEOPLE, weeks: 0, seed: SEED, replicate: 0, arm: { components: [], policies: [] } };
}

/** Names what an intercept depends on, so that one found earlier can be used again; hex. */
export function interceptKey(setup: Setup): string {
  return hashOf(canonical({ resultsVersion, setup: plain(withIntercept(setup, 0)) })).slice(0, 16);
}

/**
 * The intercept at which the published share of a context considers leaving, by bisection on the burn-in: the share rises with
 * the intercept. Set once per context at default parameters and kept for all draws.
 *
 * @param setup of the context at default parameters
 * @returns     utility, to within 16 / 2^8; an end of the range where the share cannot be met
 */
export function interceptFor(setup: Setup): number {
  let low = LOW;
  let high = HIGH;
  for (let step = 0; step < STEPS; step++) {
    const middle = (low + high) / 2;
    const lifted = withIntercept(plain(setup), middle);
    let share = 0;
    for (let replicate = 0; replicate < LUCKS; replicate++) share += shareConsidering({ ...lifted, replicate }) / LUCKS;
    if (share < setup.context.considering) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
