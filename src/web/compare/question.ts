import { affordableOf } from '../../model/campaign.ts';
import type { Component } from '../../model/setup.ts';
import { withNumbers } from '../../scenario/quantity.ts';
import type { Open, Settled, SettledArm } from '../../scenario/settled.ts';
import { groupOf, listOf, textOf } from '../../scenario/tree.ts';
import type { AppState, Size } from '../state/app-state.ts';
import { componentsInLibrary, type Entry, type Group, type Listed, scenarioCalled } from './catalogue.ts';

/** What is asked, as changes of a state: nothing here draws or computes. */

/** Designs side by side; a scenario that brings more keeps them. */
const MOST_DESIGNS = 6;
/** People beyond whom a comparison is for the command line. */
const MOST_PEOPLE = 40_000;
/** Id of the division that somebody makes with the sliders. */
export const MY_MIX = 'my-mix';
/** Id of the condition that holds figures of one's own. */
const OWN_PLACE = 'own-place';
/** Where numbers set in the page say that they come from. */
const CHOSEN = 'choice: set in the page';

/** A page is for a first look: fewer people and runs than the command line takes. */
const FIRST_LOOK = { people: 2000, replicates: 10, draws: 5 } as const;

/** A scenario as it comes, in the size of a first look. */
export function freshState(id: string): AppState {
  const { weeks, seed } = scenarioCalled(id) ?? { weeks: 104, seed: 'forewarned' };
  return {
    ...{ schema: 'forewarned/state@1', scenario: id, over: {}, changed: {} },
    size: { ...FIRST_LOOK, weeks, seed },
  };
}

/** The sizes that somebody can choose in one step: of a first look, and what the command line takes by itself. */
export function sizesFor({ scenario, size }: AppState): { readonly [K in 'quick' | 'command']: Size } {
  const { people, replicates, draws, weeks } = scenarioCalled(scenario) ?? { ...FIRST_LOOK, weeks: size.weeks };
  return {
    quick: { ...size, ...FIRST_LOOK, weeks },
    command: { ...size, people, replicates, draws, weeks },
  };
}

const listed = ({ scenario }: AppState): Listed | undefined => scenarioCalled(scenario);

export function idOf(entry: Entry): string {
  if (typeof entry === 'string') return entry;
  return textOf(entry.id) ?? textOf(entry.design) ?? '';
}

/** What is compared, in the words of the scenario. */
export function entriesOf(state: AppState): readonly Entry[] {
  return Array.isArray(state.over.designs) ? (state.over.designs as Entry[]) : (listed(state)?.designs ?? []);
}

/** Whether another design of the library has room; a division of one's own always has. */
export function roomFor(state: AppState): boolean {
  const others = entriesOf(state).filter((entry) => idOf(entry) !== MY_MIX);
  return others.length < Math.max(MOST_DESIGNS, listed(state)?.designs.length ?? 0);
}

/** The same question with something else laid over it; what is as in the scenario is not said again. */
function laid(state: AppState, key: string, value: unknown, usual: unknown): AppState {
  const { [key]: _before, ...rest } = state.over;
  const isUsual = value === undefined || JSON.stringify(value) === JSON.stringify(usual);
  return { ...state, over: isUsual ? rest : { ...rest, [key]: value } };
}

export function withEntries(state: AppState, entries: readonly Entry[]): AppState {
  return laid(state, 'designs', entries, listed(state)?.designs);
}

export function withDesign(state: AppState, entry: Entry): AppState {
  return withEntries(state, [...entriesOf(state).filter((one) => idOf(one) !== idOf(entry)), entry]);
}

export function withoutDesign(state: AppState, id: string): AppState {
  return withEntries(
    state,
    entriesOf(state).filter((one) => idOf(one) !== id),
  );
}

/** Money for each design that has no amount of its own. */
export function budgetOf(state: AppState): number {
  const { value } = groupOf(state.over.budget);
  return typeof value === 'number' ? value : (listed(state)?.budget ?? 0);
}

export function withBudget(state: AppState, value: number): AppState {
  const usual = listed(state)?.budget;
  return laid(state, 'budget', value === usual ? undefined : { value, source: CHOSEN }, undefined);
}

/** The same question with as many people as the command line takes, or twice as many; null where the page takes no more. */
export function withPeople(state: AppState): AppState | null {
  const { people } = state.size;
  const usual = listed(state)?.people ?? people;
  const next = people < usual ? usual : 2 * people;
  return next > MOST_PEOPLE ? null : { ...state, size: { ...state.size, people: next } };
}

