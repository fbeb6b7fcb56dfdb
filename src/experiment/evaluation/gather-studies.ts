import { resultsVersion } from '../../model/schedule.ts';
import { canonical } from '../../scenario/canonical.ts';
import { quantiles } from '../../statistics/quantile.ts';
import type { FailedRun } from '../comparison.ts';
import { hashOf } from '../fingerprint.ts';
import type { Provenance } from '../gather.ts';
import { meanSplit } from './bias-split.ts';
import type { StudyResult } from './conduct.ts';
import { type Conducted, type Diagnosis, diagnose, harmfulWay } from './diagnosis.ts';
import type { Evaluation, Part, Range, RankedDesign, StudyAnswer, StudyFindings } from './evaluation.ts';
import { figuresOfStudy } from './evaluation.ts';
import { type FoundN, findN } from './find-n.ts';
import type { Diagnosand, Place } from './many.ts';
import type { PlannedStudy, StudyPlan } from './plan-studies.ts';
import { type Cause, causes, type Study } from './study.ts';

/** A job that came back, or failed. */
export type StudyOutcome = {
  readonly id: number;
  readonly study: StudyResult | null;
  readonly failures: readonly FailedRun[];
};

/** Level of the tests of all studies. */
const ALPHA = 0.05;
const MIDDLE = [0.05, 0.95] as const;
/** People asked below this share of those wanted are worth a sentence. */
const ENOUGH = 0.95;

/** Everything that is said about the studies of a plan, from the jobs that came back. */
export function gatherStudies(
  plan: StudyPlan,
  outcomes: readonly StudyOutcome[],
  made: Provenance,
): { readonly evaluation: Evaluation; readonly answers: readonly StudyAnswer[] } {
  const planned = new Map(plan.jobs.map((one) => [one.job.id, one]));
  const back = outcomes.flatMap(({ id, study }) => {
    const one = planned.get(id);
    return one === undefined || study === null ? [] : [{ ...one, result: study }];
  });
  const failures = outcomes.flatMap(({ id, failures: failed }) =>
    failed.map((failure) => ({ ...failure, draw: planned.get(id)?.draw ?? 0, condition: plan.condition.id })),
  );
  const own = back.filter(({ ranks }) => ranks === null);
  const answers = own.flatMap(answersOf);
  const ranking = rankingOf(plan, back);
  const { settled, condition, design, people, weeks, replicates, draws, lots, surveys, seed } = plan;
  const { id, title, question, about, source, population } = settled;
  const evaluation: Evaluation = {
    fingerprint: fingerprintOf(answers, ranking),
    version: made.version,
    resultsVersion,
    defaults: made.defaults,
    scenario: { id, title, question, about, source },
    context: { id: condition.contextId, title: condition.contextTitle, limits: condition.limits },
    condition: { id: condition.id, title: condition.title },
    design: { id: design.id, title: design.title, truthfulness: design.truthfulness },
    ...{ people, population, weeks, replicates, draws, lots, surveys, seed },
    published: plan.published,
    studies: plan.studies.map((study) =>
      findingsOf(
        plan,
        study,
        own.filter(({ result }) => result.study === study.id),
      ),
    ),
    ranking,
    failures,
    assumed: made.assumed,
  };
  return { evaluation, answers };
}

type Back = PlannedStudy & { readonly result: StudyResult };

function answersOf({ result, draw, job }: Back): readonly StudyAnswer[] {
  return result.answers.map(({ cost: _cost, ...answer }, k) => ({
    ...answer,
    study: result.study,
    draw,
    survey: k % job.surveys,
  }));
}

