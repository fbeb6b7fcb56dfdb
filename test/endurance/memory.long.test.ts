// However many runs a batch has, it takes no more memory: neither while they go on nor when their results are written.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { countJournalled, must, size, start, wait, workshop } from './support.ts';

/** Raise these to see more: 3333 jobs of 2000 people are 10,000 runs. */
const JOBS = 6000;
const PEOPLE = 200;
const WEEKS = 6;
/** Of the peak of the first half of the runs, how much the peak of the second half may be above or below. */
const TOLERANCE = 0.1;
const MOST = 1024;
/**
 * Megabytes for the objects of each thread. Node clears away only when room gets scarce: with a lot of room it takes minutes until
 * the first time, and memory climbs until then though nothing holds on to it.
 */
const ROOM = 160;

const { place, gone } = workshop('memory');
afterAll(gone);

/** Megabytes that a process holds; null when it is gone. */
function megabytes(pid: number): number | null {
  try {
    const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

const peak = (samples: readonly number[]): number => Math.round(Math.max(...samples));

describe.skipIf(!existsSync('/proc/self/status'))('a long batch', () => {
  it('takes as much memory at its end as in its beginning', async () => {
    await must(['plan', 'small.yaml', ...size(JOBS, PEOPLE, WEEKS), '--out', 'batch'], place);
    const args = ['resume', 'batch', '--json', '--out', 'R', '--workers', '2'];
    const { pid, isOver, ended } = start(args, place, [], { NODE_OPTIONS: `--max-old-space-size=${ROOM}` });
    const runs: number[] = [];
    const results: number[] = [];
    while (!isOver()) {
      const now = megabytes(pid);
      const done = countJournalled(join(place, 'batch'));
      if (now !== null && done > 0) (done < JOBS ? runs : results).push(now);
      await wait(1000);
    }
    const { code, err } = await ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    const half = Math.floor(runs.length / 2);
    const peaks = {
      first: peak(runs.slice(0, half)),
      second: peak(runs.slice(half)),
      all: peak([...runs, ...results]),
    };
    const course = runs.filter((_, at) => at % Math.ceil(runs.length / 12) === 0).map(Math.round);
    process.stdout.write(
      `memory: ${3 * JOBS} runs of ${PEOPLE} people, ${runs.length} s of runs and ${results.length} s of results; peaks in MB: ${JSON.stringify(peaks)}; course: ${course.join(' ')}\n`,
    );
    expect(runs.length).toBeGreaterThan(20);
    expect(Math.abs(peaks.second / peaks.first - 1)).toBeLessThanOrEqual(TOLERANCE);
    expect(peaks.all).toBeLessThan(MOST);
  });
});
