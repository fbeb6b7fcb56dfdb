import { bundledLibrary } from '../../runtime/library-browser.ts';
import type { Problem } from '../../scenario/problem.ts';
import { readScenario, type Scenario } from '../../scenario/read.ts';
import { settle } from '../../scenario/settle.ts';
import type { Settled } from '../../scenario/settled.ts';
import { groupOf, listOf } from '../../scenario/tree.ts';
import { variantText } from '../../scenario/variant.ts';
import type { AppState } from '../state/app-state.ts';

/** The two conditions of a changed assumption: ids are stable, so that links and files keep their fingerprints. */
export const AS_BEFORE = 'as-before';
export const AS_CHANGED = 'as-changed';

/** Where numbers that somebody set in the page come from. */
const CHOSEN = 'choice: set in the page';

/** A state as a scenario in data, as `forewarned run --stdin` takes it. Titles of conditions are those of the page's language. */
export function scenarioOf(
  { scenario, over, changed }: Pick<AppState, 'scenario' | 'over' | 'changed'>,
  titles: { readonly before: string; readonly changed: string },
): { readonly [key: string]: unknown } {
  const parameters = Object.fromEntries(
    // The page offers the range that the scenario gives a number, which may be wider than that of the ledger.
    Object.entries(changed).map(([name, value]) => [name, { value, source: CHOSEN, outside: true }]),
  );
  if (Object.keys(parameters).length === 0) return { scenario, ...over };
  // A single circumstance, such as figures of one's own for the place, holds before and after.
  const [only, more] = listOf(over.conditions).map(groupOf);
  const shared = only !== undefined && more === undefined ? only : {};
  const conditions = [
    { ...shared, id: AS_BEFORE, title: titles.before },
    { ...shared, id: AS_CHANGED, title: titles.changed, parameters: { ...groupOf(shared.parameters), ...parameters } },
  ];
  return { scenario, ...over, conditions, contrasts: [] };
}

export type Read =
  | { readonly ok: true; readonly scenario: Scenario; readonly settled: Settled }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** A state with nothing left implicit, or what is wrong with it. */
export function settledState(
  state: Pick<AppState, 'scenario' | 'over' | 'changed'>,
  titles = { before: 'As assumed', changed: 'As changed' },
): Read {
  const text = variantText(scenarioOf(state, titles), bundledLibrary);
  if (!text.ok) return text;
  const read = readScenario(text.text, 'scenario', bundledLibrary, () => undefined);
  if (!read.ok) return read;
  return { ok: true, scenario: read.scenario, settled: settle(read.scenario) };
}
