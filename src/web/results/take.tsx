import { Button, NativeSelect, Progress } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { tables } from '../../report/codebook.ts';
import type { TableChoice } from '../../report/result-tables.ts';
import { number } from '../../report/words.ts';
import { batchOf, type SessionView } from '../engine/session.ts';
import { useTexts } from '../i18n/index.ts';
import { Copied } from './copy.tsx';
import type { Packed } from './package-source.ts';
import { Cancelled, type Packing, pack, packTable, pageEnvironment } from './packing.ts';
import { commandFor, ownScenario } from './question.ts';
import { save } from './save.ts';
import { markSaved } from './unsaved.ts';

declare const FOREWARNED_VERSION: string;

/** Tables that one may want alone. */
const single = tables
  .filter(({ onRequest }) => onRequest === undefined || onRequest === 'series')
  .map(({ name }) => name);

type Doing =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'packing'; readonly runs: number; readonly file: string }
  | { readonly kind: 'told'; readonly text: string };

/** The package of all that was computed, as a file; and single tables of it. */
export function Take({ view }: { readonly view: SessionView }) {
  const t = useTexts('results');
  const [kind, setKind] = useState<TableChoice>('usual');
  const [doing, setDoing] = useState<Doing>({ kind: 'nothing' });
  const work = useRef<Packing<Blob> | null>(null);
  // Whoever goes away does not wait for it.
  useEffect(() => () => work.current?.cancel(), []);
  const { plan, comparison, state, results, status } = view;
  if (plan === null || comparison === null || state === null) return null;
  const isRunning = status === 'running' || status === 'preparing';
  const packed = (): Packed => ({
    batch: batchOf(plan, comparison.defaults),
    // What comes in while it is packed belongs to the next package.
    results: [...results],
    own: ownScenario(state),
    environment: pageEnvironment(FOREWARNED_VERSION),
  });
  const total = results.reduce((sum, { rows }) => sum + rows.length, 0);
  const carry = async (name: string, begun: Packing<Blob>, onSaved?: () => void): Promise<void> => {
    work.current = begun;
    setDoing({ kind: 'packing', runs: 0, file: '' });
    try {
      const file = await begun.result;
      save(name, file);
      onSaved?.();
      const size = t('take.size', { size: number(file.size / 1e6, 1) });
      setDoing({ kind: 'told', text: t('take.done', { name, size }) });
    } catch (fault) {
      const reason = fault instanceof Error ? fault.message : String(fault);
      setDoing({
        kind: 'told',
        text: fault instanceof Cancelled ? t('take.cancelled') : t('take.failed', { reason }),
      });
    }
  };
  const stem = `${plan.settled.id}-${comparison.fingerprint.slice(0, 8)}`;
  const isPacking = doing.kind === 'packing';
  return (
    <section className="paper screen" aria-labelledby="take">
      <h2 id="take">{t('take.title')}</h2>
      <p>{t('take.text')}</p>
      {status === 'cut' && <p className="small">{t('take.partial')}</p>}
      <div className="choices screen">
        <NativeSelect
          label={t('take.kinds')}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as TableChoice)}
          data={(['usual', 'csv', 'both'] as const).map((value) => ({ value, label: t(`take.${value}`) }))}
        />
        <Button
          disabled={isPacking || isRunning}
          onClick={() =>
            void carry(
              `${stem}.zip`,
              pack(packed(), kind, (progress) => setDoing({ kind: 'packing', ...progress })),
              () => markSaved(comparison),
            )
          }
        >
          {t('take.pack')}
        </Button>
        {isPacking && (
          <Button variant="default" onClick={() => work.current?.cancel()}>
            {t('take.cancel')}
          </Button>
        )}
      </div>
      {isPacking && <Progress aria-label={t('take.label')} value={total === 0 ? 0 : (100 * doing.runs) / total} />}
      <p role="status" className="small">
        {isRunning && t('take.running')}
        {doing.kind === 'told' && doing.text}
      </p>
      {isPacking && (
        <p className="small">
          {doing.runs < total
            ? t('take.packing', { runs: number(doing.runs), total: number(total) })
            : t('take.writing', { file: doing.file })}
        </p>
      )}
      <h3>{t('take.levels')}</h3>
      <ul className="small levels">
        <li>✓ {t('take.always')}</li>
        <li>✓ {t('take.series')}</li>
        <li>– {t('take.records')}</li>
      </ul>
      <p className="small">{t('take.recordsHow')}</p>
      <Copied
        text={commandFor('run', state, ' --record series person effect event --tables both')}
        label={t('again.copyCode', { title: t('take.records') })}
      />
      <h3>{t('take.tables')}</h3>
      <p className="screen single-tables">
        {single
          .filter((table) => table !== 'contrasts' || comparison.contrasts.length > 0)
          .map((table) => (
            <Button
              key={table}
              size="compact-sm"
              variant="default"
              disabled={isPacking || isRunning}
              onClick={() => void carry(`${stem}-${table}.csv`, packTable(packed(), `${table}.csv`))}
            >
              {t('take.table', { table })}
            </Button>
          ))}
      </p>
    </section>
  );
}
