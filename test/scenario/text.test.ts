import { describe, expect, it } from 'vitest';
import { sentence } from '../../src/scenario/problem.ts';
import { decoded, parsed } from '../../src/scenario/text.ts';

const said = (text: string): readonly string[] => {
  const read = parsed(text, 'a.yaml');
  return read.ok ? [] : read.problems.map(sentence);
};
const refused = (bytes: readonly number[] | Uint8Array): readonly string[] => {
  const read = decoded(Uint8Array.from(bytes), 'a.yaml');
  return read.ok ? [] : read.problems.map(sentence);
};

describe('the bytes of a file', () => {
  it('are read as UTF-8, with or without a byte order mark', () => {
    const bytes = new TextEncoder().encode('título: 100 % ثقة');
    expect(decoded(bytes, 'a.yaml')).toEqual({ ok: true, text: 'título: 100 % ثقة' });
    expect(decoded(Uint8Array.from([0xef, 0xbb, 0xbf, ...bytes]), 'a.yaml')).toEqual({
      ok: true,
      text: 'título: 100 % ثقة',
    });
  });

  it.each([
    ['Latin-1', [0x61, 0xe9, 0x62]],
    ['UTF-16', [0xff, 0xfe, 0x61, 0x00]],
    ['a zero byte', [0x61, 0x00]],
    ['an overlong form', [0xc0, 0xaf]],
    ['half of a pair', [0xed, 0xa0, 0x80]],
    ['a cut character', [0x61, 0xc3]],
  ])('are refused when they are not UTF-8: %s', (_, bytes) => {
    expect(refused(bytes)).toEqual([
      'a.yaml: expected UTF-8 text, found bytes that are not UTF-8 text. Save the file as UTF-8.',
    ]);
  });

  it('are refused unread when there are 50 MB of them', () => {
    const sentenceOfSize =
      'a.yaml: expected a file of at most 1 MB, found 50.0 MB. Check that this is a scenario, context or design file.';
    expect(refused(new Uint8Array(50_000_000))).toEqual([sentenceOfSize]);
    expect(said('a'.repeat(50_000_000))).toEqual([sentenceOfSize]);
  });
});

describe('the text of a file', () => {
  it('becomes plain data with the place of every part', () => {
    const read = parsed('a:\n  - b: 1\n    "c": [x, 2.5]\n', 'a.yaml');
    expect(read.ok && read.tree.data).toEqual({ a: [{ b: 1, c: ['x', 2.5] }] });
    expect(read.ok && read.tree.placeOf(['a', 0, 'c'])).toEqual({ line: 3, column: 5 });
    expect(read.ok && read.tree.placeOf(['a', 0, 'c', 1])).toEqual({ line: 3, column: 14 });
    expect(read.ok && read.tree.placeOf(['a', 0, 'missing'])).toEqual({ line: 2, column: 5 });
  });

  it('may be JSON', () => {
    const read = parsed('{"a": {"b": [1, true, null]}}', 'a.json');
    expect(read.ok && read.tree.data).toEqual({ a: { b: [1, true, null] } });
  });

  it('may repeat itself by anchors', () => {
    const read = parsed('a: &a { b: 1 }\nc: [*a, *a]\n', 'a.yaml');
    expect(read.ok && read.tree.data).toEqual({ a: { b: 1 }, c: [{ b: 1 }, { b: 1 }] });
  });

  it.each(['', '   \n', '# only a comment\n', '---\n'])('is refused when there is nothing in it: %j', (text) => {
    expect(said(text)).toEqual([
      'a.yaml: expected a scenario, context or design, found an empty file. Begin with a line such as "schema: forewarned/scenario@1".',
    ]);
  });

  it('is refused when aliases of aliases grow without end', () => {
    const lines = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [below, name] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
      lines.push(`${name}: &${name} [${Array(9).fill(`*${below}`).join(', ')}]`);
    const [problem, ...others] = said(lines.join('\n'));
    expect(problem).toContain(
      'expected at most 50000 values, aliases written out, found more. Write out what is meant;',
    );
    expect(others).toEqual([]);
  });

  it('is refused when a part contains itself, or an alias has no anchor', () => {
    expect(said('a: &a [*a]')[0]).toContain('expected at most 24 levels, found more.');
    expect(said('a: *b')).toEqual([
      'a.yaml:1:4 a: expected an alias of an anchor above it, found *b. Write &name at the part that is meant, further up.',
    ]);
  });

  it.each([
    ['nested lists', `a: ${'['.repeat(3000)}${']'.repeat(3000)}`],
    ['nested groups', Array.from({ length: 200 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n')],
  ])('is refused when it is too deep: %s', (_, text) => {
    expect(said(text).join('\n')).toContain('expected at most 24 levels, found more.');
  });

  it.each([
    ['__proto__: { polluted: 1 }', '', '__proto__', '1:1'],
    ['{"a": {"__proto__": {"polluted": 1}}}', ' a', '__proto__', '1:8'],
    ['a: [{ constructor: 1 }]', ' a[0]', 'constructor', '1:7'],
    ['a:\n  prototype: 1', ' a', 'prototype', '2:3'],
  ])('is refused with a key that means something to JavaScript: %s', (text, where, key, place) => {
    expect(said(text)).toEqual([
      `a.yaml:${place}${where}: expected keys of the format, found the key "${key}". Leave it out; the word is reserved.`,
    ]);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  it('is refused with a key twice', () => {
    expect(said('a: 1\nb: 2\na: 3\n')).toEqual([
      'a.yaml:3:1: expected every key once, found a key that stands there twice. Keep one of the two lines; the other would be lost.',
    ]);
  });

  it.each(['a: !!binary Zm9v', 'a: !js 1', 'a: !!str 1', 'a: !!map {}'])('is refused with a tag: %s', (text) => {
    expect(said(text)[0]).toContain('expected plain YAML without tags, found the tag');
  });

  it('is refused with faults of YAML, each at its place', () => {
    expect(said('a: [1, 2\nb: "x')).toHaveLength(2);
    expect(said('a: [1, 2\nb: "x')[0]).toMatch(
      /^a\.yaml:2:1: expected well-formed YAML or JSON, found a fault \(.*\)\. Check/,
    );
    expect(said('a: 1\n---\nb: 2\n')[0]).toContain('multiple documents');
  });
});
