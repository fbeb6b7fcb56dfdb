import { didYouMean } from '../nearest.ts';
import type { Problem } from '../problem.ts';
import { shown } from '../problem.ts';
import { groupOf, problemAt, type Tree } from '../tree.ts';

type Step = (data: unknown) => unknown;

/**
 * How a file of version n becomes one of version n + 1, per kind: entry 0 leads from @1 to @2. Empty as long as there is
 * only version 1. A step gets and returns plain data, and sets `schema` to the version it makes.
 */
const steps: { readonly [kind: string]: readonly Step[] } = { context: [], design: [], scenario: [], evaluation: [] };

/** The same tree in the newest version of its format, or why that cannot be. */
export function upgraded(
  tree: Tree,
  kind: string,
): { readonly ok: true; readonly tree: Tree } | { readonly ok: false; readonly problem: Problem } {
  const newest = steps[kind].length + 1;
  const expected = `forewarned/${kind}@${newest}`;
  const schema = groupOf(tree.data).schema;
  const version = typeof schema === 'string' ? new RegExp(`^forewarned/${kind}@(\\d+)$`).exec(schema)?.[1] : undefined;
  const found = shown(schema ?? tree.data);
  if (version === undefined) {
    const otherwise = `Begin the file with the line "schema: ${expected}".`;
    const remedy = typeof schema === 'string' ? didYouMean(schema, [expected], otherwise) : otherwise;
    return { ok: false, problem: problemAt(tree, ['schema'], { expected, found, remedy }) };
  }
  const from = Number(version);
  if (from < 1 || from > newest) {
    const remedy = from < 1 ? 'Versions begin with 1.' : 'The file was written for a newer Forewarned; update it.';
    return { ok: false, problem: problemAt(tree, ['schema'], { expected: `${expected} or older`, found, remedy }) };
  }
  const data = steps[kind].slice(from - 1).reduce((older, step) => step(older), tree.data);
  return { ok: true, tree: { ...tree, data } };
}
