import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ResultFile, Shelf } from '../../src/report/shelf.ts';
import { Mistake } from '../../src/runtime/mistake.ts';
import { checkFolder, fillFolder, writeFolder } from '../../src/runtime/write-folder.ts';

let place = '';
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), 'forewarned-write-'));
});
afterEach(() => rmSync(place, { recursive: true, force: true }));

/** Two files and their list, as results have it. */
function results(text: string): ResultFile[] {
  const files = [
    { path: 'runs.csv', content: text },
    { path: 'scenario/one.json', content: new TextEncoder().encode('{}') },
  ];
  const sums = files.map(({ path, content }) => `${createHash('sha256').update(content).digest('hex')}  ${path}`);
  return [...files, { path: 'checksums.sha256', content: `${sums.join('\n')}\n` }];
}

const here = () => readdirSync(place).sort();
const runs = (folder: string) => readFileSync(join(folder, 'runs.csv'), 'utf8');

describe('a results folder', () => {
  it('appears with everything in it, in a new folder or an empty one, folders above included', () => {
    mkdirSync(join(place, 'empty'));
    for (const name of ['new', 'empty', 'a/b/c']) {
      writeFolder(join(place, name), results('first'), false);
      expect(readdirSync(join(place, name)).sort()).toEqual(['checksums.sha256', 'runs.csv', 'scenario']);
      expect(readFileSync(join(place, name, 'scenario/one.json'), 'utf8')).toBe('{}');
    }
    expect(here()).toEqual(['a', 'empty', 'new']);
  });

  it('replaces earlier results only when told to, and leaves nothing of them', () => {
    const folder = join(place, 'out');
    writeFolder(folder, [...results('first'), { path: 'extra.csv', content: '' }].slice(0, 3), false);
    expect(() => writeFolder(folder, results('second'), false)).toThrow(/found earlier results.*--force/);
    expect(runs(folder)).toBe('first');
    writeFolder(folder, results('second'), true);
    expect(runs(folder)).toBe('second');
    expect(here()).toEqual(['out']);
  });

  it('is written where a link leads, and the link stays', () => {
    mkdirSync(join(place, 'far'));
    symlinkSync(join(place, 'far'), join(place, 'link'));
    writeFolder(join(place, 'link'), results('first'), false);
    expect(runs(join(place, 'far'))).toBe('first');
    expect(readFileSync(join(place, 'link/runs.csv'), 'utf8')).toBe('first');
  });

  it.each<[string, () => string, boolean, RegExp]>([
    [
      'a folder of somebody else, even with force',
      () => {
        mkdirSync(join(place, 'theirs'));
        writeFileSync(join(place, 'theirs/thesis.doc'), 'years of work');
        return join(place, 'theirs');
      },
      true,
      /expected an empty folder or none, found a folder that holds other things \("thesis.doc"\)\. Name another folder with --out/,
    ],
    [
      'results with a note of somebody among them, even with force',
      () => {
        writeFolder(join(place, 'out'), results('first'), false);
        writeFileSync(join(place, 'out/scenario/note.txt'), 'mine');
        return join(place, 'out');
      },
      true,
      /holds other things \("scenario\/note.txt"\)/,
    ],
    ['a hidden file of somebody', () => hidden(), true, /holds other things \("\.secret"\)/],
    ['a file', () => file('out'), true, /expected a folder or nothing, found a file/],
    [
      'a folder below a file',
      () => join(file('out'), 'a/b'),
      false,
      /expected a place inside a folder, found "out", which is a file/,
    ],
    ['a link that leads nowhere', () => dangling(), true, /found a file/],
    ['a name that is too long', () => join(place, 'x'.repeat(300)), false, /found a name that is too long/],
    // Even root cannot make a folder there.
    ['a place that cannot be written', () => '/proc/forewarned/out', false, /expected a place that can be written/],
  ])('is refused in %s: before any computing, and nothing changes', (_, prepare, force, message) => {
    const folder = prepare();
    const before = readdirSync(place, { recursive: true });
    expect(() => checkFolder(folder, force)).toThrow(Mistake);
    expect(() => checkFolder(folder, force)).toThrow(message);
    expect(() => writeFolder(folder, results('second'), force)).toThrow(message);
    expect(readdirSync(place, { recursive: true })).toEqual(before);
  });

  it('that would hold a file outside itself is a fault of ours, and leaves nothing', () => {
    expect(() => writeFolder(join(place, 'out'), [{ path: '../runs.csv', content: '' }], false)).toThrow('outside');
    expect(here()).toEqual([]);
  });

  it.each<[string, boolean, string]>([
    ['results of another process without force', false, 'checksums.sha256'],
    ['a file of somebody even with force', true, 'thesis.doc'],
  ])('does not replace %s that came there while it was filled', (_, force, name) => {
    const folder = join(place, 'out');
    const fill = () => {
      mkdirSync(folder);
      writeFileSync(join(folder, name), 'hours of work');
    };
    expect(() => fillFolder(folder, force, fill)).toThrow(Mistake);
    expect(here()).toEqual(['out']);
    expect(readFileSync(join(folder, name), 'utf8')).toBe('hours of work');
  });

  it.skipIf(process.platform !== 'linux')('that fails half-way has no file open and says why it failed', () => {
    const open = () => readdirSync('/proc/self/fd').length;
    const before = open();
    const fill = (shelf: Shelf) => {
      shelf.open('runs.csv').write('half');
      throw new Error('the reason');
    };
    expect(() => fillFolder(join(place, 'out'), false, fill)).toThrow('the reason');
    expect(open()).toBe(before);
    expect(here()).toEqual([]);
  });

  it('checks without leaving a trace', () => {
    checkFolder(join(place, 'a/b'), false);
    expect(here()).toEqual([]);
  });

  it('is whole or absent when the writer is killed between two files', async () => {
    const writer = fileURLToPath(new URL('./endless-writer.ts', import.meta.url));
    const child = spawn(process.execPath, ['--import', 'tsx', writer, join(place, 'out')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    const left = here();
    expect(left).not.toContain('out');
    // The planted writer really was in the middle of it.
    expect(left).toHaveLength(1);
    expect(readdirSync(join(place, left[0] ?? ''))).toContain('runs.csv');
    writeFolder(join(place, 'out'), results('after'), false);
    expect(runs(join(place, 'out'))).toBe('after');
  });
});

function file(name: string): string {
  writeFileSync(join(place, name), 'text');
  return join(place, name);
}

function dangling(): string {
  symlinkSync(join(place, 'nowhere'), join(place, 'link'));
  return join(place, 'link');
}

function hidden(): string {
  mkdirSync(join(place, 'out'));
  writeFileSync(join(place, 'out/.secret'), '');
  return join(place, 'out');
}
