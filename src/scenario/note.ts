import { z } from 'zod';
import type { $ZodIssue } from 'zod/v4/core';
import { didYouMean } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { shown } from './problem.ts';
import { partAt, problemAt, type Tree } from './tree.ts';

/** What our schemas say when something does not fit. It travels through the schema library as JSON in its message. */
type Note = { readonly expected: string; readonly remedy: string; readonly known?: readonly string[] };

export function note(expected: string, remedy: string, known?: readonly string[]): string {
  const said: Note = known === undefined ? { expected, remedy } : { expected, remedy, known };
  return JSON.stringify(said);
}

/** A group of keys of which no other is allowed: a misspelt key must not silently become a default. */
export function group<S extends z.ZodRawShape>(what: string, shape: S): z.ZodObject<S, z.core.$strict> {
  const keys = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? note(`one of ${keys.join(', ')}`, 'Leave it out; the format has no such key here.', keys)
        : note(`${what} (keys: ${keys.join(', ')})`, 'Write its keys below it, indented.'),
  });
}

/** One of some words. */
export function oneOf<const W extends readonly string[]>(words: W, remedy = 'Names are spelt as in this list.') {
  return z.enum(words as unknown as [W[number], ...W[number][]], {
    error: () => note(`one of ${words.join(', ')}`, remedy, words),
  });
}

/** Text that says something. */
export function text(what: string) {
  const error = () => note(`text (${what})`, 'Write a word or a sentence; quote it when it looks like a number.');
  return z.string({ error }).trim().min(1, { error });
}

/** Names are lower-case words joined by hyphens, so that they can be file names, columns and parts of other names. */
export function name(what: string) {
  const error = () => note(`a name (${what})`, 'Use lower-case letters, digits and hyphens, beginning with a letter.');
  return z.string({ error }).regex(/^[a-z][a-z0-9-]*$/, { error });
}

export function list<S extends z.ZodType>(what: string, item: S) {
  return z.array(item, { error: () => note(`a list (${what})`, 'Begin each entry with a hyphen.') });
}

/** Every problem a schema found in a file, one for each wrong key or value. */
export function problemsOf(issues: readonly $ZodIssue[], tree: Tree, at: Path = []): readonly Problem[] {
  return issues.flatMap((issue) => problemsOfOne(issue, tree, at));
}

function problemsOfOne(issue: $ZodIssue, tree: Tree, at: Path): readonly Problem[] {
  const path: Path = [...at, ...issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step))];
  const said = heard(issue.message);
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) =>
      problemAt(tree, [...path, key], {
        expected: said.expected,
        found: `the key ${shown(key)}`,
        remedy: didYouMean(key, said.known ?? [], said.remedy),
      }),
    );
  if (issue.code === 'invalid_union') {
    const branches = issue.errors.filter((branch) => !branch.some(isOtherKind));
    if (branches.length === 1) return problemsOf(branches[0], tree, path);
  }
  const value = partAt(tree.data, path);
  const missing = value === undefined || value === null;
  const remedy = missing ? 'Add it.' : said.remedy;
  return [
    problemAt(tree, path, {
      expected: said.expected,
      found: shown(value),
      remedy: typeof value === 'string' && said.known ? didYouMean(value, said.known, remedy) : remedy,
    }),
  ];
}

/** True when a branch of alternatives is plainly not the one that was meant. */
function isOtherKind(issue: $ZodIssue): boolean {
  return issue.path.length === 0 && (issue.code === 'invalid_type' || issue.code === 'invalid_value');
}

function heard(message: string): Note {
  try {
    return JSON.parse(message) as Note;
  } catch {
    return { expected: 'something else', remedy: message };
  }
}
