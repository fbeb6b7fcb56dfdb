import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { euros, number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { NumberField } from '../parts/number-field.tsx';
import { wholeIn } from '../parts/number-text.ts';
import { useList } from './design-facts.tsx';
import { armOf, type LeverProps } from './designs-lever.tsx';
import { Lever } from './lever.tsx';
import {
  budgetOf,
  entriesOf,
  filledUp,
  idOf,
  isIdle,
  type Mix,
  MY_MIX,
  mixable,
  mixOf,
  moneyOf,
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
  const list = useList();
  const ids = entriesOf(state).map(idOf);
  const hasOwn = ids.some((id) => ownBudgetOf(state, id) !== null);
  const all = budgetOf(state);
  const titleFor = (id: string): string => armOf(settled, id)?.title ?? id;
  const idle = settled?.conditions.flatMap(({ arms }) => arms.filter((arm) => isIdle(arm, state, settled))) ?? [];
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
      {idle.length > 0 && (
        <p role="status">
          {t('budget.idle', {
            people: number(state.size.people),
            designs: list([...new Set(idle.map(({ title }) => title))]),
          })}
        </p>
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
    <NumberField label={label} value={value} least={0} most={MOST} step={STEP} read={wholeIn} show={inFull} put={put} />
  );
}

/** A sum as it is typed: nothing rounded. */
const inFull = (value: number): string => `€\u00a0${number(value)}`;

/** A division of one budget over approaches: a number for each, used once they sum to the whole. */
export function MixLever({ state, put, settled }: LeverProps) {
  const t = useTexts('compare');
  const bases = mixable(state);
  const [wanted, setWanted] = useState<string | null>(null);
  const base = wanted !== null && bases.includes(wanted) ? wanted : (bases[0] ?? null);
  const has = entriesOf(state).some((entry) => idOf(entry) === MY_MIX);
  const mix = has ? mixOf(state, MY_MIX) : [];
  const titleFor = (id: string): string => armOf(settled, id)?.title ?? id;
  const take = (from: string, next: Mix): void => {
    const truthfulness = armOf(settled, from)?.truthfulness ?? 'truthful';
    put(withMix(state, { from, title: t('mix.name'), truthfulness, mix: next }));
  };
  return (
    <Lever title={t('mix.title')} state={has ? t('mix.name') : ''}>
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
          <Button variant="outline" onClick={() => take(base, mixOf(state, base))}>
            {t('mix.begin')}
          </Button>
        </>
      )}
      {has && (
        <>
          <Shares mix={mix} money={ownBudgetOf(state, MY_MIX) ?? budgetOf(state)} put={(next) => take(MY_MIX, next)} />
          <Button variant="subtle" size="compact-sm" onClick={() => put(withoutDesign(state, MY_MIX))}>
            {t('mix.remove')}
          </Button>
        </>
      )}
    </Lever>
  );
}

/** The shares as they are typed. What was typed stays; only the others are filled up, and only when asked. */
function Shares({ mix, money, put }: { readonly mix: Mix; readonly money: number; readonly put: (mix: Mix) => void }) {
  const t = useTexts('compare');
  const [draft, setDraft] = useState<Mix | null>(null);
  const [typed, setTyped] = useState<ReadonlySet<string>>(new Set());
  const shown = draft ?? mix;
  const left = 100 - shown.reduce((sum, { percent }) => sum + percent, 0);
  const filled = filledUp(shown, typed);
  const use = (next: Mix, kept: ReadonlySet<string>): void => {
    const isWhole = next.reduce((sum, { percent }) => sum + percent, 0) === 100;
    setDraft(isWhole ? null : next);
    setTyped(isWhole ? new Set() : kept);
    if (isWhole) put(next);
  };
  return (
    <>
      {shown.map(({ id, percent }) => (
        <div key={id} className="share">
          <NumberField
            label={t('mix.part', { part: id.replaceAll('-', ' ') })}
            value={percent}
            least={0}
            most={100}
            step={1}
            read={wholeIn}
            show={(value) => number(value)}
            put={(value) =>
              use(
                shown.map((part) => (part.id === id ? { id, percent: value } : part)),
                new Set([...typed, id]),
              )
            }
          />
          <span>{euros((money * percent) / 100)}</span>
        </div>
      ))}
      {left === 0 ? (
        <p>{t('mix.sum', { money: euros(money) })}</p>
      ) : (
        <>
          <p role="status">{t(left > 0 ? 'mix.left' : 'mix.over', { percent: Math.abs(left) })}</p>
          {filled !== null && (
            <Button variant="outline" size="compact-md" onClick={() => use(filled, typed)}>
              {t('mix.fill')}
            </Button>
          )}
          <p className="note">{t('mix.before', { parts: mix.map(({ percent }) => percent).join(' / ') })}</p>
        </>
      )}
    </>
  );
}
