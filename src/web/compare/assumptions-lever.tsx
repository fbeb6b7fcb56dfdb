import { Button, NumberInput, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { ledger } from '../../evidence/ledger.ts';
import type { LedgerRow } from '../../evidence/ledger-row.ts';
import { assumptionsOf } from '../../scenario/assumptions.ts';
import { modelDeclarations } from '../../scenario/declared.ts';
import type { Settled } from '../../scenario/settled.ts';
import { useTexts } from '../i18n/index.ts';
import type { AppState } from '../state/app-state.ts';
import { scenarioCalled } from './catalogue.ts';
import type { LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';
import { withAssumption } from './question.ts';

/** A list longer than this is not read; the search makes it shorter. */
const SHOWN = 12;
/** Steps from the lower end of a range to the upper one. */
const STEPS = 40;

/** Numbers of model and channels that this question rests on and nobody knows exactly. */
export function assumptionsIn(settled: Settled): readonly LedgerRow[] {
  const used = new Map(settled.uncertain.map((one) => [one.name, one]));
  return ledger(modelDeclarations.mechanisms, modelDeclarations.channels).flatMap((row) => {
    const own = used.get(row.parameter);
    if (own === undefined) return [];
    return [{ ...row, default: own.value, low: own.range[0], high: own.range[1], source: own.basis }];
  });
}

const isGuess = ({ source }: LedgerRow): boolean => source.startsWith('assumed');

/** A number as short as it can be said. */
export const short = (value: number): string => String(Number(value.toPrecision(3)));

/** What is assumed, apart from what a campaign decides: a search of the numbers, and a few that are changed. */
export function AssumptionsLever({ state, put, settled }: LeverProps) {
  const t = useTexts('compare');
  const [words, setWords] = useState('');
  const sought = useDeferredValue(words.trim().toLowerCase());
  const rows = useMemo(() => (settled === null ? [] : assumptionsIn(settled)), [settled]);
  const counts = useMemo(() => (settled === null ? null : assumptionsOf(settled)), [settled]);
  const isChanged = ({ parameter }: LedgerRow): boolean => state.changed[parameter] !== undefined;
  const found = rows.filter(
    (row) =>
      !isChanged(row) &&
      sought.split(/\s+/).every((word) => `${row.parameter} ${row.meaning} ${row.source}`.toLowerCase().includes(word)),
  );
  const changed = rows.filter(isChanged);
  const hasConditions = (scenarioCalled(state.scenario)?.conditions ?? 0) > 0;
  return (
    <Lever
      title={t('assumptions.title')}
      state={changed.length > 0 ? t('assumptions.changed', { count: changed.length }) : ''}
    >
      {counts !== null && <p>{t('assumptions.guesses', counts)}</p>}
      <p className="note">{t('assumptions.lead')}</p>
      {hasConditions && <p className="note">{t('assumptions.conditions')}</p>}
      {changed.map((row) => (
        <Assumption key={row.parameter} row={row} state={state} put={put} />
      ))}
      <TextInput
        type="search"
        label={t('assumptions.search')}
        placeholder={t('assumptions.hint')}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      {sought !== '' && (
        <>
          <p className="note" role="status">
            {t('assumptions.found', { count: found.length })}{' '}
            {found.length > SHOWN && t('assumptions.shown', { count: SHOWN })}
          </p>
          {found.slice(0, SHOWN).map((row) => (
            <Assumption key={row.parameter} row={row} state={state} put={put} />
          ))}
        </>
      )}
    </Lever>
  );
}

function Assumption({
  row,
  state,
  put,
}: {
  readonly row: LedgerRow;
  readonly state: AppState;
  readonly put: (state: AppState) => void;
}) {
  const t = useTexts('compare');
  const { parameter, meaning, unit, low, high } = row;
  const value = state.changed[parameter];
  const set = (next: number): void => {
    const held = Math.min(high, Math.max(low, next));
    put(withAssumption(state, parameter, held === row.default ? null : held));
  };
  return (
    <div className="number">
      <div className={value === undefined ? 'meaning' : 'meaning guess'}>{meaning}</div>
      <div>
        <div className="small">
          {t('assumptions.row', { unit, value: short(row.default), low: short(low), high: short(high) })}
        </div>
        <div className="small">
          {isGuess(row) && <span className="guess">{t('assumptions.guess')}. </span>}
          {t('assumptions.source', { source: row.source.replace(/^assumed: ?/, '') })}
        </div>
        <div className="small">
          <code>{parameter}</code>
        </div>
      </div>
      <div>
        <NumberInput
          aria-label={t('assumptions.value', { meaning, name: parameter })}
          value={value ?? row.default}
          min={low}
          max={high}
          step={Number(((high - low) / STEPS).toPrecision(1))}
          clampBehavior="blur"
          onChange={(next) => typeof next === 'number' && next >= low && next <= high && set(next)}
        />
        {value !== undefined && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={t('assumptions.backLabel', { meaning })}
            onClick={() => put(withAssumption(state, parameter, null))}
          >
            {t('assumptions.back')}
          </Button>
        )}
      </div>
    </div>
  );
}
