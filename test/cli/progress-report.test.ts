import { describe, expect, it } from 'vitest';
import { type ProgressKind, progressReport } from '../../src/cli/progress-report.ts';

function shown(
  kind: ProgressKind,
  isTTY: boolean,
  states: readonly (readonly [seconds: number, done: number, failed?: number])[],
) {
  let time = 0;
  let text = '';
  const screen = {
    isTTY,
    write: (more: string) => {
      text += more;
    },
  };
  const report = progressReport(kind, screen, () => time);
  for (const [seconds, done, failed = 0] of states) {
    time = seconds * 1000;
    report.show({ done, failed, total: 144 });
  }
  report.end();
  return text;
}

describe('progress', () => {
  it('is one line on a terminal: overwritten, cleared at the end', () => {
    const text = shown('auto', true, [
      [0, 0],
      [2, 37],
      [3, 40, 2],
    ]);
    expect(text).not.toContain('\n');
    expect(text).toContain('\rruns 37 of 144 · 6 s left\u001b[K');
    expect(text).toContain('\rruns 40 of 144 · 2 failed · 8 s left\u001b[K');
    expect(text.endsWith('\r\u001b[K')).toBe(true);
  });

  it('names no time left before five runs are finished', () => {
    expect(
      shown('auto', true, [
        [0, 0],
        [10, 4],
      ]),
    ).not.toContain('left');
    expect(
      shown('auto', true, [
        [0, 0],
        [10, 5],
      ]),
    ).toContain('5 min left');
    expect(
      shown('json', false, [
        [0, 0],
        [10, 4],
      ]),
    ).toContain('"eta_s":null');
  });

  it('is silent where there is no terminal, unless asked', () => {
    expect(
      shown('auto', false, [
        [0, 0],
        [9, 144],
      ]),
    ).toBe('');
    expect(
      shown('none', true, [
        [0, 0],
        [9, 144],
      ]),
    ).toBe('');
    expect(
      shown('line', false, [
        [0, 0],
        [0.1, 10],
        [0.2, 20],
        [3, 144],
      ]),
    ).toBe('runs 0 of 144\nruns 144 of 144\n');
  });

  it('is one JSON object a line when asked', () => {
    const lines = shown('json', false, [
      [0, 0],
      [1, 72, 1],
    ])
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines).toEqual([
      { type: 'progress', done: 0, failed: 0, total: 144, eta_s: null },
      { type: 'progress', done: 72, failed: 1, total: 144, eta_s: 1 },
    ]);
  });
});
