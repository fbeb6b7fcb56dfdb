import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml';
import type { Path, Problem } from './problem.ts';
import { shown, whereOf } from './problem.ts';
import type { Tree } from './tree.ts';

/** Bytes; a scenario file has a few thousand. */
const LARGEST = 1_000_000;
/** Groups within groups; the format needs seven. */
const DEEPEST = 24;
/** Values in a file with its aliases written out; the largest of ours has some hundred. */
const MOST_VALUES = 50_000;
/** Keys that mean something to JavaScript itself. */
const RESERVED: readonly string[] = ['__proto__', 'constructor', 'prototype'];

export type Parsed =
  | { readonly ok: true; readonly tree: Tree }
  | { readonly ok: false; readonly problems: readonly Problem[] };
export type Decoded =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problems: readonly Problem[] };

function tooLarge(file: string, bytes: number): Problem {
  return {
    file,
    where: '',
    expected: 'a file of at most 1 MB',
    found: `${(bytes / 1_000_000).toFixed(1)} MB`,
    remedy: 'Check that this is a scenario, context or design file.',
  };
}

/**
 * The text of a file as it came from a disk or an upload. Refused before a byte of it is looked at when larger than 1 MB.
 *
 * @param bytes  the whole file; UTF-8, with or without a byte order mark
 */
export function decoded(bytes: Uint8Array, file: string): Decoded {
  if (bytes.length > LARGEST) return { ok: false, problems: [tooLarge(file, bytes.length)] };
  let escaped = '';
  for (const byte of bytes)
    escaped += byte < 128 && byte !== 37 ? String.fromCharCode(byte) : `%${byte.toString(16).padStart(2, '0')}`;
  try {
    // The only strict decoder that the language itself has: TextDecoder belongs to the host.
    const text = decodeURIComponent(escaped);
    if (text.includes('\0')) throw new URIError('a zero byte');
    return { ok: true, text: text.startsWith('\ufeff') ? text.slice(1) : text };
  } catch {
    const found = 'bytes that are not UTF-8 text';
    return {
      ok: false,
      problems: [{ file, where: '', expected: 'UTF-8 text', found, remedy: 'Save the file as UTF-8.' }],
    };
  }
}

/** Thrown within this file only, where a single fault makes everything after it meaningless. */
class Refusal extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.expected);
    this.problem = problem;
  }
}

/** YAML 1.2 (or JSON, its subset) as plain data with places; every guard against hostile files stands before the schema. */
export function parsed(text: string, file: string): Parsed {
  if (text.length > LARGEST) return { ok: false, problems: [tooLarge(file, text.length)] };
  const empty: Problem = {
    file,
    where: '',
    expected: 'a scenario, context or design',
    found: 'an empty file',
    remedy: 'Begin with a line such as "schema: forewarned/scenario@1".',
  };
  if (text.trim() === '') return { ok: false, problems: [empty] };
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, stringKeys: true, merge: false });
    if (document.errors.some(({ message }) => message.includes('call stack')))
      return { ok: false, problems: [tooDeep(file, {}, [])] };
    if (document.errors.length > 0)
      return { ok: false, problems: document.errors.slice(0, 20).map((error) => malformed(error, file, lines)) };
    const tree = planted(document, file, lines);
    return tree.data === null ? { ok: false, problems: [empty] } : { ok: true, tree };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, problems: [error.problem] };
    // The parser is recursive: groups within thousands of groups exhaust the stack before our own limit is reached.
    return { ok: false, problems: [tooDeep(file, {}, [])] };
  }
}

function malformed(
  error: { code: string; message: string; pos: [number, number] },
  file: string,
  lines: LineCounter,
): Problem {
  const { line, col: column } = lines.linePos(error.pos[0]);
  if (error.code === 'DUPLICATE_KEY') {
    const remedy = 'Keep one of the two lines; the other would be lost.';
    return {
      file,
      line,
      column,
      where: '',
      expected: 'every key once',
      found: 'a key that stands there twice',
      remedy,
    };
  }
  const remedy = 'Check the indentation, the quotes and the brackets around this place.';
  return {
    file,
    line,
    column,
    where: '',
    expected: 'well-formed YAML or JSON',
    found: `a fault (${error.message})`,
    remedy,
  };
}

function tooDeep(file: string, place: { line?: number; column?: number }, path: Path): Problem {
  const where = whereOf(path.slice(0, 3));
  const remedy = 'No part of the format needs so many groups within groups, or a group that contains itself.';
  return { file, ...place, where, expected: `at most ${DEEPEST} levels`, found: 'more', remedy };
}

/** Turns nodes into data and notes where each stands. */
function planted(document: Document, file: string, lines: LineCounter): Tree {
  const places = new Map<string, number>();
  let values = 0;

  function refuse(offset: number, path: Path, expected: string, found: string, remedy: string): never {
    const { line, col: column } = lines.linePos(offset);
    throw new Refusal({ file, line, column, where: whereOf(path), expected, found, remedy });
  }

  function grown(node: unknown, path: Path, offset: number): unknown {
    const { line, col: column } = lines.linePos(offset);
    if (path.length > DEEPEST) throw new Refusal(tooDeep(file, { line, column }, path));
    values += 1;
    if (values > MOST_VALUES)
      refuse(
        offset,
        path,
        `at most ${MOST_VALUES} values, aliases written out`,
        'more',
        'Write out what is meant; aliases of aliases grow without end.',
      );
    if (!places.has(address(path))) places.set(address(path), offset);
    if (isAlias(node)) {
      const target = node.resolve(document);
      if (target === undefined)
        refuse(
          offset,
          path,
          'an alias of an anchor above it',
          `*${node.source}`,
          'Write &name at the part that is meant, further up.',
        );
      return grown(target, path, offset);
    }
    if (node === null || node === undefined) return null;
    if ((node as Node).tag !== undefined)
      refuse(offset, path, 'plain YAML without tags', `the tag ${shown((node as Node).tag)}`, 'Leave the tag out.');
    if (isScalar(node)) return node.value;
    if (isSeq(node)) return node.items.map((item, k) => grown(item, [...path, k], begin(item, offset)));
    if (!isMap(node)) return null;
    const data: { [key: string]: unknown } = {};
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      const at = begin(key, offset);
      if (!isScalar(key))
        refuse(at, path, 'keys that are words', 'a key that is a group, a list or an alias', 'Write the key out.');
      if (RESERVED.includes(name))
        refuse(at, path, 'keys of the format', `the key ${shown(name)}`, 'Leave it out; the word is reserved.');
      places.set(address([...path, name]), at);
      data[name] = grown(value, [...path, name], begin(value, at));
    }
    return data;
  }

  const data = grown(document.contents, [], 0);
  return {
    file,
    data,
    placeOf(path) {
      for (let length = path.length; length >= 0; length--) {
        const offset = places.get(address(path.slice(0, length)));
        if (offset !== undefined) {
          const { line, col: column } = lines.linePos(offset);
          return { line, column };
        }
      }
      return undefined;
    },
  };
}

const address = (path: Path): string => JSON.stringify(path);

function begin(node: unknown, otherwise: number): number {
  const range = (node as { range?: readonly number[] | null } | null)?.range;
  return range?.[0] ?? otherwise;
}
