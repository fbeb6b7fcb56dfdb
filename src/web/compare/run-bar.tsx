import { Button } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { number } from '../../report/words.ts';
import type { Session, SessionView } from '../engine/session.ts';
import { useTexts } from '../i18n/index.ts';
import type { AppState } from '../state/app-state.ts';

/** Percent after which progress is said again to those who hear it: seldom enough to listen to. */
const SAID = 25;

/** One button, and how far the runs are: it stays in sight while the page moves. */
export function RunBar({
  session,
  view,
  state,
  designs,
  circumstances,
  isEven,
  seconds,
  memory,
  isStale,
  isPossible,
}: {
  readonly session: Session;
  readonly view: SessionView;
  readonly state: AppState;
  /** Designs and circumstances of the question. */
  readonly designs: number;
  readonly circumstances: number;
  /** Whether each circumstance has all of the designs. */
  readonly isEven: boolean;
  /** About how long it takes, seconds; null while the question cannot be run. */
  readonly seconds: number | null;
  /** About how much memory it takes, bytes; null where that is not worth saying. */
  readonly memory: number | null;
  /** Whether the answer that is shown is to another question. */
  readonly isStale: boolean;
  readonly isPossible: boolean;
}) {
  const t = useTexts('compare');
  const time = useDuration();
  const { status, progress } = view;
  const isBusy = status === 'running' || status === 'preparing';
  const canGoOn = !isStale && (status === 'cut' || (status === 'broken' && view.plan !== null));
  const failed = t('run.failed', { count: progress?.failed ?? 0 });
  const { people, weeks, replicates } = state.size;
  const count = t('run.designs', { count: designs });
  const worlds = t('run.circumstances', { count: circumstances });
  const whole = t('run.size', {
    ...{ people: number(people), weeks: number(weeks), replicates: number(replicates), count: replicates },
    designs: circumstances > 1 ? t(isEven ? 'run.in' : 'run.spread', { designs: count, circumstances: worlds }) : count,
    time: seconds === null ? '' : t('run.about', { time: time(seconds) }),
    memory: memory === null ? '' : t('run.memory', { gigabytes: number(memory / 1e9, 1) }),
  });
  const counts = { done: progress?.done ?? 0, total: progress?.total ?? 0 };
  const told = (): string => {
    if (status === 'preparing') return t('run.preparing');
    if (status === 'running')
      return t('run.running', {
        ...counts,
        failed,
        left: view.left === null ? '' : t('run.left', { time: time(view.left) }),
      });
    if (isStale || status === 'idle') return whole;
    if (status === 'cut') return t('run.cut', counts);
    if (status === 'broken') return view.fault === null ? whole : t('run.broken', { reason: view.fault });
    return t('run.done', { ...counts, failed });
  };
  return (
    <div className={`runbar screen${isBusy || isStale ? ' due' : ''}`}>
      {isBusy ? (
        <Button onClick={() => session.cancel()} variant="outline" size="md">
          {t('run.stop')}
        </Button>
      ) : (
        <>
          {canGoOn && (
            <Button size="md" onClick={() => void session.goOn()}>
              {t('run.goOn')}
            </Button>
          )}
          <Button
            size="md"
            variant={canGoOn ? 'outline' : 'filled'}
            disabled={!isPossible}
            onClick={() => void session.start(state)}
          >
            {canGoOn ? t('run.anew') : isStale ? t('run.again') : t('run.start')}
          </Button>
        </>
      )}
      <p className="told">{told()}</p>
      {isBusy && <progress aria-label={t('run.label')} max={counts.total || 1} value={counts.done} />}
      <Spoken view={view} told={told()} />
    </div>
  );
}

/** What a screen reader is told: each quarter, and the end. */
function Spoken({ view: { status, progress }, told }: { readonly view: SessionView; readonly told: string }) {
  const t = useTexts('compare');
  const [said, setSaid] = useState('');
  const last = useRef('');
  const percent = progress === null || progress.total === 0 ? 0 : (100 * progress.done) / progress.total;
  const quarter = Math.floor(percent / SAID) * SAID;
  useEffect(() => {
    const key = status === 'running' ? `running ${quarter}` : status;
    if (key === last.current || status === 'idle' || status === 'preparing') return;
    last.current = key;
    setSaid(status === 'running' ? t('run.said', { percent: quarter }) : told);
  }, [status, quarter, told, t]);
  return (
    <span role="status" className="unseen">
      {said}
    </span>
  );
}

/** Seconds in words. */
export function useDuration(): (seconds: number) => string {
  const t = useTexts('compare');
  return (seconds) =>
    seconds < 100
      ? t('run.seconds', { count: Math.max(1, Math.round(seconds)) })
      : t('run.minutes', { count: Math.round(seconds / 60) });
}
