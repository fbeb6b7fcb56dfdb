import { useSyncExternalStore } from 'react';
import type { AppState } from '../state/app-state.ts';
import type { Opened } from './opened-package.ts';

/** What was opened last: it stays while somebody looks behind another door. */
export type OpenedFile =
  | { readonly kind: 'package'; readonly name: string; readonly opened: Opened }
  | { readonly kind: 'state'; readonly name: string; readonly state: AppState }
  | { readonly kind: 'problem'; readonly text: string };

/** The file that was opened last, and whether its runs are the ones to look at. */
export type OpenedView = { readonly file: OpenedFile | null; readonly isShown: boolean };

class OpenedStore {
  private view: OpenedView = { file: null, isShown: false };
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  readonly snapshot = (): OpenedView => this.view;

  put(change: Partial<OpenedView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}

export const openedStore = new OpenedStore();

export function useOpened(): OpenedView {
  return useSyncExternalStore(openedStore.subscribe, openedStore.snapshot);
}
