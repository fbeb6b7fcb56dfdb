import { Button, NativeSelect, NumberInput, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { euros } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { armOf, type LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';
import {
  budgetOf,
  entriesOf,
  idOf,
  MY_MIX,
  mixable,
  mixOf,
  moneyOf,
  moved,
  ownBudgetOf,
  withBudget,
  withMix,
  withOwnBudget,
  withoutDesign,
} from './question.ts';

/** Euros in steps that somebody who plans a campaign thinks in. */
const STEP = 10_000;
const MOST = 1_000_000_000;

/** One budget for all, or its own for each. */
export function MoneyLever({ state, put, settled }: LeverProps) {
  const t = useTexts('compare');
  const ids = entriesOf(state).map(idOf);
  const hasOwn = ids.some((id) => ownBudgetOf(state, id) !== null);
  const all = budgetOf(state);
  const titleFor = (id: string): string => armOf(settled, id)?.title ?? id;
  const fixed = (id: string): number | null => {
    const arm = armOf(settled, id);
    const money = arm === undefined ? 0 : moneyOf(arm);
    // Its parts state amounts: the budget does not move them.
    return arm?.components.some(({ budget }) => JSON.stringify(budget).includes('.budget"')) === true &&
      !JSON.stringify(arm.components.map(({ budget }) => budget)).includes('scenario.budget') &&
      ownBudgetOf(state, id) === null
      ? money
      : null;
  };
  return (
    <Lever title={t('budget.title')} state={hasOwn ? t('budget.each') : euros(all)}>
      <SegmentedControl
        fullWidth
        aria-label={t('budget.label')}
        value={hasOwn ? 'each' : 'same'}
        onChange={(value) =>
          put(ids.reduce((next, id) => withOwnBudget(next, id, value === 'each' ? all : null), state))
        }
        data={[
          { value: 'same', label: t('budget.same') },
          { value: 'each', label: t('budget.each') },
        ]}
      />
      {hasOwn ? (
        ids.map((id) => (
          <Euros
            key={id}
            label={t('budget.own', { title: titleFor(id) })}
            value={ownBudgetOf(state, id) ?? all}
            put={(value) => put(withOwnBudget(state, id, value))}
          />
        ))
      ) : (
        <Euros label={t('budget.all')} value={all} put={(value) => put(withBudget(state, value))} />
      )}
      {ids.map((id) => {
        const money = fixed(id);
        return (
          money !== null && (
            <p key={id} className="note">
              {titleFor(id)}: {t('budget.fixed', { money: euros(money) })}
            </p>
          )
        );
      })}
      <p className="note">{t('budget.note')}</p>
    </Lever>
  );
}

function Euros({
  label,
  value,
  put,
}: {
  readonly label: string;
  readonly value: number;
  readonly put: (value: number) => void;
}) {
  return (
    <NumberInput
      label={label}
      value={value}
      min={0}
      max={MOST}
      step={STEP}
      allowNegative={false}
      thousandSeparator=","
      prefix="€ "
      onChange={(next) => typeof next === 'number' && Number.isFinite(next) && put(Math.min(MOST, Math.max(0, next)))}
    />
  );
}

/** A division of one budget over approaches: sliders that always sum to the whole. */
export function MixLever({ state, put, settled }: LeverProps) {
  const t = useTexts('compare');
  const bases = mixable(state);
  const [wanted, setWanted] = useState<string | null>(null);
  const base = wanted !== null && bases.includes(wanted) ? wanted : (bases[0] ?? null);
  const has = entriesOf(state).some((entry) => idOf(entry) === MY_MIX);
  const mix = has ? mixOf(state, MY_MIX) : [];
  const money = ownBudgetOf(state, MY_MIX) ?? budgetOf(state);
  const titleFor = (id: string): string => armOf(settled, id)?.title ?? id;
  const begin = (from: string): void => {
    const truthfulness = armOf(settled, from)?.truthfulness ?? 'truthful';
    put(withMix(state, { from, title: t('mix.name'), truthfulness, mix: mixOf(state, from) }));
  };
  const set = (id: string, percent: number): void => {
    const truthfulness = armOf(settled, MY_MIX)?.truthfulness ?? 'truthful';
    put(withMix(state, { from: MY_MIX, title: t('mix.name'), truthfulness, mix: moved(mix, id, percent) }));
  };
  const parts = mix.map(({ percent }) => percent).join('/');
  return (
    <Lever title={t('mix.title')} state={has ? t('mix.state', { parts }) : ''}>
      <p className="note">{t('mix.lead')}</p>
      {base === null && !has && <p className="note">{t('mix.none')}</p>}
      {base !== null && !has && (
        <>
          <NativeSelect
            label={t('mix.from')}
            value={base}
            onChange={(event) => setWanted(event.currentTarget.value)}
            data={bases.map((id) => ({ value: id, label: titleFor(id) }))}
          />
          <Button variant="outline" onClick={() => begin(base)}>
            {t('mix.begin')}
          </Button>
        </>
      )}
      {has && (
        <>
          {mix.map(({ id, percent }) => {
            const part = id.replaceAll('-', ' ');
            const told = t('mix.share', { percent, money: euros((money * percent) / 100) });
            return (
              <label key={id} className="share">
                <span className="name">{part}</span>
                <span>{told}</span>
                <input
                  type="range"
                  min={0}
                  max={100}
                  step={1}
                  value={percent}
                  aria-valuetext={told}
                  onChange={(event) => set(id, Number(event.currentTarget.value))}
                />
              </label>
            );
          })}
          <p>{t('mix.sum', { percent: mix.reduce((sum, { percent }) => sum + percent, 0), money: euros(money) })}</p>
          <Button variant="subtle" size="compact-sm" onClick={() => put(withoutDesign(state, MY_MIX))}>
            {t('mix.remove')}
          </Button>
        </>
      )}
    </Lever>
  );
}