/** What a design has instead of the budget of all; null where it has none. */
export function ownBudgetOf(state: AppState, id: string): number | null {
  const entry = entriesOf(state).find((one) => idOf(one) === id);
  const { value } = groupOf(groupOf(entry).budget);
  return typeof value === 'number' ? value : null;
}

export function withOwnBudget(state: AppState, id: string, value: number | null): AppState {
  const before = listed(state)?.designs.find((one) => idOf(one) === id);
  const shipped = groupOf(groupOf(before).budget).value;
  return withEntries(
    state,
    entriesOf(state).map((entry) => {
      if (idOf(entry) !== id) return entry;
      const group: Group = typeof entry === 'string' ? { id, design: entry } : entry;
      const { budget: _budget, ...rest } = group;
      if (value === null && typeof before === 'string' && rest.design === before) return before;
      // An amount that the scenario states cannot be left out, only said again.
      const wanted = value ?? (typeof shipped === 'number' ? budgetOf(state) : null);
      if (wanted === null) return rest;
      return { ...rest, budget: wanted === shipped ? groupOf(before).budget : { value: wanted, source: CHOSEN } };
    }),
  );
}

/** Money of a design in the end: fixed amounts of its parts, or its shares of the budget. */
export function moneyOf(arm: SettledArm): number {
  return arm.components.reduce((sum, component) => {
    const { budget } = withNumbers<Pick<Component, 'budget'>>(
      { budget: component.budget } as Open<Pick<Component, 'budget'>>,
      ({ value }) => value,
    );
    return sum + budget;
  }, 0);
}

/** Money of each part of a design. */
export function partMoneyOf(arm: SettledArm): readonly { readonly id: string; readonly money: number }[] {
  return arm.components.map((component) => ({
    id: component.id,
    money: moneyOf({ ...arm, components: [component] }),
  }));
}

/** Whether the money of a design buys nobody a contact among the simulated people. */
export function isIdle({ components }: SettledArm, { size }: AppState, { population }: Settled): boolean {
  return (
    components.length > 0 &&
    components.every((component) => {
      const { contacts, places } = affordableOf(
        withNumbers<Component>(component, ({ value }) => value),
        size.people,
        population,
      );
      return contacts === 0 && places === 0;
    })
  );
}

/** Parts of a design and the share of its money that each has, in whole percent. */
export type Mix = readonly { readonly id: string; readonly percent: number }[];

function rawComponents(entry: Entry): readonly Group[] {
  const group = groupOf(entry);
  const own = listOf(group.components).map(groupOf);
  if (own.length > 0) return own;
  const reference = typeof entry === 'string' ? entry : textOf(group.design);
  return reference === undefined ? [] : componentsInLibrary(reference);
}

/** Parts that can be given shares: two at least, each with a share or an amount, none that stands in another design. */
function divisible(entry: Entry): readonly Group[] {
  const parts = rawComponents(entry);
  const hasMoney = (part: Group): boolean =>
    [part.share, part.budget].some((figure) => typeof groupOf(figure).value === 'number');
  return parts.length > 1 && parts.every(hasMoney) ? parts : [];
}

/** Designs that a mix can start from. */
export function mixable(state: AppState): readonly string[] {
  return entriesOf(state)
    .filter((entry) => idOf(entry) !== MY_MIX && divisible(entry).length > 0)
    .map(idOf);
}

/** How the money of a design is divided now. */
export function mixOf(state: AppState, id: string): Mix {
  const entry = entriesOf(state).find((one) => idOf(one) === id);
  if (entry === undefined) return [];
  const total = ownBudgetOf(state, id) ?? budgetOf(state);
  const parts = divisible(entry).map((part) => {
    const share = groupOf(part.share).value;
    const budget = groupOf(part.budget).value;
    return {
      id: textOf(part.id) ?? '',
      weight: typeof budget === 'number' ? budget / (total || 1) : typeof share === 'number' ? share : 0,
    };
  });
  const whole = parts.reduce((sum, { weight }) => sum + weight, 0) || 1;
  const percents = inWholePercents(parts.map(({ weight }) => (100 * weight) / whole));
  return parts.map((part, at) => ({ id: part.id, percent: percents[at] ?? 0 }));
}

