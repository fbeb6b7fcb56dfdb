import { runIdOf } from '../experiment/pair.ts';
import { isFinding, isStudy, type Job, type Outcome, type Reply } from './protocol.ts';

/** A job that gave nothing, as one failure per run, or per study: failures are counted and listed like results. */
export function allFailed(job: Job, reply: Exclude<Reply, { kind: 'done' }>): Outcome {
  const why = {
    stage: reply.kind === 'lost' ? ('worker' as const) : ('run' as const),
    message: reply.message,
    trace: reply.kind === 'lost' ? '' : reply.trace,
  };
  if (isStudy(job)) {
    const { id, study, setup } = job;
    // Condition and draw are those of the plan, which the job does not know.
    const where = { runId: runIdOf(setup), condition: '', arm: study.id, draw: 0, replicate: setup.replicate };
    return { id, study: null, failures: [{ ...where, ...why }] };
  }
  if (isFinding(job)) {
    const { id, arms } = job;
    const failures = arms.map(({ id: arm, setup }) => ({
      ...{ runId: runIdOf(setup), condition: '', arm, draw: 0, replicate: setup.replicate },
      ...why,
    }));
    return { id, finding: null, failures };
  }
  const { id, condition, draw, replicate, arms } = job;
  const failures = arms.map((arm) => ({
    runId: runIdOf(arm.setup),
    condition,
    arm: arm.id,
    draw,
    replicate,
    ...why,
  }));
  return { id, rows: [], failures };
}
