import type { ModelDeclarations } from './model-declarations.ts';
import { didYouMean } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { shown } from './problem.ts';
import { parsed } from './text.ts';
import { type Complaint, groupOf, problemAt, type Tree } from './tree.ts';
import { upgraded } from './versions/upgrade.ts';

/** The files that others may refer to: id or path -> text. */
export type Library = {
  readonly contexts: ReadonlyMap<string, string>;
  readonly designs: ReadonlyMap<string, string>;
  readonly scenarios: ReadonlyMap<string, string>;
  readonly evaluations: ReadonlyMap<string, string>;
};

export type Kind = 'context' | 'design' | 'scenario' | 'evaluation';

/** One act of reading: where referred files come from, what names exist, and the problems met so far. */
export type Reading = {
  readonly library: Library;
  readonly resolve: (path: string) => string | undefined;
  readonly model: ModelDeclarations;
  readonly problems: Problem[];
};

export type Found = { readonly text: string; readonly file: string };

const folders = { context: 'contexts', design: 'designs', scenario: 'scenarios', evaluation: 'evaluations' } as const;

/** The file behind an id or a path; when there is none, a problem at the place that refers to it. */
export function referred(reading: Reading, kind: Kind, reference: string, tree: Tree, path: Path): Found | undefined {
  const known = reading.library[folders[kind]];
  const listed = known.get(reference);
  const isPath = /[./\\]/.test(reference);
  if (listed !== undefined)
    return {
      text: listed,
      file: isPath ? reference : `scenarios/${kind === 'scenario' ? '' : `${folders[kind]}/`}${reference}.yaml`,
    };
  const text = isPath ? reading.resolve(reference) : undefined;
  if (text !== undefined) return { text, file: reference };
  const otherwise = `Known are ${[...known.keys()].join(', ') || 'none'}; a file is named by its path, ending in .yaml.`;
  complain(reading, tree, path, {
    expected: `the id or path of a ${kind}`,
    found: shown(reference),
    remedy: didYouMean(reference, [...known.keys()], otherwise),
  });
  return undefined;
}

export function complain(reading: Reading, tree: Tree, path: Path, complaint: Complaint): void {
  reading.problems.push(problemAt(tree, path, complaint));
}

/** The tree of a file, brought to the newest version of its format; undefined when it is not one. */
export function treeOf(reading: Reading, { text, file }: Found, kind: Kind): Tree | undefined {
  const read = parsed(text, file);
  if (!read.ok) {
    reading.problems.push(...read.problems);
    return undefined;
  }
  const newest = upgraded(read.tree, kind);
  if (!newest.ok) {
    reading.problems.push(newest.problem);
    return undefined;
  }
  return newest.tree;
}

/** Circles are named in full: `a -> b -> a`. */
export function isCircle(
  reading: Reading,
  chain: readonly string[],
  next: string,
  tree: Tree,
  path: Path,
  what: string,
): boolean {
  if (!chain.includes(next)) return false;
  complain(reading, tree, path, {
    expected: `a ${what} that does not lead back here`,
    found: `the circle ${[...chain.slice(chain.indexOf(next)), next].join(' -> ')}`,
    remedy: 'Take one of these references out.',
  });
  return true;
}

/** Two entries of one list with the same id. */
export function checkUnique(
  reading: Reading,
  tree: Tree,
  path: Path,
  list: readonly unknown[],
  taken: readonly string[] = [],
): void {
  const seen = new Set(taken);
  for (const [k, item] of list.entries()) {
    const id = typeof item === 'string' ? item : groupOf(item).id;
    if (typeof id !== 'string') continue;
    if (seen.has(id))
      complain(reading, tree, typeof item === 'string' ? [...path, k] : [...path, k, 'id'], {
        expected: 'an id that no other entry has',
        found: shown(id),
        remedy: 'Give one of them another id.',
      });
    seen.add(id);
  }
}

/** A name that must be one of some names. */
export function checkKnown(
  reading: Reading,
  tree: Tree,
  path: Path,
  word: unknown,
  what: string,
  known: readonly string[],
): void {
  if (typeof word !== 'string' || known.includes(word)) return;
  const otherwise =
    known.length > 12
      ? 'Names are spelt as in `forewarned list` and the ledger.'
      : `Known are ${known.join(', ') || 'none'}.`;
  complain(reading, tree, path, { expected: what, found: shown(word), remedy: didYouMean(word, known, otherwise) });
}