/** Whole numbers that sum to 100, each as near to its own as can be: what is left goes to the largest remainders. */
function inWholePercents(exact: readonly number[]): readonly number[] {
  const floors = exact.map(Math.floor);
  const left = Math.round(100 - floors.reduce((sum, one) => sum + one, 0));
  const order = exact.map((value, at) => ({ at, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest);
  const lifted = new Set(order.slice(0, left).map(({ at }) => at));
  return floors.map((value, at) => value + (lifted.has(at) ? 1 : 0));
}

/**
 * What is left of 100 goes to the parts that nobody has set, in the proportion they had.
 *
 * @returns null where nobody but those set is there to take it, or they have more than all
 */
export function filledUp(mix: Mix, set: ReadonlySet<string>): Mix | null {
  const others = mix.filter(({ id }) => !set.has(id));
  const left = 100 - mix.reduce((sum, { id, percent }) => sum + (set.has(id) ? percent : 0), 0);
  if (others.length === 0 || left < 0) return null;
  const before = others.reduce((sum, { percent }) => sum + percent, 0);
  const scaled = others.map(({ percent }) => (before === 0 ? left / others.length : (percent * left) / before));
  // What is set is whole already: rounding moves the others alone.
  const whole = inWholePercents([100 - left, ...scaled]);
  const shares = new Map(others.map(({ id }, at) => [id, whole[at + 1] ?? 0]));
  return mix.map(({ id, percent }) => ({ id, percent: shares.get(id) ?? percent }));
}

/** A design of one's own: the parts of another one, with the money divided otherwise. */
export function withMix(
  state: AppState,
  {
    from,
    title,
    truthfulness,
    mix,
  }: { readonly from: string; readonly title: string; readonly truthfulness: string; readonly mix: Mix },
): AppState {
  const entry = entriesOf(state).find((one) => idOf(one) === from);
  if (entry === undefined) return state;
  const shares = new Map(mix.map((part) => [part.id, part.percent]));
  const components = divisible(entry).map(({ budget: _budget, share: _share, ...part }) => ({
    ...part,
    share: { value: (shares.get(textOf(part.id) ?? '') ?? 0) / 100, source: CHOSEN },
  }));
  const mine: Group = { id: MY_MIX, title, truthfulness, components };
  const entries = entriesOf(state);
  const at = entries.findIndex((one) => idOf(one) === MY_MIX);
  return withEntries(state, at < 0 ? [...entries, mine] : entries.map((one, k) => (k === at ? mine : one)));
}

/** One more assumption changed, or (with null) as it was. */
export function withAssumption(state: AppState, name: string, value: number | null): AppState {
  const { [name]: _before, ...rest } = state.changed;
  return { ...state, changed: value === null ? rest : { ...rest, [name]: value } };
}

/** Figures of one's own that are laid over the place; null where there are none. */
export function ownPlaceOf(state: AppState): { readonly title: string; readonly context: Group } | null {
  const [only, more] = listOf(state.over.conditions).map(groupOf);
  if (only === undefined || more !== undefined || only.id !== OWN_PLACE) return null;
  return { title: textOf(only.title) ?? '', context: groupOf(only.context) };
}

export function withOwnPlace(
  state: AppState,
  place: { readonly title: string; readonly context: Group } | null,
): AppState {
  const { conditions: _conditions, contrasts: _contrasts, ...rest } = state.over;
  if (place === null) return { ...state, over: rest };
  const conditions = [{ id: OWN_PLACE, title: place.title, context: place.context }];
  return { ...state, over: { ...rest, conditions, contrasts: [] } };
}

/** The place whose file is used, before figures of one's own. */
export function placeOf(state: AppState): string {
  return textOf(state.over.context) ?? listed(state)?.context ?? '';
}

export function withPlace(state: AppState, id: string): AppState {
  return laid(state, 'context', id, listed(state)?.context);
}

/** Whether the scenario is asked as it stands in the library, but for its size. */
export function isUnchanged({ over, changed }: AppState): boolean {
  return Object.keys(over).length === 0 && Object.keys(changed).length === 0;
}

/** Name of the scenario file of a question that is in no file. */
export const FILE = 'my-comparison.yaml';

/** How a shell reads the words of the seed. */
const quoted = (text: string): string => (/^[\w-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`);

/** The command that computes the same; a question that is in no file needs the one that the page hands out. */
export function commandOf(state: AppState, file: string): string {
  const { people, weeks, replicates, draws, seed } = state.size;
  const what = isUnchanged(state) ? state.scenario : file;
  return `npm run -s forewarned -- compare ${what} --replicates ${replicates} --draws ${Math.min(draws, replicates)} --people ${people} --weeks ${weeks} --seed ${quoted(seed)}`;
}
