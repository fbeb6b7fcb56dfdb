import { Button, TextInput } from '@mantine/core';
import { useDeferredValue, useMemo, useState } from 'react';
import { ledger } from '../../evidence/ledger.ts';
import type { LedgerRow } from '../../evidence/ledger-row.ts';
import { assumptionsOf } from '../../scenario/assumptions.ts';
import { modelDeclarations } from '../../scenario/declared.ts';
import type { Settled } from '../../scenario/settled.ts';
import { useTexts } from '../i18n/index.ts';
import { NumberField } from '../parts/number-field.tsx';
import { decimalIn } from '../parts/number-text.ts';
import type { AppState } from '../state/app-state.ts';
import { assumptionLabels, oftenAsked } from './assumption-words.ts';
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
  const labels = useMemo(() => assumptionLabels(ledger(modelDeclarations.mechanisms, modelDeclarations.channels)), []);
  const labelOf = ({ parameter, meaning }: LedgerRow): string => labels.get(parameter) ?? meaning;
  const [shown, setShown] = useState(SHOWN);
  const often = oftenAsked.flatMap((name) => rows.find(({ parameter }) => parameter === name) ?? []);
  const fitting = (sought === '' ? often : rows).filter(
    (row) =>
      !isChanged(row) &&
      sought
        .split(/\s+/)
        .every((word) => `${row.parameter} ${labelOf(row)} ${row.source}`.toLowerCase().includes(word)),
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
        <Assumption key={row.parameter} row={row} label={labelOf(row)} state={state} put={put} />
      ))}
      <TextInput
        type="search"
        label={t('assumptions.search')}
        placeholder={t('assumptions.hint')}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setShown(SHOWN);
        }}
      />
      <p className="note" role="status">
        {sought === '' ? t('assumptions.often') : t('assumptions.found', { count: fitting.length })}{' '}
        {fitting.length > shown && t('assumptions.shown', { count: shown })}
      </p>
      {fitting.slice(0, shown).map((row) => (
        <Assumption key={row.parameter} row={row} label={labelOf(row)} state={state} put={put} />
      ))}
      {fitting.length > shown && (
        <Button variant="outline" size="compact-md" onClick={() => setShown(fitting.length)}>
          {t('assumptions.all', { count: fitting.length })}
        </Button>
      )}
    </Lever>
  );
}

function Assumption({
  row,
  label,
  state,
  put,
}: {
  readonly row: LedgerRow;
  readonly label: string;
  readonly state: AppState;
  readonly put: (state: AppState) => void;
}) {
  const t = useTexts('compare');
  const { parameter, unit, low, high } = row;
  const value = state.changed[parameter];
  const set = (next: number): void => put(withAssumption(state, parameter, next === row.default ? null : next));
  return (
    <div className="number">
      <div className={value === undefined ? 'meaning' : 'meaning guess'}>{label}</div>
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
        <NumberField
          called={t('assumptions.value', { meaning: label, name: parameter })}
          value={value ?? row.default}
          least={low}
          most={high}
          step={Number(((high - low) / STEPS).toPrecision(1))}
          read={decimalIn}
          show={(one) => String(Number(one.toPrecision(6)))}
          put={set}
        />
        {value !== undefined && (
          <Button
            variant="subtle"
            size="compact-xs"
            aria-label={t('assumptions.backLabel', { meaning: label })}
            onClick={() => put(withAssumption(state, parameter, null))}
          >
            {t('assumptions.back')}
          </Button>
        )}
      </div>
    </div>
  );
}
