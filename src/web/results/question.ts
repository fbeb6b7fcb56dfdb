import type { FigureFile } from '../../report/whole-ledger.ts';
import { bundledLibrary } from '../../runtime/library-browser.ts';
import { variantText } from '../../scenario/variant.ts';
import { scenarioOf } from '../engine/settled-state.ts';
import type { AppState } from '../state/app-state.ts';

/** Whether a question is a scenario as it comes. */
function isPlain({ over, changed }: AppState): boolean {
  return Object.keys(over).length === 0 && Object.keys(changed).length === 0;
}

/** The scenario of a question as a file, where it is not one that comes with Forewarned; else null. */
export function ownScenario(state: AppState): FigureFile | null {
  if (isPlain(state)) return null;
  const text = variantText(scenarioOf(state, { before: 'As assumed', changed: 'As changed' }), bundledLibrary);
  return text.ok ? { file: `${state.scenario}-as-asked.json`, text: text.text } : null;
}

/** What stands before a command in a checkout: with it, a command can be pasted as it is. */
export const FROM_CHECKOUT = 'npm run -s forewarned --';

/** The words on a command line that compute the same runs. */
export function commandFor(verb: 'compare' | 'run', state: AppState, more = ''): string {
  const { people, weeks, replicates, draws, seed } = state.size;
  const quoted = /^[\w-]+$/.test(seed) ? seed : `'${seed.replaceAll("'", String.raw`'\''`)}'`;
  const own = ownScenario(state);
  const what = own === null ? state.scenario : own.file;
  return `${FROM_CHECKOUT} ${verb} ${what} --replicates ${replicates} --draws ${draws} --people ${people} --weeks ${weeks} --seed ${quoted}${more}`;
}

/** A small comparison, for looking around. */
export const smallState: AppState = {
  ...{ schema: 'forewarned/state@1', scenario: 'north-africa-2023', over: {}, changed: {} },
  size: { people: 800, weeks: 104, replicates: 8, draws: 4, seed: 'forewarned' },
};
