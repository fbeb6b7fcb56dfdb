import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Comparison, RunRow } from '../../experiment/comparison.ts';
import { type OutcomeName, outcomeNames, outcomes } from '../../model/outcomes.ts';
import { measureOf, toldAs } from '../../report/charts/distribution.ts';
import { number } from '../../report/words.ts';
import { useTexts } from '../i18n/index.ts';
import { byGroup } from './outcome-choice.tsx';
import { type Arm, numberOf, withCompany } from './run-set.ts';
import { Swatch } from './swatch.tsx';

const usual: readonly OutcomeName[] = ['decision_quality', 'unmet_protection_need', 'harmed', 'error_death'];
const sizes = [10, 25, 50, 100, 250] as const;
/** Screens below this many pixels begin with fewer rows. */
const NARROW = 600;

type Key = 'design' | 'condition' | 'draw' | 'replicate' | OutcomeName;
/** Null: in the order of tables. */
type Order = { readonly by: Key; readonly isFalling: boolean } | null;

const isOutcome = (key: Key): key is OutcomeName => key in outcomes;

/** All runs, a page at a time: thousands of rows cost no more than a page. */
export function RunsTable({
  comparison,
  arms,
  rows,
}: {
  readonly comparison: Comparison;
  readonly arms: readonly Arm[];
  readonly rows: readonly RunRow[];
}) {
  const t = useTexts('results');
  const [chosen, setChosen] = useState(usual);
  const [as, setAs] = useState<'difference' | 'level'>('difference');
  const [order, setOrder] = useState<Order>(null);
  const [size, setSize] = useState<number>(() => (window.innerWidth < NARROW ? 10 : 25));
  const [page, setPage] = useState(0);
  const columns = useMemo(() => withCompany(outcomeNames.filter((name) => chosen.includes(name))), [chosen]);
  const known = useMemo(() => new Map(arms.map((arm) => [`${arm.condition}\n${arm.arm}`, arm])), [arms]);
  const listed = useMemo(() => {
    const titleOf = (row: RunRow) => known.get(`${row.condition}\n${row.arm}`)?.title ?? row.arm;
    // Without campaign there is nothing to take a difference from.
    const own = as === 'level' ? rows : rows.filter((row) => Object.keys(row.differences).length > 0);
    // Designs stand as they stand in the list above, a run of each after the other.
    if (order === null) {
      const places = new Map([...known.keys()].map((key, place) => [key, place]));
      const placeOf = ({ condition, arm }: RunRow) => places.get(`${condition}\n${arm}`) ?? places.size;
      return [...own].sort((a, b) => placeOf(a) - placeOf(b));
    }
    return sorted(own, order, (row, key) => {
      if (key === 'design') return titleOf(row);
      if (isOutcome(key)) return numberOf(row, { outcome: key, as, group: null });
      return row[key];
    });
  }, [rows, known, order, as]);
  const scales = useMemo(
    () =>
      new Map(
        columns.map((name) => {
          const measure = measureOf(name, as);
          let most = 0;
          for (const row of rows)
            most = Math.max(most, Math.abs(numberOf(row, { outcome: name, as, group: null }) ?? 0));
          return [name, { measure, most }];
        }),
      ),
    [columns, rows, as],
  );
  const last = Math.max(0, Math.ceil(listed.length / size) - 1);
  const at = Math.min(page, last);
  const shown = listed.slice(at * size, (at + 1) * size);
  const hasConditions = comparison.conditions.length > 1;
  const labelOf = (key: Key): string => (isOutcome(key) ? outcomes[key].label : t(`table.${key}`));
  const head = (key: Key, unit = '') => {
    const direction = order?.by === key ? (order.isFalling ? 'descending' : 'ascending') : undefined;
    const arrow = direction === undefined ? '' : direction === 'ascending' ? ' ↑' : ' ↓';
    return (
      <th key={key} scope="col" aria-sort={direction}>
        <button
          type="button"
          className="sort"
          onClick={() => {
            setPage(0);
            // Lowest first, highest first, as it was.
            setOrder(
              order?.by !== key ? { by: key, isFalling: false } : order.isFalling ? null : { by: key, isFalling: true },
            );
          }}
        >
          {labelOf(key)}
          <span aria-hidden="true">{arrow}</span>
        </button>
        {unit !== '' && <span className="unit">{unit}</span>}
      </th>
    );
  };
  const turn = (to: number, words: string, isPossible: boolean) => (
    <Button size="compact-sm" variant="default" disabled={!isPossible} onClick={() => setPage(to)}>
      {words}
    </Button>
  );
  return (
    <section className="paper" aria-labelledby="runs">
      <h2 id="runs">{t('table.title')}</h2>
      <p className="small">{t('table.about', { as: t(`as.${as}`) })}</p>
      <div className="choices screen">
        <NativeSelect
          label={t('as.label')}
          value={as}
          onChange={(event) => {
            setAs(event.currentTarget.value === 'level' ? 'level' : 'difference');
            setPage(0);
          }}
          data={[
            { value: 'difference', label: t('as.difference') },
            { value: 'level', label: t('as.level') },
          ]}
        />
        <details className="columns-choice">
          <summary>{t('table.outcomes', { count: columns.length })}</summary>
          <p className="small">{t('table.company')}</p>
          {byGroup.map(({ group, names }) => (
            <fieldset key={group}>
              <legend>{group}</legend>
              {names.map((name) => (
                <Checkbox
                  key={name}
                  size="xs"
                  label={outcomes[name].label}
                  checked={columns.includes(name)}
                  onChange={(event) =>
                    setChosen(
                      event.currentTarget.checked ? [...chosen, name] : columns.filter((other) => other !== name),
                    )
                  }
                />
              ))}
            </fieldset>
          ))}
        </details>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what can be scrolled must be reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={t('table.region')}>
        <table className="tight runs" aria-rowcount={listed.length + 1}>
          <thead>
            <tr>
              {head('design')}
              {hasConditions && head('condition')}
              {head('draw')}
              {head('replicate')}
              {columns.map((name) => head(name, scales.get(name)?.measure.unit))}
              <th scope="col">{t('table.id')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row, place) => {
              const arm = known.get(`${row.condition}\n${row.arm}`);
              return (
                <tr key={`${row.condition} ${row.arm} ${row.replicate}`} aria-rowindex={at * size + place + 2}>
                  <th scope="row">
                    {arm && <Swatch comparison={comparison} of={arm} />}
                    {arm?.title ?? row.arm}
                  </th>
                  {hasConditions && (
                    <td className="words">
                      {comparison.conditions.find(({ id }) => id === row.condition)?.title ?? row.condition}
                    </td>
                  )}
                  <td>{row.draw}</td>
                  <td>{row.replicate}</td>
                  {columns.map((name) => {
                    const value = numberOf(row, { outcome: name, as, group: null });
                    const scale = scales.get(name);
                    return (
                      <td key={name}>
                        {value === null || scale === undefined ? '—' : toldAs(scale.measure, value, scale.most)}
                      </td>
                    );
                  })}
                  <td>
                    <code>{row.runId}</code>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
      <nav className="pages screen" aria-label={t('table.pages')}>
        {turn(0, t('table.first'), at > 0)}
        {turn(at - 1, t('table.previous'), at > 0)}
        {turn(at + 1, t('table.next'), at < last)}
        {turn(last, t('table.last'), at < last)}
        <NativeSelect
          size="xs"
          aria-label={t('table.perPage')}
          value={size}
          onChange={(event) => {
            setSize(Number(event.currentTarget.value));
            setPage(0);
          }}
          data={sizes.map((count) => ({ value: String(count), label: `${t('table.perPage')}: ${count}` }))}
        />
        <span role="status">
          {t('table.status', {
            from: number(listed.length === 0 ? 0 : at * size + 1),
            to: number(at * size + shown.length),
            all: number(listed.length),
            order:
              order === null
                ? t('table.usual')
                : t(order.isFalling ? 'table.falling' : 'table.rising', { column: labelOf(order.by) }),
          })}
        </span>
      </nav>
      <p className="small">{t('table.note')}</p>
    </section>
  );
}

/** Rows in an order; those without the number stand last, whatever the order. Equal ones stay as they were. */
function sorted(
  rows: readonly RunRow[],
  order: NonNullable<Order>,
  keyOf: (row: RunRow, key: Key) => string | number | null,
): readonly RunRow[] {
  const sign = order.isFalling ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row, order.by) }));
  keyed.sort(({ key: a }, { key: b }) => {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? 1 : -1;
    return sign * (typeof a === 'string' ? a.localeCompare(String(b)) : a - Number(b));
  });
  return keyed.map(({ row }) => row);
}