function findingsOf(plan: StudyPlan, study: Study, back: readonly Back[]): StudyFindings {
  const { id, title, about, source, inquiry, sampling, assignment, estimator, measurement } = study;
  const described = {
    ...{ id, title, about, source, inquiry, estimator },
    frame: sampling.frame,
    unit: assignment?.unit ?? null,
    waves: measurement.waves,
    size: sampling.size,
  };
  if (estimator === 'contact-count') return { ...described, ...countedFindings(plan, study, back) };
  const all = drawn(back, ({ answers }) => answers);
  const diagnosis = judged(all, study);
  if (diagnosis === null) return { ...described, ...nothing, ...factsOf(plan, study, all, null) };
  const truths = rangeOf(all.map(({ truth }) => truth));
  const bySize = pointsOf(study, back, diagnosis);
  const level = estimator === 'naive-share';
  const { reported, power, coverage, typeS, typeM, missesHarm, leeCoverage, minimumDetectable } = diagnosis;
  // A share that nobody compares has an interval, but "no effect" is not what it would reject.
  const told: { readonly [F in (typeof figuresOfStudy)[number]]: Diagnosand | null } = {
    ...{ truth: diagnosis.truth, bias: diagnosis.bias, rmse: diagnosis.rmse, cost: diagnosis.cost },
    ...{ coverage, missesHarm, leeCoverage },
    power: level ? null : power,
    typeS: level ? null : typeS,
    typeM: level ? null : typeM,
    minimumDetectable: level ? null : minimumDetectable,
  };
  const split = meanSplit(drawn(back, ({ splits }) => splits));
  const part = ({ value, error }: Diagnosand): Part => ({ mean: value, error: finite(error) ?? 0 });
  return {
    ...described,
    ...numbersOf(told),
    n: diagnosis.asked,
    found: diagnosis.found,
    studies: diagnosis.studies,
    reported: { mean: reported.mean, low: reported.low, high: reported.high },
    truths,
    groups: diagnosis.groups,
    split: split && {
      ...(Object.fromEntries(causes.map((cause) => [cause, part(split.parts[cause])])) as { [C in Cause]: Part }),
      ...{ remainder: part(split.remainder), bias: part(split.bias) },
      ...{ studies: split.studies, groups: split.groups },
    },
    bySize: bySize.flatMap(({ size, diagnosis: { asked, power: there } }) =>
      // Where there are no more people to ask, a larger sample is the same study again.
      asked < ENOUGH * size && size !== sampling.size
        ? []
        : [{ size, asked, power: there.value, error: finite(there.error) ?? 0 }],
    ),
    findN: plan.findN === null || level ? null : sampleFor(plan.findN, bySize),
    ...factsOf(plan, study, all, diagnosis),
  };
}

