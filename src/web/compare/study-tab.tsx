import { Button, NativeSelect } from '@mantine/core';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { NumberField } from '../parts/number-field.tsx';
import { wholeIn } from '../parts/number-text.ts';
import { Paper } from '../parts/paper.tsx';
import type { AppState } from '../state/app-state.ts';
import { ProblemBox } from './problem-box.tsx';
import { useDuration } from './run-bar.tsx';
import { useSourceWords } from './source-words.ts';
import { studyReport } from './study-report.ts';
import { type StudySession, shippedStudies } from './study-session.ts';

/** About half a minute on a laptop, whatever the study. */
const FIRST_LOOK = { people: 2000, worlds: 8, surveys: 10 } as const;
const USUAL = 'beneficiary-follow-up';

/** Would my study see it? An imaginary study, held many times, against what is true. */
export function StudyTab({
  session,
  state,
  designs,
  usual,
  circumstances,
}: {
  readonly session: StudySession;
  /** The question that was compared. */
  readonly state: AppState;
  readonly designs: readonly { readonly id: string; readonly title: string }[];
  /** What the scenario would study, and how. */
  readonly usual: { readonly design: string | null; readonly study: string | null };
  readonly circumstances: number;
}) {
  const t = useTexts('compare');
  const time = useDuration();
  const sourceWords = useSourceWords();
  const view = useSyncExternalStore(session.subscribe, session.snapshot);
  const studies = useMemo(shippedStudies, []);
  const [study, setStudy] = useState(view.wish?.study ?? usual.study ?? USUAL);
  const [design, setDesign] = useState(view.wish?.design ?? usual.design ?? '');
  const [size, setSize] = useState<{ [K in keyof typeof FIRST_LOOK]: number }>(FIRST_LOOK);
  const chosen = studies.find(({ id }) => id === study) ?? studies[0];
  const of = designs.some(({ id }) => id === design) ? design : (designs[0]?.id ?? '');
  const { status, progress, left, refusal } = view;
  const isBusy = status === 'running' || status === 'preparing';
  const counts = { done: progress?.done ?? 0, total: progress?.total ?? 0 };
  const report = useMemo(
    () =>
      view.found === null
        ? null
        : studyReport(view.found, document, {
            ...{ answer: t('study.answer'), reports: t('study.reports'), split: t('study.split') },
            ...{ power: t('study.power'), numbers: t('study.numbers'), assumed: t('study.assumed') },
            ...{ statisticians: t('limits.statisticians') },
            ...{ dashed: t('study.dashed'), sums: t('study.sums'), band: t('study.band') },
          }),
    [view.found, t],
  );
  return (
    <div>
      <div className="paper">
        <p>{t('study.lead')}</p>
      </div>
      <div className="screen">
        <div className="pair">
          <NativeSelect
            label={t('study.study')}
            value={study}
            onChange={(event) => setStudy(event.currentTarget.value)}
            data={studies.map(({ id, title }) => ({ value: id, label: title }))}
          />
          <NativeSelect
            label={t('study.design')}
            value={of}
            onChange={(event) => setDesign(event.currentTarget.value)}
            data={designs.map(({ id, title }) => ({ value: id, label: title }))}
          />
        </div>
        {chosen !== undefined && (
          <p className="where">
            {t('study.about', { about: chosen.about, source: sourceWords(chosen.source) })}{' '}
            {t('study.asks', {
              size: number(sizeIn(chosen.sampling.size)),
              waves: chosen.measurement.waves.join(', '),
            })}
            {circumstances > 1 && ` ${t('study.first')}`}
          </p>
        )}
        <details className="quiet">
          <summary>{t('study.size')}</summary>
          <div className="pair">
            {(['people', 'worlds', 'surveys'] as const).map((key) => (
              <NumberField
                key={key}
                label={t(`study.${key}`)}
                value={size[key]}
                least={key === 'people' ? 100 : 1}
                most={key === 'people' ? 100_000 : 200}
                step={key === 'people' ? 500 : 1}
                read={wholeIn}
                show={(value) => number(value)}
                put={(value) => setSize({ ...size, [key]: value })}
              />
            ))}
          </div>
        </details>
        <div className="row study-run">
          {isBusy ? (
            <Button variant="outline" onClick={() => session.cancel()}>
              {t('run.stop')}
            </Button>
          ) : (
            <>
              {(status === 'cut' || status === 'broken') && counts.done > 0 && (
                <Button onClick={() => void session.goOn()}>{t('run.goOn')}</Button>
              )}
              <Button
                variant={status === 'cut' ? 'outline' : 'filled'}
                disabled={of === ''}
                onClick={() =>
                  void session.start({
                    ...{ state, study, design: of },
                    ...{ people: size.people, worlds: size.worlds, surveys: size.surveys },
                  })
                }
              >
                {view.wish === null ? t('study.start') : t('study.again')}
              </Button>
            </>
          )}
          <span className="told" role="status">
            {status === 'preparing' && t('run.preparing')}
            {status === 'cut' && t('study.cut', counts)}
            {status === 'broken' && view.fault !== null && t('run.broken', { reason: view.fault })}
          </span>
          {status === 'running' && (
            <span className="told">
              {t('study.running', { ...counts, left: left === null ? '' : t('run.left', { time: time(left) }) })}
            </span>
          )}
          {isBusy && <progress aria-label={t('run.label')} max={counts.total || 1} value={counts.done} />}
        </div>
      </div>
      {refusal?.kind === 'weeks' && (
        <p role="alert">{t('study.weeks', { week: refusal.needed - 1, needed: refusal.needed })}</p>
      )}
      {refusal?.kind === 'villages' && (
        <p role="alert">
          {t('study.villages', {
            found: refusal.found,
            people: number(refusal.people),
            wanted:
              refusal.wanted === null
                ? ''
                : t('study.wanted', {
                    ...{ people: number(refusal.people), least: refusal.least },
                    ...{ count: refusal.wanted.villages, enough: number(refusal.wanted.people) },
                  }),
          })}
        </p>
      )}
      {view.problems.length > 0 && (
        <ProblemBox title={t('problems.title')} lead={t('problems.lead')} problems={view.problems} />
      )}
      {report !== null && status !== 'done' && <p className="hint">{t('study.partial', { count: view.worlds })}</p>}
      <Paper>{report}</Paper>
    </div>
  );
}

/** The people a study asks, where the file has a figure or a bare number. */
function sizeIn(size: number | { readonly value: number }): number {
  return typeof size === 'number' ? size : size.value;
}
