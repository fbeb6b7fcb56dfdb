import { closeSync, openSync } from 'node:fs';
import type { RunRow } from '../../src/experiment/comparison.ts';
import type { PairedJob, PairedResult } from '../../src/experiment/pair.ts';
import type { Setup } from '../../src/model/setup.ts';
import { isFinding, isStudy, type Job } from '../../src/runtime/protocol.ts';

/** A stand-in for the engine whose jobs misbehave on demand: the job's condition says how. */
export function planted(job: Job, onProgress: (armsDone: number) => void): PairedResult {
  if (isStudy(job) || isFinding(job)) throw new Error('the stand-in knows comparisons only');
  const [kind, mark] = job.condition.split(':');
  if (kind === 'throws') throw new Error('planted fault');
  if (kind === 'dies' || (kind === 'dies-once' && isFirst(mark))) process.exit(3);
  const rows = job.arms.map((arm, at) => {
    if (kind === 'slow') spin(30);
    if (kind === 'endless') spin(60_000);
    onProgress(at + 1);
    return row(job, arm.id, arm.setup);
  });
  return { id: job.id, rows, failures: [] };
}

/** A job with the given arms; only what the stand-in looks at is filled in. */
export function job(id: number, condition = 'ordinary', arms = ['no-campaign', 'film', 'radio']): PairedJob {
  const setup = { seed: 'planted', replicate: id, people: 100, weeks: 10 } as Setup;
  return { id, condition, draw: 0, replicate: id, arms: arms.map((arm) => ({ id: arm, setup })) };
}

function row({ condition, draw, replicate }: PairedJob, arm: string, setup: Setup): RunRow {
  let x = (replicate + 1) / 7 + arm.length / 3;
  for (let week = 0; week < 1000; week++) x = Math.sqrt(x * 1.1 + setup.people / 3);
  const levels = { trust: x, recall: Number.MIN_VALUE * replicate, regret: -0, cost: null };
  const series = { departures: [x, x / 3, 0.1 + 0.2] };
  return {
    runId: `${replicate}-${arm}`,
    condition,
    arm,
    draw,
    replicate,
    levels,
    differences: {},
    series,
    groups: {},
    notes: [],
  } as unknown as RunRow;
}

function spin(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

function isFirst(path = ''): boolean {
  try {
    closeSync(openSync(path, 'wx'));
    return true;
  } catch {
    return false;
  }
}
