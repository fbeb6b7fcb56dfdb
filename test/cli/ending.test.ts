import { describe, expect, it } from 'vitest';
import type { Conducted } from '../../src/cli/carry-out.ts';
import { closing, endOf } from '../../src/cli/closing.ts';
import { complain } from '../../src/cli/complain.ts';
import { Mistake } from '../../src/runtime/mistake.ts';

/** Only what the last lines and the exit code look at. */
function conducted(failed: number, partial: Conducted['partial'] = null): Conducted {
  const failures = Array.from({ length: failed }, (_, at) => ({ message: `planted fault ${at}` }));
  return {
    settled: {},
    comparison: { failures, precision: null },
    folder: 'results/x',
    partial,
    unread: [],
    work: partial && "it's there",
  } as unknown as Conducted;
}

describe('a command ends', () => {
  it.each([
    ['with 0 when all is well', conducted(0), 0, 'Results are in results/x'],
    [
      'with 2 when runs failed, and names the first',
      conducted(2),
      2,
      '2 runs failed and are left out; failures.csv says where and why. The first: planted fault 0',
    ],
    ['with 3 when cancelled', conducted(0, { done: 3, of: 9 }), 3, 'Partial: cancelled after 3 of 9 runs.'],
    ['with 3 when cancelled after failures', conducted(1, { done: 3, of: 9 }), 3, '1 run failed'],
  ])('%s', (_, end, code, text) => {
    expect(endOf(end)).toBe(code);
    expect(closing(end)).toContain(text);
  });

  it('with commands that can be pasted, whatever folders are called', () => {
    const said = closing(conducted(1, { done: 3, of: 9 }));
    const word = String.raw`'it'\''s there'`;
    expect(said).toContain(`or forewarned resume ${word}, goes on`);
    expect(said).toContain(`forewarned resume ${word} --retry-failed`);
  });

  it.each([
    [
      'a mistake of the user',
      new Mistake('--out x: expected y, found z. Do w.'),
      '--out x: expected y, found z. Do w.\n',
    ],
    ['something that is no error', 'planted', /planted\n\nThis is a fault in Forewarned/],
    [
      'a fault of ours',
      new Error('planted'),
      /^planted\n\nThis is a fault in Forewarned, not in what you did\.[\s\S]*\n {4}at /,
    ],
  ])('with 1 after %s, and a trace only for faults of ours', (_, fault, text) => {
    let said = '';
    const code = complain(fault, (more) => {
      said += more;
    });
    expect(code).toBe(1);
    if (typeof text === 'string') expect(said).toBe(text);
    else expect(said).toMatch(text);
    expect(said).not.toContain(process.cwd());
  });
});
