import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import { useAskBeforeLeaving } from '../results/unsaved.ts';
import { Session, type SessionView } from './session.ts';

const Context = createContext<Session | null>(null);

/** One comparison for the whole page: what Compare runs, Results shows. */
export function WithSession({ children }: { readonly children: ReactNode }) {
  const [session] = useState(() => new Session());
  // The question comes back after a reload, its results do not, behind whichever door somebody stands.
  useAskBeforeLeaving(useSyncExternalStore(session.subscribe, () => session.snapshot().comparison));
  return <Context value={session}>{children}</Context>;
}

export function useSession(): { readonly session: Session; readonly view: SessionView } {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession: expected to be inside WithSession.');
  const view = useSyncExternalStore(session.subscribe, session.snapshot);
  return { session, view };
}
