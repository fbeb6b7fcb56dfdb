import { canonical } from '../../scenario/canonical.ts';
import type { StudyLeaf } from '../../scenario/seeds/finding.ts';
import type { FailedRun } from '../comparison.ts';
import type { StudyResult } from '../evaluation/conduct.ts';
import { hashOf } from '../fingerprint.ts';
import type { Part } from '../jackknife.ts';
import type { FindingResult, Readings } from './finding-job.ts';
import type { FindingPlan } from './plan-findings.ts';
import { keyOfLeaf } from './probe.ts';

/** What became of a job of a plan of findings. */
export type FindingOutcome = {
  readonly id: number;
  readonly finding?: FindingResult | null;
  readonly study?: StudyResult | null;
  readonly failures: readonly FailedRun[];
};

/** All readings of one luck, over the conditions of an experiment and its studies. */
export type Run = { readonly replicate: number; readonly readings: Readings };

/** By batch, in the order of luck. */
export type Batches = ReadonlyMap<string, readonly Run[]>;

/** By batch and luck; the same whatever order the jobs came back in. */
export function readingsOf(plan: FindingPlan, outcomes: readonly FindingOutcome[]): Batches {
  const back = new Map(outcomes.map((outcome) => [outcome.id, outcome]));
  const runs = new Map<string, Map<number, { [key: string]: Part }>>();
  for (const { job, batch, replicate, study } of plan.jobs) {
    const outcome = back.get(job.id);
    const own = runs.get(batch) ?? new Map<number, { [key: string]: Part }>();
    runs.set(batch, own);
    const readings = own.get(replicate) ?? {};
    own.set(replicate, readings);
    if (outcome?.finding) Object.assign(readings, outcome.finding.readings);
    if (outcome?.study && study !== null)
      for (const result of studyResults)
        readings[keyOfLeaf({ study: study.id, result, of: study.arm, in: study.condition })] = studyPart(
          outcome.study,
          result,
        );
  }
  return new Map(
    [...runs].map(([batch, own]) => [
      batch,
      [...own].sort(([a], [b]) => a - b).map(([replicate, readings]) => ({ replicate, readings })),
    ]),
  );
}

const studyResults: readonly StudyLeaf['result'][] = [
  'estimate',
  'truth',
  'error',
  'contacts',
  'self-report',
  'changed-mind',
  'effect',
];

/** What imaginary studies of one luck came to: a sum over studies and their number; those without an answer are left out. */
function studyPart({ answers, standings }: StudyResult, result: StudyLeaf['result']): Part {
  const value = (values: readonly (number | null)[]): Part => {
    const finite = values.filter((each): each is number => each !== null && Number.isFinite(each));
    return [finite.reduce((sum, each) => sum + each, 0), finite.length];
  };
  switch (result) {
    case 'estimate':
      return value(answers.map(({ estimate }) => estimate));
    case 'truth':
      return value(answers.map(({ truth }) => truth));
    case 'error':
      return value(answers.map(({ estimate, truth }) => estimate - truth));
    case 'contacts':
      return value(standings.map(({ contacts }) => contacts));
    case 'self-report':
      return value(standings.map(({ selfReport }) => selfReport));
    case 'changed-mind':
      return value(standings.map(({ changedMind }) => changedMind));
    case 'effect':
      return value(standings.map(({ effect }) => effect));
  }
}

/** SHA-256 over all readings, batch by batch and run by run. */
export function fingerprintOf(batches: Batches): string {
  const lines = [...batches]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([batch, runs]) => runs.map(({ replicate, readings }) => canonical([batch, replicate, readings])));
  return hashOf(lines.map((line) => `${line}\n`).join(''));
}
