import { useSyncExternalStore } from 'react';
import type { AppState } from '../state/app-state.ts';
import { freshState } from './question.ts';

/** The worked example: EUR 500,000, divided in different ways. */
const FIRST = 'north-africa-2023';

/**
 * The question that lies on the desk. It stays there while somebody looks behind another door, and each scenario keeps what was
 * changed in it, so that looking at another one loses nothing.
 */
class Desk {
  private state: AppState = freshState(FIRST);
  private readonly kept = new Map<string, AppState>();
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): AppState => this.state;

  /** The last link that was laid on the desk: coming back to it later does not undo what was changed since. */
  private link: string | null = null;

  readonly put = (state: AppState): void => {
    this.kept.set(this.state.scenario, this.state);
    this.state = state;
    for (const listener of this.listeners) listener();
  };

  /** Another scenario, as it was left. */
  readonly choose = (scenario: string): void => {
    this.put(this.kept.get(scenario) ?? freshState(scenario));
  };

  readonly isNew = (link: string): boolean => {
    const was = this.link;
    this.link = link;
    return link !== was;
  };
}

const desk = new Desk();

export function useDesk() {
  const state = useSyncExternalStore(desk.subscribe, desk.snapshot);
  const { put, choose, isNew } = desk;
  return { state, put, choose, isNew };
}
