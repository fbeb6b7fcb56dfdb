import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesFrom, filesIn, findScenario, readLibrary } from '../../src/runtime/library-node.ts';
import { readText } from '../../src/runtime/read-text.ts';

let place = '';
beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'forewarned-library-'));
  for (const folder of ['contexts', 'designs']) mkdirSync(join(place, folder));
  writeFileSync(join(place, 'contexts/here.yaml'), 'here');
  writeFileSync(join(place, 'designs/film.yaml'), 'film');
  writeFileSync(join(place, 'first.yaml'), 'first');
  writeFileSync(join(place, 'second.yml'), 'second');
  writeFileSync(join(place, 'notes.txt'), 'notes');
  writeFileSync(join(place, 'long.yaml'), 'x'.repeat(1_000_001));
  writeFileSync(join(place, 'picture.yaml'), new Uint8Array([0xff, 0xd8, 0xff]));
  execFileSync('sh', ['-c', 'mkfifo "$0"', join(place, 'pipe')]);
});
afterAll(() => rmSync(place, { recursive: true, force: true }));

const library = {
  contexts: new Map(),
  designs: new Map(),
  evaluations: new Map(),
  scenarios: new Map([
    ['shipped', 'text'],
    ['v1.2', 'dotted'],
  ]),
};

describe('a library', () => {
  it('is read by id from its three folders', () => {
    for (const name of ['long.yaml', 'picture.yaml']) rmSync(join(place, name));
    const { contexts, designs, scenarios } = readLibrary(place);
    expect([...contexts]).toEqual([['here', 'here']]);
    expect([...designs]).toEqual([['film', 'film']]);
    expect([...scenarios]).toEqual([
      ['first', 'first'],
      ['second', 'second'],
    ]);
    expect(filesIn(place)).toHaveLength(4);
    writeFileSync(join(place, 'long.yaml'), 'x'.repeat(1_000_001));
    writeFileSync(join(place, 'picture.yaml'), new Uint8Array([0xff, 0xd8, 0xff]));
  });

  it.each([
    ['shipped', 'text'],
    ['scenarios/shipped', 'text'],
    ['scenarios/shipped.yaml', 'text'],
    ['v1.2', 'dotted'],
  ])('finds %s', (word, text) => {
    expect(findScenario(word, library).text).toBe(text);
  });

  it('finds a file of the user with and without its ending, before the library', () => {
    expect(findScenario(join(place, 'first.yaml'), library).text).toBe('first');
    expect(findScenario(join(place, 'second'), library).text).toBe('second');
  });

  it.each(['shiped', 'elsewhere/shipped', '', 'scenarios/', '..'])('refuses "%s" and names what there is', (word) => {
    expect(() => findScenario(word, library)).toThrow(/expected a file, or one of shipped, v1.2; found/);
  });

  it('reads files beside a scenario, YAML and JSON only', () => {
    const beside = filesFrom(place);
    expect(beside('designs/film.yaml')).toBe('film');
    expect(beside('designs/none.yaml')).toBeUndefined();
    expect(beside('notes.txt')).toBeUndefined();
  });
});

describe('a text', () => {
  it.each([
    ['nothing.yaml', /expected a file, found nothing/],
    ['first.yaml/inside', /expected a file, found nothing/],
    ['contexts', /expected a file, found a folder/],
    ['pipe', /expected a file, found a device or pipe/],
    ['long.yaml', /expected at most 1,000,000 bytes, found 1,000,001/],
    ['picture.yaml', /expected text in UTF-8/],
  ])('is refused from %s', (name, message) => {
    expect(() => readText(join(place, name))).toThrow(message);
  });
});
