import { Button, Progress } from '@mantine/core';
import { sentence } from '../../scenario/problem.ts';
import { useSession } from '../engine/session-context.tsx';
import { useTexts } from '../i18n/index.ts';

/** How far the runs are, where they are not all there. */
export function Running() {
  const t = useTexts('results');
  const { session, view } = useSession();
  const { status, progress, fault, problems, comparison, results } = view;
  const [done, total] = [progress?.done ?? 0, progress?.total ?? 0];
  if (status === 'idle' || status === 'done') return null;
  if (status === 'cut' || status === 'broken') {
    const [first] = problems;
    // Progress counts those under way, too, which are lost.
    const finished = results.reduce((sum, { rows, failures }) => sum + rows.length + failures.length, 0);
    return (
      <div className="running" role="status">
        <p>
          {status === 'cut' && t('running.cut', { done: finished, total })}
          {status === 'broken' &&
            (first === undefined
              ? t('running.broken', { reason: fault ?? '' })
              : t('running.unread', { problem: sentence(first) }))}
        </p>
        {view.plan !== null && <Button onClick={() => void session.goOn()}>{t('running.goOn')}</Button>}
      </div>
    );
  }
  return (
    <div className="running">
      <Progress aria-label={t('running.label')} value={total === 0 ? 0 : (100 * done) / total} />
      <p>
        {status === 'preparing' || progress === null ? t('running.preparing') : t('running.progress', { done, total })}
        {(progress?.failed ?? 0) > 0 && `, ${t('running.failed', { count: progress?.failed ?? 0 })}`}{' '}
        {comparison === null && t('running.soon')}
      </p>
      <Button variant="default" onClick={() => session.cancel()}>
        {t('running.cancel')}
      </Button>
    </div>
  );
}
