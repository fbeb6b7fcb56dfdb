import { type Context, completeContext, contextFile } from './context-schema.ts';
import { checkKnown, checkUnique, complain, type Found, isCircle, type Reading, referred, treeOf } from './library.ts';
import { merged } from './merge.ts';
import { declaredNumbers } from './model-declarations.ts';
import { problemsOf } from './note.ts';
import type { Path } from './problem.ts';
import { groupOf, listOf, numberOf, partAt, type Tree, textOf } from './tree.ts';

/** The context at the root of all others: the defaults. Extended by every context that extends nothing. */
const COMMON = 'common';

/** A file laid over what it extends: unchecked data, and the tree of the file itself for the places of problems. */
export type LooseContext = { readonly data: unknown; readonly tree: Tree };

/** Reads a context file and all it extends; undefined when one of them cannot be read at all. */
export function looseContext(reading: Reading, found: Found, chain: readonly string[] = []): LooseContext | undefined {
  const tree = treeOf(reading, found, 'context');
  if (tree === undefined) return undefined;
  const data = groupOf(tree.data);
  reading.problems.push(...problemsOf(contextFile.safeParse(data).error?.issues ?? [], tree));
  checkPart(reading, tree, [], data);
  const id = textOf(data.id) ?? found.file;
  // A file named by its path shows only here that it is one of those that led to it.
  if (isCircle(reading, chain, id, tree, ['id'], 'context')) return undefined;
  const isRoot = id === COMMON || !reading.library.contexts.has(COMMON);
  const parent = textOf(data.extends) ?? (isRoot ? undefined : COMMON);
  const { schema: _schema, extends: _extends, ...own } = data;
  if (parent === undefined) return { data: own, tree };
  const names = [...chain, id];
  // Without what it extends, nearly everything would be missing: one problem is said, not fifty.
  if (isCircle(reading, names, parent, tree, ['extends'], 'context')) return undefined;
  const file = referred(reading, 'context', parent, tree, ['extends']);
  const below = file === undefined ? undefined : looseContext(reading, file, names);
  return below === undefined ? undefined : { data: merged(below.data, own), tree };
}

/** What can be checked in a part of a context by itself. */
export function checkPart(reading: Reading, tree: Tree, path: Path, part: unknown): void {
  const { routes, destinations, parameters } = groupOf(part);
  checkUnique(reading, tree, [...path, 'routes'], listOf(routes));
  checkUnique(reading, tree, [...path, 'destinations'], listOf(destinations));
  checkParameters(reading, tree, [...path, 'parameters'], parameters);
}

/** Overrides must name numbers that exist, and stay within the range of the ledger or say that they do not. */
export function checkParameters(reading: Reading, tree: Tree, path: Path, parameters: unknown): void {
  const known = declaredNumbers(reading.model);
  for (const [name, override] of Object.entries(groupOf(parameters))) {
    checkKnown(reading, tree, [...path, name], name, 'the name of a parameter, such as "mechanism.name"', [
      ...known.keys(),
    ]);
    const declared = known.get(name);
    const { value, outside } = groupOf(override);
    if (declared === undefined || outside === true || typeof value !== 'number') continue;
    const [low, high] = declared.range;
    if (value < low || value > high)
      complain(reading, tree, [...path, name, 'value'], {
        expected: `${low === high ? `${low}, the one value` : `a number from ${low} to ${high}, its range`} in the ledger (${declared.unit}: ${declared.meaning})`,
        found: String(value),
        remedy:
          'Check the unit first. If it is meant, add "outside: true" beside its value and source; results then say so.',
      });
  }
}

/**
 * The complete context, or undefined with the reasons.
 *
 * @param path  where in `tree` the context is referred to; empty when the tree is the context file itself
 */
export function settledContext(reading: Reading, { data, tree }: LooseContext, path: Path = []): Context | undefined {
  const before = reading.problems.length;
  const read = completeContext.safeParse(data);
  // What is there but wrong has been reported where it stands, in whichever file that is; here only what is nowhere.
  const missing = (read.error?.issues ?? []).filter((issue) => partAt(data, issue.path as Path) === undefined);
  for (const problem of problemsOf(missing, { ...tree, data }, []))
    reading.problems.push({
      ...problem,
      ...tree.placeOf(path),
      remedy: 'Add it here or in a context this one extends.',
    });
  const { people, routes, destinations } = groupOf(data);
  const [youngest, oldest] = [numberOf(groupOf(people).youngest), numberOf(groupOf(people).oldest)];
  if (youngest !== undefined && oldest !== undefined && youngest > oldest)
    complain(reading, tree, [...path, 'people', 'youngest'], {
      expected: `an age of at most that of the oldest (${oldest})`,
      found: String(youngest),
      remedy: 'Exchange the two ages or correct one.',
    });
  for (const [k, route] of listOf(routes).entries()) {
    const { dead, stranded, turnedBack } = groupOf(route);
    const sum = [dead, stranded, turnedBack].reduce<number>((all, part) => all + (numberOf(part) ?? 0), 0);
    if (sum > 1 + 1e-9)
      complain(reading, tree, [...path, 'routes', k], {
        expected: 'shares of dead, stranded and turned back that sum to at most 1',
        found: String(sum),
        remedy: 'What is left over arrives; lower one of the three.',
      });
  }
  for (const [key, things] of [
    ['routes', routes],
    ['destinations', destinations],
  ] as const)
    if (Array.isArray(things) && things.length === 0)
      complain(reading, tree, [...path, key], {
        expected: 'at least one entry',
        found: 'an empty list',
        remedy: 'Add one.',
      });
  return read.success && reading.problems.length === before ? read.data : undefined;
}
