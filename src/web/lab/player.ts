import { useReducedMotion } from '@mantine/hooks';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';

/** Milliseconds a week takes when it is played, and when nothing may glide. */
const WEEK = 420;
const WEEK_STILL = 900;

/** Time in a village: whole weeks for words, fractions of them for pictures. */
export type Player = {
  readonly week: number;
  readonly weeks: number;
  readonly isPlaying: boolean;
  readonly play: () => void;
  readonly stop: () => void;
  readonly toggle: () => void;
  readonly seek: (week: number) => void;
  readonly step: (by: number) => void;
  /** Calls back at every picture with the time in weeks, and once now. */
  readonly onTick: (listener: (time: number) => void) => () => void;
};

export function usePlayer(weeks: number): Player {
  const [week, setWeek] = useState(0);
  const [isPlaying, setPlaying] = useState(false);
  const time = useRef(0);
  const listeners = useRef(new Set<(time: number) => void>());
  const isStill = useReducedMotion();

  const show = useCallback((now: number) => {
    time.current = now;
    for (const listener of listeners.current) listener(now);
    setWeek(Math.floor(now + 1e-9));
  }, []);

  // A shorter story ends at its own last week.
  useEffect(() => {
    if (time.current > weeks) show(weeks);
  }, [weeks, show]);

  useEffect(() => {
    if (!isPlaying) return;
    let before: number | null = null;
    let waited = 0;
    let asked = 0;
    const turn = (now: number) => {
      const passed = before === null ? 0 : Math.min(200, now - before);
      before = now;
      if (isStill) {
        waited += passed;
        if (waited >= WEEK_STILL) {
          waited = 0;
          show(Math.min(weeks, Math.floor(time.current) + 1));
        }
      } else show(Math.min(weeks, time.current + passed / WEEK));
      if (time.current >= weeks) setPlaying(false);
      else asked = requestAnimationFrame(turn);
    };
    asked = requestAnimationFrame(turn);
    return () => cancelAnimationFrame(asked);
  }, [isPlaying, isStill, weeks, show]);

  return useMemo(() => {
    const seek = (to: number) => {
      setPlaying(false);
      show(Math.min(weeks, Math.max(0, Math.round(to))));
    };
    const play = () => {
      if (time.current >= weeks) show(0);
      setPlaying(true);
    };
    return {
      ...{ week: Math.min(week, weeks), weeks, isPlaying, seek, play },
      stop: () => setPlaying(false),
      toggle: () => (isPlaying ? setPlaying(false) : play()),
      // From between two weeks, back is the week begun and forward the next.
      step: (by) => seek(by < 0 ? Math.ceil(time.current) + by : Math.floor(time.current) + by),
      onTick: (listener) => {
        listeners.current.add(listener);
        listener(time.current);
        return () => listeners.current.delete(listener);
      },
    };
  }, [week, weeks, isPlaying, show]);
}

type Keys = { readonly [key: string]: () => void };

/** Keys that move weeks, the same wherever a village or a mind is watched. */
export function weekKeys({ toggle, step, seek, week }: Player, first = 0): Keys {
  return {
    ' ': toggle,
    ArrowLeft: () => step(week > first ? -1 : 0),
    ArrowRight: () => step(1),
    Home: () => seek(first),
  };
}

/** What keys mean, by name of the key. Keys that a control needs for itself stay with it. */
export function useKeys(keys: Keys): void {
  const now = useRef(keys);
  now.current = keys;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.defaultPrevented) return;
      if (!(event.target instanceof Element)) return;
      const action = now.current[event.key];
      // The slider of weeks means what the keys mean. Its own page keys would run against those of a clicker.
      const isSlider = event.target.closest('.player input') !== null;
      if (action === undefined) {
        if (isSlider && /^Page(Up|Down)$/.test(event.key)) event.preventDefault();
        return;
      }
      if (!isSlider && event.target.closest('input, select, textarea, [contenteditable]') !== null) return;
      if (event.key === ' ' && event.target.closest('button, summary') !== null) return;
      event.preventDefault();
      action();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
