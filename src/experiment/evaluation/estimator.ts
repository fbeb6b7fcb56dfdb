import { leastSquares } from '../../statistics/least-squares.ts';
import { studentQuantile, studentTails } from '../../statistics/student.ts';
import { casesAt, type Finding, peopleWho, picked } from './cases.ts';
import { clusterMeans, clusterRobust, coefficientOf, crOne } from './cluster-robust.ts';
import { changes, differenceInDifferences, meanOf, steppedWedge, welch } from './differences.ts';
import { instrument } from './instrument.ts';
import { leeBounds } from './lee-bounds.ts';
import { INTENTION, matched } from './matching.ts';
import type { Responses } from './responses.ts';
import type { Answer, Estimator, Study } from './study.ts';

/** Of the interval that a study reports. */
const COVERED = 0.95;
const UPPER = (1 + COVERED) / 2;

/** Estimators that cannot do without interviews before the campaign. */
const needBaseline: ReadonlySet<Estimator> = new Set<Estimator>(['before-after', 'difference-in-differences']);

/** The estimators that compare groups by lot at one time, for which bounds of what those not found would have said are known. */
const bounded: ReadonlySet<Estimator> = new Set([
  'difference-in-means',
  'cluster-robust',
  'cluster-means',
  'regression',
]);

type Analysis = (responses: Responses, study: Pick<Study, 'assignment'>) => Finding;

/** Whether units enter at different times, so that groups must be compared over all waves. */
const stepped = ({ assignment }: Pick<Study, 'assignment'>): boolean => assignment !== null && assignment.steps > 1;

const lastOf = <Wave>(waves: readonly Wave[]): Wave => waves[waves.length - 1];

/** The group compared as treated at the last wave. */
const treatedOf = (responses: Responses, study: Pick<Study, 'assignment'>): Uint8Array =>
  stepped(study) ? lastOf(responses.treatedAt) : responses.treated;

/** People found at the last wave who belong to the study. */
function foundOf({ found, reports }: Responses): (at: number) => boolean {
  const [here, said] = [lastOf(found), lastOf(reports)];
  return (at) => here[at] === 1 && !Number.isNaN(said[at]);
}

const among =
  (
    finding: (cases: ReturnType<typeof casesAt>) => Finding,
    by: (...given: Parameters<Analysis>) => Uint8Array,
  ): Analysis =>
  (responses, study) =>
    finding(
      casesAt(responses, peopleWho(responses, foundOf(responses)), lastOf(responses.reports), by(responses, study)),
    );

const amongExposed: Analysis = (responses) => {
  const { exposed, reports } = responses;
  const found = foundOf(responses);
  return meanOf(
    casesAt(
      responses,
      peopleWho(responses, (at) => exposed[at] === 1 && found(at)),
      lastOf(reports),
      exposed,
    ),
  );
};

/** Analyses in the words of `Estimator`. */
const analyses: { readonly [E in Estimator]: Analysis } = {
  'naive-share': amongExposed,
  'contact-count': (responses) =>
    meanOf(casesAt(responses, peopleWho(responses, foundOf(responses)), lastOf(responses.reports), responses.exposed)),
  'before-after': (responses) => {
    const change = changes(responses);
    const places = peopleWho(responses, (at) => responses.exposed[at] === 1 && !Number.isNaN(change[at]));
    return meanOf(casesAt(responses, places, change, responses.exposed));
  },
  'exposed-unexposed': among(welch, ({ exposed }) => exposed),
  'difference-in-means': among(welch, treatedOf),
  'cluster-robust': (responses, study) =>
    stepped(study) ? steppedWedge(responses) : among(clusterRobust, treatedOf)(responses, study),
  'cluster-means': among(clusterMeans, treatedOf),
  'difference-in-differences': (responses, study) =>
    stepped(study) ? steppedWedge(responses) : differenceInDifferences(responses),
  matched: (responses) => {
    const places = peopleWho(responses, foundOf(responses));
    const weight = matched(responses, places, responses.exposed);
    const counted = places.filter((_, i) => weight[i] > 0);
    const cases = casesAt(responses, counted, lastOf(responses.reports), responses.exposed);
    return crOne({ ...cases, weight: weight.filter((each) => each > 0) });
  },
  regression: (responses, study) => (stepped(study) ? steppedWedge(responses) : adjusted(responses)),
  instrument: (responses) => {
    const places = peopleWho(responses, foundOf(responses));
    const cases = casesAt(responses, places, lastOf(responses.reports), responses.treated);
    return instrument(cases, picked(responses.exposed, places));
  },
};

