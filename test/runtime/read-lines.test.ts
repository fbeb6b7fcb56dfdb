import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { tableRows } from '../../src/report/read-tables.ts';
import { csv } from '../../src/report/table-writer.ts';
import { linesOf } from '../../src/runtime/read-lines.ts';

const place = mkdtempSync(join(tmpdir(), 'forewarned-lines-'));
afterAll(() => rmSync(place, { recursive: true, force: true }));

function file(text: string): string {
  const path = join(place, 'text');
  writeFileSync(path, text);
  return path;
}

describe('the lines of a file', () => {
  it.each([
    ['nothing', '', []],
    ['a line that has not ended', 'a', []],
    ['lines, empty ones too', 'a\n\nb\nc', ['a', '', 'b']],
  ])('of %s', (_, text, lines) => {
    expect([...linesOf(file(text))]).toEqual(lines);
  });

  it('are whole wherever pieces of the file meet, signs of several bytes too', () => {
    // Around a megabyte, where the first piece ends: the line feed, and each byte of a sign.
    for (let at = (1 << 20) - 4; at <= (1 << 20) + 1; at++) {
      const lines = ['x'.repeat(at), 'é€😀'.repeat(3), `${'y'.repeat(3_000_000)}`, ''];
      expect([...linesOf(file(lines.map((line) => `${line}\n`).join('')))]).toEqual(lines);
    }
    const lines = ['z'.repeat((1 << 20) - 2).concat('😀'), 'end'];
    expect([...linesOf(file(lines.map((line) => `${line}\n`).join('')))]).toEqual(lines);
  });

  it.skipIf(process.platform !== 'linux')('leave no file open when somebody has seen enough', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    const [first] = linesOf(file('a\nb\n'));
    expect([first, open()]).toEqual(['a', before]);
  });
});

describe('the rows of a table', () => {
  it('are those that were written, whatever is in their cells', () => {
    const cells = ['plain', '', 'a, b', 'said "so"', 'two\nlines, "and\n\nmore"', '"', ' blank ', 'é'];
    const rows = cells.map((cell, at) => [cell, cells[cells.length - 1 - at], at]);
    const read = [...tableRows(linesOf(file(csv(['one', 'two', 'at'], rows))))];
    expect(read).toEqual(rows.map(([one, two, at]) => ({ one, two, at: String(at) })));
  });
});
