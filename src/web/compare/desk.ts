import { useSyncExternalStore } from 'react';
import { type AppState, StateError, stateFrom } from '../state/app-state.ts';
import { scenarioCalled } from './catalogue.ts';
import { freshState } from './question.ts';

/** The worked example: EUR 500,000, divided in different ways. */
const FIRST = 'north-africa-2023';
/** Where the page keeps questions while its tab is open: a reload loses none. Nothing of it leaves the browser. */
const KEPT = 'forewarned/questions';

/** What is kept: the question on the desk, those of other scenarios, and the last link that was laid there. */
type Kept = {
  readonly state: AppState;
  readonly others: readonly AppState[];
  readonly link: string | null;
};

/** What an earlier load of this tab left; null where there is nothing, or nothing that can be read. */
export function keptIn(text: string | null): Kept | null {
  if (text === null) return null;
  try {
    const { state, others, link } = JSON.parse(text) as { [K in keyof Kept]?: unknown };
    const states = [state, ...(Array.isArray(others) ? others : [])].map((one) => stateFrom(JSON.stringify(one)));
    const [first, ...more] = states.filter(({ scenario }) => scenarioCalled(scenario) !== undefined);
    return first === undefined ? null : { state: first, others: more, link: typeof link === 'string' ? link : null };
  } catch (fault) {
    if (fault instanceof StateError || fault instanceof SyntaxError || fault instanceof TypeError) return null;
    throw fault;
  }
}

/** Some pages may keep nothing: then a reload begins anew. */
function storage(): Storage | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}

/**
 * The question that lies on the desk. It stays there while somebody looks behind another door, and each scenario keeps what was
 * changed in it, so that looking at another one loses nothing.
 */
class Desk {
  private state: AppState;
  private readonly kept: Map<string, AppState>;
  private readonly listeners = new Set<() => void>();
  /** The last link that was laid on the desk: coming back to it later does not undo what was changed since. */
  private link: string | null;

  constructor() {
    const earlier = keptIn(storage()?.getItem(KEPT) ?? null);
    this.state = earlier?.state ?? freshState(FIRST);
    this.kept = new Map(earlier?.others.map((one) => [one.scenario, one]));
    this.link = earlier?.link ?? null;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): AppState => this.state;

  readonly put = (state: AppState): void => {
    this.kept.set(this.state.scenario, this.state);
    this.state = state;
    this.keep();
    for (const listener of this.listeners) listener();
  };

  /** Another scenario, as it was left. */
  readonly choose = (scenario: string): void => {
    this.put(this.kept.get(scenario) ?? freshState(scenario));
  };

  readonly isNew = (link: string): boolean => {
    const was = this.link;
    this.link = link;
    if (link !== was) this.keep();
    return link !== was;
  };

  private keep(): void {
    const others = [...this.kept.values()].filter(({ scenario }) => scenario !== this.state.scenario);
    const kept: Kept = { state: this.state, others, link: this.link };
    try {
      storage()?.setItem(KEPT, JSON.stringify(kept));
    } catch {
      // Full, or not allowed: the question stays in the page.
    }
  }
}

const desk = new Desk();

export function useDesk() {
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const { put, choose, isNew } = desk;
  return { state, put, choose, isNew };
}
