import { deflateSync, inflateSync, strFromU8, strToU8 } from 'fflate';
import { canonical } from '../../scenario/canonical.ts';

/** How large a comparison is. */
export type Size = {
  readonly people: number;
  readonly weeks: number;
  readonly replicates: number;
  readonly draws: number;
  readonly seed: string;
};

/**
 * All that decides what the page computes, as plain data: it travels in links and files, and the same state gives the same
 * fingerprint anywhere, in the command line too.
 */
export type AppState = {
  readonly schema: typeof SCHEMA;
  /** Id of a scenario that comes with Forewarned. */
  readonly scenario: string;
  /** What is laid over it, in the words of scenario files (see `variantText`): designs, budget, context, policies. */
  readonly over: { readonly [key: string]: unknown };
  /** Assumptions that were changed: number of the ledger -> value. With any, all is compared twice: as before, and as changed. */
  readonly changed: { readonly [parameter: string]: number };
  readonly size: Size;
};

const SCHEMA = 'forewarned/state@1';

/**
 * A link or file that is no state; the message says what is wrong with it.
 * `stranger`: nothing in it says that it comes from Forewarned. `table`: it looks like rows of a sheet.
 */
export class StateError extends Error {
  readonly kind: 'damaged' | 'stranger' | 'table';

  constructor(message: string, kind: StateError['kind'] = 'damaged') {
    super(message);
    this.kind = kind;
  }
}

/** A state as text of a file. The same state gives the same bytes. */
export function stateText(state: AppState): string {
  return `${canonical(state)}\n`;
}

/** @throws StateError when the text is no state */
export function stateFrom(text: string): AppState {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    const kind = isTable(text) ? 'table' : 'stranger';
    throw new StateError('expected a state of Forewarned, found text that is damaged or something else', kind);
  }
  if (!isGroup(data) || typeof data.schema !== 'string')
    throw new StateError('expected a state of Forewarned, found something else', 'stranger');
  const problem = problemIn(data);
  if (problem !== null) throw new StateError(problem);
  return data as AppState;
}

/** Two lines at least, with as many separators in each: a sheet of figures, or of people. */
function isTable(text: string): boolean {
  const lines = text.trim().split(/\r?\n/).slice(0, 3);
  return [',', ';', '\t'].some((sign) => {
    const [first = 0, ...others] = lines.map((line) => line.split(sign).length);
    return first > 1 && others.length > 0 && others.every((count) => count === first);
  });
}

/** A state as the part of a link behind `#/compare?s=`. */
export function stateLink(state: AppState): string {
  const bytes = deflateSync(strToU8(canonical(state)), { level: 9 });
  return btoa(strFromU8(bytes, true)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** @throws StateError when the link is cut off, changed, or no state */
export function stateFromLink(link: string): AppState {
  let text: string;
  try {
    text = strFromU8(inflateSync(strToU8(atob(link.replaceAll('-', '+').replaceAll('_', '/')), true)));
  } catch {
    throw new StateError('expected the whole link, found one that is cut off or changed');
  }
  return stateFrom(text);
}

/**
 * The most people that a page can simulate. With isolation the workers that share a world share memory, too; elsewhere a page stays
 * with what it can do in a sitting.
 */
export function mostPeople(): number {
  return globalThis.crossOriginIsolated === true ? 2_000_000 : 100_000;
}

const keys = ['schema', 'scenario', 'over', 'changed', 'size'];
const limits = (): { readonly [K in Exclude<keyof Size, 'seed'>]: readonly [least: number, most: number] } => ({
  people: [100, mostPeople()],
  weeks: [1, 1040],
  replicates: [1, 10_000],
  draws: [1, 10_000],
});

/** What is wrong with data that should be a state; null when nothing is. */
function problemIn(data: unknown): string | null {
  if (!isGroup(data)) return 'expected a state of Forewarned, found something else';
  if (data.schema !== SCHEMA)
    return `expected a state of this version (${SCHEMA}), found ${JSON.stringify(data.schema ?? null).slice(0, 60)}`;
  const stranger = Object.keys(data).find((key) => !keys.includes(key));
  if (stranger !== undefined) return `expected ${keys.join(', ')}, found "${stranger.slice(0, 40)}"`;
  const { scenario, over, changed, size } = data;
  if (typeof scenario !== 'string') return 'scenario: expected the id of a scenario, found none';
  if (!isGroup(over)) return 'over: expected what differs from the scenario, found something else';
  if (!isGroup(changed) || Object.values(changed).some((value) => typeof value !== 'number' || !Number.isFinite(value)))
    return 'changed: expected numbers by name, found something else';
  if (!isGroup(size)) return 'size: expected people, weeks, replicates, draws and seed, found none';
  for (const [name, [least, most]] of Object.entries(limits())) {
    const value = size[name];
    if (!Number.isInteger(value) || (value as number) < least || (value as number) > most) {
      const found = JSON.stringify(value ?? null).slice(0, 40);
      const remedy =
        Number(value) > most
          ? '; larger comparisons are for the command line, or for a page served with its headers (`forewarned serve`)'
          : '';
      return `size.${name}: expected a whole number from ${least} to ${most}, found ${found}${remedy}`;
    }
  }
  if (typeof size.seed !== 'string' || size.seed === '' || size.seed.length > 200)
    return 'size.seed: expected words of 1 to 200 characters, found none';
  return null;
}

function isGroup(data: unknown): data is { readonly [key: string]: unknown } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}
