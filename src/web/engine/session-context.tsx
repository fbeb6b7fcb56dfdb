import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from 'react';
import { Session, type SessionView } from './session.ts';

/** Seconds of computing that nobody wants to lose by mistake. */
const LONG = 20;

const Context = createContext<Session | null>(null);

/** One comparison for the whole page: what Compare runs, Results shows. */
export function WithSession({ children }: { readonly children: ReactNode }) {
  const [session] = useState(() => new Session());
  useEffect(() => {
    // The question comes back after a reload, its results do not: ask before losing what took long.
    const ask = (event: BeforeUnloadEvent) => {
      if (session.snapshot().took >= LONG) event.preventDefault();
    };
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [session]);
  return <Context value={session}>{children}</Context>;
}

export function useSession(): { readonly session: Session; readonly view: SessionView } {
  const session = useContext(Context);
  if (session === null) throw new Error('useSession: expected to be inside WithSession.');
  const view = useSyncExternalStore(session.subscribe, session.snapshot);
  return { session, view };
}
