import { type Remote, wrap } from 'comlink';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LabSite } from './lab-worker.ts';
import type { Doing, Followed, Shown, Villagers, VillageSettings } from './village.ts';

/** The worker of the Lab as the page sees it; what it cannot do comes back as a rejection, never as silence. */
export class LabClient {
  private worker: Worker | null = null;
  private site: Remote<LabSite> | null = null;
  private gone: Promise<never> | null = null;
  private lost: ((reason: Error) => void) | null = null;

  open(settings: VillageSettings): Promise<Villagers> {
    return this.ask((site) => site.open(settings));
  }
  tell(settings: VillageSettings, doing: Doing): Promise<Shown> {
    return this.ask((site) => site.tell(settings, doing));
  }
  follow(settings: VillageSettings, doing: Doing, id: number): Promise<Followed> {
    return this.ask((site) => site.follow(settings, doing, id));
  }

  /** Lets the worker go; the next question hires another one. */
  close(): void {
    this.worker?.terminate();
    this.worker = null;
    this.lost?.(new Error('the worker was let go'));
  }

  private ask<T>(question: (site: Remote<LabSite>) => Promise<T>): Promise<T> {
    if (this.worker === null) {
      const worker = new Worker(new URL('./lab-worker.ts', import.meta.url), { type: 'module' });
      this.worker = worker;
      this.site = wrap<LabSite>(worker);
      this.gone = new Promise<never>((_, reject) => {
        this.lost = reject;
        worker.addEventListener('error', (event) => {
          // It is told here; the page need not hear of it a second time.
          event.preventDefault();
          reject(new Error(event.message || 'the worker could not be loaded'));
          this.close();
        });
        worker.addEventListener('messageerror', () => reject(new Error('a message could not be read')));
      });
      // Told to whoever asks; nobody asking is no fault of its own.
      this.gone.catch(() => undefined);
    }
    const { site, gone } = this;
    if (site === null || gone === null) return Promise.reject(new Error('the worker is not there'));
    return Promise.race([question(site), gone]);
  }
}

/** One worker for the Lab while it is open. */
export function useLab(): LabClient {
  const client = useMemo(() => new LabClient(), []);
  useEffect(() => () => client.close(), [client]);
  return client;
}

export type Answer<T> = {
  /** The last answer; stays until the next one is there. */
  readonly value: T | null;
  /** Whether `value` is the answer to what is asked now. */
  readonly isCurrent: boolean;
  readonly fault: string | null;
  readonly again: () => void;
};

/** Asks whenever the question changes, the last question only: what was asked meanwhile is passed over. */
export function useAnswer<T>(key: string | null, ask: () => Promise<T>): Answer<T> {
  const [got, setGot] = useState<{ key: string; value: T } | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [tries, setTries] = useState(0);
  const latest = useRef(ask);
  latest.current = ask;
  const busy = useRef(false);
  const wanted = useRef<string | null>(null);
  /** Who mounts anew asks anew: answers to what was asked before are nobody's. */
  const life = useRef(0);
  useEffect(
    () => () => {
      life.current++;
      busy.current = false;
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a try more asks the same again
  useEffect(() => {
    wanted.current = key;
    if (key === null || busy.current) return;
    const mine = life.current;
    const run = async () => {
      busy.current = true;
      while (wanted.current !== null) {
        const asked = wanted.current;
        try {
          const value = await latest.current();
          if (life.current !== mine) return;
          setFault(null);
          setGot({ key: asked, value });
        } catch (reason) {
          if (life.current !== mine) return;
          if (wanted.current === asked) setFault(reason instanceof Error ? reason.message : String(reason));
        }
        if (wanted.current === asked) break;
      }
      busy.current = false;
    };
    void run();
  }, [key, tries]);
  const again = useCallback(() => {
    setFault(null);
    setTries((count) => count + 1);
  }, []);
  return { value: got?.value ?? null, isCurrent: got?.key === key, fault, again };
}
