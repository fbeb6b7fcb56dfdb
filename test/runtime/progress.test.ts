import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Progress, tally } from '../../src/runtime/progress.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function told() {
  const seen: Progress[] = [];
  return { seen, count: tally(20, (progress) => seen.push(progress)), last: () => seen.at(-1) };
}

describe('a tally', () => {
  it('never counts backwards when a worker dies in the middle of a job', () => {
    const { count, seen, last } = told();
    count.underway(1, 7);
    vi.advanceTimersByTime(200);
    expect(last()?.done).toBe(7);
    count.underway(1, 2);
    vi.advanceTimersByTime(200);
    expect(seen).toHaveLength(2);
    count.done(1, 10, 0);
    vi.advanceTimersByTime(200);
    expect(last()?.done).toBe(10);
  });

  it('ignores late news of a job that is done', () => {
    const { count, last } = told();
    count.done(1, 10, 0);
    count.underway(1, 9);
    count.close();
    expect(last()).toEqual({ done: 10, failed: 0, total: 20 });
  });

  it('tells at most ten times a second, and the newest state without waiting for the next', () => {
    const { count, seen } = told();
    for (let arms = 1; arms <= 10; arms++) {
      vi.advanceTimersByTime(20);
      count.underway(1, arms);
    }
    vi.advanceTimersByTime(100);
    expect(seen.length).toBeLessThanOrEqual(4);
    expect(seen.at(-1)?.done).toBe(10);
  });

  it('tells the end whatever the time, and nothing afterwards', () => {
    const { count, seen } = told();
    count.underway(1, 5);
    count.done(1, 10, 0);
    count.done(2, 10, 4);
    count.close();
    expect(seen.at(-1)).toEqual({ done: 20, failed: 4, total: 20 });
    vi.advanceTimersByTime(1000);
    expect(seen).toHaveLength(2);
  });
});
