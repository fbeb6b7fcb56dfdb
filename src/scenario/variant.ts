import type { Library } from './library.ts';
import { merged } from './merge.ts';
import { didYouMean } from './nearest.ts';
import { type Problem, shown } from './problem.ts';
import { parsed } from './text.ts';
import { groupOf } from './tree.ts';

/** Plain numbers among parameters become figures: whoever calls has chosen them. */
const CHOSEN = 'choice: set by the caller';

/** Whether data means a scenario that comes with Forewarned, with something laid over it. */
export function isVariant(data: unknown): boolean {
  const { schema, scenario } = groupOf(data);
  return schema === undefined && scenario !== undefined;
}

/**
 * A scenario as data: a whole one (with `schema`), or `{ scenario: ID, ... }`, where everything beside `scenario` is laid over the
 * scenario of that id as `merged` does it, and parameters may be plain numbers.
 *
 * @returns the text of a scenario file in JSON, for `readScenario`; of data that is neither, the data itself, so that reading it says
 *          what is wrong
 */
export function variantText(
  data: unknown,
  library: Library,
): { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problems: readonly Problem[] } {
  if (!isVariant(data)) return { ok: true, text: jsonOf(data) };
  const { scenario, ...over } = groupOf(data);
  const base = typeof scenario === 'string' ? library.scenarios.get(scenario) : undefined;
  if (base === undefined) {
    const ids = [...library.scenarios.keys()];
    const remedy = didYouMean(typeof scenario === 'string' ? scenario : '', ids, `Known are ${ids.join(', ')}.`);
    const expected = 'the id of a scenario that comes with Forewarned';
    const place = { file: 'scenario', line: 1, column: 1, where: 'scenario' };
    return { ok: false, problems: [{ ...place, expected, found: shown(scenario), remedy }] };
  }
  const read = parsed(base, `scenarios/${scenario}.yaml`);
  if (!read.ok) return read;
  const { parameters, ...rest } = over;
  const figures = Object.fromEntries(
    Object.entries(groupOf(parameters)).map(([name, value]) => [
      name,
      typeof value === 'number' ? { value, source: CHOSEN } : value,
    ]),
  );
  const laid = merged(read.tree.data, parameters === undefined ? rest : { ...rest, parameters: figures });
  return { ok: true, text: jsonOf(rest.designs === undefined ? laid : withoutOthers(groupOf(laid), over)) };
}

/** JSON would write a number that is not finite as null, and its reader be told that there is none. */
function jsonOf(data: unknown): string {
  const finite = (_: string, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? `${value}, not a finite number` : value;
  return JSON.stringify(data, finite) ?? 'null';
}

/** Leaves out what a scenario says about designs that it no longer has, unless the caller said it. */
function withoutOthers(scenario: Group, over: Group): Group {
  const designs = Array.isArray(scenario.designs) ? scenario.designs : [];
  const ids = designs.map((design) => (typeof design === 'string' ? design : groupOf(design).id));
  const left = (list: unknown, isLeft: (one: Group) => boolean) =>
    Array.isArray(list) ? list.filter((one) => isLeft(groupOf(one))) : list;
  const result: { [key: string]: unknown } = { ...scenario };
  if (over.evaluated === undefined && !ids.includes(scenario.evaluated)) {
    delete result.evaluated;
    delete result.studies;
  }
  if (over.contrasts === undefined) result.contrasts = left(scenario.contrasts, ({ design }) => ids.includes(design));
  if (over.conditions === undefined && Array.isArray(scenario.conditions))
    result.conditions = scenario.conditions.map((condition) => {
      const { designs: own, ...rest } = groupOf(condition);
      return Array.isArray(own) ? { ...rest, designs: own.filter((id) => ids.includes(id)) } : rest;
    });
  return result;
}

type Group = { readonly [key: string]: unknown };
