import { useCallback, useSyncExternalStore } from 'react';

/** What was answered in this tab: loading it anew does not ask again, another tab begins anew. */
const answers = new Map<string, boolean>();
const listeners = new Set<() => void>();

function answerTo(name: string): boolean {
  const known = answers.get(name);
  if (known !== undefined) return known;
  let kept = false;
  try {
    kept = sessionStorage.getItem(name) === 'yes';
  } catch {
    // A browser that keeps nothing: it is known until the page is loaded anew.
  }
  answers.set(name, kept);
  return kept;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** A yes or no that stays while the tab is open; whoever asks by the same name gets the same. */
export function useKept(name: 'projector' | 'begun'): readonly [boolean, (value: boolean) => void] {
  const value = useSyncExternalStore(subscribe, () => answerTo(name));
  const put = useCallback(
    (next: boolean) => {
      answers.set(name, next);
      try {
        sessionStorage.setItem(name, next ? 'yes' : 'no');
      } catch {
        // As above.
      }
      for (const listener of listeners) listener();
    },
    [name],
  );
  return [value, put];
}
