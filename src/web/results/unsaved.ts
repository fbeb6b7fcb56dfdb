import { useEffect } from 'react';
import type { Comparison } from '../../experiment/comparison.ts';

/** Comparisons that were taken home as a package. */
const saved = new WeakSet<Comparison>();

export function markSaved(comparison: Comparison): void {
  saved.add(comparison);
}

/** Has the browser ask whoever closes or reloads the page before runs are gone that are in no package. */
export function useAskBeforeLeaving(comparison: Comparison | null): void {
  useEffect(() => {
    if (comparison === null) return;
    const ask = (event: BeforeUnloadEvent): void => {
      if (!saved.has(comparison)) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [comparison]);
}
