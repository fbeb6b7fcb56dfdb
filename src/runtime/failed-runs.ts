import { runIdOf } from '../experiment/pair.ts';
import type { Job, Outcome, Reply } from './protocol.ts';

/** A job that gave nothing, as one failure per run: failures are counted and listed like results. */
export function allFailed(job: Job, reply: Exclude<Reply, { kind: 'done' }>): Outcome {
  const { id, condition, draw, replicate, arms } = job;
  const failures = arms.map((arm) => ({
    runId: runIdOf(arm.setup),
    condition,
    arm: arm.id,
    draw,
    replicate,
    stage: reply.kind === 'lost' ? ('worker' as const) : ('run' as const),
    message: reply.message,
    trace: reply.kind === 'lost' ? '' : reply.trace,
  }));
  return { id, rows: [], failures };
}