/** What came of the jobs, each with the draw of its job. */
function drawn<P extends Place>(back: readonly Back[], of: (result: StudyResult) => readonly P[]): P[] {
  return back.flatMap(({ result, draw }) => of(result).map((one) => ({ ...one, draw })));
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

function numbersOf(
  told: {
    readonly [F in (typeof figuresOfStudy)[number]]: Diagnosand | null;
  },
): Pick<StudyFindings, (typeof figuresOfStudy)[number] | 'errors'> {
  const of = (from: (found: Diagnosand) => number) =>
    Object.fromEntries(
      figuresOfStudy.map((name) => {
        const found = told[name];
        return [name, found === null ? null : finite(from(found))];
      }),
    ) as StudyFindings['errors'];
  return { ...of(({ value }) => value), errors: of(({ error }) => error) };
}

const none = Object.fromEntries(figuresOfStudy.map((name) => [name, null])) as StudyFindings['errors'];
const nowhere: Range = { mean: 0, low: 0, high: 0 };

/** What is said where no imaginary study came to an answer. */
const nothing = {
  ...none,
  errors: none,
  ...{ n: 0, found: 0, studies: 0, reported: nowhere, truths: nowhere },
  ...{ groups: 0, split: null, bySize: [], findN: null },
};

function judged(answers: readonly Conducted[], { inquiry }: Study): Diagnosis | null {
  const told = answers.some(({ truth, p }) => Number.isFinite(truth) && Number.isFinite(p));
  return told ? diagnose(answers, ALPHA, harmfulWay(inquiry.measure)) : null;
}

/** What counting reports: contacts a person, and nothing else. */
function countedFindings(
  plan: StudyPlan,
  study: Study,
  back: readonly Back[],
): Omit<
  StudyFindings,
  'id' | 'title' | 'about' | 'source' | 'inquiry' | 'estimator' | 'frame' | 'unit' | 'waves' | 'size'
> {
  const contacts = back.flatMap(({ result }) => result.standings.map((one) => one.contacts / plan.settled.population));
  const reported = rangeOf(contacts);
  return {
    ...nothing,
    truth: finite(reported.mean),
    cost: study.cost.fixed,
    studies: contacts.length,
    reported,
    truths: reported,
    ...{ short: null, notes: [] },
  };
}

function pointsOf(study: Study, back: readonly Back[], own: Diagnosis) {
  const sizes = [...new Set(back.flatMap(({ result }) => result.sizes.map(({ size }) => size)))];
  const others = sizes.flatMap((size) => {
    const held = drawn(back, (result) => result.sizes.find((each) => each.size === size)?.answers ?? []);
    const diagnosis = judged(held, study);
    return diagnosis === null ? [] : [{ size, diagnosis }];
  });
  if (others.length === 0) return [];
  return [...others, { size: study.sampling.size, diagnosis: own }].sort((a, b) => a.size - b.size);
}

function sampleFor(power: number, points: ReturnType<typeof pointsOf>): StudyFindings['findN'] {
  if (points.length === 0) return null;
  const found: FoundN = findN(points, power);
  if (found.n !== null) return { power, size: found.n, because: null };
  const { because, largest, asked, needed } = found;
  return { power, size: null, because, largest, asked, needed };
}

/** What the simulation has too few of, and what else is worth a sentence. */
function factsOf(
  plan: StudyPlan,
  study: Study,
  answers: readonly Conducted[],
  diagnosis: Diagnosis | null,
): Pick<StudyFindings, 'short' | 'notes'> {
  const notes: string[] = [];
  if (diagnosis !== null && diagnosis.unanswered > 0)
    notes.push(`${diagnosis.unanswered} of its imaginary studies came to no answer and are left out.`);
  if (study.estimator === 'naive-share' && study.sampling.frame === 'beneficiary-list')
    notes.push('Those who left cannot be asked; they are not in its number.');
  return { short: shortOf(plan, study, answers), notes };
}

/** Simulated people are advised in steps of so many. */
const STEP = 1000;

/** How far the simulated people fall short of what a study wants, and how many would do. Places grow with their number. */
function shortOf(
  { people, villages }: StudyPlan,
  { sampling, assignment }: Study,
  answers: readonly Conducted[],
): StudyFindings['short'] {
  const [fewest] = villages;
  const byVillage = assignment?.unit === 'village' || (sampling.clusters > 0 && assignment?.unit !== 'class');
  const isFew = byVillage && fewest < sampling.clusters;
  const times = Math.max(isFew ? sampling.clusters / fewest : 1, timesToAsk(answers, sampling.size));
  if (times === 1) return null;
  return {
    people: Math.ceil((people * times) / STEP) * STEP,
    villages: isFew ? { wanted: sampling.clusters, found: villages } : null,
  };
}

/**
 * How many times the people there are would do for the sample wanted, if those who can be asked grow with them. Some parameter
 * draws leave few to ask and others all that are wanted, so that the mean of those asked grows more slowly than the people.
 */
function timesToAsk(answers: readonly Conducted[], size: number): number {
  const asked = answers.flatMap((answer) => (answer.asked > 0 ? [answer.asked] : []));
  const reached = (times: number): number =>
    asked.reduce((sum, one) => sum + Math.min(size, times * one), 0) / asked.length;
  let times = 1;
  while (reached(times) < ENOUGH * size) times *= 1.1;
  return times;
}

function rangeOf(values: readonly number[]): Range {
  const known = values.filter(Number.isFinite);
  if (known.length === 0) return nowhere;
  const [low, high] = quantiles(known, MIDDLE);
  return { mean: known.reduce((sum, value) => sum + value, 0) / known.length, low, high };
}

function rankingOf(plan: StudyPlan, back: readonly Back[]): readonly RankedDesign[] | null {
  const ranked = plan.condition.arms.flatMap(({ id, title, truthfulness }): readonly RankedDesign[] => {
    const standings = back.filter(({ ranks }) => ranks === id).flatMap(({ result }) => result.standings);
    if (standings.length === 0) return [];
    const said = standings.flatMap(({ selfReport }) => selfReport ?? []);
    return [
      {
        ...{ id, title, truthfulness },
        contacts: rangeOf(standings.map(({ contacts }) => (1000 * contacts) / plan.settled.population)),
        selfReport: said.length === 0 ? null : rangeOf(said),
        effect: rangeOf(standings.flatMap(({ effect }) => effect ?? [])),
      },
    ];
  });
  return ranked.length > 1 ? ranked : null;
}

/** SHA-256 over all answers, whoever computed them and in whatever order. */
function fingerprintOf(answers: readonly StudyAnswer[], ranking: readonly RankedDesign[] | null): string {
  const rows = answers.map((answer) => canonical(withoutGaps(answer))).sort();
  return hashOf([...rows, canonical(ranking)].join('\n'));
}

/** What JSON cannot say is null. */
function withoutGaps(answer: StudyAnswer): object {
  return Object.fromEntries(
    Object.entries(answer).map(([key, value]) => [
      key,
      typeof value === 'number' && !Number.isFinite(value) ? null : value,
    ]),
  );
}