/**
 * Least squares of the last answer on treatment, age, sex, internet and, where there is an earlier wave, the answer and the
 * intention reported then; cluster-robust. People who lack any of them are left out, as are columns that say nothing new.
 */
function adjusted(responses: Responses): Finding {
  const { reports, covariates, treated } = responses;
  // Without interviews before the end, reported intention is a result, not a circumstance.
  const before = reports.length > 1 ? [reports[0], ...covariates] : covariates.slice(0, INTENTION);
  const found = foundOf(responses);
  const places = peopleWho(responses, (at) => found(at) && before.every((column) => !Number.isNaN(column[at])));
  const cases = casesAt(responses, places, lastOf(reports), treated);
  const columns = [
    new Float64Array(places.length).fill(1),
    ...before.map((column) => centred(picked(column, places))),
    Float64Array.from(cases.treated),
  ];
  const fit = leastSquares(columns, cases.y, cases.weight);
  return coefficientOf(fit, columns, cases.weight, cases.cluster, columns.length - 1);
}

/** Deviations from the mean: the same fit with more digits. */
function centred(column: Float64Array): Float64Array {
  let sum = 0;
  for (const value of column) sum += value;
  const middle = sum / column.length;
  return column.map((value) => value - middle);
}

/**
 * What an analyst concludes from the interviews, by the estimator of the study: estimate, 95 % interval and p value of no effect.
 *
 * `difference-in-means`, `exposed-unexposed`, `before-after`, `naive-share` and `contact-count` take people one by one, as such
 * studies do; all others respect clusters.
 *
 * @returns NaN in place of numbers that the interviews do not allow, for instance because nobody was found in one of the groups
 * @throws RangeError where the study lacks what its estimator needs
 */
export function estimate(responses: Responses, study: Pick<Study, 'estimator' | 'assignment'>): Omit<Answer, 'truth'> {
  const { estimator, assignment } = study;
  if (needBaseline.has(estimator) && responses.reports.length < 2)
    throw new RangeError(`estimate: ${estimator} expects at least two waves, found ${responses.reports.length}.`);
  if (estimator === 'instrument' && assignment === null)
    throw new RangeError('estimate: instrument expects an assignment by lot, found none.');
  const finding = analyses[estimator](responses, study);
  const found = lastOf(responses.found);
  return {
    ...reported(finding),
    asked: responses.row.length,
    found: found.reduce((sum, one) => sum + one, 0),
    lee:
      assignment !== null && !stepped(study) && bounded.has(estimator)
        ? leeBounds(lastOf(responses.reports), responses.treated, found, responses.weight)
        : null,
  };
}

/** The interval and the p value of a finding. Where all answers are the same there is no doubt, right or wrong. */
function reported(finding: Finding): Pick<Answer, 'estimate' | 'standardError' | 'low' | 'high' | 'p'> {
  const { estimate, standardError, df } = finding;
  if (!Number.isFinite(estimate) || !Number.isFinite(standardError) || !(df > 0)) {
    const none = Number.NaN;
    return { estimate: none, standardError: none, low: none, high: none, p: none };
  }
  const half = standardError === 0 ? 0 : standardError * studentQuantile(UPPER, Math.max(1, df));
  const p = standardError === 0 ? Number(estimate === 0) : studentTails(estimate / standardError, df);
  return { estimate, standardError, low: estimate - half, high: estimate + half, p };
}
