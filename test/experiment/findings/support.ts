// Findings planted in a small world whose answer is known beforehand.
import { runStudyJob } from '../../../src/experiment/evaluation/conduct.ts';
import { runFindingJob } from '../../../src/experiment/findings/finding-job.ts';
import { type Made, scoreboard } from '../../../src/experiment/findings/gather-findings.ts';
import {
  type FindingPlan,
  type FindingSize,
  type FindingSources,
  planFindings,
} from '../../../src/experiment/findings/plan-findings.ts';
import type { FindingOutcome } from '../../../src/experiment/findings/readings.ts';
import type { Scoreboard } from '../../../src/experiment/findings/scoreboard.ts';
import { knownIntercepts } from '../../../src/runtime/intercepts-node.ts';
import { readLibrary } from '../../../src/runtime/library-node.ts';
import { sentence } from '../../../src/scenario/problem.ts';
import { readEvaluation, readScenario, type Scenario } from '../../../src/scenario/read.ts';
import { findingFile, type SeedFinding } from '../../../src/scenario/seeds/finding.ts';
import { type SettledStudy, settleStudy } from '../../../src/scenario/settle-study.ts';

const library = readLibrary();

/** A village or two in a hurry: few people, half a year, one strong campaign and one that says nothing. */
const planted = `
schema: forewarned/scenario@1
id: planted
title: Planted
question: q
about: a
source: "definition: a test"
shows: s
context: west-africa
budget: { value: 500000, source: "choice: a test" }
weeks: 26
designs: [one-on-one, null-campaign, deterrence-only]
conditions:
  - id: small
    title: Small
    context: { population: { value: 4000, source: "choice: a test" } }
  - id: alone
    title: Alone
    off: [household]
    context: { population: { value: 4000, source: "choice: a test" } }
`;

function experiment(text: string): Scenario {
  const read = readScenario(text, 'planted.yaml', library);
  if (!read.ok) throw new Error(read.problems.map(sentence).join('\n'));
  return read.scenario;
}

function study(id: string): SettledStudy {
  const read = readEvaluation(library.evaluations.get(id) ?? '', id, library);
  if (!read.ok || read.evaluation === null) throw new Error(`no study ${id}`);
  return settleStudy(read.evaluation);
}

export const sources: FindingSources = {
  experiments: new Map([['planted', experiment(planted)]]),
  studies: new Map([['beneficiary-follow-up', study('beneficiary-follow-up')]]),
};

type Loose = Partial<Omit<SeedFinding, 'parts'>> & { readonly parts?: readonly unknown[] };

/** A finding with everything filled in that a test does not care about. */
export function finding(changes: Loose): SeedFinding {
  return findingFile.parse({
    schema: 'forewarned/finding@1',
    ...{ id: 'planted', row: 'S01', title: 'Planted', claim: 'Planted.', sources: ['A1'], why: 'A test.' },
    ...{ declared: 'emerged', experiment: 'planted' },
    ...changes,
  });
}

export const few: FindingSize = { runs: 4, draws: 0, ablationRuns: 4, mechanismRuns: 0, mechanisms: [] };
export const made: Made = { version: '0', defaults: 'of a test' };

export function performed(plan: FindingPlan): FindingOutcome[] {
  return plan.jobs.map(({ job }) =>
    job.kind === 'study'
      ? { id: job.id, study: runStudyJob(job), failures: [] }
      : { id: job.id, finding: runFindingJob(job), failures: [] },
  );
}

export function planned(findings: readonly SeedFinding[], size = few, options = {}): FindingPlan {
  return planFindings(findings, sources, { size, people: 600, intercepts: knownIntercepts(), ...options });
}

/** Runs findings here and now. */
export function judged(findings: readonly SeedFinding[], size = few, before: Scoreboard | null = null): Scoreboard {
  const plan = planned(findings, size);
  return scoreboard(plan, sources, performed(plan), made, before);
}
